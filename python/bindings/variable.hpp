// A column of Python - a NumPy array, a Series, an Arrow array, a list - as a statistics::Variable.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/statistics/data.hpp>
#include <aftercourse/statistics/options.hpp>

#include "bind.hpp"

namespace aftercourse::python {

/// Labels in runs: each name for so many rows on end.
struct LabelRuns {
  std::vector<std::string> names;
  std::vector<std::size_t> lengths;
};

/// LabelRuns; numbers of any width, truths, dates and times (days since 1970) or texts; None, NaN, NaT and NA
/// are missing. Throws py::type_error naming the column for anything else.
statistics::Variable variable_of(const std::string& name, const py::object& column);

/// Python values as options: None is left out. Throws py::type_error naming the argument.
statistics::Options options_of(const py::dict& arguments);

} // namespace aftercourse::python
