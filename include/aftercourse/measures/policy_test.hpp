// Compares the measures and findings that an example expects with what comes out.
#pragma once

#include <string>

#include <aftercourse/tasks/policy_test.hpp>

namespace aftercourse {

/// The differences in `expect_measures` and `expect_findings`, for a person; empty when all is as expected.
std::string compare_measures(const ExampleRun& run);

} // namespace aftercourse
