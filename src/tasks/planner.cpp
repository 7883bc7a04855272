// Planning: the occurrences of a rule, each with the tasks of those whom it concerns.
#include "derivation.hpp"

#include <algorithm>
#include <array>

#include "group_writer.hpp"
#include "reach.hpp"
#include "rule_in_force.hpp"
#include "sampling.hpp"
#include "subjects.hpp"
#include "unit_calendar.hpp"

namespace aftercourse {

namespace {

class Planner {
 public:
  Planner(Derivation& derivation, std::uint16_t adopted, std::uint16_t rule)
      : d_(derivation), facts_(d_.out.facts), in_force_(d_, adopted, rule), rule_(in_force_.rule()),
        writer_(d_, in_force_) {}

  void run() {
    switch (rule_.after.type) {
    case Anchor::Type::event:
      plan_events();
      break;
    case Anchor::Type::amended:
      plan_amendments();
      break;
    case Anchor::Type::period:
      plan_periods();
      break;
    case Anchor::Type::task:
    case Anchor::Type::missed:
      plan_children();
      break;
    }
  }

 private:
  // --- anchors

  void plan_events() {
    const Table& table = facts_.table(rule_.after.kind);
    const auto& days = table.cells[rule_.after.field].days;
    std::vector<Row> rows;
    for (Row row = 0; row < table.size(); ++row)
      if (table.alive(row) && days[row] != no_day) rows.push_back(row);
    std::sort(rows.begin(), rows.end(), [&](Row a, Row b) {
      return days[a] != days[b] ? days[a] < days[b] : table.id(a) < table.id(b);
    });
    if (rule_.series) refuse_if_endless(rows, days);
    Occurrence o;
    o.ends_a_span = ends_a_span(table.kind(), rule_.after.field);
    for (const Row row : rows) {
      o.anchor = {rule_.after.kind, row};
      o.day = Date::unchecked(days[row]);
      if (!rule_.series)
        plan(o);
      else if (o.day >= in_force_.earliest_origin())
        plan_series(o); // an older anchor needs include_from; its occurrences are governed singly
    }
  }

  void plan_amendments() {
    const Table& table = facts_.table(rule_.after.kind);
    std::map<Row, int> ordinal;
    for (const Amendment& a : facts_.amendments(rule_.after.kind)) {
      if (a.field != rule_.after.field || is_missing(a.before) || is_missing(a.after)) continue;
      const int n = ++ordinal[a.row];
      if (!table.alive(a.row)) continue;
      Occurrence o;
      o.anchor = {rule_.after.kind, a.row};
      o.day = facts_.write(a.write).recorded_at.local_day();
      o.label =
          std::string(table.id(a.row)) + "/" + table.kind().fields[a.field].name + "/" + std::to_string(n);
      plan(o);
    }
  }

  /// From the first period that begins on or after the adoption; include_from may reach further back.
  void plan_periods() {
    const PeriodUnit unit = rule_.after.period;
    Date start = first_of(unit, in_force_.earliest());
    if (start < in_force_.earliest()) start = add(start, {1, unit}, everyones());
    const auto until = in_force_.adopted().adoption.until;
    std::uint64_t made = 0;
    for (; start <= d_.options.horizon; start = add(start, {1, unit}, everyones())) {
      if (++made > d_.options.limits.occurrences) in_force_.refuse("more occurrences than allowed");
      const Window period{start, last_of(unit, start)};
      const bool drawn = rule_.each.type == Subjects::Type::done_tasks;
      if (drawn && period.to >= d_.options.as_of) break; // drawn from a closed period only
      Occurrence o = occurrence_of(period);
      if (drawn) {
        o.subjects = evidence_done_within(d_, in_force_, period);
        plan_for(o);
      } else
        plan(o);
      if (until && start > *until) break;
    }
  }

  Occurrence occurrence_of(const Window& period) const {
    Occurrence o;
    o.day = rule_.after.closing ? period.to : period.from;
    o.begin = period.from;
    o.label = label_of(rule_.after.period, period.from);
    o.ends_a_span = rule_.after.closing;
    if (rule_.after.whole_period && !rule_.window_given) o.window = period;
    return o;
  }

