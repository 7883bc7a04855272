// Table: the facts of one kind as typed columns, one row a fact in the order they were recorded. Rows never
// move: an amendment changes cells, a retraction marks the row dead, so a row number names a fact for as long
// as a snapshot lives. Reading is thread-safe; only a Journal changes a table, and never one that a snapshot
// shares.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

#include <aftercourse/base/dictionary.hpp>
#include <aftercourse/calendar/date.hpp>
#include <aftercourse/facts/row_index.hpp>
#include <aftercourse/facts/schema.hpp>

namespace aftercourse {

class TimeZone;

/// How a missing cell is stored in each column; for dates it is no_day.
inline constexpr std::int64_t no_number = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int8_t no_boolean = -1;

/// The cells of one field. Only the vector of the field's type is filled:
///   text, category, reference  symbols (0: missing)      date     days (no_day)
///   integer, decimal, instant  numbers (no_number)       real     reals (NaN)
///   boolean                    booleans (no_boolean)     lists    items[offsets[2r] .. offsets[2r+1])
/// Instants keep their offset in `minutes`. In a journal's tables, references to one kind keep the row they
/// mean in `targets` (no_row: missing); elsewhere `targets` is empty. An importer may fill the vectors
/// itself, one entry a row.
struct Cells {
  std::vector<Symbol> symbols;
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> numbers;
  std::vector<double> reals;
  std::vector<std::int8_t> booleans;
  std::vector<std::int16_t> minutes;
  std::vector<Row> targets;
  std::vector<std::uint32_t> offsets;
  std::vector<Symbol> items;
};

/// Rows of one kind that are not (yet) part of a journal: what importers fill and a batch carries.
class Rows {
 public:
  Rows(Schema schema, std::size_t kind, std::shared_ptr<Dictionary> words);

  const Kind& kind() const noexcept { return schema_.kind(kind_); }
  std::size_t kind_index() const noexcept { return kind_; }
  const Schema& schema() const noexcept { return schema_; }
  Dictionary& words() const noexcept { return *words_; }
  std::size_t size() const noexcept { return ids.size(); }
  void reserve(std::size_t rows);
  /// Appends a row of missing cells and returns its number. Throws InvalidArgument AC2004 when the id is no
  /// good UTF-8.
  Row append(std::string_view id);
  /// Sets a cell. Throws InvalidArgument AC2004 when the value is not of the field's type (an integer is
  /// taken for a decimal or real; nothing else is converted), a category is not one of the labels, or text is
  /// no good UTF-8.
  void set(Row row, std::size_t field, const Value& value);
  Value get(Row row, std::size_t field) const;
  bool missing(Row row, std::size_t field) const noexcept;
  /// Gives every instant the offset of the place: its day there is its day from now on.
  void localise(const TimeZone& zone);
  /// Takes on an extended schema: the new fields are missing in every row.
  void widen(Schema extended);

  std::vector<Symbol> ids;
  std::vector<Cells> cells; ///< by field

 protected:
  Schema schema_;
  std::size_t kind_;
  std::shared_ptr<Dictionary> words_;
};

class Table : public Rows {
 public:
  using Rows::Rows;
  /// The living row with that id, or no_row.
  Row find(Symbol id) const noexcept {
    const Row row = by_id.find(id);
    return row != no_row && alive(row) ? row : no_row;
  }
  Row find(std::string_view id) const noexcept;
  bool alive(Row row) const noexcept { return retracted_by[row] == 0; }
  std::string_view id(Row row) const noexcept { return words_->text(ids[row]); }
  std::string_view text(Row row, std::size_t field) const noexcept {
    return words_->text(cells[field].symbols[row]);
  }
  std::int32_t day(Row row, std::size_t field) const noexcept { return cells[field].days[row]; }
  Row target(Row row, std::size_t field) const noexcept { return cells[field].targets[row]; }

  std::vector<std::uint64_t> recorded_by;  ///< the write that recorded each row
  std::vector<std::uint64_t> retracted_by; ///< the write that retracted it; 0: living
  RowIndex by_id;                          ///< the latest row of each id
};

} // namespace aftercourse
