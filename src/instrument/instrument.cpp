#include <aftercourse/instrument/instrument.hpp>

#include <aftercourse/base/digest.hpp>
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/reading/file.hpp>

#include "embedded.hpp"
#include "instrument_data.hpp"

namespace aftercourse {

namespace {

constexpr const char* what_it_is = "a questionnaire";

reading::Lines lines_of_instrument(const Instrument& instrument) {
  reading::Lines lines;
  reading::lay_out(instrument.definition(), "", lines);
  for (std::size_t i = 0; i < instrument.definition().items.size(); ++i) // the order of asking is part of it
    lines["order." + std::to_string(i + 1)] = instrument.definition().items[i].id;
  return lines;
}

template <class T>
const T& find_named(const std::vector<T>& list, std::string_view id, const char* what) {
  std::vector<std::string> known;
  for (const T& one : list) {
    if (one.id == id) return one;
    known.push_back(one.id);
  }
  const auto near = nearest(id, known);
  throw NotFound("AC5804", "the questionnaire has no " + std::string(what) + " `" + std::string(id) + "`" +
                               (near ? "; did you mean `" + *near + "`?" : ""));
}

} // namespace

Instrument Instrument::parse(std::string_view yaml, std::string file) {
  reading::Report report(std::move(file), what_it_is);
  auto data = std::make_shared<Data>();
  data->text = yaml;
  data->file = report.file();
  data->definition = reading::read_instrument(yaml, report);
  if (report.failed()) throw PolicyError("AC5801", report.to_string());
  return Instrument(std::move(data));
}

Instrument Instrument::load(const std::filesystem::path& path) {
  const auto text = reading::read_file(path);
  if (!text) throw NotFound("AC5802", "there is no readable questionnaire there", path.string());
  return parse(*text, path.filename().string());
}

std::vector<std::string> Instrument::built_in_names() {
  std::vector<std::string> names;
  for (const EmbeddedText& one : built_in_instruments()) names.emplace_back(one.name);
  return names;
}

Instrument Instrument::built_in(std::string_view name) {
  for (const EmbeddedText& one : built_in_instruments())
    if (one.name == name) return parse(one.text, std::string(name) + ".yaml");
  const auto near = nearest(name, built_in_names());
  throw NotFound("AC5803", "there is no built-in questionnaire `" + std::string(name) + "`" +
                               (near ? "; did you mean `" + *near + "`?" : ""));
}

std::vector<Diagnostic> Instrument::check(std::string_view yaml, std::string file) {
  reading::Report report(std::move(file), what_it_is);
  try {
    reading::read_instrument(yaml, report);
  } catch (const Error& e) {
    report.error(e.code(), {report.file(), 0, 0}, e.what());
  }
  return report.sorted();
}

std::string_view Instrument::json_schema() { return instrument_schema().front().text; }

const InstrumentDefinition& Instrument::definition() const noexcept { return data_->definition; }
const std::string& Instrument::text() const noexcept { return data_->text; }
const std::string& Instrument::file() const noexcept { return data_->file; }
std::string Instrument::hash() const { return to_hex(sha256(data_->text)); }
std::string Instrument::frozen() const { return reading::digest_of_lines(lines_of_instrument(*this)); }

const InstrumentItem& Instrument::item(std::string_view id) const {
  return find_named(definition().items, id, "item");
}
const Dimension& Instrument::dimension(std::string_view id) const {
  return find_named(definition().dimensions, id, "dimension");
}

std::vector<Change> compare(const Instrument& older, const Instrument& newer) {
  return reading::changes_between(lines_of_instrument(older), lines_of_instrument(newer));
}

} // namespace aftercourse
