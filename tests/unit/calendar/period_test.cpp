#include <aftercourse/calendar/period.hpp>

#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const Calendar& weekdays() {
  static const Calendar calendar = Calendar::built_in("weekdays");
  return calendar;
}

TEST(Period, ReadsBothLanguages) {
  const struct {
    const char* text;
    Period period;
  } cases[] = {{"10 days", {10, PeriodUnit::days}},
               {"1 working day", {1, PeriodUnit::working_days}},
               {"5 working days", {5, PeriodUnit::working_days}},
               {"2 weeks", {2, PeriodUnit::weeks}},
               {"a week", {1, PeriodUnit::weeks}},
               {"1 month", {1, PeriodUnit::months}},
               {"-3 months", {-3, PeriodUnit::months}},
               {"half a year", {6, PeriodUnit::months}},
               {"1 quarter", {1, PeriodUnit::quarters}},
               {"one year", {1, PeriodUnit::years}},
               {"5个工作日", {5, PeriodUnit::working_days}},
               {"5 个工作日", {5, PeriodUnit::working_days}},
               {"5工作日", {5, PeriodUnit::working_days}},
               {"2周", {2, PeriodUnit::weeks}},
               {"两个星期", {2, PeriodUnit::weeks}},
               {"3个月", {3, PeriodUnit::months}},
               {"3月", {3, PeriodUnit::months}},
               {"半年", {6, PeriodUnit::months}},
               {"1季度", {1, PeriodUnit::quarters}},
               {"一个季度", {1, PeriodUnit::quarters}},
               {"10天", {10, PeriodUnit::days}},
               {"30日", {30, PeriodUnit::days}},
               {"2年", {2, PeriodUnit::years}},
               {"0 days", {0, PeriodUnit::days}}};
  for (const auto& c : cases) EXPECT_EQ(Period::parse(c.text), c.period) << c.text;
}

TEST(Period, RefusesTheRest) {
  for (const char* text :
       {"", "week", "2", "2 fortnights", "days 2", "1.5 days", "2 weeks ", " 2 weeks", "half a month", "半月",
        "99999999999 days", "-2147483648 days", "+1 day", "- 1 day", "aweek"})
    EXPECT_FALSE(Period::parse(text)) << text;
  try {
    Period::from_text("2 fortnights");
    FAIL();
  } catch (const InvalidArgument& e) {
    EXPECT_EQ(e.code(), "AC1103");
    EXPECT_NE(std::string(e.what()).find("working days"), std::string::npos);
  }
}

TEST(Period, ReadsBackWhatItWrites) {
  for (int unit = 0; unit <= static_cast<int>(PeriodUnit::years); ++unit)
    for (const int count : {-12, -1, 0, 1, 2, 30}) {
      const Period p{count, static_cast<PeriodUnit>(unit)};
      EXPECT_EQ(Period::parse(p.to_string()), p) << p.to_string();
      EXPECT_EQ(Period::parse(p.to_string_zh()), p) << p.to_string_zh();
    }
  EXPECT_EQ((Period{1, PeriodUnit::working_days}.to_string()), "1 working day");
  EXPECT_EQ((Period{2, PeriodUnit::weeks}.to_string_zh()), "2周");
}

TEST(Period, KeepsTheDayOfTheMonthOrClipsIt) {
  const struct {
    Date from;
    const char* period;
    Date to;
  } cases[] = {{{2026, 2, 28}, "1 month", {2026, 3, 28}}, // Boost's own months would snap to 31 March
               {{2026, 1, 31}, "1 month", {2026, 2, 28}},    {{2024, 1, 31}, "1 month", {2024, 2, 29}},
               {{2026, 1, 30}, "1 month", {2026, 2, 28}},    {{2026, 4, 30}, "1 month", {2026, 5, 30}},
               {{2026, 3, 31}, "-1 month", {2026, 2, 28}},   {{2026, 12, 31}, "2 months", {2027, 2, 28}},
               {{2026, 11, 30}, "1 quarter", {2027, 2, 28}}, {{2026, 8, 31}, "half a year", {2027, 2, 28}},
               {{2024, 2, 29}, "1 year", {2025, 2, 28}},     {{2024, 2, 29}, "4 years", {2028, 2, 29}},
               {{2026, 1, 15}, "-1 month", {2025, 12, 15}},  {{2026, 1, 15}, "-13 months", {2024, 12, 15}},
               {{2026, 10, 1}, "2 weeks", {2026, 10, 15}},   {{2026, 12, 25}, "10 days", {2027, 1, 4}}};
  for (const auto& c : cases)
    EXPECT_EQ(add(c.from, *Period::parse(c.period), weekdays()).to_string(), c.to.to_string())
        << c.from.to_string() << " + " << c.period;
}

