#include <aftercourse/policy/policy.hpp>

#include <algorithm>

#include <aftercourse/base/digest.hpp>
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/reading/file.hpp>

#include "policy_data.hpp"

namespace aftercourse {

using reading::Report;

namespace {

[[noreturn]] void refuse(const Report& report) { throw PolicyError("AC3001", report.to_string()); }

std::vector<std::string> names_of(const std::vector<Rule>& rules) {
  std::vector<std::string> out;
  for (const Rule& rule : rules) out.push_back(rule.id);
  return out;
}

} // namespace

Policy Policy::parse(std::string_view yaml, std::string file, const Schema& base) {
  Report report(std::move(file));
  auto data = std::make_shared<Data>(reading::read_policy(yaml, report, base));
  if (report.failed()) refuse(report);
  return Policy(std::move(data));
}

Policy Policy::load(const std::filesystem::path& path, const Schema& base) {
  const auto text = reading::read_file(path);
  if (!text) throw NotFound("AC3002", "there is no readable policy file there", path.string());
  return parse(*text, path.filename().string(), base);
}

std::vector<Diagnostic> Policy::check(std::string_view yaml, std::string file) {
  Report report(std::move(file));
  try {
    const Data data = reading::read_policy(yaml, report, Schema::built_in());
    if (!report.failed()) return reading::lint(data);
  } catch (const Error& e) {
    report.error(e.code(), {report.file(), 0, 0}, e.what());
  }
  return report.sorted();
}

Policy Policy::resolved(const Schema& schema) const {
  Report report(data_->file);
  auto data = std::make_shared<Data>(reading::read_policy(data_->text, report, data_->base, &schema));
  if (report.failed()) refuse(report);
  return Policy(std::move(data));
}

const std::string& Policy::name() const noexcept { return data_->name; }
const Title& Policy::title() const noexcept { return data_->title; }
const std::string& Policy::version() const noexcept { return data_->version; }
const std::string& Policy::text() const noexcept { return data_->text; }
const std::string& Policy::file() const noexcept { return data_->file; }
std::string Policy::hash() const { return to_hex(sha256(data_->text)); }
const Schema& Policy::schema() const noexcept { return data_->schema; }
const std::vector<Kind>& Policy::kinds() const noexcept { return data_->kinds; }
Title Policy::role_title(std::string_view role) const {
  const auto named = std::ranges::find(data_->roles, role, &Data::Name::text);
  return named == data_->roles.end() ? Title() : named->title;
}
const std::vector<Rule>& Policy::rules() const noexcept { return data_->rules; }
const std::vector<std::size_t>& Policy::order() const noexcept { return data_->order; }
const std::vector<MeasureRule>& Policy::measures() const noexcept { return data_->measures; }
const std::vector<FindingRule>& Policy::findings() const noexcept { return data_->findings; }
const std::vector<Parameter>& Policy::parameters() const noexcept { return data_->parameters; }
const std::vector<Example>& Policy::examples() const noexcept { return data_->examples; }
std::vector<Diagnostic> Policy::lint() const { return reading::lint(*data_); }

const Rule& Policy::rule(std::string_view id) const {
  for (const Rule& rule : data_->rules)
    if (rule.id == id || std::find(rule.was.begin(), rule.was.end(), id) != rule.was.end()) return rule;
  const auto near = nearest(id, names_of(data_->rules));
  throw NotFound("AC3003", "the policy " + name() + " has no rule `" + std::string(id) + "`" +
                               (near ? "; did you mean `" + *near + "`?" : ""));
}

std::optional<std::string> Policy::refuse_parameter(std::string_view name, std::string_view text) const {
  const auto uses = data_->parameter_uses.find(name);
  if (uses == data_->parameter_uses.end()) {
    std::vector<std::string> known;
    for (const Parameter& p : data_->parameters) known.push_back(p.name);
    const auto near = nearest(name, known);
    return "the policy " + this->name() + " has no parameter `" + std::string(name) + "`" +
           (near ? "; did you mean `" + *near + "`?" : "");
  }
  for (const reading::ParameterUse& use : uses->second)
    if (!reading::fits(text, use.expectation))
      return "`" + std::string(text) + "` does not fit where `" + std::string(name) + "` is used (" +
             use.at.to_string() + "); expected " + use.expectation.form();
  return {};
}

} // namespace aftercourse
