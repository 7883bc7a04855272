// Scores, rounding, grades, make-ups and raters.
#include <gtest/gtest.h>

#include "schemes.hpp"

namespace aftercourse {
namespace {

const std::string rubric =
    "type: rubric, marks: 20, rubric: {raters: 2, criteria: [{id: a, levels: {full: 10, half: 5, none: 0}}, "
    "{id: b, levels: {full: 10, none: 0}}]";

std::string text_of(const std::optional<Decimal>& value) { return value ? value->to_string() : "none"; }

Sitting rated(const std::vector<std::array<const char*, 3>>& ratings) {
  Sitting sitting;
  for (const auto& [rater, a, b] : ratings) {
    sitting.ratings.push_back({"q1", "a", rater, a});
    if (b) sitting.ratings.push_back({"q1", "b", rater, b});
  }
  return sitting;
}

std::string rubric_marks(const std::string& more, const Sitting& sitting) {
  return text_of(outcome(paper(item(rubric + more + "}")), {sitting}).items.front().marks);
}

std::string code_of(const std::string& yaml, const std::vector<Sitting>& sittings) {
  try {
    outcome(yaml, sittings);
  } catch (const DataError& e) {
    return e.faults().front().code;
  }
  return "none";
}

TEST(Marking, WeighsComponentsByTheirShare) {
  const std::string yaml = "assessment: a\nversion: 1\npass: 60\ncomponents:\n"
                           "  - {id: examination, weight: 60%, marks: 50}\n"
                           "  - {id: homework, weight: 40%, marks: 10}\n";
  Sitting sitting = scored("41");
  sitting.marks.push_back({"homework", *Decimal::parse("9")});
  const AssessmentOutcome out = outcome(yaml, {sitting});
  EXPECT_EQ(text_of(out.total), "85.2");
  EXPECT_EQ(out.grade, Grade::pass);
  EXPECT_EQ(out.passed, true);
  EXPECT_EQ(out.reasons.front().en, "total: 0.6 x 82 + 0.4 x 90 = 85.2");
}

TEST(Marking, GradesBeginAtTheirLimit) {
  const std::string head = "pass: 60\ngrades: {excellent: {from: 90}, good: {from: 80, below: 90}, pass: "
                           "{from: 60, below: 80}, fail: {below: 60}}\n";
  const std::pair<const char*, Grade> cases[] = {
      {"100", Grade::excellent}, {"90", Grade::excellent},   {"89.999999", Grade::good}, {"80", Grade::good},
      {"60", Grade::pass},       {"59.999999", Grade::fail}, {"0", Grade::fail}};
  for (const auto& [marks, grade] : cases)
    EXPECT_EQ(outcome(recorded(head), {scored(marks)}).grade, grade) << marks;
}

TEST(Marking, NeverRoundsOverThePassMarkUnlessTheFileSaysSo) {
  const AssessmentOutcome exact = outcome(recorded("pass: 60\nrounding: {digits: 0}\n"), {scored("59.5")});
  EXPECT_EQ(text_of(exact.total), "60");
  EXPECT_EQ(text_of(exact.exact), "59.5");
  EXPECT_EQ(exact.passed, false);
  const std::string said = to_text(exact, Language::en);
  EXPECT_NE(said.find("rounded half up to 0 decimals: 60; the exact total decides"), std::string::npos)
      << said;
  EXPECT_NE(said.find("59.5 is below the pass mark 60"), std::string::npos) << said;

  const AssessmentOutcome rounded =
      outcome(recorded("pass: 60\nrounding: {digits: 0, decides: true}\n"), {scored("59.5")});
  EXPECT_EQ(rounded.passed, true);
  EXPECT_EQ(text_of(rounded.exact), "59.5");
}

TEST(Marking, RoundsTiesAsTheFileSays) {
  const auto total = [](const char* tie, const char* marks) {
    return text_of(
        outcome(recorded(std::string("pass: 60\nrounding: {digits: 1, tie: ") + tie + "}\n"), {scored(marks)})
            .total);
  };
  EXPECT_EQ(total("half-up", "72.25"), "72.3");
  EXPECT_EQ(total("half-even", "72.25"), "72.2");
  EXPECT_EQ(total("half-even", "72.35"), "72.4");
  EXPECT_EQ(total("half-even", "72.250001"), "72.3");
}

TEST(Marking, WhatIsShownNeverReachesALimitItDoesNot) {
  // 59 999 999 of 99 999 999 millionths is just below 60 %.
  const std::string yaml =
      "assessment: a\nversion: 1\npass: 60\ncomponents: [{id: project, weight: 100%, marks: 99.999999}]\n";
  const AssessmentOutcome out = outcome(yaml, {scored("59.999999", "project")});
  EXPECT_EQ(out.passed, false);
  EXPECT_EQ(text_of(out.exact), "59.999999");
}

TEST(Marking, AMinimumOfAComponentFails) {
  const std::string yaml =
      "assessment: a\nversion: 1\npass: 60\ncomponents:\n"
      "  - {id: examination, weight: 50%, marks: 100, minimum: 50, title: {en: Paper, zh: 笔试}}\n"
      "  - {id: homework, weight: 50%, marks: 100}\n";
  Sitting sitting = scored("49");
  sitting.marks.push_back({"homework", *Decimal::parse("100")});
  const AssessmentOutcome out = outcome(yaml, {sitting});
  EXPECT_EQ(text_of(out.total), "74.5");
  EXPECT_EQ(out.passed, false);
  EXPECT_EQ(out.grade, Grade::fail);
  EXPECT_NE(to_text(out, Language::zh).find("笔试：49 低于最低要求 50"), std::string::npos);
}

TEST(Marking, WhoDidNotSitHasNoTotalOrNothing) {
  const AssessmentOutcome none = outcome(recorded("pass: 60\n"), {});
  EXPECT_EQ(none.total, std::nullopt);
  EXPECT_EQ(none.passed, std::nullopt);
  ASSERT_EQ(none.missing.size(), 1u);
  EXPECT_EQ(none.missing[0].en, "examination was not sat");
  const AssessmentOutcome zero = outcome(recorded("pass: 60\nabsent: zero\n"), {});
  EXPECT_EQ(text_of(zero.total), "0");
  EXPECT_EQ(zero.passed, false);
}

TEST(MakeUp, BestLaterAndCapped) {
  const auto total = [](const std::string& rule, const std::vector<const char*>& marks) {
    std::vector<Sitting> sittings;
    for (const char* m : marks) sittings.push_back(scored(m));
    return text_of(outcome(recorded("pass: 60\nmake_up: {" + rule + "}\n"), sittings).total);
  };
  EXPECT_EQ(total("counts: best", {"45", "82"}), "82");
  EXPECT_EQ(total("counts: best", {"45", "30"}), "45");
  EXPECT_EQ(total("counts: later", {"45", "30"}), "30");
  EXPECT_EQ(total("counts: best, capped: true", {"45", "82"}), "60");
  EXPECT_EQ(total("counts: best, capped: true", {"45", "55"}), "55");
  EXPECT_EQ(total("counts: best, capped: true", {"70", "82"}), "70");
  EXPECT_EQ(total("counts: later, capped: true", {"70", "82"}), "60");
  EXPECT_EQ(total("counts: best, most: 2", {"45", "50", "65"}), "65");
}

TEST(MakeUp, SaysWhichSittingCounts) {
  const AssessmentOutcome out =
      outcome(recorded("pass: 60\nmake_up: {counts: best, capped: true}\n"), {scored("45"), scored("82")});
  EXPECT_EQ(out.components[0].sitting, 2);
  EXPECT_TRUE(out.components[0].made_up);
  EXPECT_EQ(out.components[0].reason.en, "82/100 marks: 82, make-up (sitting 2), capped at the pass mark 60");
  EXPECT_EQ(out.passed, true);
}

TEST(MakeUp, ConcernsOnlyWhatWasSatAgain) {
  const std::string yaml =
      "assessment: a\nversion: 1\npass: 60\nmake_up: {counts: later}\ncomponents:\n"
      "  - {id: examination, weight: 60%, marks: 100}\n  - {id: homework, weight: 40%, marks: 100}\n";
  Sitting first = scored("40");
  first.marks.push_back({"homework", *Decimal::parse("90")});
  EXPECT_EQ(text_of(outcome(yaml, {first, scored("70")}).total), "78");
}

TEST(MakeUp, NoMoreSittingsThanAllowed) {
  EXPECT_EQ(code_of(recorded("pass: 60\n"), {scored("45"), scored("82")}), "AC5725");
  EXPECT_EQ(code_of(recorded("pass: 60\nmake_up: {counts: best}\n"), {scored("1"), scored("2"), scored("3")}),
            "AC5725");
  Sitting late = scored("45"), early = scored("82");
  late.date = Date(2026, 10, 20);
  early.date = Date(2026, 10, 1);
  EXPECT_EQ(code_of(recorded("pass: 60\nmake_up: {counts: best}\n"), {late, early}), "AC5725");
}

TEST(Rubrics, MergeByMeanAndMedian) {
  const Sitting three = rated({{"ann", "full", "full"}, {"bo", "half", "full"}, {"chu", "none", "none"}});
  EXPECT_EQ(rubric_marks(", merge: mean", three), "11.666666");
  EXPECT_EQ(rubric_marks(", merge: median", three), "15");
  EXPECT_EQ(rubric_marks("", rated({{"ann", "full", "full"}, {"bo", "half", "7.5"}})), "16.25");
}

TEST(Rubrics, AThirdRaterIsCalledWhenTwoDiffer) {
  const std::string rule = ", merge: third-rater, differ: 5";
  EXPECT_EQ(rubric_marks(rule, rated({{"ann", "full", "full"}, {"bo", "half", "full"}})),
            "17.5"); // 5 is not more than 5
  const Sitting apart = rated({{"ann", "full", "full"}, {"bo", "half", "none"}});
  EXPECT_EQ(rubric_marks(rule, apart), "none");
  const AssessmentOutcome waiting = outcome(paper(item(rubric + rule + "}")), {apart});
  EXPECT_EQ(waiting.total, std::nullopt);
  ASSERT_EQ(waiting.missing.size(), 1u);
  EXPECT_EQ(waiting.missing[0].en, "q1: ann 20, bo 5 differ by 15, more than 5: a third rater is needed");
  EXPECT_EQ(
      rubric_marks(rule, rated({{"ann", "full", "full"}, {"bo", "half", "none"}, {"chu", "half", "full"}})),
      "17.5");
  EXPECT_EQ(
      rubric_marks(rule, rated({{"ann", "full", "full"}, {"bo", "none", "none"}, {"chu", "none", "full"}})),
      "10");
}

TEST(Rubrics, MissingRatersAreStated) {
  const AssessmentOutcome out =
      outcome(paper(item(rubric + "}")), {rated({{"ann", "full", "full"}, {"bo", "half", nullptr}})});
  EXPECT_EQ(out.items[0].state, ItemState::unmarked);
  EXPECT_EQ(out.items[0].marks, std::nullopt);
  ASSERT_EQ(out.missing.size(), 1u);
  EXPECT_EQ(out.missing[0].en, "q1: 1 of 2 raters have rated; bo has not rated b");
  EXPECT_EQ(out.missing[0].zh, "q1：需 2 人评分，已有 1 人；bo 未评 b");
}

TEST(Rubrics, BlankEarnsNothingWithoutRaters) { EXPECT_EQ(rubric_marks("", answered("")), "0"); }

TEST(Rubrics, RefuseWhatNoRaterCanGive) {
  const std::string yaml = paper(item(rubric + "}"));
  EXPECT_EQ(code_of(yaml, {rated({{"ann", "10.5", "full"}})}), "AC5723");
  EXPECT_EQ(code_of(yaml, {rated({{"ann", "best", "full"}})}), "AC5722");
  EXPECT_EQ(code_of(yaml, {rated({{"ann", "full", "full"}, {"ann", "half", "full"}})}), "AC5724");
  Sitting wrong;
  wrong.ratings.push_back({"q1", "z", "ann", "full"});
  EXPECT_EQ(code_of(yaml, {wrong}), "AC5721");
}

TEST(Marking, RefusesMarksOutsideTheirRange) {
  EXPECT_EQ(code_of(recorded("pass: 60\n"), {scored("100.1")}), "AC5723");
  EXPECT_EQ(code_of(recorded("pass: 60\n"), {scored("-1")}), "AC5723");
  EXPECT_EQ(code_of(recorded("pass: 60\n"), {scored("1", "exam")}), "AC5721");
  Sitting twice = scored("1");
  twice.marks.push_back(twice.marks.front());
  EXPECT_EQ(code_of(recorded("pass: 60\n"), {twice}), "AC5724");
}

} // namespace
} // namespace aftercourse
