#include "cells.hpp"

#include <algorithm>

namespace aftercourse {

namespace {

void append_list(Cells& to, std::span<const Symbol> items) {
  const auto from = static_cast<std::uint32_t>(to.items.size());
  to.items.insert(to.items.end(), items.begin(), items.end());
  to.offsets.push_back(from);
  to.offsets.push_back(static_cast<std::uint32_t>(to.items.size()));
}

} // namespace

bool is_missing(const Cells& cells, const Field& field, Row row) {
  if (field.list) return items_of(cells, row).empty();
  switch (field.type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    return cells.symbols[row] == 0;
  case FieldType::integer:
  case FieldType::decimal:
  case FieldType::instant:
    return cells.numbers[row] == no_number;
  case FieldType::real:
    return cells.reals[row] != cells.reals[row];
  case FieldType::boolean:
    return cells.booleans[row] == no_boolean;
  case FieldType::date:
    return cells.days[row] == no_day;
  }
  return true;
}

bool equal(const Cells& a, Row i, const Cells& b, Row j, const Field& field) {
  if (field.list) return std::ranges::equal(items_of(a, i), items_of(b, j));
  bool same = true;
  each_vector(field, [&](auto vector, auto) {
    const auto x = (a.*vector)[i], y = (b.*vector)[j];
    same = same && (x == y || (x != x && y != y)); // two missing reals are two NaNs
  });
  return same;
}

void append_missing(Cells& cells, const Field& field, std::size_t rows) {
  if (field.list)
    cells.offsets.resize(cells.offsets.size() + 2 * rows, 0);
  else
    each_vector(field, [&](auto vector, auto missing) {
      (cells.*vector).resize((cells.*vector).size() + rows, missing);
    });
}

void append_first(Cells& to, const Cells& from, const Field& field, std::size_t rows) {
  if (field.list) {
    for (Row row = 0; row < rows; ++row) append_list(to, items_of(from, row));
    return;
  }
  each_vector(field, [&](auto vector, auto) {
    const auto begin = (from.*vector).begin();
    (to.*vector).insert((to.*vector).end(), begin, begin + static_cast<std::ptrdiff_t>(rows));
  });
}

void append_some(Cells& to, const Cells& from, const Field& field, std::span<const Row> rows) {
  if (field.list) {
    for (const Row row : rows) append_list(to, items_of(from, row));
    return;
  }
  each_vector(field, [&](auto vector, auto) {
    for (const Row row : rows) (to.*vector).push_back((from.*vector)[row]);
  });
}

void reserve(Cells& cells, const Field& field, std::size_t rows) {
  if (field.list)
    cells.offsets.reserve(2 * rows);
  else
    each_vector(field, [&](auto vector, auto) { (cells.*vector).reserve(rows); });
}

bool has_rows(const Cells& cells, const Field& field, std::size_t rows) {
  if (field.list) return cells.offsets.size() == 2 * rows;
  bool right = true;
  each_vector(field, [&](auto vector, auto) { right = right && (cells.*vector).size() == rows; });
  return right;
}

void append_first(Rows& to, const Rows& from, std::size_t rows) {
  to.ids.insert(to.ids.end(), from.ids.begin(), from.ids.begin() + static_cast<std::ptrdiff_t>(rows));
  for (std::size_t f = 0; f < to.cells.size(); ++f)
    append_first(to.cells[f], from.cells[f], to.kind().fields[f], rows);
}

void append_some(Rows& to, const Rows& from, std::span<const Row> rows) {
  for (const Row row : rows) to.ids.push_back(from.ids[row]);
  for (std::size_t f = 0; f < to.cells.size(); ++f)
    append_some(to.cells[f], from.cells[f], to.kind().fields[f], rows);
}

} // namespace aftercourse
