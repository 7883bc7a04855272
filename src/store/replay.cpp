#include "replay.hpp"

#include <aftercourse/base/error.hpp>

#include "layout.hpp"
#include "write_rows.hpp"

namespace aftercourse {

namespace {

/// Rows are only ever added at the end, so that their writes ascend: the row from which to read is found by
/// halving, and the tables need no index that would have to be kept.
std::int64_t last_row_up_to(SQLite::Database& db, const std::string& table, std::uint64_t write,
                            std::int64_t rows) {
  if (write == 0) return 0;
  Statement query(db, "SELECT _write FROM " + table + " WHERE _rowid_ >= ?1 ORDER BY _rowid_ LIMIT 1");
  std::int64_t low = 0, high = rows;
  while (low < high) {
    const std::int64_t middle = low + (high - low + 1) / 2;
    query.bind(1, middle);
    const bool up_to = query.step() && static_cast<std::uint64_t>(query.integer(0)) <= write;
    query.reset();
    (up_to ? low : high) = up_to ? middle : middle - 1;
  }
  return low;
}

} // namespace

FactCursor::FactCursor(SQLite::Database& db, std::string table, std::uint64_t after)
    : table_(std::move(table)), columns_(columns_of(db, table_)),
      rows_(db, "SELECT " + comma_separated(columns_) + " FROM " + table_ +
                    " WHERE _rowid_ > ?1 ORDER BY _rowid_") {
  const std::int64_t last = integer_from(db, "SELECT max(_rowid_) FROM " + table_);
  const std::int64_t from = last_row_up_to(db, table_, after, last);
  expected_ = static_cast<std::uint64_t>(last - from);
  rows_.bind(1, from);
  cells_.resize(columns_.size());
  next();
}

void FactCursor::next() {
  write_ = at_end;
  if (!rows_.step()) return;
  for (std::size_t column = 0; column < cells_.size(); ++column)
    cells_[column] = rows_.cell(static_cast<int>(column));
  write_ = static_cast<std::uint64_t>(cells_[write_column].integer);
}

void FactCursor::add_to(Chain& chain) const {
  for (std::size_t column = op_column; column < cells_.size(); ++column) {
    const StoredCell& cell = cells_[column];
    switch (cell.type) {
    case SQLITE_NULL:
      break;
    case SQLITE_INTEGER:
      chain.add(column, cell.integer);
      break;
    case SQLITE_FLOAT:
      chain.add(column, cell.real);
      break;
    default:
      chain.add(column, cell.text);
      break;
    }
  }
  chain.end_row();
}

Replay::Replay(SQLite::Database& db, std::uint64_t after)
    : chain_(hash_of_write(db, after)),
      writes_(db, "SELECT number, recorded_at, offset_minutes, actor, source, reason, hash FROM write"
                  " WHERE number > ?1 ORDER BY number"),
      document_rows_(
          db, "SELECT write, type, name, text FROM document WHERE write > ?1 ORDER BY write, position"),
      write_(after) {
  writes_.bind(1, static_cast<std::int64_t>(after));
  document_rows_.bind(1, static_cast<std::int64_t>(after));
  more_documents_ = document_rows_.step();
  for (const std::string& table : fact_tables(db)) facts_.emplace_back(db, table, after);
}

std::uint64_t Replay::expected() const noexcept {
  std::uint64_t rows = 0;
  for (const FactCursor& fact : facts_) rows += fact.expected();
  return rows;
}

std::optional<Write> Replay::next() {
  if (!writes_.step()) {
    check_end();
    return {};
  }
  const auto number = static_cast<std::uint64_t>(writes_.integer(0));
  if (number != ++write_) refuse_write(write_, "is missing");
  const Instant recorded_at(writes_.integer(1), static_cast<std::int32_t>(writes_.integer(2)));
  const auto text = [&](int column) { return std::string(writes_.text(column)); };
  const Write write{number, recorded_at, text(3), text(4), text(5)};
  hash_ = digest_from(writes_.bytes(6), number);
  read_documents();
  add_to(chain_, write);
  add_to(chain_, documents_);
  return write;
}

void Replay::read_documents() {
  documents_.clear();
  const auto text = [&](int column) { return std::string(document_rows_.text(column)); };
  for (; more_documents_ && document_rows_.integer(0) == static_cast<std::int64_t>(write_);
       more_documents_ = document_rows_.step())
    documents_.push_back({write_, text(1), text(2), text(3)});
}

void Replay::check_hash() {
  if (chain_.finish() != hash_) refuse_write(write_, "is not as it was recorded");
}

void Replay::check_end() const {
  if (more_documents_)
    refuse_write(static_cast<std::uint64_t>(document_rows_.integer(0)),
                 "has documents that do not belong to it");
  for (const FactCursor& fact : facts_)
    if (fact.write() != FactCursor::at_end) refuse_stray(fact);
}

void Replay::refuse_stray(const FactCursor& fact) const {
  refuse_write(fact.write(), "has facts in " + fact.table() + " that do not belong to it");
}

} // namespace aftercourse
