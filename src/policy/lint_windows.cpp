#include <algorithm>

#include "codes.hpp"
#include "lint.hpp"

namespace aftercourse::reading {

namespace {

/// The fewest and the most days that a period can last.
struct Days {
  std::int64_t least, most;
};

Days days_of(Period p) {
  const std::int64_t n = p.count;
  const auto times = [n](std::int64_t least, std::int64_t most) {
    return n < 0 ? Days{n * most, n * least} : Days{n * least, n * most};
  };
  switch (p.unit) {
  case PeriodUnit::days:
    return times(1, 1);
  case PeriodUnit::working_days: { // between them lie days off, and at times a long holiday
    const std::int64_t most = 2 * (n < 0 ? -n : n) + 20;
    if (n == 0) return {0, 0};
    return n < 0 ? Days{-most, n} : Days{n, most};
  }
  case PeriodUnit::weeks:
    return times(7, 7);
  case PeriodUnit::months:
    return times(28, 31);
  case PeriodUnit::quarters:
    return times(90, 92);
  case PeriodUnit::years:
    return times(365, 366);
  }
  return {0, 0};
}

std::vector<Period> periods_of(const Policy::Data& policy, const Setting<Period>& setting) {
  if (!setting.is_parameter()) return {setting.literal};
  std::vector<Period> out;
  for (const std::string& text : values_of(policy, setting.parameter))
    if (const auto period = Period::parse(text)) out.push_back(*period);
  return out;
}

/// Whether `to` lies before `from` whatever the calendar.
bool before(Period to, Period from) {
  if (to.unit == from.unit) return to.count < from.count;
  return days_of(to).most < days_of(from).least;
}

bool same_base(const Bound& a, const Bound& b) {
  if (!a.of || !b.of) return !a.of && !b.of;
  return a.of->root == b.of->root && a.of->steps == b.of->steps;
}

void lint_window(const Policy::Data& policy, const Rule& rule, Warnings& out) {
  if (!rule.window_given || !same_base(rule.from, rule.to)) return;
  for (const Period from : periods_of(policy, rule.from.plus))
    for (const Period to : periods_of(policy, rule.to.plus))
      if (before(to, from))
        return out.add(codes::empty_window, rule.to.plus.at,
                       "the window ends (" + to.to_string() + ") before it starts (" + from.to_string() +
                           ")");
}

/// Whether `before` is longer than the window from `from` to `to` whatever the calendar.
bool longer(Period before, Period from, Period to, Roll roll) {
  if (roll == Roll::none && before.unit == to.unit && (from.unit == to.unit || from.count == 0))
    return before.count > to.count - from.count;
  const int rolled = roll == Roll::none ? 0 : 20; // past a long holiday
  return days_of(before).least > days_of(to).most + rolled - days_of(from).least;
}

/// A reminder before the window opens would come on its first day, one after the due date never.
void lint_reminders(const Policy::Data& policy, const Rule& rule, Warnings& out) {
  for (const Reminder& reminder : rule.remind)
    for (const Period before : periods_of(policy, reminder.before)) {
      const std::string what = "a reminder (" + before.to_string() + " before the due date) ";
      if (before.count < 0) out.add(codes::idle_reminder, reminder.before.at, what + "after the due date");
      if (!same_base(rule.from, rule.to)) continue;
      for (const Period from : periods_of(policy, rule.from.plus))
        for (const Period to : periods_of(policy, rule.to.plus))
          if (longer(before, from, to, rule.roll))
            return out.add(codes::idle_reminder, reminder.before.at, what + "before the window opens");
    }
}

} // namespace

void lint_windows(const Policy::Data& policy, Warnings& out) {
  for (const Rule& rule : policy.rules) {
    lint_window(policy, rule, out);
    if (rule.window_given) lint_reminders(policy, rule, out);
    for (const Notice& notice : rule.missed)
      for (const Period after : periods_of(policy, notice.after))
        if (after.count < 0)
          out.add(codes::early_notice, notice.after.at,
                  "a notice of being missed (" + after.to_string() + ") before the due date");
  }
}

} // namespace aftercourse::reading
