// Comments summarised: who wrote, what about, praise and blame, and who may be quoted.
#include "company.hpp"

#include <aftercourse/base/error.hpp>
#include <aftercourse/measures/comments.hpp>
#include <aftercourse/text/remarks.hpp>

namespace aftercourse {
namespace {

using namespace test;
using Lines = std::vector<std::string>;

const std::string policy = "policy: comments\nversion: \"1\"\n";

/// One response and comment of each person, half of P1 and half of P2.
std::string written(const std::vector<std::string>& comments) {
  std::string people, responses, answers;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    const std::string n = std::to_string(i);
    people += "        - {id: L" + n + ", name: a}\n";
    responses += "        - {id: R" + n + ", instrument: follow-up, version: \"2026.1\", person: L" + n +
                 ", programme: P" + (i % 2 == 0 ? "1" : "2") + ", date: 2026-02-0" +
                 std::to_string(1 + i % 9) + "}\n";
    answers += "        - {id: A" + n + ", response: R" + n + ", item: suggestions, text: \"" + comments[i] +
               "\"}\n";
  }
  return "      person:\n" + people + R"(      programme:
        - {id: P1, title: Sales, starts: 2026-01-01, ends: 2026-01-05}
        - {id: P2, title: Safety, starts: 2026-01-01, ends: 2026-01-05}
)" + "      instrument_response:\n" +
         responses + "      instrument_answer:\n" + answers;
}

/// Twelve people: seven praise the lecturer, five blame the platform.
const std::string twelve = written({"讲师很专业。", "线上平台卡顿", "讲师讲得很清楚", "平台总是卡顿！",
                                    "讲师很专业，讲解清楚", "线上平台经常卡顿", "讲师讲得很好", "平台卡顿",
                                    "讲师专业", "平台又卡顿了", "讲师经验丰富", "讲师讲得非常清楚"});

TaskSet tasks_with(const std::string& facts) { return tasks_of("", facts, "2026-03-01", policy); }

CommentQuery asking(std::vector<std::string> by = {}, Audience audience = Audience::publish) {
  CommentQuery query;
  query.instrument = "follow-up";
  query.by = std::move(by);
  query.audience = audience;
  return query;
}

std::string code_of(const TaskSet& tasks, const CommentQuery& query) {
  try {
    (void)summarise_comments(tasks, query);
  } catch (const Error& e) {
    return e.code();
  }
  return "no error";
}

TEST(Comments, count_people_by_dimension_and_judgement) {
  const Frame frame = summarise_comments(tasks_with(twelve), asking());
  EXPECT_EQ(rows(frame, {"dimension", "people", "comments", "positive", "negative", "quotes", "state"}),
            (Lines{" | 12 | 12 | 7 | 5 | shown | ok", "lecturer | 7 | 7 | 7 | 0 | hidden | ok",
                   "mode | 5 | 5 | 0 | 5 | hidden | ok"}));
  EXPECT_EQ(frame.cell(1, "title"), "Lecturer");
  EXPECT_NE(frame.cell(2, "key_terms").find("卡顿"), std::string::npos);
  // A quotation is what somebody wrote, to the letter, and nobody is quoted twice.
  const std::string praise = frame.cell(0, "praise"), blame = frame.cell(0, "blame");
  EXPECT_NE(praise.find("讲"), std::string::npos);
  EXPECT_NE(blame.find("卡顿"), std::string::npos);
  EXPECT_EQ(frame.cell(1, "praise"), "");
}

TEST(Comments, of_few_people_are_not_published) {
  const TaskSet tasks = tasks_with(twelve);
  const Frame frame = summarise_comments(tasks, asking({"programme"}));
  EXPECT_EQ(rows(frame, {"programme", "dimension", "people", "quotes", "state"}),
            (Lines{"P1 |  | 6 | hidden | ok", "P1 | lecturer | 6 | hidden | ok", "P2 |  | 6 | hidden | ok",
                   "P2 | lecturer |  |  | suppressed", "P2 | mode | 5 | hidden | ok"}));
  EXPECT_EQ(frame.cell(3, "comments"), "");
  const Frame all = summarise_comments(tasks, asking({"programme"}, Audience::internal));
  EXPECT_EQ(all.cell(3, "people"), "1");
  EXPECT_EQ(all.cell(3, "praise"), "讲师讲得非常清楚");
  // What stands out in a programme stands out against the other.
  EXPECT_NE(all.cell(2, "key_terms").find("卡顿"), std::string::npos);
  EXPECT_EQ(all.cell(0, "key_terms").find("卡顿"), std::string::npos);
}

