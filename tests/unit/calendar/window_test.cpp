#include <aftercourse/calendar/window.hpp>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const Calendar& cn() {
  static const Calendar calendar = Calendar::built_in("cn");
  return calendar;
}

TEST(Window, IsClosedAtBothEnds) {
  const Window w =
      WindowRule{{1, PeriodUnit::weeks}, {2, PeriodUnit::weeks}, Roll::none}.at(Date(2026, 9, 10), cn());
  EXPECT_EQ(w, (Window{Date(2026, 9, 17), Date(2026, 9, 24)}));
  EXPECT_TRUE(w.contains(w.from));
  EXPECT_TRUE(w.contains(w.to));
  EXPECT_FALSE(w.contains(w.from.plus_days(-1)));
  EXPECT_FALSE(w.contains(w.to.plus_days(1)));
}

TEST(Window, RollsItsEndOnly) {
  // 2026-10-01 to 07 are days off; 2026-09-20 is a Sunday worked in their place.
  const Date anchor(2026, 9, 27);
  const Period from{4, PeriodUnit::days}, to{6, PeriodUnit::days};
  EXPECT_EQ((WindowRule{from, to, Roll::none}.at(anchor, cn())),
            (Window{Date(2026, 10, 1), Date(2026, 10, 3)}));
  EXPECT_EQ((WindowRule{from, to, Roll::following}.at(anchor, cn())),
            (Window{Date(2026, 10, 1), Date(2026, 10, 8)}));
  EXPECT_EQ((WindowRule{{0, PeriodUnit::days}, to, Roll::preceding}.at(anchor, cn())),
            (Window{anchor, Date(2026, 9, 30)}));
}

TEST(Window, LooksBackToo) {
  EXPECT_EQ((WindowRule{{-5, PeriodUnit::working_days}, {-1, PeriodUnit::working_days}, Roll::none}.at(
                Date(2026, 9, 21), cn())),
            (Window{Date(2026, 9, 15), Date(2026, 9, 20)}))
      << "the Sunday before is a make-up working day";
}

TEST(Window, RefusesToEndBeforeItBegins) {
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

} // namespace
} // namespace aftercourse
