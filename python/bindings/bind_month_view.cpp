#include <aftercourse/calendar/month_view.hpp>

#include <map>

#include "agenda.hpp"

namespace aftercourse::python {

namespace {

/// A month view and the language it shows itself in.
struct ShownMonth {
  MonthView view;
  bool chinese;

  std::string text() const { return chinese ? view.to_text_zh() : view.to_text(); }
  std::string html() const { return chinese ? view.to_html_zh() : view.to_html(); }
};

bool is_chinese(const Text& language) {
  if (language != "en" && language != "zh")
    throw InvalidArgument("AC7024", "the languages are en and zh, not " + language);
  return language == "zh";
}

/// "2026-10", or any of its days.
Date day_of_month(const std::variant<Text, Date>& month) {
  constexpr std::size_t without_day = 7;
  if (const Date* day = std::get_if<Date>(&month)) return *day;
  const std::string& text = std::get<Text>(month);
  return Date::from_text(text.size() == without_day ? text + "-01" : text);
}

/// A mark for all tasks of one title, state and window: a rule gives each learner a task.
void add_tasks(const py::iterable& tasks, bool chinese, std::vector<DayMark>& marks) {
  std::map<std::tuple<Date, Date, std::string, std::string>, std::size_t> counts;
  for (const py::handle given : tasks) {
    const Task& task = given.cast<const SeenTask&>().task;
    const std::string& title = chinese && !task.title_zh.empty() ? task.title_zh : task.title;
    ++counts[{task.window.from, task.window.to, title.empty() ? task.rule : title,
              std::string(chinese ? zh_name_of(task.state) : name_of(task.state))}];
  }
  for (const auto& [key, count] : counts) {
    const auto& [from, to, title, state] = key;
    marks.push_back({from, to, count == 1 ? title : title + " ×" + std::to_string(count), state});
  }
}

ShownMonth month_of(const Calendar& calendar, const std::variant<Text, Date>& month,
                    std::vector<DayMark> marks, const std::optional<py::typing::Iterable<SeenTask>>& tasks,
                    const Text& language) {
  const bool chinese = is_chinese(language);
  if (tasks) add_tasks(*tasks, chinese, marks);
  return {MonthView(calendar, day_of_month(month), std::move(marks)), chinese};
}

void bind_mark(py::module_& m) {
  py::class_<DayMark> mark(m, "DayMark",
                           "Something shown over days of a month. Marks of one kind are shown alike. "
                           "Immutable; copies and pickles.");
  def_copy_and_pickle(mark, [](DayMark& d) { return std::tie(d.from, d.to, d.text, d.kind); });
  mark.def(py::init([](Date first, Date last, Text text, Text kind) {
             return DayMark{first, last, std::move(text), std::move(kind)};
           }),
           "first"_a, "last"_a, "text"_a, "kind"_a = "")
      .def_property_readonly(
          "first", [](const DayMark& d) { return d.from; }, "The first day.")
      .def_property_readonly(
          "last", [](const DayMark& d) { return d.to; }, "The last day, included.")
      .def_readonly("text", &DayMark::text, "What is shown.")
      .def_readonly("kind", &DayMark::kind, "What it is one of, such as \"overdue\", or \"\".")
      .def("__eq__", [](const DayMark& a,
                        const py::object& b) { return py::isinstance<DayMark>(b) && a == b.cast<DayMark>(); })
      .def("__hash__",
           [](const DayMark& d) {
             return py::hash(py::make_tuple(d.from.days(), d.to.days(), d.text, d.kind));
           })
      .def("__repr__", [](const DayMark& d) {
        return "<DayMark " + d.from.to_string() + " - " + d.to.to_string() + " " + d.text + ">";
      });
}

} // namespace

void bind_month_view(py::module_& m) {
  bind_mark(m);
  py::class_<ShownMonth> month(
      m, "MonthView",
      "A month of a calendar to look at: days off, make-up working days, tasks and other marks. "
      "print() shows it as text, a notebook as a table. Immutable.");
  def_copy(month);
  month
      .def_property_readonly(
          "first", [](const ShownMonth& s) { return s.view.first(); }, "The first day of the month.")
      .def_property_readonly(
          "last", [](const ShownMonth& s) { return s.view.last(); }, "The last day of the month.")
      .def_property_readonly(
          "days", [](const ShownMonth& s) { return s.view.days(); }, "What each day is, as DayNote.")
      .def_property_readonly(
          "marks", [](const ShownMonth& s) { return s.view.marks(); },
          "The marks that touch the month, by first day.")
      .def("to_html", &ShownMonth::html,
           "A <div> with its own style, escaped, for any page, light or dark: a table with headers and "
           "titles.")
      .def("_repr_html_", &ShownMonth::html, "The same, for a notebook.")
      .def("__str__", &ShownMonth::text)
      .def("__repr__", [](const ShownMonth& s) {
        return "<MonthView " + s.view.first().to_string().substr(0, 7) + " " + s.view.calendar_name() + ">";
      });

  m.attr("Calendar").attr("month") = py::cpp_function(
      &month_of, py::name("month"), py::is_method(m.attr("Calendar")), "month"_a, py::kw_only(),
      "marks"_a = std::vector<DayMark>{}, "tasks"_a = py::none(), "language"_a = "en",
      "The month \"2026-10\", or that of a day, to look at, in \"en\" or \"zh\". `tasks`: an agenda or any "
      "tasks; those of "
      "one title, state and window are one mark with their number. Raises InvalidArgument: AC1114 when the "
      "month is "
      "beyond what was announced and the calendar does not assume, AC1118 for a mark that ends before it "
      "begins, AC7024 "
      "for another language.");
}

} // namespace aftercourse::python
