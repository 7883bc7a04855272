#include <aftercourse/base/error.hpp>

#include <aftercourse/base/progress.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

TEST(Error, NamesEveryClass) {
  for (int c = 1; c <= 16; ++c) EXPECT_NE(name_of(static_cast<ErrorClass>(c)), "unknown") << c;
  EXPECT_EQ(name_of(ErrorClass::too_new), "too new");
  EXPECT_EQ(name_of(static_cast<ErrorClass>(99)), "unknown");
}

TEST(Error, SaysWhereAndKeepsPersonalValuesApart) {
  const auto e = InvalidArgument("AC1101", "not a date", "born").with_personal("1980-02-30");
  EXPECT_STREQ(e.what(), "born: not a date");
  EXPECT_EQ(e.personal(), "1980-02-30");
  EXPECT_EQ(e.error_class(), ErrorClass::invalid_argument);
  EXPECT_FALSE(e.retry());
  EXPECT_TRUE(Busy("AC6001", "locked").retry());
}

TEST(Fault, ReadsLikeACompilerMessage) {
  EXPECT_EQ(to_string(Fault{"calls.csv", 17, 3, "date", "30 February does not exist", "AC2004"}),
            "calls.csv:17:3: date: 30 February does not exist [AC2004]");
  EXPECT_EQ(to_string(Fault{"calls.csv", 17, 0, "", "too few values", "AC2004"}),
            "calls.csv:17: too few values [AC2004]");
  EXPECT_EQ(to_string(Fault{"", 0, 0, "week", "is missing", ""}), "week: is missing");
}

TEST(Progress, StopsWhenTheCallerSaysSo) {
  report({}, 1, 2, "reading");
  report([](auto, auto, auto) { return true; }, 1, 2, "reading");
  try {
    report([](auto done, auto total, auto step) { return !(done == 1 && total == 2 && step == "reading"); },
           1, 2, "reading");
    FAIL();
  } catch (const Cancelled& e) {
    EXPECT_EQ(e.code(), "AC9001");
  }
}

} // namespace
} // namespace aftercourse
