// What YAML cannot read is told with its place and what to do.
#include <aftercourse/reading/node.hpp>

#include <gtest/gtest.h>

#include <aftercourse/reading/report.hpp>

namespace aftercourse::reading {
namespace {

std::string faults_of(const std::string& text) {
  Report report("x.yaml");
  read_tree(text, report);
  return report.to_string();
}

TEST(Node, TellsHowToWriteASignInBrackets) {
  for (const char* texts : {"{zh: 满意吗?, en: x}", "{zh: 满意吗, en: note: this}", "[满意吗?, x]"})
    EXPECT_NE(faults_of(std::string("a: b\nc: ") + texts).find("expected texts in quotes"), std::string::npos)
        << texts;
  EXPECT_TRUE(faults_of("c: {zh: '满意吗?', en: 'note: this'}").empty());
  EXPECT_EQ(faults_of("a: b\n  c: d\n").find("quotes"), std::string::npos); // no bracket, no such advice
}

TEST(Node, CountsTheColumnsOfBrokenYamlInCharacters) {
  EXPECT_EQ(faults_of("c: {zh: 满意吗?, en: x}").substr(0, 12), "x.yaml:1:12:");
}

TEST(Node, HostileTextIsNeverRead) {
  for (const char* text :
       {"{", "[?", "{?", "{a: ?", "\xEF\xBB\xBF{?", "{\n?\n", "\n\n[\x01", "{满: ?, ", "? {", "{'"})
    EXPECT_FALSE(faults_of(text).empty()) << text;
}

} // namespace
} // namespace aftercourse::reading
