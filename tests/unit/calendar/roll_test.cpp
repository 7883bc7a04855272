#include <aftercourse/calendar/roll.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

// Typed from the definitions and the calendar on the wall.
TEST(Roll, FollowsTheTable) {
  const struct {
    const char *day, *following, *preceding, *modified_following, *modified_preceding, *nearest;
  } table[] = {
      // National Day 2026: 1 to 7 October off, worked again from Thursday 8
      {"2026-10-01", "2026-10-08", "2026-09-30", "2026-10-08", "2026-10-08", "2026-09-30"},
      {"2026-10-04", "2026-10-08", "2026-09-30", "2026-10-08", "2026-10-08",
       "2026-10-08"}, // four days each way
      {"2026-10-05", "2026-10-08", "2026-09-30", "2026-10-08", "2026-10-08", "2026-10-08"},
      // a Saturday worked, then a Sunday off
      {"2026-10-10", "2026-10-10", "2026-10-10", "2026-10-10", "2026-10-10", "2026-10-10"},
      {"2026-10-11", "2026-10-12", "2026-10-10", "2026-10-12", "2026-10-10",
       "2026-10-12"}, // a tie goes forward
      // weekends at the ends of a month
      {"2026-10-31", "2026-11-02", "2026-10-30", "2026-10-30", "2026-10-30", "2026-10-30"},
      {"2026-11-01", "2026-11-02", "2026-10-30", "2026-11-02", "2026-11-02", "2026-11-02"},
      {"2026-08-29", "2026-08-31", "2026-08-28", "2026-08-31", "2026-08-28", "2026-08-28"},
      // Spring Festival 2026: 15 to 23 February off, Saturday 14 worked
      {"2026-02-19", "2026-02-24", "2026-02-14", "2026-02-24", "2026-02-14", "2026-02-24"},
  };
  const Calendar cn = Calendar::built_in("cn");
  for (const auto& row : table) {
    const char* expected[] = {
        row.day, row.following, row.preceding, row.modified_following, row.modified_preceding, row.nearest};
    for (std::size_t i = 0; i < roll_names.size(); ++i)
      EXPECT_EQ(cn.roll(Date::from_text(row.day), static_cast<Roll>(i)).to_string(), expected[i])
          << row.day << ' ' << roll_names[i];
  }
}

TEST(Roll, RestsOnlyOnTheDaysThatDecide) {
  // Announced: one year that ends on a Friday off.
  const Calendar c("c", 0b0011111, {{Date(2027, 12, 31), false}, {Date(2027, 1, 1), false}}, Date(2027, 1, 1),
                   Date(2027, 12, 31));
  const Date last(2027, 12, 31), first(2027, 1, 1);
  const auto code = [&](Date d, Roll convention) {
    try {
      return c.roll(d, convention).to_string();
    } catch (const InvalidArgument& e) {
      return e.code();
    }
  };
  EXPECT_EQ(code(last, Roll::preceding), "2027-12-30");
  EXPECT_EQ(code(last, Roll::modified_following), "2027-12-30") << "the next day is of another month anyhow";
  EXPECT_EQ(code(last, Roll::following), "AC1114");
  EXPECT_EQ(code(last, Roll::nearest), "AC1114") << "2028-01-01 may be worked and would be as near";
  EXPECT_EQ(code(first, Roll::modified_preceding), "2027-01-04");
  EXPECT_EQ(code(first, Roll::preceding), "AC1114");
  EXPECT_EQ(code(first, Roll::nearest), "AC1114");
}

TEST(Roll, NamesReadBack) {
  for (std::size_t i = 0; i < roll_names.size(); ++i) {
    EXPECT_EQ(roll_from_text(roll_names[i]), static_cast<Roll>(i));
    EXPECT_EQ(name_of(static_cast<Roll>(i)), roll_names[i]);
  }
  for (const char* text : {"", "next", "Following", "modified following"}) {
    EXPECT_FALSE(parse_roll(text));
    try {
      roll_from_text(text);
      ADD_FAILURE() << text;
    } catch (const InvalidArgument& e) {
      EXPECT_EQ(e.code(), "AC1105");
      EXPECT_NE(std::string(e.what()).find("modified_following"), std::string::npos);
    }
  }
}

TEST(Calendar, CountsWithinAMonthAQuarterAndAYear) {
  const Calendar cn = Calendar::built_in("cn");
  const Date in(2026, 10, 20);
  EXPECT_EQ(cn.nth_working_day(PeriodUnit::months, in, 1), Date(2026, 10, 8));
  EXPECT_EQ(cn.nth_working_day(PeriodUnit::months, in, 3), Date(2026, 10, 10)) << "a Saturday";
  EXPECT_EQ(cn.last_working_day(PeriodUnit::months, in), Date(2026, 10, 30));
  EXPECT_EQ(cn.nth_working_day(PeriodUnit::months, in, -18), Date(2026, 10, 8)) << "October has 18";
  EXPECT_EQ(cn.last_working_day(PeriodUnit::quarters, in), Date(2026, 12, 31));
  EXPECT_EQ(cn.nth_working_day(PeriodUnit::quarters, in, 2), Date(2026, 10, 9));
  EXPECT_EQ(cn.nth_working_day(PeriodUnit::years, in, 1), Date(2026, 1, 4)) << "a Sunday";
  for (const std::int64_t n : {std::int64_t{19}, std::int64_t{-19}, std::int64_t{0}, INT64_MAX, INT64_MIN}) {
    try {
      cn.nth_working_day(PeriodUnit::months, in, n);
      ADD_FAILURE() << n;
    } catch (const InvalidArgument& e) {
      EXPECT_EQ(e.code(), "AC1106");
    }
  }
  EXPECT_THROW(cn.nth_working_day(PeriodUnit::weeks, in, 1), InvalidArgument);
  EXPECT_EQ(Calendar::built_in("every-day").last_working_day(PeriodUnit::years, Date(9999, 3, 1)),
            Date(9999, 12, 31));
  EXPECT_EQ(Calendar::built_in("every-day").nth_working_day(PeriodUnit::years, Date(1400, 3, 1), 1),
            Date(1400, 1, 1));
}

TEST(Calendar, ExplainsDayByDay) {
  const Calendar cn = Calendar::built_in("cn");
  const auto notes = cn.explain(Date(2026, 9, 30), Date(2026, 10, 11));
  ASSERT_EQ(notes.size(), 12u);
  EXPECT_EQ(notes[0], (DayNote{.date = Date(2026, 9, 30), .working = true}));
  EXPECT_EQ(notes[1].why, DayNote::Why::day_off);
  EXPECT_EQ(notes[1].name, "国庆节");
  EXPECT_EQ(notes[1].source, "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm");
  EXPECT_EQ(notes[10].why, DayNote::Why::make_up_day);
  EXPECT_TRUE(notes[10].working);
  EXPECT_EQ(notes[11], (DayNote{.date = Date(2026, 10, 11)})) << "a plain Sunday";
  EXPECT_TRUE(cn.explain(Date(2026, 10, 2), Date(2026, 10, 1)).empty());
  EXPECT_THROW(cn.explain(Date(2026, 12, 31), Date(2027, 1, 1)), InvalidArgument);
  const auto beyond = cn.assuming().explain(Date(2026, 12, 31), Date(2027, 1, 1));
  EXPECT_FALSE(beyond[0].provisional);
  EXPECT_TRUE(beyond[1].provisional);
}

} // namespace
} // namespace aftercourse
