#include "proposal.hpp"

#include <algorithm>
#include <limits>

#include <aftercourse/base/digest.hpp>
#include <aftercourse/statistics/multiplicity.hpp>
#include <aftercourse/tasks/governing.hpp>

#include "finding_words.hpp"
#include "general_measures.hpp"
#include "grouping.hpp"
#include "period_series.hpp"

namespace aftercourse {

namespace {

/// What the words of a group are the ids of, when they are ids.
std::string kind_of_group(const TaskSet& tasks, const AskedMeasure& asked, const std::string& name) {
  const Schema& schema = tasks.facts().schema();
  const auto kind = [&](const std::optional<GroupName>& group) -> std::string {
    if (!group || group->paths.empty() || !group->paths.front().ends_in_row()) return {};
    return schema.kind(group->paths.front().end_kind).name;
  };
  if (!over_tasks(asked.rule->type)) return kind(group_named(schema, name, asked.rule->kind, std::nullopt));
  for (const Adopted& a : tasks.policies()) // whichever rule leads there: its tasks are counted
    for (const Rule& rule : a.policy.rules())
      if (std::string found = kind(group_named(schema, name, rule.subject_kind, rule.anchor_kind));
          !found.empty())
        return found;
  return {};
}

} // namespace

Viewpoint Judging::viewpoint() const {
  Viewpoint from;
  from.day = from.parameters_on = tasks.as_of();
  from.policy = &adopted();
  return from;
}

bool Judging::governs(Place subject) const {
  return aftercourse::governs(tasks.policies(), version, Evaluator(tasks.facts()), tasks.as_of(),
                              {{}, subject, tasks.as_of()});
}

double Judging::limit() const {
  const Value value = Evaluator(tasks.facts()).literal(rule.limit, FieldType::decimal, viewpoint());
  return std::get<Decimal>(value).to_double(); // reading and adopting checked what it is
}

AskedMeasure Judging::measure() const {
  const auto& own = adopted().policy.measures();
  const auto found = std::ranges::find(own, rule.measure, &MeasureRule::id);
  if (found != own.end()) return {rule.measure, &*found, version};
  return {rule.measure, general_measure(rule.measure), std::nullopt};
}

EvaluationQuery Judging::query(const AskedMeasure& asked) const {
  EvaluationQuery query;
  query.measures = {asked.name};
  query.by = rule.by;
  query.progress = progress;
  query.level = 1 - 2 * finding_error;
  if (asked.rule->type != MeasureRule::Type::accuracy) query.interval = Interval::process;
  if (!rule.over) return query;
  const CalendarSpan span = last_closed(*rule.over, tasks.as_of());
  query.from = span.first;
  query.to = span.last;
  return query;
}

Proposal begun(const Judging& judging) {
  Proposal p;
  const FindingRule& rule = judging.rule;
  p.version = judging.version;
  p.finding.finding = rule.id;
  p.finding.policy = judging.adopted().policy.name();
  p.finding.clause = rule.clause;
  p.finding.title = rule.title;
  p.finding.dimension = rule.dimension;
  p.finding.measure = rule.measure;
  p.finding.as_of = judging.tasks.as_of();
  if (rule.over) p.finding.period = last_closed(*rule.over, p.finding.as_of).label();
  return p;
}

Proposal begun(const Judging& judging, const AskedMeasure& asked, const EvaluationQuery& query,
               const std::vector<std::string>& group) {
  Proposal p = begun(judging);
  for (std::size_t i = 0; i < query.by.size(); ++i)
    p.finding.group.push_back({query.by[i], group[i], kind_of_group(judging.tasks, asked, query.by[i])});
  p.asked = asked;
  p.query = query;
  p.full_count = asked.rule->type != MeasureRule::Type::accuracy;
  return p;
}

std::vector<Proposal> settled(std::vector<Proposal> proposals) {
  using State = ProposedFinding::State;
  std::vector<double> p_values;
  for (const Proposal& p : proposals)
    p_values.push_back(p.finding.p_value.value_or(std::numeric_limits<double>::quiet_NaN()));
  const auto adjusted = statistics::adjust_p_values(p_values, statistics::Adjustment::bh, 1 - finding_error);
  std::vector<Proposal> out;
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    Proposal& p = proposals[i];
    if (p.finding.p_value) p.finding.p_adjusted = adjusted.tests[i].adjusted;
    if (p.finding.state != State::unknown) {
      if (!p.wrong) continue;
      const bool stands = p.passes && (!p.finding.p_value || adjusted.tests[i].rejected);
      if (!p.obstacle.empty())
        p.finding.state = State::watch;
      else if (!stands)
        continue;
    }
    p.finding.words = finding_sentence(p, static_cast<std::size_t>(adjusted.n));
    name_proposal(p.finding);
    out.push_back(std::move(p));
  }
  return out;
}

void name_proposal(ProposedFinding& f) {
  std::vector<std::string> parts{f.policy, f.finding, f.kind, f.subject,
                                 f.period.empty() ? f.as_of.to_string() : f.period};
  for (const ProposedFinding::Word& word : f.group) parts.insert(parts.end(), {word.name, word.text});
  f.id = to_hex(digest_of(std::vector<std::string_view>(parts.begin(), parts.end())), 16);
}

} // namespace aftercourse
