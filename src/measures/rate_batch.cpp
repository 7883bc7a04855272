#include "rate_batch.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include <aftercourse/base/error.hpp>

#include "rate_counts.hpp"

namespace aftercourse {

namespace {

constexpr std::size_t block_rows =
    8192; // long enough to read memory in long runs, short enough for the caches
constexpr int most_dense_bits = 20;
constexpr int slot_bits = 4;

[[noreturn]] void refuse(const std::string& reason) { throw InvalidArgument("AC5010", reason, "rate state"); }

// The loops over a block are compiled twice where the platform can choose between the two when it loads the
// library: AVX2 takes half the time.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) &&             \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define AFTERCOURSE_VECTORISED [[gnu::target_clones("avx2", "default")]]
#else
#define AFTERCOURSE_VECTORISED
#endif

/// Which counter of its group each row belongs to. Returns the highest state.
AFTERCOURSE_VECTORISED
std::uint32_t find_slots(const State* states, const std::int32_t* due, std::size_t n, std::int32_t as_of,
                         std::uint32_t* out) {
  constexpr auto done = static_cast<std::uint32_t>(State::done),
                 submitted = static_cast<std::uint32_t>(State::submitted);
  std::uint32_t worst = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto state = static_cast<std::uint32_t>(states[i]);
    const bool fell_due = due[i] < as_of;
    worst = std::max(worst, state);
    out[i] = state + (state == done && !fell_due ? slot_early - done : 0u) +
             (state == submitted && fell_due ? slot_pending - submitted : 0u);
  }
  return worst;
}

/// Adds a column's codes + 1 (no_code becomes 0), shifted, to the numbers of the rows. Returns the highest.
AFTERCOURSE_VECTORISED
std::uint32_t add_digits(const std::uint32_t* codes, std::size_t n, int shift, std::uint32_t* keys) {
  std::uint32_t worst = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t digit = codes[i] + 1u;
    worst = std::max(worst, digit);
    keys[i] += digit << shift;
  }
  return worst;
}
AFTERCOURSE_VECTORISED
std::uint32_t add_digits(const std::uint32_t* codes, std::size_t n, int shift, std::uint64_t* keys) {
  std::uint32_t worst = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t digit = codes[i] + 1u;
    worst = std::max(worst, digit);
    keys[i] += std::uint64_t{digit} << shift;
  }
  return worst;
}

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
  void slots(std::size_t begin, std::uint32_t* out) const {
    if (find_slots(states.data() + begin, due.data() + begin, block(begin), as_of, out) >
        static_cast<std::uint32_t>(State::asked))
      refuse("a state that does not exist");
  }

  /// Adds the combination of each row's codes, shifted by `base` bits.
  template <class Key>
  void add_combinations(std::size_t begin, int base, Key* keys) const {
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (add_digits(columns[c].codes.data() + begin, block(begin), base + bits[c].shift, keys) >
          columns[c].words.size())
        refuse("a code that has no word");
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
  std::uint32_t* const counters = counts_.data()->data(); // of all groups, one behind the other
  std::vector<std::uint32_t> index(rows.block(0));
  for (std::size_t begin = 0; begin < rows.states.size(); begin += block_rows) {
    rows.slots(begin, index.data());
    rows.add_combinations(begin, slot_bits, index.data());
    // Neighbouring rows often have the same counter, and each increment would wait for the one before: take
    // rows that lie far apart in turn.
    const std::size_t n = rows.block(begin), quarter = n / 4;
    for (std::size_t i = 0; i < quarter; ++i)
      for (std::size_t part = 0; part < 4; ++part) ++counters[index[i + part * quarter]];
    for (std::size_t i = 4 * quarter; i < n; ++i) ++counters[index[i]];
  }
}

void RateBatch::count_hashed(const Rows& rows) {
  std::vector<std::uint64_t> keys(rows.block(0));
  std::vector<std::uint32_t> homes(keys.size()), groups(keys.size()), slots(keys.size());
  for (std::size_t begin = 0; begin < rows.states.size(); begin += block_rows) {
    const std::size_t n = rows.block(begin);
    rows.slots(begin, slots.data());
    std::fill(keys.begin(), keys.end(), 0u);
    rows.add_combinations(begin, 0, keys.data());
    if (2 * (counts_.size() + n) > entries_.size()) grow(n, begin, rows.states.size());
    // Three short loops instead of one, so that what a row needs is on its way from memory while others are
    // worked on.
    const Entry* const entries = entries_.data();
    for (std::size_t i = 0; i < n; ++i) {
      homes[i] = static_cast<std::uint32_t>(home(keys[i]));
      __builtin_prefetch(entries + homes[i]);
    }
    const std::size_t last = entries_.size() - 1;
    for (std::size_t i = 0; i < n; ++i) {
      std::size_t at = homes[i];
      while (entries[at].key != keys[i] && entries[at].group != no_code) at = (at + 1) & last;
      groups[i] = entries[at].group != no_code ? entries[at].group : add_group(at, keys[i]);
      __builtin_prefetch(counts_.data() + groups[i], 1);
    }
    SlotCounts* const counts = counts_.data();
    for (std::size_t i = 0; i < n; ++i) ++counts[groups[i]][slots[i]];
  }
}

std::uint32_t RateBatch::add_group(std::size_t at, std::uint64_t key) {
  entries_[at] = {key, static_cast<std::uint32_t>(counts_.size())};
  keys_.push_back(key);
  counts_.emplace_back();
  return entries_[at].group;
}

/// Makes room for `more` groups at least, and for as many as there will be if the rows to come have as many
/// new ones as those before: groups often come in the order of the rows, and moving them again and again
/// takes longer than counting.
void RateBatch::grow(std::size_t more, std::size_t rows_done, std::size_t rows) {
  const std::size_t needed = counts_.size() + more;
  const auto expected =
      static_cast<std::size_t>(static_cast<double>(counts_.size()) * static_cast<double>(rows) /
                               static_cast<double>(std::max<std::size_t>(rows_done, 1)));
  const std::size_t groups = std::clamp(expected, needed, 8 * needed);
  counts_.reserve(groups);
  keys_.reserve(groups);
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
