#include <aftercourse/calendar/period.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

namespace {

/// How a unit is written; the first of each unit is what we write ourselves.
struct UnitName {
  PeriodUnit unit;
  std::string_view one, many, zh, zh_other;
};

constexpr UnitName unit_names[] = {
    {PeriodUnit::days, "day", "days", "天", "日"},
    {PeriodUnit::working_days, "working day", "working days", "个工作日", "工作日"},
    {PeriodUnit::weeks, "week", "weeks", "周", "个星期"},
    {PeriodUnit::months, "month", "months", "个月", "月"},
    {PeriodUnit::quarters, "quarter", "quarters", "个季度", "季度"},
    {PeriodUnit::years, "year", "years", "年", "年"},
};

struct CountName {
  std::string_view text;
  std::int32_t count;
};

constexpr CountName count_names[] = {{"a ", 1}, {"an ", 1}, {"one ", 1}, {"一", 1}, {"二", 2},
                                     {"两", 2}, {"三", 3},  {"四", 4},   {"五", 5}, {"六", 6},
                                     {"七", 7}, {"八", 8},  {"九", 9},   {"十", 10}};

constexpr std::string_view half_years[] = {"half a year", "half year", "半年"};

const UnitName& name_of(PeriodUnit unit) {
  return *std::find_if(std::begin(unit_names), std::end(unit_names),
                       [=](const UnitName& n) { return n.unit == unit; });
}

void skip_spaces(std::string_view& text) noexcept {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

std::optional<std::int32_t> take_count(std::string_view& text) noexcept {
  for (const CountName& name : count_names)
    if (text.starts_with(name.text)) {
      text.remove_prefix(name.text.size());
      return name.count;
    }
  std::int32_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count == std::numeric_limits<std::int32_t>::min())
    return {}; // a count can be negated
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return count;
}

[[noreturn]] void refuse_range() {
  throw InvalidArgument("AC1101", "the day lies outside the years 1400-9999");
}

Date add_months(Date from, std::int64_t n) {
  const std::int64_t month = 12 * std::int64_t{from.year()} + (from.month() - 1) + n;
  if (month < 12 * 1400 || month >= 12 * 10000) refuse_range();
  const int year = static_cast<int>(month / 12), in_year = static_cast<int>(month % 12) + 1;
  const int last = boost::gregorian::gregorian_calendar::end_of_month_day(
      static_cast<unsigned short>(year), static_cast<unsigned short>(in_year));
  return Date(year, in_year, std::min(from.day(), last));
}

int months_in(PeriodUnit span) {
  switch (span) {
  case PeriodUnit::months:
    return 1;
  case PeriodUnit::quarters:
    return 3;
  case PeriodUnit::years:
    return 12;
  default:
    throw InvalidArgument("AC1104", "a calendar span is a month, a quarter or a year");
  }
}

} // namespace

std::optional<Period> Period::parse(std::string_view text) noexcept {
  if (std::find(std::begin(half_years), std::end(half_years), text) != std::end(half_years))
    return Period{6, PeriodUnit::months};
  const auto count = take_count(text);
  if (!count) return {};
  skip_spaces(text);
  for (const UnitName& name : unit_names)
    if (text == name.one || text == name.many || text == name.zh || text == name.zh_other)
      return Period{*count, name.unit};
  return {};
}

Period Period::from_text(std::string_view text) {
  if (const auto period = parse(text)) return *period;
  throw InvalidArgument("AC1103",
                        "'" + std::string(text) +
                            "' is not a period; expected a number of days, working days, weeks, months, "
                            "quarters or years such as '5 working days' (5个工作日), or 'half a year'");
}

std::string Period::to_string() const {
  const UnitName& name = name_of(unit);
  return std::to_string(count) + ' ' + std::string(count == 1 || count == -1 ? name.one : name.many);
}

std::string Period::to_string_zh() const { return std::to_string(count) + std::string(name_of(unit).zh); }

Date add(Date from, Period p, const Calendar& calendar) { return add(from, p, 1, calendar); }

Date add(Date from, Period p, std::int32_t times, const Calendar& calendar) {
  constexpr std::int64_t farthest = Date::max_days - Date::min_days; // no unit is shorter than a day
  const std::int64_t n = std::int64_t{p.count} * times;
  if (n < -farthest || n > farthest) refuse_range();
  switch (p.unit) {
  case PeriodUnit::days:
    return from.plus_days(n);
  case PeriodUnit::working_days:
    return calendar.add_working_days(from, n);
  case PeriodUnit::weeks:
    return from.plus_days(7 * n);
  case PeriodUnit::months:
  case PeriodUnit::quarters:
  case PeriodUnit::years:
    return add_months(from, months_in(p.unit) * n);
  }
  return from;
}

Date first_of(PeriodUnit months_quarters_or_years, Date d) {
  const int length = months_in(months_quarters_or_years);
  return Date(d.year(), (d.month() - 1) / length * length + 1, 1);
}

Date last_of(PeriodUnit months_quarters_or_years, Date d) {
  const Date first = first_of(months_quarters_or_years, d);
  const Date last_month = add_months(first, months_in(months_quarters_or_years) - 1);
  return Date(last_month.to_boost().end_of_month());
}

std::string label_of(PeriodUnit months_quarters_or_years, Date d) {
  switch (months_in(months_quarters_or_years)) {
  case 1:
    return d.to_string().substr(0, 7);
  case 3:
    return d.to_string().substr(0, 5) + 'Q' + static_cast<char>('1' + (d.month() - 1) / 3);
  default:
    return d.to_string().substr(0, 4);
  }
}

std::optional<CalendarSpan> CalendarSpan::parse(std::string_view label) noexcept {
  // A label is the start of its first day, or of some day of its quarter.
  const auto day = [&](std::string_view year_and_month) {
    return Date::parse(std::string(year_and_month) + "-01");
  };
  std::optional<Date> first;
  PeriodUnit unit = PeriodUnit::months;
  if (label.size() == 7 && label[5] == 'Q' && label[6] >= '1' && label[6] <= '4') {
    unit = PeriodUnit::quarters;
    const int month = (label[6] - '1') * 3 + 1;
    first = day(std::string(label.substr(0, 5)) + (month < 10 ? "0" : "") + std::to_string(month));
  } else if (label.size() == 7) {
    first = day(label);
  } else if (label.size() == 4) {
    unit = PeriodUnit::years;
    first = day(std::string(label) + "-01");
  }
  if (!first) return std::nullopt;
  return CalendarSpan{unit, *first, last_of(unit, *first)};
}

CalendarSpan CalendarSpan::previous() const {
  const Date before = first_of(unit, first.plus_days(-1));
  return {unit, before, last_of(unit, before)};
}

} // namespace aftercourse
