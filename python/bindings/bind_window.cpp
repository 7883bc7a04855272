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

Window from_anchor(Date anchor, const PeriodLike& first, const PeriodLike& last, const Text& roll,
                   const Calendar& calendar) {
  return WindowRule{first.value, last.value, roll_from_text(roll)}.at(anchor, calendar);
}

ReckonedWindow explain(Date anchor, const PeriodLike& first, const PeriodLike& last, const Text& roll,
                       const Calendar& calendar) {
  return WindowRule{first.value, last.value, roll_from_text(roll)}.explain(anchor, calendar);
}

/// "2026-10-12: 2026-09-29 + 5 working days, rests on 2026-09-30 to 2026-10-12"
std::string in_words(const Reckoning& r) {
  std::string text = r.day.to_string() + ": " + r.anchor.to_string() +
                     (r.period.count < 0 ? " - " + (-r.period).to_string() : " + " + r.period.to_string());
  if (r.clipped()) text += ", the last day of the month";
  if (r.rolled()) text += " = " + r.counted.to_string() + ", rolled " + std::string(name_of(r.roll));
  if (r.rests_on) text += ", rests on " + r.rests_on->from.to_string() + " to " + r.rests_on->to.to_string();
  return r.provisional ? text + ", provisional" : text;
}

void bind_reckoning(py::module_& m) {
  py::class_<Reckoning>(m, "Reckoning",
                        "How a day was worked out from another one: a period was added, and a day off was "
                        "rolled. Immutable; str() tells it in a line.")
      .def_property_readonly(
          "anchor", [](const Reckoning& r) { return r.anchor; }, "The day it was counted from.")
      .def_property_readonly(
          "period", [](const Reckoning& r) { return r.period; }, "What was added.")
      .def_property_readonly(
          "roll", [](const Reckoning& r) { return name_of(r.roll); }, "The convention, as Calendar.roll().")
      .def_property_readonly(
          "counted", [](const Reckoning& r) { return r.counted; }, "The anchor plus the period.")
      .def_property_readonly(
          "day", [](const Reckoning& r) { return r.day; }, "The result: `counted`, rolled.")
      .def_property_readonly("clipped", &Reckoning::clipped,
                             "Whether the month had no such day, so that its last one was taken.")
      .def_property_readonly("rolled", &Reckoning::rolled, "Whether the roll moved it.")
      .def_readonly("rests_on", &Reckoning::rests_on,
                    "The window of the days that were counted or looked at, for Calendar.explain(); None "
                    "when every calendar gives the same.")
      .def_readonly("provisional", &Reckoning::provisional,
                    "Whether some of these days are beyond what was announced.")
      .def("__str__", &in_words)
      .def("__repr__", [](const Reckoning& r) { return "<Reckoning " + in_words(r) + ">"; });

  py::class_<ReckonedWindow>(m, "ReckonedWindow",
                             "A window together with how each of its ends was worked out: "
                             "Window.explain(). Immutable; str() tells it in two lines.")
      .def_property_readonly("window", &ReckonedWindow::window, "The window.")
      .def_readonly("first", &ReckonedWindow::from, "How its first day was worked out, a Reckoning.")
      .def_readonly("last", &ReckonedWindow::to, "How its last day was worked out, a Reckoning.")
      .def_property_readonly("provisional", &ReckonedWindow::provisional,
                             "Whether it may move when a notice is published.")
      .def("__str__",
           [](const ReckonedWindow& w) { return "from " + in_words(w.from) + "\nto " + in_words(w.to); })
      .def("__repr__", [](const ReckonedWindow& w) {
        return "<ReckonedWindow " + w.from.day.to_string() + " to " + w.to.day.to_string() + ">";
      });
}

} // namespace

void bind_window(py::module_& m) {
  py::class_<Window> window(m, "Window",
                            "The days within which a duty is to be done, closed at both ends: Window(first, "
                            "last). Raises InvalidArgument (AC1120) when it would end before it opens. "
                            "Immutable; copies and pickles.");
  bind_reckoning(m); // knows Window and is known to its functions
  def_copy_and_pickle(window, [](Window& w) { return std::tie(w.from, w.to); });
  window.def(py::init(&checked_window), "first"_a, "last"_a)
      .def_static("from_anchor", &from_anchor, "anchor"_a, "first"_a, "last"_a, py::kw_only(),
                  "roll"_a = "none", "calendar"_a,
                  "From a period after `anchor` to another one, negative ones before it. An end on a day off "
                  "rolls as Calendar.roll() has it; the window opens on a day off as on any other. Raises "
                  "InvalidArgument: AC1120 when it would end before it opens, AC1101, AC1114 beyond what was "
                  "announced.")
      .def_static("explain", &explain, "anchor"_a, "first"_a, "last"_a, py::kw_only(), "roll"_a = "none",
                  "calendar"_a,
                  "As from_anchor(), with how each end was worked out: a ReckonedWindow. Raises as it does.")
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
