#include <aftercourse/base/progress.hpp>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

void report(const Progress& progress, std::uint64_t done, std::uint64_t total, std::string_view step) {
  if (progress && !progress(done, total, step))
    throw Cancelled("AC9001", "stopped by the caller during " + std::string(step));
}

} // namespace aftercourse
