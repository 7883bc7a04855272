#include <aftercourse/calendar/date.hpp>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

std::string message_of(std::string_view text) {
  try {
    Date::from_text(text);
  } catch (const InvalidArgument& e) {
    EXPECT_EQ(e.code(), "AC1101");
    return e.what();
  }
  return {};
}

TEST(Date, AgreesWithTheStandardLibraryOnEveryDay) {
  for (std::int32_t n = Date::min_days; n <= Date::max_days; ++n) {
    const Date d = Date::from_days(n);
    const std::chrono::year_month_day civil{d.to_sys_days()};
    ASSERT_EQ(d.year(), static_cast<int>(civil.year()));
    ASSERT_EQ(d.month(), static_cast<int>(unsigned{civil.month()}));
    ASSERT_EQ(d.day(), static_cast<int>(unsigned{civil.day()}));
    ASSERT_EQ(d.weekday(), static_cast<int>(std::chrono::weekday{d.to_sys_days()}.iso_encoding()));
    ASSERT_EQ(Date(d.to_boost()), d);
    ASSERT_EQ(Date(d.to_sys_days()), d);
    ASSERT_EQ(Date(d.year(), d.month(), d.day()), d);
  }
  EXPECT_EQ(Date(1970, 1, 1), Date{});
}

TEST(Date, ReadsBackWhatItWrites) {
  for (std::int32_t n = Date::min_days; n <= Date::max_days; n += 997) {
    const Date d = Date::from_days(n);
    ASSERT_EQ(Date::parse(d.to_string()), d);
  }
  EXPECT_EQ(Date(1400, 1, 1).to_string(), "1400-01-01");
  EXPECT_EQ(Date(9999, 12, 31).to_string(), "9999-12-31");
  EXPECT_EQ(Date(1400, 1, 1).days(), Date::min_days);
  EXPECT_EQ(Date(9999, 12, 31).days(), Date::max_days);
}

TEST(Date, ReadsTheExtendedFormAndNothingElse) {
  EXPECT_EQ(Date::parse("2024-02-29"), Date(2024, 2, 29));
  for (const char* text :
       {"", "2026-1-1", "2026-01-1", "20260101", "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-01T",
        "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "1399-12-31", "1900-02-29",
        "+026-01-01", "２026-01-01", "2026-01-0x"})
    EXPECT_FALSE(Date::parse(text)) << text;
}

TEST(Date, SaysWhatIsWrong) {
  EXPECT_EQ(message_of("2026-02-30"), "30 February 2026 does not exist");
  EXPECT_EQ(message_of("2026-13-01"), "there is no month 13");
  EXPECT_EQ(message_of("1399-12-31"), "year 1399 is outside 1400-9999");
  EXPECT_EQ(message_of("13800138000").find("13800138000"), std::string::npos) << "it may be a personal value";
}

TEST(Date, StaysWithinItsRange) {
  const Date first(1400, 1, 1), last(9999, 12, 31);
  EXPECT_EQ(first.plus_days(Date::max_days - std::int64_t{Date::min_days}), last);
  EXPECT_THROW(first.plus_days(-1), InvalidArgument);
  EXPECT_THROW(last.plus_days(1), InvalidArgument);
  EXPECT_THROW(first.plus_days(INT64_MAX), InvalidArgument);
  EXPECT_THROW(last.plus_days(INT64_MIN), InvalidArgument);
  EXPECT_THROW(Date::from_days(Date::max_days + 1), InvalidArgument);
  EXPECT_THROW(Date(10000, 1, 1), InvalidArgument);
  EXPECT_THROW(Date(66936, 1, 1), InvalidArgument) << "a year that 16 bits would wrap to 1400";
  EXPECT_THROW(Date(boost::gregorian::date(boost::date_time::not_a_date_time)), InvalidArgument);
  EXPECT_THROW(Date(std::chrono::sys_days(std::chrono::days(Date::max_days + 1))), InvalidArgument);
}

} // namespace
} // namespace aftercourse
