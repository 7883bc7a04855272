#include <aftercourse/calendar/work_pattern.hpp>

#include <string>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

template <class Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return e.code();
  }
  return {};
}

TEST(WorkPattern, BigAndSmallWeeksTakeTurns) {
  const Date thursday(2026, 1, 8);
  const WorkPattern p = WorkPattern::alternating(0b0111111, 0b0011111, thursday);
  EXPECT_EQ(p.length(), 14);
  EXPECT_EQ(p.from(), Date(2026, 1, 5)) << "the Monday of that week";
  EXPECT_EQ(p.to_string(), "1111110 1111100");
  EXPECT_TRUE(p.works(Date(2026, 1, 10))) << "the Saturday of a big week";
  EXPECT_FALSE(p.works(Date(2026, 1, 17))) << "the Saturday of a small week";
  EXPECT_FALSE(p.works(Date(2026, 1, 3))) << "and of the small week before";
  EXPECT_TRUE(p.works(Date(2025, 12, 27)));
  EXPECT_FALSE(p.week());
  EXPECT_TRUE(WorkPattern::alternating(0b0111111, 0b0011111, Date(1400, 1, 1)).works(Date(1400, 1, 4)))
      << "the week began before the first Date";
}

TEST(WorkPattern, AShiftCycleRunsBothWaysFromItsDay) {
  const Date from(2026, 3, 3);
  const WorkPattern p = WorkPattern::cycle("11110000 1", from);
  EXPECT_EQ(p.length(), 9);
  EXPECT_EQ(p.to_string(), "111100001");
  for (int i = -9'000; i < 9'000; ++i) {
    const int place = ((i % 9) + 9) % 9;
    ASSERT_EQ(p.works(from.plus_days(i)), place < 4 || place == 8) << i;
  }
}

TEST(WorkPattern, KnowsAWeekHoweverItIsWritten) {
  const WorkPattern week = WorkPattern::weekly(0b0011111);
  EXPECT_EQ(week.week(), 0b0011111);
  EXPECT_EQ(WorkPattern::cycle("0111110", Date(2026, 1, 4)), week) << "from a Sunday";
  EXPECT_EQ(WorkPattern::cycle("1111100 1111100", Date(2026, 1, 5)), week);
  EXPECT_EQ(WorkPattern::cycle("1", Date(2026, 1, 5)), WorkPattern::weekly(0b1111111));
  EXPECT_FALSE(WorkPattern::cycle("10", Date(2026, 1, 5)).week());
}

TEST(WorkPattern, JoinsOverTheCommonCycle) {
  const Date from(2026, 1, 1);
  const WorkPattern a = WorkPattern::cycle("110", from), b = WorkPattern::weekly(0b0011111);
  const WorkPattern all = both(a, b), any = either(a, b);
  EXPECT_EQ(all.length(), 21);
  for (int i = -100; i < 100; ++i) {
    const Date d = from.plus_days(i);
    ASSERT_EQ(all.works(d), a.works(d) && b.works(d)) << d.to_string();
    ASSERT_EQ(any.works(d), a.works(d) || b.works(d)) << d.to_string();
  }
  EXPECT_EQ(both(b, b), b);
  EXPECT_EQ(code_of([&] { both(WorkPattern::cycle(std::string(60, '1') + "0", from), b); }), "AC1115")
      << "61 x 7 days";
}

TEST(WorkPattern, RefusesWhatIsNoCycle) {
  const Date from(2026, 1, 1);
  for (const std::string& days :
       {std::string(), std::string("   "), std::string("1102"), std::string("1,0"), std::string(367, '1')})
    EXPECT_EQ(code_of([&] { WorkPattern::cycle(days, from); }), "AC1115") << days;
  EXPECT_EQ(WorkPattern::cycle(std::string(365, '1') + '0', from).length(), 366);
  EXPECT_EQ(code_of([] { WorkPattern::weekly(0x80); }), "AC1110");
  EXPECT_EQ(code_of([&] { WorkPattern::alternating(1, 0xFF, from); }), "AC1110");
  EXPECT_EQ(code_of([&] {
              Calendar("rest", WorkPattern::cycle("000", from), {{from, false}}, from, from);
            }),
            "AC1110");
}

} // namespace
} // namespace aftercourse
