// Recurrence: a recurrence set (RFC 5545, 3.8.5), the moments that rules give from a start, with single
// dates added and taken away. An immutable value, cheap to copy, shared inside, safe from many threads. It is
// walked, never stored whole: a Cursor or an iterator yields one occurrence after the other, ascending and
// without repetitions, up to the end of the year 9999. A rule without occurrences (30 February) ends at once.
//
//   Recurrence last_fridays(start, {RecurrenceRule::parse("FREQ=MONTHLY;BYDAY=-1FR")});
//   for (LocalTime t : last_fridays) ...
//
// Where RFC 5545 leaves the set open: with a rule, the start is an occurrence only if the rule gives it, and
// COUNT counts what the rule gives from there on, also what is then excepted. Without rules the start is the
// first occurrence. A start that is a bare date gives bare dates, and BYHOUR, BYMINUTE and BYSECOND are
// ignored. Moments that X-ROLL moves onto each other are one; COUNT, UNTIL and the start bound the moments
// before they are moved. EXRULE, which RFC 5545 deprecates, is not there. docs/decisions/0010 has the
// reasons.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/calendar/local_time.hpp>
#include <aftercourse/calendar/recurrence_rule.hpp>

namespace aftercourse {

class Recurrence {
 public:
  /// `dates` (RDATE) have the form of the start: all bare dates or all with times. A bare date among
  /// `exceptions` (EXDATE) takes away every occurrence of its day. Throws InvalidArgument AC1140 as
  /// RecurrenceRule::check, AC1142 when a rule needs a calendar and there is none, when a rule that is
  /// shorter than a day starts at a bare date, or when a date has not the form of the start.
  Recurrence(LocalTime start, std::vector<RecurrenceRule> rules, std::vector<LocalTime> dates = {},
             std::vector<LocalTime> exceptions = {}, std::optional<Calendar> calendar = {});

  LocalTime start() const noexcept;
  const std::vector<RecurrenceRule>& rules() const noexcept;
  const std::vector<LocalTime>& dates() const noexcept;      ///< ascending
  const std::vector<LocalTime>& exceptions() const noexcept; ///< ascending
  const std::optional<Calendar>& calendar() const noexcept;
  bool operator==(const Recurrence& o) const noexcept;

  /// Walks a set, which it keeps alive. Movable; one thread at a time.
  class Cursor;
  Cursor cursor() const;
  /// From the first occurrence that is not before `from`. Rules without COUNT and X-ROLL jump there.
  Cursor cursor(LocalTime from) const;
  /// From `from` to `to`, as `between`: a calendar is asked of no day further than that needs.
  Cursor cursor(LocalTime from, LocalTime to) const;

  /// The first `n` occurrences, or all if there are fewer. Throws LimitError AC1143 as `between`.
  std::vector<LocalTime> take(std::size_t n) const;
  /// Those from `a` to `b`, both included; a bare date as `b` includes its whole day. Empty when b < a.
  /// Throws LimitError AC1143 past `most_listed`; walk a cursor instead.
  std::vector<LocalTime> between(LocalTime a, LocalTime b) const;
  /// A bare date asks for any occurrence of its day.
  bool contains(LocalTime moment) const;
  static constexpr std::size_t most_listed = 1'000'000;

  class Iterator;
  Iterator begin() const;
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  struct Data;
  std::shared_ptr<const Data> data_;
};

class Recurrence::Cursor {
 public:
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) noexcept;
  ~Cursor();
  /// The next occurrence; nothing at the end, however often it is called. Throws what the calendar throws
  /// about days that it does not know.
  std::optional<LocalTime> next();

 private:
  friend class Recurrence;
  struct State;
  explicit Cursor(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// An input iterator over a cursor. Copies share their place.
class Recurrence::Iterator {
 public:
  using value_type = LocalTime;
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::input_iterator_tag;

  explicit Iterator(Cursor cursor) : cursor_(std::make_shared<Cursor>(std::move(cursor))) { ++*this; }
  const LocalTime& operator*() const noexcept { return *value_; }
  const LocalTime* operator->() const noexcept { return &*value_; }
  Iterator& operator++() {
    value_ = cursor_->next();
    return *this;
  }
  void operator++(int) { ++*this; }
  bool operator==(std::default_sentinel_t) const noexcept { return !value_; }

 private:
  std::shared_ptr<Cursor> cursor_;
  std::optional<LocalTime> value_;
};

} // namespace aftercourse
