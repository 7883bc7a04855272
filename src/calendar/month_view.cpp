#include <aftercourse/calendar/month_view.hpp>

#include <algorithm>

#include "month_words.hpp"
#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

std::string month_en(Date d) {
  static constexpr const char* names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
  return std::string(names[d.month() - 1]) + ' ' + std::to_string(d.year());
}

std::string month_zh(Date d) { return std::to_string(d.year()) + "年" + std::to_string(d.month()) + "月"; }

} // namespace

const MonthWords month_words_en{
    .language = "en",
    .weekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
    .weekdays_short = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    .off = "off",
    .work = "work",
    .day_off = "day off",
    .make_up_day = "make-up working day",
    .working_day = "working day",
    .by_pattern = "not worked by the pattern",
    .provisional = "provisional",
    .week = "Week",
    .more = "more",
    .month = &month_en,
};

const MonthWords month_words_zh{
    .language = "zh",
    .weekdays = {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"},
    .weekdays_short = {"一", "二", "三", "四", "五", "六", "日"},
    .off = "休",
    .work = "班",
    .day_off = "放假",
    .make_up_day = "调休上班",
    .working_day = "工作日",
    .by_pattern = "按常规休息",
    .provisional = "暂定",
    .week = "周",
    .more = "项",
    .month = &month_zh,
};

std::vector<SpecialRun> special_runs(const MonthView& view) {
  std::vector<SpecialRun> runs;
  for (const DayNote& day : view.days()) {
    if (day.why == DayNote::Why::pattern) continue;
    const int number = day.date.day();
    const bool goes_on = !runs.empty() && runs.back().to == number - 1 && runs.back().why == day.why &&
                         runs.back().name == day.name;
    if (goes_on)
      runs.back().to = number;
    else
      runs.push_back({day.why, day.name, number, number});
  }
  return runs;
}

std::vector<Date> mondays_of(const MonthView& view) {
  std::vector<Date> mondays;
  // The months at the ends of time have days before the first Monday that Date cannot hold.
  for (std::int32_t day = view.first().days() - view.first().weekday() + 1; day <= view.last().days();
       day += 7)
    mondays.push_back(Date::unchecked(day));
  return mondays;
}

std::span<const DayNote> week_of(const MonthView& view, Date monday) {
  const std::int32_t before = std::max(monday.days() - view.first().days(), 0);
  const std::int32_t until = std::min(monday.days() + 7, view.last().days() + 1) - view.first().days();
  return std::span(view.days())
      .subspan(static_cast<std::size_t>(before), static_cast<std::size_t>(until - before));
}

MonthView::MonthView(const Calendar& calendar, Date in, std::vector<DayMark> marks)
    : name_(calendar.name()),
      days_(calendar.explain(first_of(PeriodUnit::months, in), last_of(PeriodUnit::months, in))) {
  for (DayMark& mark : marks) {
    if (mark.to < mark.from)
      throw InvalidArgument("AC1118", "the mark '" + mark.text + "' would end on " + mark.to.to_string() +
                                          ", before it begins on " + mark.from.to_string());
    if (mark.to < first() || last() < mark.from) continue;
    const auto control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    std::replace_if(mark.text.begin(), mark.text.end(), control, ' ');
    marks_.push_back(std::move(mark));
  }
  std::stable_sort(marks_.begin(), marks_.end(),
                   [](const DayMark& a, const DayMark& b) { return a.from < b.from; });
}

} // namespace aftercourse
