// Rates as Python sees them: a table that remembers what was asked, so that engine.explain(rates[0]) needs
// nothing else.
#pragma once

#include "bind.hpp"

namespace aftercourse::python {

struct Asked {
  EvaluationQuery query;
  Date as_of;
  KnownAt known_at;
  Frame frame;
};

using Rates = std::shared_ptr<const Asked>;

struct SeenRates {
  Rates rates;
};

Frame frame_of(const SeenRates& rates, std::size_t most);
std::size_t rows_of(const SeenRates& rates);

struct Rate {
  Rates rates;
  std::size_t row = 0;
};

/// Throws InvalidArgument AC7024 for another word than automatic, none, process, wilson and design.
Interval interval_named(const std::string& name);
/// Throws InvalidArgument AC7024 for another word than "" and previous.
Versus versus_named(const std::string& name);
/// Throws InvalidArgument AC7024 for another word than publish and internal.
Audience audience_named(const std::string& name);

} // namespace aftercourse::python
