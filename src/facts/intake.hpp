// Intake: rows on their way in. It gathers the rows of one kind and what is wrong with them, lists every
// fault in the order of the input, and gives only the good rows out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/progress.hpp>
#include <aftercourse/facts/journal.hpp>

#include "cell_writer.hpp"

namespace aftercourse {

/// A text without the byte order mark that some programs write before UTF-8.
std::string_view without_mark(std::string_view text) noexcept;

/// Appends a fault; throws LimitError AC8005 when there are more than a million, so that hostile input cannot
/// fill the memory.
void add_fault(std::vector<Fault>& faults, Fault fault);

class Intake {
 public:
  /// Where a cell stood in the input.
  struct Place {
    std::int64_t row = 0, column = 0;
  };

  Intake(const Schema& schema, std::size_t kind, std::shared_ptr<Dictionary> words, std::string origin,
         std::vector<Fault>& faults, const Progress& progress = {});
  Intake(const Snapshot& known, std::size_t kind, std::string origin, std::vector<Fault>& faults,
         const Progress& progress = {})
      : Intake(known.schema(), kind, known.shared_words(), std::move(origin), faults, progress) {}
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  const Kind& kind() const noexcept { return rows_.kind(); }
  const std::string& origin() const noexcept { return origin_; }
  Dictionary& words() const noexcept { return *words_; }
  Row size() const noexcept { return static_cast<Row>(lines_.size()); }

  /// Fields are numbered as in the kind; the number after the last is the id, which is read like any other
  /// field.
  std::size_t id() const noexcept { return kind().fields.size(); }
  std::optional<std::size_t> find(std::string_view field) const noexcept;
  CellWriter& writer(std::size_t field) noexcept { return writers_[field]; }

  /// Appends rows of missing cells, which came from `first_line` on, and returns the first. Reports progress
  /// now and then. Throws LimitError AC8006 past 2^32 - 1 rows, Cancelled.
  Row append(std::int64_t first_line, std::size_t rows = 1);
  /// The row will be dropped, and why; without a field, the row as a whole is at fault. Without a code: a
  /// value that its field cannot take (AC2033).
  void refuse(Row row, Place place, std::string_view field, std::string reason, const char* code = "AC2033");
  /// As above for what a CellWriter said; an empty reason is none.
  void check(Row row, Place place, std::size_t field, Reason reason);
  /// A fault that concerns no row in particular.
  void refuse(Place place, std::string_view field, std::string reason, const char* code);
  void refuse_unknown(Row row, Place place, std::string_view field);
  void refuse_unknown(Place place, std::string_view field);

  std::size_t fault_count() const noexcept { return faults_->size(); }

  /// Rows so far that have no id are at fault.
  void check_ids();
  /// The good rows, those without an id left out unless `ids` is false.
  RecordOp finish(bool ids = true);

 private:
  enum class State : std::uint8_t { good, bad, without_id }; ///< the last: and a fault says why

  std::string did_you_mean(std::string_view field) const;
  void keep_good_rows();

  std::shared_ptr<Dictionary> words_;
  Rows rows_;
  std::string origin_;
  std::vector<Fault>* faults_;
  Progress progress_;
  std::size_t first_fault_; // those before are not ours
  Cells ids_;
  std::vector<CellWriter> writers_;
  std::vector<std::int64_t> lines_;
  std::vector<State> states_;
  Row ids_checked_ = 0;
};

} // namespace aftercourse
