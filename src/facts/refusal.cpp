// Which values a field takes, and why not the others.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <aftercourse/base/utf8.hpp>
#include <aftercourse/facts/schema.hpp>

namespace aftercourse {

namespace {

using Refusal = std::optional<std::string>;

std::string_view name_of_held(const Value& v) {
  constexpr std::array<std::string_view, 9> names{"nothing", "boolean", "integer", "decimal", "real",
                                                  "date",    "instant", "text",    "list"};
  return names[v.index()];
}

Refusal expected(std::string_view what, const Value& found) {
  return "expected " + std::string(what) + ", found " + std::string(name_of_held(found));
}

std::string joined(const std::vector<std::string>& labels) {
  std::string text;
  for (const std::string& label : labels) text += (text.empty() ? "" : ", ") + label;
  return text;
}

Refusal label_refusal(const Field& f, const std::string& text) {
  if (std::find(f.labels.begin(), f.labels.end(), text) != f.labels.end()) return {};
  std::string reason = (f.personal ? "the value" : "'" + text + "'") + " is not one of " + joined(f.labels);
  const auto near = f.personal ? std::nullopt : nearest(text, f.labels);
  return near ? reason + "; did you mean '" + *near + "'?" : reason;
}

Refusal text_refusal(const Field& f, const std::string& text) {
  if (const auto at = invalid_utf8(text))
    return text[*at] == '\0' ? "has a NUL at byte " + std::to_string(*at)
                             : "is not UTF-8 at byte " + std::to_string(*at);
  if (f.type == FieldType::category && !text.empty()) return label_refusal(f, text);
  return {};
}

Refusal list_refusal(const Field& f, const Value& v) {
  const auto* items = std::get_if<std::vector<std::string>>(&v);
  if (!items) return expected("list", v);
  for (std::size_t i = 0; i < items->size(); ++i) {
    const auto reason = (*items)[i].empty() ? Refusal("is empty") : text_refusal(f, (*items)[i]);
    if (reason) return "item " + std::to_string(i + 1) + ": " + *reason;
  }
  return {};
}

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min(); // stands for missing

Refusal integer_refusal(const Value& v) {
  const auto* whole = std::get_if<std::int64_t>(&v);
  if (!whole) return expected("integer", v);
  return *whole == smallest ? Refusal("is out of range") : std::nullopt;
}

Refusal decimal_refusal(const Value& v) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / Decimal::scale;
  if (const auto* whole = std::get_if<std::int64_t>(&v))
    return *whole < -most || *whole > most ? Refusal("is out of range") : std::nullopt;
  const auto* decimal = std::get_if<Decimal>(&v);
  if (!decimal) return expected("decimal", v);
  return decimal->units() == smallest ? Refusal("is out of range") : std::nullopt;
}

Refusal real_refusal(const Value& v) {
  if (std::holds_alternative<std::int64_t>(v)) return {};
  const auto* real = std::get_if<double>(&v);
  if (!real) return expected("real", v);
  return std::isfinite(*real) ? std::nullopt : Refusal("must be a finite number");
}

Refusal date_refusal(const Value& v) {
  const auto* date = std::get_if<Date>(&v);
  if (!date) return expected("date", v);
  const bool inside = date->days() >= Date::min_days && date->days() <= Date::max_days;
  return inside ? std::nullopt : Refusal("is outside the years 1400 to 9999");
}

Refusal instant_refusal(const Value& v) {
  const auto* instant = std::get_if<Instant>(&v);
  if (!instant) return expected("instant", v);
  const bool inside = instant->microseconds() != smallest && std::abs(instant->offset_minutes()) <= 24 * 60;
  return inside ? std::nullopt : Refusal("is out of range");
}

} // namespace

std::optional<std::string> refusal(const Field& field, const Value& value) {
  if (is_missing(value)) return {};
  if (field.list) return list_refusal(field, value);
  switch (field.type) {
  case FieldType::integer:
    return integer_refusal(value);
  case FieldType::decimal:
    return decimal_refusal(value);
  case FieldType::real:
    return real_refusal(value);
  case FieldType::boolean:
    return std::holds_alternative<bool>(value) ? std::nullopt : expected("boolean", value);
  case FieldType::date:
    return date_refusal(value);
  case FieldType::instant:
    return instant_refusal(value);
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    break;
  }
  const auto* text = std::get_if<std::string>(&value);
  return text ? text_refusal(field, *text) : expected(name_of(field.type), value);
}

} // namespace aftercourse
