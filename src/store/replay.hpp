// Replay: reads the writes of a file one after another, with their documents and facts, and checks the chain
// of hashes.
#pragma once

#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/Database.h>

#include <aftercourse/facts/journal.hpp>

#include "chain.hpp"
#include "statement.hpp"

namespace aftercourse {

/// The rows of one fact table after a write, in the order they were recorded.
class FactCursor {
 public:
  static constexpr std::uint64_t at_end = std::numeric_limits<std::uint64_t>::max();

  FactCursor(SQLite::Database& db, std::string table, std::uint64_t after);

  const std::string& table() const noexcept { return table_; }
  const std::vector<std::string>& columns() const noexcept { return columns_; }
  std::uint64_t expected() const noexcept { return expected_; } ///< rows, if none is missing in between
  /// The write that the present row belongs to.
  std::uint64_t write() const noexcept { return write_; }
  const std::vector<StoredCell>& cells() const noexcept { return cells_; } ///< of the present row, by column
  void add_to(Chain& chain) const;
  void next();

 private:
  std::string table_;
  std::vector<std::string> columns_;
  Statement rows_;
  std::vector<StoredCell> cells_;
  std::uint64_t write_ = 0, expected_ = 0;
};

class Replay {
 public:
  Replay(SQLite::Database& db, std::uint64_t after);

  /// The next write; nothing after the last one. Throws CorruptError AC6020 when a number is left out.
  std::optional<Write> next();
  const std::vector<Document>& documents() const noexcept { return documents_; } ///< of that write
  std::uint64_t expected() const noexcept;                                       ///< facts in all

  /// Calls `take(table number, FactCursor)` with each row of the write, table by table, and then checks its
  /// hash: what was taken is worth nothing when this throws CorruptError AC6020.
  template <class Take>
  void facts(Take&& take) {
    for (std::size_t table = 0; table < facts_.size(); ++table) {
      FactCursor& fact = facts_[table];
      if (fact.write() < write_) refuse_stray(fact);
      if (fact.write() != write_) continue;
      chain_.begin_table(fact.table());
      for (; fact.write() == write_; fact.next()) {
        fact.add_to(chain_);
        take(table, fact);
      }
      chain_.end_table(fact.columns());
    }
    check_hash();
  }

 private:
  void read_documents();
  void check_hash();
  void check_end() const;
  [[noreturn]] void refuse_stray(const FactCursor& fact) const;

  Chain chain_;
  Statement writes_, document_rows_;
  bool more_documents_ = false;
  std::deque<FactCursor> facts_;
  std::vector<Document> documents_;
  std::uint64_t write_;
  Digest hash_{}; // as the file has it
};

} // namespace aftercourse
