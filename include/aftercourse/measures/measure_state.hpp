// MeasureState: the mergeable form of evaluate(), for every measure that adds up. Each machine (or thread, or
// subsidiary) makes the state of its own tasks and facts and sends its bytes; whoever merges them in whatever
// order gets the same bytes as from all of it at once, because the sums are exact integers and what must be
// counted once - clusters, subjects, different values - is kept apart by name. Where it is, the bytes hold
// ids of learners. A value: copies are independent; one thread at a time may use each.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <aftercourse/measures/evaluate.hpp>

namespace aftercourse {

/// A share of the rows of a set, so that threads can divide one among them: those whose number leaves the
/// remainder `index` when divided by `of`.
struct RowPart {
  std::size_t index = 0, of = 1;
};

class MeasureState {
 public:
  /// The state of a question over these tasks and their facts. Throws as evaluate() does; InvalidArgument
  /// AC5016 for a part that does not exist.
  MeasureState(const TaskSet& tasks, const EvaluationQuery& query, RowPart part = {});
  MeasureState(const MeasureState& o);
  MeasureState(MeasureState&& o) noexcept;
  MeasureState& operator=(MeasureState o) noexcept;
  ~MeasureState();

  /// Adds the same question's answer over more tasks. Throws as merge() does.
  void update(const TaskSet& tasks, RowPart part = {});
  /// Throws Conflict AC5011 when the other state is of another policy (or other parameters), question or day.
  void merge(const MeasureState& other);
  /// Magic "ACMS", format version, policy hash, day, question, the sums of each measure by group in order,
  /// and the SHA-256 of all that: equal states, equal bytes.
  std::string serialize() const;
  /// Throws CorruptError AC5012 for bytes that are no state, TooNew AC5013.
  static MeasureState deserialize(std::string_view bytes);
  /// The table that evaluate() gives.
  Frame finalize() const;

  Date as_of() const noexcept;
  const EvaluationQuery& query() const noexcept;
  bool operator==(const MeasureState& o) const { return serialize() == o.serialize(); }

  struct Impl; ///< private to the library
  const Impl& impl() const noexcept { return *impl_; }

 private:
  explicit MeasureState(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

} // namespace aftercourse
