// What an answer to an item with a key earns.
#include <gtest/gtest.h>

#include "schemes.hpp"

namespace aftercourse {
namespace {

const std::string single =
    "type: single, marks: 2, options: {A: {en: Yes, zh: 是}, B: {en: No, zh: 否}, C: Maybe}, key: B";
const std::string multiple =
    "type: multiple, marks: 6, options: {A: a1, B: b1, C: c1, D: d1}, key: [A, C, D]";

TEST(Objective, SingleTakesIdsAndTextsInEveryForm) {
  for (const char* right : {"B", "b", "Ｂ", " No ", "否", "ｎｏ"})
    EXPECT_EQ(marks_one(single, {right}), "2") << right;
  EXPECT_EQ(mark_one(single, {"C"}).state, ItemState::wrong);
  EXPECT_EQ(mark_one(single, {"C"}).marks, Decimal());
}

TEST(Objective, TwoOptionsForASingleItemAreWrong) {
  EXPECT_EQ(mark_one(single, {"A", "B"}).state, ItemState::wrong);
  EXPECT_EQ(mark_one(single, {"B", "b"}).state, ItemState::right);
}

TEST(Objective, BlankIsNotWrong) {
  for (const std::vector<std::string>& values : {std::vector<std::string>{}, {""}, {" \u3000"}}) {
    const ItemMark mark = mark_one(single, values);
    EXPECT_EQ(mark.state, ItemState::blank);
    EXPECT_EQ(mark.marks, Decimal());
    EXPECT_EQ(mark.reason.zh, "未作答");
  }
}

TEST(Objective, AllOrNothing) {
  EXPECT_EQ(marks_one(multiple, {"A", "C", "D"}), "6");
  EXPECT_EQ(marks_one(multiple, {"D、A；C"}), "6");
  EXPECT_EQ(marks_one(multiple, {"ACD"}), "6");
  EXPECT_EQ(marks_one(multiple, {"A", "C"}), "0");
  EXPECT_EQ(marks_one(multiple, {"A", "B", "C", "D"}), "0");
}

TEST(Objective, RightMinusWrongIsNeverBelowNothing) {
  const std::string item = multiple + ", credit: right-minus-wrong";
  EXPECT_EQ(marks_one(item, {"A", "C", "D"}), "6");
  EXPECT_EQ(marks_one(item, {"A", "C"}), "4");
  EXPECT_EQ(marks_one(item, {"A", "C", "B"}), "2");
  EXPECT_EQ(marks_one(item, {"A", "B"}), "0");
  EXPECT_EQ(marks_one(item, {"B"}), "0");
  EXPECT_EQ(mark_one(item, {"A"}).state, ItemState::partial);
}

TEST(Objective, PerOptionCountsWhatWasRightlyLeft) {
  const std::string item = multiple + ", credit: per-option";
  EXPECT_EQ(marks_one(item, {"A", "C", "D"}), "6");
  EXPECT_EQ(marks_one(item, {"A", "C"}), "4.5");
  EXPECT_EQ(marks_one(item, {"A"}), "3");
  EXPECT_EQ(marks_one(item, {"B"}), "0");
  EXPECT_EQ(marks_one(item, {}), "0"); // though B was rightly left
}

TEST(Objective, ThirdsAreExactUntilTheyAreShown) {
  const std::string third = "type: multiple, marks: 1, options: {A: a1, B: b1, C: c1, D: d1}, key: [A, B, "
                            "C], credit: right-minus-wrong";
  std::vector<Sitting> sittings(1);
  std::string items;
  for (const char* id : {"q1", "q2", "q3"}) {
    items += item(third, id);
    sittings[0].answers.push_back({id, {"A"}});
  }
  const AssessmentOutcome out = outcome(paper(items), sittings);
  EXPECT_EQ(out.items[0].marks->to_string(), "0.333333");
  EXPECT_EQ(out.components[0].marks->to_string(), "1"); // not 0.999999
  EXPECT_EQ(out.exact->to_string(), "33.333333");
}

TEST(Objective, TrueFalse) {
  const std::string item = "type: true-false, marks: 1, key: true";
  for (const char* yes : {"true", "T", "对", "√", "正确", "1"}) EXPECT_EQ(marks_one(item, {yes}), "1") << yes;
  for (const char* no : {"false", "错", "×", "N"}) EXPECT_EQ(marks_one(item, {no}), "0") << no;
}

TEST(Objective, NumbersWithCommasBetweenThousands) {
  const std::string item = "type: numeric, marks: 1, key: [11264.5, 1234567]";
  for (const char* right : {"11,264.5", "１１，２６４.5", "1,234,567"})
    EXPECT_EQ(marks_one(item, {right}), "1") << right;
  for (const char* wrong :
       {"11,2645", "112,64.5", ",11264.5", "11264.5,", "1,,234,567", "1234,567", "0,011,264.5"})
    EXPECT_EQ(marks_one(item, {wrong}), "0") << wrong;
}

TEST(Objective, NumbersWithTolerance) {
  EXPECT_EQ(marks_one("type: numeric, marks: 1, key: 0.3", {"0.30"}), "1");
  EXPECT_EQ(marks_one("type: numeric, marks: 1, key: 0.3", {"3e-1"}), "1");
  EXPECT_EQ(marks_one("type: numeric, marks: 1, key: 0.3", {"30%"}), "1");
  EXPECT_EQ(marks_one("type: numeric, marks: 1, key: 0.3", {"０．３"}), "1");
  EXPECT_EQ(marks_one("type: numeric, marks: 1, key: 0.3", {"0.30000000000000000001"}), "0");
  const std::string absolute = "type: numeric, marks: 1, key: 0.3, tolerance: {absolute: 0.1}";
  EXPECT_EQ(marks_one(absolute, {"0.4"}), "1"); // 0.4 - 0.3 > 0.1 in binary
  EXPECT_EQ(marks_one(absolute, {"0.2"}), "1");
  EXPECT_EQ(marks_one(absolute, {"0.4000001"}), "0");
  const std::string relative = "type: numeric, marks: 1, key: -200, tolerance: {relative: 1%}";
  EXPECT_EQ(marks_one(relative, {"-202"}), "1");
  EXPECT_EQ(marks_one(relative, {"−198"}), "1"); // a minus sign
  EXPECT_EQ(marks_one(relative, {"-202.1"}), "0");
  EXPECT_EQ(marks_one("type: numeric, marks: 1, key: [1, 2]", {"2"}), "1");
  EXPECT_EQ(mark_one("type: numeric, marks: 1, key: 1", {"one"}).state, ItemState::wrong);
  EXPECT_EQ(mark_one("type: numeric, marks: 1, key: 1", {std::string(200, '1')}).state, ItemState::wrong);
}

TEST(Objective, ShortTexts) {
  const std::string item = "type: text, marks: 1, key: [PDCA 循环, plan-do-check-act]";
  for (const char* right : {"PDCA循环", "ｐｄｃａ　循环", "Plan–Do–Check–Act"})
    EXPECT_EQ(marks_one(item, {right}), "1") << right;
  EXPECT_EQ(mark_one(item, {"PDCA"}).state, ItemState::wrong);
}

TEST(Objective, WhatIsNoOptionIsAFaultOfTheData) {
  Sitting sitting = answered("A;Z");
  sitting.answers.push_back({"q9", {"A"}});
  try {
    outcome(paper(item(multiple)), {sitting});
    FAIL();
  } catch (const DataError& e) {
    EXPECT_EQ(e.code(), "AC5720");
    ASSERT_EQ(e.faults().size(), 2u);
    EXPECT_EQ(e.faults()[0].code, "AC5721");
    EXPECT_EQ(e.faults()[1].code, "AC5722");
    EXPECT_EQ(e.faults()[1].field, "q1");
    EXPECT_NE(std::string(e.what()).find("Z"), std::string::npos);
  }
}

} // namespace
} // namespace aftercourse
