// Planning: the occurrences of a rule, whom each concerns, and its window.
#include "derivation.hpp"

#include <algorithm>

#include <aftercourse/tasks/governing.hpp>

#include "holders.hpp"
#include "sampling.hpp"

namespace aftercourse {

namespace {

/// One occurrence of a rule before its subjects are known.
struct Occurrence {
  Place anchor;
  Date day;
  std::string label; ///< empty: the anchor's id
  TaskIndex parent = no_index;
  bool ends_a_span = false;     ///< its day is not over until the evening (questionnaire.closes, month.ends)
  std::optional<Window> window; ///< of a whole calendar period
  std::vector<Row> subjects;
};

class Planner {
 public:
  Planner(Derivation& derivation, std::uint16_t adopted_index, std::uint16_t rule_index)
      : d_(derivation), facts_(d_.out.facts), adopted_index_(adopted_index), rule_index_(rule_index),
        adopted_(d_.out.policies[adopted_index]), rule_(adopted_.policy.rules()[rule_index]) {
    where_per_subject_ = rule_.where && touches_subject(*rule_.where);
    const auto per_subject = [](const Bound& b) { return b.of && touches_subject(*b.of); };
    window_per_subject_ = per_subject(rule_.from) || per_subject(rule_.to);
    by_unit_ = std::any_of(d_.out.policies.begin(), d_.out.policies.end(), [&](const Adopted& a) {
      return a.policy.name() == adopted_.policy.name() && !a.adoption.units.empty();
    });
  }

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
  // -------------------------------------------------------------------------------------------------------

