// The living facts of a kind as a table for other programs.
#include <aftercourse/facts/arrow_io.hpp>

#include <algorithm>

#include "cells.hpp"

namespace aftercourse {

namespace {

Column::Type column_type(const Field& field) {
  if (field.list) return Column::Type::text_list;
  switch (field.type) {
  case FieldType::integer:
    return Column::Type::integer;
  case FieldType::decimal:
    return Column::Type::decimal;
  case FieldType::real:
    return Column::Type::real;
  case FieldType::boolean:
    return Column::Type::boolean;
  case FieldType::date:
    return Column::Type::date;
  case FieldType::instant:
    return Column::Type::instant;
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    break;
  }
  return Column::Type::text;
}

/// Numbers the symbols of one column in the order in which they are met.
class Coder {
 public:
  Coder(const Dictionary& words, std::vector<std::int32_t>& codes, Column& column)
      : words_(words), codes_(codes), column_(column) {}
  ~Coder() {
    for (const Symbol s : met_) codes_[s] = none;
  }
  Coder(const Coder&) = delete;
  Coder& operator=(const Coder&) = delete;

  std::int32_t operator()(Symbol s) {
    if (codes_[s] == none) {
      codes_[s] = static_cast<std::int32_t>(met_.size());
      met_.push_back(s);
      column_.words.emplace_back(words_.text(s));
    }
    return codes_[s];
  }

  static constexpr std::int32_t none = -1;

 private:
  const Dictionary& words_;
  std::vector<std::int32_t>& codes_; // by symbol; shared by the columns, and left as it was found
  Column& column_;
  std::vector<Symbol> met_;
};

std::vector<Row> living_rows(const Table& table, std::optional<Date> as_of) {
  const auto dated_by = as_of ? table.kind().dated_by() : std::nullopt;
  std::vector<Row> rows;
  for (Row row = 0; row < table.size(); ++row) {
    const bool later = dated_by && table.day(row, *dated_by) > as_of->days(); // a missing day is never later
    if (table.alive(row) && !later) rows.push_back(row);
  }
  return rows;
}

class FrameMaker {
 public:
  FrameMaker(const Snapshot& known, std::size_t kind, std::optional<Date> as_of)
      : table_(known.table(kind)), rows_(living_rows(table_, as_of)),
        codes_(known.words().size(), Coder::none) {}

  Frame make(const Progress& progress) {
    const std::size_t fields = table_.kind().fields.size();
    std::vector<Column> columns;
    columns.push_back(ids());
    for (std::size_t f = 0; f < fields; ++f) {
      report(progress, f, fields, "facts");
      columns.push_back(column(f));
    }
    return Frame(std::move(columns), rows_.size());
  }

 private:
  Column ids() {
    Column c;
    c.name = "id";
    Coder code(table_.words(), codes_, c);
    for (const Row row : rows_) c.codes.push_back(code(table_.ids[row]));
    return c;
  }

  Column column(std::size_t f) {
    const Field& field = table_.kind().fields[f];
    const Cells& cells = table_.cells[f];
    Column c;
    c.name = field.name;
    c.type = column_type(field);
    mark_missing(c, cells, field);
    switch (c.type) {
    case Column::Type::integer:
    case Column::Type::decimal:
    case Column::Type::instant:
      gather(c, c.integers, cells.numbers);
      break;
    case Column::Type::real:
      gather(c, c.reals, cells.reals);
      break;
    case Column::Type::date:
      gather(c, c.days, cells.days);
      break;
    case Column::Type::boolean:
      gather(c, c.booleans, cells.booleans);
      break;
    case Column::Type::text:
      code_texts(c, cells);
      break;
    case Column::Type::text_list:
      code_lists(c, cells);
      break;
    }
    return c;
  }

  void mark_missing(Column& c, const Cells& cells, const Field& field) {
    for (const Row row : rows_) c.valid.push_back(is_missing(cells, field, row) ? 0 : 1);
    if (std::ranges::count(c.valid, 0) == 0) c.valid.clear();
  }

  /// What stands for missing in a cell is no value outside.
  template <class To, class From>
  void gather(const Column& c, std::vector<To>& to, const std::vector<From>& from) {
    to.reserve(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i)
      to.push_back(c.is_null(i) ? To{} : static_cast<To>(from[rows_[i]]));
  }

  void code_texts(Column& c, const Cells& cells) {
    Coder code(table_.words(), codes_, c);
    c.codes.reserve(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i)
      c.codes.push_back(c.is_null(i) ? Coder::none : code(cells.symbols[rows_[i]]));
  }

  void code_lists(Column& c, const Cells& cells) {
    Coder code(table_.words(), codes_, c);
    c.offsets.push_back(0);
    for (const Row row : rows_) {
      for (const Symbol item : items_of(cells, row)) c.codes.push_back(code(item));
      c.offsets.push_back(static_cast<std::int32_t>(c.codes.size()));
    }
  }

  const Table& table_;
  std::vector<Row> rows_;
  std::vector<std::int32_t> codes_;
};

} // namespace

Frame to_frame(const Snapshot& known, std::size_t kind, std::optional<Date> as_of, const Progress& progress) {
  return FrameMaker(known, kind, as_of).make(progress);
}

} // namespace aftercourse
