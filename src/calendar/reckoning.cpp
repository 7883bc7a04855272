#include <aftercourse/calendar/reckoning.hpp>

namespace aftercourse {

namespace {

/// The days that a count of working days from `anchor` met: not the anchor itself.
Window counted_over(Date anchor, Date counted) {
  return counted > anchor ? Window{Date::unchecked(anchor.days() + 1), counted}
                          : Window{counted, Date::unchecked(anchor.days() - 1)};
}

/// The days that a roll from `a` to `b` looked at: those between, and those on the other side that had to be
/// off for it to go this way.
Window looked_at(Date a, Date b, Roll roll) {
  if (roll == Roll::nearest && a != b) {
    const std::int32_t away = b.days() - a.days();
    return away > 0 ? Window{Date::unchecked(a.days() - away + 1), b}
                    // the next one wins when both are as far
                    : Window{b, Date::unchecked(a.days() - away)};
  }
  if (roll == Roll::modified_following && b < a) return {b, last_of(PeriodUnit::months, a)};
  if (roll == Roll::modified_preceding && a < b) return {first_of(PeriodUnit::months, a), b};
  return {std::min(a, b), std::max(a, b)};
}

void rest_on(Reckoning& r, const Window& days) {
  const Window old = r.rests_on.value_or(days);
  r.rests_on = Window{std::min(old.from, days.from), std::max(old.to, days.to)};
}

} // namespace

bool Reckoning::clipped() const noexcept {
  const bool months = period.unit == PeriodUnit::months || period.unit == PeriodUnit::quarters ||
                      period.unit == PeriodUnit::years;
  return months && counted.day() != anchor.day();
}

Reckoning reckon(Date anchor, Period period, Roll roll, const Calendar& calendar) {
  Reckoning r{anchor, period, roll, {}, {}, std::nullopt, false};
  r.counted = add(anchor, period, calendar);
  r.day = calendar.roll(r.counted, roll);
  if (period.unit == PeriodUnit::working_days && period.count != 0)
    rest_on(r, counted_over(anchor, r.counted));
  if (roll != Roll::none) rest_on(r, looked_at(r.counted, r.day, roll));
  r.provisional = r.rests_on && calendar.is_provisional(r.rests_on->from, r.rests_on->to);
  return r;
}

std::vector<Stretch> stretches(const Calendar& calendar, Date a, Date b, std::size_t most) {
  std::vector<Stretch> found;
  for (std::int32_t day = a.days(); day <= b.days(); ++day) {
    const Date d = Date::unchecked(day);
    const DayNote note = calendar.explain(d, d).front();
    Stretch next{d, d, note.working, note.why, note.name, note.source, note.provisional};
    if (!found.empty()) {
      Stretch& last = found.back();
      next.from = last.from, last.to = d;
      if (next == last) continue;
      next.from = d, last.to = Date::unchecked(day - 1);
    }
    if (found.size() == most) break;
    found.push_back(std::move(next));
  }
  return found;
}

} // namespace aftercourse
