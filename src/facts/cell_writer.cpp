#include "cell_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "cells.hpp"

namespace aftercourse {

namespace {

constexpr std::int64_t microseconds_a_day = 86'400'000'000;
constexpr std::size_t longest_quote = 60;

template <class Number>
std::optional<Number> read_number(std::string_view text) noexcept {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

/// Takes up to `most` digits from the front.
std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most) noexcept {
  std::size_t n = 0;
  int value = 0;
  for (; n < std::min(most, text.size()) && text[n] >= '0' && text[n] <= '9'; ++n)
    value = 10 * value + (text[n] - '0');
  if (n < least) return {};
  text.remove_prefix(n);
  return value;
}

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<bool> read_boolean(std::string_view text) noexcept {
  const auto is = [text](std::string_view word) {
    return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                      [](char a, char b) { return lower(a) == b; });
  };
  for (const std::string_view word : {"true", "yes", "1", "是"})
    if (is(word)) return true;
  for (const std::string_view word : {"false", "no", "0", "否"})
    if (is(word)) return false;
  return {};
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

/// The first characters of a valid text, as much as a reason repeats.
std::string_view front_of(std::string_view text) noexcept {
  std::size_t end = std::min(longest_quote, text.size());
  while (end < text.size() && (text[end] & 0xC0) == 0x80) --end; // not inside a character
  return text.substr(0, end);
}

} // namespace

bool takes(const Field& field, Given given) noexcept {
  if (given == Given::nothing) return true;
  if (field.list) return given == Given::list;
  const auto is_one_of = [given](auto... types) { return ((given == types) || ...); };
  switch (field.type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    return given == Given::text;
  case FieldType::integer:
    return is_one_of(Given::number, Given::integer);
  case FieldType::decimal:
    return is_one_of(Given::text, Given::number, Given::integer, Given::decimal, Given::real);
  case FieldType::real:
    return is_one_of(Given::number, Given::integer, Given::decimal, Given::real);
  case FieldType::boolean:
    return given == Given::boolean;
  case FieldType::date:
    return is_one_of(Given::text, Given::day, Given::moment);
  case FieldType::instant:
    return is_one_of(Given::text, Given::moment);
  }
  return false;
}

std::string wanted_by(const Field& field) {
  if (field.list) return "a list of texts";
  switch (field.type) {
  case FieldType::text:
    return "text";
  case FieldType::category:
    return "one of " + join(field.labels);
  case FieldType::reference:
    return field.target.empty() ? "a reference such as finding/F1" : "the id of a " + field.target;
  case FieldType::integer:
    return "a whole number of 64 bits";
  case FieldType::decimal:
    return "a number with at most six decimals, from -9.2e12 to 9.2e12";
  case FieldType::real:
    return "a number from -1.8e308 to 1.8e308";
  case FieldType::boolean:
    return "true or false";
  case FieldType::date:
    return "a date such as 2026-10-01";
  case FieldType::instant:
    return "a time such as 2026-09-12T09:00+08:00";
  }
  return {};
}

std::string wrong_type(const Field& field, Given given) {
  return "expected " + wanted_by(field) + ", found " + std::string(name_of(given));
}

std::string in_quotes(std::string_view text) {
  if (invalid_utf8(text)) return "a text that is not UTF-8";
  const std::string_view front = front_of(text);
  std::string out = "'";
  for (const char c : front) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return out + (front.size() < text.size() ? "...'" : "'");
}

DateFormat::DateFormat(std::string format) : format_(std::move(format)), iso_(format_ == "%Y-%m-%d") {
  const std::size_t last = format_.find('*');
  std::string parts;
  for (std::size_t i = 0; i + 1 < format_.size(); ++i)
    if (format_[i] == '%') parts += format_[++i] == 'y' ? 'Y' : format_[i];
  std::sort(parts.begin(), parts.end());
  if (parts != "Ydm" || format_.back() == '%' || (last != std::string::npos && last + 1 != format_.size()))
    throw InvalidArgument("AC2039",
                          "a date format needs %Y or %y, %m and %d once each, and a * only at its end");
}

std::optional<Date> DateFormat::read(std::string_view text) const {
  if (iso_) {
    const auto date = Date::parse(text);
    return date ? *date : Date::from_text(text); // throws and says what is wrong
  }
  int year = 0, month = 0, day = 0;
  for (std::size_t i = 0; i < format_.size(); ++i) {
    if (format_[i] == '*') return Date(year, month, day);
    if (format_[i] != '%') {
      if (!text.starts_with(format_[i])) return {};
      text.remove_prefix(1);
      continue;
    }
    const char part = format_[++i];
    const auto number = part == 'Y' ? take_digits(text, 4, 4) : take_digits(text, part == 'y' ? 2 : 1, 2);
    if (!number) return {};
    if (part == 'y')
      year = *number + (*number < 69 ? 2000 : 1900); // as POSIX has it
    else
      (part == 'Y' ? year : part == 'm' ? month : day) = *number;
  }
  if (!text.empty()) return {};
  return Date(year, month, day);
}

CellWriter::CellWriter(const Field& field, Cells& cells, Dictionary& words)
    : field_(&field), cells_(&cells), words_(&words) {
  for (const std::string& label : field.labels) labels_.push_back(words.intern(label));
}

/// Values of personal fields are never repeated in a reason.
Reason CellWriter::not_good(std::string_view text) const {
  return field_->personal ? "expected " + wanted_by(*field_)
                          : in_quotes(text) + " is not " + wanted_by(*field_);
}

Reason CellWriter::symbol(std::string_view text, Symbol& out) {
  const bool bad_text = invalid_utf8(text).has_value();
  if (field_->type == FieldType::category && !text.empty()) {
    const auto label = std::find(field_->labels.begin(), field_->labels.end(), text);
    if (label != field_->labels.end()) {
      out = labels_[static_cast<std::size_t>(label - field_->labels.begin())];
      return {};
    }
  } else if (!bad_text) {
    out = words_->intern(text);
    return {};
  }
  Field single = *field_;
  single.list = false;
  return refusal(single, std::string(bad_text ? text : front_of(text))).value_or("");
}

/// The number that stands for missing is no value.
Reason CellWriter::put_number(Row row, std::int64_t value) {
  if (value == no_number) return "expected " + wanted_by(*field_);
  cells_->numbers[row] = value;
  return {};
}

Reason CellWriter::text(Row row, std::string_view text) {
  if (!takes(*field_, Given::text)) return wrong_type(*field_, Given::text);
  try {
    switch (field_->type) {
    case FieldType::decimal:
      return number(row, text);
    case FieldType::date: {
      const auto date = Date::parse(text);
      return day(row, date ? date->days() : Date::from_text(text).days());
    }
    case FieldType::instant: {
      const auto instant = Instant::parse(text);
      if (!instant) Instant::from_text(text);
      return moment(row, instant->microseconds(), instant->offset_minutes());
    }
    default: // an empty text is stored as missing
      return symbol(text, cells_->symbols[row]);
    }
  } catch (const InvalidArgument& e) { // what a date is wrong in, calendar/ says
    return field_->personal ? not_good(text) : e.what();
  }
}

Reason CellWriter::number(Row row, std::string_view as_written) {
  switch (field_->type) {
  case FieldType::integer:
    if (const auto whole = read_number<std::int64_t>(as_written)) return put_number(row, *whole);
    return not_good(as_written);
  case FieldType::decimal:
    if (const auto exact = Decimal::parse(as_written)) return put_number(row, exact->units());
    return not_good(as_written);
  case FieldType::real:
    if (const auto value = read_number<double>(as_written); value && std::isfinite(*value)) {
      cells_->reals[row] = *value;
      return {};
    }
    return not_good(as_written);
  default:
    return wrong_type(*field_, Given::number);
  }
}

Reason CellWriter::integer(Row row, std::int64_t value) {
  if (field_->type == FieldType::integer) return put_number(row, value);
  if (field_->type == FieldType::real) {
    cells_->reals[row] = static_cast<double>(value);
    return {};
  }
  std::int64_t units = 0;
  if (field_->type != FieldType::decimal) return wrong_type(*field_, Given::integer);
  if (__builtin_mul_overflow(value, Decimal::scale, &units)) return not_good(std::to_string(value));
  return put_number(row, units);
}

Reason CellWriter::real(Row row, double value) {
  if (field_->type != FieldType::real) return wrong_type(*field_, Given::real);
  if (!std::isfinite(value)) return "expected " + wanted_by(*field_);
  cells_->reals[row] = value;
  return {};
}

Reason CellWriter::decimal(Row row, std::optional<Decimal> value) {
  if (!value) return "expected " + wanted_by(*field_);
  if (field_->type == FieldType::decimal) return put_number(row, value->units());
  if (field_->type != FieldType::real) return wrong_type(*field_, Given::decimal);
  cells_->reals[row] = value->to_double();
  return {};
}

Reason CellWriter::boolean(Row row, bool value) {
  if (field_->type != FieldType::boolean) return wrong_type(*field_, Given::boolean);
  cells_->booleans[row] = value ? 1 : 0;
  return {};
}

Reason CellWriter::day(Row row, std::int64_t days) {
  if (field_->type != FieldType::date) return wrong_type(*field_, Given::day);
  if (days < Date::min_days || days > Date::max_days) return "the day lies outside the years 1400-9999";
  cells_->days[row] = static_cast<std::int32_t>(days);
  return {};
}

Reason CellWriter::moment(Row row, std::int64_t utc_microseconds, std::int32_t offset_minutes) {
  // Whole days on both sides of the range are left to the offset, so that every local day exists.
  constexpr std::int64_t first = (Date::min_days + 1) * microseconds_a_day,
                         last = Date::max_days * microseconds_a_day;
  if (utc_microseconds < first || utc_microseconds >= last)
    return "the time lies outside the years 1400-9999";
  if (field_->type == FieldType::instant) {
    cells_->numbers[row] = utc_microseconds;
    cells_->minutes[row] = static_cast<std::int16_t>(offset_minutes);
    return {};
  }
  const std::int64_t local = utc_microseconds + offset_minutes * (microseconds_a_day / (24 * 60));
  if (local % microseconds_a_day != 0)
    return "expected a date, and this is a time of day other than midnight";
  return day(row, local / microseconds_a_day);
}

void CellWriter::begin_list(Row row) {
  const auto at = static_cast<std::uint32_t>(cells_->items.size());
  cells_->offsets[2 * std::size_t{row}] = cells_->offsets[2 * std::size_t{row} + 1] = at;
}

Reason CellWriter::item(Row row, std::string_view text) {
  if (text.empty()) return "a list holds no empty text";
  if (Reason r = symbol(text, cells_->items.emplace_back()); !r.empty()) return r;
  cells_->offsets[2 * std::size_t{row} + 1] = static_cast<std::uint32_t>(cells_->items.size());
  return {};
}

void CellWriter::copy(Row row, const CellWriter& from, Row from_row) {
  each_vector(*field_, [&](auto vector, auto) { (cells_->*vector)[row] = (from.cells_->*vector)[from_row]; });
}

Reason write_csv_cell(CellWriter& writer, Row row, std::string_view text, const DateFormat& dates,
                      std::string_view list_separator) {
  const Field& field = writer.field();
  if (field.list) {
    writer.begin_list(row);
    for (;;) {
      const std::size_t end = text.find(list_separator);
      if (Reason r = writer.item(row, text.substr(0, end)); !r.empty() || end == std::string_view::npos)
        return r;
      text.remove_prefix(end + list_separator.size());
    }
  }
  switch (field.type) {
  case FieldType::integer:
  case FieldType::decimal:
  case FieldType::real:
    return writer.number(row, text);
  case FieldType::boolean:
    if (const auto value = read_boolean(text)) return writer.boolean(row, *value);
    return "expected true or false, yes or no, 1 or 0, 是 or 否";
  case FieldType::date:
    try {
      if (const auto date = dates.read(text)) return writer.day(row, date->days());
      return "expected a date written as " + dates.format();
    } catch (const InvalidArgument& e) {
      return field.personal ? "expected a date written as " + dates.format() : e.what();
    }
  default:
    return writer.text(row, text);
  }
}

} // namespace aftercourse
