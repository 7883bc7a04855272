#include "agenda.hpp"
#include "batch.hpp"
#include "rates.hpp"

namespace aftercourse::python {

void bind_writes(py::class_<Handle>& c);

namespace {

using Where = std::map<std::string, Names>;

using Clock = py::typing::Callable<Instant()>;

/// The engine copies its clock and drops it without the GIL, so that the Python object hides behind a
/// pointer.
std::function<Instant()> clock_of(const Clock& clock) {
  const std::shared_ptr<Clock> kept(new Clock(clock), [](Clock* c) {
    const py::gil_scoped_acquire gil;
    delete c;
  });
  return [kept] {
    const py::gil_scoped_acquire gil;
    return (*kept)().cast<Instant>();
  };
}

Handle open(const std::optional<std::filesystem::path>& path, bool create, bool read_only, bool migrate,
            double busy_timeout, const std::optional<Clock>& clock) {
  OpenOptions options{create, read_only, migrate, static_cast<std::int32_t>(busy_timeout * 1000), {}};
  if (clock) options.clock = clock_of(*clock);
  return run([&] { return Handle(path ? Engine::open(*path, options) : Engine::open(options)); });
}

SeenAgenda agenda(const Handle& handle, Date as_of, const PeriodLike& horizon, std::string assignee,
                  const std::optional<Names>& state, std::string rule, std::string policy,
                  std::string subject, const KnownAt& known_at, const Callback& progress) {
  AgendaQuery query{
      as_of,
      horizon.value,
      {states_of(state), std::move(rule), std::move(policy), std::move(assignee), std::move(subject)},
      known_at,
      {}};
  const auto engine = handle.get();
  return run_long(progress, [&](const Progress& p) {
    query.progress = p;
    return SeenAgenda{engine->agenda(query), known_at};
  });
}

SeenRates evaluate(const Handle& handle, const Names& measures, const Names& by, Date as_of,
                   const Where& where, std::optional<Date> since, std::optional<Date> until,
                   const std::string& interval, double level, const KnownAt& known_at,
                   const Callback& progress) {
  Asked asked{{to_list(measures), to_list(by), {}, since, until, interval_named(interval), level, {}},
              as_of,
              known_at,
              {}};
  for (const auto& [path, allowed] : where) asked.query.where.emplace(path, to_list(allowed));
  const auto engine = handle.get();
  asked.frame = run_long(progress, [&](const Progress& p) {
    EvaluationQuery query = asked.query;
    query.progress = p;
    return engine->evaluate(query, as_of, known_at);
  });
  return {std::make_shared<const Asked>(std::move(asked))};
}

Explanation explain_task(const Handle& handle, const SeenTask& task) {
  const auto engine = handle.get();
  return run([&] { return engine->explain(task.task.id, task.as_of, task.known_at); });
}

Explanation explain_id(const Handle& handle, const std::string& id, Date as_of, const KnownAt& known_at) {
  const auto engine = handle.get();
  return run([&] { return engine->explain(id, as_of, known_at); });
}

Explanation explain_rate(const Handle& handle, const Rate& rate) {
  const auto engine = handle.get();
  return run([&] {
    return engine->explain_value(rate.rates->query, rate.row, rate.rates->as_of, rate.rates->known_at);
  });
}

struct SeenChanges {
  std::string cursor;
  SeenAgenda added, changed;
  std::vector<std::string> removed;
};

SeenChanges changes(const Handle& handle, const std::string& cursor, Date as_of, const PeriodLike& horizon) {
  const auto engine = handle.get();
  Changes c = run([&] { return engine->changes(cursor, as_of, horizon.value); });
  return {std::move(c.cursor),
          {{c.set, std::move(c.added)}, {}},
          {{c.set, std::move(c.changed)}, {}},
          std::move(c.removed)};
}

void bind_changes(py::module_& m) {
  py::class_<SeenChanges>(m, "Changes", "What a host must show, change or remove since a cursor.")
      .def_readonly("cursor", &SeenChanges::cursor, "For the next call.")
      .def_readonly("added", &SeenChanges::added, "Tasks that are new.")
      .def_readonly("changed", &SeenChanges::changed, "Tasks of which something changed.")
      .def_readonly("removed", &SeenChanges::removed, "The ids of tasks that are no more.");
}

void bind_questions(py::class_<Handle>& c) {
  c.def("agenda", &agenda, py::kw_only(), "as_of"_a, "horizon"_a = "0 days", "assignee"_a = "",
        "state"_a = py::none(), "rule"_a = "", "policy"_a = "", "subject"_a = "", "known_at"_a = py::none(),
        "progress"_a = py::none(),
        "The tasks that must be dealt with on a day, by due date, and upcoming ones that open within "
        "`horizon`. `assignee` is a "
        "role or a person; `state` one or several; `known_at` a write's number or a moment: what was known "
        "then.")
      .def("explain", &explain_task, "task"_a, "Why a task is what it is.")
      .def("explain", &explain_rate, "rate"_a,
           "Why a number is what it is: what counted, what was left out and why.")
      .def("explain", &explain_id, "task"_a, py::kw_only(), "as_of"_a, "known_at"_a = py::none(),
           "Why the task with that id or key is what it is on a day. Raises NotFound (AC4011).")
      .def("evaluate", &evaluate, "measures"_a, py::kw_only(), "by"_a = std::vector<std::string>{}, "as_of"_a,
           "where"_a = Where{}, "since"_a = py::none(), "until"_a = py::none(), "interval"_a = "automatic",
           "level"_a = 0.95, "known_at"_a = py::none(), "progress"_a = py::none(),
           "Measures by group, as a table. `by` are paths or short names such as unit, lecturer, month; "
           "`where` maps paths to "
           "what is allowed; `since` and `until` bound the due dates (dates of facts), both included; "
           "`interval` is automatic, "
           "none, process, wilson or design, at `level`. Raises NotFound (AC5001) for an unknown measure, "
           "InvalidArgument "
           "(AC5002) for a group that cannot be reached.")
      .def(
          "facts",
          [](const Handle& h, const std::string& kind, std::optional<Date> as_of, const KnownAt& known_at) {
            return run(
                [engine = h.get(), &kind, as_of, &known_at] { return engine->facts(kind, as_of, known_at); });
          },
          "kind"_a, py::kw_only(), "as_of"_a = py::none(), "known_at"_a = py::none(),
          "The living facts of a kind dated up to `as_of`, as a table. Raises NotFound (AC2001) for an "
          "unknown kind.")
      .def(
          "history",
          [](const Handle& h, const std::string& kind, const std::string& id) {
            return h.get()->history(kind, id);
          },
          "kind"_a, "id"_a, "Every write that touched a fact: who, when, why, which field, before and after.")
      .def(
          "findings",
          [](const Handle& h, Date as_of, const KnownAt& known_at) {
            return run([engine = h.get(), as_of, &known_at] { return engine->findings(as_of, known_at); });
          },
          py::kw_only(), "as_of"_a, "known_at"_a = py::none(),
          "States of affairs that a clause forbids, as a table.")
      .def("changes", &changes, "cursor"_a = "", py::kw_only(), "as_of"_a, "horizon"_a = "0 days",
           "What changed in the agenda since the cursor of an earlier call; \"\": everything is added.");
}

void bind_file(py::class_<Handle>& c) {
  c.def(
       "policies", [](const Handle& h, const KnownAt& known_at) { return h.get()->policies(known_at); },
       py::kw_only(), "known_at"_a = py::none(), "The policies in force.")
      .def(
          "calendar",
          [](const Handle& h, const std::string& unit, const KnownAt& known_at) {
            Calendars all = h.get()->calendars(known_at);
            const auto own = all.of_unit.find(unit);
            return own == all.of_unit.end() ? all.everyone : own->second;
          },
          "unit"_a = "", py::kw_only(), "known_at"_a = py::none(),
          "The calendar set for that very unit, else everyone's.")
      .def_property_readonly(
          "kinds", [](const Handle& h) { return h.get()->schema().kinds(); },
          "The kinds of fact it knows: built in, declared by policies and by the host.")
      .def_property_readonly(
          "last_write", [](const Handle& h) { return h.get()->last_write(); },
          "The number of the last write; 0: there was none.")
      .def(
          "backup",
          [](const Handle& h, const std::filesystem::path& to) {
            run([e = h.get(), &to] { e->backup(to); });
          },
          "to"_a, "Writes a consistent copy of the file. Raises Conflict (AC6021) when `to` exists.")
      .def(
          "verify", [](const Handle& h) { run([e = h.get()] { e->verify(); }); },
          "Recomputes the chain of hashes over all writes. Raises CorruptError (AC6020) that names the first "
          "that does not fit.")
      .def(
          "quick_check", [](const Handle& h) { return run([e = h.get()] { return e->quick_check(); }); },
          "SQLite's quick check: empty when all is well.")
      .def(
          "cancel", [](const Handle& h) { h.get()->cancel(); },
          "Makes calls that run in other threads stop with Cancelled at their next step.")
      .def("close", &Handle::close, "Closes the file; later calls raise Misuse (AC7025).")
      .def("__enter__", [](py::object self) -> py::object { return self; })
      .def("__exit__", [](Handle& h, const py::object&, const py::object&, const py::object&) { h.close(); });
}

} // namespace

void bind_engine(py::module_& m) {
  bind_changes(m);
  py::class_<Handle> engine(
      m, "Engine",
      "The face of the library: keeps the facts, the adopted policies and the calendars, and answers what "
      "must be done, whether it was, and why. May be used from many threads.");
  bind_writes(engine);
  bind_questions(engine);
  bind_file(engine);

  m.def("open", &open, "path"_a = py::none(), py::kw_only(), "create"_a = true, "read_only"_a = false,
        "migrate"_a = false, "busy_timeout"_a = 5.0, "clock"_a = py::none(),
        "Opens an engine over a file, or in memory without a path. `create` makes the file when it is "
        "missing; `migrate` brings "
        "an older file up to date, after a copy; `busy_timeout` are the seconds to wait for another process; "
        "`clock` gives the "
        "time of writes that name none (default: the system's). Raises CorruptError for a file that is "
        "damaged or not ours, "
        "TooNew, ReadOnly, Busy, NotFound.");
}

} // namespace aftercourse::python
