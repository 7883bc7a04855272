#include <aftercourse/facts/csv.hpp>

#include <gtest/gtest.h>

#include "import.hpp"

namespace aftercourse {
namespace {

struct Read {
  std::vector<Fault> faults;
  RecordOp op;
  explicit Read(std::string_view text, const CsvOptions& options = {})
      : op(read_csv(sample_snapshot(), 0, text, "a.csv", options, faults)) {}
};

/// What is said about one cell.
std::string reason(const std::string& field, const std::string& cell, const CsvOptions& options = {}) {
  const Read r("id," + field + "\nA," + cell + "\n", options);
  EXPECT_EQ(r.op.rows.size(), r.faults.empty() ? 1u : 0u) << cell;
  return r.faults.empty() ? "good" : r.faults[0].reason + " [" + r.faults[0].code + "]";
}

TEST(Csv, ReadsEveryType) {
  const Read r(
      "\xEF\xBB\xBFid,title,count,score,rating,rate,done,day,at,channel,unit,topics,born\r\n"
      "A,\"销售, "
      "\"\"x\"\"\n\",-7,78.1,20%,0.5,是,2026-10-20,2026-09-12T09:00+08:00,email,B,grasp;mode,1999-01-31\r\n"
      "B,,,,,,,,,,,,");
  EXPECT_EQ(places_of(r.faults), "");
  EXPECT_EQ(
      text_of(r.op),
      R"({"id":"A","title":"销售, \"x\"\n","count":-7,"score":78.1,"rating":0.2,"rate":0.5,"done":true,)"
      R"("day":"2026-10-20","at":"2026-09-12T09:00:00+08:00","channel":"email","unit":"B",)"
      R"("topics":["grasp","mode"],"born":"1999-01-31"})"
      "\n{\"id\":\"B\"}");
  EXPECT_EQ(r.op.lines, (std::vector<std::int64_t>{2, 4}));
}

TEST(Csv, LinesEndAsTheyLike) {
  for (const char* text :
       {"id,count\nA,1\nB,2", "id,count\r\nA,1\r\nB,2\r\n", "\n\nid,count\n\r\nA,1\n\nB,2\n\n\n",
        "id,count\nA,\"1\"\r\nB,2\r", "\"id\",\"count\"\n\"A\",1\n\"B\",\"2\"\r"}) {
    const Read r(text);
    EXPECT_EQ(places_of(r.faults), "") << text;
    EXPECT_EQ(text_of(r.op), "{\"id\":\"A\",\"count\":1}\n{\"id\":\"B\",\"count\":2}") << text;
  }
}

TEST(Csv, BooleansAreWrittenAsPeopleDo) {
  for (const char* yes : {"true", "TRUE", "Yes", "1", "是"})
    EXPECT_EQ(text_of(Read(std::string("id,done\nA,") + yes).op), R"({"id":"A","done":true})") << yes;
  for (const char* no : {"false", "False", "NO", "0", "否"})
    EXPECT_EQ(text_of(Read(std::string("id,done\nA,") + no).op), R"({"id":"A","done":false})") << no;
  for (const char* bad : {"y", "2", "truee", "tru", "是的"})
    EXPECT_EQ(reason("done", bad), "expected true or false, yes or no, 1 or 0, 是 or 否 [AC2033]");
}

TEST(Csv, DatesFollowTheFormat) {
  const auto read = [](const char* format, const std::string& date) {
    CsvOptions o;
    o.date_format = format;
    const Read r("id,day\nA," + date, o);
    return r.faults.empty() ? text_of(r.op).substr(17, 10) : r.faults[0].reason;
  };
  EXPECT_EQ(read("%m/%d/%Y", "9/1/2026"), "2026-09-01");
  EXPECT_EQ(read("%m/%d/%y", "09/01/26"), "2026-09-01");
  EXPECT_EQ(read("%d.%m.%y", "1.9.69"), "1969-09-01");
  EXPECT_EQ(read("%Y年%m月%d日", "2026年9月1日"), "2026-09-01");
  EXPECT_EQ(read("%Y%m%d", "20260901"), "2026-09-01");
  EXPECT_EQ(read("%m/%d/%Y*", "9/1/2026 09:30:00 AM"), "2026-09-01");
  EXPECT_EQ(read("%Y-%m-%d*", "2026-09-01"), "2026-09-01");
  EXPECT_EQ(read("%m/%d/%Y", "9/1/2026 09:30"), "expected a date written as %m/%d/%Y");
  EXPECT_EQ(read("%m/%d/%Y", "2/30/2026"), "30 February 2026 does not exist");
  EXPECT_EQ(read("%m/%d/%Y", "9/1/20226"), "expected a date written as %m/%d/%Y");
  EXPECT_EQ(read("%Y-%m-%d", "2026-02-30"), "30 February 2026 does not exist");
  EXPECT_EQ(read("%Y-%m-%d", "20226-01-01"), "not a date; expected year-month-day such as 2026-10-01");
  EXPECT_EQ(reason("born", "1999-02-30"), "expected a date written as %Y-%m-%d [AC2033]");
  for (const char* bad : {"", "%Y-%m", "%Y-%m-%d-%d", "%Y*-%m-%d", "%Y-%m-%d%", "%H-%m-%d"})
    EXPECT_EQ(code_of([&] { read(bad, "2026-09-01"); }), "AC2039") << bad;
}

TEST(Csv, BadCellsAreFaults) {
  for (const auto& [field, cell] : {std::pair{"count", "1.5"},
                                    {"count", " 1"},
                                    {"count", "9223372036854775808"},
                                    {"score", "1e400"},
                                    {"score", "\"1,5\""},
                                    {"rate", "nan"},
                                    {"rate", "inf"},
                                    {"channel", "Phone"},
                                    {"title", "\xFF"},
                                    {"unit", "\xC3"},
                                    {"topics", "a;;b"},
                                    {"topics", "a;"},
                                    {"at", "2026-09-12T09:00"},
                                    {"day", "2026-13-01"}})
    EXPECT_NE(reason(field, cell).find("[AC2033]"), std::string::npos) << field << ' ' << cell;
  EXPECT_EQ(reason("title", std::string("a\0b", 3)), "has a NUL at byte 1 [AC2033]");
}

TEST(Csv, ShortRowsAreReadWhenAskedFor) {
  CsvOptions o;
  o.short_rows = true;
  const Read r("id,count,title\nA,1\nB\nC,2,x,y\n", o);
  EXPECT_EQ(places_of(r.faults), "4:4  AC2036");
  EXPECT_EQ(text_of(r.op), "{\"id\":\"A\",\"count\":1}\n{\"id\":\"B\"}");
}

TEST(Csv, CellsAreTrimmedWhenAskedFor) {
  CsvOptions o;
  o.trim = true;
  const Read r("id,count,title\n A ,\t1 ,  two words \nB, ,\" x\"\n", o);
  EXPECT_EQ(places_of(r.faults), "");
  EXPECT_EQ(text_of(r.op),
            "{\"id\":\"A\",\"title\":\"two words\",\"count\":1}\n{\"id\":\"B\",\"title\":\"x\"}");
}

TEST(Csv, FaultsSayLineColumnAndField) {
  const Read r("id,count,title\nA,x,\"two\nlines\"\nB,1\nC,1,a,b\n,1,x\nD,y,\"1\"\nE,2,ok\n");
  EXPECT_EQ(places_of(r.faults),
            "2:2 count AC2033\n4:2  AC2036\n5:4  AC2036\n6:0 id AC2034\n7:2 count AC2033");
  EXPECT_EQ(r.faults[1].reason, "the row has 2 cells, the heading 3");
  EXPECT_EQ(text_of(r.op), R"({"id":"E","title":"ok","count":2})");
  EXPECT_EQ(r.op.lines, std::vector<std::int64_t>{8});
}

TEST(Csv, QuotesMustClose) {
  const Read open("id,title\nA,\"never\nB,x\n");
  EXPECT_EQ(places_of(open.faults), "2:2  AC2037");
  EXPECT_EQ(text_of(open.op), "");
  const Read after("id,title\nA,\"x\"y\nB,a\"b\nC,ok\n");
  EXPECT_EQ(places_of(after.faults), "2:2  AC2037\n3:2  AC2037");
  EXPECT_EQ(text_of(after.op), R"({"id":"C","title":"ok"})");
  EXPECT_EQ(places_of(Read("id,\"title\nA,1").faults), "1:2  AC2037");
}

TEST(Csv, HeadingsAreFieldsOnce) {
  EXPECT_EQ(places_of(Read("id,count,count,scor\nA,1,2,3").faults), "1:3  AC2038\n1:4 scor AC2031");
  EXPECT_EQ(places_of(Read("count\n1\n").faults), "1:0 id AC2034");
  EXPECT_EQ(places_of(Read("").faults), "1:0  AC2038");
  EXPECT_EQ(places_of(Read("id,\xFF\nA,1").faults), "1:2  AC2031");
  EXPECT_EQ(Read("id,count,count\nA,1,2").op.rows.size(), 0u);
}

TEST(Csv, AColumnMapNamesColumnsConstantsAndJoins) {
  CsvOptions o;
  o.separator = '\t';
  o.list_separator = " | ";
  o.missing = {"NA", "-"};
  o.columns = {{"id", "slug+day"},       {"channel", "=phone"}, {"title", "Title + name"}, {"count", "#"},
               {"unit", "slug+missing"}, {"topics", "tags"},    {"score", "mark"}};
  const Read r("slug\tday\tTitle + name\ttags\tmark\tmissing\tother\tother\n"
               "P\t1\tx\ta | b\t-\t7\t\xFF\t\nQ\t2\tNA\t\t5\tNA\t\t\n",
               o);
  EXPECT_EQ(places_of(r.faults), "");
  EXPECT_EQ(text_of(r.op),
            R"({"id":"P-1","title":"x","count":1,"channel":"phone","unit":"P-7","topics":["a","b"]})"
            "\n"
            R"({"id":"Q-2","count":2,"score":5,"channel":"phone"})");
}

TEST(Csv, AColumnMapMustFit) {
  const auto read = [](std::map<std::string, std::string> columns) {
    CsvOptions o;
    o.columns = std::move(columns);
    return places_of(Read("key,a,a\nA,1,2\n", o).faults);
  };
  EXPECT_EQ(read({{"id", "key"}}), "");
  EXPECT_EQ(read({{"id", "nope"}, {"count", "a"}}), "1:0 id AC2038\n1:3  AC2038");
  EXPECT_EQ(read({{"count", "key"}}), "1:0 id AC2034");
  EXPECT_EQ(code_of([&] { read({{"coutn", "key"}}); }), "AC2002");
}

TEST(Csv, SeparatorsAreChecked) {
  CsvOptions o;
  o.separator = '"';
  EXPECT_EQ(code_of([&] { Read("id\nA", o); }), "AC2039");
  o = {};
  o.list_separator = "";
  EXPECT_EQ(code_of([&] { Read("id\nA", o); }), "AC2039");
}

} // namespace
} // namespace aftercourse
