// FactScan: the living facts of a measure's kind, dated up to as_of, that its `where` and the query let in,
// and the words of their groups.
#pragma once

#include <optional>
#include <vector>

#include <aftercourse/tasks/evaluator.hpp>

#include "asked_measure.hpp"
#include "filter.hpp"
#include "grouping.hpp"

namespace aftercourse {

/// When the facts of a kind are dated.
class FactDays {
 public:
  FactDays(const Snapshot& facts, std::size_t kind);
  /// The day by which a fact is known; of a kind without dates that of what it belongs to. no_day: not dated.
  std::int32_t known(Row row) const { return dated_ ? table_.day(row, *dated_) : of_whole(row); }
  /// The day of what a fact must belong to: of an answer its response, of an enrolment its programme.
  std::int32_t of_whole(Row row) const;

 private:
  const Table& table_;
  std::optional<std::size_t> dated_, whole_dated_;
  const Table* wholes_ = nullptr;
  std::size_t reference_ = 0; ///< by which a fact belongs to a whole
};

/// Where the paths of a fact measure start: at the fact, on the day by which it is known.
Viewpoint viewpoint_of(const TaskSet& tasks, const AskedMeasure& asked, Row row, std::int32_t day);

/// Whether a group or filter of that name is of what was answered, not of the response: a dimension, an item.
bool is_of_answers(const MeasureRule& rule, std::string_view name) noexcept;

class FactScan {
 public:
  /// `columns`: one for each of `by`, then one for each of `within`; their words must outlive the scan.
  /// Throws InvalidArgument AC5002.
  FactScan(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
           const std::vector<std::string>& by, const std::vector<Within>& within,
           std::vector<WordColumn>& columns);

  /// Calls visit(row, from, day) for each fact of the part.
  template <class Visit>
  void each(RowPart part, Visit&& visit) {
    for (Row row = 0; row < table_.size(); ++row) {
      if (row % 65536 == 0) report(query_.progress, row, table_.size(), "measuring");
      if (part.of > 1 && row % part.of != part.index) continue;
      if (const auto seen = admit(row)) visit(row, seen->from, seen->day);
    }
  }
  /// The code of a fact in a column; no_code in those that are of what was answered.
  std::uint32_t read(std::size_t column, const Viewpoint& from, std::int32_t day) {
    return readers_[column] ? readers_[column]->read(from, day) : no_code;
  }
  /// What an audit checked: the first fact that the kind refers to.
  const Path& audited() const noexcept { return audited_; }

 private:
  struct Admitted {
    Viewpoint from;
    std::int32_t day;
  };
  std::optional<Admitted> admit(Row row);
  GroupName named(const std::string& name) const;
  GroupName named(Within what) const;
  Path self() const;
  /// Throws InvalidArgument AC5033 when numbers are for publication and the path leads to an answer.
  void protect(const Path& path, const std::string& name) const;
  bool names_respondents(const Path& path) const;
  Path find_audited() const;

  const TaskSet& tasks_;
  const AskedMeasure& asked_;
  const MeasureRule& rule_;
  const EvaluationQuery& query_;
  Evaluator evaluator_;
  const Table& table_;
  FactDays days_;
  Filter filter_;
  Path audited_;
  std::vector<std::optional<GroupReader>> readers_; ///< of the columns
  std::vector<GroupReader> filter_readers_;
};

} // namespace aftercourse
