#include "calendar_columns.hpp"

#include <aftercourse/calendar/columns.hpp>

namespace aftercourse::python {

namespace {

template <class Value>
const GivenColumn* column_of(const OneOrColumn<Value>& asked) {
  return std::get_if<GivenColumn>(&asked);
}

/// The values of a column, or one day as often as the column beside it has rows.
class Days {
 public:
  Days(const OneOrColumn<Date>& asked, std::size_t rows) {
    if (const auto* column = column_of(asked)) {
      values_ = column->values();
    } else {
      repeated_.assign(rows, std::get<Date>(asked).days());
      values_ = repeated_;
    }
  }
  DaySpan values() const noexcept { return values_; }

 private:
  std::vector<std::int32_t> repeated_;
  DaySpan values_;
};

/// The column whose form the answer takes: the first of two. Null when neither is one.
template <class A, class B>
const GivenColumn* leading(const OneOrColumn<A>& a, const OneOrColumn<B>& b) {
  const auto *first = column_of(a), *second = column_of(b);
  if (first != nullptr && second != nullptr) first->check_labels(*second);
  return first != nullptr ? first : second;
}

/// A day for each day.
template <class One, class All>
py::object map_days(const py::object& days, One one, All all) {
  const OneOrColumn<Date> asked = given_days(days);
  const auto* column = column_of(asked);
  if (column == nullptr) return py::cast(one(std::get<Date>(asked)));
  std::vector<std::int32_t> result(column->size());
  run([&] { all(column->values(), std::span<std::int32_t>(result)); });
  return column->give_days(std::move(result));
}

/// Yes or no for each day.
template <class One, class All>
py::object test_days(const py::object& days, One one, All all) {
  const OneOrColumn<Date> asked = given_days(days);
  const auto* column = column_of(asked);
  if (column == nullptr) return py::bool_(one(std::get<Date>(asked)));
  std::vector<std::int8_t> result(column->size());
  run([&] { all(column->values(), std::span<std::int8_t>(result)); });
  return column->give_truths(result);
}

} // namespace

py::object is_working_day(const Calendar& calendar, const py::object& days) {
  return test_days(
      days, [&](Date d) { return calendar.is_working_day(d); },
      [&](DaySpan all, auto to) { aftercourse::is_working_day(calendar, all, to); });
}

py::object is_provisional(const Calendar& calendar, const py::object& days) {
  return test_days(
      days, [&](Date d) { return calendar.is_provisional(d); },
      [&](DaySpan all, auto to) { aftercourse::is_provisional(calendar, all, to); });
}

py::object roll(const Calendar& calendar, const py::object& days, const std::string& convention) {
  const Roll by = roll_from_text(convention);
  return map_days(
      days, [&](Date d) { return calendar.roll(d, by); },
      [&](DaySpan all, auto to) { aftercourse::roll(calendar, all, by, to); });
}

py::object add_period(const py::object& days, Period period, const Calendar& calendar) {
  return map_days(
      days, [&](Date d) { return add(d, period, calendar); },
      [&](DaySpan all, auto to) { add(calendar, all, period, to); });
}

py::object add_working_days(const Calendar& calendar, const py::object& days, const py::object& count) {
  const OneOrColumn<Date> from = given_days(days);
  const OneOrColumn<std::int64_t> n = given_numbers(count);
  const auto* form = leading(from, n);
  if (form == nullptr)
    return py::cast(calendar.add_working_days(std::get<Date>(from), std::get<std::int64_t>(n)));
  const Days start(from, form->size());
  std::vector<std::int32_t> result(form->size());
  run([&] {
    if (const auto* counts = column_of(n))
      aftercourse::add_working_days(calendar, start.values(), counts->values(), result);
    else
      aftercourse::add_working_days(calendar, start.values(), std::get<std::int64_t>(n), result);
  });
  return form->give_days(std::move(result));
}

py::object working_days_between(const Calendar& calendar, const py::object& after, const py::object& until) {
  const OneOrColumn<Date> a = given_days(after), b = given_days(until);
  const auto* form = leading(a, b);
  if (form == nullptr) return py::int_(calendar.working_days_between(std::get<Date>(a), std::get<Date>(b)));
  const Days first(a, form->size()), last(b, form->size());
  std::vector<std::int32_t> counts(form->size());
  run([&] { aftercourse::working_days_between(calendar, first.values(), last.values(), counts); });
  return form->give_numbers(counts);
}

} // namespace aftercourse::python
