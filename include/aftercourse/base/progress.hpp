// Progress: how long work reports and how a caller stops it. The callback runs on the calling thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace aftercourse {

/// Called with what is done, of how many (0: unknown) and the step's name. Returning false stops the work:
/// the operation throws Cancelled AC9001 and leaves nothing half done. Empty: no reports.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total, std::string_view step)>;

/// Calls `progress` if there is one and throws Cancelled AC9001 when it returns false.
void report(const Progress& progress, std::uint64_t done, std::uint64_t total, std::string_view step);

} // namespace aftercourse
