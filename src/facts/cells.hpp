// Cells as columns: what is done to all cells of a field alike, whatever its type.
#pragma once

#include <limits>
#include <span>

#include <aftercourse/facts/table.hpp>

namespace aftercourse {

/// Calls `use(vector member, missing value)` for each vector that holds one entry a row. Not for lists, which
/// keep two offsets a row.
template <class Use>
void each_vector(const Field& field, Use&& use) {
  switch (field.type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    use(&Cells::symbols, Symbol{0});
    break;
  case FieldType::integer:
  case FieldType::decimal:
    use(&Cells::numbers, no_number);
    break;
  case FieldType::real:
    use(&Cells::reals, std::numeric_limits<double>::quiet_NaN());
    break;
  case FieldType::boolean:
    use(&Cells::booleans, no_boolean);
    break;
  case FieldType::date:
    use(&Cells::days, no_day);
    break;
  case FieldType::instant:
    use(&Cells::numbers, no_number);
    use(&Cells::minutes, std::int16_t{0});
    break;
  }
}

/// The items of a list.
inline std::span<const Symbol> items_of(const Cells& cells, Row row) {
  const std::uint32_t from = cells.offsets[2 * std::size_t{row}],
                      to = cells.offsets[2 * std::size_t{row} + 1];
  return {cells.items.data() + from, to - from};
}

/// The symbols of a text, category or reference, or of a list's items; a missing cell has one symbol 0 or no
/// item.
inline std::span<const Symbol> symbols_of(const Cells& cells, const Field& field, Row row) {
  return field.list ? items_of(cells, row) : std::span(&cells.symbols[row], 1);
}

bool is_missing(const Cells& cells, const Field& field, Row row);
/// Whether two cells of the field hold the same; their symbols are of one dictionary.
bool equal(const Cells& a, Row i, const Cells& b, Row j, const Field& field);

void append_missing(Cells& cells, const Field& field, std::size_t rows);
/// Appends the first rows of `from`.
void append_first(Cells& to, const Cells& from, const Field& field, std::size_t rows);
/// Appends these rows of `from`.
void append_some(Cells& to, const Cells& from, const Field& field, std::span<const Row> rows);
void reserve(Cells& cells, const Field& field, std::size_t rows);
/// Whether the cells are `rows` rows of that field: importers fill them by hand.
bool has_rows(const Cells& cells, const Field& field, std::size_t rows);

/// The first rows, or these rows, of all fields and the ids; both of the same kind and dictionary.
void append_first(Rows& to, const Rows& from, std::size_t rows);
void append_some(Rows& to, const Rows& from, std::span<const Row> rows);

} // namespace aftercourse
