// Any calendar or yearly notice in JSON or YAML, and any period, is read or refused in an orderly way; what
// was read is written as it was and answers around its special days. The first letter says what the rest is:
// j, y, n or p.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/calendar/calendar.hpp>

using namespace aftercourse;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Calendar& calendar) {
  require(Calendar::from_json(calendar.to_json()) == calendar);
  const Calendar all = calendar.assuming();
  for (const SpecialDay& special : calendar.special_days()) {
    require(all.is_working_day(special.date) == special.working);
    require(all.special(special.date) != nullptr);
  }
  const Date middle(2026, 1, 1);
  try {
    const Date tenth = all.add_working_days(middle, 10);
    require(all.is_working_day(tenth) && all.working_days_between(middle, tenth) == 10);
    require(all.roll(tenth, Roll::nearest) == tenth);
  } catch (const InvalidArgument& e) { // there are no ten
    require(e.code() == "AC1101");
  }
}

void check_period(std::string_view text) {
  const auto period = Period::parse(text);
  if (!period) return;
  require(Period::parse(period->to_string()) == period && Period::parse(period->to_string_zh()) == period);
  static const Calendar weekdays = Calendar::built_in("weekdays");
  try {
    const Date day = add(Date(2026, 1, 31), *period, weekdays);
    require(period->count == 0 || (day > Date(2026, 1, 31)) == (period->count > 0));
  } catch (const InvalidArgument& e) {
    require(e.code() == "AC1101");
  }
}

void read(char kind, std::string_view text) {
  static const Calendar cn = Calendar::built_in("cn");
  switch (kind) {
  case 'j':
    return check(Calendar::from_json(text));
  case 'y':
    return check(Calendar::from_yaml(text));
  case 'n':
    return check(cn.with_notice(text, true));
  default:
    return check_period(text);
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    read(text.front(), text.substr(1));
  } catch (const Error& e) {
    require(e.code().size() == 6 && !invalid_utf8(e.what()));
  }
  return 0;
}
