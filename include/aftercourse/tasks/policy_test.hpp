// Runs the examples of a policy: each is recorded in a journal of its own, derived and compared with what it
// expects.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <aftercourse/tasks/derive.hpp>

namespace aftercourse {

struct ExampleResult {
  std::string name;
  Location at;
  bool passed = false;
  std::string difference; ///< what was expected and what came out, for a person; empty when passed
};

/// What an example led to, for the floors above that compare measures and findings too.
struct ExampleRun {
  const Example* example;
  TaskSet tasks;
};

/// Derives one example. Throws DataError when its facts are refused.
ExampleRun run_example(const Policy& policy, const Example& example);
/// The differences in tasks and their count; empty when all is as expected.
std::string compare_tasks(const ExampleRun& run);

} // namespace aftercourse
