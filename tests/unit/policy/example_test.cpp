#include <gtest/gtest.h>

#include "reading.hpp"

namespace aftercourse {
namespace {

Example example(const std::string& text) {
  return Policy::parse(visit("") + "examples:\n  - " + text + "\n").examples().front();
}

TEST(Example, WritesFactsByTheTypesOfTheirFields) {
  const Example e = example("{as_of: 2026-10-20, facts: {person: [{id: 17, name: 李雷, external: true}], "
                            "assessment_result: [{id: A1, enrolment: 4, date: 2026-09-01, score: 78.5, "
                            "attempt: 2, key_points: [a, 1]}]}}");
  EXPECT_EQ(
      e.batch_json,
      R"({"record":{"person":[{"id":"17","name":"李雷","external":true}],)"
      R"("assessment_result":[{"id":"A1","enrolment":"4","date":"2026-09-01","score":"78.5","attempt":2,"key_points":["a","1"]}]}})");
}

TEST(Example, KeepsWhatIsQuotedAText) {
  EXPECT_EQ(
      example("{as_of: 2026-10-20, facts: {assessment_result: [{id: A, attempt: \"2\", passed: \"true\"}]}}")
          .batch_json,
      R"({"record":{"assessment_result":[{"id":"A","attempt":"2","passed":"true"}]}})");
}

TEST(Example, HasUsualDays) {
  const Example e = example("{as_of: 2026-10-20}");
  EXPECT_EQ(e.adopted_on, "2025-01-01");
  EXPECT_EQ(e.recorded_at, (std::vector<std::string>{"2026-01-01T09:00+08:00"}));
  EXPECT_EQ(e.horizon, "1 year");
  EXPECT_EQ(e.calendar, "cn");
  EXPECT_EQ(e.batch_json, R"({"record":{}})");
}

TEST(Example, ReadsFurtherWrites) {
  const Example e = example(
      "{as_of: 2026-10-20, then: [{recorded_at: 2026-09-20T09:00+08:00, amend: [{kind: programme, id: 1, "
      "fields: {ends: 2026-09-11}}], retract: [{kind: follow_up, id: F1}]}]}");
  ASSERT_EQ(e.batches.size(), 1u);
  EXPECT_EQ(e.batches.front(), R"({"amend":[{"kind":"programme","id":"1","fields":{"ends":"2026-09-11"}}],)"
                               R"("retract":[{"kind":"follow_up","id":"F1"}]})");
  EXPECT_EQ(e.recorded_at.back(), "2026-09-20T09:00+08:00");
}

TEST(Example, ReadsWhatIsExpected) {
  const Example e = example("{as_of: 2026-10-20, count: 2, expect: [{rule: visit, evidence: [follow_up/F1, "
                            "follow_up/F2]}, {absent: true}]}");
  EXPECT_EQ(e.expect[0].columns.at("evidence"), "follow_up/F1, follow_up/F2");
  EXPECT_TRUE(e.expect[1].absent);
  EXPECT_EQ(e.count, 2);
}

} // namespace
} // namespace aftercourse
