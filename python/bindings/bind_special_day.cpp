#include "bind.hpp"

namespace aftercourse::python {

namespace {

std::string weekday_of(Date d) {
  static constexpr const char* names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return names[d.weekday() - 1];
}

const char* name_of(DayNote::Why why) {
  static constexpr const char* names[] = {"pattern", "day_off", "make_up_day"};
  return names[static_cast<std::size_t>(why)];
}

/// "2026-10-10 Sat: working day, made up for 国庆节".
std::string sentence(const DayNote& n) {
  std::string text =
      n.date.to_string() + ' ' + weekday_of(n.date) + ": " + (n.working ? "working day" : "day off");
  if (n.why == DayNote::Why::make_up_day) text += ", made up";
  if (!n.name.empty()) text += (n.working ? " for " : ", ") + n.name;
  if (!n.source.empty()) text += " (" + n.source + ')';
  return n.provisional ? text + ", provisional" : text;
}

} // namespace

void bind_special_day(py::module_& m) {
  py::class_<SpecialDay> day(
      m, "SpecialDay",
      "A day that differs from the pattern of a calendar, with its reason. Immutable; copies and pickles.");
  def_copy_and_pickle(day, [](SpecialDay& d) { return std::tie(d.date, d.working, d.name, d.source); });
  day.def(py::init([](Date date, bool working, Text name, Text source) {
            return SpecialDay{date, working, std::move(name), std::move(source)};
          }),
          "date"_a, py::kw_only(), "working"_a, "name"_a = "", "source"_a = "")
      .def_property_readonly(
          "date", [](const SpecialDay& d) { return d.date; }, "The day.")
      .def_readonly("working", &SpecialDay::working, "True: a make-up working day; False: a day off.")
      .def_readonly("name", &SpecialDay::name, "The reason, such as 国庆节.")
      .def_readonly("source", &SpecialDay::source, "Who says so: the address or number of a notice, or \"\".")
      .def("__eq__",
           [](const SpecialDay& a, const py::object& b) {
             return py::isinstance<SpecialDay>(b) && a == b.cast<SpecialDay>();
           })
      .def("__hash__",
           [](const SpecialDay& d) {
             return py::hash(py::make_tuple(d.date.days(), d.working, d.name, d.source));
           })
      .def("__repr__", [](const SpecialDay& d) {
        return "<SpecialDay " + d.date.to_string() + (d.working ? " worked " : " off ") + d.name + ">";
      });

  py::class_<DayNote> note(
      m, "DayNote",
      "What a calendar says of one day, and why; str() is a sentence. Immutable; copies and pickles.");
  def_copy(note);
  note
      .def(py::pickle(
          [](const DayNote& n) {
            return py::make_tuple(n.date, n.working, static_cast<int>(n.why), n.name, n.source,
                                  n.provisional);
          },
          [](const py::tuple& t) {
            return DayNote{t[0].cast<Date>(),        t[1].cast<bool>(),        DayNote::Why(t[2].cast<int>()),
                           t[3].cast<std::string>(), t[4].cast<std::string>(), t[5].cast<bool>()};
          }))
      .def_property_readonly(
          "date", [](const DayNote& n) { return n.date; }, "The day.")
      .def_readonly("working", &DayNote::working, "Whether it is worked.")
      .def_property_readonly(
          "why", [](const DayNote& n) { return name_of(n.why); },
          "\"pattern\", \"day_off\" or \"make_up_day\".")
      .def_readonly("name", &DayNote::name, "The reason, such as 国庆节; \"\" for the pattern.")
      .def_readonly("source", &DayNote::source, "Who says so, or \"\".")
      .def_readonly("provisional", &DayNote::provisional,
                    "Whether it is beyond what was announced, so that the pattern was assumed.")
      .def("__eq__", [](const DayNote& a,
                        const py::object& b) { return py::isinstance<DayNote>(b) && a == b.cast<DayNote>(); })
      .def("__hash__", [](const DayNote& n) { return py::hash(py::str(sentence(n))); })
      .def("__str__", &sentence)
      .def("__repr__", [](const DayNote& n) { return "<" + sentence(n) + ">"; });
}

} // namespace aftercourse::python
