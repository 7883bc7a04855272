// Every policy under tests/policies/bad gives exactly the diagnostics that its first lines announce:
//
//   # expect: 12:5 AC3007 unknown rule `vist`; did you mean `visit`? (see also 4:9)
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include <aftercourse/policy/policy.hpp>

namespace aftercourse {
namespace {

std::string place(const Location& at) { return std::to_string(at.line) + ':' + std::to_string(at.column); }

std::string announced(const Diagnostic& d) {
  std::string out = place(d.at) + ' ' + d.code + ' ' + d.message;
  if (!d.suggestion.empty()) out += "; did you mean `" + d.suggestion + "`?";
  if (d.other) out += " (see also " + place(*d.other) + ')';
  return out;
}

std::vector<std::filesystem::path> bad_policies() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(AFTERCOURSE_POLICIES "/bad"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class BadPolicy : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(BadPolicy, GivesWhatItAnnounces) {
  std::ifstream in(GetParam());
  std::string text, line, expected, found;
  while (std::getline(in, line)) {
    text += line + '\n';
    if (line.starts_with("# expect: ")) expected += line.substr(10) + '\n';
  }
  for (const Diagnostic& d : Policy::check(text)) {
    found += announced(d) + '\n';
    EXPECT_TRUE(d.code.starts_with("AC3") && !d.message.empty());
  }
  EXPECT_EQ(found, expected);
  EXPECT_NE(found, "");
}

INSTANTIATE_TEST_SUITE_P(All, BadPolicy, testing::ValuesIn(bad_policies()), [](const auto& test) {
  std::string name = test.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

} // namespace
} // namespace aftercourse
