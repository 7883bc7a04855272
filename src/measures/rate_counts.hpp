// How the counts of RateCounts are called, in the order of columns and bytes, and how they are read and
// written.
#pragma once

#include <array>

#include <aftercourse/measures/rate_state.hpp>

#include "blob.hpp"
#include "rate_batch.hpp"

namespace aftercourse {

/// A count by name; it is filled from one slot of a batch.
struct CountColumn {
  const char* name;
  std::int64_t RateCounts::*count;
  std::size_t slot;
};
constexpr std::size_t slot_of(State s) { return static_cast<std::size_t>(s); }
inline constexpr std::array count_columns{
    CountColumn{"on_time", &RateCounts::on_time, slot_of(State::done)},
    CountColumn{"late", &RateCounts::late, slot_of(State::done_late)},
    CountColumn{"overdue", &RateCounts::overdue, slot_of(State::overdue)},
    CountColumn{"pending", &RateCounts::pending, slot_pending},
    CountColumn{"early", &RateCounts::early, slot_early},
    CountColumn{"open", &RateCounts::open, slot_of(State::open)},
    CountColumn{"submitted", &RateCounts::submitted, slot_of(State::submitted)},
    CountColumn{"upcoming", &RateCounts::upcoming, slot_of(State::upcoming)},
    CountColumn{"waived", &RateCounts::waived, slot_of(State::waived)},
    CountColumn{"void", &RateCounts::voided, slot_of(State::void_)},
    CountColumn{"asked", &RateCounts::asked, slot_of(State::asked)},
};

inline void write(BlobWriter& out, const RateCounts& counts) {
  for (const CountColumn& c : count_columns) out.number(counts.*c.count);
}

inline void read(BlobReader& in, RateCounts& counts) {
  for (const CountColumn& c : count_columns) counts.*c.count = in.tally();
  if (counts == RateCounts{}) BlobReader::refuse("a group is empty");
}

} // namespace aftercourse
