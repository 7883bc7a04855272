// Columns of a table from the rows of a vector: what get(row) gives of each, empty or none being null.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/base/frame.hpp>

#include "words.hpp"

namespace aftercourse {

inline Column column_named(std::string name, Column::Type type) {
  Column c;
  c.name = std::move(name);
  c.type = type;
  return c;
}

/// `get`: a text. Its words stand in the order in which they appear.
template <class RowType, class Get>
Column text_column(std::string name, const std::vector<RowType>& rows, Get get) {
  Column c = column_named(std::move(name), Column::Type::text);
  Words words;
  for (const RowType& row : rows) {
    const std::string text(get(row));
    c.codes.push_back(static_cast<std::int32_t>(words.intern(text)));
    c.valid.push_back(text.empty() ? 0 : 1);
  }
  c.words = words.texts();
  return c;
}

/// `get`: std::optional<double>, or what becomes one.
template <class RowType, class Get>
Column real_column(std::string name, const std::vector<RowType>& rows, Get get) {
  Column c = column_named(std::move(name), Column::Type::real);
  for (const RowType& row : rows) {
    const std::optional<double> value = get(row);
    c.reals.push_back(value.value_or(0));
    c.valid.push_back(value ? 1 : 0);
  }
  return c;
}

/// `get`: std::optional<std::int64_t>, or what becomes one.
template <class RowType, class Get>
Column integer_column(std::string name, const std::vector<RowType>& rows, Get get) {
  Column c = column_named(std::move(name), Column::Type::integer);
  for (const RowType& row : rows) {
    const std::optional<std::int64_t> value = get(row);
    c.integers.push_back(value.value_or(0));
    c.valid.push_back(value ? 1 : 0);
  }
  return c;
}

} // namespace aftercourse
