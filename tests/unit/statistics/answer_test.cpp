#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {
namespace {

TEST(Answer, NumbersAreReadableAndNeverRoundedToNothingOrToAll) {
  EXPECT_EQ(readable(1794.34), "1,794");
  EXPECT_EQ(readable(-1234567.8), "-1,234,568");
  EXPECT_EQ(readable(123.456), "123.5");
  EXPECT_EQ(readable(12.345), "12.35");
  EXPECT_EQ(readable(0.0123), "0.0123");
  EXPECT_EQ(readable(0.00004), "4e-05");
  EXPECT_EQ(readable(2), "2");
  EXPECT_EQ(readable(0), "0");
  EXPECT_EQ(readable(0.99999), "0.99999");
  EXPECT_EQ(readable(no_value), "-");
  EXPECT_EQ(readable_p(0.00001), "p < 0.0001");
  EXPECT_EQ(readable_p(0.0079), "p = 0.0079");
  EXPECT_EQ(readable_level(0.95), "95");
  EXPECT_EQ(readable_level(0.999), "99.9");
}

TEST(Answer, WrongColumnsAreNamed) {
  const std::vector<double> values{1, std::numeric_limits<double>::infinity()};
  try {
    require_finite(values, "outcome");
    FAIL();
  } catch (const InvalidArgument& e) {
    EXPECT_EQ(e.code(), "AC5501");
    EXPECT_STREQ(e.what(), "value 2 of outcome is infinite");
  }
  EXPECT_THROW(require_equal_length(1, 2, "a", "b"), InvalidArgument);
  EXPECT_THROW(require_level(1), InvalidArgument);
  EXPECT_THROW(require_level(no_value), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
