#include <aftercourse/measures/rate_state.hpp>

#include <array>
#include <utility>

#include <aftercourse/base/error.hpp>

#include "rate_counts.hpp"
#include "table_blob.hpp"

namespace aftercourse {

namespace {

constexpr std::string_view rate_magic = "ACRS";
constexpr std::uint32_t rate_format = 2;

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
};

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

void RateState::update(std::span<const State> states, std::span<const std::int32_t> due,
                       std::span<const GroupColumn> groups) {
  count_tasks(impl_->table, states, due, groups, impl_->as_of);
}

void RateState::merge(const RateState& other) {
  const auto refuse = [](const char* what) {
    throw Conflict("AC5011", std::string("the other state is of another ") + what, "rate state");
  };
  if (impl_->policy_hash != other.impl_->policy_hash) refuse("policy");
  if (impl_->by != other.impl_->by) refuse("grouping");
  if (impl_->as_of != other.impl_->as_of) refuse("day");
  impl_->table.merge(other.impl_->table);
}

std::string RateState::serialize() const {
  BlobWriter out;
  out.raw(rate_magic);
  out.number(rate_format);
  out.text(impl_->policy_hash);
  out.number(impl_->as_of.days());
  write_texts(out, impl_->by);
  write_table(out, impl_->table);
  return out.sealed();
}

RateState RateState::deserialize(std::string_view blob) {
  BlobReader in(blob);
  in.heading(rate_magic, rate_format);
  std::string policy_hash = read_text(in);
  const Date as_of = read_date(in);
  RateState state(std::move(policy_hash), read_texts(in), as_of);
  read_table(in, state.impl_->table);
  in.end();
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
  out.codes.reserve(order.size());
  out.valid.reserve(order.size());
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
  std::array<std::int64_t*, count_columns.size()> cells;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    columns.push_back(empty_column(count_columns[c].name, Column::Type::integer));
    columns.back().integers.resize(order.size());
    cells[c] = columns.back().integers.data(); // stays where it is when the column moves
  }
  for (std::size_t row = 0; row < order.size(); ++row) { // a group's counts stand together in memory
    const RateCounts& counts = table.sums(order[row]);
    for (std::size_t c = 0; c < cells.size(); ++c) cells[c][row] = counts.*count_columns[c].count;
  }
  return Frame(std::move(columns), order.size());
}

std::size_t RateState::groups() const noexcept { return impl_->table.size(); }

RateCounts RateState::total() const noexcept {
  RateCounts sum;
  for (std::size_t i = 0; i < impl_->table.size(); ++i) sum += impl_->table.sums(i);
  return sum;
}

bool RateState::operator==(const RateState& o) const { return serialize() == o.serialize(); }

} // namespace aftercourse
