// Windows: when a task may and must be done, now or as it stood after an earlier write.
#include "derivation.hpp"

#include "reach.hpp"

namespace aftercourse {

std::optional<Reckoning> reckon_bound(const Evaluator& evaluator, const Bound& bound, Roll roll,
                                      const Viewpoint& from, Date anchor_day, const Calendar& calendar) {
  const auto base = bound.of ? evaluator.date(*bound.of, from) : std::optional(anchor_day);
  if (!base) return std::nullopt;
  return reach_reckoned(*base, evaluator.period(bound.plus, from), roll, calendar);
}

std::optional<ReckonedWindow> window_at(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                                        Date anchor_day, const Calendar& calendar) {
  const auto opens = reckon_bound(evaluator, rule.from, Roll::none, from, anchor_day, calendar);
  const auto closes = reckon_bound(evaluator, rule.to, rule.roll, from, anchor_day, calendar);
  if (!opens || !closes) return std::nullopt;
  return ReckonedWindow{*opens, *closes};
}

std::optional<Date> end_of_duty(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                                const Calendar& calendar) {
  std::optional<Date> earliest;
  for (const Bound& bound : rule.until) {
    const auto base = bound.of ? evaluator.date(*bound.of, from) : std::optional(from.day);
    if (!base) continue;
    const Date end = reach(*base, evaluator.period(bound.plus, from), calendar);
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
  return window ? window_of(*window) : now;
}

} // namespace aftercourse
