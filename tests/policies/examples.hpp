// What the tests of policy files share: reading a file, and running an example to its differences.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <aftercourse/measures/policy_test.hpp>
#include <aftercourse/tasks/policy_test.hpp>

namespace aftercourse::testing {

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What came out differently from what the example expects, and where it stands; empty when it agrees.
inline std::string differences(const Policy& policy, const Example& example) {
  const ExampleRun run = run_example(policy, example);
  const std::string found = compare_tasks(run) + compare_measures(run);
  return found.empty() ? found : example.at.to_string() + ": " + example.name + "\n" + found;
}

} // namespace aftercourse::testing
