// Every policy under tests/policies/good, every built-in one and every one shown in a page of docs/: reads
// without a diagnostic, lints clean and passes its examples. One that shows a lint on purpose says so in its
// header: `# lint: AC3xxx`.
#include <algorithm>
#include <cctype>
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
  for (std::string line; std::getline(lines, line) && (line.empty() || line.starts_with('#'));)
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
    const auto allowed = allowed_lints(text_);
    for (const Diagnostic& d : Policy::check(text_, file_))
      EXPECT_TRUE(allowed.contains(d.code)) << d.to_string();
    if (HasFailure()) return;
    const Policy policy = Policy::parse(text_, file_);
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

/// `a-two-visits` or `Late, early` as the name of a test.
std::string test_name(std::string_view title) {
  std::string name;
  for (const char c : title)
    if (std::isalnum(static_cast<unsigned char>(c)))
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!name.empty() && name.back() != '_')
      name += '_';
  return name;
}

void add(const char* suite, const std::string& stem, const std::string& text, const std::string& file) {
  ::testing::RegisterTest(suite, test_name(stem).c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> ::testing::Test* { return new GoodPolicy(text, file); });
}

/// Each block of YAML in the page, named by its heading and numbered from the second. It is read as if the
/// rest of the page were blank, so that a failure names the line of the page.
void add_blocks(const char* suite, const fs::path& page) {
  std::istringstream lines(testing::read_text(page));
  std::string heading, text;
  bool within = false;
  std::size_t number = 0, blocks = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (within && line == "```")
      add(suite, heading + (blocks++ > 0 ? " " + std::to_string(blocks) : ""), text,
          page.filename().string());
    else if (within)
      text += line + '\n';
    else if (line.starts_with("##"))
      heading = line, blocks = 0;
    else if (line == "```yaml")
      text.assign(number, '\n');
    within = within ? line != "```" : line == "```yaml";
  }
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
  add_blocks("semantics", AFTERCOURSE_DOCS "/semantics.md");
  add_blocks("start", AFTERCOURSE_DOCS "/start.md");
  add_blocks("measures", AFTERCOURSE_DOCS "/measures.md");
}

} // namespace

} // namespace aftercourse

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  aftercourse::add_all();
  return RUN_ALL_TESTS();
}
