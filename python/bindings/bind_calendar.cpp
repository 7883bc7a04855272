#include "bind.hpp"

namespace aftercourse::python {

namespace {

Roll roll_named(const std::string& name) {
  if (const auto convention = parse_roll(name)) return *convention;
  throw InvalidArgument("AC7024", "roll is none, following, preceding, modified_following, "
                                  "modified_preceding or nearest, not " +
                                      name);
}

} // namespace

void bind_calendar(py::module_& m) {
  py::class_<SpecialDay>(m, "SpecialDay", "A day that differs from the week pattern, with its reason.")
      .def_property_readonly(
          "date", [](const SpecialDay& d) { return d.date; }, "The day.")
      .def_readonly("working", &SpecialDay::working, "True: a make-up working day; False: a day off.")
      .def_readonly("name", &SpecialDay::name, "The reason, such as 国庆节.")
      .def("__repr__", [](const SpecialDay& d) {
        return "<SpecialDay " + d.date.to_string() + (d.working ? " worked " : " off ") + d.name + ">";
      });

  py::class_<Calendar> calendar(m, "Calendar",
                                "Which days are worked: a week pattern, days off and make-up working days. "
                                "Immutable; copies, and pickles as its full text.");
  def_copy(calendar);
  calendar
      .def(py::pickle([](const Calendar& c) { return py::make_tuple(c.to_json()); },
                      [](const py::tuple& t) { return Calendar::from_json(t[0].cast<std::string>()); }))
      .def_static("built_in", &Calendar::built_in, "name"_a,
                  "\"cn\" (mainland China as announced), \"weekdays\" (Monday to Friday) or \"every-day\". "
                  "Raises NotFound "
                  "(AC1112).")
      .def_static("built_in_names", &Calendar::built_in_names, "The names that built_in() takes.")
      .def_static("from_json", &Calendar::from_json, "text"_a,
                  "Reads to_json()'s text, or a yearly notice {\"year\": 2026, \"days\": [...]}. Raises "
                  "InvalidArgument (AC1113).")
      .def_static(
          "from_ics", &Calendar::from_ics, "text"_a, "announced"_a = py::none(),
          "The whole-day events of a holiday feed in iCalendar: days off, and make-up working days as "
          "published feeds mark them, over the Monday-to-Friday week. `announced`: the first and last "
          "day the feed speaks for; else as X-AFTERCOURSE-ANNOUNCED says, else the whole years in "
          "which its events lie. Raises DataError (AC1150, AC1151) with the line of every fault.")
      .def("to_ics", &Calendar::to_ics, "The special days as iCalendar; from_ics() gives an equal calendar.")
      .def("to_json", &Calendar::to_json, "The full text; from_json() gives an equal calendar.")
      .def_property_readonly("name", &Calendar::name, "Its name.")
      .def_property_readonly(
          "announced", [](const Calendar& c) { return std::pair(c.announced_from(), c.announced_to()); },
          "First and last day of the years whose days off are announced; outside, the week pattern is "
          "assumed and dates are provisional.")
      .def_property_readonly("special_days", &Calendar::special_days,
                             "The days that differ from the week, ascending.")
      .def("is_working_day", &Calendar::is_working_day, "day"_a, "Whether the day is worked.")
      .def("is_provisional", py::overload_cast<Date>(&Calendar::is_provisional, py::const_), "day"_a,
           "Whether the day lies outside the announced years.")
      .def("add_working_days", &Calendar::add_working_days, "day"_a, "count"_a,
           "The count-th working day after `day` (before it when negative); 0 gives `day` itself, not "
           "rolled. Raises "
           "InvalidArgument (AC1101) outside the years 1400 to 9999.")
      .def("working_days_between", &Calendar::working_days_between, "after"_a, "until"_a,
           "The working days x with after < x <= until; negative when `until` comes first.")
      .def(
          "roll",
          [](const Calendar& c, Date day, const std::string& convention) {
            return c.roll(day, roll_named(convention));
          },
          "day"_a, "convention"_a = "following",
          "The day itself when it is worked, else the next (\"following\") or previous (\"preceding\") "
          "working day; \"none\" "
          "leaves it.")
      .def("with_days_off", &Calendar::with_days_off, "days"_a, "name"_a = "", "source"_a = "",
           "A copy with further days off.")
      .def("with_working_days", &Calendar::with_working_days, "days"_a, "name"_a = "", "source"_a = "",
           "A copy with further working days.")
      .def("assuming", &Calendar::assuming,
           "A copy that assumes the pattern beyond what was announced instead of raising InvalidArgument "
           "(AC1114).")
      .def_property_readonly("assumes", &Calendar::assumes,
                             "Whether the pattern is assumed beyond what was announced.")
      .def("__eq__",
           [](const Calendar& a, const py::object& b) {
             return py::isinstance<Calendar>(b) && a == b.cast<Calendar>();
           })
      .def("__hash__", [](const Calendar& c) { return py::hash(py::str(c.to_json())); })
      .def("__repr__", [](const Calendar& c) { return "<Calendar " + c.name() + ">"; });
}

} // namespace aftercourse::python
