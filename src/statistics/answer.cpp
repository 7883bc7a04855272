#include <aftercourse/statistics/answer.hpp>

#include <array>
#include <cmath>
#include <cstdio>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

namespace {

std::string formatted(const char* format, double value) {
  std::array<char, 64> text{};
  const int size = std::snprintf(text.data(), text.size(), format, value);
  return std::string(text.data(), static_cast<std::size_t>(size));
}

/// Puts a comma before each group of three digits of the whole part.
std::string grouped(std::string text) {
  const std::size_t point = text.find('.');
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = point == std::string::npos ? text.size() : point; at > first + 3; at -= 3)
    text.insert(at - 3, ",");
  return text;
}

} // namespace

void require_finite(std::span<const double> values, std::string_view name) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i]))
      throw InvalidArgument("AC5501", "value " + std::to_string(i + 1) + " of " + std::string(name) + " is " +
                                          (std::isnan(values[i]) ? "not a number" : "infinite"));
}

void require_equal_length(std::size_t a, std::size_t b, std::string_view name_a, std::string_view name_b) {
  if (a == b) return;
  throw InvalidArgument("AC5502", std::string(name_a) + " has " + std::to_string(a) + " values and " +
                                      std::string(name_b) + " has " + std::to_string(b));
}

void require_level(double level) {
  if (level > 0 && 0.5 + level / 2 < 1) return; // nearer to 1 both tails would be lost to rounding
  throw InvalidArgument("AC5503",
                        "a level lies between 0 and 1, such as 0.95; this is " + formatted("%g", level));
}

std::string readable(double value) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value > 0 ? "∞" : "-∞";
  const double size = std::abs(value);
  if (size >= 1e15 || (size < 1e-4 && size > 0)) return formatted("%.3g", value);
  if (size >= 1000) return grouped(formatted("%.0f", value));
  std::string text = formatted(size >= 100  ? "%.1f"
                               : size >= 10 ? "%.2f"
                               : size >= 1  ? "%.3f"
                                            : "%.4f",
                               value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  if (text == "-0") text = "0";
  // A number that is not 1 is not shown as 1, nor one that is not 0 as 0.
  return text == "1" && value != 1 ? formatted("%.10g", value) : text;
}

std::string readable_p(double p) {
  if (std::isnan(p)) return "p = -";
  return p < 1e-4 ? "p < 0.0001" : "p = " + formatted(p < 0.001 ? "%.4f" : "%.3g", p);
}

std::string readable_level(double level) { return formatted("%.6g", level * 100); }

} // namespace aftercourse::statistics
