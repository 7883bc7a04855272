#include <aftercourse/calendar/calendar.hpp>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "working_days.hpp"
#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

bool earlier(const SpecialDay& a, const SpecialDay& b) { return a.date < b.date; }

/// Ascending, each day once.
std::vector<SpecialDay> in_order(std::vector<SpecialDay> days) {
  std::stable_sort(days.begin(), days.end(), earlier);
  for (std::size_t i = 1; i < days.size(); ++i)
    if (days[i - 1].date == days[i].date && days[i - 1].working != days[i].working)
      throw InvalidArgument("AC1111", days[i].date.to_string() + " is both a day off and a working day");
  const auto same = [](const SpecialDay& a, const SpecialDay& b) { return a.date == b.date; };
  days.erase(std::unique(days.begin(), days.end(), same), days.end());
  return days;
}

void check_worked(std::uint8_t week, const std::vector<SpecialDay>& days) {
  if (week > 0b1111111) throw InvalidArgument("AC1110", "the week has seven days: bits 0 to 6");
  if (week == 0 && std::none_of(days.begin(), days.end(), [](const SpecialDay& d) { return d.working; }))
    throw InvalidArgument("AC1110", "the calendar has no working day");
}

Calendar laid_over(const Calendar& old, const std::vector<Date>& days, bool working,
                   const std::string& name) {
  std::vector<SpecialDay> added;
  for (const Date d : days) added.push_back({d, working, name});
  added = in_order(std::move(added));

  std::vector<SpecialDay> all; // where both know a day, a union takes the first
  std::set_union(added.begin(), added.end(), old.special_days().begin(), old.special_days().end(),
                 std::back_inserter(all), earlier);
  return Calendar(old.name(), old.week(), std::move(all), old.announced_from(), old.announced_to());
}

} // namespace

struct Calendar::Data {
  std::string name;
  std::uint8_t week;
  std::vector<SpecialDay> special;
  Date from, to;
  WorkingDays worked{week, special};
};

Calendar::Calendar(std::string name, std::uint8_t week, std::vector<SpecialDay> days, Date announced_from,
                   Date announced_to) {
  days = in_order(std::move(days));
  check_worked(week, days);
  data_ = std::make_shared<const Data>(
      Data{std::move(name), week, std::move(days), announced_from, announced_to});
}

const std::string& Calendar::name() const noexcept { return data_->name; }
std::uint8_t Calendar::week() const noexcept { return data_->week; }
Date Calendar::announced_from() const noexcept { return data_->from; }
Date Calendar::announced_to() const noexcept { return data_->to; }
const std::vector<SpecialDay>& Calendar::special_days() const noexcept { return data_->special; }

bool Calendar::is_working_day(Date d) const noexcept { return data_->worked.contains(d); }

bool Calendar::is_provisional(Date d) const noexcept { return d < data_->from || data_->to < d; }

Date Calendar::add_working_days(Date d, std::int64_t n) const {
  if (n == 0) return d;
  const WorkingDays& worked = data_->worked;
  // The n-th after d has n - 1 between; the n-th before d is n back from those that come before d.
  const std::int64_t origin = n > 0 ? worked.before(d.days() + 1) - 1 : worked.before(d.days());
  if (n < -origin || n >= worked.total() - origin)
    throw InvalidArgument("AC1101",
                          "no working day that far from " + d.to_string() + " within the years 1400-9999");
  return Date{}.plus_days(worked.at(origin + n));
}

std::int64_t Calendar::working_days_between(Date a, Date b) const noexcept {
  return data_->worked.before(b.days() + 1) - data_->worked.before(a.days() + 1);
}

Date Calendar::roll(Date d, Roll convention) const {
  if (convention == Roll::none || is_working_day(d)) return d;
  return add_working_days(d, convention == Roll::following ? 1 : -1);
}

const SpecialDay* Calendar::special(Date d) const noexcept {
  const auto& days = data_->special;
  const auto at = std::lower_bound(days.begin(), days.end(), d,
                                   [](const SpecialDay& s, Date day) { return s.date < day; });
  return at != days.end() && at->date == d ? &*at : nullptr;
}

Calendar Calendar::with_days_off(const std::vector<Date>& days, const std::string& name) const {
  return laid_over(*this, days, false, name);
}

Calendar Calendar::with_working_days(const std::vector<Date>& days, const std::string& name) const {
  return laid_over(*this, days, true, name);
}

bool Calendar::operator==(const Calendar& o) const noexcept {
  const auto fields = [](const Data& d) { return std::tie(d.name, d.week, d.special, d.from, d.to); };
  return data_ == o.data_ || fields(*data_) == fields(*o.data_);
}

} // namespace aftercourse
