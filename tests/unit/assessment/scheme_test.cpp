// Reading schemes: what is wrong has its place; what they say has a digest.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <aftercourse/assessment/coverage.hpp>
#include <aftercourse/assessment/item_matrix.hpp>
#include <aftercourse/base/error.hpp>

#include "schemes.hpp"

namespace aftercourse {
namespace {

/// "12:5 AC5710 the item has no right answer", a line each.
std::string faults(const std::string& yaml) {
  std::string out;
  for (const Diagnostic& d : Scheme::check(yaml)) {
    out += std::to_string(d.at.line) + ':' + std::to_string(d.at.column) + ' ' + d.code + ' ' + d.message;
    if (!d.suggestion.empty()) out += "; did you mean `" + d.suggestion + "`?";
    if (d.other) out += " (see also " + std::to_string(d.other->line) + ')';
    out += '\n';
  }
  return out;
}

TEST(SchemeFaults, AKeyWithoutARightAnswer) {
  EXPECT_EQ(faults(paper(item("type: single, marks: 1, options: {A: x, B: y}"))),
            "9:9 AC5710 the item has no right answer\n");
  EXPECT_EQ(faults(paper(item("type: multiple, marks: 1, options: {A: x, B: y}, key: []"))),
            "9:72 AC5710 the item has no right answer\n");
  EXPECT_EQ(faults(paper(item("type: single, marks: 1, options: {A: x, B: y}, key: D"))),
            "9:70 AC5710 the key `D` is no option of the item\n");
  EXPECT_EQ(faults(paper(item("type: single, marks: 1, options: {A: x, B: y}, key: [A, B]"))),
            "9:70 AC5710 a `single` item has one right option; did you mean `multiple`?\n");
  EXPECT_EQ(faults(paper(item("type: numeric, marks: 1, key: three"))),
            "9:48 AC5710 the key `three` is no number\n");
  EXPECT_EQ(faults(paper(item("type: text, marks: 1, key: ' '"))), "9:45 AC5710 the key is blank\n");
}

TEST(SchemeFaults, OptionsThatReadLikeSeveralOthers) {
  EXPECT_EQ(faults(paper(item("type: multiple, marks: 1, options: {A: x, B: y, AB: z}, key: A"))),
            "9:53 AC3017 the answer `AB` means the option AB, and the options A, B together\n");
  EXPECT_EQ(faults(paper(item("type: multiple, marks: 1, options: {A: x, B: y, C: \"A、B\"}, key: A"))),
            "9:53 AC3017 the answer `A、B` means the option C, and the options A, B together\n");
  EXPECT_EQ(faults(paper(item("type: single, marks: 1, options: {A: x, B: y, AB: z}, key: A"))), "");
}

TEST(SchemeFaults, SharesAreNoMarks) {
  EXPECT_EQ(faults(recorded("pass: 60%\n")), "3:7 AC3010 `60%` is a share, no mark\n");
  EXPECT_EQ(faults(recorded("pass: 60\n", ", minimum: 50%")), "5:58 AC3010 `50%` is a share, no mark\n");
  EXPECT_NE(faults(recorded("pass: 60\ngrades: {pass: {from: 60%}, fail: {below: 60}}\n"))
                .find("AC3010 `60%` is a share, no mark"),
            std::string::npos);
  EXPECT_NE(faults(paper(item("type: true-false, marks: 10%, key: true"))).find("`10%` is a share"),
            std::string::npos);
}

TEST(SchemeFaults, AComponentWithoutItems) {
  EXPECT_EQ(faults(paper("      []\n")), "9:7 AC3010 there is no item\n");
}

TEST(SchemeWarnings, WhatNobodyReaches) {
  const std::string capped = "pass: 60\nmake_up: {counts: best, capped: true}\n";
  EXPECT_EQ(
      faults(recorded(capped, ", minimum: 70")),
      "6:58 AC5715 no make-up reaches the minimum 70 of `examination`: it is capped at the pass mark 60\n");
  EXPECT_EQ(faults(recorded(capped, ", minimum: 60")), "");
  EXPECT_EQ(faults(recorded("pass: 60\nmake_up: {counts: best}\n", ", minimum: 70")), "");
  const std::string small = item("type: true-false, marks: 0.4, key: true"); // rounded to nothing
  EXPECT_EQ(faults(paper(small, "pass: 60\nrounding: {digits: 0, of: items}\n")),
            "4:7 AC5715 nobody reaches the pass mark 60: with everything right the total is 0, as marks are "
            "rounded\n");
  const std::string halves = item("type: true-false, marks: 2.4, key: true");
  std::string strict = paper(halves, "pass: 60\nrounding: {digits: 0, of: items}\n");
  strict.replace(strict.find("weight: 100%"), 12, "weight: 100%\n    minimum: 90");
  EXPECT_EQ(faults(strict),
            "9:14 AC5715 nobody reaches the minimum 90 of `examination`: with everything right "
            "the score is 83.333333, as marks are rounded\n");
  EXPECT_EQ(Scheme::check(strict).front().severity, Diagnostic::Severity::warning);
  EXPECT_NO_THROW(Scheme::parse(strict)); // it can be used
}

TEST(SchemeFaults, WeightsThatDoNotAddToAll) {
  EXPECT_EQ(
      faults(
          "assessment: a\nversion: 1\npass: 60\ncomponents:\n  - {id: examination, weight: 60%, marks: 100}\n"
          "  - {id: homework, weight: 30%, marks: 100}\n"),
      "5:3 AC5711 the weights add to 90 %, not to 100 %\n");
}

TEST(SchemeFaults, GradesWithGapsAndOverlaps) {
  const auto grades = [](const std::string& text) {
    return faults(recorded("pass: 60\ngrades: {" + text + "}\n"));
  };
  EXPECT_EQ(grades("good: {from: 85}, pass: {from: 60, below: 80}, fail: {below: 60}"),
            "4:10 AC5712 totals between 80 and 85 have no grade (see also 4)\n");
  EXPECT_EQ(grades("good: {from: 80, to: 100}, pass: {from: 60, to: 79}, fail: {below: 60}"),
            "4:10 AC5712 totals between 79 and 80 have no grade (see also 4)\n");
  EXPECT_EQ(grades("good: {from: 80}, pass: {from: 60, to: 80}, fail: {below: 60}"),
            "4:10 AC5712 `good` (80 to 100) and `pass` (60 to 80) overlap (see also 4)\n");
  EXPECT_EQ(
      grades("pass: {from: 50}, fail: {below: 50}"),
      "4:10 AC5712 the lowest grade that is no `fail` begins at 50, the pass mark is 60 (see also 3)\n");
  EXPECT_EQ(grades("pass: {from: 60, below: 100}, fail: {below: 60}"),
            "4:10 AC5712 the highest totals have no grade: `pass` (60 to below 100) is the last\n");
  EXPECT_EQ(grades("pass: {from: 60}, fail: {from: 10, below: 60}"),
            "4:28 AC5712 totals below 10 have no grade\n");
  EXPECT_EQ(grades("pass: {from: 80}, good: {from: 60, below: 80}, fail: {below: 60}"),
            "4:10 AC5712 `pass` (80 to 100) stands above `good` (60 to below 80), though it is no better "
            "grade (see also 4)\n");
}

TEST(SchemeFaults, NamesThatAreNotThere) {
  EXPECT_EQ(faults(paper(item("type: true-false, marks: 1, key: true, key_points: [gasp]"))),
            "9:70 AC5713 unknown key point `gasp`; did you mean `grasp`?\n");
  EXPECT_EQ(faults(paper(item("type: true-false, marks: 1, key: true") +
                         item("type: true-false, marks: 1, key: true"))),
            "10:14 AC3017 the item `q1` is given twice (see also 9)\n");
  EXPECT_EQ(faults(paper(item("type: true-false, marks: 1, key: true, credit: per-option"))),
            "9:57 AC3006 unknown key `credit` in a `true-false` item\n");
}

TEST(SchemeFaults, MarksThatDoNotFit) {
  EXPECT_EQ(
      faults(paper(item("type: rubric, marks: 20, rubric: {criteria: [{id: a, levels: {x: 5, y: 0}}]}"))),
      "9:62 AC5714 the highest levels add to 5 marks, the item has 20\n");
  EXPECT_EQ(faults(paper(item("type: rubric, marks: 5, rubric: {merge: third-rater, criteria: [{id: a, "
                              "levels: {x: 5, y: 0}}]}"))),
            "9:50 AC3008 a rubric needs `differ`\n");
}

TEST(SchemeFaults, OptionsThatCannotBeToldApart) {
  EXPECT_NE(faults(paper(item("type: single, marks: 1, options: {A: 是, B: ' 是 '}, key: A")))
                .find("means two options"),
            std::string::npos);
}

TEST(SchemeFaults, ListsEveryFaultAtOnce) {
  const std::string all =
      faults("assessment: a b\nversoin: 1\npass: 160\ncomponents:\n  - {id: x, weight: 2}\n");
  for (const char* part :
       {"1:13 AC3010", "2:1 AC3006", "3:7 AC3010", "5:21 AC3010", "AC3008 a marking scheme needs `version`",
        "AC3008 a component needs `kind`", "AC3008 a component needs `items` or `marks`"})
    EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
}

TEST(SchemeFaults, HostileYamlCostsABoundedEffort) {
  EXPECT_THROW(Scheme::parse(std::string(5u << 20, 'x')), LimitError);
  EXPECT_THROW(Scheme::parse(std::string(100'000, '[')), LimitError);
  EXPECT_THROW(Scheme::parse("\xff"), PolicyError);
  EXPECT_THROW(Scheme::parse(""), PolicyError);
}

TEST(Scheme, IsFrozenByWhatItSays) {
  const Scheme a =
      Scheme::parse(paper(item("type: multiple, marks: 2.0, options: {A: x, B: y, C: z}, key: [A, B]")));
  const Scheme b = Scheme::parse(
      "# the same\n" +
      paper(item(
          "marks: 2, type: multiple, credit: all-or-nothing, options: {A: x, B: y, C: z}, key: [B, A]")));
  EXPECT_NE(a.hash(), b.hash());
  EXPECT_EQ(a.frozen(), b.frozen());
  EXPECT_TRUE(compare(a, b).empty());
  EXPECT_EQ(a.frozen().size(), 64u);
}

TEST(Scheme, CompareListsWhatAnAmendmentChanges) {
  const Scheme before = Scheme::parse(paper(item("type: single, marks: 2, options: {A: x, B: y}, key: A")));
  const Scheme after = Scheme::parse(paper(item("type: single, marks: 3, options: {A: x, B: y}, key: B") +
                                               item("type: true-false, marks: 1, key: true", "q2"),
                                           "pass: 55\n"));
  const auto changes = compare(before, after);
  const auto has = [&](const Change& c) { return std::ranges::find(changes, c) != changes.end(); };
  EXPECT_TRUE(has({"pass", "60", "55"}));
  EXPECT_TRUE(has({"components.examination.items.q1.key.1", "A", "B"}));
  EXPECT_TRUE(has({"components.examination.items.q1.marks", "2", "3"}));
  EXPECT_TRUE(has({"components.examination.items.q2.key.1", std::nullopt, "true"}));
  EXPECT_NE(before.frozen(), after.frozen());
}

TEST(Scheme, NamesTheNearestItem) {
  const Scheme scheme = Scheme::parse(paper(item("type: true-false, marks: 1, key: true", "question1")));
  try {
    scheme.item("qestion1");
    FAIL();
  } catch (const NotFound& e) {
    EXPECT_EQ(e.code(), "AC5703");
    EXPECT_NE(std::string(e.what()).find("question1"), std::string::npos);
  }
  EXPECT_THROW(Scheme::load("no such file.yaml"), NotFound);
}

TEST(Coverage, CountsMarksForEachKeyPoint) {
  const Scheme scheme = Scheme::parse(
      "assessment: a\nversion: 1\npass: 60\nkey_points: {grasp: Grasp, use: Use, law: Law}\ncomponents:\n"
      "  - {id: project, weight: 20%, marks: 10}\n"
      "  - id: examination\n    weight: 80%\n    items:\n"
      "      - {id: q1, type: true-false, marks: 1, key: true, key_points: [grasp]}\n"
      "      - {id: q2, type: true-false, marks: 2, key: true, key_points: [grasp, use]}\n"
      "      - {id: q3, type: true-false, marks: 1, key: true}\n");
  const Coverage c = coverage(scheme);
  EXPECT_EQ(c.key_points[0].marks.to_string(), "3");
  EXPECT_DOUBLE_EQ(c.key_points[0].share, 0.6);
  EXPECT_EQ(c.key_points[1].items, std::vector<std::string>{"q2"});
  EXPECT_DOUBLE_EQ(c.key_points[1].share, 0.4);
  EXPECT_EQ(c.not_examined, std::vector<std::string>{"law"});
  EXPECT_EQ(c.without_key_points, std::vector<std::string>{"q3"});
  EXPECT_EQ(in_words(c).en, "2 of 3 key points are examined; not examined: law");
}

TEST(ItemMatrix, HasWhatStatisticsNeed) {
  const Scheme scheme = Scheme::parse(paper(item("type: single, marks: 2, options: {A: x, B: y}, key: A") +
                                            item("type: numeric, marks: 1, key: 3", "q2")));
  Sitting one = answered("B");
  one.answers.push_back({"q2", {"3"}});
  const std::vector<AssessmentOutcome> outcomes = {mark(scheme, "L1", std::span(&one, 1)),
                                                   mark(scheme, "L2", {})};
  const ItemMatrix matrix = item_matrix(scheme, outcomes);
  EXPECT_EQ(matrix.items, (std::vector<std::string>{"q1", "q2"}));
  EXPECT_EQ(matrix.maximum, (std::vector<double>{2, 1}));
  EXPECT_EQ(matrix.marks[0], (std::vector<double>{0, 1}));
  EXPECT_EQ(matrix.chosen[0][0], std::vector<std::string>{"B"});
  EXPECT_TRUE(std::isnan(matrix.marks[1][0]));
  EXPECT_THROW(item_matrix(scheme, outcomes, "homework"), NotFound);
  const Scheme other = Scheme::parse(paper(item("type: numeric, marks: 1, key: 4")));
  EXPECT_THROW(item_matrix(other, outcomes), InvalidArgument);
}

} // namespace
} // namespace aftercourse
