#include <algorithm>
#include <array>
#include <span>

#include "agenda.hpp"
#include "table.hpp"

namespace aftercourse::python {

namespace {

constexpr std::array all_states{State::upcoming, State::open,      State::submitted,
                                State::done,     State::done_late, State::overdue,
                                State::waived,   State::void_,     State::asked};

SeenAgenda where(const SeenAgenda& agenda, const std::optional<Names>& state, const AgendaFilter& filter) {
  AgendaFilter wanted = filter;
  wanted.states = states_of(state);
  const std::vector<TaskIndex> matching = aftercourse::agenda(agenda.agenda.set, wanted);
  std::vector<bool> matches(agenda.agenda.set.size());
  for (const TaskIndex i : matching) matches[i] = true;
  Agenda out{agenda.agenda.set, {}};
  std::ranges::copy_if(agenda.agenda.picked, std::back_inserter(out.picked),
                       [&](TaskIndex i) { return matches[i]; });
  return {std::move(out), agenda.known_at};
}

/// A property of the task itself.
template <class Get>
auto of_task(Get get) {
  return [get](const SeenTask& t) { return std::invoke(get, t.task); };
}

auto parts_of(NoticeDue& n) { return std::tie(n.on, n.tell); }

auto parts_of(SeenTask& seen) {
  Task& t = seen.task;
  return std::tie(seen.as_of, seen.known_at, t.id, t.key, t.policy, t.version, t.rule, t.clause, t.act,
                  t.title, t.title_zh, t.subject_kind, t.subject, t.occurrence, t.anchor_kind, t.anchor,
                  t.anchor_day, t.window.from, t.window.to, t.state, t.channel, t.roles, t.holders, t.done_on,
                  t.evidence, t.parts_done, t.parts, t.attempts, t.reminders, t.notices, t.provisional);
}

void bind_notice(py::module_& m) {
  py::class_<NoticeDue> notice(m, "Notice",
                               "A message that fell due: a reminder of an open task, or a notice along the "
                               "reporting line because a task was missed.");
  def_copy_and_pickle(notice, [](NoticeDue& n) { return parts_of(n); });
  notice
      .def_property_readonly(
          "on", [](const NoticeDue& n) { return n.on; }, "The day it fell due.")
      .def_readonly("tell", &NoticeDue::tell, "The roles to tell.")
      .def_readonly("holders", &NoticeDue::holders,
                    "The persons who held these roles on that day; empty: nobody.")
      .def("__repr__", [](const NoticeDue& n) { return "<Notice on " + n.on.to_string() + ">"; });
}

void bind_one(py::module_& m) {
  py::class_<SeenTask> task(
      m, "Task",
      "One duty of one rule for one subject and one occurrence, as of a day: a value, which can be copied, "
      "pickled and compared (by id, day and state). It does not change when the facts do; ask the agenda "
      "again.");
  def_copy_and_pickle(task, [](SeenTask& t) { return parts_of(t); });
  task.def_property_readonly("id", of_task(&Task::id), "32 hexadecimal digits; the same on every machine.")
      .def_property_readonly("key", of_task(&Task::key),
                             "The same, readable: policy/rule/kind/subject/occurrence.")
      .def_property_readonly("policy", of_task(&Task::policy), "The policy's name.")
      .def_property_readonly("version", of_task(&Task::version), "The policy's version.")
      .def_property_readonly("rule", of_task(&Task::rule), "The rule's name.")
      .def_property_readonly("clause", of_task(&Task::clause), "The clause that asks for it.")
      .def_property_readonly("act", of_task(&Task::act), "What is to be done.")
      .def_property_readonly("title", of_task(&Task::title), "The rule's title in English.")
      .def_property_readonly("title_zh", of_task(&Task::title_zh), "The rule's title in Chinese.")
      .def_property_readonly("subject_kind", of_task(&Task::subject_kind), "The kind of the subject.")
      .def_property_readonly("subject", of_task(&Task::subject), "The id of the fact it concerns.")
      .def_property_readonly("occurrence", of_task(&Task::occurrence),
                             "The anchor's id, a period such as 2026-Q3, or a task's id.")
      .def_property_readonly("anchor_kind", of_task(&Task::anchor_kind),
                             "The kind of the anchor; empty for periods.")
      .def_property_readonly("anchor", of_task(&Task::anchor),
                             "The id of the fact it follows; empty for periods.")
      .def_property_readonly("anchor_day", of_task(&Task::anchor_day), "The day it is counted from.")
      .def_property_readonly(
          "opens", [](const SeenTask& t) { return t.task.window.from; }, "The first day it may be done.")
      .def_property_readonly(
          "due", [](const SeenTask& t) { return t.task.window.to; }, "The last day it is in time.")
      .def_property_readonly(
          "state", [](const SeenTask& t) { return t.task.state; },
          "upcoming, open, submitted, done, done late, overdue, waived, void or asked.")
      .def_property_readonly("channel", of_task(&Task::channel),
                             "How it is to be done; empty when the rule names nothing.")
      .def_property_readonly("roles", of_task(&Task::roles), "Who may discharge it.")
      .def_property_readonly("holders", of_task(&Task::holders),
                             "The persons who hold these roles; empty: nobody does.")
      .def_property_readonly("done_on", of_task(&Task::done_on),
                             "The date of the evidence that completed it, or None.")
      .def_property_readonly("evidence", of_task(&Task::evidence),
                             "The facts that count for it: \"follow_up/F1\".")
      .def_property_readonly("parts_done", of_task(&Task::parts_done),
                             "Parts of joint evidence that are there.")
      .def_property_readonly("parts", of_task(&Task::parts), "Parts of joint evidence in all.")
      .def_property_readonly("attempts", of_task(&Task::attempts), "Failed attempts so far.")
      .def_property_readonly("reminders", of_task(&Task::reminders),
                             "The reminders that fell due, when it is open.")
      .def_property_readonly("notices", of_task(&Task::notices),
                             "The notices that fell due, when it is overdue.")
      .def_property_readonly("provisional", of_task(&Task::provisional),
                             "Whether its window rests on days not announced yet.")
      .def_property_readonly(
          "as_of", [](const SeenTask& t) { return t.as_of; }, "The day it was judged at.")
      .def("__eq__",
           [](const SeenTask& a, const py::object& b) {
             return py::isinstance<SeenTask>(b) && a.task.id == b.cast<const SeenTask&>().task.id &&
                    a.as_of == b.cast<const SeenTask&>().as_of &&
                    a.task.state == b.cast<const SeenTask&>().task.state;
           })
      .def("__hash__", [](const SeenTask& t) { return py::hash(py::str(t.task.id)); })
      .def("__repr__", [](const SeenTask& t) {
        return "<Task " + t.task.key + " due " + t.task.window.to.to_string() + ": " +
               std::string(name_of(t.task.state)) + ">";
      });
}

/// Goes through the tasks one at a time: an agenda may hold millions.
struct Walk {
  SeenAgenda agenda;
  std::size_t next = 0;
};

} // namespace

Frame SeenAgenda::table() const {
  return run([this] {
    std::call_once(table_->flag, [this] { table_->table = agenda.to_frame(); });
    return table_->table;
  });
}

Frame frame_of(const SeenAgenda& agenda, std::size_t most) {
  const auto& picked = agenda.agenda.picked;
  if (most >= picked.size()) return agenda.table();
  return agenda.agenda.set.to_frame(std::span(picked).first(most));
}
std::size_t rows_of(const SeenAgenda& agenda) { return agenda.agenda.size(); }

std::vector<std::string> to_list(const Names& names) {
  if (const auto* one = std::get_if<Text>(&names)) return {*one};
  return std::get<std::vector<std::string>>(names);
}

std::vector<State> states_of(const std::optional<Names>& names) {
  std::vector<State> states;
  if (!names) return states;
  for (const std::string& name : to_list(*names)) {
    const auto state = state_named(name);
    if (!state) {
      std::string known;
      for (const State s : all_states) known += (known.empty() ? "" : ", ") + std::string(name_of(s));
      throw InvalidArgument("AC7024", "there is no state '" + name + "'; the states are " + known);
    }
    states.push_back(*state);
  }
  return states;
}

AgendaIcs ics_options(const std::string& component, const std::string& language,
                      const std::vector<std::string>& alarms, std::string domain, std::string product) {
  AgendaIcs options;
  options.language = language_named(language);
  if (component == "event")
    options.component = AgendaIcs::Component::event;
  else if (component != "todo")
    throw InvalidArgument("AC7024", "a task is a todo or an event, not " + component);
  for (const std::string& alarm : alarms) options.alarms.push_back(TaskAlarm::from_text(alarm));
  options.domain = std::move(domain);
  options.product = std::move(product);
  return options;
}

void bind_task(py::module_& m) {
  bind_notice(m);
  bind_one(m);
  py::class_<Walk>(m, "AgendaIterator", "Goes through an agenda.")
      .def("__iter__", [](py::object self) { return py::typing::Iterator<SeenTask>(self); })
      .def("__next__", [](Walk& w) {
        if (w.next == w.agenda.agenda.size()) throw py::stop_iteration();
        return w.agenda.at(w.next++);
      });

  py::class_<SeenAgenda> agenda(
      m, "Agenda", "Tasks, by due date. Immutable; len(), indexing and iterating give ac.Task values.");
  bind_table(agenda);
  def_copy(agenda);
  def_to_ics(agenda, [](const SeenAgenda& a) -> const Agenda& { return a.agenda; });
  agenda
      .def(
          "__getitem__",
          [](const SeenAgenda& a, py::ssize_t i) { return a.at(index_of(i, a.agenda.size())); }, "index"_a)
      .def("__iter__",
           [](const SeenAgenda& a) {
             return Walk{a, 0};
           })
      .def_property_readonly(
          "as_of", [](const SeenAgenda& a) { return a.agenda.set.as_of(); }, "The day it was judged at.")
      .def(
          "where",
          [](const SeenAgenda& a, const std::optional<Names>& state, Text rule, Text policy, Text assignee,
             Text subject) {
            return where(a, state,
                         {{}, std::move(rule), std::move(policy), std::move(assignee), std::move(subject)});
          },
          py::kw_only(), "state"_a = py::none(), "rule"_a = "", "policy"_a = "", "assignee"_a = "",
          "subject"_a = "",
          "Only the tasks in one of these states, of this rule, policy, assignee (a role or a person) and "
          "subject (an id). "
          "Raises InvalidArgument (AC7024) for what is no state.")
      .def("__repr__", [](const SeenAgenda& a) {
        return "<Agenda of " + std::to_string(a.agenda.size()) + " tasks as of " +
               a.agenda.set.as_of().to_string() + ">";
      });
}

} // namespace aftercourse::python
