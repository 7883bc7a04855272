// FactInsert: puts facts of one kind into their table, many a statement, and into the chain.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/Database.h>

#include <aftercourse/facts/table.hpp>

#include "chain.hpp"
#include "layout.hpp"
#include "list_text.hpp"
#include "statement.hpp"

namespace aftercourse {

class FactInsert {
 public:
  /// Told about every so many rows.
  using Count = std::function<void(std::size_t rows)>;

  /// The table is made or widened when need be.
  FactInsert(SQLite::Database& db, Chain& chain, const Kind& kind, std::uint64_t write, Count count);

  /// What is put next is exactly so many rows of this operation. Texts must live until the last of them.
  void begin(std::string_view op, std::size_t rows);
  /// The fact in that row, or what an amendment changes: `amended` is the list of those fields' names.
  void put(const Rows& rows, Row row, std::string amended = {});
  void retract(std::string_view id);
  /// After the last row of all.
  void finish() { chain_.end_table(names_); }

 private:
  /// Where the cells of a column come from; no field: a column that the kind does not know.
  struct Source {
    const Field* field = nullptr;
    std::size_t index = 0;
    bool minutes = false;
  };

  void prepare();
  void begin_row(std::string_view id, std::string amended = {});
  void end_row();
  void put_cell(std::size_t column, const Rows& rows, Row row);
  void put_list(std::size_t column, const Cells& cells, Row row, const Dictionary& words);
  template <class T>
  void put(std::size_t column, T value);
  void put_missing(std::size_t column);

  SQLite::Database& db_;
  Chain& chain_;
  std::string table_;
  std::uint64_t write_;
  std::vector<std::string> names_; // of the columns
  std::vector<Source> sources_;    // by column
  Count count_;

  std::string_view op_;
  std::size_t left_ = 0;   // rows to come
  std::size_t block_ = 0;  // rows in the statement,
  std::size_t filled_ = 0; // and those that have their values
  std::optional<Statement> statement_;
  std::size_t first_ = 0;   // the parameter that the row at hand would have for column 0
  std::vector<char> bound_; // by parameter: whether it has a value, of an earlier block perhaps
  ListText list_;
  std::deque<std::string> kept_; // lists that are bound
};

} // namespace aftercourse
