// PassRate: a pass rate that names its denominator. The same course has as many pass rates as there are ways
// to count who was in it, so none is given without saying which.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <boost/describe.hpp>

#include <aftercourse/base/language.hpp>

namespace aftercourse {

/// Whom a pass rate is of.
enum class PassDenominator : std::uint8_t {
  enrolled,  ///< everybody
  started,   ///< all who had not withdrawn by day 0, the first day of the course
  completed, ///< all who did not withdraw
};
BOOST_DESCRIBE_ENUM(PassDenominator, enrolled, started, completed)

/// How one enrolment ended.
struct CourseEnd {
  std::optional<bool> passed; ///< none: not known yet; who withdrew did not pass
  bool withdrawn = false;
  std::optional<std::int64_t>
      withdrawn_on; ///< day of the course, 0 the first; none: not known, so after the start
};

struct PassRate {
  PassDenominator denominator = PassDenominator::started;
  std::int64_t passed = 0, of = 0; ///< passed among those in the denominator
  double rate = 0;                 ///< 0 to 1; NaN when the denominator is 0
  std::int64_t missing = 0;        ///< would be in the denominator if it were known whether they passed
  Wording not_estimable{};         ///< why there is no rate; else empty
};
BOOST_DESCRIBE_STRUCT(PassRate, (), (denominator, passed, of, rate, missing, not_estimable))

/// A day of withdrawal counts for `started` also where `withdrawn` is false: some left before the first day
/// and were recorded otherwise.
PassRate pass_rate(std::span<const CourseEnd> ends, PassDenominator denominator = PassDenominator::started);
/// "15,385 of 29,496 who started passed (52.2 %)"
Wording in_words(const PassRate& rate);

} // namespace aftercourse
