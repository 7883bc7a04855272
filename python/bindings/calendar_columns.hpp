// The questions of a calendar asked of a day or of a column of days, whatever form it has.
#pragma once

#include "columns.hpp"

namespace aftercourse::python {

py::object is_working_day(const Calendar& calendar, const py::object& days);
py::object is_provisional(const Calendar& calendar, const py::object& days);
py::object add_working_days(const Calendar& calendar, const py::object& days, const py::object& count);
py::object working_days_between(const Calendar& calendar, const py::object& after, const py::object& until);
py::object roll(const Calendar& calendar, const py::object& days, const std::string& convention);
py::object add_period(const py::object& days, Period period, const Calendar& calendar);

} // namespace aftercourse::python
