#include <gtest/gtest.h>

#include "reading.hpp"

namespace aftercourse {
namespace {

std::string path_in(const std::string& path) {
  return shown(read_visit("where: {" + path + ": present}").where->left);
}

TEST(Path, StartsAtAFieldOfTheSubjectThenAtItsKindThenAtTheAnchor) {
  EXPECT_EQ(path_in("unit.name"), "subject enrolment: reference enrolment.unit, value unit.name");
  EXPECT_EQ(path_in("enrolment.unit"), "subject enrolment: reference enrolment.unit");
  EXPECT_EQ(path_in("title"), "anchor programme: value programme.title");
  EXPECT_EQ(path_in("programme.title"),
            "subject enrolment: reference enrolment.programme, value programme.title");
}

TEST(Path, FollowsFactsInForce) {
  EXPECT_EQ(
      path_in("person.employment.unit"),
      "subject enrolment: reference enrolment.person, in_force employment.person, reference employment.unit");
  EXPECT_EQ(path_in("communication.reply_by"),
            "subject enrolment: in_force communication.enrolment, value communication.reply_by");
}

TEST(Path, KnowsDurationIdAndDayOfRecording) {
  EXPECT_EQ(path_in("programme.duration"),
            "subject enrolment: reference enrolment.programme, duration programme");
  EXPECT_EQ(path_in("id"), "subject enrolment: id enrolment");
  EXPECT_EQ(path_in("programme.recorded"),
            "subject enrolment: reference enrolment.programme, recorded programme");
}

TEST(Path, TakesPastFormsOfDates) {
  EXPECT_EQ(path_in("programme.ended"), path_in("programme.ends"));
  const Rule rule = read_visit(
      "after: questionnaire.closed\neach: questionnaire\ndone_by: {report: {link: {programme: programme}}}");
  EXPECT_EQ(Schema::built_in().kind(rule.after.kind).fields[rule.after.field].name, "closes");
}

TEST(Path, SaysWhatComesOut) {
  const Path value = read_visit("where: {programme.mode: online}").where->left;
  EXPECT_FALSE(value.ends_in_row());
  EXPECT_EQ(value.type, FieldType::category);
  const Path row = read_visit("where: {programme.lecturer: L1}").where->left;
  EXPECT_TRUE(row.ends_in_row());
  EXPECT_EQ(Schema::built_in().kind(row.end_kind).name, "person");
}

TEST(Path, WithinAFoldStartsAtTheRowFirst) {
  const Rule rule = read_visit("where: {exists: {of: instrument_response, where: {programme.title: Sales, "
                               "date: present, mode: online}}}");
  const Condition& where = rule.where->children.front();
  EXPECT_EQ(shown(where.children[0].left),
            "row instrument_response: reference instrument_response.programme, value programme.title");
  EXPECT_EQ(shown(where.children[2].left), "anchor programme: value programme.mode");
}

} // namespace
} // namespace aftercourse
