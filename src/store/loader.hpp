// Loader: turns the rows of a file into the writes of a journal. A row is taken for nothing but bytes from
// outside: what no journal could have written is refused.
#pragma once

#include <optional>
#include <vector>

#include <aftercourse/facts/journal.hpp>

#include "layout.hpp"
#include "replay.hpp"

namespace aftercourse {

/// How the columns of a fact table become the fields of its kind, under one schema.
class TableReader {
 public:
  TableReader(const FactCursor& facts, const Schema& schema);

  std::size_t kind() const noexcept { return kind_; }
  void append(const FactCursor& fact, Rows& rows) const;
  AmendOp amendment(const FactCursor& fact, Rows scratch) const;

 private:
  bool set(const StoredCell& cell, const FieldColumn& to, Rows& rows, Row at) const;
  [[noreturn]] void refuse(std::size_t column) const;

  std::string table_;
  std::vector<std::string> columns_;
  std::size_t kind_;
  std::vector<std::optional<FieldColumn>> fields_; // by column
};

class Loader {
 public:
  explicit Loader(Journal& journal) : journal_(journal) {}

  void begin(const std::vector<Document>& documents);
  void take(std::size_t table, const FactCursor& fact);
  /// Publishes what was taken since begin().
  void finish(Write write, const std::vector<Document>& documents);

 private:
  const TableReader& reader(std::size_t table, const FactCursor& fact);
  Rows& records_of(std::size_t kind);
  Rows empty_rows(std::size_t kind) const { return {schema_, kind, journal_.head().shared_words()}; }

  Journal& journal_;
  Schema schema_ = journal_.head().schema(); // with what the documents of this write declare
  std::vector<std::optional<TableReader>> readers_;
  Prepared prepared_;
};

} // namespace aftercourse
