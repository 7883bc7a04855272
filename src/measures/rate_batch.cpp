#include "rate_batch.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include <aftercourse/base/error.hpp>

#include "rate_counts.hpp"

namespace aftercourse {

namespace {

constexpr std::size_t block_rows = 2048; // what is worked out for a block stays in the first-level cache
constexpr int most_dense_bits = 20;
constexpr int slot_bits = 4;

[[noreturn]] void refuse(const std::string& reason) { throw InvalidArgument("AC5010", reason, "rate state"); }

} // namespace

/// The columns of the batch, read a block at a time.
struct RateBatch::Rows {
  std::span<const State> states;
  std::span<const std::int32_t> due;
  std::span<const GroupColumn> columns;
  std::span<const Bits> bits;
  std::int32_t as_of;

  std::size_t block(std::size_t begin) const noexcept { return std::min(block_rows, states.size() - begin); }

  /// Which counter of its group each row of a block belongs to.
  template <class Slot>
  void slots(std::size_t begin, Slot* out) const {
    constexpr auto done = static_cast<std::uint32_t>(State::done),
                   submitted = static_cast<std::uint32_t>(State::submitted);
    std::uint32_t worst = 0;
    for (std::size_t i = 0, n = block(begin); i < n; ++i) {
      const auto state = static_cast<std::uint32_t>(states[begin + i]);
      const bool fell_due = due[begin + i] < as_of;
      worst = std::max(worst, state);
      out[i] = static_cast<Slot>(state + (state == done && !fell_due ? slot_early - done : 0u) +
                                 (state == submitted && fell_due ? slot_pending - submitted : 0u));
    }
    if (worst > static_cast<std::uint32_t>(State::asked)) refuse("a state that does not exist");
  }

  /// Adds the combination of each row's codes, shifted by `base` bits.
  template <class Key>
  void add_combinations(std::size_t begin, int base, Key* keys) const {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto words = static_cast<std::uint32_t>(columns[c].words.size());
      const std::uint32_t* codes = columns[c].codes.data() + begin;
      const int shift = base + bits[c].shift;
      std::uint32_t beyond = 0;
      for (std::size_t i = 0, n = block(begin); i < n; ++i) {
        const std::uint32_t digit = codes[i] + 1u; // no_code becomes 0
        beyond |= static_cast<std::uint32_t>(digit > words);
        keys[i] |= static_cast<Key>(digit) << shift;
      }
      if (beyond) refuse("a code that has no word");
    }
  }
};

RateBatch::RateBatch(std::span<const State> states, std::span<const std::int32_t> due,
                     std::span<const GroupColumn> columns, std::int32_t as_of) {
  int bits = 0;
  for (const GroupColumn& c : columns) {
    bits_.push_back({std::max(1, static_cast<int>(std::bit_width(c.words.size()))), bits});
    bits += bits_.back().width;
  }
  if (bits > 64)
    throw LimitError("AC5014", "the group columns have too many words together: more than 2^64 groups");
  const Rows rows{states, due, columns, bits_, as_of};
  if (bits <= most_dense_bits && states.size() >> bits >= 4)
    count_dense(rows, bits);
  else
    count_hashed(rows);
}

void RateBatch::count_dense(const Rows& rows, int bits) {
  counts_.resize(std::size_t{1} << bits);
  const auto add = [this](std::uint32_t index) { ++counts_[index >> slot_bits][index & 15]; };
  std::array<std::uint32_t, block_rows> index;
  for (std::size_t begin = 0; begin < rows.states.size(); begin += block_rows) {
    rows.slots(begin, index.data());
    rows.add_combinations(begin, slot_bits, index.data());
    // Neighbouring rows often have the same counter, and each increment would wait for the one before: take
    // rows that lie far apart in turn.
    const std::size_t n = rows.block(begin), quarter = n / 4;
    for (std::size_t i = 0; i < quarter; ++i)
      for (std::size_t part = 0; part < 4; ++part) add(index[i + part * quarter]);
    for (std::size_t i = 4 * quarter; i < n; ++i) add(index[i]);
  }
}

