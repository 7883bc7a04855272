#include <aftercourse/facts/json.hpp>

#include <gtest/gtest.h>

#include "import.hpp"

namespace aftercourse {
namespace {

struct Read {
  std::vector<Fault> faults;
  RecordOp op;
  explicit Read(std::string_view text) : op(read_json(sample_snapshot(), 0, text, "a.json", faults)) {}
};

/// What is said about one field of one fact.
std::string reason(std::string_view field) {
  const Read r("{\"id\":\"A\"," + std::string(field) + "}");
  EXPECT_EQ(r.op.rows.size(), r.faults.empty() ? 1u : 0u) << field;
  return r.faults.empty() ? "good" : r.faults[0].reason + " [" + r.faults[0].code + "]";
}

constexpr const char* full =
    R"({"id":"A","title":"销售\"x\"\n","count":-7,"score":78.1,"rating":0.000001,"rate":1e+300,"done":true,)"
    R"("day":"2026-10-20","at":"2026-09-12T09:00:00+08:00","channel":"email","unit":"B","topics":["grasp","mode"],)"
    R"("born":"1999-01-31"})";

TEST(Json, ReadsEveryTypeAndWritesItBack) {
  const Read r(full);
  EXPECT_EQ(places_of(r.faults), "");
  EXPECT_EQ(text_of(r.op), full);
  EXPECT_EQ(std::get<Decimal>(r.op.rows.get(0, 2)).units(), 78'100'000);
  EXPECT_EQ(std::get<Instant>(r.op.rows.get(0, 7)).offset_minutes(), 480);
}

TEST(Json, ReadsAnArrayAndTellsLines) {
  const Read r("\xEF\xBB\xBF[\n  {\"id\": \"A\", \"topics\": [\"x\"]},\n\n  {\"id\": \"B\", \"score\": "
               "null,\n   \"topics\": []}\n]\n");
  EXPECT_EQ(places_of(r.faults), "");
  EXPECT_EQ(text_of(r.op), "{\"id\":\"A\",\"topics\":[\"x\"]}\n{\"id\":\"B\"}");
  EXPECT_EQ(r.op.lines, (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(r.op.origin, "a.json");
}

TEST(Json, NumbersAreExactAndOfTheirType) {
  EXPECT_EQ(reason(R"("score":"78.5")"), "good");
  EXPECT_EQ(reason(R"("score":1e3)"), "good");
  EXPECT_EQ(reason(R"("count":9223372036854775807)"), "good");
  for (const char* bad :
       {R"("count":1.5)", R"("count":1.0)", R"("count":1e2)", R"("count":"1")", R"("count":true)",
        R"("count":9223372036854775808)", R"("count":-9223372036854775808)", R"("score":1e400)",
        R"("score":0.0000001)", R"("score":"")", R"("score":"1,5")", R"("score":-9223372036854.775808)",
        R"("rate":1e400)", R"("rate":"0.5")", R"("done":1)", R"("done":"true")", R"("title":5)",
        R"("unit":5)"})
    EXPECT_NE(reason(bad).find("[AC2033]"), std::string::npos) << bad;
  EXPECT_EQ(reason(R"("count":1.5)"), "'1.5' is not a whole number of 64 bits [AC2033]");
  EXPECT_EQ(reason(R"("count":"1")"), "expected a whole number of 64 bits, found text [AC2033]");
}

TEST(Json, DatesExist) {
  EXPECT_EQ(reason(R"("day":"2026-02-30")"), "30 February 2026 does not exist [AC2033]");
  EXPECT_EQ(reason(R"("day":"20226-01-01")"),
            "not a date; expected year-month-day such as 2026-10-01 [AC2033]");
  EXPECT_EQ(reason(R"("day":20260101)"), "expected a date such as 2026-10-01, found a number [AC2033]");
  EXPECT_NE(reason(R"("at":"2026-09-12T09:00")").find("offset"), std::string::npos);
  EXPECT_NE(reason(R"("at":"1400-01-01T00:00:00+08:00")").find("1400-9999"), std::string::npos);
}

TEST(Json, PersonalValuesAreNotRepeated) {
  EXPECT_EQ(reason(R"("born":"1999-02-30")"), "expected a date such as 2026-10-01 [AC2033]");
}

TEST(Json, CategoriesAndFieldsSuggest) {
  EXPECT_EQ(reason(R"("channel":"emial")"),
            "'emial' is not one of phone, email; did you mean 'email'? [AC2033]");
  EXPECT_EQ(reason(R"("scroe":1)"), "sample has no field 'scroe'; did you mean 'score'? [AC2031]");
}

TEST(Json, TextIsUtf8WithoutNul) {
  EXPECT_EQ(reason(R"("title":"a\u0000b")"), "has a NUL at byte 1 [AC2033]");
  EXPECT_EQ(reason(R"("a\u0000b":1)").substr(0, 25), "sample has no field a tex");
  EXPECT_EQ(reason(R"("topics":["a\u0000"])"), "has a NUL at byte 1 [AC2033]");
  for (const char* bad :
       {"\\ud800", "\\udc00", "\\ud800\\u0041", "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xE4\xB8"})
    EXPECT_EQ(code_of([&] { Read(std::string("{\"id\":\"A\",\"title\":\"") + bad + "\"}"); }), "AC2030")
        << bad;
  EXPECT_EQ(reason(R"("title":"\ud83d\ude00")"), "good");
}

TEST(Json, ListsHoldTexts) {
  EXPECT_EQ(reason(R"("topics":"grasp")"), "expected a list of texts, found text [AC2033]");
  EXPECT_EQ(reason(R"("topics":[1])"), "expected a text in the list, found a number [AC2033]");
  EXPECT_EQ(reason(R"("topics":[["a"],{"b":[1]},null,""])"),
            "expected a text in the list, found a list [AC2033]");
  EXPECT_EQ(reason(R"("title":["a"])"), "expected text, found a list [AC2033]");
}

TEST(Json, ListsEveryFaultOfEveryRow) {
  const Read r("[{\"id\":\"A\",\"count\":\"1\",\"score\":{\"a\":[1]},\n"
               "  \"nope\":[{}], \"score\":1},\n"
               " {\"id\":\"B\",\"score\":2},\n"
               " {\"score\":1}, {\"id\":\"C\",\"id\":\"D\"},\n"
               " 7, [1], {\"id\":9}, {\"id\":\"\"},\n"
               " {\"id\":\"E\",\"score\":3,\"topics\":[\"x\"]}]");
  EXPECT_EQ(text_of(r.op), "{\"id\":\"B\",\"score\":2}\n{\"id\":\"E\",\"score\":3,\"topics\":[\"x\"]}");
  EXPECT_EQ(r.op.lines, (std::vector<std::int64_t>{3, 6}));
  EXPECT_EQ(places_of(r.faults),
            "1:20 count AC2033\n1:32 score AC2033\n2:3 nope AC2031\n2:16 score AC2032\n"
            "4:0 id AC2034\n4:25 id AC2034\n5:0 id AC2034\n5:2  AC2033\n5:5  AC2033\n5:16 id AC2033");
}

TEST(Json, ColumnsCountCharacters) {
  const Read r("[{\"id\":\"培训\\n\\\"\\\\\",\"title\":\"\\u4e2d\",\"count\":\"x\"}]");
  EXPECT_EQ(places_of(r.faults), "1:44 count AC2033");
}

TEST(Json, WhatIsNoJsonIsAnError) {
  for (const char* bad :
       {"", "{", "[{]", "{\"id\":\"A\"} x", "{\"id\":\"A\",}", "{'id':1}", "nul", "[1,]", "{\"id\":01}"})
    EXPECT_EQ(code_of([&] { Read{bad}; }), "AC2030") << bad;
  try {
    Read("[{\"id\":\"A\"},\n {\"id\":]");
    FAIL();
  } catch (const DataError& e) {
    ASSERT_EQ(e.faults().size(), 1u);
    EXPECT_EQ(places_of(e.faults()), "2:8  AC2030");
    EXPECT_EQ(e.where(), "a.json:2:8");
  }
}

TEST(Json, BytesThatAreNotUtf8AreCalledSo) {
  for (const auto* bad : {"{\"id\":\"A\xff\"}", "{\"id\":\"A\xe6\x9d\"}", "{\"id\":\"A\xe6\x9d"}) {
    try {
      Read{bad};
      FAIL() << bad;
    } catch (const DataError& e) {
      EXPECT_EQ(e.where(), "a.json:1:9");
      EXPECT_EQ(e.faults().front().reason, "not JSON: is not UTF-8");
    }
  }
}

TEST(Json, NestingIsLimited) {
  const auto nested = [](std::size_t levels) {
    return "{\"id\":\"A\",\"x\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}";
  };
  EXPECT_EQ(code_of([&] { Read(nested(65)); }), "AC8002");
  EXPECT_EQ(places_of(Read(nested(64)).faults), "1:11 x AC2031");
  EXPECT_EQ(code_of([&] { kinds_from_json(nested(65)); }), "AC8002");
}

TEST(Json, OtherValuesAreNoFacts) {
  EXPECT_EQ(places_of(Read("7").faults), "1:1  AC2033");
  EXPECT_EQ(places_of(Read("[]").faults), "");
}

TEST(JsonLines, ReadsOneObjectALine) {
  std::vector<Fault> faults;
  const auto op =
      read_json_lines(sample_snapshot(), 0,
                      "{\"id\":\"A\"}\r\n\n{\"id\":\"B\",\"count\":}\n[{\"id\":\"C\"}]\n{\"id\":\"D\"\n"
                      "{\"id\":\"E\",\"count\":1.5}\n{\"id\":\"F\"}\n{\"id\":\"G\"} {\"id\":\"H\"}",
                      "a.jsonl", faults);
  EXPECT_EQ(text_of(op), "{\"id\":\"A\"}\n{\"id\":\"F\"}");
  EXPECT_EQ(op.lines, (std::vector<std::int64_t>{1, 7}));
  EXPECT_EQ(places_of(faults), "3:19  AC2030\n4:1  AC2033\n5:10  AC2030\n6:19 count AC2033\n8:12  AC2030");
}

TEST(JsonFields, ReadsWhatAnAmendmentChanges) {
  const Kind kind = sample_schema().kind(0);
  const auto fields =
      read_json_fields(kind, R"({"score": 1.5, "title": null, "unit": "B", "topics": ["a"]})");
  ASSERT_EQ(fields.size(), 4u);
  EXPECT_EQ(fields[0], std::pair(std::size_t{2}, Value(*Decimal::parse("1.5"))));
  EXPECT_EQ(fields[1], std::pair(std::size_t{0}, Value{}));
  EXPECT_EQ(fields[2], std::pair(std::size_t{9}, Value(std::string("B"))));
  EXPECT_EQ(fields[3], std::pair(std::size_t{10}, Value(std::vector<std::string>{"a"})));
  EXPECT_EQ(code_of([&] { read_json_fields(kind, R"({"id":"X"})"); }), "AC2033");
  EXPECT_EQ(code_of([&] { read_json_fields(kind, R"({"scor":1})"); }), "AC2031");
  EXPECT_EQ(code_of([&] { read_json_fields(kind, R"([])"); }), "AC2033");
  EXPECT_EQ(code_of([&] { read_json_fields(kind, "{"); }), "AC2030");
}

TEST(JsonBatch, ReadsOperationsInTheirOrder) {
  std::vector<Fault> faults;
  const auto ops = read_json_batch(sample_snapshot(), R"({
    "record": {"sample": [{"id": "A"}, {"id": "B", "score": 1}]},
    "amend": [{"fields": {"score": 2}, "kind": "sample", "id": "A"}],
    "retract": [{"kind": "sample", "id": "C"}]})",
                                   faults);
  EXPECT_EQ(places_of(faults), "");
  ASSERT_EQ(ops.size(), 3u);
  const auto& record = std::get<RecordOp>(ops[0]);
  EXPECT_EQ(text_of(record), "{\"id\":\"A\"}\n{\"id\":\"B\",\"score\":1}");
  EXPECT_EQ(record.origin, "sample");
  EXPECT_EQ(record.lines, (std::vector<std::int64_t>{2, 2}));
  EXPECT_EQ(std::get<AmendOp>(ops[1]).id, "A");
  EXPECT_EQ(std::get<AmendOp>(ops[1]).fields.at(0).second, Value(*Decimal::parse("2")));
  EXPECT_EQ(std::get<RetractOp>(ops[2]).id, "C");
}

TEST(JsonBatch, ListsFaults) {
  std::vector<Fault> faults;
  const auto ops = read_json_batch(sample_snapshot(), R"({"recrod": {},
"record": {"sampel": [], "sample": [{"id": "A", "count": "x"}], "sample": []},
"amend": [{"kind": "sample", "id": "A"}, {"kind": "nope", "id": "", "fields": {}}, 7,
{"kind": "sample", "id": "A", "id": "B", "fields": {"scor": 1}}],
"retract": {"kind": "sample"}})",
                                   faults);
  EXPECT_EQ(places_of(faults), "1:12  AC2031\n2:22  AC2035\n2:75 sample AC2032\n2:58 count AC2033\n"
                               "3:11 fields AC2033\n3:51 kind AC2035\n3:65 id AC2034\n3:84  AC2033\n"
                               "4:37 id AC2034\n"
                               "4:53 scor AC2031\n5:12  AC2033");
  EXPECT_EQ(faults[0].reason, "'recrod' is not known here; did you mean 'record'?");
  ASSERT_EQ(ops.size(), 1u);
  EXPECT_EQ(code_of([&] { read_json_batch(sample_snapshot(), "{\"record\":", faults); }), "AC2030");
}

} // namespace
} // namespace aftercourse
