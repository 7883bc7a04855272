#include <algorithm>
#include <limits>

#include "calendar_columns.hpp"
#include "engine.hpp"

namespace aftercourse::python {

namespace {

using Announced = std::optional<std::pair<Date, Date>>;

/// What was said, or else the years that the special days lie in, or for ever: as in JSON.
std::pair<Date, Date> announced_or_years(const Announced& announced, const std::vector<SpecialDay>& days) {
  if (announced) return *announced;
  if (days.empty()) return {Date::unchecked(Date::min_days), Date::unchecked(Date::max_days)};
  const auto [first, last] = std::minmax_element(
      days.begin(), days.end(), [](const SpecialDay& a, const SpecialDay& b) { return a.date < b.date; });
  return {Date(first->date.year(), 1, 1), Date(last->date.year(), 12, 31)};
}

Calendar calendar_of(Text name, WorkPattern pattern, std::vector<SpecialDay> days,
                     const Announced& announced) {
  const auto [from, to] = announced_or_years(announced, days);
  return {std::move(name), std::move(pattern), std::move(days), from, to};
}

/// JSON as text, bytes, a path, or what json.load gave.
std::string json_text(const py::object& notice) {
  if (py::isinstance<py::dict>(notice)) return to_text(py::module_::import("json").attr("dumps")(notice));
  return read_input(notice, "notice").text;
}

PeriodUnit span_named(const Text& name) {
  if (name == "month") return PeriodUnit::months;
  if (name == "quarter") return PeriodUnit::quarters;
  if (name == "year") return PeriodUnit::years;
  throw InvalidArgument("AC1104", "working days are counted in a month, quarter or year, not in a " + name);
}

void def_making(py::class_<Calendar>& calendar) {
  calendar
      .def(py::init(&calendar_of), "name"_a, "pattern"_a, "special_days"_a = std::vector<SpecialDay>{},
           py::kw_only(), "announced"_a = py::none(),
           "A calendar from code. `announced`: the first and last day for which days off are known; without "
           "it the years "
           "that the special days lie in, or for ever. Raises InvalidArgument: AC1110 when nothing is "
           "worked, AC1111 when "
           "a day is both off and working, AC1116 when what is announced ends before it begins.")
      .def_static(
          "built_in", [](const Text& name) { return Calendar::built_in(name); }, "name"_a,
          "\"cn\" (mainland China as announced), \"weekdays\" (Monday to Friday) or \"every-day\". "
          "Raises NotFound "
          "(AC1112).")
      .def_static("built_in_names", &Calendar::built_in_names, "The names that built_in() takes.")
      .def_static(
          "from_json", [](const Text& text) { return Calendar::from_json(text); }, "text"_a,
          "Reads to_json()'s text, or a yearly notice {\"year\": 2026, \"days\": [...]}. Raises "
          "DataError (AC1113) "
          "with the place of every fault.")
      .def_static(
          "from_yaml", [](const Text& text) { return Calendar::from_yaml(text); }, "text"_a,
          "Reads the same forms in YAML. Raises DataError (AC1113) with line and column of every fault.")
      .def_static(
          "from_notice", [](const py::object& notice) { return Calendar::from_json(json_text(notice)); },
          "notice"_a,
          "The calendar of one year's notice, over the week from Monday to Friday: JSON as text, bytes, a "
          "path, or a dict "
          "{\"year\": 2026, \"days\": [{\"name\", \"date\", \"isOffDay\"}]}. Raises DataError (AC1113).")
      .def_static(
          "from_ics",
          [](const Text& text, const std::optional<std::pair<Date, Date>>& announced) {
            return Calendar::from_ics(text, announced);
          },
          py::call_guard<py::gil_scoped_release>(), "text"_a, "announced"_a = py::none(),
          "The whole-day events of a holiday feed in iCalendar: days off, and make-up working days as "
          "published feeds mark them, over the Monday-to-Friday week. `announced`: the first and last "
          "day the feed speaks for; else as X-AFTERCOURSE-ANNOUNCED says, else the whole years in "
          "which its events lie. Raises DataError (AC1150, AC1151) with the line of every fault.")
      .def("to_ics", &Calendar::to_ics, "The special days as iCalendar; from_ics() gives an equal calendar.")
      .def("to_json", &Calendar::to_json, "The full text; from_json() gives an equal calendar.");
}

void def_parts(py::class_<Calendar>& calendar) {
  calendar.def_property_readonly("name", &Calendar::name, "Its name.")
      .def_property_readonly("pattern", &Calendar::pattern,
                             "What is worked when nothing special is announced.")
      .def_property_readonly("special_days", &Calendar::special_days,
                             "The days that differ from the pattern, ascending.")
      .def(
          "special",
          [](const Calendar& c, Date day) -> std::optional<SpecialDay> {
            const SpecialDay* special = c.special(day);
            return special == nullptr ? std::nullopt : std::optional(*special);
          },
          "day"_a, "The special day at `day`, or None.")
      .def_property_readonly(
          "announced", [](const Calendar& c) { return std::pair(c.announced_from(), c.announced_to()); },
          "First and last day for which days off are announced. A question that rests on a day outside is "
          "refused with "
          "InvalidArgument (AC1114), unless the calendar assumes.")
      .def_property_readonly(
          "assumes", &Calendar::assumes,
          "Whether the pattern is assumed beyond what was announced; is_provisional() then tells which "
          "days rest on that.");
}

// A question of one day is an overload of its own, so that types say what comes back.
constexpr const char* for_columns =
    "The same for columns: see docs/python.md. Other forms of a day are taken, too.";

void def_questions(py::class_<Calendar>& calendar) {
  calendar
      .def("is_working_day", &Calendar::is_working_day, "day"_a,
           "Whether the day is worked. Raises InvalidArgument (AC1114) beyond what was announced.")
      .def("is_working_day", &is_working_day, "day"_a, for_columns)
      .def("is_provisional", py::overload_cast<Date>(&Calendar::is_provisional, py::const_), "day"_a,
           "Whether the day is beyond what was announced.")
      .def("is_provisional", py::overload_cast<Date, Date>(&Calendar::is_provisional, py::const_), "day"_a,
           "until"_a, "Whether any day from the one to the other, in either order and both included, is.")
      .def("is_provisional", &is_provisional, "day"_a, for_columns)
      .def("add_working_days", &Calendar::add_working_days, "day"_a, "count"_a,
           "The count-th working day after `day` (before it when negative); 0 gives `day` itself, not "
           "rolled. Raises "
           "InvalidArgument: AC1101 outside the years 1400 to 9999, AC1114 beyond what was announced.")
      .def("add_working_days", &add_working_days, "day"_a, "count"_a, for_columns)
      .def("working_days_between", &Calendar::working_days_between, "after"_a, "until"_a,
           "The working days x with after < x <= until; the negative of that with the ends exchanged when "
           "`until` comes "
           "first. Raises InvalidArgument (AC1114).")
      .def("working_days_between", &working_days_between, "after"_a, "until"_a, for_columns)
      .def(
          "roll", [](const Calendar& c, Date day, const Text& by) { return c.roll(day, roll_from_text(by)); },
          "day"_a, "convention"_a = "following",
          "The day itself when it is worked; else \"following\": the next working day, \"preceding\": the "
          "previous one, "
          "\"modified_following\" and \"modified_preceding\": that one unless it lies in another month, then "
          "the other, "
          "\"nearest\": the fewer days away, the next one when both are as far, \"none\": the day itself. "
          "Raises "
          "InvalidArgument: AC1105 for another convention, AC1114 beyond what was announced.")
      .def("roll", &roll, "day"_a, "convention"_a = "following", for_columns);
}

void def_more_questions(py::class_<Calendar>& calendar) {
  calendar.def("next_working_day", &Calendar::next_working_day, "day"_a, "The first working day after `day`.")
      .def("previous_working_day", &Calendar::previous_working_day, "day"_a,
           "The last working day before `day`.")
      .def(
          "nth_working_day",
          [](const Calendar& c, Date day, std::int64_t n, const Text& of) {
            return c.nth_working_day(span_named(of), day, n);
          },
          "day"_a, "n"_a, "of"_a = "month",
          "The n-th working day of the \"month\", \"quarter\" or \"year\" that holds `day`; n < 0 counts "
          "from its end. "
          "Raises InvalidArgument: AC1106 when there is none, AC1104 for another span.")
      .def(
          "last_working_day",
          [](const Calendar& c, Date day, const Text& of) { return c.last_working_day(span_named(of), day); },
          "day"_a, "of"_a = "month", "The last working day of the month, quarter or year that holds `day`.")
      .def(
          "explain", [](const Calendar& c, Date a, Date b) { return run([&] { return c.explain(a, b); }); },
          "first"_a, "last"_a,
          "What each day from the first to the last is, both included, and why, as DayNote.");
}

void def_copies(py::class_<Calendar>& calendar) {
  calendar
      .def("with_days_off", &Calendar::with_days_off, "days"_a, "name"_a = "", "source"_a = "",
           "A copy with further days off, which win over what was there.")
      .def("with_working_days", &Calendar::with_working_days, "days"_a, "name"_a = "", "source"_a = "",
           "A copy with further working days, which win over what was there.")
      .def("with_special_days", &Calendar::with_special_days, "days"_a,
           "A copy with further SpecialDays, which win over what was there. Raises InvalidArgument: AC1111 "
           "when a day is "
           "given both ways, AC1110 when nothing is left to work.")
      .def(
          "with_notice",
          [](const Calendar& c, const py::object& notice, bool amend) {
            return c.with_notice(json_text(notice), amend);
          },
          "notice"_a, "amend"_a = false,
          "A copy that knows one more year as announced: a yearly notice as from_notice() takes it. Raises "
          "DataError "
          "(AC1113), InvalidArgument (AC1116) when it leaves a gap to the years known already, Conflict "
          "(AC1117) when a "
          "day known as special is given differently; with `amend` the notice wins then.")
      .def(
          "both", [](const Calendar& a, const Calendar& b) { return both(a, b); }, "other"_a,
          "A calendar of the days on which both work, announced where both are. Raises InvalidArgument: "
          "AC1115 when their "
          "cycles meet again after more than 366 days only, AC1116 when no day is announced in both, AC1110 "
          "when nothing "
          "is left to work.")
      .def(
          "either", [](const Calendar& a, const Calendar& b) { return either(a, b); }, "other"_a,
          "A calendar of the days on which either works; raises as both().")
      .def("assuming", &Calendar::assuming,
           "A copy that assumes the pattern beyond what was announced instead of raising InvalidArgument "
           "(AC1114).");
}

} // namespace

void bind_calendar(py::module_& m) {
  py::class_<Calendar> calendar(
      m, "Calendar",
      "Which days are worked: a pattern, days off and make-up working days. Questions take a day or a column "
      "of days, and "
      "each is answered in constant time. Immutable; copies, and pickles as its full text.");
  def_copy(calendar);
  calendar.def(py::pickle([](const Calendar& c) { return py::make_tuple(c.to_json()); },
                          [](const py::tuple& t) { return Calendar::from_json(t[0].cast<std::string>()); }));
  def_making(calendar);
  def_parts(calendar);
  def_questions(calendar);
  def_more_questions(calendar);
  def_copies(calendar);
  calendar
      .def("__eq__",
           [](const Calendar& a, const py::object& b) {
             return py::isinstance<Calendar>(b) && a == b.cast<Calendar>();
           })
      .def("__hash__", [](const Calendar& c) { return py::hash(py::str(c.to_json())); })
      .def("__repr__", [](const Calendar& c) { return "<Calendar " + c.name() + ">"; });
}

} // namespace aftercourse::python
