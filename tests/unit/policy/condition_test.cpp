#include <gtest/gtest.h>

#include "reading.hpp"

namespace aftercourse {
namespace {

Condition where(const std::string& text, const std::string& head = {}) {
  return *read_visit("where: " + text, head).where;
}
Value operand(const std::string& text) { return where(text).right.front().literal; }

TEST(Condition, ReadsValuesByTheTypeOfTheField) {
  EXPECT_EQ(operand("{programme.duration: {at_most: 30 days}}"), Value(std::int64_t{30}));
  EXPECT_EQ(operand("{programme.duration: {at_most: 2 weeks}}"), Value(std::int64_t{14}));
  EXPECT_EQ(operand("{programme.starts: {below: 2026-03-01}}"), Value(Date(2026, 3, 1)));
  EXPECT_EQ(operand("{programme.important: yes}"), Value(true));
  EXPECT_EQ(operand("{programme.title: 2026}"), Value(std::string("2026")));
  EXPECT_EQ(operand("{mean: {of: instrument_response.score, below: 3.5}}"), Value(*Decimal::parse("3.5")));
  EXPECT_EQ(operand("{latest: {of: assessment_result.passed, equals: false}}"), Value(false));
}

TEST(Condition, JoinsKeysAndLists) {
  const Condition c = where("{programme.important: true, programme.mode: [online, external]}");
  EXPECT_EQ(c.type, Condition::Type::all);
  EXPECT_EQ(c.children[1].comparison, Comparison::in);
  EXPECT_EQ(c.children[1].right.size(), 2u);
  EXPECT_EQ(where("{programme.duration: {above: 3, at_most: 9}}").children.size(), 2u);
  EXPECT_EQ(where("{any: [{programme.important: true}, {programme.mode: online}]}").type,
            Condition::Type::any);
}

TEST(Condition, RemembersTheTermItWasWrittenAs) {
  const Condition c = where("short", "terms: {short: {programme.duration: {at_most: 30 days}}}\n");
  EXPECT_EQ(c.term, "short");
  EXPECT_EQ(c.type, Condition::Type::compare);
}

TEST(Condition, ComparesListsByWhatTheyContain) {
  EXPECT_EQ(where("{programme.course.key_points: safety}").comparison, Comparison::contains);
}

TEST(Condition, CountsFailedAttemptsAlsoInTheEvidence) {
  const Condition c = where("{failed_attempts: {at_least: 2}}");
  ASSERT_EQ(c.kinds.size(), 2u);
  EXPECT_EQ(Schema::built_in().kind(c.kinds[0]).name, "contact_attempt");
  EXPECT_EQ(Schema::built_in().kind(c.kinds[1]).name, "follow_up");
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(c.children[i].left.root_kind, c.kinds[i]);
    EXPECT_EQ(c.children[i].right.front().literal, Value(false));
  }
}

TEST(Condition, ReadsFolds) {
  const Condition c = where(
      "{count: {of: assessment_result.component, distinct: true, within: 1 year, dated: any, above: 2}}");
  EXPECT_EQ(c.fold, Fold::count);
  EXPECT_TRUE(c.distinct);
  EXPECT_EQ(c.dated, Dated::any);
  EXPECT_EQ(c.within->literal, (Period{1, PeriodUnit::years}));
  EXPECT_EQ(c.operand, FieldType::integer);
  EXPECT_EQ(where("{none: attendance}").type, Condition::Type::negation);
}

TEST(Condition, TakesABareParameterForItsValue) {
  const std::string head = "parameters: {limit: {value: 30 days}}\n";
  EXPECT_EQ(where("{programme.duration: {at_most: limit}}", head).right.front().parameter, "limit");
  EXPECT_EQ(where("{programme.title: \"limit\"}", head).right.front().literal, Value(std::string("limit")));
}

} // namespace
} // namespace aftercourse
