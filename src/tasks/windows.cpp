// Windows: when a task may and must be done, now or as it stood after an earlier write.
#include "derivation.hpp"

#include <algorithm>

#include "reach.hpp"

namespace aftercourse {

std::optional<Window> window_at(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                                Date anchor_day, const Calendar& calendar) {
  const auto bound = [&](const Bound& b) -> std::optional<Date> {
    const auto base = b.of ? evaluator.date(*b.of, from) : std::optional(anchor_day);
    if (!base) return std::nullopt;
    return reach(*base, evaluator.period(b.plus, from), calendar);
  };
  const auto opens = bound(rule.from);
  auto closes = bound(rule.to);
  if (!opens || !closes) return std::nullopt;
  closes = reach_rolled(*closes, rule.roll, calendar);
  return Window{std::min(*opens, *closes), *closes};
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
  return window ? window : now;
}

} // namespace aftercourse
