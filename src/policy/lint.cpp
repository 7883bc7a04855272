#include "lint.hpp"

namespace aftercourse::reading {

void Warnings::add(std::string_view code, const Location& at, std::string message, std::string expected,
                   std::string suggestion) {
  Diagnostic d{Diagnostic::Severity::warning, std::string(code),     at, std::move(message),
               std::move(expected),           std::move(suggestion), {}};
  for (const Diagnostic& known : all_)
    if (known == d) return; // a term used twice is looked at twice
  all_.push_back(std::move(d));
}

std::vector<Diagnostic> Warnings::take() {
  sort_by_place(all_);
  return std::move(all_);
}

std::vector<std::string> values_of(const Policy::Data& policy, std::string_view parameter) {
  std::vector<std::string> out;
  for (const Parameter& p : policy.parameters)
    if (p.name == parameter)
      for (const Parameter::Dated& dated : p.values) out.push_back(dated.value);
  return out;
}

std::vector<Diagnostic> lint(const Policy::Data& policy) {
  Warnings out;
  lint_names(policy, out);
  lint_conditions(policy, out);
  lint_windows(policy, out);
  lint_duties(policy, out);
  return out.take();
}

} // namespace aftercourse::reading
