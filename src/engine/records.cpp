#include "records.hpp"

#include <algorithm>
#include <map>

#include <boost/json.hpp>

#include <aftercourse/facts/nearest_unit.hpp>

namespace aftercourse {

namespace json = boost::json;

void check_adoption(const Policy& policy, const Adoption& adoption) {
  if (adoption.until && *adoption.until < adoption.on)
    throw InvalidArgument("AC7010", "the adoption of `" + policy.name() + "` ends on " +
                                        adoption.until->to_string() + ", before it begins on " +
                                        adoption.on.to_string());
  for (const Override& o : adoption.parameters)
    if (const auto reason = policy.refuse_parameter(o.name, o.value))
      throw InvalidArgument("AC7011", "parameter `" + o.name + "` of `" + policy.name() + "`: " + *reason);
}

namespace {

std::string to_text(const Policy& policy, const Adoption& adoption) {
  json::object o;
  o["policy"] = policy.text();
  o["file"] = policy.file();
  o["on"] = adoption.on.to_string();
  if (adoption.until) o["until"] = adoption.until->to_string();
  json::array units, parameters;
  for (const std::string& unit : adoption.units) units.emplace_back(unit);
  for (const Override& p : adoption.parameters) {
    json::object parameter{{"name", p.name}, {"value", p.value}, {"source", p.source}};
    if (p.from) parameter["from"] = p.from->to_string();
    parameters.push_back(std::move(parameter));
  }
  o["units"] = std::move(units);
  o["parameters"] = std::move(parameters);
  o["source"] = adoption.source;
  return json::serialize(o);
}

std::string text_of(const json::object& o, const char* key) { return std::string(o.at(key).as_string()); }

Adopted from_text(const std::string& text, const Schema& schema) {
  const json::value parsed = json::parse(text);
  const json::object& o = parsed.as_object();
  Adoption adoption;
  adoption.on = Date::from_text(text_of(o, "on"));
  if (o.contains("until")) adoption.until = Date::from_text(text_of(o, "until"));
  for (const json::value& unit : o.at("units").as_array()) adoption.units.emplace_back(unit.as_string());
  for (const json::value& v : o.at("parameters").as_array()) {
    const json::object& p = v.as_object();
    Override parameter{text_of(p, "name"), text_of(p, "value"), std::nullopt, text_of(p, "source")};
    if (p.contains("from")) parameter.from = Date::from_text(text_of(p, "from"));
    adoption.parameters.push_back(std::move(parameter));
  }
  adoption.source = text_of(o, "source");
  return {Policy::parse(text_of(o, "policy"), text_of(o, "file"), schema), std::move(adoption)};
}

/// The calendars in force by unit, "" being everyone's: of each the text that was set last.
std::map<std::string_view, const Document*> calendar_texts(const Snapshot& known) {
  std::map<std::string_view, const Document*> last;
  for (const Document& d : known.documents())
    if (d.type == "calendar") last[d.name] = &d;
  return last;
}

} // namespace

std::vector<Document> documents_of(const Policy& policy, const Adoption& adoption) {
  std::vector<Document> documents;
  if (!policy.kinds().empty()) documents.push_back({0, "kinds", policy.name(), to_json(policy.kinds())});
  documents.push_back({0, "adoption", policy.name(), to_text(policy, adoption)});
  return documents;
}

std::vector<Adopted> adopted_in(const Snapshot& known) {
  // A later adoption of the same policy from the same day for the same units replaces the earlier one: that
  // is how parameters are corrected.
  std::vector<Adopted> adopted;
  for (const Document& d : known.documents()) {
    if (d.type != "adoption") continue;
    Adopted next = from_text(d.text, known.schema());
    std::erase_if(adopted, [&](const Adopted& a) {
      return a.policy.name() == next.policy.name() && a.adoption.on == next.adoption.on &&
             a.adoption.units == next.adoption.units;
    });
    adopted.push_back(std::move(next));
  }
  return adopted;
}

Calendars calendars_in(const Snapshot& known) {
  Calendars calendars;
  for (const auto& [unit, document] : calendar_texts(known)) {
    if (unit.empty())
      calendars.everyone = Calendar::from_json(document->text);
    else
      calendars.of_unit.emplace(unit, Calendar::from_json(document->text));
  }
  return calendars;
}

Calendar calendar_in(const Snapshot& known, std::string_view unit) {
  const auto texts = calendar_texts(known);
  const Table& units = known.table("unit");
  const Row row = unit.empty() ? no_row : units.find(unit);
  if (!unit.empty() && row == no_row)
    throw NotFound("AC7001", "there is no unit `" + std::string(unit) + "`");
  auto found = texts.find("");
  nearest_unit(known, row, [&](Row u) {
    const auto own = texts.find(units.id(u));
    if (own != texts.end()) found = own;
    return own != texts.end();
  });
  return found == texts.end() ? Calendars{}.everyone : Calendar::from_json(found->second->text);
}

std::optional<TimeZone> zone_in(const Snapshot& known) {
  const auto& documents = known.documents();
  const auto last =
      std::find_if(documents.rbegin(), documents.rend(), [](const Document& d) { return d.type == "zone"; });
  return last == documents.rend() ? std::nullopt : std::optional(TimeZone::from_json(last->text));
}

Date horizon_of(Date as_of, Period ahead, const Calendar& calendar) {
  try {
    return add(as_of, ahead, calendar.assuming());
  } catch (const InvalidArgument&) { // beyond the years 1400-9999
    return Date::unchecked(ahead.count < 0 ? Date::min_days : Date::max_days);
  }
}

std::string refusal_of(const std::vector<Fault>& faults) {
  constexpr std::size_t shown = 5;
  std::string text = std::to_string(faults.size());
  text += faults.size() == 1 ? " fault; nothing was recorded" : " faults; nothing was recorded";
  for (std::size_t i = 0; i < faults.size() && i < shown; ++i) (text += "\n  ") += to_string(faults[i]);
  if (faults.size() > shown) text += "\n  ...";
  return text;
}

namespace {

Column text_column(std::string name, const std::vector<std::string>& cells) {
  Column c;
  c.name = std::move(name);
  c.type = Column::Type::text;
  for (const std::string& cell : cells) {
    c.codes.push_back(static_cast<std::int32_t>(c.words.size()));
    c.words.push_back(cell);
    c.valid.push_back(cell.empty() ? 0 : 1);
  }
  return c;
}

} // namespace

Frame history_of(const Snapshot& known, std::string_view kind, std::string_view id) {
  const std::size_t k = known.schema().at(kind);
  const Table& table = known.table(k);
  struct Event {
    std::uint64_t write;
    std::string operation, field, before, after;
  };
  std::vector<Event> events;
  for (Row row = 0; row < table.size(); ++row) {
    if (table.id(row) != id) continue;
    events.push_back({table.recorded_by[row], "record", "", "", ""});
    for (const Amendment& a : known.amendments(k))
      if (a.row == row)
        events.push_back(
            {a.write, "amend", table.kind().fields[a.field].name, to_string(a.before), to_string(a.after)});
    if (table.retracted_by[row] != 0) events.push_back({table.retracted_by[row], "retract", "", "", ""});
  }
  if (events.empty())
    throw NotFound("AC2003", "there is no " + std::string(kind) + " `" + std::string(id) + "`");
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.write < b.write; });

  Column write, at;
  write.name = "write";
  write.type = Column::Type::integer;
  at.name = "recorded_at";
  at.type = Column::Type::instant;
  std::vector<std::string> actor, source, reason, operation, field, before, after;
  for (const Event& e : events) {
    const Write& w = known.write(e.write);
    write.integers.push_back(static_cast<std::int64_t>(e.write));
    at.integers.push_back(w.recorded_at.microseconds());
    actor.push_back(w.actor);
    source.push_back(w.source);
    reason.push_back(w.reason);
    operation.push_back(e.operation);
    field.push_back(e.field);
    before.push_back(e.before);
    after.push_back(e.after);
  }
  std::vector<Column> columns{std::move(write), std::move(at)};
  columns.push_back(text_column("actor", actor));
  columns.push_back(text_column("source", source));
  columns.push_back(text_column("reason", reason));
  columns.push_back(text_column("operation", operation));
  columns.push_back(text_column("field", field));
  columns.push_back(text_column("before", before));
  columns.push_back(text_column("after", after));
  return Frame(std::move(columns), events.size());
}

} // namespace aftercourse
