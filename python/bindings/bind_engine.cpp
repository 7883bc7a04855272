#include "agenda.hpp"
#include "batch.hpp"
#include "engine_docs.hpp"
#include "findings.hpp"
#include "rates.hpp"

namespace aftercourse::python {

void bind_writes(py::class_<Handle>& c);
void bind_definitions(py::class_<Handle>& c);

namespace {

using Where = std::map<Text, Names>;

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

Handle open(const std::optional<Path>& path, bool create, bool read_only, bool migrate, double busy_timeout,
            const std::optional<Clock>& clock, const Callback& progress) {
  OpenOptions options{create, read_only, migrate, static_cast<std::int32_t>(busy_timeout * 1000), {}, {}};
  if (clock) options.clock = clock_of(*clock);
  return run_long(progress, [&](const Progress& p) {
    options.progress = p;
    return Handle(path ? Engine::open(*path, options) : Engine::open(options));
  });
}

SeenAgenda agenda(const Handle& handle, Date as_of, const PeriodLike& horizon, Text assignee,
                  const std::optional<Names>& state, Text rule, Text policy, Text subject,
                  const KnownAt& known_at, const Callback& progress) {
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

/// What `evaluate` and `measure_state` are both asked.
struct EvaluationArguments {
  Names measures, by;
  Where where;
  std::optional<Date> since, until;
  std::string period, audience, interval;
  double level = 0.95;
};

EvaluationQuery query_of(const EvaluationArguments& given) {
  EvaluationQuery query;
  query.measures = to_list(given.measures);
  query.by = to_list(given.by);
  query.from = given.since;
  query.to = given.until;
  query.period = given.period;
  query.audience = audience_named(given.audience);
  query.interval = interval_named(given.interval);
  query.level = given.level;
  for (const auto& [path, allowed] : given.where) query.where.emplace(path, to_list(allowed));
  return query;
}

SeenRates evaluate(const Handle& handle, const Names& measures, const Names& by, Date as_of,
                   const Where& where, std::optional<Date> since, std::optional<Date> until,
                   const Text& period, const std::optional<Text>& versus, const Text& audience,
                   const Text& interval, double level, const KnownAt& known_at, const Callback& progress) {
  Asked asked{
      query_of({measures, by, where, since, until, period, audience, interval, level}), as_of, known_at, {}};
  asked.query.versus = versus_named(versus.value_or(Text()));
  const auto engine = handle.get();
  asked.frame = run_long(progress, [&](const Progress& p) {
    EvaluationQuery query = asked.query;
    query.progress = p;
    return engine->evaluate(query, as_of, known_at);
  });
  return {std::make_shared<const Asked>(std::move(asked))};
}

Frame comments(const Handle& handle, const Text& instrument, const std::optional<Text>& item, const Names& by,
               Date as_of, const Where& where, std::optional<Date> since, std::optional<Date> until,
               const Text& period, const Text& audience, const Text& language,
               const std::optional<text::CodingScheme>& scheme, const std::optional<text::Lexicon>& lexicon,
               const KnownAt& known_at, const Callback& progress) {
  CommentQuery query;
  query.instrument = instrument;
  query.item = item.value_or(Text());
  query.by = to_list(by);
  for (const auto& [path, allowed] : where) query.where.emplace(path, to_list(allowed));
  query.from = since;
  query.to = until;
  query.period = period;
  query.audience = audience_named(audience);
  query.language = language_named(language);
  if (scheme) query.scheme = *scheme;
  if (lexicon) query.lexicon = *lexicon;
  const auto engine = handle.get();
  return run_long(progress, [&](const Progress& p) {
    query.progress = p;
    return engine->comments(query, as_of, known_at);
  });
}

MeasureState measure_state(const Handle& handle, const Names& measures, const Names& by, Date as_of,
                           const Where& where, std::optional<Date> since, std::optional<Date> until,
                           const Text& period, const Text& audience, const Text& interval, double level,
                           const KnownAt& known_at, const Callback& progress) {
  EvaluationQuery query = query_of({measures, by, where, since, until, period, audience, interval, level});
  const auto engine = handle.get();
  return run_long(progress, [&](const Progress& p) {
    query.progress = p;
    return engine->measure_state(query, as_of, known_at);
  });
}

Explanation explain_id(const Handle& handle, const Text& id, Date as_of, const KnownAt& known_at,
                       const Callback& progress) {
  const auto engine = handle.get();
  return run_long(progress, [&](const Progress& p) { return engine->explain(id, as_of, known_at, p); });
}

Explanation explain_task(const Handle& handle, const SeenTask& task, const Callback& progress) {
  return explain_id(handle, task.task.id, task.as_of, task.known_at, progress);
}

Explanation explain_rate(const Handle& handle, const Rate& rate, const Callback& progress) {
  const auto engine = handle.get();
  return run_long(progress, [&](const Progress& p) {
    EvaluationQuery query = rate.rates->query;
    query.progress = p;
    return engine->explain_value(query, rate.row, rate.rates->as_of, rate.rates->known_at);
  });
}

Explanation explain_finding(const Handle& handle, const SeenFinding& seen, const Callback& progress) {
  const auto engine = handle.get();
  return run_long(progress, [&](const Progress& p) {
    const SeenFindings& all = seen.all;
    return engine->explain_finding(seen.finding().id, all.as_of(), all.known_at(), p);
  });
}

struct SeenChanges {
  std::string cursor;
  SeenAgenda added, changed, moved, confirmed;
  std::vector<std::string> removed;
  SeenAgenda gone;
};

SeenChanges changes(const Handle& handle, const Text& cursor, Date as_of, const PeriodLike& horizon,
                    const Callback& progress) {
  const auto engine = handle.get();
  Changes c =
      run_long(progress, [&](const Progress& p) { return engine->changes(cursor, as_of, horizon.value, p); });
  return {std::move(c.cursor),
          {{c.set, std::move(c.added)}, {}},
          {{c.set, std::move(c.changed)}, {}},
          {{c.set, std::move(c.moved)}, {}},
          {{c.set, std::move(c.confirmed)}, {}},
          std::move(c.removed),
          {{c.before, std::move(c.gone)}, {}}};
}

/// What is written as iCalendar.
Changes written(const SeenChanges& c) {
  Changes changes;
  changes.set = c.added.agenda.set;
  changes.added = c.added.agenda.picked;
  changes.changed = c.changed.agenda.picked;
  changes.before = c.gone.agenda.set;
  changes.gone = c.gone.agenda.picked;
  return changes;
}

void bind_changes(py::module_& m) {
  py::class_<SeenChanges> bound(m, "Changes", "What a host must show, change or remove since a cursor.");
  def_to_ics(bound, written);
  bound.def_readonly("cursor", &SeenChanges::cursor, "For the next call.")
      .def_readonly("added", &SeenChanges::added, "Tasks that are new.")
      .def_readonly("changed", &SeenChanges::changed, "Tasks of which something changed.")
      .def_readonly("moved", &SeenChanges::moved, "Those of `changed` that have another window.")
      .def_readonly("confirmed", &SeenChanges::confirmed,
                    "Those of `changed` that were provisional and now stand as they were.")
      .def_readonly("removed", &SeenChanges::removed, "The ids of tasks that are no more.")
      .def_readonly("gone", &SeenChanges::gone, "The tasks that are no more, as they were.")
      .def("__repr__", [](const SeenChanges& c) {
        return "<Changes: " + std::to_string(rows_of(c.added)) + " added, " +
               std::to_string(rows_of(c.changed)) + " changed, " + std::to_string(c.removed.size()) +
               " removed>";
      });
}

void bind_questions(py::class_<Handle>& c) {
  c.def("agenda", &agenda, py::kw_only(), "as_of"_a, "horizon"_a = "0 days", "assignee"_a = "",
        "state"_a = py::none(), "rule"_a = "", "policy"_a = "", "subject"_a = "", "known_at"_a = py::none(),
        "progress"_a = py::none(), docs::agenda)
      .def("explain", &explain_task, "task"_a, py::kw_only(), "progress"_a = py::none(), docs::explain_task)
      .def("explain", &explain_rate, "rate"_a, py::kw_only(), "progress"_a = py::none(), docs::explain_rate)
      .def("explain", &explain_finding, "finding"_a, py::kw_only(), "progress"_a = py::none(),
           docs::explain_finding)
      .def("explain", &explain_id, "task"_a, py::kw_only(), "as_of"_a, "known_at"_a = py::none(),
           "progress"_a = py::none(), docs::explain_id)
      .def("evaluate", &evaluate, "measures"_a, py::kw_only(), "by"_a = std::vector<std::string>{}, "as_of"_a,
           "where"_a = Where{}, "since"_a = py::none(), "until"_a = py::none(), "period"_a = "",
           "versus"_a = py::none(), "audience"_a = "publish", "interval"_a = "automatic", "level"_a = 0.95,
           "known_at"_a = py::none(), "progress"_a = py::none(), docs::evaluate)
      .def("measure_state", &measure_state, "measures"_a, py::kw_only(), "by"_a = std::vector<std::string>{},
           "as_of"_a, "where"_a = Where{}, "since"_a = py::none(), "until"_a = py::none(), "period"_a = "",
           "audience"_a = "publish", "interval"_a = "automatic", "level"_a = 0.95, "known_at"_a = py::none(),
           "progress"_a = py::none(), docs::measure_state)
      .def(
          "facts",
          [](const Handle& h, const Text& kind, std::optional<Date> as_of, const KnownAt& known_at,
             const Callback& progress) {
            return run_long(progress, [engine = h.get(), &kind, as_of, &known_at](const Progress& p) {
              return engine->facts(kind, as_of, known_at, p);
            });
          },
          "kind"_a, py::kw_only(), "as_of"_a = py::none(), "known_at"_a = py::none(),
          "progress"_a = py::none(), docs::facts)
      .def(
          "history",
          [](const Handle& h, const Text& kind, const Text& id) {
            return run([engine = h.get(), &kind, &id] { return engine->history(kind, id); });
          },
          "kind"_a, "id"_a, docs::history)
      .def("comments", &comments, "instrument"_a, "item"_a = py::none(), py::kw_only(),
           "by"_a = std::vector<std::string>{}, "as_of"_a, "where"_a = Where{}, "since"_a = py::none(),
           "until"_a = py::none(), "period"_a = "", "audience"_a = "publish", "language"_a = "en",
           "scheme"_a = py::none(), "lexicon"_a = py::none(), "known_at"_a = py::none(),
           "progress"_a = py::none(), docs::comments)
      .def(
          "findings",
          [](const Handle& h, Date as_of, const KnownAt& known_at, const Callback& progress) {
            return run_long(progress, [engine = h.get(), as_of, &known_at](const Progress& p) {
              return SeenFindings(engine->propose_findings(as_of, known_at, p), as_of, known_at);
            });
          },
          py::kw_only(), "as_of"_a, "known_at"_a = py::none(), "progress"_a = py::none(), docs::findings)
      .def("changes", &changes, "cursor"_a = "", py::kw_only(), "as_of"_a, "horizon"_a = "0 days",
           "progress"_a = py::none(), docs::changes);
}

void bind_file(py::class_<Handle>& c) {
  c.def(
       "policies", [](const Handle& h, const KnownAt& known_at) { return h.get()->policies(known_at); },
       py::kw_only(), "known_at"_a = py::none(), "The policies in force.")
      .def(
          "calendar",
          [](const Handle& h, const Text& unit, const KnownAt& known_at) {
            return h.get()->calendar(unit, known_at);
          },
          "unit"_a = "", py::kw_only(), "known_at"_a = py::none(),
          "The calendar by which tasks of the unit count, as it was set: its own or that of the nearest unit "
          "above that has one, else everyone's. Raises NotFound (AC7001) for no unit of that name.")
      .def(
          "time_zone", [](const Handle& h, const KnownAt& known_at) { return h.get()->time_zone(known_at); },
          py::kw_only(), "known_at"_a = py::none(), "The time zone that was set, or None.")
      .def_property_readonly(
          "kinds", [](const Handle& h) { return h.get()->schema().kinds(); },
          "The kinds of fact it knows: built in, declared by policies and by the host.")
      .def_property_readonly(
          "last_write", [](const Handle& h) { return h.get()->last_write(); },
          "The number of the last write; 0: there was none.")
      .def(
          "backup",
          [](const Handle& h, const Path& to, const Callback& progress) {
            run_long(progress, [e = h.get(), &to](const Progress& p) { e->backup(to, p); });
          },
          "to"_a, py::kw_only(), "progress"_a = py::none(), docs::backup)
      .def(
          "verify",
          [](const Handle& h, const Callback& progress) {
            run_long(progress, [e = h.get()](const Progress& p) { e->verify(p); });
          },
          py::kw_only(), "progress"_a = py::none(), docs::verify)
      .def(
          "quick_check",
          [](const Handle& h, const Callback& progress) {
            return run_long(progress, [e = h.get()](const Progress& p) { return e->quick_check(p); });
          },
          py::kw_only(), "progress"_a = py::none(), docs::quick_check)
      .def(
          "cancel", [](const Handle& h) { h.get()->cancel(); }, docs::cancel)
      .def("close", &Handle::close, "Closes the file; later calls raise Misuse (AC7025).")
      .def("__repr__",
           [](const Handle& h) {
             return h.is_open() ? "<Engine at write " + std::to_string(h.get()->last_write()) + ">"
                                : std::string("<Engine, closed>");
           })
      .def(
          "__enter__", [](Handle& h) -> Handle& { return h; }, py::return_value_policy::reference)
      .def("__exit__", [](Handle& h, const py::object&, const py::object&, const py::object&) { h.close(); });
}

} // namespace

void bind_engine(py::module_& m) {
  bind_changes(m);
  py::class_<Handle> engine(m, "Engine", docs::engine);
  bind_writes(engine);
  bind_definitions(engine);
  bind_questions(engine);
  bind_file(engine);

  m.def("open", &open, "path"_a = py::none(), py::kw_only(), "create"_a = true, "read_only"_a = false,
        "migrate"_a = false, "busy_timeout"_a = 5.0, "clock"_a = py::none(), "progress"_a = py::none(),
        docs::open);
}

} // namespace aftercourse::python
