#include <aftercourse/calendar/calendar.hpp>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "calendar_data.hpp"
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

namespace {

bool earlier(const SpecialDay& a, const SpecialDay& b) { return a.date < b.date; }

/// Ascending, each day once.
std::vector<SpecialDay> in_order(std::vector<SpecialDay> days) {
  if (!std::is_sorted(days.begin(), days.end(), earlier)) std::stable_sort(days.begin(), days.end(), earlier);
  for (std::size_t i = 1; i < days.size(); ++i)
    if (days[i - 1].date == days[i].date && days[i - 1].working != days[i].working)
      throw InvalidArgument("AC1111", days[i].date.to_string() + " is both a day off and a working day");
  const auto same = [](const SpecialDay& a, const SpecialDay& b) { return a.date == b.date; };
  days.erase(std::unique(days.begin(), days.end(), same), days.end());
  return days;
}

/// Names, reasons and sources are written into files of many forms, and shown.
void check_text(const std::string& text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n'; };
  if (!invalid_utf8(text) && std::none_of(text.begin(), text.end(), control)) return;
  throw InvalidArgument("AC1119",
                        "the name of a calendar, and the name and source of a day, are UTF-8 without "
                        "control characters");
}

void check_texts(const std::string& name, const std::vector<SpecialDay>& days) {
  check_text(name);
  for (std::size_t i = 0; i < days.size(); ++i) { // days in a row often share them
    if (i == 0 || days[i].name != days[i - 1].name) check_text(days[i].name);
    if (i == 0 || days[i].source != days[i - 1].source) check_text(days[i].source);
  }
}

void check_worked(const WorkPattern& pattern, const std::vector<SpecialDay>& days) {
  if (pattern.days().find('1') == std::string::npos &&
      std::none_of(days.begin(), days.end(), [](const SpecialDay& d) { return d.working; }))
    throw InvalidArgument("AC1110", "the calendar has no working day");
}

Calendar laid_over(const Calendar& old, const std::vector<Date>& days, bool working, const std::string& name,
                   const std::string& source) {
  std::vector<SpecialDay> added;
  for (const Date d : days) added.push_back({d, working, name, source});
  return old.with_special_days(std::move(added));
}

/// Counting goes by tables from two years before the first special day to two years after the last, for the
/// days in use are near those; without any, from 1970 to 2099.
std::pair<std::int32_t, std::int32_t> span_of_tables(const std::vector<SpecialDay>& special) {
  constexpr std::int32_t margin = 731;
  if (special.empty()) return {0, 47481};
  return {std::max(special.front().date.days() - margin, Date::min_days),
          std::min(special.back().date.days() + margin, Date::max_days)};
}

WorkingDays counted(const WorkPattern& pattern, const std::vector<SpecialDay>& special) {
  const auto [first, last] = span_of_tables(special);
  return WorkingDays(pattern, special, first, last);
}

[[noreturn]] void refuse_far(Date d) {
  throw InvalidArgument("AC1101",
                        "no working day that far from " + d.to_string() + " within the years 1400-9999");
}

/// Whether the next working day after a day off is as near as the previous one.
bool next_is_nearest(const Calendar::Data& c, std::int32_t day) {
  const std::int32_t before = c.worked.before(day);
  if (before == 0 || before == c.worked.total()) return before == 0;
  const std::int32_t ahead = c.worked.at(before) - day, back = day - c.worked.at(before - 1);
  const std::int32_t distance = std::min(ahead, back);
  c.require(ahead <= back ? day - distance + 1 : day - distance, day + distance);
  return ahead <= back;
}

/// Which way a day off rolls. Where the answer is that a month holds no working day on one side, it rests on
/// that part of the month.
bool goes_forward(const Calendar::Data& c, Date d, Roll convention) {
  const std::int32_t before = c.worked.before(d.days());
  switch (convention) {
  case Roll::none:
  case Roll::following:
    return true;
  case Roll::preceding:
    return false;
  case Roll::modified_following: {
    const std::int32_t last = last_of(PeriodUnit::months, d).days();
    if (c.worked.before(last + 1) > before) return true;
    c.require(d.days(), last);
    return false;
  }
  case Roll::modified_preceding: {
    const std::int32_t first = first_of(PeriodUnit::months, d).days();
    if (c.worked.before(first) < before) return false;
    c.require(first, d.days());
    return true;
  }
  case Roll::nearest:
    return next_is_nearest(c, d.days());
  }
  return true;
}

} // namespace

// --- what it is made of ------------------------------------------------------------------------------------

Calendar::Data::Data(std::string calendar_name, WorkPattern work_pattern, std::vector<SpecialDay> days,
                     Date announced_from, Date announced_to, bool assuming)
    : name(std::move(calendar_name)), pattern(std::move(work_pattern)), special(in_order(std::move(days))),
      from(announced_from), to(announced_to), assume(assuming), worked(counted(pattern, special)) {
  check_texts(name, special);
  check_worked(pattern, special);
  if (to < from)
    throw InvalidArgument("AC1116", "what is announced would end on " + to.to_string() +
                                        ", before it begins on " + from.to_string());
}

void Calendar::Data::refuse(std::int32_t first) const {
  const Date beyond = Date::unchecked(first < from.days() ? first : std::max(first, to.days() + 1));
  throw InvalidArgument("AC1114", beyond.to_string() + " is beyond what calendar '" + name +
                                      "' knows as announced, from " + from.to_string() + " to " +
                                      to.to_string());
}

Calendar::Calendar(Data data) : data_(std::make_shared<const Data>(std::move(data))) {}

Calendar::Calendar(std::string name, WorkPattern pattern, std::vector<SpecialDay> days, Date announced_from,
                   Date announced_to)
    : Calendar(
          Data(std::move(name), std::move(pattern), std::move(days), announced_from, announced_to, false)) {}

