// WorkPattern: which days are worked when nothing special is announced: a cycle of 1 to 366 days that repeats
// for ever in both directions from the day it begins on. A week is a cycle of seven days, big and small weeks
// (大小周) one of fourteen, four days on and three off any cycle of seven. An immutable value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <aftercourse/calendar/date.hpp>

namespace aftercourse {

class WorkPattern {
 public:
  static constexpr int max_length = 366;

  /// `mask`: bit 0 = Monday ... bit 6 = Sunday. Throws InvalidArgument AC1110 beyond seven bits.
  static WorkPattern weekly(std::uint8_t mask);
  /// Two weeks in turn, each a mask; `first` holds in the week (from Monday) of `in_first_week`. Big and
  /// small weeks: alternating(0b0111111, 0b0011111, a day of a big week).
  static WorkPattern alternating(std::uint8_t first, std::uint8_t second, Date in_first_week);
  /// Any cycle, a digit a day: "1111000" from a date on. Spaces between the digits are left out. Throws
  /// InvalidArgument AC1115 for anything but 1 to 366 digits 0 or 1.
  static WorkPattern cycle(std::string_view days, Date from);

  bool works(Date d) const noexcept { return days_[place_of(d.days())] == '1'; }
  int length() const noexcept { return static_cast<int>(days_.size()); }
  /// The mask, when the cycle is a week or repeats within one ("10" is no week: seven is odd).
  std::optional<std::uint8_t> week() const noexcept;
  /// The cycle as digits, from the day `from()` on. A weekly pattern begins on Monday 1970-01-05.
  const std::string& days() const noexcept { return days_; }
  Date from() const noexcept { return from_; }
  /// The digits with a space after each week where the cycle is whole weeks: "1111110 1111100".
  std::string to_string() const;

  /// The same cycle from the same day; any two ways to write the same week are equal.
  bool operator==(const WorkPattern&) const = default;

 private:
  WorkPattern(std::string days, Date from) : days_(std::move(days)), from_(from) {}
  std::size_t place_of(std::int32_t day) const noexcept {
    const int after = (day - from_.days()) % length();
    return static_cast<std::size_t>(after < 0 ? after + length() : after);
  }

  std::string days_;
  Date from_;
};

/// The days that both or either of the patterns work: a cycle of the least common multiple of theirs. Throws
/// InvalidArgument AC1115 when that exceeds 366 days.
WorkPattern both(const WorkPattern& a, const WorkPattern& b);
WorkPattern either(const WorkPattern& a, const WorkPattern& b);

} // namespace aftercourse
