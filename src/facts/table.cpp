#include <aftercourse/calendar/time_zone.hpp>
#include <aftercourse/facts/table.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "cells.hpp"

namespace aftercourse {

namespace {

const std::string* text_of(const Value& v) { return std::get_if<std::string>(&v); }

[[noreturn]] void refuse(const std::string& kind, const Field& field, const Value& value,
                         const std::string& reason) {
  InvalidArgument error("AC2004", reason, kind + "." + field.name);
  if (field.personal) error.with_personal(to_string(value));
  throw error;
}

void set_missing(Cells& cells, const Field& field, Row row) {
  if (field.list)
    cells.offsets[2 * std::size_t{row}] = cells.offsets[2 * std::size_t{row} + 1] = 0;
  else
    each_vector(field, [&](auto vector, auto missing) { (cells.*vector)[row] = missing; });
}

/// New items go to the end; the old ones are left behind, as rows never move.
void set_list(Cells& cells, Row row, const std::vector<std::string>& items, Dictionary& words) {
  cells.offsets[2 * std::size_t{row}] = static_cast<std::uint32_t>(cells.items.size());
  for (const std::string& item : items) cells.items.push_back(words.intern(item));
  cells.offsets[2 * std::size_t{row} + 1] = static_cast<std::uint32_t>(cells.items.size());
}

Decimal decimal_of(const Value& v) {
  const auto* whole = std::get_if<std::int64_t>(&v);
  return whole ? Decimal::from_integer(*whole) : std::get<Decimal>(v);
}

double real_of(const Value& v) {
  const auto* whole = std::get_if<std::int64_t>(&v);
  return whole ? static_cast<double>(*whole) : std::get<double>(v);
}

void set_instant(Cells& cells, Row row, Instant instant) {
  cells.numbers[row] = instant.microseconds();
  cells.minutes[row] = static_cast<std::int16_t>(instant.offset_minutes());
}

/// A value that the field can hold, and not a list.
void set_single(Cells& cells, const Field& field, Row row, const Value& v, Dictionary& words) {
  switch (field.type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    cells.symbols[row] = words.intern(*text_of(v));
    break;
  case FieldType::integer:
    cells.numbers[row] = std::get<std::int64_t>(v);
    break;
  case FieldType::decimal:
    cells.numbers[row] = decimal_of(v).units();
    break;
  case FieldType::real:
    cells.reals[row] = real_of(v);
    break;
  case FieldType::boolean:
    cells.booleans[row] = std::get<bool>(v);
    break;
  case FieldType::date:
    cells.days[row] = std::get<Date>(v).days();
    break;
  case FieldType::instant:
    set_instant(cells, row, std::get<Instant>(v));
    break;
  }
}

Value list_value(const Cells& cells, Row row, const Dictionary& words) {
  std::vector<std::string> items;
  for (const Symbol item : items_of(cells, row)) items.emplace_back(words.text(item));
  return items;
}

} // namespace

Rows::Rows(Schema schema, std::size_t kind, std::shared_ptr<Dictionary> words)
    : schema_(std::move(schema)), kind_(kind), words_(std::move(words)) {
  cells.resize(this->kind().fields.size());
}

void Rows::reserve(std::size_t rows) {
  ids.reserve(rows);
  for (std::size_t f = 0; f < cells.size(); ++f) aftercourse::reserve(cells[f], kind().fields[f], rows);
}

Row Rows::append(std::string_view id) {
  if (const auto at = invalid_utf8(id))
    throw InvalidArgument("AC2004", "is not UTF-8 or has a NUL at byte " + std::to_string(*at),
                          kind().name + ".id");
  if (size() == no_row) throw LimitError("AC8006", "a table holds at most 2^32 - 1 rows", kind().name);
  ids.push_back(words_->intern(id));
  for (std::size_t f = 0; f < cells.size(); ++f) append_missing(cells[f], kind().fields[f], 1);
  return static_cast<Row>(size() - 1);
}

void Rows::set(Row row, std::size_t field, const Value& value) {
  const Field& f = kind().fields[field];
  if (const auto reason = refusal(f, value)) refuse(kind().name, f, value, *reason);
  const std::string* text = text_of(value);
  if (is_missing(value) || (text && text->empty()))
    set_missing(cells[field], f, row);
  else if (f.list)
    set_list(cells[field], row, std::get<std::vector<std::string>>(value), *words_);
  else
    set_single(cells[field], f, row, value, *words_);
}

Value Rows::get(Row row, std::size_t field) const {
  const Field& f = kind().fields[field];
  const Cells& c = cells[field];
  if (missing(row, field)) return {};
  if (f.list) return list_value(c, row, *words_);
  switch (f.type) {
  case FieldType::integer:
    return c.numbers[row];
  case FieldType::decimal:
    return Decimal::from_units(c.numbers[row]);
  case FieldType::real:
    return c.reals[row];
  case FieldType::boolean:
    return c.booleans[row] != 0;
  case FieldType::date:
    return Date::unchecked(c.days[row]);
  case FieldType::instant:
    return Instant(c.numbers[row], c.minutes[row]);
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    break;
  }
  return std::string(words_->text(c.symbols[row]));
}

bool Rows::missing(Row row, std::size_t field) const noexcept {
  return is_missing(cells[field], kind().fields[field], row);
}

void Rows::localise(const TimeZone& zone) {
  for (std::size_t f = 0; f < cells.size(); ++f) {
    if (kind().fields[f].type != FieldType::instant || kind().fields[f].list) continue;
    Cells& c = cells[f];
    for (std::size_t row = 0; row < c.numbers.size(); ++row)
      if (c.numbers[row] != no_number)
        c.minutes[row] = static_cast<std::int16_t>(zone.at(Instant(c.numbers[row], 0)).offset_minutes());
  }
}

void Rows::widen(Schema extended) {
  schema_ = std::move(extended);
  const std::size_t before = cells.size();
  cells.resize(kind().fields.size());
  for (std::size_t f = before; f < cells.size(); ++f) append_missing(cells[f], kind().fields[f], size());
}

Row Table::find(std::string_view id) const noexcept {
  const auto symbol = words_->find(id);
  return symbol ? find(*symbol) : no_row;
}

} // namespace aftercourse
