#include "queries.hpp"

#include <array>
#include <utility>

#include "json.hpp"

namespace aftercourse::c {

namespace {

Interval interval_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Interval>, 5> names{{{"automatic", Interval::automatic},
                                                                        {"none", Interval::none},
                                                                        {"process", Interval::process},
                                                                        {"wilson", Interval::wilson},
                                                                        {"design", Interval::design}}};
  if (name.empty()) return Interval::automatic;
  for (const auto& [known, interval] : names)
    if (known == name) return interval;
  throw InvalidArgument("AC9103", "there is no interval `" + std::string(name) +
                                      "`; there are automatic, none, process, wilson and design");
}

std::vector<State> states_named(const std::vector<std::string>& names) {
  std::vector<State> states;
  for (const std::string& name : names) {
    const auto state = state_named(name);
    if (!state) throw InvalidArgument("AC9103", "there is no state `" + name + "`", "options.states");
    states.push_back(*state);
  }
  return states;
}

Versus versus_named(std::string_view name) {
  if (name.empty()) return Versus::nothing;
  if (name == "previous") return Versus::previous;
  throw InvalidArgument("AC9103", "there is no comparison `" + std::string(name) + "`; there is previous");
}

} // namespace

Audience audience_named(std::string_view name) {
  if (name.empty() || name == "publish") return Audience::publish;
  if (name == "internal") return Audience::internal;
  throw InvalidArgument("AC9103",
                        "there is no audience `" + std::string(name) + "`; there are publish and internal");
}

AgendaQuery agenda_query(Date as_of, const aftercourse_agenda_options* given) {
  const aftercourse_agenda_options o = options(given, aftercourse_agenda_options_init);
  AgendaQuery query;
  query.as_of = as_of;
  if (const auto horizon = text(o.horizon, o.horizon_length, "options.horizon"); !horizon.empty())
    query.horizon = Period::from_text(horizon);
  query.filter.states =
      states_named(texts_from_json(text(o.states, o.states_length, "options.states"), "options.states"));
  query.filter.policy = text(o.policy, o.policy_length, "options.policy");
  query.filter.rule = text(o.rule, o.rule_length, "options.rule");
  query.filter.assignee = text(o.assignee, o.assignee_length, "options.assignee");
  query.filter.subject = text(o.subject, o.subject_length, "options.subject");
  query.known_at = known_at(o.known_at, o.known_at_length);
  query.progress = progress(o.progress, o.progress_user);
  return query;
}

Question question(const aftercourse_question* given) {
  const aftercourse_question q = options(given, aftercourse_question_init);
  return {known_at(q.known_at, q.known_at_length), progress(q.progress, q.progress_user)};
}

Evaluation evaluation(const aftercourse_evaluation* given) {
  const aftercourse_evaluation e = options<aftercourse_evaluation>(
      &needed(given, "evaluation"), [](aftercourse_evaluation* e) { aftercourse_evaluation_init(e); });
  Evaluation result;
  EvaluationQuery& query = result.query;
  query.measures = texts_from_json(needed_text(e.measures, e.measures_length, "evaluation.measures"),
                                   "evaluation.measures");
  query.by = texts_from_json(text(e.by, e.by_length, "evaluation.by"), "evaluation.by");
  query.where = lists_from_json(text(e.where, e.where_length, "evaluation.where"), "evaluation.where");
  query.from = date_or_none(e.from);
  query.to = date_or_none(e.to);
  query.period = text(e.period, e.period_length, "evaluation.period");
  query.versus = versus_named(text(e.versus, e.versus_length, "evaluation.versus"));
  query.audience = audience_named(text(e.audience, e.audience_length, "evaluation.audience"));
  query.interval = interval_named(text(e.interval, e.interval_length, "evaluation.interval"));
  query.level = e.level;
  query.progress = progress(e.progress, e.progress_user);
  result.known_at = known_at(e.known_at, e.known_at_length);
  return result;
}

} // namespace aftercourse::c
