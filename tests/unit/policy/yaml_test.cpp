// Hostile YAML costs a bounded effort.
#include <gtest/gtest.h>

#include "reading.hpp"

namespace aftercourse {
namespace {

std::string code_of(const std::string& text) {
  try {
    Policy::parse(text);
  } catch (const Error& e) {
    return e.code();
  }
  return "none";
}

TEST(Yaml, RefusesMoreThanFourMebibytes) {
  EXPECT_EQ(code_of("policy: x\n#" + std::string(4u << 20, 'x')), "AC8003");
  EXPECT_EQ(code_of(std::string(10'000'000, '[')), "AC8003");
}

TEST(Yaml, RefusesDeepNestingBeforeTheStackEnds) {
  for (const char* step : {"[", "{a: ", "- ", "? ", "a: &x [", "!t ["}) {
    std::string text;
    while (text.size() + 8 < (4u << 20)) text += step;
    EXPECT_EQ(code_of(text), "AC8003") << step;
  }
}

TEST(Yaml, AllowsSixtyFourLevels) {
  const std::string open(63, '['), close(63, ']'); // and the mapping around them
  EXPECT_EQ(code_of("policy: x\nscorecards: " + open + close), "none");
  EXPECT_EQ(code_of("policy: x\nscorecards: [" + open + close + ']'), "AC8003");
}

TEST(Yaml, RefusesAliasesThatExplode) {
  std::string text = "policy: x\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string one = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + one;
    for (int k = 1; k < 10; ++k) text += ", " + one;
    text += "]\n";
  }
  EXPECT_EQ(code_of(text), "AC8003");
}

TEST(Yaml, RefusesAnAliasWithinItself) { EXPECT_EQ(code_of("policy: x\nscorecards: &a [*a]\n"), "AC3001"); }

TEST(Yaml, RefusesTermsThatExplode) {
  std::string terms = "terms:\n  t0: {programme.title: x}\n";
  for (int i = 1; i < 40; ++i) {
    const std::string one = "t" + std::to_string(i - 1);
    terms += "  t" + std::to_string(i) + ": [" + one + ", " + one + "]\n";
  }
  EXPECT_EQ(code_of(visit("where: t39", terms)), "AC3001");
}

TEST(Yaml, RefusesWhatIsNoText) {
  EXPECT_EQ(code_of("policy: \xff\n"), "AC3001");
  EXPECT_EQ(code_of(std::string("policy: x\0y\n", 12)), "AC3001");
  EXPECT_EQ(code_of(""), "AC3001");
  EXPECT_EQ(code_of("\t"), "AC3001");
}

TEST(Yaml, AliasesRepeatWhatTheyName) {
  const Rule rule = read_visit("where: &short {programme.title: Sales}\nchannels: [{phone: {when: *short}}]");
  EXPECT_EQ(rule.channels.front().when->left.text, "programme.title");
}

} // namespace
} // namespace aftercourse
