// Reading measures, findings and examples.
#pragma once

#include "resolve.hpp"

namespace aftercourse::reading {

void read_measures(Reader& r, const Node& node);
/// The measure of that id: of this policy, or one that no policy needs to declare. Else a fault at `at`.
const MeasureRule* find_measure(Reader& r, std::string_view id, const Location& at);
void read_findings(Reader& r, const Node& node);
std::vector<Example> read_examples(Reader& r, const Node& node);

/// `facts:` of an example as the JSON of a batch: {"record": {"kind": [{...}]}}. Plain scalars are what the
/// field's type makes of them, so that an id 17 is a text.
std::string facts_to_json(Reader& r, const Node& facts);
/// A further write: `{record, amend, retract}`.
std::string write_to_json(Reader& r, const Node& write);

} // namespace aftercourse::reading
