#include <gtest/gtest.h>

#include "reading.hpp"

namespace aftercourse {
namespace {

const Schema& schema = Schema::built_in();

TEST(Rule, FindsSubjectsThatShareAReferenceWithTheAnchor) {
  const Rule rule = read_visit("after: module.ended");
  EXPECT_EQ(rule.each.type, Subjects::Type::referring);
  EXPECT_EQ(schema.kind(rule.each.kind).fields[rule.each.field].name, "programme");
  EXPECT_EQ(shown(rule.each.via), "anchor module: reference module.programme");
}

TEST(Rule, FindsSubjectsThatReferToTheAnchor) {
  const Rule rule = read_visit("");
  EXPECT_EQ(rule.each.type, Subjects::Type::referring);
  EXPECT_TRUE(rule.each.via.steps.empty());
}

TEST(Rule, FindsSubjectsByAPath) {
  const Rule rule = read_visit("after: violation.date\neach: person\ndone_by: guidance");
  EXPECT_EQ(rule.each.type, Subjects::Type::path);
  EXPECT_EQ(shown(rule.each.via), "anchor violation: reference violation.person");
}

TEST(Rule, TakesAllForCalendarPeriods) {
  const Rule rule = read_visit("after: {every: month}\neach: unit\ndone_by: meeting");
  EXPECT_EQ(rule.each.type, Subjects::Type::all);
  EXPECT_TRUE(rule.after.whole_period);
  EXPECT_FALSE(rule.anchor_kind);
  EXPECT_TRUE(read_visit("after: quarter.ends\neach: unit\ndone_by: meeting").after.closing);
}

const char* const chain = R"(policy: chain
rules:
  - {id: report, after: {task: visit}, window: {to: 1 week}, done_by: report}
  - {id: remind, after: {missed: visit}, window: {to: 1 week}, done_by: communication}
  - {id: visit, was: [call], after: programme.ended, each: enrolment, window: {to: 1 week}, done_by: follow_up}
  - {id: audit, after: {every: month}, each: {done: call}, done_by: follow_up_audit}
)";

TEST(Rule, FollowsOtherRules) {
  const Policy policy = Policy::parse(chain);
  EXPECT_EQ(policy.order(), (std::vector<std::size_t>{2, 0, 1, 3}));
  const Rule& report = policy.rule("report");
  EXPECT_EQ(schema.kind(report.subject_kind).name, "enrolment");
  EXPECT_EQ(schema.kind(*report.anchor_kind).name, "follow_up");
  EXPECT_EQ(schema.kind(*policy.rule("remind").anchor_kind).name, "programme");
  EXPECT_EQ(schema.kind(policy.rule("audit").subject_kind).name, "follow_up");
  EXPECT_EQ(policy.rule("audit").each.rules, (std::vector<std::size_t>{2}));
}

TEST(Rule, IsFoundByAnEarlierName) {
  const Policy policy = Policy::parse(chain);
  EXPECT_EQ(policy.rule("call").id, "visit");
  EXPECT_THROW(policy.rule("vist"), NotFound);
}

TEST(Rule, ReadsWindows) {
  const Rule plain = read_visit("window: {from: -3 working days, to: 0 days, roll: preceding}");
  EXPECT_EQ(plain.from.plus.literal, (Period{-3, PeriodUnit::working_days}));
  EXPECT_EQ(plain.roll, Roll::preceding);
  const Rule of_fact = read_visit("after: finding.raised\neach: finding\ndone_by: rectification\nwindow: "
                                  "{to: {of: rectify_by, plus: 1 week}}");
  EXPECT_EQ(of_fact.to.of->text, "rectify_by");
  EXPECT_EQ(of_fact.to.plus.literal, (Period{1, PeriodUnit::weeks}));
  EXPECT_EQ(read_visit("window: {to: programme.ends}").to.of->type, FieldType::date);
}

TEST(Rule, ReadsEvidence) {
  const Rule joint =
      read_visit("done_by: {all: [report, {at_least: {n: 3, of: {appraisal: {where: {relation: peer}}}}}]}");
  ASSERT_EQ(joint.done_by.parts.size(), 2u);
  EXPECT_EQ(joint.done_by.parts[1].n, 3);
  EXPECT_EQ(joint.done_by.parts[1].parts.front().where->left.root, Path::Root::row);
  const Rule own = read_visit(
      "after: improvement_action.decided\neach: improvement_action\ndone_by: improvement_action.completed");
  EXPECT_TRUE(own.done_by.own);
  EXPECT_EQ(schema.kind(own.done_by.kind).fields[own.done_by.date_field].name, "completed");
}

TEST(Rule, ReadsRolesByTheirPaths) {
  const Rule rule = read_visit("by: [head, learner, desk]",
                               "roles: {head: {of: person.employment.unit}, learner: {is: person}}\n");
  EXPECT_TRUE(rule.by[0].of && rule.by[1].is);
  EXPECT_TRUE(!rule.by[2].of && !rule.by[2].is);
}

TEST(Rule, IsVoidByWhatCanBeTiedToIt) {
  const Rule rule = read_visit("void_by: {employment.ends: {link: {person: person}}}",
                               "void_by: [withdrawal, submission.due]\n");
  ASSERT_EQ(rule.void_by.size(), 3u);
  EXPECT_EQ(schema.kind(rule.void_by[0].kind).fields[rule.void_by[0].field].name, "ends");
  EXPECT_EQ(rule.void_by[0].link.ties.size(), 1u);
  const Rule monthly =
      read_visit("after: {every: month}\neach: unit\ndone_by: meeting", "void_by: [withdrawal]\n");
  EXPECT_TRUE(monthly.void_by.empty());
}

} // namespace
} // namespace aftercourse
