#include <aftercourse/facts/describe.hpp>

#include <gtest/gtest.h>

#include <aftercourse/facts/built_in_kinds.hpp>

namespace aftercourse {
namespace {

TEST(Describe, NamesKindsInSnakeCase) {
  EXPECT_EQ(snake_case("FollowUpItem"), "follow_up_item");
  EXPECT_EQ(snake_case("Unit"), "unit");
  EXPECT_EQ(kind_of<FollowUp>().name, "follow_up");
}

TEST(Describe, FieldsFollowTheStruct) {
  const Kind kind = kind_of<FollowUp>();
  const Field& enrolment = kind.fields[kind.at("enrolment")];
  EXPECT_EQ(enrolment.type, FieldType::reference);
  EXPECT_EQ(enrolment.target, "enrolment");
  EXPECT_TRUE(enrolment.required);
  const Field& by = kind.fields[kind.at("by")];
  EXPECT_EQ(by.target, "person");
  EXPECT_FALSE(by.required);
  const Field& channel = kind.fields[kind.at("channel")];
  EXPECT_EQ(channel.type, FieldType::category);
  EXPECT_EQ(channel.labels.front(), "phone");
  EXPECT_TRUE(kind.fields[kind.at("notes")].personal);
  EXPECT_TRUE(kind.fields[kind.at("topics")].list);
  EXPECT_TRUE(kind.fields[kind.at("reached")].required);
  EXPECT_FALSE(kind.find("id"));
}

TEST(Describe, AnyReferencesHaveNoTarget) {
  const Kind kind = kind_of<Decision>();
  const Field& concerning = kind.fields[kind.at("concerning")];
  EXPECT_EQ(concerning.type, FieldType::reference);
  EXPECT_EQ(concerning.target, "");
}

TEST(Describe, OrdersAreTakenOver) {
  EXPECT_EQ(kind_of<AssessmentResult>().orders, (std::vector<Order>{{"score", "maximum"}}));
}

TEST(Describe, ValuesGoThereAndBack) {
  FollowUp fact;
  fact.id = "F1";
  fact.enrolment = "E1";
  fact.date = Date(2026, 9, 20);
  fact.channel = FollowUpChannel::email;
  fact.topics = {"content.grasp", "lecturer.impression"};
  fact.notes = Personal<std::string>("called twice");
  const auto values = to_values(fact);
  const FollowUp again = from_values<FollowUp>("F1", values);
  EXPECT_EQ(to_values(again), values);
  EXPECT_EQ(again.channel, FollowUpChannel::email);
  EXPECT_EQ(again.notes->value, "called twice");
  EXPECT_FALSE(again.by);
}

TEST(Describe, ValuesAreWrittenAsPeopleDo) {
  EXPECT_EQ(to_string(Value{}), "");
  EXPECT_EQ(to_string(Value{true}), "yes");
  EXPECT_EQ(to_string(Value{Date(2026, 10, 20)}), "2026-10-20");
  EXPECT_EQ(to_string(Value{*Decimal::parse("78.5")}), "78.5");
  EXPECT_EQ(to_string(Value{0.1}), "0.1");
  EXPECT_EQ(to_string(Value{std::vector<std::string>{"a", "b"}}), "a, b");
}

} // namespace
} // namespace aftercourse
