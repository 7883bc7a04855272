#include <initializer_list>

#include "calendar_data.hpp"
#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

namespace {

constexpr std::uint8_t every_day = 0b1111111;
constexpr bool off = false, worked = true;

/// Days in a row that share a name; `first` is written 20261001.
struct Run {
  std::int32_t first, length;
  bool working;
  const char* name;
};

/// What was announced for one year, and where.
struct Notice {
  const char* source;
  std::initializer_list<Run> runs;
};

constexpr Notice cn_notices[] = {
#include "cn_days.inc"
};

Calendar china() {
  std::vector<SpecialDay> days;
  for (const Notice& notice : cn_notices)
    for (const Run& run : notice.runs) {
      const Date first(run.first / 10000, run.first / 100 % 100, run.first % 100);
      for (std::int32_t i = 0; i < run.length; ++i)
        days.push_back({first.plus_days(i), run.working, run.name, notice.source});
    }
  return Calendar("cn", monday_to_friday, std::move(days), Date(2007, 1, 1), Date(2026, 12, 31));
}

/// A week that needs no announcements, so nothing about it is provisional.
Calendar plain(const char* name, std::uint8_t week) {
  return Calendar(name, week, {}, Date::unchecked(Date::min_days), Date::unchecked(Date::max_days));
}

} // namespace

std::vector<std::string> Calendar::built_in_names() { return {"cn", "weekdays", "every-day"}; }

Calendar Calendar::built_in(std::string_view name) {
  if (name == "cn") return china();
  if (name == "weekdays") return plain("weekdays", monday_to_friday);
  if (name == "every-day") return plain("every-day", every_day);
  throw NotFound("AC1112",
                 "no built-in calendar '" + std::string(name) + "'; there are cn, weekdays and every-day");
}

} // namespace aftercourse
