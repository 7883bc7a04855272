// Evaluator: follows paths and judges conditions over a snapshot. Cheap to make, immutable, safe from many
// threads; it refers to the snapshot and policies it was given, which must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include <aftercourse/facts/journal.hpp>
#include <aftercourse/policy/adoption.hpp>

namespace aftercourse {

/// A row of a kind; `row` may be no_row: there is none.
struct Place {
  std::size_t kind = 0;
  Row row = no_row;
  explicit operator bool() const noexcept { return row != no_row; }
  bool operator==(const Place&) const = default;
};

/// Where paths start and what time it is.
struct Viewpoint {
  Place subject, anchor;
  Place row; ///< the row looked at, inside exists, count, `done_by: where` ...
  Date day;  ///< the day judged at: in-force steps ask for it, folds count facts up to it
  /// The day up to which folds count facts, where that is another: measures count what was so by as_of.
  std::optional<Date> counted_to = {};
  Date opens =
      Date::unchecked(Date::min_days); ///< when the task's window opened: attempts count from then on
  bool settled = true;                 ///< whether that day has passed, so that absence can be judged
  const Adopted* policy = nullptr;     ///< for parameters
  Date parameters_on;                  ///< the day the occurrence begins
  std::uint64_t at_write = 0;          ///< cells as they stood after this write; 0: as they are
};

class Evaluator {
 public:
  explicit Evaluator(const Snapshot& facts) : facts_(&facts) {}
  const Snapshot& facts() const noexcept { return *facts_; }

  /// Kleene: unknown when a needed value is missing, a fold has nothing to fold, or absence cannot be judged
  /// yet.
  Truth judge(const Condition& condition, const Viewpoint& from) const;
  /// The row a path leads to (for a path to a value: the row that holds it).
  Place follow(const Path& path, const Viewpoint& from) const;
  Value value(const Path& path, const Viewpoint& from) const;
  std::optional<Date> date(const Path& path, const Viewpoint& from) const;

  /// Calls `visit` for each row of `kind` tied to the viewpoint, by date then id, until it returns false. A
  /// link without ties reaches every living row.
  template <class Visit>
  void tied(std::size_t kind, const Link& link, const Viewpoint& from, Visit&& visit) const {
    for (const Row row : first_tied(kind, link, from)) {
      if (link.ties.size() > 1 && !is_tied(kind, row, link, from)) continue;
      if (!visit(row)) return;
    }
  }
  /// Whether a row satisfies all ties (what tied() checks for each row it visits).
  bool is_tied(std::size_t kind, Row row, const Link& link, const Viewpoint& from) const;
  /// The value a fold compares: the number of rows for exists and count.
  Value fold(const Condition& condition, const Viewpoint& from) const;

  /// A setting's value: the literal, or its parameter's on the viewpoint's parameters_on. Throws PolicyError
  /// AC4002 when the parameter has no value then.
  Period period(const Setting<Period>& setting, const Viewpoint& from) const;
  Decimal share(const Setting<Decimal>& setting, const Viewpoint& from) const;
  Value literal(const Setting<Value>& setting, FieldType operand, const Viewpoint& from) const;

  /// The day that dates a row (no_day when it has none), as it stood after `at_write`.
  std::int32_t day_of(Place place, std::uint64_t at_write = 0) const;
  std::int32_t day_in(Place place, std::size_t field, std::uint64_t at_write = 0) const;
  /// The last day of the span that holds `day` for a row reached by an in_force step, joined with spans that
  /// follow without a gap; Date::max_days when open. For other rows the row's own `ends`.
  std::int32_t end_of_span(const Path& path, Place place) const;
  bool in_force(Place place, Date day) const;

 private:
  /// The rows that satisfy the first tie; without ties, all living rows.
  std::span<const Row> first_tied(std::size_t kind, const Link& link, const Viewpoint& from) const;
  Place start(Path::Root root, const Viewpoint& from) const noexcept;
  Place step(Place at, const Step& step, const Viewpoint& from) const;
  Truth compare(const Value& left, const Condition& condition, const Viewpoint& from) const;
  Truth judge_fold(const Condition& condition, const Viewpoint& from) const;
  bool counts(const Condition& condition, std::size_t which, Place candidate, const Viewpoint& from) const;

  const Snapshot* facts_;
};

/// Whether a path or condition depends on the subject or only on the anchor (rows of folds count as what they
/// are tied to).
bool touches_subject(const Path& path) noexcept;
bool touches_subject(const Condition& condition) noexcept;

} // namespace aftercourse
