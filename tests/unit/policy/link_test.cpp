#include <gtest/gtest.h>

#include "reading.hpp"

namespace aftercourse {
namespace {

/// "enrolment = subject enrolment: ; ..."
std::string shown(const Link& link, std::size_t kind) {
  std::string out;
  for (const Link::Tie& tie : link.ties)
    out += (out.empty() ? "" : "; ") + Schema::built_in().kind(kind).fields[tie.field].name + " = " +
           shown(tie.to);
  return out;
}

std::string link_of(const std::string& kind, const std::string& more = {}) {
  const Rule rule = read_visit("where: {exists: {of: " + kind + "}}" + more);
  return shown(rule.where->links.front(), rule.where->kinds.front());
}

TEST(Link, PrefersAReferenceToTheSubject) {
  EXPECT_EQ(link_of("attendance"), "enrolment = subject enrolment: ");
}

TEST(Link, ThenOneToTheAnchor) { EXPECT_EQ(link_of("module"), "programme = anchor programme: "); }

TEST(Link, ThenSharedReferencesRequiredOnesFirst) {
  EXPECT_EQ(link_of("employment"), "person = subject enrolment: reference enrolment.person; "
                                   "unit = subject enrolment: reference enrolment.unit");
}

TEST(Link, ThenAReferenceToAnything) { EXPECT_EQ(link_of("decision"), "concerning = subject enrolment: "); }

TEST(Link, SaysItOtherwise) {
  EXPECT_EQ(link_of("decision, link: {concerning: programme}"),
            "concerning = subject enrolment: reference enrolment.programme");
}

TEST(Link, TiesFoldsWithinFoldsToTheOuterRow) {
  const Rule rule = read_visit("where: {exists: {of: follow_up, where: {none: follow_up_audit}}}");
  const Condition& none = rule.where->children.front();
  ASSERT_EQ(none.type, Condition::Type::negation);
  EXPECT_EQ(shown(none.children.front().links.front(), none.children.front().kinds.front()),
            "follow_up = row follow_up: ");
}

TEST(Link, OfAnAcceptanceIsToTheEvidence) {
  const Rule rule =
      read_visit("done_by: report\naccepted_by: {decision: {where: {decided_by: programme.lecturer}}}");
  EXPECT_EQ(shown(rule.accepted_by->link, rule.accepted_by->kind), "concerning = row report: ");
}

TEST(Link, CountsEveryFactWhereThereIsNoTask) {
  const Policy policy = Policy::parse("policy: x\nfindings: [{id: f, clause: c, always: {exists: group}}]\n");
  EXPECT_TRUE(policy.findings().front().must.links.front().ties.empty());
}

} // namespace
} // namespace aftercourse
