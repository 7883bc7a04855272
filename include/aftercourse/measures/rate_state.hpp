// RateState: the mergeable form of every rate over tasks. Update it with batches of columns, on any thread or
// machine, and merge: the sums are exact integers, so any partition in any order gives the same bytes. A
// value: copies are independent; one thread at a time may use each.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/frame.hpp>
#include <aftercourse/tasks/task.hpp>

namespace aftercourse {

/// One group column of a batch: a code a row into `words` (no_code: missing). Not copied; must outlive
/// update().
struct GroupColumn {
  std::span<const std::uint32_t> codes;
  std::span<const std::string> words;
};
inline constexpr std::uint32_t no_code = 0xffffffffu;

/// Counts of one group: the states of task.hpp, with `done` split into on_time and early (done although not
/// yet due) and `submitted` into pending (although due, not yet accepted) and submitted.
struct RateCounts {
  std::int64_t on_time = 0, late = 0, overdue = 0, pending = 0, early = 0, open = 0, submitted = 0,
               upcoming = 0, waived = 0, voided = 0, asked = 0;
  /// The tasks that were due before as_of, without those waived, void, or asked about (nobody knows that they
  /// apply).
  std::int64_t denominator() const noexcept { return on_time + late + overdue + pending; }
  RateCounts& operator+=(const RateCounts& o) noexcept;
  bool operator==(const RateCounts&) const = default;
};

class RateState {
 public:
  /// `policy_hash` and the names of the group columns must agree wherever states are merged.
  RateState(std::string policy_hash, std::vector<std::string> by, Date as_of);
  RateState(const RateState& o);
  RateState(RateState&& o) noexcept;
  RateState& operator=(RateState o) noexcept;
  ~RateState();

  /// One row a task: its state, its due day (days since 1970) and its groups. Throws InvalidArgument AC5010
  /// for unequal lengths, a code without a word or a state that does not exist; nothing was counted then.
  void update(std::span<const State> states, std::span<const std::int32_t> due,
              std::span<const GroupColumn> groups);
  /// Throws Conflict AC5011 when the other state is of another policy, grouping or day.
  void merge(const RateState& other);
  /// Magic "ACRS", format version, policy hash, as_of, names, the groups in order of their keys, and the
  /// SHA-256 of all that: equal states, equal bytes.
  std::string serialize() const;
  /// Throws CorruptError AC5012 for bytes that are no state, TooNew AC5013.
  static RateState deserialize(std::string_view blob);
  /// One row a group in the order of keys (a missing word last): the group columns and a column for each
  /// count.
  Frame to_frame() const;
  std::size_t groups() const noexcept;
  RateCounts total() const noexcept;
  bool operator==(const RateState& o) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace aftercourse
