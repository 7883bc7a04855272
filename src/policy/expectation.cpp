#include "expectation.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace aftercourse {

namespace {

std::optional<std::int64_t> integer(std::string_view text) noexcept {
  std::int64_t n = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error == std::errc{} && end == text.data() + text.size()) return n;
  const auto period = Period::parse(text); // "30 days" where a number of days is meant
  if (period && period->unit == PeriodUnit::days) return period->count;
  if (period && period->unit == PeriodUnit::weeks) return std::int64_t{period->count} * 7;
  return {};
}

std::optional<double> real(std::string_view text) noexcept {
  if (const auto exact = Decimal::parse(text)) return exact->to_double();
  double x = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(x)) return {};
  return x;
}

std::optional<bool> boolean(std::string_view text) noexcept {
  if (text == "true" || text == "yes") return true;
  if (text == "false" || text == "no") return false;
  return {};
}

template <class T>
std::optional<Value> wrapped(std::optional<T> value) {
  return value ? std::optional<Value>(*value) : std::nullopt;
}

} // namespace

std::optional<Value> read_value(FieldType type, std::string_view text) {
  switch (type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    return Value(std::string(text));
  case FieldType::integer:
    return wrapped(integer(text));
  case FieldType::decimal:
    return wrapped(Decimal::parse(text));
  case FieldType::real:
    return wrapped(real(text));
  case FieldType::boolean:
    return wrapped(boolean(text));
  case FieldType::date:
    return wrapped(Date::parse(text));
  case FieldType::instant:
    return wrapped(Instant::parse(text));
  }
  return {};
}

namespace reading {

std::string Expectation::form() const {
  switch (use) {
  case Use::period:
    return "a period such as `5 working days`";
  case Use::length:
    return "a period above zero such as `1 month`";
  case Use::share:
    return "a share from `0%` to `100%`";
  case Use::value:
    break;
  }
  switch (type) {
  case FieldType::category: {
    std::string out = "one of";
    for (std::size_t i = 0; i < labels.size(); ++i) out += (i == 0 ? " `" : ", `") + labels[i] + '`';
    return out;
  }
  case FieldType::integer:
    return positive ? "a whole number above zero" : "a whole number such as `3`";
  case FieldType::decimal:
  case FieldType::real:
    return "a number such as `3.5`";
  case FieldType::boolean:
    return "`true` or `false`";
  case FieldType::date:
    return "a date such as `2026-09-01`";
  case FieldType::instant:
    return "an instant such as `2026-09-01T09:00+08:00`";
  case FieldType::text:
  case FieldType::reference:
    return "a text";
  }
  return {};
}

std::optional<Period> meaning_as_period(std::string_view text, const Expectation& e) {
  auto period = Period::parse(text);
  if (period && e.use == Expectation::Use::length && period->count <= 0) return {};
  return period;
}

std::optional<Decimal> meaning_as_share(std::string_view text, const Expectation&) {
  auto share = Decimal::parse(text);
  if (share && (*share < Decimal{} || *share > Decimal::from_units(Decimal::scale))) return {};
  return share;
}

std::optional<Value> meaning_as_value(std::string_view text, const Expectation& e) {
  if (e.type == FieldType::category && !e.labels.empty() &&
      std::find(e.labels.begin(), e.labels.end(), text) == e.labels.end())
    return {};
  auto value = read_value(e.type, text);
  if (value && e.positive && std::holds_alternative<std::int64_t>(*value) &&
      std::get<std::int64_t>(*value) <= 0)
    return {};
  return value;
}

bool fits(std::string_view text, const Expectation& e) {
  switch (e.use) {
  case Expectation::Use::period:
  case Expectation::Use::length:
    return meaning_as_period(text, e).has_value();
  case Expectation::Use::share:
    return meaning_as_share(text, e).has_value();
  case Expectation::Use::value:
    return meaning_as_value(text, e).has_value();
  }
  return false;
}

} // namespace reading

} // namespace aftercourse
