// RuleGraph: which rules wait for which. Edges are references from task to task only.
#pragma once

#include <vector>

#include "reader.hpp"

namespace aftercourse::reading {

/// The rules so that parents come before children, else in file order. A cycle is reported with both of its
/// places, and the order is then the file's.
std::vector<std::size_t> order_of_rules(Reader& r, const std::vector<const Node*>& rule_nodes);

} // namespace aftercourse::reading
