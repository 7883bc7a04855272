// Every operation of Calendar against a plain loop day by day over a list of days that is made from the
// definition, not from the code.
#include <map>
#include <numeric>
#include <optional>
#include <random>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/calendar/columns.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

constexpr int cases = 1'000'000, calendars = 500, reach = 1200; // days on each side of the origin

class Random {
 public:
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }

 private:
  std::mt19937 engine_{20261020};
};

/// A calendar, and for each day near its origin whether it is worked.
struct Known {
  std::string digits;
  Date from, origin;
  std::map<Date, bool> special;
  std::map<Date, bool> worked;

  Known(Random& random) : origin(Date(1900, 1, 1).plus_days(random.below(90'000))) {
    const int kind = random.below(3);
    from = origin.plus_days(random.below(400) - 200);
    const int length = kind == 0 ? 7 : kind == 1 ? 14 : 1 + random.below(40);
    if (kind < 2) from = from.plus_days(1 - from.weekday());
    for (int i = 0; i < length; ++i) digits += random.below(7) < 5 ? '1' : '0';
    if (digits.find('1') == digits.npos) digits[0] = '1';
    for (int i = random.below(80); i > 0; --i)
      special[origin.plus_days(random.below(500) - 250)] = random.below(3) == 0;
    for (int i = -reach; i <= reach; ++i) {
      const Date d = origin.plus_days(i);
      const auto listed = special.find(d);
      worked[d] = listed != special.end() ? listed->second : digit(d);
    }
  }

  bool digit(Date d) const {
    const int length = static_cast<int>(digits.size());
    int place = (d.days() - from.days()) % length;
    if (place < 0) place += length;
    return digits[static_cast<std::size_t>(place)] == '1';
  }

  Calendar made() const {
    std::vector<SpecialDay> days;
    for (const auto& [d, working] : special) days.push_back({d, working, "why", "who"});
    return Calendar("random", pattern(), days, origin.plus_days(-250), origin.plus_days(250)).assuming();
  }

  WorkPattern pattern() const {
    std::uint8_t masks[2] = {};
    if (digits.size() != 7 && digits.size() != 14) return WorkPattern::cycle(digits, from);
    for (std::size_t i = 0; i < digits.size(); ++i)
      if (digits[i] == '1') masks[i / 7] = static_cast<std::uint8_t>(masks[i / 7] | 1u << i % 7);
    if (from.weekday() != 1) return WorkPattern::cycle(digits, from);
    return digits.size() == 7 ? WorkPattern::weekly(masks[0])
                              : WorkPattern::alternating(masks[0], masks[1], from.plus_days(3));
  }

  Date moved(Date d, int n) const {
    const int step = n < 0 ? -1 : 1;
    while (n != 0) {
      d = d.plus_days(step);
      if (worked.at(d)) n -= step;
    }
    return d;
  }

  int between(Date a, Date b) const {
    if (b < a) return -between(b, a);
    int count = 0;
    for (Date d = a; d < b;) count += worked.at(d = d.plus_days(1)) ? 1 : 0;
    return count;
  }

  Date rolled(Date d, Roll convention) const {
    if (convention == Roll::none || worked.at(d)) return d;
    const Date next = moved(d, 1), previous = moved(d, -1);
    const auto same_month = [&](Date x) { return x.month() == d.month() && x.year() == d.year(); };
    switch (convention) {
    case Roll::following:
      return next;
    case Roll::preceding:
      return previous;
    case Roll::modified_following:
      return same_month(next) ? next : previous;
    case Roll::modified_preceding:
      return same_month(previous) ? previous : next;
    default:
      return d.days() - previous.days() < next.days() - d.days() ? previous : next;
    }
  }

  DayNote note(Date d) const {
    DayNote note{.date = d, .working = worked.at(d), .provisional = std::abs(d.days() - origin.days()) > 250};
    if (!special.contains(d)) return note;
    note.why = note.working ? DayNote::Why::make_up_day : DayNote::Why::day_off;
    note.name = "why";
    note.source = "who";
    return note;
  }

  /// Nothing where the span has no such day.
  std::optional<Date> nth(PeriodUnit unit, Date in, int n) const {
    std::vector<Date> found;
    const std::string label = label_of(unit, in);
    for (Date d = in.plus_days(-400); d <= in.plus_days(400); d = d.plus_days(1))
      if (label_of(unit, d) == label && worked.at(d)) found.push_back(d);
    const int size = static_cast<int>(found.size()), index = n > 0 ? n - 1 : size + n;
    if (n == 0 || index < 0 || index >= size) return {};
    return found[static_cast<std::size_t>(index)];
  }
};

std::optional<Date> nth(const Calendar& c, PeriodUnit unit, Date in, int n) {
  try {
    return c.nth_working_day(unit, in, n);
  } catch (const InvalidArgument& e) {
    EXPECT_EQ(e.code(), "AC1106");
    return {};
  }
}

void ask(const Known& known, const Calendar& c, Random& random) {
  const Date a = known.origin.plus_days(random.below(700) - 350);
  const Date b = known.origin.plus_days(random.below(700) - 350);
  const int n = random.below(201) - 100;
  const std::string inputs = a.to_string() + ", " + b.to_string() + ", " + std::to_string(n);
  const int what = random.below(10);
  if (what == 0) {
    EXPECT_EQ(c.is_working_day(a), known.worked.at(a)) << inputs;
  } else if (what <= 2) {
    EXPECT_EQ(c.add_working_days(a, n), known.moved(a, n)) << inputs;
  } else if (what == 3) {
    EXPECT_EQ(c.working_days_between(a, b), known.between(a, b)) << inputs;
  } else if (what == 4) {
    EXPECT_EQ(c.next_working_day(a), known.moved(a, 1)) << inputs;
    EXPECT_EQ(c.previous_working_day(a), known.moved(a, -1)) << inputs;
  } else if (what == 5) {
    EXPECT_EQ(c.explain(a, a).at(0), known.note(a)) << inputs;
  } else {
    const Roll convention = static_cast<Roll>(random.below(6));
    EXPECT_EQ(c.roll(a, convention), known.rolled(a, convention)) << name_of(convention) << ' ' << inputs;
  }
}

TEST(CalendarOracle, EveryOperationAgreesWithALoopDayByDay) {
  Random random;
  for (int made = 0; made < calendars; ++made) {
    const Known known(random);
    const Calendar c = known.made();
    for (int i = 0; i < cases / calendars; ++i) ask(known, c, random);
    for (int i = 0; i < 12; ++i) { // the oracle is slow here
      const auto unit = static_cast<PeriodUnit>(static_cast<int>(PeriodUnit::months) + random.below(3));
      const Date in = known.origin.plus_days(random.below(700) - 350);
      const int n = random.below(61) - 30;
      EXPECT_EQ(nth(c, unit, in, n), known.nth(unit, in, n)) << label_of(unit, in) << ' ' << n << c.to_json();
    }
    ASSERT_FALSE(HasFailure()) << known.digits << " from " << known.from.to_string() << ' ' << c.to_json();
  }
}

TEST(CalendarOracle, JointCalendarsWorkWhatBothOrEitherWork) {
  Random random;
  int joined = 0;
  for (int made = 0; made < 300; ++made) {
    const Known known(random), other(random);
    Known near = other; // the same days as the first
    near.origin = known.origin;
    near.special.clear();
    for (const auto& [d, working] : other.special)
      near.special[known.origin.plus_days(d.days() - other.origin.days())] = working;
    const Calendar a = known.made(), b = near.made();
    if (std::lcm(a.pattern().length(), b.pattern().length()) > WorkPattern::max_length) continue;
    ++joined;
    std::optional<Calendar> all;
    try {
      all = both(a, b);
    } catch (const InvalidArgument& e) {
      EXPECT_EQ(e.code(), "AC1110"); // shifts that never meet
    }
    const Calendar any = either(a, b);
    for (int i = -400; i <= 400; ++i) {
      const Date d = known.origin.plus_days(i);
      const bool common = a.is_working_day(d) && b.is_working_day(d);
      ASSERT_EQ(all ? all->is_working_day(d) : false, common) << d.to_string();
      ASSERT_EQ(any.is_working_day(d), a.is_working_day(d) || b.is_working_day(d)) << d.to_string();
    }
  }
  EXPECT_GT(joined, 50);
}

TEST(CalendarOracle, ColumnsAnswerAsTheScalarQuestions) {
  Random random;
  for (int made = 0; made < 60; ++made) {
    const Known known(random);
    const Calendar c = known.made();
    const bool far = made % 3 == 0; // blocks beyond the tables
    std::vector<std::int32_t> days, until, n;
    for (int i = 0; i < 9000; ++i) {
      const int spread = far && i > 5000 ? 200'000 : 700;
      days.push_back(random.below(50) == 0 ? no_day
                                           : known.origin.plus_days(random.below(spread) - 350).days());
      until.push_back(random.below(50) == 0 ? no_day : known.origin.plus_days(random.below(spread)).days());
      n.push_back(random.below(50) == 0 ? no_day : random.below(201) - 100);
    }
    std::vector<std::int32_t> moved(9000), by_five(9000), counts(9000), rolled(9000);
    std::vector<std::int8_t> worked(9000);
    add_working_days(c, days, n, moved);
    add_working_days(c, days, 5, by_five);
    working_days_between(c, days, until, counts);
    const auto convention = static_cast<Roll>(made % static_cast<int>(roll_names.size()));
    roll(c, days, convention, rolled);
    is_working_day(c, days, worked);
    for (std::size_t i = 0; i < days.size(); ++i) {
      const bool known_day = days[i] != no_day;
      const Date d = Date::unchecked(known_day ? days[i] : 0), u = Date::unchecked(until[i]);
      ASSERT_EQ(moved[i], known_day && n[i] != no_day ? c.add_working_days(d, n[i]).days() : no_day) << i;
      ASSERT_EQ(by_five[i], known_day ? c.add_working_days(d, 5).days() : no_day) << i;
      ASSERT_EQ(counts[i], known_day && until[i] != no_day ? c.working_days_between(d, u) : no_day) << i;
      ASSERT_EQ(rolled[i], known_day ? c.roll(d, convention).days() : no_day) << i;
      ASSERT_EQ(worked[i], known_day ? c.is_working_day(d) : -1) << i;
    }
    add_working_days(c, days, n, days); // in place
    ASSERT_EQ(days, moved);
  }
}

} // namespace
} // namespace aftercourse
