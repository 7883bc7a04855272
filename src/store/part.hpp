// Part: what a write does to the facts of one kind, as rows of its table. The rows go to whoever takes them:
// to the statement that inserts them, and to the chain.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/Database.h>

#include <aftercourse/facts/journal.hpp>

#include "layout.hpp"
#include "list_text.hpp"

namespace aftercourse {

class Part {
 public:
  /// The operations that are added must live as long.
  Part(const Schema& schema, std::size_t kind);
  Part(const Part&) = delete; // columns point to the kind in it
  Part& operator=(const Part&) = delete;
  void add(const AmendOp& op);
  void add(const RetractOp& op) { retracts_.push_back(&op); }
  void add(const Rows& rows) { records_.push_back(&rows); }

  std::size_t size() const noexcept; ///< rows
  const std::string& table() const noexcept { return table_; }
  const std::vector<std::string>& columns() const noexcept { return columns_; }
  /// Sees to it that the table is there and has all columns. Before give().
  void make_table(SQLite::Database& db);

  /// For each operation `sink.begin(op, rows)` and its rows: `sink.begin_row(id, amended)`, `sink.put(column,
  /// value)` or `sink.put_missing(column)` for every column of a field, `sink.end_row()`. A value is a
  /// std::int64_t, a double, a text that lives as long as this part, or a std::string.
  template <class Sink>
  void give(Sink& sink) const;

 private:
  /// Where the cells of a column come from; no field: a column that the kind does not know.
  struct Source {
    const Field* field = nullptr;
    std::size_t index = 0;
    bool minutes = false;
  };

  template <class Sink>
  void give_row(Sink& sink, const Rows& rows, Row row, std::string_view amended) const;
  template <class Sink>
  void give_cell(Sink& sink, std::size_t column, const Rows& rows, Row row) const;
  template <class Sink>
  void give_list(Sink& sink, std::size_t column, const Cells& cells, Row row, const Dictionary& words) const;

  Kind kind_;
  std::string table_;
  std::vector<std::string> columns_;
  std::vector<Source> sources_; // by column
  Rows amended_;                // the new values
  std::deque<std::string> amended_fields_;
  std::vector<const RetractOp*> retracts_;
  std::vector<const Rows*> records_;
};

template <class Sink>
void Part::give(Sink& sink) const {
  sink.begin(op_amend, amended_.size());
  for (Row row = 0; row < amended_.size(); ++row) give_row(sink, amended_, row, amended_fields_[row]);
  sink.begin(op_retract, retracts_.size());
  for (const RetractOp* op : retracts_) {
    sink.begin_row(op->id, {});
    for (std::size_t column = first_field_column; column < columns_.size(); ++column)
      sink.put_missing(column);
    sink.end_row();
  }
  for (const Rows* rows : records_) {
    sink.begin(op_record, rows->size());
    for (Row row = 0; row < rows->size(); ++row) give_row(sink, *rows, row, {});
  }
}

template <class Sink>
void Part::give_row(Sink& sink, const Rows& rows, Row row, std::string_view amended) const {
  sink.begin_row(rows.words().text(rows.ids[row]), amended);
  for (std::size_t column = first_field_column; column < columns_.size(); ++column)
    give_cell(sink, column, rows, row);
  sink.end_row();
}

template <class Sink>
void Part::give_cell(Sink& sink, std::size_t column, const Rows& rows, Row row) const {
  const auto give = [&](bool missing, auto value) {
    missing ? sink.put_missing(column) : sink.put(column, value);
  };
  const Source& source = sources_[column];
  if (!source.field || source.index >= rows.cells.size())
    return sink.put_missing(column); // these rows have no such field
  const Cells& cells = rows.cells[source.index];
  if (source.field->list) return give_list(sink, column, cells, row, rows.words());
  switch (source.field->type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    return give(cells.symbols[row] == 0, rows.words().text(cells.symbols[row]));
  case FieldType::date:
    return give(cells.days[row] == no_day, std::int64_t{cells.days[row]});
  case FieldType::boolean:
    return give(cells.booleans[row] == no_boolean, std::int64_t{cells.booleans[row]});
  case FieldType::real:
    return give(cells.reals[row] != cells.reals[row], cells.reals[row]);
  case FieldType::integer:
  case FieldType::decimal:
  case FieldType::instant:
    break;
  }
  const std::int64_t number = cells.numbers[row];
  give(number == no_number, source.minutes ? std::int64_t{cells.minutes[row]} : number);
}

template <class Sink>
void Part::give_list(Sink& sink, std::size_t column, const Cells& cells, Row row,
                     const Dictionary& words) const {
  const auto from = cells.offsets[2 * std::size_t{row}], to = cells.offsets[2 * std::size_t{row} + 1];
  if (from == to) return sink.put_missing(column);
  ListText list;
  for (auto item = from; item < to; ++item) list.add(words.text(cells.items[item]));
  sink.put(column, list.take());
}

} // namespace aftercourse
