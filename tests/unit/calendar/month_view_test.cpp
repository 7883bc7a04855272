#include <aftercourse/calendar/month_view.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const Calendar cn = Calendar::built_in("cn");

std::vector<DayMark> some_marks() {
  return {{Date(2026, 10, 8), Date(2026, 10, 20), "Calls", "open"},
          {Date(2026, 9, 28), Date(2026, 10, 13), "回访", "overdue"},
          {Date(2026, 10, 15), Date(2026, 10, 15), "<b>\"A\" & B</b>"},
          {Date(2026, 11, 1), Date(2026, 11, 1), "elsewhere"}};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(MonthView, OfOctober2026AsText) {
  EXPECT_EQ(MonthView(cn, Date(2026, 10, 20), some_marks()).to_text(), R"(October 2026 · cn

 Mon        Tue        Wed        Thu        Fri        Sat        Sun
                                   1 off      2 off      3 off      4 off
                                   a          a          a          a
  5 off      6 off      7 off      8          9         10 work   (11)
  a          a          a          ab         ab         ab         ab
 12         13         14         15         16        (17)       (18)
  ab         ab         b          bc         b          b          b
 19         20         21         22         23        (24)       (25)
  b          b
 26         27         28         29         30        (31)

 off   1-7   国庆节
 work  10    国庆节
 ( )   not worked by the pattern
 a     2026-09-28 - 2026-10-13  回访 [overdue]
 b     2026-10-08 - 2026-10-20  Calls [open]
 c     2026-10-15               <b>"A" & B</b>
)");
}

TEST(MonthView, OfOctober2026InChinese) {
  const std::string text = MonthView(cn, Date(2026, 10, 1)).to_text_zh();
  EXPECT_EQ(text, R"(2026年10月 · cn

 一       二       三       四       五       六       日
                             1 休     2 休     3 休     4 休
  5 休     6 休     7 休     8        9       10 班   (11)
 12       13       14       15       16      (17)     (18)
 19       20       21       22       23      (24)     (25)
 26       27       28       29       30      (31)

 休    1-7   国庆节
 班    10    国庆节
 ( )   按常规休息
)");
  // What stands under Saturday begins in one column, though the characters before it are two columns wide.
  std::vector<std::size_t> columns;
  for (const std::string before :
       {" 一       二       三       四       五       ", "  5 休     6 休     7 休     8        9      "})
    columns.push_back(display_width(before));
  EXPECT_EQ(columns[0], 46u);
  EXPECT_EQ(columns[1], 45u) << "a number of two digits, and its bracket, begin a column earlier";
}

TEST(MonthView, MarksWhatIsProvisionalAndRefusesWhatIsNotKnown) {
  const std::string text = MonthView(cn.assuming(), Date(2027, 2, 1)).to_text();
  EXPECT_NE(text.find("  1?"), text.npos);
  EXPECT_NE(text.find("(28)?"), text.npos);
  EXPECT_NE(text.find(" ?     provisional"), text.npos);
  EXPECT_NE(MonthView(cn.assuming(), Date(2027, 2, 1)).to_html_zh().find("暂定"), std::string::npos);
  EXPECT_THROW(MonthView(cn, Date(2027, 2, 1)), InvalidArgument);
}

TEST(MonthView, RefusesMarksThatEndBeforeTheyBegin) {
  try {
    const MonthView view(cn, Date(2026, 10, 1), {{Date(2026, 10, 2), Date(2026, 10, 1), "x"}});
    FAIL();
  } catch (const InvalidArgument& e) {
    EXPECT_EQ(e.code(), "AC1118");
  }
}

TEST(MonthView, HasALegendForMoreMarksThanThereAreLetters) {
  std::vector<DayMark> many(40, {Date(2026, 10, 8), Date(2026, 10, 9), "x"});
  const MonthView view(cn, Date(2026, 10, 1), many);
  EXPECT_NE(view.to_text().find("abcd+"), std::string::npos);
  EXPECT_NE(view.to_text().find(" +     14 more"), std::string::npos);
  EXPECT_EQ(count(view.to_html(), "class=\"mark"), 6u);
  EXPECT_EQ(count(view.to_html(), "+34 more"), 2u) << "on both days";
}

TEST(MonthView, AsHtmlIsEscapedAndSaysWhatItShows) {
  const std::string html = MonthView(cn, Date(2026, 10, 1), some_marks()).to_html();
  EXPECT_EQ(html.find("<b>"), html.npos);
  EXPECT_NE(html.find("&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;"), html.npos);
  EXPECT_NE(html.find("<div class=\"aftercourse-month\" lang=\"en\">"), html.npos);
  EXPECT_EQ(count(html, "scope=\"col\""), 8u);
  EXPECT_EQ(count(html, "scope=\"row\""), 5u);
  EXPECT_EQ(count(html, "<time datetime="), 31u);
  EXPECT_EQ(count(html, "<td class=\"off\""), 7u);
  EXPECT_EQ(count(html, "<td class=\"work\""), 1u);
  EXPECT_NE(html.find("title=\"2026-10-10 Saturday: make-up working day, 国庆节\""), html.npos);
  EXPECT_EQ(count(html, "class=\"mark"), 7u) << "three weeks, three weeks, and one";
  EXPECT_EQ(html.find("elsewhere"), html.npos);
}

TEST(MonthView, ShowsNoControlCharacters) {
  const MonthView view(Calendar::built_in("cn"), Date(2026, 10, 1),
                       {{.from = Date(2026, 10, 9), .to = Date(2026, 10, 9), .text = "a\n\x1b[31mb"}});
  EXPECT_NE(view.to_text().find("a  [31mb"), std::string::npos);
  EXPECT_EQ(view.to_html().find('\x1b'), std::string::npos);
}

TEST(MonthView, AtTheEndsOfTime) {
  for (const Date d : {Date(1400, 1, 1), Date(9999, 12, 31)}) {
    const MonthView view(Calendar::built_in("weekdays"), d);
    EXPECT_EQ(count(view.to_html_zh(), "<time datetime="), 31u);
    EXPECT_NE(view.to_text().find(" 31"), std::string::npos);
  }
}

} // namespace
} // namespace aftercourse
