// Any rule is read or refused in an orderly way, is written as it was read, and gives ascending moments, or
// none, in bounded time from any start: the input is a line with the start and the rule after it.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/recurrence.hpp>

using namespace aftercourse;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

const Calendar& weekdays() {
  static const Calendar calendar = Calendar::built_in("weekdays");
  return calendar;
}

void expand(LocalTime start, const RecurrenceRule& rule) {
  const Recurrence set(start, {rule}, {}, {}, weekdays());
  const auto first = set.take(100);
  for (std::size_t i = 1; i < first.size(); ++i) require(first[i - 1] < first[i]);
  require(!rule.count || first.size() <= static_cast<std::size_t>(*rule.count));
  if (first.empty() || rule.needs_calendar()) return;
  require(start <= first.front() && set.contains(first.back()));
  require(set.cursor(first.back()).next() == first.back());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(text.find('\n'), size);
  try {
    const LocalTime start =
        LocalTime::parse(text.substr(0, line)).value_or(LocalTime(Date(1997, 9, 2), 32'400));
    require(LocalTime::parse(start.to_string()) == start &&
            LocalTime::parse(start.to_basic_string()) == start);
    const RecurrenceRule rule = RecurrenceRule::parse(text.substr(std::min(line + 1, size)));
    require(RecurrenceRule::parse(rule.to_string()) == rule);
    expand(start, rule);
  } catch (const InvalidArgument& e) { // AC1101: the calendar has no working day beyond its ends
    require(e.code() == "AC1140" || e.code() == "AC1142" || e.code() == "AC1101");
  }
  return 0;
}
