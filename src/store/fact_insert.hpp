// FactInsert: puts rows into a fact table, many a statement. What Part::give gives to.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/Database.h>

#include "statement.hpp"

namespace aftercourse {

class FactInsert {
 public:
  /// Told about every so many rows.
  using Count = std::function<void(std::size_t rows)>;

  FactInsert(SQLite::Database& db, const std::string& table, const std::vector<std::string>& columns,
             std::uint64_t write, Count count)
      : db_(db), table_(table), columns_(columns), write_(write), count_(std::move(count)) {}

  void begin(std::string_view op, std::size_t rows);
  void begin_row(std::string_view id, std::string_view amended);
  template <class T>
  void put(std::size_t column, T value) {
    const std::size_t parameter = first_ + column;
    statement_->bind(static_cast<int>(parameter), value);
    bound_[parameter] = 1;
  }
  void put(std::size_t column, std::string text) {
    put<std::string_view>(column, kept_.emplace_back(std::move(text)));
  }
  void put_missing(std::size_t column) {
    if (bound_[first_ + column]) unbind(first_ + column);
  }
  void end_row();

 private:
  void prepare();
  void unbind(std::size_t parameter);

  SQLite::Database& db_;
  const std::string& table_;
  const std::vector<std::string>& columns_;
  std::uint64_t write_;
  Count count_;

  std::string_view op_;
  std::size_t left_ = 0;   // rows to come
  std::size_t block_ = 0;  // rows in the statement,
  std::size_t filled_ = 0; // and those that have their values
  std::optional<Statement> statement_;
  std::size_t first_ = 0;        // the parameter that the row at hand would have for column 0
  std::vector<char> bound_;      // by parameter: whether it has a value, of an earlier block perhaps
  std::deque<std::string> kept_; // texts that are bound and live nowhere else
};

} // namespace aftercourse
