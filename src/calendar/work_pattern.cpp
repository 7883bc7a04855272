#include <aftercourse/calendar/work_pattern.hpp>

#include <algorithm>
#include <functional>
#include <numeric>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

constexpr Date a_monday = Date::unchecked(4); // 1970-01-05

std::string digits(std::uint8_t mask) {
  if (mask > 0b1111111) throw InvalidArgument("AC1110", "the week has seven days: bits 0 to 6");
  std::string days;
  for (int i = 0; i < 7; ++i) days += (mask >> i & 1) != 0 ? '1' : '0';
  return days;
}

template <class Join>
WorkPattern joined(const WorkPattern& a, const WorkPattern& b, Join join) {
  const int length = std::lcm(a.length(), b.length());
  if (length > WorkPattern::max_length)
    throw InvalidArgument("AC1115", "cycles of " + std::to_string(a.length()) + " and " +
                                        std::to_string(b.length()) + " days meet again after " +
                                        std::to_string(length) + " days only; a cycle has at most " +
                                        std::to_string(WorkPattern::max_length));
  const Date from = a.week() ? b.from() : a.from();
  std::string days;
  for (int i = 0; i < length; ++i) {
    const Date d = Date::unchecked(from.days() + i);
    days += join(a.works(d), b.works(d)) ? '1' : '0';
  }
  return WorkPattern::cycle(days, from);
}

} // namespace

WorkPattern WorkPattern::weekly(std::uint8_t mask) { return {digits(mask), a_monday}; }

WorkPattern WorkPattern::alternating(std::uint8_t first, std::uint8_t second, Date in_first_week) {
  Date monday = Date::unchecked(in_first_week.days() - (in_first_week.weekday() - 1));
  if (monday.days() < Date::min_days) monday = Date::unchecked(monday.days() + 14);
  return cycle(digits(first) + digits(second), monday);
}

WorkPattern WorkPattern::cycle(std::string_view text, Date from) {
  std::string days(text);
  std::erase(days, ' ');
  if (days.empty() || days.size() > max_length || days.find_first_not_of("01") != days.npos)
    throw InvalidArgument("AC1115", "a cycle is 1 to 366 digits 0 or 1, one a day, such as \"1111000\"");

  const WorkPattern pattern(std::move(days), from);
  const auto week = pattern.week();
  return week ? weekly(*week) : pattern;
}

std::optional<std::uint8_t> WorkPattern::week() const noexcept {
  const auto works_on = [this](int i) { return days_[place_of(a_monday.days() + i)] == '1'; };
  for (int i = 0; i < length(); ++i)
    if (works_on(i) != works_on(i + 7)) return {};
  unsigned mask = 0;
  for (int i = 0; i < 7; ++i) mask |= (works_on(i) ? 1u : 0u) << i;
  return static_cast<std::uint8_t>(mask);
}

std::string WorkPattern::to_string() const {
  if (length() % 7 != 0) return days_;
  std::string text = days_.substr(0, 7);
  for (std::size_t i = 7; i < days_.size(); i += 7) (text += ' ').append(days_, i, 7);
  return text;
}

WorkPattern both(const WorkPattern& a, const WorkPattern& b) { return joined(a, b, std::logical_and<>()); }
WorkPattern either(const WorkPattern& a, const WorkPattern& b) { return joined(a, b, std::logical_or<>()); }

} // namespace aftercourse
