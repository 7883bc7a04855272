// Lint: what is legal but probably not meant. Each function looks for one sort of thing and adds its
// warnings.
#pragma once

#include <string>
#include <vector>

#include "policy_data.hpp"

namespace aftercourse::reading {

class Warnings {
 public:
  void add(std::string_view code, const Location& at, std::string message, std::string expected = {},
           std::string suggestion = {});
  std::vector<Diagnostic> take();

 private:
  std::vector<Diagnostic> all_;
};

void lint_names(const Policy::Data& policy, Warnings& out);      ///< unused and undeclared names
void lint_conditions(const Policy::Data& policy, Warnings& out); ///< constant, contradictory or unknown
void lint_windows(const Policy::Data& policy, Warnings& out);    ///< windows and notices
void lint_duties(const Policy::Data& policy, Warnings& out); ///< who acts, by what channel, what is left out

/// Every text that a setting can stand for: its own, or each dated value of its parameter.
std::vector<std::string> values_of(const Policy::Data& policy, std::string_view parameter);

} // namespace aftercourse::reading
