// One scenario for each clause of the regulations that the library covers, through a built-in policy: the
// file's examples take the place of the policy's own. What the tests show goes, as properties of the test
// results, into docs/mission.md.
//
//   clause: V12                        # also the file's name
//   policy: follow-up-visits
//   regulation: "5(1)1"                # the clause's number there
//   capability: what the software must do
//   open: what of it is still missing  # optional
//   refused: the name of an example    # optional: its facts must be refused
//   examples: [...]                    # as in a policy file; the last key
#include <algorithm>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

#include "examples.hpp"

namespace aftercourse {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view examples_key = "examples:";

/// Where the section `examples:` begins; the end of the text when there is none.
std::size_t examples_of(const std::string& text) {
  if (text.starts_with(examples_key)) return 0;
  const auto at = text.find("\n" + std::string(examples_key));
  return at == text.npos ? text.size() : at + 1;
}

/// The lines `key: value` before the examples.
std::map<std::string, std::string> heading_of(const std::string& text) {
  std::istringstream lines(text.substr(0, examples_of(text)));
  std::map<std::string, std::string> out;
  for (std::string line; std::getline(lines, line);)
    if (const auto colon = line.find(": "); colon != line.npos && !line.starts_with('#'))
      out[line.substr(0, colon)] = line.substr(colon + 2);
  return out;
}

/// The rules, measures and findings of the policy that name the clause.
template <class Named>
void add_serving(const std::vector<Named>& all, const std::string& clause, std::string& ids) {
  for (const Named& named : all)
    if (std::find(named.mission.begin(), named.mission.end(), clause) != named.mission.end())
      ids += (ids.empty() ? "" : ", ") + named.id;
}

class Scenario : public ::testing::Test {
 public:
  explicit Scenario(const fs::path& file) : file_(file), text_(testing::read_text(file)) {}

  void TestBody() override {
    auto heading = heading_of(text_);
    const std::string clause = heading["clause"];
    EXPECT_EQ(clause, file_.stem().string());
    EXPECT_FALSE(heading["regulation"].empty());
    EXPECT_FALSE(heading["capability"].empty());

    const std::string base = Policy::built_in(heading["policy"]).text();
    const Policy policy = Policy::parse(base.substr(0, examples_of(base)) + text_.substr(examples_of(text_)),
                                        file_.filename().string());
    std::string serving;
    add_serving(policy.rules(), clause, serving);
    add_serving(policy.measures(), clause, serving);
    add_serving(policy.findings(), clause, serving);
    EXPECT_NE(serving, "") << "nothing in " << policy.name() << " names " << clause << " in its `mission`";
    RecordProperty("policy", policy.name());
    RecordProperty("regulation", heading["regulation"]);
    RecordProperty("capability", heading["capability"]);
    RecordProperty("open", heading["open"]);
    RecordProperty("serving", serving);
    RecordProperty("examples", static_cast<int>(policy.examples().size()));

    EXPECT_FALSE(policy.examples().empty());
    for (const Example& example : policy.examples()) {
      if (!heading["refused"].empty() && example.name == heading["refused"]) {
        EXPECT_THROW(run_example(policy, example), DataError) << example.name;
        continue;
      }
      const std::string found = testing::differences(policy, example);
      EXPECT_TRUE(found.empty()) << found;
    }
  }

 private:
  fs::path file_;
  std::string text_;
};

void add_all() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(AFTERCOURSE_SCENARIOS))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files)
    ::testing::RegisterTest("mission", file.stem().string().c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [=]() -> ::testing::Test* { return new Scenario(file); });
}

} // namespace

} // namespace aftercourse

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  aftercourse::add_all();
  return RUN_ALL_TESTS();
}
