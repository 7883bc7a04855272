#include <aftercourse/calendar/reckoning.hpp>

#include <random>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

/// Monday to Friday, known from 5 January to 30 October 2026 (a Friday), with a day off at each end.
Calendar known() {
  return Calendar("test", std::uint8_t{0b0011111},
                  {{Date(2026, 1, 5), false, "first", ""}, {Date(2026, 10, 30), false, "last", ""}},
                  Date(2026, 1, 5), Date(2026, 10, 30));
}

Reckoning of(Date anchor, std::int32_t count, PeriodUnit unit, Roll roll = Roll::none) {
  return reckon(anchor, {count, unit}, roll, known().assuming());
}

TEST(Reckoning, SaysWhenAMonthWasTooShort) {
  EXPECT_TRUE(of(Date(2026, 1, 31), 1, PeriodUnit::months).clipped());
  EXPECT_EQ(of(Date(2026, 1, 31), 1, PeriodUnit::months).day, Date(2026, 2, 28));
  EXPECT_TRUE(of(Date(2024, 2, 29), 1, PeriodUnit::years).clipped());
  EXPECT_FALSE(of(Date(2026, 2, 28), 1, PeriodUnit::months).clipped());
  EXPECT_FALSE(of(Date(2026, 1, 31), 28, PeriodUnit::days).clipped());
}

TEST(Reckoning, RestsOnNothingWhereEveryCalendarAgrees) {
  for (const PeriodUnit unit : {PeriodUnit::days, PeriodUnit::weeks, PeriodUnit::months})
    EXPECT_EQ(of(Date(2026, 12, 1), 2, unit).rests_on, std::nullopt);
  EXPECT_EQ(of(Date(2030, 1, 1), 0, PeriodUnit::working_days).rests_on, std::nullopt) << "the day itself";
  EXPECT_FALSE(of(Date(2030, 1, 1), 2, PeriodUnit::weeks).provisional);
}

TEST(Reckoning, RestsOnTheWorkingDaysCounted) {
  const Reckoning r = of(Date(2026, 10, 27), 2, PeriodUnit::working_days); // 28, 29 October
  EXPECT_EQ(r.rests_on, (Window{Date(2026, 10, 28), Date(2026, 10, 29)}));
  EXPECT_FALSE(r.provisional);
  EXPECT_TRUE(of(Date(2026, 10, 27), 3, PeriodUnit::working_days).provisional) << "2 November";
  EXPECT_TRUE(of(Date(2026, 11, 10), -8, PeriodUnit::working_days).provisional)
      << "its day is known, those between are not";
  EXPECT_EQ(of(Date(2026, 11, 10), -8, PeriodUnit::working_days).day, Date(2026, 10, 28));
  EXPECT_FALSE(of(Date(2026, 1, 4), 1, PeriodUnit::working_days).provisional)
      << "the anchor itself is not counted";
}

TEST(Reckoning, RestsOnWhatARollLookedAt) {
  const Date last(2026, 10, 30), saturday(2026, 10, 31), sunday(2026, 10, 25);
  const auto rolled = [&](Date d, Roll roll) { return of(d, 0, PeriodUnit::days, roll); };
  EXPECT_FALSE(rolled(Date(2026, 10, 29), Roll::following).provisional) << "a known working day stays";
  EXPECT_TRUE(rolled(Date(2026, 11, 3), Roll::following).provisional) << "it might turn out to be a day off";
  EXPECT_FALSE(rolled(last, Roll::preceding).provisional);
  EXPECT_TRUE(rolled(last, Roll::following).provisional);
  // Forward would be 2 November, in another month, if the 31st, not announced, is no working day.
  EXPECT_EQ(rolled(last, Roll::modified_following).day, Date(2026, 10, 29));
  EXPECT_EQ(rolled(last, Roll::modified_following).rests_on, (Window{Date(2026, 10, 29), saturday}));
  EXPECT_TRUE(rolled(last, Roll::modified_following).provisional);
  // A day back is worked; a day forward, as near and taken first if it were, is not announced.
  EXPECT_EQ(rolled(last, Roll::nearest).day, Date(2026, 10, 29));
  EXPECT_TRUE(rolled(last, Roll::nearest).provisional);
  EXPECT_EQ(rolled(sunday, Roll::nearest).day, Date(2026, 10, 26));
  EXPECT_EQ(rolled(sunday, Roll::nearest).rests_on, (Window{sunday, Date(2026, 10, 26)}));
}

// A calendar that refuses what was not announced tells exactly which results rest on it.
TEST(Reckoning, IsProvisionalWhereACalendarThatDoesNotAssumeRefuses) {
  const Calendar strict = known(), assuming = strict.assuming();
  std::mt19937 random(4);
  const auto any = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  int refused = 0;
  for (int i = 0; i < 100'000; ++i) {
    const Date anchor = (any(0, 1) != 0 ? Date(2026, 1, 5) : Date(2026, 10, 30)).plus_days(any(-20, 20));
    const Period period{any(-15, 15), any(0, 1) != 0 ? PeriodUnit::working_days : PeriodUnit::days};
    const auto roll = static_cast<Roll>(any(0, 5));
    const Reckoning r = reckon(anchor, period, roll, assuming);
    ASSERT_EQ(r.day, assuming.roll(add(anchor, period, assuming), roll));
    try {
      ASSERT_EQ(reckon(anchor, period, roll, strict).day, r.day);
      ASSERT_FALSE(r.provisional) << anchor.to_string() << " + " << period.to_string() << " "
                                  << name_of(roll);
    } catch (const InvalidArgument& e) {
      ASSERT_EQ(e.code(), "AC1114");
      ASSERT_TRUE(r.provisional) << anchor.to_string() << " + " << period.to_string() << " " << name_of(roll)
                                 << ": " << e.what();
      ++refused;
    }
  }
  EXPECT_GT(refused, 20'000);
}

TEST(Stretches, TellDaysOfOneReasonTogether) {
  const auto found = stretches(Calendar::built_in("cn"), Date(2026, 10, 9), Date(2026, 10, 13));
  ASSERT_EQ(found.size(), 4u) << "Friday, the make-up Saturday, Sunday, Monday and Tuesday";
  EXPECT_EQ(found[1].why, DayNote::Why::make_up_day);
  EXPECT_EQ(found[3].days(), 2);
  EXPECT_EQ(stretches(Calendar::built_in("cn"), Date(2026, 10, 9), Date(2026, 10, 8)).size(), 0u);
}

TEST(Stretches, PartWhereTheAnnouncementEnds) {
  const auto found = stretches(known().assuming(), Date(2026, 10, 31), Date(2026, 11, 1));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].provisional);
  EXPECT_EQ(stretches(known().assuming(), Date(2026, 10, 29), Date(2026, 11, 1)).size(), 3u);
  EXPECT_THROW(stretches(known(), Date(2026, 10, 29), Date(2026, 11, 1)), InvalidArgument);
}

TEST(Stretches, StopInTime) {
  const auto found = stretches(Calendar::built_in("weekdays"), Date(2026, 1, 5), Date(2026, 12, 31), 3);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[2].to, Date(2026, 1, 16));
}

} // namespace
} // namespace aftercourse
