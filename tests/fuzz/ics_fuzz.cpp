// Any bytes are read as iCalendar or refused with the line of every fault, and what was read is written so
// that it is read again as the same. A calendar made of it is written as one that is equal.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/calendar/icalendar.hpp>
#include <aftercourse/calendar/ics_value.hpp>

using namespace aftercourse;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_value(const IcsProperty& p) {
  const std::string text = ics_unescape(p.value);
  require(ics_unescape(ics_escape(text)) == text);
  require(!ics_texts(p.value).empty() && !ics_list(p.value).empty());
  if (const auto date = parse_ics_date(p.value)) require(to_ics(*date) == p.value);
  if (const auto time = parse_ics_date_time(p.value)) require(parse_ics_date_time(to_ics(*time)) == time);
  if (const auto length = parse_ics_duration(p.value); length && std::llabs(length->seconds) < 999'999'999)
    require(parse_ics_duration(to_ics(*length)) == length);
  parse_ics_integer(p.value);
  for (const IcsParameter& parameter : p.parameters)
    require(IcsParameter::of(parameter.name, parameter.texts()).texts() == parameter.texts());
}

void check(const IcsComponent& c) {
  for (const IcsProperty& p : c.properties) check_value(p);
  for (const IcsComponent& inner : c.components) check(inner);
}

void check_calendar(std::string_view text) {
  try {
    const Calendar calendar = Calendar::from_ics(text);
    require(Calendar::from_ics(calendar.to_ics()) == calendar);
  } catch (const DataError& e) {
    require(e.code() == "AC1151" && e.faults().front().row > 0);
  } catch (const InvalidArgument& e) {
    require(e.code() == "AC1110"); // nothing is worked
  } catch (const LimitError& e) {
    require(e.code() == "AC8007");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    for (const IcsComponent& c : parse_ics(text, {.line = 1000, .depth = 4, .parts = 1000})) {
      check(c);
      const std::string written = to_ics(c);
      const auto again = parse_ics(written);
      require(again.size() == 1 && again.front() == c && to_ics(again.front()) == written);
    }
    check_calendar(text);
  } catch (const DataError& e) {
    require(e.code() == "AC1150" && !e.faults().empty());
    for (const Fault& f : e.faults()) require(f.row > 0 && !f.reason.empty());
  } catch (const LimitError& e) {
    require(e.code() == "AC8007");
  }
  return 0;
}