void RateBatch::count_hashed(const Rows& rows) {
  std::array<std::uint64_t, block_rows> keys;
  std::array<std::uint32_t, block_rows> homes, groups;
  std::array<std::uint8_t, block_rows> slots;
  for (std::size_t begin = 0; begin < rows.states.size(); begin += block_rows) {
    const std::size_t n = rows.block(begin);
    rows.slots(begin, slots.data());
    keys.fill(0);
    rows.add_combinations(begin, 0, keys.data());
    grow(counts_.size() + n);
    // Three short loops instead of one, so that what a row needs is on its way from memory while others are
    // worked on.
    const Entry* const entries = entries_.data();
    for (std::size_t i = 0; i < n; ++i) {
      homes[i] = static_cast<std::uint32_t>(home(keys[i]));
      __builtin_prefetch(entries + homes[i]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      const Entry& first = entries[homes[i]];
      groups[i] = first.key == keys[i] && first.group != no_code ? first.group : group_of(keys[i]);
      __builtin_prefetch(counts_.data() + groups[i], 1);
    }
    SlotCounts* const counts = counts_.data();
    for (std::size_t i = 0; i < n; ++i) ++counts[groups[i]][slots[i]];
  }
}

std::uint32_t RateBatch::group_of(std::uint64_t key) {
  std::size_t at = home(key);
  for (; entries_[at].group != no_code; at = (at + 1) & (entries_.size() - 1))
    if (entries_[at].key == key) return entries_[at].group;
  entries_[at] = {key, static_cast<std::uint32_t>(counts_.size())};
  keys_.push_back(key);
  counts_.emplace_back();
  return entries_[at].group;
}

/// Makes room for so many groups.
void RateBatch::grow(std::size_t groups) {
  if (2 * groups <= entries_.size()) return;
  entries_.assign(std::bit_ceil(2 * groups), {});
  entry_shift_ = 64 - std::countr_zero(entries_.size());
  for (std::uint32_t group = 0; group < keys_.size(); ++group) {
    std::size_t at = home(keys_[group]);
    while (entries_[at].group != no_code) at = (at + 1) & (entries_.size() - 1);
    entries_[at] = {keys_[group], group};
  }
}

namespace {

void check_lengths(std::span<const State> states, std::span<const std::int32_t> due,
                   std::span<const GroupColumn> groups, std::size_t columns) {
  if (groups.size() != columns)
    refuse(std::to_string(groups.size()) + " group columns where " + std::to_string(columns) +
           " are expected");
  bool equal = due.size() == states.size();
  for (const GroupColumn& g : groups) equal = equal && g.codes.size() == states.size();
  if (!equal) refuse("the columns of a batch have different lengths");
  if (states.size() > std::numeric_limits<std::uint32_t>::max()) refuse("a batch of more than 2^32 - 1 rows");
  for (const GroupColumn& g : groups)
    if (g.words.size() >= no_code) refuse("more than 2^32 - 2 words");
}

RateCounts counts_of(const SlotCounts& slots) {
  RateCounts counts;
  for (const CountColumn& c : count_columns) counts.*c.count = slots[c.slot];
  return counts;
}

} // namespace

void count_tasks(GroupTable<RateCounts>& table, std::span<const State> states,
                 std::span<const std::int32_t> due, std::span<const GroupColumn> groups, Date as_of) {
  check_lengths(states, due, groups, table.columns());
  if (states.empty()) return;
  const RateBatch batch(states, due, groups, as_of.days());
  std::vector<std::vector<std::uint32_t>> own; // the words that occur are interned once, not once a row
  for (const GroupColumn& g : groups) own.emplace_back(g.words.size(), no_code);
  std::vector<std::uint32_t> key(groups.size());
  const bool first = table.size() == 0; // then each combination is new
  if (first) table.reserve(batch.size());
  for (std::size_t group = 0; group < batch.size(); ++group) {
    const RateCounts counts = counts_of(batch.counts(group));
    if (counts == RateCounts{}) continue;
    for (std::size_t c = 0; c < key.size(); ++c) {
      const std::uint32_t code = batch.code(group, c);
      if (code != no_code && own[c][code] == no_code)
        own[c][code] = table.words(c).intern(groups[c].words[code]);
      key[c] = code == no_code ? no_code : own[c][code];
    }
    (first ? table.append(key) : table.at(key)) += counts;
  }
}

} // namespace aftercourse
