#include "fact_insert.hpp"

#include <algorithm>

#include "layout.hpp"

namespace aftercourse {

namespace {

constexpr std::size_t rows_a_statement = 50; // with more, SQLite gets no faster
constexpr int write_parameter = 1, op_parameter = 2;

/// The columns that have a parameter in each row; the write and the operation are the same in all.
std::size_t columns_of_a_row(const std::vector<std::string>& columns) { return columns.size() - id_column; }

std::size_t most_rows(SQLite::Database& db, std::size_t columns) {
  const auto parameters =
      static_cast<std::size_t>(sqlite3_limit(db.getHandle(), SQLITE_LIMIT_VARIABLE_NUMBER, -1));
  return std::clamp<std::size_t>((parameters - op_parameter) / columns, 1, rows_a_statement);
}

std::string insert_sql(const std::string& table, const std::vector<std::string>& columns, std::size_t rows) {
  std::string sql = "INSERT INTO " + table + " (" + comma_separated(columns);
  int parameter = op_parameter;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? ") VALUES (?1, ?2" : "), (?1, ?2";
    for (std::size_t c = 0; c < columns_of_a_row(columns); ++c) sql += ", ?" + std::to_string(++parameter);
  }
  return sql + ')';
}

} // namespace

void FactInsert::begin(std::string_view op, std::size_t rows) {
  op_ = op;
  left_ = rows;
  if (rows > 0) prepare();
}

/// A statement for the next block of rows, as many as one takes.
void FactInsert::prepare() {
  block_ = std::min(left_, most_rows(db_, columns_of_a_row(columns_)));
  statement_.emplace(db_, insert_sql(table_, columns_, block_));
  statement_->bind(write_parameter, static_cast<std::int64_t>(write_));
  statement_->bind(op_parameter, op_);
  bound_.assign(1 + op_parameter + block_ * columns_of_a_row(columns_), 0);
}

void FactInsert::begin_row(std::string_view id, std::string_view amended) {
  first_ = 1 + filled_ * columns_of_a_row(columns_);
  put(id_column, id);
  if (amended.empty())
    put_missing(amended_column);
  else
    put(amended_column, amended);
}

void FactInsert::end_row() {
  --left_;
  if (++filled_ < block_) return;
  statement_->run();
  kept_.clear();
  filled_ = 0;
  count_(block_);
  if (left_ > 0 && left_ < block_) prepare();
}

void FactInsert::unbind(std::size_t parameter) {
  statement_->bind_missing(static_cast<int>(parameter));
  bound_[parameter] = 0;
}

} // namespace aftercourse
