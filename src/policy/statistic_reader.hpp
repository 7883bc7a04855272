// Reads `statistic:` of a measure: a function of the statistics floor over columns of a kind of fact.
#pragma once

#include "reader.hpp"

namespace aftercourse::reading {

/// `of`, `function` and the function's own arguments: columns as paths of `of`, options as values.
void read_statistic(Reader& r, const Node& node, MeasureRule& m);

} // namespace aftercourse::reading
