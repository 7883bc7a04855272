#include <gtest/gtest.h>

#include <aftercourse/policy/adoption.hpp>

#include "reading.hpp"

namespace aftercourse {
namespace {

const std::string loans = R"(policy: loans
version: "3"
title: {en: Loans, zh: 借用}
kinds:
  loan: {fields: {person: person, due: date, returned: "date?", state: [good, bad], remarks: "personal text?"}, order: [[due, returned]]}
parameters:
  wait: [{value: 5 working days, source: notice}, {value: 3 working days, from: 2027-01-01, source: notice}]
rules:
  - {id: return, after: loan.due, where: {state: good}, window: {to: wait}, done_by: loan.returned}
)";

TEST(Policy, DeclaresKinds) {
  const Policy policy = Policy::parse(loans);
  const Kind& loan = policy.schema().kind(policy.schema().at("loan"));
  EXPECT_TRUE(loan.fields[loan.at("person")].required);
  EXPECT_FALSE(loan.fields[loan.at("returned")].required);
  EXPECT_TRUE(loan.fields[loan.at("remarks")].personal);
  EXPECT_EQ(loan.fields[loan.at("state")].labels, (std::vector<std::string>{"good", "bad"}));
  EXPECT_TRUE(loan.find("tasks") && loan.find("period"));
  EXPECT_TRUE(policy.rules().front().done_by.own);
}

TEST(Policy, MeansTheSameUnderALargerSchema) {
  Kind unit;
  unit.name = "enrolment";
  Field mode; // as a path, `mode` means the programme's to the policy below
  mode.name = "mode";
  unit.fields.push_back(mode);
  const Schema larger = Schema::built_in().extended({unit});
  const Policy policy = Policy::parse(visit("where: {mode: online}"));
  const Policy resolved = policy.resolved(larger);
  EXPECT_EQ(shown(resolved.rules().front().where->left, larger), "anchor programme: value programme.mode");
  EXPECT_EQ(resolved.text(), policy.text());
  EXPECT_EQ(resolved.hash(), policy.hash());
  EXPECT_EQ(resolved.schema(), larger);
}

TEST(Policy, KeepsItsKindsUnderASchemaThatHasThem) {
  const Policy policy = Policy::parse(loans);
  Kind other;
  other.name = "aaa";
  const Schema larger = Schema::built_in().extended({other}).extended(policy.kinds());
  const Policy resolved = policy.resolved(larger);
  EXPECT_EQ(resolved.schema(), larger);
  EXPECT_EQ(resolved.rules().front().subject_kind, larger.at("loan"));
}

TEST(Policy, RefusesParametersThatDoNotFit) {
  const Policy policy = Policy::parse(loans);
  EXPECT_FALSE(policy.refuse_parameter("wait", "2 weeks"));
  EXPECT_NE(policy.refuse_parameter("wait", "20%").value_or("").find("expected a period"), std::string::npos);
  EXPECT_NE(policy.refuse_parameter("wiat", "2 weeks").value_or("").find("`wait`"), std::string::npos);
}

TEST(Policy, ListsEveryFaultInItsError) {
  try {
    Policy::parse("policy: x\nrule: []\ntitel: x\n", "ours.yaml");
    FAIL();
  } catch (const PolicyError& e) {
    EXPECT_EQ(e.code(), "AC3001");
    EXPECT_STREQ(e.what(),
                 "ours.yaml:2:1: error: unknown key `rule` in a policy; did you mean `rules`? [AC3006]\n"
                 "ours.yaml:3:1: error: unknown key `titel` in a policy; did you mean `title`? [AC3006]");
  }
}

TEST(Policy, IsNotReadBeyondItsLimit) {
  EXPECT_THROW((void)Policy::load("/dev/zero"), LimitError); // has no end
  EXPECT_THROW((void)Policy::load("no such file.yaml"), NotFound);
  EXPECT_THROW((void)Policy::load(AFTERCOURSE_POLICIES), NotFound); // a folder
  EXPECT_THROW((void)Policy::load("/dev/null"), PolicyError);       // empty
}

TEST(Policy, BuiltInOnesHaveNothingToWarnOf) {
  for (const std::string& name : Policy::built_in_names())
    for (const Diagnostic& d : Policy::built_in(name).lint()) ADD_FAILURE() << d.to_string();
  EXPECT_THROW(Policy::built_in("follow-up-visit"), NotFound);
}

TEST(Adoption, OverridesParametersFromADay) {
  Adopted adopted{Policy::parse(loans), {}};
  adopted.adoption.on = Date(2026, 1, 1);
  EXPECT_EQ(adopted.parameter("wait", Date(2026, 12, 31)), "5 working days");
  EXPECT_EQ(adopted.parameter("wait", Date(2027, 1, 1)), "3 working days");
  adopted.adoption.parameters.push_back({"wait", "1 week", Date(2026, 6, 1), "notice"});
  EXPECT_EQ(adopted.parameter("wait", Date(2026, 5, 31)), "5 working days");
  EXPECT_EQ(adopted.parameter("wait", Date(2027, 6, 1)), "1 week");
  EXPECT_EQ(adopted.parameter("none", Date(2027, 6, 1)), std::nullopt);
}

} // namespace
} // namespace aftercourse
