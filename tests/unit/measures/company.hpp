// A small company whose rates can be counted by hand: one example of a policy, derived.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <aftercourse/facts/json.hpp>
#include <aftercourse/measures/measure_state.hpp>
#include <aftercourse/tasks/policy_test.hpp>

namespace aftercourse::test {

inline const std::string rules = R"(
policy: p
title: {en: P, zh: 制}
version: "1"
void_by: [withdrawal]
roles: {office: {}}
rules:
  - id: visit
    title: {en: Visit, zh: 回访}
    clause: "1"
    after: programme.ended
    each: enrolment
    window: {to: 10 days}
    do: visit
    by: office
    channels:
      - email: {when: {failed_attempts: {at_least: 1}}}
      - phone
    done_by: follow_up
  - id: second-visit
    title: {en: Second visit, zh: 再次回访}
    clause: "2"
    after: programme.ended
    each: enrolment
    window: {from: 11 days, to: 30 days}
    do: second-visit
    by: office
    done_by: application_case
  - id: plan
    title: {en: Plan, zh: 计划}
    clause: "3"
    after: programme.ended
    window: {to: 10 days}
    do: plan
    by: office
    done_by: plan
    accepted_by: decision
)";

/// P1 ended on 10 March: visits were due on the 20th. E1 was visited in time, E2 late, E3 not at all, E4's
/// was waived, E5 left before it was due. P2 ended on 10 April: due on the 20th. On 15 April E6 is done early
/// and E7 open. P3 ended on 5 June: upcoming. E1 and E6 are the same person. U11 and U12 belong to U1; E5's
/// unit is only known from the employment, and E7's not at all.
inline std::string company() {
  std::string text = R"(
      unit: [{id: U1, name: 销售部}, {id: U11, name: 一组, parent: U1}, {id: U12, name: 二组, parent: U1}, {id: U2, name: 财务部}]
      person: [{id: L1, name: 李雷}, {id: L2, name: 韩梅梅}, {id: L3, name: 张三}, {id: L4, name: 李四}, {id: L5, name: 王五}, {id: L7, name: 赵七}, {id: T1, name: 钱老师}, {id: T2, name: 孙老师}]
      employment:
        - {id: M5, person: L5, unit: U12, starts: 2020-01-01, ends: 2026-03-31}
        - {id: M5b, person: L5, unit: U2, starts: 2026-04-01}
      programme:
        - {id: P1, title: Sales, starts: 2026-03-01, ends: 2026-03-10, lecturer: T1}
        - {id: P2, title: 客服, starts: 2026-04-01, ends: 2026-04-10, lecturer: T2}
        - {id: P3, title: Later, starts: 2026-06-01, ends: 2026-06-05, lecturer: T2}
      enrolment:
        - {id: E1, programme: P1, person: L1, unit: U1}
        - {id: E2, programme: P1, person: L2, unit: U11}
        - {id: E3, programme: P1, person: L3, unit: U11}
        - {id: E4, programme: P1, person: L4, unit: U2}
        - {id: E5, programme: P1, person: L5}
        - {id: E6, programme: P2, person: L1, unit: U1}
        - {id: E7, programme: P2, person: L7}
      follow_up:
        - {id: F1, enrolment: E1, date: 2026-03-15, channel: phone, reached: true}
        - {id: F2, enrolment: E2, date: 2026-03-25, channel: phone, reached: true}
        - {id: F6, enrolment: E6, date: 2026-04-12, channel: phone, reached: true}
      contact_attempt: [{id: A3, enrolment: E3, date: 2026-03-12, channel: phone, reached: false}]
      withdrawal: [{id: W5, enrolment: E5, date: 2026-03-12}]
      waiver: [{id: W4, task: TASK, date: 2026-03-15, approver: T1, reason: on leave}]
)";
  return text.replace(text.find("TASK"), 4, task_id("p", "visit", "enrolment", "E4", "P1"));
}

/// The tasks of rules with these measures, over facts (YAML, indented as above), on a day. The facts are
/// written as the example of another policy, so that the policy's text does not depend on them.
inline TaskSet tasks_of(const std::string& measures, const std::string& facts, const std::string& as_of,
                        const std::string& policy = rules) {
  const std::string text = policy + (measures.empty() ? "" : "measures:\n" + measures);
  const Policy example = Policy::parse(text + "examples:\n  - name: company\n    facts:\n" + facts +
                                           "    as_of: " + as_of + "\n    horizon: 1 year\n    count: 0\n",
                                       "p.yaml");
  return run_example(Policy::parse(text, "p.yaml"), example.examples().front()).tasks;
}

inline EvaluationQuery query(std::vector<std::string> measures, std::vector<std::string> by = {}) {
  EvaluationQuery q;
  q.measures = std::move(measures);
  q.by = std::move(by);
  return q;
}

/// The rows of a table as "cell | cell | cell", in the columns asked for.
inline std::vector<std::string> rows(const Frame& frame, const std::vector<std::string>& columns) {
  std::vector<std::string> out;
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    std::string text;
    for (const std::string& column : columns) text += frame.cell(row, column) + " | ";
    out.push_back(text.substr(0, text.size() - 3));
  }
  return out;
}

inline double real(const Frame& frame, const char* column, std::size_t row = 0) {
  const Column& c = frame.column(column);
  EXPECT_FALSE(c.is_null(row)) << column;
  return c.reals[row];
}

} // namespace aftercourse::test
