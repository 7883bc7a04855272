#include "fact_insert.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

constexpr std::size_t rows_a_statement = 50; // with more, SQLite gets no faster
constexpr int write_parameter = 1, op_parameter = 2;

/// The columns that have a parameter in each row; the write and the operation are the same in all.
std::size_t columns_of_a_row(const std::vector<std::string>& names) { return names.size() - id_column; }

std::size_t most_rows(SQLite::Database& db, std::size_t columns) {
  const auto parameters =
      static_cast<std::size_t>(sqlite3_limit(db.getHandle(), SQLITE_LIMIT_VARIABLE_NUMBER, -1));
  return std::clamp<std::size_t>((parameters - op_parameter) / columns, 1, rows_a_statement);
}

std::string insert_sql(const std::string& table, const std::vector<std::string>& names, std::size_t rows) {
  std::string sql = "INSERT INTO " + table + " (";
  for (const std::string& name : names) sql += (&name == &names[0] ? "\"" : ", \"") + name + '"';
  int parameter = op_parameter;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? ") VALUES (?1, ?2" : "), (?1, ?2";
    for (std::size_t c = 0; c < columns_of_a_row(names); ++c) sql += ", ?" + std::to_string(++parameter);
  }
  return sql + ')';
}

} // namespace

FactInsert::FactInsert(SQLite::Database& db, Chain& chain, const Kind& kind, std::uint64_t write, Count count)
    : db_(db), chain_(chain), table_(table_of(kind)), write_(write), count_(std::move(count)) {
  make_table(db, kind);
  names_ = columns_of(db, table_);
  for (const std::string& name : names_) {
    const auto source = field_of(kind, name);
    sources_.push_back(source ? Source{&kind.fields[source->field], source->field, source->minutes}
                              : Source{});
  }
  chain_.begin_table(table_);
}

void FactInsert::begin(std::string_view op, std::size_t rows) {
  op_ = op;
  left_ = rows;
  if (rows > 0) prepare();
}

/// A statement for the next block of rows, as many as one takes.
void FactInsert::prepare() {
  block_ = std::min(left_, most_rows(db_, columns_of_a_row(names_)));
  statement_.emplace(db_, insert_sql(table_, names_, block_));
  statement_->bind(write_parameter, static_cast<std::int64_t>(write_));
  statement_->bind(op_parameter, op_);
  bound_.assign(1 + op_parameter + block_ * columns_of_a_row(names_), 0);
}

void FactInsert::put(const Rows& rows, Row row, std::string amended) {
  begin_row(rows.words().text(rows.ids[row]), std::move(amended));
  for (std::size_t column = first_field_column; column < names_.size(); ++column) put_cell(column, rows, row);
  end_row();
}

void FactInsert::retract(std::string_view id) {
  begin_row(id);
  for (std::size_t column = first_field_column; column < names_.size(); ++column) put_missing(column);
  end_row();
}

void FactInsert::begin_row(std::string_view id, std::string amended) {
  first_ = 1 + filled_ * columns_of_a_row(names_);
  chain_.add(op_column, op_);
  put(id_column, id);
  if (amended.empty())
    put_missing(amended_column);
  else
    put<std::string_view>(amended_column, kept_.emplace_back(std::move(amended)));
}

void FactInsert::end_row() {
  chain_.end_row();
  --left_;
  if (++filled_ < block_) return;
  statement_->run();
  kept_.clear();
  filled_ = 0;
  count_(block_);
  if (left_ > 0 && left_ < block_) prepare();
}

void FactInsert::put_cell(std::size_t column, const Rows& rows, Row row) {
  const Source& source = sources_[column];
  if (!source.field || source.index >= rows.cells.size())
    return put_missing(column); // these rows have no such field
  const Cells& cells = rows.cells[source.index];
  if (source.field->list) return put_list(column, cells, row, rows.words());
  switch (source.field->type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    return cells.symbols[row] == 0 ? put_missing(column) : put(column, rows.words().text(cells.symbols[row]));
  case FieldType::date:
    return cells.days[row] == no_day ? put_missing(column) : put(column, std::int64_t{cells.days[row]});
  case FieldType::boolean:
    return cells.booleans[row] == no_boolean ? put_missing(column)
                                             : put(column, std::int64_t{cells.booleans[row]});
  case FieldType::real:
    return cells.reals[row] != cells.reals[row] ? put_missing(column) : put(column, cells.reals[row]);
  case FieldType::integer:
  case FieldType::decimal:
  case FieldType::instant:
    break;
  }
  if (cells.numbers[row] == no_number) return put_missing(column);
  put(column, source.minutes ? std::int64_t{cells.minutes[row]} : cells.numbers[row]);
}

void FactInsert::put_list(std::size_t column, const Cells& cells, Row row, const Dictionary& words) {
  const auto from = cells.offsets[2 * std::size_t{row}], to = cells.offsets[2 * std::size_t{row} + 1];
  if (from == to) return put_missing(column);
  for (auto item = from; item < to; ++item) list_.add(words.text(cells.items[item]));
  put<std::string_view>(column, kept_.emplace_back(list_.take()));
}

template <class T>
void FactInsert::put(std::size_t column, T value) {
  const std::size_t parameter = first_ + column;
  statement_->bind(static_cast<int>(parameter), value);
  bound_[parameter] = 1;
  chain_.add(column, value);
}

void FactInsert::put_missing(std::size_t column) {
  const std::size_t parameter = first_ + column;
  if (!bound_[parameter]) return;
  statement_->bind_missing(static_cast<int>(parameter));
  bound_[parameter] = 0;
}

} // namespace aftercourse
