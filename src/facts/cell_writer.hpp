// CellWriter: the one place where input becomes a cell. JSON, CSV and Arrow hand over what they hold - a
// text, a number as it is written, a day - and learn why it cannot be taken, in which case the cell stays
// missing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/arrow_view.hpp>
#include <aftercourse/base/dictionary.hpp>
#include <aftercourse/facts/schema.hpp>
#include <aftercourse/facts/table.hpp>

namespace aftercourse {

/// Whether a field can take what an input holds. The same for every format; only CSV, where all is text,
/// reads further.
bool takes(const Field& field, Given given) noexcept;
/// What a field needs, as a person says it: "a date such as 2026-10-01", "one of phone, email".
std::string wanted_by(const Field& field);
/// "expected a date such as 2026-10-01, found a number"
std::string wrong_type(const Field& field, Given given);
/// A text of the input inside a reason: quoted, without control characters, and cut when it is long.
std::string in_quotes(std::string_view text);

/// Why a value was not taken; empty: it was.
using Reason = std::string;

/// How dates are written in a CSV file. Throws InvalidArgument AC2039 for a format without year, month and
/// day.
class DateFormat {
 public:
  explicit DateFormat(std::string format = "%Y-%m-%d");
  const std::string& format() const noexcept { return format_; }
  /// The day, or nothing when the text is not written so. Throws InvalidArgument AC1101 for a day that does
  /// not exist.
  std::optional<Date> read(std::string_view text) const;

 private:
  std::string format_;
  bool iso_; // the default, for which there is a quicker way
};

/// Writes the cells of one field. The field, its cells and the dictionary must outlive it.
class CellWriter {
 public:
  CellWriter(const Field& field, Cells& cells, Dictionary& words);
  const Field& field() const noexcept { return *field_; }

  Reason text(Row row, std::string_view text);
  Reason number(Row row, std::string_view as_written);
  Reason integer(Row row, std::int64_t value);
  Reason real(Row row, double value);
  Reason decimal(Row row, std::optional<Decimal> value);
  Reason boolean(Row row, bool value);
  Reason day(Row row, std::int64_t days_since_1970);
  Reason moment(Row row, std::int64_t utc_microseconds, std::int32_t offset_minutes);

  /// A list is begun and then gets its items, with no other row of the field in between.
  void begin_list(Row row);
  Reason item(Row row, std::string_view text);

  /// Copies a cell of another writer of the same field.
  void copy(Row row, const CellWriter& from, Row from_row);

 private:
  Reason symbol(std::string_view text, Symbol& out);
  Reason put_number(Row row, std::int64_t value);
  Reason not_good(std::string_view text) const;

  const Field* field_;
  Cells* cells_;
  Dictionary* words_;
  std::vector<Symbol> labels_;
};

/// A cell of a CSV file: a text that may mean any type, as people write it.
Reason write_csv_cell(CellWriter& writer, Row row, std::string_view text, const DateFormat& dates,
                      std::string_view list_separator);

} // namespace aftercourse
