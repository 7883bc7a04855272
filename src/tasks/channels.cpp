// Channels: the way a task goes by, the first of its rule's that applies to it, and the due date that a
// letter sets.
#include "derivation.hpp"

#include <algorithm>

#include "channels.hpp"
#include "reach.hpp"
#include "sampling.hpp"

namespace aftercourse {

namespace {

/// The subjects of a group that a channel's sample picked, ascending. Drawn once an occurrence, under the
/// lock.
const std::vector<Row>& sample_of(const TaskSet::Data& data, const Evaluator& evaluator,
                                  std::uint32_t group_index, std::size_t channel) {
  const TaskGroup& group = data.groups[group_index];
  const Adopted& adopted = data.policies[group.adopted];
  const Rule& rule = adopted.policy.rules()[group.rule];
  // Tasks of one occurrence may stand in several groups (windows of their own): the population is all of
  // them.
  std::uint32_t first = group_index, last = group_index + 1;
  const auto same = [&](const TaskGroup& g) {
    return g.adopted == group.adopted && g.rule == group.rule && g.anchor == group.anchor &&
           occurrence_of(data, g) == occurrence_of(data, group);
  };
  while (first > 0 && same(data.groups[first - 1])) --first;
  while (last < data.groups.size() && same(data.groups[last])) ++last;
  const std::uint64_t key = (static_cast<std::uint64_t>(first) << 8) | channel;
  const std::lock_guard lock(data.lazy);
  auto [entry, fresh] = data.channel_samples.try_emplace(key);
  if (fresh) {
    std::vector<Row> population;
    for (std::uint32_t g = first; g < last; ++g)
      for (TaskIndex t = data.groups[g].begin; t < data.groups[g].begin + data.groups[g].count; ++t)
        population.push_back(data.subjects[t]);
    std::sort(population.begin(), population.end());
    population.erase(std::unique(population.begin(), population.end()), population.end());
    const SampleFrame frame{adopted, rule, *rule.channels[channel].sample, rule.channels[channel].name,
                            std::string(occurrence_of(data, group))};
    entry->second =
        draw_sample(evaluator, frame, viewpoint_in(data, group, data.subjects[group.begin]), population);
  }
  return entry->second; // entries stay where they are
}

std::optional<Date> letter_sent(const Evaluator& evaluator, std::size_t letters, const Channel& channel,
                                const Viewpoint& now) {
  const Table& table = evaluator.facts().table(letters);
  const auto by = table.kind().at("channel");
  std::optional<Date> first;
  const auto look = [&](Row row) {
    const auto day = evaluator.day_of({letters, row});
    if (day == no_day || day < now.opens.days() || day > now.day.days()) return;
    if (first && day >= first->days()) return;
    if (!table.missing(row, by) && table.text(row, by) != channel.name) return;
    Viewpoint then = now;
    then.day = Date::unchecked(day);
    if (channel.when && evaluator.judge(*channel.when, then) != Truth::yes) return;
    first = then.day;
  };
  for (std::size_t f = 0; f < table.kind().fields.size(); ++f) {
    const Field& field = table.kind().fields[f];
    if (field.type != FieldType::reference || field.list || !now.subject) continue;
    const bool any = field.target.empty();
    if (!any && evaluator.facts().schema().at(field.target) != now.subject.kind) continue;
    const auto rows = any ? evaluator.facts().referring_any(letters, f, now.subject.kind, now.subject.row)
                          : evaluator.facts().referring(letters, f, now.subject.row);
    for (const Row row : rows) look(row);
  }
  return first;
}

} // namespace

Viewpoint viewpoint_in(const TaskSet::Data& data, const TaskGroup& group, Row subject) {
  const Adopted& adopted = data.policies[group.adopted];
  Viewpoint from;
  from.subject = {adopted.policy.rules()[group.rule].subject_kind, subject};
  from.anchor = {group.anchor_kind, group.anchor};
  from.day = Date::unchecked(group.anchor_day);
  from.policy = &adopted;
  from.opens = Date::unchecked(group.from);
  from.parameters_on = std::max(from.day, adopted.adoption.on);
  return from;
}

std::uint32_t channel_of(const TaskSet::Data& data, const Evaluator& evaluator, std::uint32_t group_index,
                         TaskIndex task) {
  const TaskGroup& group = data.groups[group_index];
  const Rule& rule = data.policies[group.adopted].policy.rules()[group.rule];
  Viewpoint now = viewpoint_in(data, group, data.subjects[task]);
  now.day = data.as_of;
  for (std::size_t c = 0; c < rule.channels.size(); ++c) {
    const Channel& channel = rule.channels[c];
    if (channel.when && evaluator.judge(*channel.when, now) != Truth::yes) continue;
    if (channel.sample &&
        !std::ranges::binary_search(sample_of(data, evaluator, group_index, c), data.subjects[task]))
      continue;
    return static_cast<std::uint32_t>(c);
  }
  return no_index;
}

std::vector<std::uint32_t> channels_in(const TaskSet::Data& data, const Evaluator& evaluator,
                                       std::uint32_t group_index) {
  const TaskGroup& group = data.groups[group_index];
  const Rule& rule = data.policies[group.adopted].policy.rules()[group.rule];
  std::vector<std::uint32_t> found(group.count, no_index);
  if (found.empty()) return found;
  for (std::size_t c = 0; c < rule.channels.size(); ++c) {
    const Channel& channel = rule.channels[c];
    const std::vector<Row>* sample = channel.sample ? &sample_of(data, evaluator, group_index, c) : nullptr;
    for (std::uint32_t i = 0; i < group.count; ++i) {
      if (found[i] != no_index) continue;
      const Row subject = data.subjects[group.begin + i];
      if (sample && !std::ranges::binary_search(*sample, subject)) continue;
      if (channel.when) {
        Viewpoint now = viewpoint_in(data, group, subject);
        now.day = data.as_of;
        if (evaluator.judge(*channel.when, now) != Truth::yes) continue;
      }
      found[i] = static_cast<std::uint32_t>(c);
    }
  }
  return found;
}

std::optional<Reckoning> reply_date(const Evaluator& evaluator, const Channel& channel, const Viewpoint& now,
                                    const Calendar& calendar) {
  if (channel.reply_by)
    if (const auto by = evaluator.date(*channel.reply_by, now))
      return reach_reckoned(*by, {}, Roll::none, calendar);
  const auto letters = evaluator.facts().schema().find("communication");
  if (!channel.reply_within || !letters) return std::nullopt;
  const auto sent = letter_sent(evaluator, *letters, channel, now);
  if (!sent) return std::nullopt;
  return reach_reckoned(*sent, evaluator.period(*channel.reply_within, now), Roll::none, calendar);
}

void apply_reply_dates(Derivation& d, std::span<const PlannedRule> level) {
  for (const PlannedRule& p : level) {
    const Rule& rule = d.out.policies[p.adopted].policy.rules()[p.rule];
    if (std::none_of(rule.channels.begin(), rule.channels.end(),
                     [](const Channel& c) { return c.reply_by || c.reply_within; }))
      continue;
    for (std::uint32_t g = p.first; g < p.last; ++g) {
      const TaskGroup group = d.out.groups[g];
      const std::vector<std::uint32_t> channels = channels_in(d.out, d.evaluator, g);
      for (TaskIndex t = group.begin; t < group.begin + group.count; ++t) {
        const std::uint32_t c = channels[t - group.begin];
        if (c == no_index) continue;
        const Channel& channel = rule.channels[c];
        Viewpoint now = viewpoint_in(d.out, group, d.out.subjects[t]);
        now.day = d.out.as_of;
        const auto reply = reply_date(d.evaluator, channel, now, d.calendar(group));
        if (!reply || (reply->day.days() == group.due && reply->provisional == group.due_provisional))
          continue;
        d.outcome(t).due = reply->day.days();
        d.outcome(t).due_provisional = reply->provisional;
      }
    }
  }
}

} // namespace aftercourse
