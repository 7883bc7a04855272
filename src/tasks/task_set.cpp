#include <aftercourse/tasks/task_set.hpp>

#include <algorithm>

#include <aftercourse/facts/nearest_unit.hpp>

#include "channels.hpp"
#include "derivation.hpp"
#include "due_order.hpp"
#include "holders.hpp"
#include "joint.hpp"
#include "reach.hpp"

namespace aftercourse {

std::string canonical_id(const Snapshot& facts, Place place) {
  std::string id = facts.schema().kind(place.kind).name;
  id += '/';
  id += facts.table(place.kind).id(place.row);
  return id;
}

Place unit_of(const Evaluator& evaluator, Place place, Date day, int depth) {
  const Snapshot& facts = evaluator.facts();
  const Table& table = facts.table(place.kind);
  const Kind& kind = table.kind();
  if (kind.name == "unit") return place;
  if (const auto field = kind.find("unit");
      field && kind.fields[*field].target == "unit" && !kind.fields[*field].list)
    if (const Row row = table.target(place.row, *field); row != no_row)
      return {facts.schema().at("unit"), row};
  if (depth == 0) return {};
  if (kind.name == "person") {
    const std::size_t employment = facts.schema().at("employment");
    const Kind& k = facts.schema().kind(employment);
    Place current;
    for (const Row row : facts.referring(employment, k.at("person"), place.row))
      if (evaluator.in_force({employment, row}, day)) current = {employment, row};
    return current ? unit_of(evaluator, current, day, depth - 1) : Place{};
  }
  for (std::size_t f = 0; f < kind.fields.size(); ++f) {
    const Field& field = kind.fields[f];
    if (field.type != FieldType::reference || field.list || field.target.empty()) continue;
    const Place next{facts.schema().at(field.target), table.target(place.row, f)};
    if (!next) continue;
    if (const Place unit = unit_of(evaluator, next, day, depth - 1)) return unit;
  }
  return {};
}

bool within_unit(const Snapshot& facts, Row unit, Row top) {
  return nearest_unit(facts, unit, [&](Row u) { return u == top; }) != no_row;
}

std::size_t group_of(const TaskSet::Data& data, TaskIndex task) noexcept {
  const auto& groups = data.groups;
  const auto after = std::upper_bound(groups.begin(), groups.end(), task,
                                      [](TaskIndex t, const TaskGroup& g) { return t < g.begin; });
  return static_cast<std::size_t>(after - groups.begin()) - 1;
}

TaskSet::TaskSet()
    : data_([] {
        auto data = std::make_shared<Data>();
        data->calendars.push_back(Calendar::built_in("cn").assuming());
        data->calendar_units.emplace_back();
        return data;
      }()) {}

std::size_t TaskSet::size() const noexcept { return data_->subjects.size(); }
Date TaskSet::as_of() const noexcept { return data_->as_of; }
const Snapshot& TaskSet::facts() const noexcept { return data_->facts; }
std::span<const Adopted> TaskSet::policies() const noexcept { return data_->policies; }
std::span<const Calendar> TaskSet::calendars() const noexcept { return data_->calendars; }
const Instruments& TaskSet::instruments() const noexcept { return data_->instruments; }
std::span<const TaskGroup> TaskSet::groups() const noexcept { return data_->groups; }
std::span<const Row> TaskSet::subjects() const noexcept { return data_->subjects; }
std::span<const State> TaskSet::states() const noexcept { return data_->states; }
std::span<const std::uint32_t> TaskSet::outcomes() const noexcept { return data_->outcome_of; }
const Outcome& TaskSet::outcome(std::uint32_t index) const noexcept { return data_->outcomes[index]; }
std::span<const EvidenceUsed> TaskSet::evidence(const Outcome& o) const noexcept {
  return std::span(data_->evidence).subspan(o.evidence_begin, o.evidence_count);
}
std::string_view TaskSet::holder(TaskIndex task) const noexcept {
  const auto found = data_->holders.find(task);
  return found == data_->holders.end() ? std::string_view{} : std::string_view(found->second);
}
std::size_t TaskSet::group_of(TaskIndex task) const noexcept { return aftercourse::group_of(*data_, task); }
const Rule& TaskSet::rule_of(const TaskGroup& g) const noexcept {
  return data_->policies[g.adopted].policy.rules()[g.rule];
}
std::string_view TaskSet::occurrence_of(const TaskGroup& g) const noexcept {
  return aftercourse::occurrence_of(*data_, g);
}
std::int32_t TaskSet::due_of(TaskIndex task) const noexcept {
  return aftercourse::due_of(*data_, data_->groups[group_of(task)], task);
}
std::string TaskSet::id_of(TaskIndex i) const { return task_id_of(*data_, data_->groups[group_of(i)], i); }

TaskIndex TaskSet::find(std::string_view id_or_key) const {
  return is_task_id(id_or_key) ? find_by_id(*data_, id_or_key) : find_by_key(*data_, id_or_key);
}

std::vector<std::uint32_t> TaskSet::channels_of(std::size_t group) const {
  return channels_in(*data_, Evaluator(data_->facts), static_cast<std::uint32_t>(group));
}

const DueOrder& due_order(const TaskSet& tasks) {
  const TaskSet::Data& data = *tasks.data_;
  const std::lock_guard lock(data.lazy);
  if (!data.by_due) data.by_due = std::make_shared<const DueOrder>(data);
  return *data.by_due;
}

Viewpoint viewpoint_of(const TaskSet& tasks, const TaskGroup& group, Row subject) {
  const Adopted& adopted = tasks.policies()[group.adopted];
  Viewpoint from;
  from.subject = {tasks.rule_of(group).subject_kind, subject};
  from.anchor = {group.anchor_kind, group.anchor};
  from.day = Date::unchecked(group.anchor_day);
  from.policy = &adopted;
  from.opens = Date::unchecked(group.from);
  from.parameters_on = std::max(from.day, adopted.adoption.on);
  return from;
}

namespace {

/// Evidence that would have counted, had somebody been reached.
std::int32_t unreached(const TaskSet::Data& data, const Evaluator& evaluator, const Evidence& e,
                       const Viewpoint& from) {
  std::int32_t n = 0;
  for (const Evidence& part : e.parts) n += unreached(data, evaluator, part, from);
  if (e.type != Evidence::Type::fact || e.own) return n;
  const Table& table = data.facts.table(e.kind);
  const auto reached = table.kind().find("reached");
  if (!reached) return n;
  evaluator.tied(e.kind, e.link, from, [&](Row row) {
    const auto day = table.day(row, e.date_field);
    n += table.cells[*reached].booleans[row] == 0 && day >= from.opens.days() && day <= data.as_of.days() ? 1
                                                                                                          : 0;
    return true;
  });
  return n;
}

/// Failed attempts since the window opened: contact attempts about the subject, and follow-ups, that reached
/// nobody.
std::int32_t failed_attempts(const TaskSet::Data& data, const Evaluator& evaluator, const Rule& rule,
                             const Viewpoint& from) {
  std::int32_t n = unreached(data, evaluator, rule.done_by, from);
  const auto kind = data.facts.schema().find("contact_attempt");
  if (!kind || !from.subject) return n;
  const Table& table = data.facts.table(*kind);
  const auto reached = table.kind().at("reached");
  for (std::size_t f = 0; f < table.kind().fields.size(); ++f) {
    const Field& field = table.kind().fields[f];
    if (field.type != FieldType::reference ||
        field.target != data.facts.schema().kind(from.subject.kind).name)
      continue;
    for (const Row row : data.facts.referring(*kind, f, from.subject.row)) {
      const auto day = evaluator.day_of({*kind, row});
      n += table.cells[reached].booleans[row] == 0 && day >= from.opens.days() && day <= data.as_of.days()
               ? 1
               : 0;
    }
  }
  return n;
}

/// Told on a day to those who hold the roles then.
NoticeDue message(const Evaluator& evaluator, Date on, const std::vector<Holder>& tell, Viewpoint from) {
  from.day = on;
  NoticeDue due{on, {}, holders_of(evaluator, tell, from)};
  for (const Holder& told : tell) due.tell.push_back(told.role);
  return due;
}

std::vector<NoticeDue> notices_of(const TaskSet::Data& data, const Evaluator& evaluator, const Rule& rule,
                                  const Viewpoint& from, const Calendar& calendar, Date due) {
  std::vector<NoticeDue> notices;
  for (const Notice& n : rule.missed) {
    const Date on = reach(due, evaluator.period(n.after, from), calendar);
    if (on <= data.as_of) notices.push_back(message(evaluator, on, n.tell, from));
  }
  return notices;
}

/// A reminder skips days off: nobody reads it there, and the working day before is early enough. It does not
/// come before the window has a working day, if it has one.
Date reminder_day(const Window& window, Period before, const Calendar& calendar) {
  const Date day = reach_reckoned(window.to, -before, Roll::preceding, calendar).day;
  if (day >= window.from) return day;
  const Date first = reach_reckoned(window.from, {}, Roll::following, calendar).day;
  return first <= window.to ? first : window.from;
}

std::vector<NoticeDue> reminders_of(const TaskSet::Data& data, const Evaluator& evaluator, const Rule& rule,
                                    const Viewpoint& from, const Calendar& calendar, const Task& task) {
  std::vector<NoticeDue> reminders;
  for (const Reminder& r : rule.remind) {
    const Date on = reminder_day(task.window, evaluator.period(r.before, from), calendar);
    if (on > data.as_of) continue;
    reminders.push_back(message(evaluator, on, r.tell.empty() ? rule.by : r.tell, from));
    if (r.tell.empty() && rule.each_holder) reminders.back().holders = task.holders;
  }
  return reminders;
}

} // namespace

Task TaskSet::task(TaskIndex i) const {
  const Data& data = *data_;
  const auto group_index = static_cast<std::uint32_t>(group_of(i));
  const TaskGroup& g = data.groups[group_index];
  const Adopted& adopted = data.policies[g.adopted];
  const Rule& rule = adopted.policy.rules()[g.rule];
  const Evaluator evaluator(data.facts);
  const Viewpoint from = viewpoint_of(*this, g, data.subjects[i]);
  Viewpoint now = from;
  now.day = data.as_of;

  Task t;
  t.id = task_id_of(data, g, i);
  t.key = task_key_of(data, g, i);
  t.policy = adopted.policy.name();
  t.version = adopted.policy.version();
  t.rule = rule.id;
  t.clause = rule.clause;
  t.act = rule.act;
  t.title = rule.title.en;
  t.title_zh = rule.title.zh;
  t.subject_kind = data.facts.schema().kind(rule.subject_kind).name;
  t.subject = data.facts.table(rule.subject_kind).id(data.subjects[i]);
  t.occurrence = occurrence_of(g);
  if (g.anchor != no_row) {
    t.anchor_kind = data.facts.schema().kind(g.anchor_kind).name;
    t.anchor = data.facts.table(g.anchor_kind).id(g.anchor);
  }
  t.anchor_day = from.day;
  t.window = {Date::unchecked(g.from), Date::unchecked(due_of(i))};
  t.state = data.states[i];
  if (const auto c = channel_of(data, evaluator, group_index, i); c != no_index)
    t.channel = rule.channels[c].name;
  for (const Holder& h : rule.by) t.roles.push_back(h.role);
  if (const auto one = holder(i); !one.empty())
    t.holders = {std::string(one)};
  else
    t.holders = holders_of(evaluator, rule.by, now);
  if (const auto o = data.outcome_of[i]; o != no_index) {
    const Outcome& outcome = data.outcomes[o];
    const auto done = outcome.done_on != no_day ? outcome.done_on : outcome.submitted_on;
    if (done != no_day) t.done_on = Date::unchecked(done);
    for (const EvidenceUsed& e : evidence(outcome))
      t.evidence.push_back(canonical_id(data.facts, {e.kind, e.row}));
    t.parts_done = outcome.parts_done;
    t.parts = outcome.parts;
  }
  if (t.parts_done == 0) t.parts = parts_of(evaluator, rule, from);
  t.attempts = failed_attempts(data, evaluator, rule, from);
  if (t.state == State::open)
    t.reminders = reminders_of(data, evaluator, rule, from, data.calendars[g.calendar], t);
  if (t.state == State::overdue)
    t.notices = notices_of(data, evaluator, rule, from, data.calendars[g.calendar], t.window.to);
  t.provisional = is_provisional(data, g, i);
  return t;
}

} // namespace aftercourse
