// Settling: the state of each task of a level, once its evidence is known. Done beats waived beats void.
#include <algorithm>

#include "waivers.hpp"

namespace aftercourse {

namespace {

class Settler {
 public:
  explicit Settler(Derivation& d) : d_(d), facts_(d.out.facts), today_(d.options.as_of.days()), waivers_(d) {}

  void settle(std::span<const PlannedRule> level) {
    for (const PlannedRule& p : level) {
      const Rule& rule = d_.out.policies[p.adopted].policy.rules()[p.rule];
      const bool may_be_void = may_lose_its_reason(rule);
      const bool planned_state_stands = !may_be_void && waivers_.empty(); // unless something happened
      d_.each_task(p, [&](TaskIndex t, std::uint32_t g) {
        if (planned_state_stands && d_.out.outcome_of[t] == no_index) return;
        settle(rule, d_.out.groups[g], t, may_be_void);
      });
    }
  }

 private:
  bool may_lose_its_reason(const Rule& rule) const {
    return rule.lasting || !rule.until.empty() || !d_.cancelled.empty() ||
           std::any_of(rule.void_by.begin(), rule.void_by.end(),
                       [&](const VoidBy& v) { return facts_.table(v.kind).size() > 0; });
  }

  void settle(const Rule& rule, const TaskGroup& group, TaskIndex task, bool may_be_void) {
    State& state = d_.out.states[task];
    const auto due = d_.due(group, task);
    if (const auto o = d_.out.outcome_of[task]; o != no_index) {
      const Outcome& outcome = d_.out.outcomes[o];
      if (outcome.done_on != no_day) {
        state = outcome.done_on <= due ? State::done : State::done_late;
        return;
      }
    }
    if (const Row waiver = waivers_.empty() ? no_row : waivers_.of(group, task); waiver != no_row) {
      d_.outcome(task).waiver = waiver;
      state = State::waived;
      return;
    }
    if (may_be_void)
      if (const auto on = void_on(rule, group, task, due); on != no_day) {
        d_.outcome(task).void_on = on;
        state = State::void_;
        return;
      }
    if (state == State::asked) return;
    if (const auto o = d_.out.outcome_of[task]; o != no_index) {
      if (d_.out.outcomes[o].submitted_on != no_day) {
        state = State::submitted;
        return;
      }
      state = due < today_ ? State::overdue : today_ < group.from ? State::upcoming : State::open;
    }
  }

  /// The first day up to the due date on which the duty lost its reason; no_day when it did not.
  std::int32_t void_on(const Rule& rule, const TaskGroup& group, TaskIndex task, std::int32_t due) const {
    std::int32_t earliest = no_day;
    const auto note = [&](std::int32_t day) {
      if (day != no_day && day <= std::min(due, today_) && (earliest == no_day || day < earliest))
        earliest = day;
    };
    const Viewpoint from = d_.viewpoint(group, d_.out.subjects[task]);
    for (const VoidBy& v : rule.void_by) {
      const Table& table = facts_.table(v.kind);
      if (table.size() == 0) continue;
      if (v.own) {
        if (from.subject) note(d_.evaluator.day_in(from.subject, v.field));
        continue;
      }
      d_.evaluator.tied(v.kind, v.link, from, [&](Row row) {
        if (holds(v, row, from) && !followed_by_another(v, row, from)) note(table.day(row, v.field));
        return true;
      });
    }
    if (!d_.cancelled.empty()) note(cancelled(from));
    if (rule.lasting) {
      const Place span = d_.evaluator.follow(*rule.lasting, from);
      const auto end = span ? d_.evaluator.end_of_span(*rule.lasting, span) : Date::max_days;
      if (end < due) note(end + 1);
    }
    if (const auto end = end_of_duty(d_.evaluator, rule, from, d_.calendar(group)); end && end->days() < due)
      note(end->days());
    return earliest;
  }

  bool holds(const VoidBy& v, Row row, const Viewpoint& from) const {
    if (!v.where) return true;
    Viewpoint inner = from;
    inner.row = {v.kind, row};
    return d_.evaluator.judge(*v.where, inner) == Truth::yes;
  }

  /// The end of a span voids nothing that began after it, nor when another span follows at once: a transfer
  /// is no leaving.
  bool followed_by_another(const VoidBy& v, Row row, const Viewpoint& from) const {
    const Table& table = facts_.table(v.kind);
    if (!table.kind().spans() || table.kind().fields[v.field].name != "ends") return false;
    const auto ends = table.day(row, v.field);
    if (ends == no_day) return true;
    if (ends < from.day.days()) return true;
    const auto starts = table.kind().at("starts");
    bool followed = false;
    d_.evaluator.tied(v.kind, v.link, from, [&](Row other) {
      const auto begin = table.day(other, starts);
      const auto end = table.day(other, v.field);
      followed = other != row && begin != no_day && begin <= ends + 1 && (end == no_day || end > ends);
      return !followed;
    });
    return followed;
  }

  /// The date of a cancellation of the subject, the anchor's fact or what they refer to.
  std::int32_t cancelled(const Viewpoint& from) const {
    std::int32_t earliest = no_day;
    const auto look = [&](Place place, auto&& self, int depth) -> void {
      if (!place) return;
      if (const auto hit = d_.cancelled.find({place.kind, place.row}); hit != d_.cancelled.end())
        if (earliest == no_day || hit->second < earliest) earliest = hit->second;
      if (depth == 0) return;
      const Table& table = facts_.table(place.kind);
      for (std::size_t f = 0; f < table.kind().fields.size(); ++f) {
        const Field& field = table.kind().fields[f];
        if (field.type != FieldType::reference || field.list || field.target.empty()) continue;
        self(Place{facts_.schema().at(field.target), table.target(place.row, f)}, self, depth - 1);
      }
    };
    look(from.subject, look, 2);
    look(from.anchor, look, 2);
    return earliest;
  }

  Derivation& d_;
  const Snapshot& facts_;
  std::int32_t today_;
  const Waivers waivers_;
};

} // namespace

void settle_level(Derivation& d, std::span<const PlannedRule> level) { Settler(d).settle(level); }

} // namespace aftercourse
