// Questionnaires and marking schemes in the journal: documents of full text.
#include <aftercourse/engine/engine.hpp>

#include <algorithm>

#include <boost/json.hpp>

#include <aftercourse/base/utf8.hpp>

#include "engine_impl.hpp"
#include "records.hpp"

namespace aftercourse {

namespace json = boost::json;

namespace {

constexpr std::string_view instrument_type = "instrument", scheme_type = "scheme";

std::string text_of_file(const std::string& text, const std::string& file, bool amendment) {
  json::object o{{"text", text}, {"file", file}};
  if (amendment) o["amendment"] = true;
  return json::serialize(o);
}

struct KeptFile {
  std::string text, file;
  bool amendment = false;
};

KeptFile kept_file(const Document& d) {
  const json::value value = json::parse(d.text);
  const json::object& o = value.as_object();
  return {std::string(o.at("text").as_string()), std::string(o.at("file").as_string()),
          o.contains("amendment")};
}

Instrument instrument_in(const Document& d) {
  const KeptFile kept = kept_file(d);
  return Instrument::parse(kept.text, kept.file);
}

Scheme scheme_in(const Document& d) {
  const KeptFile kept = kept_file(d);
  return Scheme::parse(kept.text, kept.file);
}

std::vector<Instrument> added_instruments(const Snapshot& known) {
  std::vector<Instrument> out;
  for (const Document& d : known.documents())
    if (d.type == instrument_type) out.push_back(instrument_in(d));
  return out;
}

/// The document of that type and name that was written last.
const Document* last_document(const Snapshot& known, std::string_view type, std::string_view name) {
  const auto& all = known.documents();
  const auto found = std::find_if(all.rbegin(), all.rend(),
                                  [&](const Document& d) { return d.type == type && d.name == name; });
  return found == all.rend() ? nullptr : &*found;
}

/// Throws NotFound AC7031.
Row programme_row(const Snapshot& known, std::string_view programme) {
  const Row row = known.table("programme").find(programme);
  if (row == no_row) throw NotFound("AC7031", "there is no programme `" + std::string(programme) + "`");
  return row;
}

/// Whether the first day of the programme was moved once it had come: what was frozen then stays so.
bool moved_after_start(const Snapshot& known, const Frame& history) {
  for (std::size_t i = 0; i < history.rows(); ++i) {
    if (history.cell(i, "field") != "starts") continue;
    const Date before = Date::from_text(history.cell(i, "before"));
    if (before <= known.write(std::stoull(history.cell(i, "write"))).recorded_at.local_day()) return true;
  }
  return false;
}

/// Throws Conflict AC7032 for a change that is not marked as one, or one without a reason.
void check_frozen(const Snapshot& known, const Write& write, const std::string& programme,
                  const Frame& history, SchemeChange change) {
  const Table& programmes = known.table("programme");
  const Row row = programme_row(known, programme);
  const auto starts = programmes.day(row, programmes.kind().at("starts"));
  if (write.recorded_at.local_day().days() < starts && !moved_after_start(known, history)) return;
  const bool has_reason = write.reason.find_first_not_of(" \t\n") != std::string::npos;
  if (change == SchemeChange::amendment && has_reason) return;
  throw Conflict("AC7032", "the training of programme `" + programme + "`, which starts on " +
                               Date::unchecked(starts).to_string() +
                               ", has begun or had begun before that day was moved, and with it the marking "
                               "scheme is frozen; another one is an amendment, with a "
                               "reason");
}

/// Whether that version is there, saying the same. Throws Conflict AC7030 when it says something else.
bool is_there(const std::vector<Instrument>& known, const Instrument& instrument) {
  const InstrumentDefinition& given = instrument.definition();
  for (const Instrument& other : known) {
    if (other.definition().name != given.name || other.definition().version != given.version) continue;
    if (other.frozen() == instrument.frozen()) return true;
    throw Conflict("AC7030", "version " + given.version + " of the questionnaire `" + given.name +
                                 "` is there already and says something else; give the change a new version");
  }
  return false;
}

} // namespace

Instruments instruments_in(const Snapshot& known) {
  Instruments all;
  for (Instrument& added : added_instruments(known)) all.add(std::move(added));
  return all;
}

Receipt Engine::add_instrument(const Instrument& instrument, const Stamp& stamp) {
  if (is_there(added_instruments(snapshot({})), instrument)) return {};
  return impl_->write({}, stamp,
                      {{0, std::string(instrument_type), instrument.definition().name,
                        text_of_file(instrument.text(), instrument.file(), false)}},
                      [&](const Snapshot& known, const Write&) {
                        is_there(added_instruments(known), instrument); // another writer may have been first
                      });
}

std::vector<Instrument> Engine::instruments(KnownAt known_at) const {
  return added_instruments(snapshot(known_at));
}

Instrument Engine::instrument(std::string_view name, std::string_view version, KnownAt known_at) const {
  const Instruments all = instruments_in(snapshot(known_at));
  if (version.empty()) {
    if (const auto versions = all.versions(name); !versions.empty()) return *versions.back();
  } else if (const Instrument* found = all.find(name, version)) {
    return *found;
  }
  const auto near = nearest(name, all.names());
  throw NotFound("AC7033", "there is no questionnaire `" + std::string(name) + "`" +
                               (version.empty() ? "" : " of version " + std::string(version)) +
                               (near && *near != name ? "; is it `" + *near + "`?" : ""));
}

Receipt Engine::set_scheme(const Scheme& scheme, const std::string& programme, SchemeChange change,
                           const Stamp& stamp) {
  const Snapshot now = snapshot({});
  programme_row(now, programme);
  if (const Document* d = last_document(now, scheme_type, programme);
      d != nullptr && scheme_in(*d).frozen() == scheme.frozen())
    return {};
  const Frame moves = history("programme", programme);
  return impl_->write({}, stamp,
                      {{0, std::string(scheme_type), programme,
                        text_of_file(scheme.text(), scheme.file(), change == SchemeChange::amendment)}},
                      [&](const Snapshot& known, const Write& write) {
                        check_frozen(known, write, programme, moves, change);
                      });
}

Scheme Engine::scheme(std::string_view programme, KnownAt known_at) const {
  const Snapshot known = snapshot(known_at);
  programme_row(known, programme);
  if (const Document* d = last_document(known, scheme_type, programme)) return scheme_in(*d);
  throw NotFound("AC7034", "no marking scheme was set for programme `" + std::string(programme) + "`");
}

std::vector<SetScheme> Engine::schemes(std::string_view programme, KnownAt known_at) const {
  const Snapshot known = snapshot(known_at);
  programme_row(known, programme);
  std::vector<SetScheme> out;
  for (const Document& d : known.documents()) {
    if (d.type != scheme_type || d.name != programme) continue;
    SetScheme set{known.write(d.write), scheme_in(d), kept_file(d).amendment, {}};
    if (!out.empty()) set.changes = compare(out.back().scheme, set.scheme);
    out.push_back(std::move(set));
  }
  return out;
}

} // namespace aftercourse
