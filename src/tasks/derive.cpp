#include <aftercourse/tasks/derive.hpp>

#include <algorithm>

#include "channels.hpp"
#include "derivation.hpp"

namespace aftercourse {

namespace {

/// How deep a rule hangs in the graph of rules that follow rules: its parents are all less deep.
std::vector<std::size_t> levels_of(const Policy& policy) {
  std::vector<std::size_t> level(policy.rules().size(), 0);
  for (const std::size_t r : policy.order()) {
    const Rule& rule = policy.rules()[r];
    if (rule.after.type == Anchor::Type::task || rule.after.type == Anchor::Type::missed)
      level[r] = std::max(level[r], level[rule.after.rule] + 1);
    if (rule.each.type == Subjects::Type::done_tasks)
      for (const std::size_t parent : rule.each.rules) level[r] = std::max(level[r], level[parent] + 1);
  }
  return level;
}

void check(const std::vector<Adopted>& policies, const Snapshot& facts, const DeriveOptions& options) {
  if (options.horizon < options.as_of)
    throw InvalidArgument("AC4001", "the horizon " + options.horizon.to_string() + " lies before " +
                                        options.as_of.to_string());
  for (const Adopted& a : policies)
    if (!(a.policy.schema() == facts.schema()))
      throw PolicyError("AC4003",
                        "policy `" + a.policy.name() + "` was not resolved against the schema of the facts",
                        a.policy.file());
}

} // namespace

Derivation::Derivation(TaskSet::Data& data, const DeriveOptions& o)
    : out(data), options(o), evaluator(data.facts) {
  amended.resize(data.facts.schema().kinds().size());
  for (std::size_t kind = 0; kind < amended.size(); ++kind)
    for (const Amendment& a : data.facts.amendments(kind)) amended[kind].insert(a.row);
  const auto kind = data.facts.schema().find("cancellation");
  if (!kind) return;
  const Table& table = data.facts.table(*kind);
  const auto concerning = table.kind().at("concerning"), date = table.kind().at("date");
  for (Row row = 0; row < table.size(); ++row) {
    if (!table.alive(row)) continue;
    const auto target = data.facts.resolve(table.text(row, concerning));
    const auto [entry, fresh] = cancelled.try_emplace(target, table.day(row, date));
    if (!fresh) entry->second = std::min(entry->second, table.day(row, date));
  }
}

Viewpoint Derivation::viewpoint(const TaskGroup& g, Row subject) const {
  return viewpoint_in(out, g, subject);
}

Outcome& Derivation::outcome(TaskIndex task) {
  std::uint32_t& index = out.outcome_of[task];
  if (index == no_index) {
    index = static_cast<std::uint32_t>(out.outcomes.size());
    out.outcomes.emplace_back();
  }
  return out.outcomes[index];
}

std::int32_t Derivation::due(const TaskGroup& g, TaskIndex task) const { return due_of(out, g, task); }

TaskSet derive(std::vector<Adopted> policies, Snapshot facts, Calendars calendars,
               const DeriveOptions& options, Instruments instruments) {
  check(policies, facts, options);
  auto data = std::make_shared<TaskSet::Data>();
  data->as_of = options.as_of;
  data->horizon = options.horizon;
  data->facts = std::move(facts);
  data->instruments = std::move(instruments);
  std::stable_sort(policies.begin(), policies.end(), [](const Adopted& a, const Adopted& b) {
    if (a.policy.name() != b.policy.name()) return a.policy.name() < b.policy.name();
    return a.adoption.on < b.adoption.on;
  });
  data->policies = std::move(policies);
  data->calendars.push_back(calendars.everyone.assuming());
  data->calendar_units.emplace_back();
  for (const auto& [unit, calendar] : calendars.of_unit) {
    data->calendars.push_back(calendar.assuming());
    data->calendar_units.push_back(unit);
  }

  Derivation d(*data, options);
  std::vector<std::vector<std::size_t>> level;
  std::size_t depth = 0;
  for (const Adopted& a : data->policies) {
    level.push_back(levels_of(a.policy));
    for (const std::size_t l : level.back()) depth = std::max(depth, l + 1);
  }
  for (std::size_t l = 0; l < depth; ++l) {
    const std::size_t begin = d.planned.size();
    for (std::size_t a = 0; a < data->policies.size(); ++a)
      for (std::size_t r = 0; r < level[a].size(); ++r) {
        if (level[a][r] != l) continue;
        report(options.progress, data->subjects.size(), 0, "planning");
        plan_rule(d, static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(r));
      }
    const std::vector<PlannedRule> planned(d.planned.begin() + static_cast<std::ptrdiff_t>(begin),
                                           d.planned.end());
    apply_reply_dates(d, planned);
    match_level(d, planned);
    settle_level(d, planned);
  }
  return TaskSet(std::move(data));
}

} // namespace aftercourse
