#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/ics_value.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

using Texts = std::vector<std::string>;

TEST(IcsValue, TextIsEscaped) {
  EXPECT_EQ(ics_escape("a,b;c\\d\ne\r\nf\rg: \"h\""), "a\\,b\\;c\\\\d\\ne\\nf\\ng: \"h\"");
  EXPECT_EQ(ics_escape("\x01\t\x7f"), " \t ");
  EXPECT_EQ(ics_unescape("a\\,b\\;c\\\\d\\ne\\Nf"), "a,b;c\\d\ne\nf");
  EXPECT_EQ(ics_unescape("a\\:b\\"), "a\\:b\\") << "stands for itself";
  EXPECT_EQ(ics_unescape(ics_escape("培训,\n回访;\\n")), "培训,\n回访;\\n");
}

TEST(IcsValue, ListsAreSplitAtCommas) {
  EXPECT_EQ(ics_texts("a,b\\,c,,d"), (Texts{"a", "b,c", "", "d"}));
  EXPECT_EQ(ics_texts(""), (Texts{""}));
  EXPECT_EQ(ics_texts("a,"), (Texts{"a", ""}));
  EXPECT_EQ(ics_texts("a\\\\,b"), (Texts{"a\\", "b"}));
  EXPECT_EQ(ics_list("20261001,20261002"), (std::vector<std::string_view>{"20261001", "20261002"}));
  EXPECT_EQ(ics_list(","), (std::vector<std::string_view>{"", ""}));
}

TEST(IcsValue, Dates) {
  EXPECT_EQ(parse_ics_date("20261001"), Date(2026, 10, 1));
  EXPECT_EQ(to_ics(Date(2026, 10, 1)), "20261001");
  for (const char* bad : {"", "2026101", "202610011", "20260229", "13991231", "2026-1-1", "2026100a"})
    EXPECT_FALSE(parse_ics_date(bad)) << bad;
}

TEST(IcsValue, DateTimes) {
  EXPECT_EQ(parse_ics_date_time("20261001T090000"),
            (IcsDateTime{LocalTime(Date(2026, 10, 1), 9 * 3600), false}));
  EXPECT_EQ(parse_ics_date_time("20261001T235959Z"),
            (IcsDateTime{LocalTime(Date(2026, 10, 1), 86399), true}));
  EXPECT_EQ(parse_ics_date_time("20261001T235960"),
            (IcsDateTime{LocalTime(Date(2026, 10, 1), 86399), false}));
  for (const char* bad :
       {"20261001", "20261001T", "20261001T0900", "20261001T240000", "20261001T096000", "20261001T090061",
        "20261001t090000", "20261001T090000z", "20261001T09000 ", "20261001T+90000"})
    EXPECT_FALSE(parse_ics_date_time(bad)) << bad;
  EXPECT_EQ(to_ics(IcsDateTime{LocalTime(Date(2026, 10, 1), 1), true}), "20261001T000001Z");
  EXPECT_EQ(to_ics(Instant::from_text("2026-10-01T00:30:00.9+08:00")), "20260930T163000Z");
  EXPECT_EQ(to_ics(Instant(-1, 0)), "19691231T235959Z") << "the second before";
}

TEST(IcsValue, Durations) {
  const struct {
    const char* text;
    IcsDuration value;
  } table[] = {{"P1D", {1, 0}},
               {"P2W", {14, 0}},
               {"PT15M", {0, 900}},
               {"-P2DT15H", {-2, -54000}},
               {"+P1DT1H1M1S", {1, 3661}},
               {"PT1H0M5S", {0, 3605}},
               {"P0D", {0, 0}},
               {"PT1H5S", {0, 3605}}};
  for (const auto& c : table) EXPECT_EQ(parse_ics_duration(c.text), c.value) << c.text;
  for (const char* bad : {"", "P", "PT", "P1", "1D", "P1H", "PT1D", "P1W1D", "P1DT", "PT1M1H", "PT1H1H",
                          "P-1D", "--P1D", "P1D ", "P1000000000D", "P1Y"})
    EXPECT_FALSE(parse_ics_duration(bad)) << bad;
  for (const char* text : {"P1D", "-P2DT15H", "PT1H0M5S", "PT0S", "P1DT1S", "PT1H1M"})
    EXPECT_EQ(to_ics(*parse_ics_duration(text)), text);
  EXPECT_THROW(to_ics(IcsDuration{1, -1}), InvalidArgument);
  EXPECT_THROW(to_ics(IcsDuration{1'000'000'000, 0}), InvalidArgument);
  EXPECT_THROW(to_ics(IcsDuration{0, INT64_MIN}), InvalidArgument);
}

TEST(IcsValue, Integers) {
  EXPECT_EQ(parse_ics_integer("0"), 0);
  EXPECT_EQ(parse_ics_integer("+12"), 12);
  EXPECT_EQ(parse_ics_integer("-2147483648"), INT32_MIN);
  for (const char* bad : {"", "+", "-", "+-1", "1.0", "2147483648", " 1"})
    EXPECT_FALSE(parse_ics_integer(bad)) << bad;
}

} // namespace
} // namespace aftercourse
