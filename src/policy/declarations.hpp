// Reading what a policy declares before its rules: kinds, parameters, terms and roles.
#pragma once

#include "reader.hpp"

namespace aftercourse::reading {

/// `kinds:` and `extend:` as the schema takes them.
std::vector<Kind> read_kinds(Report& report, const Node& root, const Schema& base);
void read_parameters(Reader& r, const Node& node);
void read_terms(Reader& r, const Node& node);
void read_roles(Reader& r, const Node& node);

} // namespace aftercourse::reading
