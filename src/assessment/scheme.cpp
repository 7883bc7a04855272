#include <aftercourse/assessment/scheme.hpp>

#include <aftercourse/base/digest.hpp>
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/reading/file.hpp>

#include "embedded.hpp"
#include "scheme_data.hpp"

namespace aftercourse {

namespace {

reading::Lines lines_of_scheme(const Scheme& scheme) {
  reading::Lines lines;
  reading::lay_out(scheme.definition(), "", lines);
  return lines;
}

[[noreturn]] void refuse_scheme_name(std::string_view what, std::string_view id,
                                     const std::vector<std::string>& known) {
  const auto near = nearest(id, known);
  throw NotFound("AC5703", "the marking scheme has no " + std::string(what) + " `" + std::string(id) + "`" +
                               (near ? "; did you mean `" + *near + "`?" : ""));
}

} // namespace

Scheme Scheme::parse(std::string_view yaml, std::string file) {
  reading::Report report(std::move(file), "a marking scheme");
  auto data = std::make_shared<Data>();
  data->text = yaml;
  data->file = report.file();
  if (const auto root = reading::read_tree(yaml, report))
    data->definition = reading::read_scheme(*root, report);
  if (report.failed()) throw PolicyError("AC5701", report.to_string());
  return Scheme(std::move(data));
}

Scheme Scheme::load(const std::filesystem::path& path) {
  const auto text = reading::read_file(path);
  if (!text) throw NotFound("AC5702", "there is no readable marking scheme there", path.string());
  return parse(*text, path.filename().string());
}

std::vector<Diagnostic> Scheme::check(std::string_view yaml, std::string file) {
  reading::Report report(std::move(file), "a marking scheme");
  try {
    if (const auto root = reading::read_tree(yaml, report)) {
      const SchemeDefinition scheme = reading::read_scheme(*root, report);
      if (!report.failed()) return reading::unreachable_marks(scheme, *root, report);
    }
  } catch (const Error& e) {
    report.error(e.code(), {report.file(), 0, 0}, e.what());
  }
  return report.sorted();
}

std::string_view Scheme::json_schema() { return assessment_schema().front().text; }

const SchemeDefinition& Scheme::definition() const noexcept { return data_->definition; }
const std::string& Scheme::text() const noexcept { return data_->text; }
const std::string& Scheme::file() const noexcept { return data_->file; }
std::string Scheme::hash() const { return to_hex(sha256(data_->text)); }
std::string Scheme::frozen() const { return reading::digest_of_lines(lines_of_scheme(*this)); }

const Component& Scheme::component(std::string_view id) const {
  std::vector<std::string> known;
  for (const Component& component : definition().components) {
    if (component.id == id) return component;
    known.push_back(component.id);
  }
  refuse_scheme_name("component", id, known);
}

const Item& Scheme::item(std::string_view id) const {
  std::vector<std::string> known;
  for (const Component& component : definition().components)
    for (const Item& item : component.items) {
      if (item.id == id) return item;
      known.push_back(item.id);
    }
  refuse_scheme_name("item", id, known);
}

std::vector<Change> compare(const Scheme& older, const Scheme& newer) {
  return reading::changes_between(lines_of_scheme(older), lines_of_scheme(newer));
}

} // namespace aftercourse