  void plan_events() {
    const Table& table = facts_.table(rule_.after.kind);
    const auto& days = table.cells[rule_.after.field].days;
    std::vector<Row> rows;
    for (Row row = 0; row < table.size(); ++row)
      if (table.alive(row) && days[row] != no_day) rows.push_back(row);
    std::sort(rows.begin(), rows.end(), [&](Row a, Row b) {
      return days[a] != days[b] ? days[a] < days[b] : table.id(a) < table.id(b);
    });
    for (const Row row : rows) {
      Occurrence o;
      o.anchor = {rule_.after.kind, row};
      o.day = Date::unchecked(days[row]);
      o.ends_a_span = ends_a_span(table.kind(), rule_.after.field);
      if (!rule_.series)
        plan(o);
      else if (o.day >= earliest_origin())
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

  void plan_periods() {
    // The first period that begins on or after the adoption; include_from may reach further back.
    Date start = first_of(rule_.after.period, earliest());
    if (start < earliest()) start = add(start, {1, rule_.after.period}, calendar(0));
    std::uint64_t made = 0;
    for (; start <= d_.options.horizon; start = add(start, {1, rule_.after.period}, calendar(0))) {
      if (++made > d_.options.limits.occurrences) refuse("more occurrences than allowed");
      Occurrence o;
      const Window period{start, last_of(rule_.after.period, start)};
      o.day = rule_.after.closing ? period.to : period.from;
      o.label = label_of(rule_.after.period, start);
      o.ends_a_span = rule_.after.closing;
      if (rule_.after.whole_period && !rule_.window_given) o.window = period;
      begin_ = period.from;
      if (rule_.each.type == Subjects::Type::done_tasks) {
        if (period.to >= d_.options.as_of) break; // drawn from a closed period only
        o.subjects = evidence_done_within(period);
        plan_for(o);
      } else
        plan(o);
      begin_.reset();
      if (adopted_.adoption.until && start > *adopted_.adoption.until) break;
    }
  }

  void plan_children() {
    const bool missed = rule_.after.type == Anchor::Type::missed;
    for (const PlannedRule& parent : std::vector<PlannedRule>(d_.planned)) {
      if (parent.adopted != adopted_index_ || parent.rule != rule_.after.rule) continue;
      for (std::uint32_t g = parent.first; g < parent.last; ++g) {
        const TaskGroup group = d_.out.groups[g];
        for (TaskIndex t = group.begin; t < group.begin + group.count; ++t) plan_child(group, t, missed);
      }
    }
  }

  void plan_child(const TaskGroup& group, TaskIndex parent, bool missed) {
    const State state = d_.out.states[parent];
    Occurrence o;
    o.parent = parent;
    o.label = task_id_of(d_.out, group, parent);
    o.subjects = {d_.out.subjects[parent]};
    if (missed) {
      if (state != State::overdue && state != State::done_late) return;
      o.day = Date::unchecked(d_.due(group, parent));
      o.anchor = {group.anchor_kind, group.anchor};
    } else {
      if (state != State::done && state != State::done_late) return;
      const Outcome& outcome = d_.out.outcomes[d_.out.outcome_of[parent]];
      o.day = Date::unchecked(outcome.done_on);
      const EvidenceUsed& last = d_.out.evidence[outcome.evidence_begin + outcome.evidence_count - 1];
      o.anchor = {last.kind, last.row};
    }
    if (rule_.each.type != Subjects::Type::anchor) o.subjects = subjects_of(o);
    chained_ = true; // the version of the root governs
    if (rule_.series)
      plan_series(o);
    else
      plan_for(o);
    chained_ = false;
  }

  /// The evidence of the tasks of rule_.each.rules done within the period, in the order of the tasks.
  std::vector<Row> evidence_done_within(const Window& period) {
    std::vector<Row> rows;
    for (const PlannedRule& parent : d_.planned) {
      if (!feeds_this_rule(parent)) continue;
      for (std::uint32_t g = parent.first; g < parent.last; ++g) {
        const TaskGroup& group = d_.out.groups[g];
        for (TaskIndex t = group.begin; t < group.begin + group.count; ++t) {
          const State s = d_.out.states[t];
          if (s != State::done && s != State::done_late) continue;
          const Outcome& outcome = d_.out.outcomes[d_.out.outcome_of[t]];
          if (!period.contains(Date::unchecked(outcome.done_on))) continue;
          const EvidenceUsed& used = d_.out.evidence[outcome.evidence_begin + outcome.evidence_count - 1];
          if (used.kind == rule_.subject_kind) rows.push_back(used.row);
        }
      }
    }
    sort_by_id(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
  }

  /// Whether the planned rule is one whose evidence `each: {done: ...}` names, in any version of this policy.
  bool feeds_this_rule(const PlannedRule& planned) const {
    const Policy& other = d_.out.policies[planned.adopted].policy;
    if (other.name() != adopted_.policy.name()) return false;
    const std::string& id = other.rules()[planned.rule].id;
    return std::any_of(rule_.each.rules.begin(), rule_.each.rules.end(),
                       [&](std::size_t r) { return adopted_.policy.rules()[r].id == id; });
  }

  // --- series
  // --------------------------------------------------------------------------------------------------------

  /// k periods after the anchor, for k = 1, 2 ...; a reset starts the count again. Each subject has its own
  /// series when something of its own resets it.
  void plan_series(const Occurrence& first) {
    std::vector<Row> subjects = first.subjects.empty() ? subjects_of(first) : first.subjects;
    if (rule_.series->reset_by.empty()) {
      const std::string origin = first.label.empty() ? id_of(first.anchor) : first.label;
      plan_segment(first, origin, first.day, Date::unchecked(Date::max_days), subjects);
      return;
    }
    for (const Row subject : subjects) {
      Viewpoint from = viewpoint(first, subject);
      std::vector<std::pair<std::int32_t, Place>> resets;
      for (const Evidence& e : rule_.series->reset_by)
        d_.evaluator.tied(e.kind, e.link, from, [&](Row row) {
          const auto day = d_.evaluator.day_in({e.kind, row}, e.date_field);
          if (day != no_day && day > first.day.days() && day <= d_.options.as_of.days())
            resets.emplace_back(day, Place{e.kind, row});
          return true;
        });
      std::sort(resets.begin(), resets.end(), [&](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : id_of(a.second) < id_of(b.second);
      });
      std::string origin = first.label.empty() ? id_of(first.anchor) : first.label;
      Date day = first.day;
      for (const auto& [reset, place] : resets) {
        plan_segment(first, origin, day, Date::unchecked(reset), {subject});
        origin = id_of(place);
        day = Date::unchecked(reset);
      }
      plan_segment(first, origin, day, Date::unchecked(Date::max_days), {subject});
    }
  }

  /// The occurrences counted from `day` whose window opens up to `reset`.
  void plan_segment(const Occurrence& first, const std::string& origin, Date day, Date reset,
                    const std::vector<Row>& subjects) {
    Viewpoint from = viewpoint(first, no_row);
    const Period every = d_.evaluator.period(rule_.series->every, from);
    if (every.count <= 0) refuse("a series needs a period of at least one day");
    std::uint64_t made = 0;
    for (std::int32_t k = 1;; ++k) {
      if (++made > d_.options.limits.occurrences) refuse("more occurrences than allowed");
      Occurrence o = first;
      o.day = add(day, every, k, calendar(0));
      o.label = origin + "/" + std::to_string(k);
      o.subjects = subjects;
      if (o.day.days() - 3660 > d_.options.horizon.days()) break;
      const auto window =
          window_at(d_.evaluator, rule_, viewpoint(o, subjects.empty() ? no_row : subjects.front()), o.day,
                    calendar(0));
      const Date opens = window ? window->from : o.day;
      if (opens > d_.options.horizon || opens > reset) break;
      begin_ = o.day;
      plan_for(o);
      begin_.reset();
    }
  }

  // --- whom it concerns
  // ----------------------------------------------------------------------------------------------

  void plan(Occurrence& o) {
    if (!governed(o)) return;
    if (rule_.where && !where_per_subject_ && applies(o, no_row) == Applies::no) return;
    if (!window_per_subject_ && !o.window && opens_beyond_horizon(o)) return;
    o.subjects = subjects_of(o);
    plan_for(o);
  }

  std::vector<Row> subjects_of(const Occurrence& o) const {
    const Subjects& each = rule_.each;
    std::vector<Row> rows;
    switch (each.type) {
    case Subjects::Type::anchor:
      return o.anchor ? std::vector<Row>{o.anchor.row} : std::vector<Row>{};
    case Subjects::Type::path: {
      const Viewpoint from = viewpoint_before_subjects(o);
      const Place reached = d_.evaluator.follow(each.via, from);
      if (reached) rows.push_back(reached.row);
      return rows;
    }
    case Subjects::Type::referring: {
      const Place target = d_.evaluator.follow(each.via, viewpoint_before_subjects(o));
      if (!target) return rows;
      const auto found = facts_.referring(each.kind, each.field, target.row);
      rows.assign(found.begin(), found.end());
      break;
    }
    case Subjects::Type::all: {
      const Table& table = facts_.table(each.kind);
      for (Row row = 0; row < table.size(); ++row)
        if (table.alive(row)) rows.push_back(row);
      break;
    }
    case Subjects::Type::done_tasks:
      return o.subjects;
    }
    sort_by_id(rows);
    return rows;
  }

  /// Where `each` starts: the anchor's fact and, for chained rules, the parent's subject.
  Viewpoint viewpoint_before_subjects(const Occurrence& o) const {
    Viewpoint from = viewpoint(o, no_row);
    if (o.parent != no_index) {
      const auto g = std::upper_bound(d_.out.groups.begin(), d_.out.groups.end(), o.parent,
                                      [](TaskIndex t, const TaskGroup& group) { return t < group.begin; }) -
                     1;
      from.subject = {d_.rule(*g).subject_kind, d_.out.subjects[o.parent]};
    }
    return from;
  }

  void sort_by_id(std::vector<Row>& rows) const {
    const Table& table = facts_.table(rule_.subject_kind);
    const auto by_id = [&](Row a, Row b) { return table.id(a) < table.id(b); };
    if (!std::is_sorted(rows.begin(), rows.end(), by_id)) std::sort(rows.begin(), rows.end(), by_id);
  }

  enum class Applies { no, yes, ask };

  Applies applies(const Occurrence& o, Row subject) const {
    Viewpoint from = viewpoint(o, subject);
    if (rule_.decided_at) {
      const auto decided = d_.evaluator.date(*rule_.decided_at, from);
      if (!decided) return Applies::no; // not known yet when it will be decided
      from.day = *decided;
    }
    from.settled =
        from.day < d_.options.as_of || (from.day == d_.options.as_of && !o.ends_a_span && !rule_.decided_at);
    const Truth t = d_.evaluator.judge(*rule_.where, from);
    if (t == Truth::yes) return Applies::yes;
    if (t == Truth::no) return Applies::no;
    if (!from.settled) {
      // Undecided only because the day is not over: the duty does not exist yet. Otherwise a value is
      // missing.
      from.settled = true;
      if (d_.evaluator.judge(*rule_.where, from) != Truth::unknown) return Applies::no;
    }
    switch (rule_.if_unknown) {
    case IfUnknown::include:
      return Applies::yes;
    case IfUnknown::exclude:
      return Applies::no;
    default:
      return Applies::ask; // never dropped silently
    }
  }

  bool lasts(const Occurrence& o, Row subject) const {
    const Viewpoint from = viewpoint(o, subject);
    if (rule_.lasting) {
      const Place span = d_.evaluator.follow(*rule_.lasting, from);
      if (!span || !d_.evaluator.in_force(span, o.day)) return false;
    }
    const auto end = end_of_duty(d_.evaluator, rule_, from, calendar(0));
    return !end || *end >= o.day;
  }

  /// Whether this version governs the subject, where versions are for some units only.
  bool governed(const Occurrence& o, Row subject) const {
    return chained_ || !by_unit_ ||
           governs(d_.out.policies, adopted_index_, d_.evaluator, begin_.value_or(o.day),
                   {o.anchor, {rule_.subject_kind, subject}, o.day});
  }

  // --- tasks
  // ---------------------------------------------------------------------------------------------------------

  void plan_for(Occurrence& o) {
    if (!governed(o)) return;
    std::vector<Row> subjects, asked;
    for (const Row subject : o.subjects) {
      if (!governed(o, subject) || !lasts(o, subject)) continue;
      const Applies a = rule_.where ? applies(o, subject) : Applies::yes;
      if (a == Applies::yes)
        subjects.push_back(subject);
      else if (a == Applies::ask)
        asked.push_back(subject);
    }
    if (rule_.sample && !subjects.empty()) {
      const SampleFrame frame{
          adopted_, rule_, *rule_.sample, {}, o.label.empty() ? id_of(o.anchor) : o.label};
      subjects = draw_sample(d_.evaluator, frame, viewpoint(o, subjects.front()), subjects);
      sort_by_id(subjects);
    }
    emit(o, subjects, false);
    emit(o, asked, true);
  }

  void emit(const Occurrence& o, const std::vector<Row>& subjects, bool asked) {
    if (subjects.empty()) return;
    const bool own_calendar = d_.out.calendars.size() > 1;
    if (!window_per_subject_ && !own_calendar && !rule_.each_holder) {
      emit_group(o, subjects, asked, 0);
      return;
    }
    for (const Row subject : subjects)
      emit_group(o, {&subject, 1}, asked, own_calendar ? calendar_for(o, subject) : std::uint16_t{0});
  }

  void emit_group(const Occurrence& o, std::span<const Row> subjects, bool asked,
                  std::uint16_t calendar_index) {
    auto& out = d_.out;
    const Viewpoint from = viewpoint(o, subjects.front());
    auto window = o.window ? o.window : window_at(d_.evaluator, rule_, from, o.day, calendar(calendar_index));
    if (!window) { // a date it needs is missing: a person must say
      if (rule_.if_unknown == IfUnknown::exclude) return;
      window = Window{o.day, o.day};
      asked = true;
    }
    if (window->from > d_.options.horizon) return;
    TaskGroup group;
    group.adopted = adopted_index_;
    group.rule = rule_index_;
    group.calendar = calendar_index;
    group.provisional =
        out.calendars[calendar_index].is_provisional(window->to) && rests_on_working_days(from);
    group.anchor_kind = static_cast<std::uint16_t>(o.anchor.kind);
    group.anchor = o.anchor.row;
    group.parent = o.parent;
    group.anchor_day = o.day.days();
    group.from = window->from.days();
    group.due = window->to.days();
    group.begin = static_cast<TaskIndex>(out.subjects.size());
    group.occurrence = no_index;
    if (!o.label.empty()) {
      group.occurrence = static_cast<std::uint32_t>(out.occurrences.size());
      out.occurrences.push_back(o.label);
    }
    const std::vector<std::string> holders =
        rule_.each_holder ? holders_of(d_.evaluator, rule_.by, from) : std::vector<std::string>{};
    const std::size_t times = std::max<std::size_t>(holders.size(), 1);
    if (out.subjects.size() + subjects.size() * times > d_.options.limits.tasks)
      refuse("more tasks than allowed");
    const State state = asked                             ? State::asked
                        : window->from > d_.options.as_of ? State::upcoming
                        : window->to < d_.options.as_of   ? State::overdue
                                                          : State::open;
    for (std::size_t i = 0; i < times; ++i) {
      if (!holders.empty()) out.holders[static_cast<TaskIndex>(out.subjects.size())] = holders[i];
      out.subjects.insert(out.subjects.end(), subjects.begin(), subjects.end());
    }
    group.count = static_cast<std::uint32_t>(out.subjects.size() - group.begin);
    out.states.resize(out.subjects.size(), state);
    out.groups.push_back(group);
  }

  // --- small things
  // --------------------------------------------------------------------------------------------------

  /// Whether this version may govern the occurrence; with versions for some units the subject decides.
  bool governed(const Occurrence& o) const {
    if (chained_) return true;
    const Date begin = begin_.value_or(o.day);
    if (begin < (rule_.series ? adopted_.adoption.on : earliest())) return false;
    return by_unit_ || governs(d_.out.policies, adopted_index_, d_.evaluator, begin, {});
  }

  Date earliest() const {
    if (rule_.include_earlier)
      return rule_.after.type == Anchor::Type::period ? adopted_.adoption.on
                                                      : Date::unchecked(Date::min_days);
    if (rule_.include_from && *rule_.include_from < adopted_.adoption.on) return *rule_.include_from;
    return adopted_.adoption.on;
  }

  /// A series that began under an earlier version goes on under this one.
  Date earliest_origin() const {
    Date first = earliest();
    for (const Adopted& a : d_.out.policies)
      if (a.policy.name() == adopted_.policy.name()) first = std::min(first, a.adoption.on);
    return first;
  }

  bool opens_beyond_horizon(const Occurrence& o) const {
    const auto window = window_at(d_.evaluator, rule_, viewpoint(o, no_row), o.day, calendar(0));
    // Another unit's calendar may differ by days off, never by more than a year.
    return window &&
           window->from.days() > d_.options.horizon.days() + (d_.out.calendars.size() > 1 ? 366 : 0);
  }

  static bool ends_a_span(const Kind& kind, std::size_t field) {
    return std::any_of(kind.orders.begin(), kind.orders.end(),
                       [&](const Order& order) { return order.high == kind.fields[field].name; });
  }

  bool rests_on_working_days(const Viewpoint& from) const {
    const auto working = [&](const Bound& b) {
      return d_.evaluator.period(b.plus, from).unit == PeriodUnit::working_days;
    };
    return rule_.roll != Roll::none || working(rule_.from) || working(rule_.to);
  }

  std::uint16_t calendar_for(const Occurrence& o, Row subject) const {
    for (const Place& place : {o.anchor, Place{rule_.subject_kind, subject}}) {
      Place unit = place ? unit_of(d_.evaluator, place, o.day) : Place{};
      const Table& units = facts_.table("unit");
      const auto parent = units.kind().at("parent");
      for (std::size_t depth = 0; unit && depth <= units.size();
           ++depth, unit.row = units.target(unit.row, parent))
        for (std::size_t c = 1; c < d_.out.calendar_units.size(); ++c)
          if (d_.out.calendar_units[c] == units.id(unit.row)) return static_cast<std::uint16_t>(c);
    }
    return 0;
  }

  Viewpoint viewpoint(const Occurrence& o, Row subject) const {
    Viewpoint from;
    from.subject = {rule_.subject_kind, subject};
    from.anchor = o.anchor;
    from.day = o.day;
    from.policy = &adopted_;
    from.parameters_on = begin_.value_or(o.day);
    if (from.parameters_on < adopted_.adoption.on) from.parameters_on = adopted_.adoption.on;
    return from;
  }

  const Calendar& calendar(std::uint16_t index) const { return d_.out.calendars[index]; }
  std::string id_of(Place place) const { return std::string(facts_.table(place.kind).id(place.row)); }
  [[noreturn]] void refuse(const std::string& what) const {
    throw LimitError("AC8004",
                     "rule `" + rule_.id + "` of policy `" + adopted_.policy.name() + "` makes " + what,
                     rule_.at.to_string());
  }

  Derivation& d_;
  const Snapshot& facts_;
  std::uint16_t adopted_index_, rule_index_;
  const Adopted& adopted_;
  const Rule& rule_;
  bool where_per_subject_ = false, window_per_subject_ = false;
  bool by_unit_ = false; ///< some version of the policy is for some units only
  bool chained_ = false;
  std::optional<Date> begin_; ///< when an occurrence's period begins, where that is not its day
};

} // namespace

std::optional<Window> window_at(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                                Date anchor_day, const Calendar& calendar) {
  const auto bound = [&](const Bound& b) -> std::optional<Date> {
    const auto base = b.of ? evaluator.date(*b.of, from) : std::optional(anchor_day);
    if (!base) return std::nullopt;
    return add(*base, evaluator.period(b.plus, from), calendar);
  };
  const auto opens = bound(rule.from);
  auto closes = bound(rule.to);
  if (!opens || !closes) return std::nullopt;
  closes = calendar.roll(*closes, rule.roll);
  return Window{std::min(*opens, *closes), *closes};
}

std::optional<Date> end_of_duty(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                                const Calendar& calendar) {
  std::optional<Date> earliest;
  for (const Bound& bound : rule.until_any) {
    const auto base = bound.of ? evaluator.date(*bound.of, from) : std::optional(from.day);
    if (!base) continue;
    const Date end = add(*base, evaluator.period(bound.plus, from), calendar);
    if (!earliest || end < *earliest) earliest = end;
  }
  return earliest;
}

std::optional<Window> window_of(const Derivation& d, const TaskGroup& g, Row subject,
                                std::uint64_t at_write) {
  const Rule& rule = d.rule(g);
  const Window now{Date::unchecked(g.from), Date::unchecked(g.due)};
  if (at_write == 0 || (rule.after.type == Anchor::Type::period && !rule.window_given)) return now;
  Viewpoint from = d.viewpoint(g, subject);
  from.at_write = at_write;
  Date day = Date::unchecked(g.anchor_day);
  if (rule.after.type == Anchor::Type::event && !rule.series) {
    const auto then = d.evaluator.day_in(from.anchor, rule.after.field, at_write);
    if (then != no_day) day = Date::unchecked(then);
  }
  const auto window = window_at(d.evaluator, rule, from, day, d.calendar(g));
  return window ? window : now;
}

void plan_rule(Derivation& d, std::uint16_t adopted, std::uint16_t rule) {
  PlannedRule planned{adopted, rule, static_cast<std::uint32_t>(d.out.groups.size()), 0};
  Planner(d, adopted, rule).run();
  planned.last = static_cast<std::uint32_t>(d.out.groups.size());
  d.out.outcome_of.resize(d.out.subjects.size(), no_index);
  d.planned.push_back(planned);
}

} // namespace aftercourse
