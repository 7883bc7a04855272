// Matcher: which fact discharges which of the tasks that compete for it. A fact that names its task or period
// goes there, else to the task whose window holds its date, earliest due first, else to the earliest overdue
// one; ties by id. Facts are taken in the order of their dates, so that what happened later never changes
// where an earlier fact went.
#pragma once

#include "completeness.hpp"

namespace aftercourse {

class Matcher {
 public:
  explicit Matcher(Derivation& d);

  /// The tasks of one subject with the group of each.
  void match(std::span<const TaskIndex> tasks, std::span<const std::uint32_t> groups);

 private:
  /// A fact that may go to a slot.
  struct Candidate {
    std::int32_t date;
    std::uint16_t leaf;
    Place fact;
    std::uint32_t slot;
  };
  /// The fields by which a kind of fact names the tasks or the period that it is meant for.
  struct Naming {
    std::optional<std::size_t> tasks, period;
  };

  void add_slot(TaskIndex task, const TaskGroup& group);
  void collect(const Leaf& leaf, const Viewpoint& from, std::uint32_t slot);
  bool made_by_holder(const Evidence& e, Row row, TaskIndex task) const;
  bool before(const Candidate& a, const Candidate& b) const;

  void place(std::span<const Candidate> same);
  void place_by_task(std::span<const Candidate> same, const std::vector<std::string>& names);
  void place_by_period(std::span<const Candidate> same, std::string_view period);
  template <class Eligible>
  void place_by_date(std::span<const Candidate> same, Eligible&& eligible);
  bool is_of_period(const Candidate& c) const;
  void assign_if_in_time(const Candidate& c);
  int rank_of(const Candidate& c, const Window& window) const;
  bool goes_first(const Candidate& a, const Window& wa, const Candidate& b, const Window& wb) const;
  Window window_for(const Candidate& c) const;
  bool may_have_moved(const Slot& slot) const;
  bool needs(const Candidate& c);

  void assign(const Candidate& c, const Window& window);
  void judge_acceptance(Slot& slot);
  void write(Slot& slot);

  const std::vector<Leaf>& leaves_of(const TaskGroup& g) const { return leaves_[g.adopted][g.rule]; }
  std::span<Slot> slots() { return std::span(slots_).first(slot_count_); }

  Derivation& d_;
  const Snapshot& facts_;
  const Completeness completeness_;
  std::vector<std::vector<std::vector<Leaf>>> leaves_; // by adopted policy and rule
  std::vector<Naming> naming_;                         // by kind
  bool anything_amended_;
  std::vector<Slot> slots_; // the first slot_count_ are in use
  std::size_t slot_count_ = 0;
  std::vector<Candidate> candidates_;
};

} // namespace aftercourse
