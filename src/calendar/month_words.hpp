// The words of a month view in its two languages, and what its two renderings share.
#pragma once

#include <array>
#include <span>
#include <string>

#include <aftercourse/calendar/month_view.hpp>

namespace aftercourse {

struct MonthWords {
  const char* language;
  std::array<const char*, 7> weekdays, weekdays_short;
  const char *off, *work; ///< badges of announced days
  const char *day_off, *make_up_day, *working_day, *by_pattern, *provisional, *week, *more;
  std::string (*month)(Date);
};

extern const MonthWords month_words_en, month_words_zh;

/// A run of days in a row with the same reason: "国庆节" from the 1st to the 7th.
struct SpecialRun {
  DayNote::Why why;
  std::string name;
  int from, to; ///< days of the month
};
std::vector<SpecialRun> special_runs(const MonthView& view);

/// The days of the week that begins on `monday`, as far as they belong to the month; first and last index
/// into MonthView::days.
std::span<const DayNote> week_of(const MonthView& view, Date monday);
/// The Mondays of the weeks that the month touches.
std::vector<Date> mondays_of(const MonthView& view);

} // namespace aftercourse