TEST(Comments, judge_of_a_dimension_the_sentences_that_touch_it) {
  const Frame frame = summarise_comments(
      tasks_with(written({"讲师很专业。平台卡顿！教室很干净。", "讲师很专业。平台总是卡顿！"})),
      asking({}, Audience::internal));
  EXPECT_EQ(rows(frame, {"dimension", "positive", "negative", "mixed"}),
            (Lines{" | 1 | 0 | 1", "lecturer | 2 | 0 | 0", "mode | 0 | 1 | 1"}));
  EXPECT_EQ(rows(frame, {"praise", "blame"})[2], "教室很干净。 | 平台卡顿！");
}

TEST(Comments, count_the_last_of_a_person_and_no_blank) {
  const std::string again =
      written({"讲师很专业", "  "}) + "        - {id: A9, response: R0, item: content-useful, value: 5}\n";
  EXPECT_EQ(summarise_comments(tasks_with(again), asking({}, Audience::internal)).cell(0, "comments"), "1");
  std::string twice = twelve;
  twice.replace(twice.find("person: L2,"), 11, "person: L0,");
  EXPECT_EQ(summarise_comments(tasks_with(twice), asking()).cell(0, "people"), "11"); // L0 wrote again of P1
  CommentQuery query = asking();
  query.period = "2026-01";
  EXPECT_EQ(rows(summarise_comments(tasks_with(twelve), query), {"people", "state"}), Lines{"0 | no data"});
  query.period = "";
  query.where["programme"] = {"P2"};
  EXPECT_EQ(summarise_comments(tasks_with(twelve), query).cell(0, "people"), "6");
}

TEST(Comments, refuse_what_is_not_there) {
  const TaskSet tasks = tasks_with(twelve);
  CommentQuery query = asking();
  query.item = "suggestion";
  EXPECT_EQ(code_of(tasks, query), "AC5030");
  query.item = "recommend"; // no open item
  EXPECT_EQ(code_of(tasks, query), "AC5030");
  query = asking();
  query.instrument = "follow";
  EXPECT_EQ(code_of(tasks, query), "AC5030");
  EXPECT_EQ(code_of(tasks, asking({"nothing"})), "AC5002");
  EXPECT_EQ(code_of(tasks, asking({"unit", "unit"})), "AC5006");
  query = asking();
  query.most_terms = -1;
  EXPECT_EQ(code_of(tasks, query), "AC5032");
}

TEST(Comments, are_the_same_when_asked_again) {
  const TaskSet tasks = tasks_with(twelve);
  EXPECT_EQ(summarise_comments(tasks, asking({"programme"})).to_json(),
            summarise_comments(tasks, asking({"programme"})).to_json());
}

TEST(Remarks, are_sentences_with_what_they_touch) {
  const std::string said = "讲师很专业。平台卡顿，教室不好！嗯";
  const auto found = text::remarks(said);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(said.substr(found[1].begin, found[1].end - found[1].begin), "平台卡顿，教室不好！");
  EXPECT_EQ(found[0].label, text::PolarityLabel::positive);
  EXPECT_EQ(found[1].label, text::PolarityLabel::negative);
  EXPECT_TRUE(found[2].dimensions.empty());
  EXPECT_TRUE(text::lies_within("lecturer.style", "lecturer"));
  EXPECT_FALSE(text::lies_within("lecturers", "lecturer"));
  EXPECT_EQ(text::together(text::PolarityLabel::positive, text::PolarityLabel::negative),
            text::PolarityLabel::mixed);
  EXPECT_THROW((void)text::remarks("\xff"), InvalidArgument);
}

} // namespace
} // namespace aftercourse
