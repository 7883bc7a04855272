// Journal: the facts in memory. Writes are appended and never changed; a Snapshot is what was known at one of
// them.
//
// A write is prepared (checked as a whole), made durable by whoever keeps the file, and then published. One
// thread writes at a time (the caller's lock); snapshots are immutable values that any number of threads
// read.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/facts/table.hpp>

namespace aftercourse {

/// One write: its place in the order and who made it when and why. `number` counts from 1; recorded_at never
/// decreases.
struct Write {
  std::uint64_t number = 0;
  Instant recorded_at;
  std::string actor, source, reason;
  bool operator==(const Write&) const = default;
};

/// A text recorded with a write: an adopted policy, a calendar, declared kinds. What it means is for the
/// floors above, but for `kinds`, which the journal applies: the JSON array of to_json(std::vector<Kind>).
struct Document {
  std::uint64_t write = 0;
  std::string type; ///< "adoption", "calendar", "zone", "kinds"
  std::string name, text;
  bool operator==(const Document&) const = default;
};

/// One cell that an amendment changed.
struct Amendment {
  std::uint64_t write = 0;
  Row row = no_row;
  std::uint16_t field = 0;
  Value before, after;
};

/// The order in which rows are listed; neither depends on how the facts came in. By date is by the kind's
/// dated_by, then by id.
enum class RowOrder : std::uint8_t { by_date, by_id };

/// What was known after a write: a value, cheap to copy, immutable.
class Snapshot {
 public:
  Snapshot(); ///< nothing known, built-in kinds
  const Schema& schema() const noexcept;
  const Dictionary& words() const noexcept;
  std::shared_ptr<Dictionary> shared_words() const noexcept;
  std::uint64_t last_write() const noexcept; ///< 0: nothing was written
  const std::vector<Write>& writes() const noexcept;
  const std::vector<Document>& documents() const noexcept; ///< in the order written
  const Write& write(std::uint64_t number) const { return writes()[number - 1]; }
  const Table& table(std::size_t kind) const noexcept;
  const Table& table(std::string_view kind) const { return table(schema().at(kind)); }
  const std::vector<Amendment>& amendments(std::size_t kind) const noexcept; ///< in the order written
  /// The cell as it stood after write `at` (a row recorded later has no value then).
  Value value_at(std::size_t kind, Row row, std::size_t field, std::uint64_t at) const;

  /// The living rows of `kind`. The span lives as long as this snapshot.
  std::span<const Row> living(std::size_t kind, RowOrder order = RowOrder::by_date) const;
  /// The living rows of `kind` whose reference `field` (or list of references) means row `target`; likewise.
  std::span<const Row> referring(std::size_t kind, std::size_t field, Row target,
                                 RowOrder order = RowOrder::by_date) const;
  /// The row a reference to any kind ("finding/F1") means: kind index and row; {0, no_row} when missing or
  /// unknown.
  std::pair<std::size_t, Row> resolve(std::string_view any_reference) const noexcept;
  /// The living rows of `kind` whose any-reference `field` means that row of that kind, by date.
  std::span<const Row> referring_any(std::size_t kind, std::size_t field, std::size_t target_kind,
                                     Row target) const;
  /// What was known after an earlier write (0 ... last_write(); else throws InvalidArgument AC2005), with the
  /// present schema.
  Snapshot at(std::uint64_t write) const;
  /// The last write recorded at or before the instant; 0: none.
  std::uint64_t write_at(Instant known_at) const noexcept;

  struct Data;
  explicit Snapshot(std::shared_ptr<const Data> d) : data_(std::move(d)) {}

 private:
  friend class Journal;
  std::shared_ptr<const Data> data_;
};

/// What a batch does, in order; references may point forwards within the batch.
struct AmendOp {
  std::size_t kind;
  std::string id;
  std::vector<std::pair<std::size_t, Value>> fields;
};
struct RetractOp {
  std::size_t kind;
  std::string id;
};
/// `origin` names where each row came from for faults ("calls.csv") and `lines` its line there (empty: 1, 2,
/// ...).
struct RecordOp {
  Rows rows;
  std::string origin;
  std::vector<std::int64_t> lines;
};
using Operation = std::variant<RecordOp, AmendOp, RetractOp>;
/// Gives every instant in the operations the offset of the place.
void localise(std::vector<Operation>& operations, const TimeZone& zone);

/// What a commit did. `bad` is filled only when the good rows were asked for.
struct Receipt {
  std::uint64_t write = 0; ///< 0: nothing new, no write was made
  std::uint64_t recorded = 0, amended = 0, retracted = 0;
  std::uint64_t unchanged = 0; ///< the same fact again
  std::vector<Fault> bad;
};

/// A checked write that waits to be made durable and published. It is applied in this order: amends and
/// retracts concern rows that were there before, records may use the ids of what is retracted.
struct Prepared {
  Write write;
  std::vector<AmendOp> amends; ///< only fields that change
  std::vector<RetractOp> retracts;
  std::vector<Rows> records; ///< new rows only, at most one entry a kind
  std::vector<Document> documents;
  Receipt receipt;
  bool empty() const noexcept {
    return records.empty() && amends.empty() && retracts.empty() && documents.empty();
  }
};

class Journal {
 public:
  explicit Journal(Schema schema = Schema::built_in());
  const Snapshot& head() const noexcept;

  /// New kinds and fields (see Schema::extended); tables gain their columns at once.
  void extend(const std::vector<Kind>& more);
  /// Checks everything: types were checked when rows were filled; here required fields, orders, ids given
  /// twice, conflicts with what is recorded, references (also to what this batch retracts), retractions of
  /// what others refer to, and recorded_at. Throws DataError AC2020 with every fault; with `keep_good`, bad
  /// rows (and rows that refer to them) are left out and listed in the receipt. Throws Conflict when the only
  /// faults are conflicts; InvalidArgument AC2014 for rows of another schema, AC2006 for columns of unequal
  /// length. Changes nothing.
  Prepared prepare(std::vector<Operation> operations, Write write, bool keep_good = false,
                   std::vector<Document> documents = {}) const;
  /// Makes a prepared write part of the journal. It must have been prepared on the present head (Misuse
  /// AC2019 otherwise). Documents of type "kinds" extend the schema before the facts are added.
  Receipt publish(Prepared prepared);

 private:
  Snapshot head_;
};

/// What is known after these writes, in order: how a store opens.
Snapshot replay(const Schema& schema, std::vector<Prepared> writes);

} // namespace aftercourse
