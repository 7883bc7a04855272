#include <aftercourse/calendar/window_rule.hpp>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const Calendar& cn() {
  static const Calendar calendar = Calendar::built_in("cn");
  return calendar;
}

Date october(int day) { return {2026, 10, day}; }

TEST(WindowRule, CountsBothBoundsFromTheAnchor) {
  EXPECT_EQ((WindowRule{{1, PeriodUnit::weeks}, {2, PeriodUnit::weeks}}.at(Date(2026, 9, 10), cn())),
            (Window{Date(2026, 9, 17), Date(2026, 9, 24)}));
}

TEST(WindowRule, RollsItsEndOnly) {
  // 2026-10-01 to 07 are days off; 2026-09-20 is a Sunday worked in their place.
  const Date anchor(2026, 9, 27);
  const Period from{4, PeriodUnit::days}, to{6, PeriodUnit::days};
  EXPECT_EQ((WindowRule{from, to, Roll::none}.at(anchor, cn())), (Window{october(1), october(3)}));
  EXPECT_EQ((WindowRule{from, to, Roll::following}.at(anchor, cn())), (Window{october(1), october(8)}));
  EXPECT_EQ((WindowRule{{0, PeriodUnit::days}, to, Roll::preceding}.at(anchor, cn())),
            (Window{anchor, Date(2026, 9, 30)}));
}

TEST(WindowRule, LooksBackToo) {
  EXPECT_EQ((WindowRule{{-5, PeriodUnit::working_days}, {-1, PeriodUnit::working_days}, Roll::none}.at(
                Date(2026, 9, 21), cn())),
            (Window{Date(2026, 9, 15), Date(2026, 9, 20)}))
      << "the Sunday before is a make-up working day";
}

TEST(WindowRule, RefusesToEndBeforeItBegins) {
  for (const WindowRule& rule : {WindowRule{{2, PeriodUnit::weeks}, {1, PeriodUnit::weeks}, Roll::none},
                                 WindowRule{{4, PeriodUnit::days}, {6, PeriodUnit::days}, Roll::preceding}}) {
    try {
      rule.at(Date(2026, 9, 27), cn());
      ADD_FAILURE();
    } catch (const InvalidArgument& e) {
      EXPECT_EQ(e.code(), "AC1120");
    }
  }
}

// By hand: after Tuesday 29 September 2026 come Wednesday 30 (1), the holiday of 1 to 7 October, Thursday 8
// (2), Friday 9 (3), Saturday 10, worked for the holiday (4), Sunday 11, Monday 12 (5).
TEST(WindowRule, CrossesTheOctoberHoliday) {
  const ReckonedWindow w = WindowRule{{1, PeriodUnit::working_days}, {5, PeriodUnit::working_days}}.explain(
      Date(2026, 9, 29), cn());
  EXPECT_EQ(w.window(), (Window{Date(2026, 9, 30), october(12)}));
  EXPECT_EQ(w.to.counted, w.to.day);
  EXPECT_EQ(w.to.rests_on, (Window{Date(2026, 9, 30), october(12)}));
  EXPECT_FALSE(w.provisional());

  using Why = DayNote::Why;
  const auto met = stretches(cn(), w.to.rests_on->from, w.to.rests_on->to);
  ASSERT_EQ(met.size(), 6u);
  const auto is = [&](std::size_t i, Date from, Date to, bool working, Why why, const char* name) {
    EXPECT_EQ(met[i], (Stretch{from, to, working, why, name, met[i].source, false})) << i;
  };
  is(0, Date(2026, 9, 30), Date(2026, 9, 30), true, Why::pattern, "");
  is(1, october(1), october(7), false, Why::day_off, "国庆节");
  is(2, october(8), october(9), true, Why::pattern, "");
  is(3, october(10), october(10), true, Why::make_up_day, "国庆节");
  is(4, october(11), october(11), false, Why::pattern, "");
  is(5, october(12), october(12), true, Why::pattern, "");
}

} // namespace
} // namespace aftercourse
