#include <aftercourse/calendar/window.hpp>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

Window september(int from, int to) { return {Date(2026, 9, from), Date(2026, 9, to)}; }

TEST(Window, IsClosedAtBothEnds) {
  const Window w = september(17, 24);
  EXPECT_TRUE(w.contains(w.from));
  EXPECT_TRUE(w.contains(w.to));
  EXPECT_FALSE(w.contains(w.from.plus_days(-1)));
  EXPECT_FALSE(w.contains(w.to.plus_days(1)));
  EXPECT_EQ(w.days(), 8);
  EXPECT_EQ(september(17, 17).days(), 1);
}

TEST(Window, ContainsAnotherWhenItHoldsBothItsEnds) {
  EXPECT_TRUE(september(10, 20).contains(september(10, 20)));
  EXPECT_TRUE(september(10, 20).contains(september(12, 12)));
  EXPECT_FALSE(september(10, 20).contains(september(9, 20)));
  EXPECT_FALSE(september(10, 20).contains(september(10, 21)));
}

TEST(Window, IntersectsInTheDaysThatBothHave) {
  EXPECT_EQ(intersection(september(10, 20), september(15, 25)), september(15, 20));
  EXPECT_EQ(intersection(september(15, 25), september(10, 20)), september(15, 20));
  EXPECT_EQ(intersection(september(10, 20), september(12, 13)), september(12, 13));
  EXPECT_EQ(intersection(september(10, 15), september(15, 20)), september(15, 15)) << "both ends count";
  EXPECT_EQ(intersection(september(10, 14), september(15, 20)), std::nullopt);
}

TEST(Window, CountsItsWorkingDaysWithBothEnds) {
  const Calendar cn = Calendar::built_in("cn");
  // Of 28 September to 12 October 2026 the holiday takes 1 to 7 October and a Sunday, the 11th; Saturday the
  // 10th is worked instead: 28, 29, 30 September, 8, 9, 10, 12 October.
  EXPECT_EQ((Window{Date(2026, 9, 28), Date(2026, 10, 12)}.working_days(cn)), 7);
  EXPECT_EQ((Window{Date(2026, 10, 1), Date(2026, 10, 7)}.working_days(cn)), 0);
  EXPECT_EQ((Window{Date(2026, 10, 10), Date(2026, 10, 10)}.working_days(cn)), 1);
  EXPECT_THROW((void)(Window{Date(2026, 12, 30), Date(2027, 1, 4)}.working_days(cn)), InvalidArgument);
}

} // namespace
} // namespace aftercourse
