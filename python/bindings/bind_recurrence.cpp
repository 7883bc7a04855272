#include <aftercourse/calendar/recurrence.hpp>

#include <variant>

#include "bind.hpp"

namespace aftercourse::python {

namespace {

/// A date, a datetime without tzinfo, or the text of either.
LocalTime local_time_of(const py::object& moment) {
  if (py::isinstance<py::str>(moment)) return LocalTime::from_text(to_text(moment));
  if (!py::hasattr(moment, "hour")) return moment.cast<Date>();
  if (!moment.attr("tzinfo").is_none())
    throw InvalidArgument("AC1141",
                          "recurrences are on the clock of their start: a datetime without tzinfo is needed");
  const auto part = [&](const char* name) { return moment.attr(name).cast<std::int32_t>(); };
  if (part("microsecond") != 0) throw InvalidArgument("AC1141", "recurrences have no fractions of a second");
  return {Date(part("year"), part("month"), part("day")),
          (part("hour") * 60 + part("minute")) * 60 + part("second")};
}

py::object datetime_of(LocalTime t) {
  const py::object date = py::cast(t.date());
  if (!t.has_time()) return date;
  const std::int32_t second = t.second_of_day();
  return py::module_::import("datetime")
      .attr("datetime")(t.date().year(), t.date().month(), t.date().day(), second / 3600, second / 60 % 60,
                        second % 60);
}

py::list datetime_of(const std::vector<LocalTime>& times) {
  py::list list;
  for (const LocalTime t : times) list.append(datetime_of(t));
  return list;
}

std::vector<LocalTime> local_times_of(const py::iterable& moments) {
  std::vector<LocalTime> times;
  for (const py::handle moment : moments)
    times.push_back(local_time_of(py::reinterpret_borrow<py::object>(moment)));
  return times;
}

Recurrence make(const std::variant<Text, std::vector<std::string>>& rules, const py::object& start,
                const py::iterable& dates, const py::iterable& exceptions, std::optional<Calendar> calendar) {
  std::vector<RecurrenceRule> parsed;
  const auto* one = std::get_if<Text>(&rules);
  for (const std::string& rule :
       one ? std::vector<std::string>{*one} : std::get<std::vector<std::string>>(rules))
    parsed.push_back(RecurrenceRule::parse(rule));
  return {local_time_of(start), std::move(parsed), local_times_of(dates), local_times_of(exceptions),
          std::move(calendar)};
}

std::vector<std::string> rules_of(const Recurrence& r) {
  std::vector<std::string> rules;
  for (const RecurrenceRule& rule : r.rules()) rules.push_back(rule.to_string());
  return rules;
}

} // namespace

void bind_recurrence(py::module_& m) {
  py::class_<Recurrence::Cursor>(m, "_RecurrenceCursor")
      .def("__iter__", [](py::object self) { return self; })
      .def("__next__", [](Recurrence::Cursor& c) {
        const auto next = c.next();
        if (!next) throw py::stop_iteration();
        return datetime_of(*next);
      });

  py::class_<Recurrence> recurrence(
      m, "Recurrence",
      R"(A recurrence set (RFC 5545): when something comes again, on the clock of its start.

rules: an RRULE's value or several: "FREQ=MONTHLY;BYDAY=-1FR". X-BYWORKDAY=-1 is the last working day of the period, and
    X-ROLL=FOLLOWING moves what falls on a day off; both need a calendar.
start: a date, a datetime without tzinfo, or its text. What comes out has the same form. With a rule it is an occurrence only
    if the rule gives it; without rules it is the first.
dates, exceptions: added and taken away (RDATE, EXDATE); a date as exception takes away its whole day.

Iterating gives one occurrence after the other, ascending, up to the end of the year 9999 at the latest. Raises
InvalidArgument: AC1140 for a rule, AC1141 for a time, AC1142 for parts that do not fit each other. Immutable.)");
  recurrence
      .def(py::init(&make), "rules"_a = std::vector<std::string>{}, py::kw_only(), "start"_a,
           "dates"_a = py::tuple(), "exceptions"_a = py::tuple(), "calendar"_a = py::none())
      .def("__iter__", [](const Recurrence& r) { return r.cursor(); })
      .def(
          "take",
          [](const Recurrence& r, std::size_t n) { return datetime_of(run([&] { return r.take(n); })); },
          "n"_a,
          "The first n occurrences, or all if there are fewer. Raises LimitError (AC1143) for more than a "
          "million.")
      .def(
          "between",
          [](const Recurrence& r, const py::object& a, const py::object& b) {
            const LocalTime from = local_time_of(a), to = local_time_of(b);
            return datetime_of(run([&] { return r.between(from, to); }));
          },
          "a"_a, "b"_a,
          "Those from a to b, both included; a date as b includes its whole day. Raises LimitError (AC1143).")
      .def(
          "__contains__",
          [](const Recurrence& r, const py::object& moment) { return r.contains(local_time_of(moment)); },
          "moment"_a)
      .def_property_readonly(
          "start", [](const Recurrence& r) { return datetime_of(r.start()); }, "Where it begins.")
      .def_property_readonly("rules", &rules_of, "The values of its rules, in one order of parts.")
      .def_property_readonly("calendar", &Recurrence::calendar, "The calendar of its working days, or None.")
      .def("__eq__",
           [](const Recurrence& a, const py::object& b) {
             return py::isinstance<Recurrence>(b) && a == b.cast<Recurrence>();
           })
      .def("__hash__", [](const Recurrence& r) { return py::hash(py::cast(rules_of(r)).attr("__str__")()); })
      .def("__repr__", [](const Recurrence& r) {
        std::string text = "<Recurrence from " + r.start().to_string();
        for (const std::string& rule : rules_of(r)) text += " " + rule;
        return text + ">";
      });
  def_copy(recurrence);
}

} // namespace aftercourse::python
