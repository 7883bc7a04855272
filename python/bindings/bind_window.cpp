#include <aftercourse/calendar/window_rule.hpp>

#include "bind.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse::python {

namespace {

Window checked_window(Date first, Date last) {
  if (last < first)
    throw InvalidArgument("AC1120", "the window would end on " + last.to_string() + ", before it opens on " +
                                        first.to_string());
  return {first, last};
}

Window from_anchor(Date anchor, const PeriodLike& first, const PeriodLike& last, const std::string& roll,
                   const Calendar& calendar) {
  return WindowRule{first.value, last.value, roll_from_text(roll)}.at(anchor, calendar);
}

} // namespace

void bind_window(py::module_& m) {
  py::class_<Window> window(m, "Window",
                            "The days within which a duty is to be done, closed at both ends: Window(first, "
                            "last). Raises InvalidArgument (AC1120) when it would end before it opens. "
                            "Immutable; copies and pickles.");
  def_copy_and_pickle(window, [](Window& w) { return std::tie(w.from, w.to); });
  window.def(py::init(&checked_window), "first"_a, "last"_a)
      .def_static("from_anchor", &from_anchor, "anchor"_a, "first"_a, "last"_a, py::kw_only(),
                  "roll"_a = "none", "calendar"_a,
                  "From a period after `anchor` to another one, negative ones before it. An end on a day off "
                  "rolls as Calendar.roll() has it; the window opens on a day off as on any other. Raises "
                  "InvalidArgument: AC1120 when it would end before it opens, AC1101, AC1114 beyond what was "
                  "announced.")
      .def_property_readonly(
          "first", [](const Window& w) { return w.from; }, "The first day.")
      .def_property_readonly(
          "last", [](const Window& w) { return w.to; }, "The last day, included.")
      .def_property_readonly("days", &Window::days, "How many days it has, both ends counted.")
      .def("working_days", &Window::working_days, "calendar"_a, "How many of them are worked.")
      .def(
          "intersection", [](const Window& a, const Window& b) { return intersection(a, b); }, "other"_a,
          "The window of the days that are in both, or None.")
      .def("__and__", [](const Window& a, const Window& b) { return intersection(a, b); })
      .def("__contains__", [](const Window& w, const Window& other) { return w.contains(other); })
      .def("__contains__", [](const Window& w, Date day) { return w.contains(day); })
      .def("__eq__", [](const Window& a,
                        const py::object& b) { return py::isinstance<Window>(b) && a == b.cast<Window>(); })
      .def("__hash__", [](const Window& w) { return py::hash(py::make_tuple(w.from.days(), w.to.days())); })
      .def("__repr__", [](const Window& w) {
        return "Window('" + w.from.to_string() + "', '" + w.to.to_string() + "')";
      });
}

} // namespace aftercourse::python
