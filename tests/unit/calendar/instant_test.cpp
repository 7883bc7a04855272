#include <aftercourse/calendar/instant.hpp>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

TEST(Instant, ReadsRfc3339) {
  const struct {
    const char* text;
    std::int64_t microseconds;
    const char* written;
  } cases[] = {
      {"1970-01-01T00:00Z", 0, "1970-01-01T00:00:00Z"},
      {"2026-09-12T09:00+08:00", 1'789'174'800'000'000, "2026-09-12T09:00:00+08:00"},
      {"2026-09-12t01:00:00z", 1'789'174'800'000'000, "2026-09-12T01:00:00Z"},
      {"1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"},
      {"1970-01-01T00:00:00.0000019Z", 1, "1970-01-01T00:00:00.000001Z"},
      {"1970-01-01 00:00:00.5-03:30", 12'600'500'000, "1970-01-01T00:00:00.500000-03:30"},
  };
  for (const auto& c : cases) {
    const auto i = Instant::parse(c.text);
    ASSERT_TRUE(i) << c.text;
    EXPECT_EQ(i->microseconds(), c.microseconds) << c.text;
    EXPECT_EQ(i->to_string(), c.written);
    EXPECT_EQ(Instant::from_text(i->to_string()), *i);
  }
}

TEST(Instant, KeepsTheDayOfThePlaceWhereItWasWritten) {
  EXPECT_EQ(Instant::from_text("2026-09-12T23:30+08:00").local_day(), Date(2026, 9, 12));
  EXPECT_EQ(Instant::from_text("2026-09-12T00:30+08:00").local_day(), Date(2026, 9, 12));
  EXPECT_EQ(Instant::from_text("2026-09-11T16:30Z").local_day(), Date(2026, 9, 11));
  EXPECT_EQ(Instant::from_text("1400-01-01T14:00+14:00").local_day(), Date(1400, 1, 1));
  EXPECT_EQ(Instant::from_text("9999-12-31T11:59:59-12:00").to_string(), "9999-12-31T11:59:59-12:00");
  EXPECT_THROW(Instant(INT64_MAX, 1439).local_day(), InvalidArgument);
  EXPECT_THROW(Instant(INT64_MIN, -1439).local_day(), InvalidArgument);
}

TEST(Instant, OrdersByTheMoment) {
  EXPECT_EQ(Instant::from_text("2026-09-12T09:00+08:00"), Instant::from_text("2026-09-12T01:00Z"));
  EXPECT_LT(Instant::from_text("2026-09-12T09:00+08:00"), Instant::from_text("2026-09-12T02:00Z"));
}

TEST(Instant, RefusesTheRestAndSaysWhy) {
  const struct {
    const char *text, *part;
  } cases[] = {{"2026-09-12T09:00", "the offset from UTC is missing"},
               {"2026-09-12", "expected 'T'"},
               {"", "expected a date"},
               {"2026-02-30T09:00Z", "expected a date"},
               {"2026-09-12T24:00Z", "hour"},
               {"2026-09-12T9:00Z", "hour"},
               {"2026-09-12T09:60Z", "minutes"},
               {"2026-09-12T09:00:60Z", "seconds"},
               {"2026-09-12T09:00:00.Z", "fraction"},
               {"2026-09-12T09:00+0800", "':' in the offset"},
               {"2026-09-12T09:00+24:00", "hours of the offset"},
               {"2026-09-12T09:00Z ", "more after the offset"}};
  for (const auto& c : cases) {
    EXPECT_FALSE(Instant::parse(c.text)) << c.text;
    try {
      Instant::from_text(c.text);
      ADD_FAILURE() << c.text;
    } catch (const InvalidArgument& e) {
      EXPECT_EQ(e.code(), "AC1102");
      EXPECT_NE(std::string(e.what()).find(c.part), std::string::npos) << c.text << " gave " << e.what();
    }
  }
}

TEST(Instant, moments_outside_the_years_are_refused) {
  EXPECT_FALSE(Instant::parse("9999-12-31T23:59-12:00"));
  EXPECT_FALSE(Instant::parse("1400-01-01T00:00+14:00"));
  EXPECT_TRUE(Instant::parse("9999-12-31T23:59Z"));
  EXPECT_TRUE(Instant::parse("1400-01-01T00:00Z"));
}

} // namespace
} // namespace aftercourse
