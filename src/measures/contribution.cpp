#include "contribution.hpp"

#include <cmath>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

using Type = MeasureRule::Type;

constexpr Wide one = Decimal::scale;

std::optional<Wide> millionths(const Value& v) {
  if (const auto* i = std::get_if<std::int64_t>(&v)) return *i * one;
  if (const auto* d = std::get_if<Decimal>(&v)) return d->units();
  if (const auto* b = std::get_if<bool>(&v)) return *b ? one : 0;
  if (const auto* r = std::get_if<double>(&v)) return nearest_millionth(*r);
  return std::nullopt;
}

Contribution one_of(bool success) { return {success ? one : 0, one}; }

std::optional<Contribution> elapsed(const Value& of, const std::optional<Date>& to, bool working,
                                    const Calendar& calendar) {
  const auto* start = std::get_if<Date>(&of);
  if (!start || !to) return std::nullopt;
  const std::int64_t days = working ? calendar.working_days_between(*start, *to) : to->days() - start->days();
  return Contribution{days * one, one};
}

} // namespace

Wide nearest_millionth(double real) {
  const double units = std::nearbyint(real * static_cast<double>(Decimal::scale));
  if (!(std::abs(units) < 0x1p62)) // also refuses NaN
    throw LimitError("AC5015", "a number of " + to_string(Value(real)) + " cannot be summed exactly");
  return static_cast<Wide>(units);
}

std::optional<Contribution> contribution_of(const Evaluator& evaluator, const MeasureRule& rule,
                                            const Calendar& calendar, const Viewpoint& from) {
  if (rule.type == Type::share) {
    const Truth success = rule.success ? evaluator.judge(*rule.success, from) : Truth::unknown;
    if (success == Truth::unknown) return std::nullopt;
    return one_of(success == Truth::yes);
  }
  if (!rule.of) return one_of(true); // the number of rows
  const Value of = evaluator.value(*rule.of, from);
  if (is_missing(of)) return std::nullopt;
  switch (rule.type) {
  case Type::accuracy: {
    const auto* result = std::get_if<std::string>(&of);
    if (!result || (*result != "right" && *result != "wrong")) return std::nullopt; // could not be verified
    return one_of(*result == "right");
  }
  case Type::count:
  case Type::distribution:
    return one_of(true);
  case Type::ratio: {
    const auto y = millionths(of), x = rule.to ? millionths(evaluator.value(*rule.to, from)) : std::nullopt;
    if (!y || !x) return std::nullopt;
    return Contribution{*y, *x};
  }
  case Type::elapsed:
    return elapsed(of, rule.to ? evaluator.date(*rule.to, from) : std::nullopt, rule.working, calendar);
  default: { // mean, sum
    const auto y = millionths(of);
    if (!y) return std::nullopt;
    return Contribution{*y, one};
  }
  }
}

} // namespace aftercourse