Calendar::Calendar(std::string name, std::uint8_t week, std::vector<SpecialDay> days, Date announced_from,
                   Date announced_to)
    : Calendar(std::move(name), WorkPattern::weekly(week), std::move(days), announced_from, announced_to) {}

const std::string& Calendar::name() const noexcept { return data_->name; }
const WorkPattern& Calendar::pattern() const noexcept { return data_->pattern; }
const std::vector<SpecialDay>& Calendar::special_days() const noexcept { return data_->special; }
Date Calendar::announced_from() const noexcept { return data_->from; }
Date Calendar::announced_to() const noexcept { return data_->to; }
bool Calendar::assumes() const noexcept { return data_->assume; }

const SpecialDay* Calendar::special(Date d) const noexcept {
  const auto& days = data_->special;
  const auto at = std::lower_bound(days.begin(), days.end(), d,
                                   [](const SpecialDay& s, Date day) { return s.date < day; });
  return at != days.end() && at->date == d ? &*at : nullptr;
}

bool Calendar::is_provisional(Date d) const noexcept { return is_provisional(d, d); }

bool Calendar::is_provisional(Date a, Date b) const noexcept {
  return !data_->announced(std::min(a, b).days(), std::max(a, b).days());
}

bool Calendar::operator==(const Calendar& o) const noexcept {
  const auto fields = [](const Data& d) {
    return std::tie(d.name, d.pattern, d.special, d.from, d.to, d.assume);
  };
  return data_ == o.data_ || fields(*data_) == fields(*o.data_);
}

// --- copies ------------------------------------------------------------------------------------------------

Calendar Calendar::assuming() const {
  if (assumes()) return *this;
  Data data = *data_;
  data.assume = true;
  return Calendar(std::move(data));
}

Calendar Calendar::with_special_days(std::vector<SpecialDay> days) const {
  days = in_order(std::move(days));
  std::vector<SpecialDay> all; // where both know a day, a union takes the first
  std::set_union(days.begin(), days.end(), special_days().begin(), special_days().end(),
                 std::back_inserter(all), earlier);
  return Calendar(Data(name(), pattern(), std::move(all), announced_from(), announced_to(), assumes()));
}

Calendar Calendar::with_days_off(const std::vector<Date>& days, const std::string& name,
                                 const std::string& source) const {
  return laid_over(*this, days, false, name, source);
}

Calendar Calendar::with_working_days(const std::vector<Date>& days, const std::string& name,
                                     const std::string& source) const {
  return laid_over(*this, days, true, name, source);
}

// --- arithmetic: each result rests on the days from the one asked about to the one found -------------------

bool Calendar::is_working_day(Date d) const {
  data_->require(d.days(), d.days());
  return data_->worked.contains(d.days());
}

Date Calendar::add_working_days(Date d, std::int64_t n) const {
  if (n == 0) return d;
  const WorkingDays& worked = data_->worked;
  // The n-th after d has n - 1 between; the n-th before d is n back from those that come before d.
  const std::int32_t origin = n > 0 ? worked.before(d.days() + 1) - 1 : worked.before(d.days());
  if (n < -origin || n >= worked.total() - origin) refuse_far(d);
  const std::int32_t found = worked.at(origin + static_cast<std::int32_t>(n));
  n > 0 ? data_->require(d.days() + 1, found) : data_->require(found, d.days() - 1);
  return Date::unchecked(found);
}

std::int64_t Calendar::working_days_between(Date a, Date b) const {
  if (a != b) data_->require(std::min(a, b).days() + 1, std::max(a, b).days());
  return data_->worked.before(b.days() + 1) - data_->worked.before(a.days() + 1);
}

Date Calendar::nth_working_day(PeriodUnit unit, Date in, std::int64_t n) const {
  const WorkingDays& worked = data_->worked;
  const std::int32_t first = first_of(unit, in).days(), last = last_of(unit, in).days();
  const std::int32_t before = worked.before(first), count = worked.before(last + 1) - before;
  if (n == 0 || n > count || n < -count) {
    data_->require(first, last);
    throw InvalidArgument("AC1106", label_of(unit, in) + " has " + std::to_string(count) +
                                        " working days and no number " + std::to_string(n) +
                                        "; they count from 1, or from -1 at the end");
  }
  const auto index = static_cast<std::int32_t>(n > 0 ? n - 1 : count + n);
  const std::int32_t found = worked.at(before + index);
  n > 0 ? data_->require(first, found) : data_->require(found, last);
  return Date::unchecked(found);
}

Date Calendar::roll(Date d, Roll convention) const {
  if (convention == Roll::none || is_working_day(d)) return d;
  return add_working_days(d, goes_forward(*data_, d, convention) ? 1 : -1);
}

std::vector<DayNote> Calendar::explain(Date a, Date b) const {
  std::vector<DayNote> notes;
  if (b < a) return notes;
  data_->require(a.days(), b.days());
  notes.reserve(static_cast<std::size_t>(b.days() - a.days()) + 1);
  auto next = std::lower_bound(special_days().begin(), special_days().end(), SpecialDay{a}, earlier);
  for (std::int32_t day = a.days(); day <= b.days(); ++day) {
    const Date d = Date::unchecked(day);
    DayNote note{.date = d, .working = data_->worked.contains(day), .provisional = is_provisional(d)};
    if (next != special_days().end() && next->date == d) {
      note.why = next->working ? DayNote::Why::make_up_day : DayNote::Why::day_off;
      note.name = next->name;
      note.source = next->source;
      ++next;
    }
    notes.push_back(std::move(note));
  }
  return notes;
}

} // namespace aftercourse