  void plan_children() {
    for (const PlannedRule& parent : std::vector<PlannedRule>(d_.planned)) {
      if (parent.adopted != in_force_.adopted_index() || parent.rule != rule_.after.rule) continue;
      for (std::uint32_t g = parent.first; g < parent.last; ++g) {
        const TaskGroup group = d_.out.groups[g]; // a copy: groups are added meanwhile
        for (TaskIndex t = group.begin; t < group.begin + group.count; ++t) plan_child(group, t);
      }
    }
  }

  void plan_child(const TaskGroup& group, TaskIndex parent) {
    const State state = d_.out.states[parent];
    Occurrence o;
    if (rule_.after.type == Anchor::Type::missed) {
      if (state != State::overdue && state != State::done_late) return;
      o.day = Date::unchecked(d_.due(group, parent));
      o.provisional = is_provisional(d_.out, group, parent);
      o.anchor = {group.anchor_kind, group.anchor};
    } else {
      if (!is_done(state)) return;
      const Outcome& outcome = d_.out.outcomes[d_.out.outcome_of[parent]];
      const EvidenceUsed& last = completing_evidence(d_.out, outcome);
      o.day = Date::unchecked(outcome.done_on);
      o.anchor = {last.kind, last.row};
    }
    o.parent = parent;
    o.chained = true;
    o.label = task_id_of(d_.out, group, parent);
    if (rule_.each.type == Subjects::Type::anchor)
      o.subjects = {d_.out.subjects[parent]};
    else
      o.subjects = subjects_of(d_, in_force_, o);
    if (rule_.series)
      plan_series(o);
    else
      plan_for(o);
  }

  // --- series

  /// A series that nothing ends has an occurrence a period for each anchor: too many are refused before the
  /// first is made.
  void refuse_if_endless(const std::vector<Row>& rows, std::span<const std::int32_t> days) const {
    if (rule_.where || rule_.lasting || !rule_.until.empty() || !rule_.series->reset_by.empty()) return;
    const std::int64_t longest =
        longest_days(d_.evaluator.period(rule_.series->every, in_force_.viewpoint({}, no_row)));
    std::uint64_t least = 0;
    for (const Row row : rows) {
      const std::int32_t from = std::max(days[row], in_force_.adopted().adoption.on.days());
      if (longest > 0 && from < d_.options.horizon.days() && days[row] >= in_force_.earliest_origin().days())
        least += static_cast<std::uint64_t>((d_.options.horizon.days() - from) / longest);
    }
    if (least > d_.options.limits.occurrences) in_force_.refuse("more occurrences than allowed");
  }

  /// The most days that a period can last; a calendar rests at most a month at a time here.
  static std::int64_t longest_days(const Period& p) {
    constexpr std::array most{std::int64_t{1},  std::int64_t{31}, std::int64_t{7},
                              std::int64_t{31}, std::int64_t{92}, std::int64_t{366}};
    return p.count * most[static_cast<std::size_t>(p.unit)];
  }

  /// k periods after the anchor, for k = 1, 2 ...; a reset starts the count again. Each subject has its own
  /// series when something of its own resets it.
  void plan_series(const Occurrence& first) {
    const std::vector<Row> subjects =
        first.subjects.empty() ? subjects_of(d_, in_force_, first) : first.subjects;
    const std::string origin = in_force_.label_of(first);
    const Date never = Date::unchecked(Date::max_days);
    if (rule_.series->reset_by.empty()) return plan_segment(first, origin, first.day, never, subjects);
    for (const Row subject : subjects) {
      std::string from = origin;
      Date day = first.day;
      for (const auto& [reset, place] : resets_of(first, subject)) {
        plan_segment(first, from, day, Date::unchecked(reset), {subject});
        from = in_force_.id_of(place);
        day = Date::unchecked(reset);
      }
      plan_segment(first, from, day, never, {subject});
    }
  }

  /// What starts the series of a subject again up to as_of, by day.
  std::vector<std::pair<std::int32_t, Place>> resets_of(const Occurrence& first, Row subject) const {
    const Viewpoint from = in_force_.viewpoint(first, subject);
    std::vector<std::pair<std::int32_t, Place>> resets;
    for (const Evidence& e : rule_.series->reset_by)
      d_.evaluator.tied(e.kind, e.link, from, [&](Row row) {
        const auto day = d_.evaluator.day_in({e.kind, row}, e.date_field);
        if (day != no_day && day > first.day.days() && day <= d_.options.as_of.days())
          resets.emplace_back(day, Place{e.kind, row});
        return true;
      });
    std::sort(resets.begin(), resets.end(), [&](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : in_force_.id_of(a.second) < in_force_.id_of(b.second);
    });
    return resets;
  }

