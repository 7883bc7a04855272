#include "table_builder.hpp"

namespace aftercourse::text {

TableBuilder::TableBuilder(std::initializer_list<std::pair<const char*, Type>> columns) {
  for (const auto& [name, type] : columns) {
    Cells cells;
    cells.column.name = name;
    cells.column.type = type;
    if (type == Type::text_list) cells.column.offsets.push_back(0);
    cells_.push_back(std::move(cells));
  }
}

TableBuilder::Cells& TableBuilder::next(bool valid) {
  Cells& cells = cells_[at_];
  at_ = (at_ + 1) % cells_.size();
  cells.valid.push_back(valid ? 1 : 0);
  cells.has_nulls |= !valid;
  return cells;
}

std::int32_t TableBuilder::code_of(Cells& cells, std::string_view word) {
  const auto made = static_cast<std::int32_t>(cells.column.words.size());
  const auto [known, is_new] = cells.codes.try_emplace(std::string(word), made);
  if (is_new) cells.column.words.emplace_back(word);
  return known->second;
}

TableBuilder& TableBuilder::add(std::int64_t value) {
  next(true).column.integers.push_back(value);
  return *this;
}

TableBuilder& TableBuilder::add(double value) {
  next(!std::isnan(value)).column.reals.push_back(value);
  return *this;
}

TableBuilder& TableBuilder::add(bool value) {
  next(true).column.booleans.push_back(value ? 1 : 0);
  return *this;
}

TableBuilder& TableBuilder::add(std::string_view value) {
  Cells& cells = next(true);
  cells.column.codes.push_back(code_of(cells, value));
  return *this;
}

TableBuilder& TableBuilder::add(const std::vector<std::string>& values) {
  Cells& cells = next(true);
  for (const std::string& value : values) cells.column.codes.push_back(code_of(cells, value));
  cells.column.offsets.push_back(static_cast<std::int32_t>(cells.column.codes.size()));
  return *this;
}

TableBuilder& TableBuilder::add_null() {
  Cells& cells = next(false);
  Column& column = cells.column;
  switch (column.type) {
  case Type::boolean:
    column.booleans.push_back(0);
    break;
  case Type::real:
    column.reals.push_back(0);
    break;
  case Type::text:
    column.codes.push_back(code_of(cells, ""));
    break;
  case Type::text_list:
    column.offsets.push_back(column.offsets.back());
    break;
  default:
    column.integers.push_back(0);
  }
  return *this;
}

Frame TableBuilder::finish() {
  std::vector<Column> columns;
  std::size_t rows = 0;
  for (Cells& cells : cells_) {
    rows = cells.valid.size();
    if (cells.has_nulls) cells.column.valid = std::move(cells.valid);
    columns.push_back(std::move(cells.column));
  }
  cells_.clear();
  return Frame(std::move(columns), rows);
}

} // namespace aftercourse::text
