// What form tools export.
#include <aftercourse/instrument/read_responses.hpp>

#include <gtest/gtest.h>

#include "sheets.hpp"

namespace aftercourse {
namespace {

Instrument form() {
  return Instrument::parse(
      "instrument: form\nversion: 1\nroles: {superior: {weight: 100%, title: {zh: 上级}}}\n"
      "scales: {s: {min: 1, max: 5, not_applicable: true, labels: {4: {en: Satisfied, zh: 满意}, 5: {en: "
      "Very satisfied, zh: 非常满意}}}}\n"
      "items:\n"
      "  - {id: q1, type: scale, scale: s, text: {en: 'All in all?', zh: 总体满意吗？}}\n"
      "  - {id: q2, type: multiple, text: {en: Topics, zh: 主题}, options: {a: {en: 'Planning, basic', zh: "
      "计划}, b: {en: Sales, zh: 销售}, c: {en: Law, zh: 法规}}}\n"
      "  - {id: q3, type: matrix, scale: s, text: {en: Rate, zh: 评价}, rows: {room: {en: Room, zh: 场地}, "
      "time: {en: Time, zh: 时间}}}\n"
      "  - {id: q4, type: number, min: 0, text: {en: Hours, zh: 学时}}\n"
      "  - {id: q5, type: single, text: {en: 'Used?', zh: 是否运用？}, options: {yes: {en: Yes, zh: 是}, no: "
      "{en: No, zh: 否}}}\n"
      "  - {id: q6, type: text, text: {en: Suggestions, zh: 建议}}\n");
}

const ItemAnswer* answer(const Response& response, const char* item) {
  for (const ItemAnswer& a : response.answers)
    if (a.item == item) return &a;
  return nullptr;
}

std::string faults_of(const std::string& csv, const ResponseColumns& columns = {}) {
  std::vector<Fault> faults;
  read_responses(csv, form(), columns, faults);
  std::string out;
  for (const Fault& f : faults) out += to_string(f) + "\n";
  return out;
}

TEST(ReadResponses, FindsItemsByTheirText) {
  const auto responses = read_responses(
      "\xEF\xBB\xBF序号,1、总体满意吗？,2、主题,评价—场地,评价—时间,学时,5. 是否运用？,建议\r\n"
      "1,非常满意,计划┋法规,5,4分,12.5,是,\"多一些, 案例\"\r\n"
      "2,不适用,,(跳过),(空),,否,\r\n",
      form(), {.columns = {{"id", "序号"}}, .choice_separator = "┋"});
  ASSERT_EQ(responses.size(), 2u);
  EXPECT_EQ(responses[0].id, "1");
  EXPECT_EQ(answer(responses[0], "q1")->value->to_string(), "5");
  EXPECT_EQ(answer(responses[0], "q2")->choices, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(answer(responses[0], "q3.room")->value->to_string(), "5");
  EXPECT_EQ(answer(responses[0], "q3.time")->value->to_string(), "4");
  EXPECT_EQ(answer(responses[0], "q4")->value->to_string(), "12.5");
  EXPECT_EQ(answer(responses[0], "q5")->choices, std::vector<std::string>{"yes"});
  EXPECT_EQ(*answer(responses[0], "q6")->text, "多一些, 案例");
  EXPECT_TRUE(answer(responses[1], "q1")->not_applicable);
  EXPECT_EQ(answer(responses[1], "q3.room"), nullptr);
  EXPECT_EQ(responses[1].answers.size(), 2u);
  EXPECT_TRUE(check_responses(form(), responses).empty());
}

TEST(ReadResponses, FindsThemInEnglishAndById) {
  const auto responses = read_responses("All in all?,TOPICS,Rate [Room],q3.time,Used?\nvery "
                                        "satisfied,\"Planning, basic\",4 Satisfied,5: Very satisfied,no\n",
                                        form());
  EXPECT_EQ(answer(responses[0], "q1")->value->to_string(), "5");
  EXPECT_EQ(answer(responses[0], "q2")->choices, std::vector<std::string>{"a"}); // its text holds a comma
  EXPECT_EQ(answer(responses[0], "q3.room")->value->to_string(), "4");
  EXPECT_EQ(answer(responses[0], "q3.time")->value->to_string(), "5");
}

TEST(ReadResponses, TakesWhoWhenAndHowLong) {
  ResponseColumns columns{.columns = {{"person", "工号"},
                                      {"submitted", "提交答卷时间"},
                                      {"seconds", "所用时间"},
                                      {"occurrence", "=P7"},
                                      {"id", "#"},
                                      {"role", "身份"}}};
  const auto responses = read_responses(
      "工号,提交答卷时间,所用时间,身份,q1\nL1,2026/9/1 8:05:09,93秒,上级,4\nL2,2026-10-20,12.5,superior,5\n",
      form(), columns);
  EXPECT_EQ(responses[0].person, "L1");
  EXPECT_EQ(responses[0].occurrence, "P7");
  EXPECT_EQ(responses[0].submitted->to_string(), "2026-09-01T08:05:09");
  EXPECT_EQ(responses[0].seconds->to_string(), "93");
  EXPECT_EQ(responses[0].role, "superior");
  EXPECT_EQ(responses[1].id, "2");
  EXPECT_EQ(responses[1].submitted->to_string(), "2026-10-20");
}

TEST(ReadResponses, ListsEveryFaultWithItsPlace) {
  EXPECT_EQ(faults_of("q1,q2,q4,q5\n6,a;z,-1,maybe\n2.5,b,x,yes\n4,c,1,no\n"),
            "responses:2:1: q1: 6 is no whole number from 1 to 5 [AC5823]\n"
            "responses:2:2: q2: `z` is no option of the item [AC5822]\n"
            "responses:2:3: q4: -1 is no number from 0 [AC5823]\n"
            "responses:2:4: q5: `maybe` is no option of the item [AC5822]\n"
            "responses:3:1: q1: 2.5 is no whole number from 1 to 5 [AC5823]\n"
            "responses:3:3: q4: `x` is no answer to this item [AC5823]\n");
  EXPECT_EQ(faults_of("q1,q5\n5 满意,yes\n"), "responses:2:1: q1: `5 满意` is no answer to this item; "
                                              "expected a number or one of its labels [AC5823]\n");
}

TEST(ReadResponses, RefusesHeadingsAndRowsThatDoNotFit) {
  EXPECT_EQ(faults_of("x,y\n1,2\n"),
            "responses:1: no column belongs to an item of the questionnaire [AC5827]\n");
  EXPECT_EQ(faults_of("q1,Q1\n1,2\n"), "responses:1:2: q1: two columns are headed like this item [AC5827]\n");
  EXPECT_EQ(faults_of("q1\n1\n", {.columns = {{"person", "who"}}}),
            "responses:1: person: there is no column `who` [AC5827]\n");
  EXPECT_EQ(faults_of("q1\n1\n", {.columns = {{"q9", "q1"}}}).find("the questionnaire has no such item") ==
                std::string::npos,
            false);
  EXPECT_EQ(faults_of("q1,q4\n1\n"), "responses:2:1: the row has 1 cells, the heading 2 [AC5828]\n");
  EXPECT_EQ(faults_of("q1,submitted\n1,yesterday\n"),
            "responses:2:2: submitted: `yesterday` is no time such as 2026-10-20 14:03 [AC5828]\n");
  EXPECT_EQ(faults_of("q1\n\"1\n"), "responses:2:1: the quote is never closed [AC5828]\n");
  EXPECT_EQ(faults_of("q1\n\xff\n"), "responses:2: the text is not UTF-8 (Excel in China saves CSV as GBK): "
                                     "save it as \"CSV UTF-8\", or decode "
                                     "it before it is read [AC5828]\n");
  EXPECT_EQ(
      faults_of(std::string("q1\n1\0\n", 6)),
      "responses:2: the text holds a NUL: it is no CSV, or it is UTF-16; save it as CSV UTF-8 [AC5828]\n");
  EXPECT_EQ(faults_of(""), "responses:1: the text is empty; its first line names the columns [AC5827]\n");
  EXPECT_EQ(faults_of("id,q1\nA,1\nA,2\n"), "responses:3: id: the id is given twice [AC5824]\n");
}

TEST(ReadResponses, LeavesOutRowsOfNothingButSeparators) {
  const auto responses = read_responses("q1,q2,q6\n5,a┋c,\n,,\n , ,\t\n4,,\n(空),,\n,,\n", form(),
                                        {.columns = {{"occurrence", "=P7"}}});
  ASSERT_EQ(responses.size(), 3u);
  EXPECT_EQ(answer(responses[0], "q2")->choices, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(responses[1].id, "4"); // the number of its row
  EXPECT_EQ(responses[1].line, 5);
  EXPECT_TRUE(responses[2].answers.empty()); // "(空)" was sent
  EXPECT_EQ(faults_of("q1,q4\n,,\n"), "");   // however long they are
}

TEST(ReadResponses, ReadsHeadingsWhateverStopsTheyEndWith) {
  const auto responses =
      read_responses("总体满意吗,3、主题：,评价。[场地],Q5_Used,建议。,来源\n5,a,4,yes,好,手机\n", form());
  EXPECT_EQ(answer(responses[0], "q1")->value->to_string(), "5");
  EXPECT_EQ(answer(responses[0], "q2")->choices, std::vector<std::string>{"a"});
  EXPECT_EQ(answer(responses[0], "q3.room"), nullptr); // stops within a heading are part of it
  EXPECT_EQ(answer(responses[0], "q5")->choices, std::vector<std::string>{"yes"});
  EXPECT_EQ(*answer(responses[0], "q6")->text, "好");
  EXPECT_EQ(faults_of("Used,Used!\nyes,yes\n"),
            "responses:1:2: q5: two columns are headed like this item [AC5827]\n");
  EXPECT_EQ(faults_of("Used?,Used!\nyes,maybe\n"), ""); // what is exactly the text comes first
}

TEST(ReadResponses, ReadsAColumnForEachOption) {
  const auto responses =
      read_responses("q1,2、主题:计划,Q2_主题（销售）,q2_c\n5,1,0,是\n4,0,0,0\n3,(跳过),销售,\n", form());
  EXPECT_EQ(answer(responses[0], "q2")->choices, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(answer(responses[1], "q2"), nullptr);
  EXPECT_EQ(answer(responses[2], "q2")->choices, std::vector<std::string>{"b"});
  EXPECT_TRUE(check_responses(form(), responses).empty());
  EXPECT_EQ(faults_of("q2_a,q2:b\n1,7\n"),
            "responses:2:2: q2: `7` does not say whether option `b` is chosen; "
            "expected 1, 0 or the option [AC5822]\n");
  EXPECT_EQ(faults_of("主题:计划,Topics (a)\n1,1\n"),
            "responses:1:2: q2: two columns are headed like option `a` [AC5827]\n");
}

TEST(ReadResponses, ListsTheColumnsThatNothingReads) {
  const char* csv = "序号,总体满意,主题,主题:其他,工号\n1,5,a,x,L1\n";
  EXPECT_EQ(unread_columns(csv, form(), {.columns = {{"person", "工号"}}}),
            (std::vector<std::string>{"序号", "总体满意", "主题:其他"}));
  EXPECT_TRUE(unread_columns("q1,q2\n", form()).empty());
  EXPECT_THROW(unread_columns("x\n", form()), DataError);
}

TEST(ReadResponses, SaysWhatCanBeNamed) {
  EXPECT_EQ(
      faults_of("q1\n1\n", {.columns = {{"persons", "q1"}}, .source = "export.csv"}),
      "export.csv: persons: the questionnaire has no such item; did you mean `person`? there are id, person, "
      "occurrence, subject, role, submitted, seconds and the items' ids [AC5821]\n");
}

TEST(ReadResponses, TakesOneDayForAll) {
  const auto responses = read_responses("q1\n5\n", form(), {.columns = {{"submitted", "=2026-09-12"}}});
  EXPECT_EQ(responses[0].submitted->to_string(), "2026-09-12");
}

TEST(ReadResponses, WholeOrNotAtAllUnlessFaultsAreTaken) {
  EXPECT_THROW(read_responses("q1\n9\n1\n", form()), DataError);
  std::vector<Fault> faults;
  EXPECT_EQ(read_responses("q1\n9\n1\n", form(), {}, faults).size(), 1u);
  EXPECT_EQ(faults.size(), 1u);
}

} // namespace
} // namespace aftercourse
