#include <aftercourse/measures/rate_state.hpp>

#include <array>
#include <limits>
#include <utility>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "blob.hpp"
#include "group_table.hpp"
#include "rate_batch.hpp"

namespace aftercourse {

namespace {

/// The counts by name, in the order of the columns and the bytes; each is filled from one slot of a batch.
struct CountColumn {
  const char* name;
  std::int64_t RateCounts::*count;
  std::size_t slot;
};
constexpr auto slot_of(State s) { return static_cast<std::size_t>(s); }
constexpr std::array count_columns{
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

constexpr std::string_view magic = "ACRS";
constexpr std::uint32_t format_version = 1;
/// No honest state comes near it, and a thousand dishonest ones together do not overflow.
constexpr std::int64_t most_counted = std::int64_t{1} << 53;

void check_lengths(std::span<const State> states, std::span<const std::int32_t> due,
                   std::span<const GroupColumn> groups, std::size_t columns) {
  const auto refuse = [](const std::string& reason) {
    throw InvalidArgument("AC5010", reason, "rate state");
  };
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

RateCounts& RateCounts::operator+=(const RateCounts& o) noexcept {
  for (const CountColumn& c : count_columns) this->*c.count += o.*c.count;
  return *this;
}

struct RateState::Impl {
  std::string policy_hash;
  std::vector<std::string> by;
  Date as_of;
  GroupTable<RateCounts> table;

  void count(std::span<const State> states, std::span<const std::int32_t> due,
             std::span<const GroupColumn> groups);
  BlobWriter header() const;
};

RateState::RateState(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
RateState::RateState(std::string policy_hash, std::vector<std::string> by, Date as_of) {
  const std::size_t columns = by.size();
  impl_ = std::make_unique<Impl>(
      Impl{std::move(policy_hash), std::move(by), as_of, GroupTable<RateCounts>(columns)});
}
RateState::RateState(const RateState& o) : impl_(std::make_unique<Impl>(*o.impl_)) {}
RateState::RateState(RateState&& o) noexcept = default;
RateState& RateState::operator=(RateState o) noexcept {
  impl_.swap(o.impl_);
  return *this;
}
RateState::~RateState() = default;

/// Counts a batch and adds it to the table: the words that occur are interned once, not once a row.
void RateState::Impl::count(std::span<const State> states, std::span<const std::int32_t> due,
                            std::span<const GroupColumn> groups) {
  const RateBatch batch(states, due, groups, as_of.days());
  std::vector<std::vector<std::uint32_t>> own;
  for (const GroupColumn& g : groups) own.emplace_back(g.words.size(), no_code);
  std::vector<std::uint32_t> key(groups.size());
  table.reserve(table.size() + batch.size());
  for (std::size_t group = 0; group < batch.size(); ++group) {
    const RateCounts counts = counts_of(batch.counts(group));
    if (counts == RateCounts{}) continue;
    for (std::size_t c = 0; c < key.size(); ++c) {
      const std::uint32_t code = batch.code(group, c);
      if (code != no_code && own[c][code] == no_code)
        own[c][code] = table.words(c).intern(groups[c].words[code]);
      key[c] = code == no_code ? no_code : own[c][code];
    }
    table.at(key) += counts;
  }
}

void RateState::update(std::span<const State> states, std::span<const std::int32_t> due,
                       std::span<const GroupColumn> groups) {
  check_lengths(states, due, groups, impl_->by.size());
  if (!states.empty()) impl_->count(states, due, groups);
}

void RateState::merge(const RateState& other) {
  const auto refuse = [](const char* what) {
    throw Conflict("AC5011", std::string("the other state is of another ") + what, "rate state");
  };
  if (impl_->policy_hash != other.impl_->policy_hash) refuse("policy");
  if (impl_->by != other.impl_->by) refuse("grouping");
  if (impl_->as_of != other.impl_->as_of) refuse("day");
  if (this == &other)
    impl_->table.merge(GroupTable<RateCounts>(other.impl_->table));
  else
    impl_->table.merge(other.impl_->table);
}

BlobWriter RateState::Impl::header() const {
  BlobWriter out;
  out.raw(magic);
  out.number(format_version);
  out.text(policy_hash);
  out.number(as_of.days());
  out.number(static_cast<std::uint32_t>(by.size()));
  for (const std::string& name : by) out.text(name);
  return out;
}

std::string RateState::serialize() const {
  const GroupTable<RateCounts>& table = impl_->table;
  BlobWriter out = impl_->header();
  for (std::size_t c = 0; c < table.columns(); ++c) {
    out.number(std::uint64_t{table.words(c).texts().size()});
    for (const std::uint32_t code : table.words(c).sorted()) out.text(table.words(c).texts()[code]);
  }
  out.number(std::uint64_t{table.size()});
  std::vector<std::vector<std::uint32_t>> ranks;
  for (std::size_t c = 0; c < table.columns(); ++c) ranks.push_back(table.words(c).ranks());
  for (const std::size_t group : table.order()) {
    for (std::size_t c = 0; c < table.columns(); ++c) out.number(table.rank_of(group, c, ranks[c]));
    for (const CountColumn& c : count_columns) out.number(table.sums(group).*c.count);
  }
  return out.take();
}

namespace {

std::string read_text(BlobReader& in) {
  const std::string_view text = in.text();
  if (invalid_utf8(text)) BlobReader::refuse("a text is no UTF-8");
  return std::string(text);
}

void read_words(BlobReader& in, Words& words) {
  const std::size_t n = in.count(sizeof(std::uint32_t));
  for (std::size_t i = 0; i < n; ++i) {
    const std::string word = read_text(in);
    if (i > 0 && word <= words.texts().back()) BlobReader::refuse("the words are not in order");
    words.intern(word);
  }
}

/// The key of a group, which must come after `before` and name words that exist.
std::vector<std::uint32_t> read_key(BlobReader& in, const GroupTable<RateCounts>& table) {
  std::vector<std::uint32_t> key;
  for (std::size_t c = 0; c < table.columns(); ++c) {
    key.push_back(in.number<std::uint32_t>());
    const std::size_t words = table.words(c).texts().size();
    if (key.back() > words) BlobReader::refuse("a group names no word");
    if (key.back() == words) key.back() = no_code; // missing: after all words
  }
  if (table.size() > 0 && !std::ranges::lexicographical_compare(table.key(table.size() - 1), key))
    BlobReader::refuse("the groups are not in order");
  return key;
}

RateCounts read_counts(BlobReader& in) {
  RateCounts counts;
  for (const CountColumn& c : count_columns) {
    counts.*c.count = in.number<std::int64_t>();
    if (counts.*c.count < 0 || counts.*c.count > most_counted) BlobReader::refuse("a count is out of range");
  }
  if (counts == RateCounts{}) BlobReader::refuse("a group is empty");
  return counts;
}

/// Every word must occur, or equal states could have different bytes.
void check_words_occur(const GroupTable<RateCounts>& table) {
  for (std::size_t c = 0; c < table.columns(); ++c) {
    std::vector<bool> occurs(table.words(c).texts().size());
    for (std::size_t group = 0; group < table.size(); ++group)
      if (const std::uint32_t code = table.key(group)[c]; code != no_code) occurs[code] = true;
    if (std::ranges::find(occurs, false) != occurs.end()) BlobReader::refuse("a word does not occur");
  }
}

} // namespace

RateState RateState::deserialize(std::string_view blob) {
  BlobReader in(blob);
  if (in.raw(magic.size()) != magic) BlobReader::refuse("it does not begin with ACRS");
  if (const auto version = in.number<std::uint32_t>(); version > format_version)
    throw TooNew("AC5013", "a rate state of format " + std::to_string(version) +
                               "; this version reads up to " + std::to_string(format_version));
  else if (version == 0)
    BlobReader::refuse("format 0 does not exist");
  std::string policy_hash = read_text(in);
  const auto day = in.number<std::int32_t>();
  if (day < Date::min_days || day > Date::max_days) BlobReader::refuse("the day is out of range");
  std::vector<std::string> by;
  for (auto left = in.number<std::uint32_t>(); left > 0; --left) by.push_back(read_text(in));

  RateState state(std::move(policy_hash), std::move(by), Date::unchecked(day));
  GroupTable<RateCounts>& table = state.impl_->table;
  for (std::size_t c = 0; c < table.columns(); ++c) read_words(in, table.words(c));
  const std::size_t bytes_each =
      table.columns() * sizeof(std::uint32_t) + count_columns.size() * sizeof(std::int64_t);
  for (auto left = in.count(bytes_each); left > 0; --left) {
    const std::vector<std::uint32_t> key = read_key(in, table);
    table.at(key) = read_counts(in);
  }
  in.end();
  check_words_occur(table);
  return state;
}

namespace {

Column empty_column(const std::string& name, Column::Type type) {
  Column column;
  column.name = name;
  column.type = type;
  return column;
}

Column group_column(const std::string& name, const GroupTable<RateCounts>& table, std::size_t column,
                    std::span<const std::uint32_t> order) {
  Column out = empty_column(name, Column::Type::text);
  out.words = table.words(column).texts();
  for (const std::uint32_t group : order) {
    const std::uint32_t code = table.key(group)[column];
    out.codes.push_back(code == no_code ? 0 : static_cast<std::int32_t>(code));
    out.valid.push_back(code != no_code);
  }
  return out;
}

} // namespace

Frame RateState::to_frame() const {
  const GroupTable<RateCounts>& table = impl_->table;
  const std::vector<std::uint32_t> order = table.order();
  std::vector<Column> columns;
  for (std::size_t c = 0; c < table.columns(); ++c)
    columns.push_back(group_column(impl_->by[c], table, c, order));
  for (const CountColumn& c : count_columns) {
    Column& out = columns.emplace_back(empty_column(c.name, Column::Type::integer));
    out.integers.reserve(order.size());
    for (const std::uint32_t group : order) out.integers.push_back(table.sums(group).*c.count);
  }
  return Frame(std::move(columns), order.size());
}

std::vector<RateState::Group> RateState::sorted_groups() const {
  const GroupTable<RateCounts>& table = impl_->table;
  std::vector<Group> groups;
  for (const std::size_t i : table.order()) {
    Group& group = groups.emplace_back();
    for (std::size_t c = 0; c < table.columns(); ++c) {
      const std::uint32_t code = table.key(i)[c];
      group.key.push_back(code == no_code ? nullptr : &table.words(c).texts()[code]);
    }
    group.counts = table.sums(i);
  }
  return groups;
}

std::size_t RateState::groups() const noexcept { return impl_->table.size(); }

RateCounts RateState::total() const noexcept {
  RateCounts sum;
  for (std::size_t i = 0; i < impl_->table.size(); ++i) sum += impl_->table.sums(i);
  return sum;
}

bool RateState::operator==(const RateState& o) const { return serialize() == o.serialize(); }

} // namespace aftercourse
