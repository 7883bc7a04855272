// Every policy under tests/policies/good and every built-in one: reads without a diagnostic, lints clean and
// passes its examples. A file that shows a lint on purpose says so in its header: `# lint: AC3xxx`.
#include <algorithm>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "examples.hpp"

namespace aftercourse {

namespace {

namespace fs = std::filesystem;

std::set<std::string> allowed_lints(const std::string& text) {
  std::istringstream lines(text);
  std::set<std::string> codes;
  for (std::string line; std::getline(lines, line) && line.starts_with('#');)
    if (line.starts_with("# lint: ")) {
      std::istringstream words(line.substr(8));
      for (std::string code; words >> code;) codes.insert(code);
    }
  return codes;
}

class GoodPolicy : public ::testing::Test {
 public:
  GoodPolicy(std::string text, std::string file) : text_(std::move(text)), file_(std::move(file)) {}

  void TestBody() override {
    for (const Diagnostic& d : Policy::check(text_, file_)) ADD_FAILURE() << d.to_string();
    if (HasFailure()) return;
    const Policy policy = Policy::parse(text_, file_);
    const auto allowed = allowed_lints(text_);
    for (const Diagnostic& d : policy.lint()) EXPECT_TRUE(allowed.contains(d.code)) << d.to_string();
    EXPECT_TRUE(policy.rules().empty() || !policy.examples().empty()) << "rules without an example";
    for (const Example& example : policy.examples()) {
      const std::string found = testing::differences(policy, example);
      EXPECT_TRUE(found.empty()) << found;
    }
  }

 private:
  std::string text_, file_;
};

/// `a-two-visits` as the name of a test.
std::string test_name(std::string stem) {
  std::replace(stem.begin(), stem.end(), '-', '_');
  return stem;
}

void add(const char* suite, const std::string& stem, const std::string& text, const std::string& file) {
  ::testing::RegisterTest(suite, test_name(stem).c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> ::testing::Test* { return new GoodPolicy(text, file); });
}

void add_all() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(AFTERCOURSE_GOOD_POLICIES))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files)
    add("good", file.stem().string(), testing::read_text(file), file.filename().string());
  for (const std::string& name : Policy::built_in_names())
    add("built_in", name, Policy::built_in(name).text(), name + ".yaml");
}

} // namespace

} // namespace aftercourse

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  aftercourse::add_all();
  return RUN_ALL_TESTS();
}
