#include "bind.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse::python {

namespace {

constexpr std::int32_t monday = 4; // 1970-01-05

/// "1111100", Monday first.
WorkPattern weekly(const std::string& week) {
  if (week.size() != 7)
    throw InvalidArgument("AC1115", "a week has seven digits 0 or 1, Monday first, such as \"1111100\"");
  return WorkPattern::cycle(week, Date::unchecked(monday));
}

std::uint8_t mask_of(const std::string& week) { return *weekly(week).week(); }

std::optional<std::string> week_of(const WorkPattern& p) {
  const auto mask = p.week();
  if (!mask) return {};
  std::string digits;
  for (int day = 0; day < 7; ++day) digits += (*mask >> day & 1) != 0 ? '1' : '0';
  return digits;
}

} // namespace

void bind_work_pattern(py::module_& m) {
  py::class_<WorkPattern> pattern(m, "WorkPattern",
                                  "Which days are worked when nothing special is announced: a cycle of 1 to "
                                  "366 days that repeats for ever in both "
                                  "directions. Immutable; str() shows its digits week by week.");
  def_copy(pattern);
  pattern
      .def(py::pickle(
          [](const WorkPattern& p) { return py::make_tuple(p.days(), p.from()); },
          [](const py::tuple& t) { return WorkPattern::cycle(t[0].cast<std::string>(), t[1].cast<Date>()); }))
      .def_static("weekly", &weekly, "week"_a,
                  "A week as seven digits, Monday first: \"1111100\" is Monday to Friday. Raises "
                  "InvalidArgument (AC1115).")
      .def_static(
          "alternating",
          [](const Text& first, const Text& second, Date in_first_week) {
            return WorkPattern::alternating(mask_of(first), mask_of(second), in_first_week);
          },
          "first"_a, "second"_a, "in_first_week"_a,
          "Two weeks in turn; the first one holds in the week, from Monday, of the day given. Big and small "
          "weeks "
          "(大小周): alternating(\"1111110\", \"1111100\", a day of a big week). Raises InvalidArgument "
          "(AC1115).")
      .def_static(
          "cycle", [](const Text& days, Date begins) { return WorkPattern::cycle(days, begins); }, "days"_a,
          "begins"_a,
          "Any cycle, a digit a day, from a day on: \"11110000\" is four days on and four off; "
          "spaces are left out. "
          "Raises InvalidArgument (AC1115) for anything but 1 to 366 digits 0 or 1.")
      .def("works", &WorkPattern::works, "day"_a, "Whether the pattern works that day.")
      .def_property_readonly("days", &WorkPattern::days, "The digits of the cycle, from the day `begins` on.")
      .def_property_readonly("begins", &WorkPattern::from, "A day on which the cycle begins.")
      .def_property_readonly("length", &WorkPattern::length, "Its length in days.")
      .def_property_readonly("week", &week_of, "The seven digits, Monday first, if it is a week; else None.")
      .def("__eq__",
           [](const WorkPattern& a, const py::object& b) {
             return py::isinstance<WorkPattern>(b) && a == b.cast<WorkPattern>();
           })
      .def("__hash__",
           [](const WorkPattern& p) { return py::hash(py::make_tuple(p.days(), p.from().days())); })
      .def("__str__", &WorkPattern::to_string)
      .def("__repr__", [](const WorkPattern& p) {
        const auto week = week_of(p);
        return week ? "WorkPattern.weekly('" + *week + "')"
                    : "WorkPattern.cycle('" + p.to_string() + "', '" + p.from().to_string() + "')";
      });
}

} // namespace aftercourse::python
