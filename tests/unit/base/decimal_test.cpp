#include <aftercourse/base/decimal.hpp>

#include <limits>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

TEST(Decimal, ReadsWhatPeopleWrite) {
  const struct {
    const char* text;
    std::int64_t units;
  } cases[] = {{"78.5", 78'500'000},
               {"-3", -3'000'000},
               {"1e3", 1'000'000'000},
               {"1.5E+2", 150'000'000},
               {"25e-1", 2'500'000},
               {"20%", 200'000},
               {"0.5%", 5'000},
               {"0", 0},
               {"-0", 0},
               {"0e999999999", 0},
               {"007", 7'000'000},
               {"0.000001", 1},
               {"1.000000000000000000000000", 1'000'000},
               {"1000000000000000000000e-21", 1'000'000},
               {"9223372036854.775807", std::numeric_limits<std::int64_t>::max()},
               {"-9223372036854.775808", std::numeric_limits<std::int64_t>::min()}};
  for (const auto& c : cases) {
    const auto d = Decimal::parse(c.text);
    ASSERT_TRUE(d) << c.text;
    EXPECT_EQ(d->units(), c.units) << c.text;
  }
}

TEST(Decimal, RefusesWhatItCannotHoldExactly) {
  for (const char* text : {"",
                           "-",
                           "+3",
                           ".5",
                           "5.",
                           "1..2",
                           "1,5",
                           " 1",
                           "1 ",
                           "1e",
                           "1e+",
                           "1e+-2",
                           "e3",
                           "%",
                           "1%%",
                           "0x10",
                           "NaN",
                           "inf",
                           "0.0000001",
                           "0.00001%",
                           "1e-7",
                           "9223372036854.775808",
                           "-9223372036854.775809",
                           "1e13",
                           "1e999999999",
                           "1e99999999999",
                           "99999999999999999999999",
                           "７８"})
    EXPECT_FALSE(Decimal::parse(text)) << text;
}

TEST(Decimal, WritesTheShortestTextAndReadsItBack) {
  for (const char* text : {"78.5", "3", "-0.000001", "0", "100", "-9223372036854.775808", "0.1", "12.000034"})
    EXPECT_EQ(Decimal::parse(text)->to_string(), text);
}

TEST(Decimal, AddsExactlyWhereBinaryFractionsDoNot) {
  EXPECT_EQ(Decimal::parse("0.1")->units() + Decimal::parse("0.2")->units(), Decimal::parse("0.3")->units());
}

TEST(Decimal, FromIntegerChecksTheRange) {
  EXPECT_EQ(Decimal::from_integer(-7).to_string(), "-7");
  try {
    Decimal::from_integer(9'223'372'036'855);
    FAIL();
  } catch (const InvalidArgument& e) {
    EXPECT_EQ(e.code(), "AC1003");
  }
}

} // namespace
} // namespace aftercourse