// The definition alone: the same day of the month so many months on, or its last day when it has no such day.
// Its last days are written out, so that nothing of the code under test is used.
TEST(Period, EveryDayOfFourYearsByOneToTwentyFourMonths) {
  constexpr int first_year = 2021;
  const std::vector<int> last_days = {
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, // 2021
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, // 2022
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, // 2023
      31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, // 2024
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, // 2025
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, // 2026
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, // 2027
      31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, // 2028
  };
  const auto day_of = [&](int month, int day) {
    const int last = last_days[static_cast<std::size_t>(month)];
    return Date(first_year + month / 12, month % 12 + 1, day < last ? day : last);
  };
  int cases = 0;
  for (int month = 24; month < 72; ++month) // of 2023 to 2026
    for (int day = 1; day <= last_days[static_cast<std::size_t>(month)]; ++day)
      for (int by = 1; by <= 24; ++by, ++cases) {
        const Date from = day_of(month, day);
        ASSERT_EQ(add(from, {by, PeriodUnit::months}, weekdays()), day_of(month + by, day))
            << from.to_string() << " + " << by << " months";
        ASSERT_EQ(add(from, {-by, PeriodUnit::months}, weekdays()), day_of(month - by, day))
            << from.to_string() << " - " << by << " months";
        if (by % 3 == 0) {
          ASSERT_EQ(add(from, {by / 3, PeriodUnit::quarters}, weekdays()), day_of(month + by, day));
        }
        if (by % 12 == 0) {
          ASSERT_EQ(add(from, {by / 12, PeriodUnit::years}, weekdays()), day_of(month + by, day));
        }
      }
  EXPECT_EQ(cases, 1461 * 24);
}

TEST(Period, RepeatedFromTheOriginDoesNotDrift) {
  const Date origin(2026, 1, 31);
  const char* ends[] = {"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"};
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(add(origin, {1, PeriodUnit::months}, i, weekdays()).to_string(), ends[i]);
  EXPECT_EQ(add(origin, {5, PeriodUnit::working_days}, 2, weekdays()), Date(2026, 2, 13));
}

TEST(Period, StaysWithinTheRangeOfDates) {
  const Date d(2026, 1, 1);
  for (const PeriodUnit unit : {PeriodUnit::days, PeriodUnit::working_days, PeriodUnit::weeks,
                                PeriodUnit::months, PeriodUnit::quarters, PeriodUnit::years})
    for (const std::int32_t count : {INT32_MAX, -INT32_MAX, 3'000'000, -3'000'000}) {
      EXPECT_THROW(add(d, {count, unit}, weekdays()), InvalidArgument);
      EXPECT_THROW(add(d, {count, unit}, INT32_MAX, weekdays()), InvalidArgument);
    }
  EXPECT_EQ(add(Date(1400, 2, 15), {-1, PeriodUnit::months}, weekdays()), Date(1400, 1, 15));
  EXPECT_THROW(add(Date(1400, 1, 15), {-1, PeriodUnit::months}, weekdays()), InvalidArgument);
  EXPECT_EQ(add(Date(9999, 11, 30), {1, PeriodUnit::months}, weekdays()), Date(9999, 12, 30));
  EXPECT_THROW(add(Date(9999, 12, 1), {1, PeriodUnit::months}, weekdays()), InvalidArgument);
}

TEST(Span, HasFirstAndLastDayAndALabel) {
  const struct {
    PeriodUnit unit;
    Date in, first, last;
    const char* label;
  } cases[] = {{PeriodUnit::months, {2024, 2, 10}, {2024, 2, 1}, {2024, 2, 29}, "2024-02"},
               {PeriodUnit::months, {9999, 12, 31}, {9999, 12, 1}, {9999, 12, 31}, "9999-12"},
               {PeriodUnit::quarters, {2026, 9, 30}, {2026, 7, 1}, {2026, 9, 30}, "2026-Q3"},
               {PeriodUnit::quarters, {2026, 10, 1}, {2026, 10, 1}, {2026, 12, 31}, "2026-Q4"},
               {PeriodUnit::years, {2026, 7, 1}, {2026, 1, 1}, {2026, 12, 31}, "2026"},
               {PeriodUnit::years, {1400, 1, 1}, {1400, 1, 1}, {1400, 12, 31}, "1400"}};
  for (const auto& c : cases) {
    EXPECT_EQ(first_of(c.unit, c.in), c.first) << c.label;
    EXPECT_EQ(last_of(c.unit, c.in), c.last) << c.label;
    EXPECT_EQ(label_of(c.unit, c.in), c.label);
  }
  EXPECT_THROW(first_of(PeriodUnit::weeks, Date{}), InvalidArgument);
}

TEST(Period, a_label_is_a_month_quarter_or_year) {
  const auto quarter = CalendarSpan::parse("2026-Q1");
  ASSERT_TRUE(quarter);
  EXPECT_EQ(quarter->first, Date(2026, 1, 1));
  EXPECT_EQ(quarter->last, Date(2026, 3, 31));
  EXPECT_EQ(quarter->previous().label(), "2025-Q4");
  EXPECT_EQ(CalendarSpan::parse("2024-02")->last, Date(2024, 2, 29));
  EXPECT_EQ(CalendarSpan::parse("2024-01")->previous().label(), "2023-12");
  EXPECT_EQ(CalendarSpan::parse("2024")->previous().label(), "2023");
  for (const char* bad :
       {"", "2026-00", "2026-Q0", "2026-Q5", "2026-1", "202", "20261", "2026-09-01", "abcd", "0000"})
    EXPECT_FALSE(CalendarSpan::parse(bad)) << bad;
}

} // namespace
} // namespace aftercourse