  /// The occurrences counted from `day` whose window opens up to `reset`. A series belongs to its
  /// anchor, so the anchor's calendar counts it.
  void plan_segment(const Occurrence& first, const std::string& origin, Date day, Date reset,
                    const std::vector<Row>& subjects) {
    const Period every = d_.evaluator.period(rule_.series->every, in_force_.viewpoint(first, no_row));
    if (every.count <= 0) in_force_.refuse("a series needs a period of at least one day");
    const Row any = subjects.empty() ? no_row : subjects.front();
    const Calendar& calendar = d_.out.calendars[unit_calendar(d_, rule_, first, no_row)];
    std::uint64_t made = 0;
    for (std::int32_t k = 1;; ++k) {
      if (++made > d_.options.limits.occurrences) in_force_.refuse("more occurrences than allowed");
      Occurrence o = first;
      o.day = reach(day, every, calendar, k);
      if (o.day.days() == Date::max_days) break; // the end of time
      o.begin = o.day;
      o.provisional = (day == first.day && first.provisional) ||
                      (every.unit == PeriodUnit::working_days &&
                       calendar.is_provisional(Date::unchecked(day.days() + 1), o.day));
      o.label = origin + "/" + std::to_string(k);
      o.subjects = subjects;
      if (o.day.days() - 3660 > d_.options.horizon.days()) break;
      const auto window = window_at(d_.evaluator, rule_, in_force_.viewpoint(o, any), o.day, calendar);
      const Date opens = window ? window_of(*window).from : o.day;
      if (opens > d_.options.horizon || opens > reset) break;
      plan_for(o);
    }
  }

  // --- tasks

  void plan(Occurrence& o) {
    if (!in_force_.governs(o)) return;
    if (rule_.where && !in_force_.where_concerns_subject() && in_force_.condition(o, no_row) == Applies::no)
      return;
    if (!in_force_.window_concerns_subject() && !o.window && opens_beyond_horizon(o)) return;
    o.subjects = subjects_of(d_, in_force_, o);
    plan_for(o);
  }

  void plan_for(const Occurrence& o) {
    if (!in_force_.governs(o)) return;
    if (in_force_.concerns_everyone() && !rule_.sample) return writer_.write(o, o.subjects, false);
    std::vector<Row> subjects, asked;
    for (const Row subject : o.subjects) {
      const Applies a = in_force_.applies(o, subject);
      if (a == Applies::yes)
        subjects.push_back(subject);
      else if (a == Applies::ask)
        asked.push_back(subject);
    }
    if (rule_.sample && !subjects.empty()) {
      const SampleFrame frame{in_force_.adopted(), rule_, *rule_.sample, {}, in_force_.label_of(o)};
      subjects = draw_sample(d_.evaluator, frame, in_force_.viewpoint(o, subjects.front()), subjects);
      in_force_.sort_by_id(subjects);
    }
    writer_.write(o, subjects, false);
    writer_.write(o, asked, true);
  }

  bool opens_beyond_horizon(const Occurrence& o) const {
    const auto window = window_at(d_.evaluator, rule_, in_force_.viewpoint(o, no_row), o.day, everyones());
    // Another unit's calendar may differ by days off, never by more than a year.
    return window && window_of(*window).from.days() >
                         d_.options.horizon.days() + (d_.out.calendars.size() > 1 ? 366 : 0);
  }

  static bool ends_a_span(const Kind& kind, std::size_t field) {
    return std::any_of(kind.orders.begin(), kind.orders.end(),
                       [&](const Order& order) { return order.high == kind.fields[field].name; });
  }

  const Calendar& everyones() const { return d_.out.calendars.front(); }

  Derivation& d_;
  const Snapshot& facts_;
  const RuleInForce in_force_;
  const Rule& rule_;
  GroupWriter writer_;
};

} // namespace

void plan_rule(Derivation& d, std::uint16_t adopted, std::uint16_t rule) {
  PlannedRule planned{adopted, rule, static_cast<std::uint32_t>(d.out.groups.size()), 0};
  Planner(d, adopted, rule).run();
  planned.last = static_cast<std::uint32_t>(d.out.groups.size());
  d.out.outcome_of.resize(d.out.subjects.size(), no_index);
  d.planned.push_back(planned);
}

} // namespace aftercourse
