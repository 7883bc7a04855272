// Exact numbers: marks are sums and shares of decimals, so nothing is rounded before the scheme says so.
#pragma once

#include <optional>
#include <string_view>

#include <boost/multiprecision/cpp_int.hpp>

#include <aftercourse/assessment/definition.hpp>

namespace aftercourse {

using Exact = boost::multiprecision::cpp_rational;

Exact exact(Decimal value);
/// Reads "3.14", "-1e-3", "11,264" or "20%" (= 0.2), whatever its digits, up to 100 characters and exponents
/// of 100.
std::optional<Exact> exact_number(std::string_view text);
/// To so many decimals, 0 to 6; ties go away from zero or to the even digit.
Decimal rounded(const Exact& value, std::int64_t digits, Tie tie);
/// To six decimals towards zero: what is shown of an exact number never reaches a limit that it does not.
Decimal shown(const Exact& value);

} // namespace aftercourse
