#include <array>

#include "calendar_columns.hpp"

namespace aftercourse::python {

namespace {

constexpr std::array unit_names{"days", "working days", "weeks", "months", "quarters", "years"};

/// Units other than working days ask no calendar.
Calendar calendar_for(const Period& p, const std::optional<Calendar>& calendar) {
  if (calendar) return *calendar;
  if (p.unit == PeriodUnit::working_days)
    throw InvalidArgument("AC7028", "working days are those of a calendar: period.after(day, calendar)");
  static const Calendar none = Calendar::built_in("every-day");
  return none;
}

} // namespace

void bind_values(py::module_& m) {
  py::class_<Period> period(
      m, "Period",
      "A length of calendar time in one unit: Period(\"2 weeks\"), Period(\"5 working days\"), "
      "Period(\"3 months\"), also 2周, 3个工作日, 半年. A month from 31 January ends on the last day of "
      "February; "
      "a month from 28 February ends on 28 March.");
  def_copy(period);
  period
      .def(py::pickle([](const Period& p) { return py::make_tuple(p.to_string()); },
                      [](const py::tuple& t) { return Period::from_text(t[0].cast<std::string>()); }))
      .def(py::init([](const Text& text) { return Period::from_text(text); }), "text"_a,
           "Reads a period. Raises InvalidArgument (AC1103) for anything else.")
      .def_property_readonly(
          "count", [](const Period& p) { return p.count; }, "How many units; may be negative.")
      .def_property_readonly(
          "unit", [](const Period& p) { return unit_names[static_cast<std::size_t>(p.unit)]; },
          "days, working days, weeks, months, quarters or years.")
      .def("__neg__", [](const Period& p) { return -p; })
      .def("__eq__", [](const Period& a,
                        const py::object& b) { return py::isinstance<Period>(b) && a == b.cast<Period>(); })
      .def("__hash__",
           [](const Period& p) { return py::hash(py::make_tuple(p.count, static_cast<int>(p.unit))); })
      .def("__str__", &Period::to_string)
      .def(
          "text",
          [](const Period& p, const Text& language) {
            if (language != "en" && language != "zh")
              throw InvalidArgument("AC7024", "the languages are en and zh, not " + language);
            return language == "zh" ? p.to_string_zh() : p.to_string();
          },
          "language"_a = "en", "As a person writes it, in English or Chinese (\"zh\").")
      .def("__repr__", [](const Period& p) { return "Period('" + p.to_string() + "')"; })
      .def(
          "after",
          [](const Period& p, Date day, const std::optional<Calendar>& calendar) {
            return add(day, p, calendar_for(p, calendar));
          },
          "day"_a, "calendar"_a = py::none(),
          "The day this period after `day`; working days are those of the calendar, which other units do not "
          "need. Raises "
          "InvalidArgument: AC1101 outside the years 1400 to 9999, AC7028 for working days without a "
          "calendar.")
      .def(
          "after",
          [](const Period& p, const py::object& days, const std::optional<Calendar>& calendar) {
            return add_period(days, p, calendar_for(p, calendar));
          },
          "day"_a, "calendar"_a = py::none(), "The same for columns: see docs/python.md.")
      .def("__add__", [](const Period& p, Date day) { return add(day, p, calendar_for(p, {})); })
      .def("__add__",
           [](const Period& p, const py::object& days) { return add_period(days, p, calendar_for(p, {})); })
      .def("__radd__", [](const Period& p, Date day) { return add(day, p, calendar_for(p, {})); })
      .def("__radd__",
           [](const Period& p, const py::object& days) { return add_period(days, p, calendar_for(p, {})); })
      .def("__rsub__", [](const Period& p, Date day) { return add(day, -p, calendar_for(p, {})); })
      .def("__rsub__",
           [](const Period& p, const py::object& days) { return add_period(days, -p, calendar_for(p, {})); });
  // NumPy and pandas leave `column + period` to the period.
  period.attr("__array_ufunc__") = py::none();
  period.attr("__pandas_priority__") = 5000;
}

} // namespace aftercourse::python
