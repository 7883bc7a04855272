#include <aftercourse/measures/measure_state.hpp>

#include <bit>

#include <aftercourse/base/error.hpp>

#include "measure_state_impl.hpp"
#include "result_frame.hpp"
#include "table_blob.hpp"

namespace aftercourse {

namespace {

constexpr std::string_view state_magic = "ACMS";
constexpr std::uint32_t state_format = 2;

/// The question as bytes. Progress is no part of it.
void write(BlobWriter& out, const EvaluationQuery& query) {
  write_texts(out, query.measures);
  write_texts(out, query.by);
  out.number(static_cast<std::uint32_t>(query.where.size()));
  for (const auto& [name, allowed] : query.where) {
    out.text(name);
    write_texts(out, allowed);
  }
  for (const auto& day : {query.from, query.to}) out.number(day ? day->days() : no_day);
  out.number(static_cast<std::uint8_t>(query.interval));
  out.number(std::bit_cast<std::uint64_t>(query.level));
}

std::optional<Date> read_day_or_none(BlobReader& in) {
  const auto day = in.number<std::int32_t>();
  if (day == no_day) return std::nullopt;
  if (day < Date::min_days || day > Date::max_days) BlobReader::refuse("a day is out of range");
  return Date::unchecked(day);
}

EvaluationQuery read_query(BlobReader& in) {
  EvaluationQuery query;
  query.measures = read_texts(in);
  query.by = read_texts(in);
  for (auto left = in.number<std::uint32_t>(); left > 0; --left) {
    std::string name = read_text(in);
    if (!query.where.empty() && name <= query.where.rbegin()->first)
      BlobReader::refuse("the filters are not in order");
    query.where.emplace(std::move(name), read_texts(in));
  }
  query.from = read_day_or_none(in);
  query.to = read_day_or_none(in);
  const auto interval = in.number<std::uint8_t>();
  if (interval > static_cast<std::uint8_t>(Interval::design))
    BlobReader::refuse("an interval that does not exist");
  query.interval = static_cast<Interval>(interval);
  query.level = std::bit_cast<double>(in.number<std::uint64_t>());
  if (!(query.level > 0 && query.level < 1)) BlobReader::refuse("the level is out of range");
  return query;
}

std::string bytes_of(const EvaluationQuery& query) {
  BlobWriter out;
  write(out, query);
  return out.take();
}

} // namespace

MeasureState::MeasureState(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
MeasureState::MeasureState(const TaskSet& tasks, const EvaluationQuery& query, RowPart part) {
  if (part.of == 0 || part.index >= part.of)
    throw InvalidArgument("AC5016", "there is no part " + std::to_string(part.index) + " of " +
                                        std::to_string(part.of));
  const EvaluationQuery resolved = with_days(query);
  if (resolved.versus != Versus::nothing)
    throw InvalidArgument("AC5009", "a state is of one period: compare the tables that states give");
  const std::vector<AskedMeasure> asked = find_measures(tasks, resolved);
  impl_ = std::make_unique<Impl>(Impl{policy_hash(tasks, asked), tasks.as_of(), resolved, {}});
  for (const AskedMeasure& a : asked) {
    if (is_model(a.rule->type))
      throw InvalidArgument("AC5017", "`" + a.name +
                                          "` is worked out from all facts at once, not from sums: it has no "
                                          "state that merges");
    impl_->measurements.push_back(measure(tasks, a, resolved, part));
  }
}
MeasureState::MeasureState(const MeasureState& o) : impl_(std::make_unique<Impl>(*o.impl_)) {}
MeasureState::MeasureState(MeasureState&& o) noexcept = default;
MeasureState& MeasureState::operator=(MeasureState o) noexcept {
  impl_.swap(o.impl_);
  return *this;
}
MeasureState::~MeasureState() = default;

Date MeasureState::as_of() const noexcept { return impl_->as_of; }
const EvaluationQuery& MeasureState::query() const noexcept { return impl_->query; }

void MeasureState::update(const TaskSet& tasks, RowPart part) {
  merge(MeasureState(tasks, impl_->query, part));
}

void MeasureState::merge(const MeasureState& other) {
  const auto refuse = [](const char* what) {
    throw Conflict("AC5011", std::string("the other state is of another ") + what, "measure state");
  };
  if (impl_->policy_hash != other.impl_->policy_hash) refuse("policy");
  if (bytes_of(impl_->query) != bytes_of(other.impl_->query)) refuse("question");
  if (impl_->as_of != other.impl_->as_of) refuse("day");
  if (!std::ranges::equal(impl_->measurements, other.impl_->measurements, &Measurement::same_measure))
    refuse("policy"); // bytes whose hash lies
  for (std::size_t m = 0; m < impl_->measurements.size(); ++m)
    impl_->measurements[m].merge(other.impl_->measurements[m]);
}

std::string MeasureState::serialize() const {
  BlobWriter out;
  out.raw(state_magic);
  out.number(state_format);
  out.text(impl_->policy_hash);
  out.number(impl_->as_of.days());
  write(out, impl_->query);
  out.number(static_cast<std::uint32_t>(impl_->measurements.size()));
  for (const Measurement& m : impl_->measurements) m.write(out);
  return out.sealed();
}

MeasureState MeasureState::deserialize(std::string_view bytes) {
  BlobReader in(bytes);
  in.heading(state_magic, state_format);
  auto impl = std::make_unique<Impl>();
  impl->policy_hash = read_text(in);
  impl->as_of = read_date(in);
  impl->query = read_query(in);
  for (auto left = in.number<std::uint32_t>(); left > 0; --left)
    impl->measurements.push_back(Measurement::read(in));
  in.end();
  return MeasureState(std::move(impl));
}

Frame MeasureState::finalize() const { return result_frame(answers_of(*impl_), impl_->query); }

} // namespace aftercourse
