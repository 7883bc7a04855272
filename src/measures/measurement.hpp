// Measurement: what one measure added up, and how it is told apart. The part of a MeasureState that belongs
// to one measure: exact sums by group, and within it by whatever must be counted once or varies together.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "fact_columns.hpp"
#include "group_table.hpp"
#include "task_columns.hpp"

namespace aftercourse {

class BlobReader;
class BlobWriter;

/// The exact sums of the facts of one group.
struct FactSums {
  std::int64_t counted = 0, missing = 0;
  Contribution total;
  FactSums& operator+=(const FactSums& o) noexcept {
    counted += o.counted, missing += o.missing;
    total.y += o.total.y, total.x += o.total.x;
    return *this;
  }
};

struct Measurement {
  using Table = std::variant<GroupTable<RateCounts>, GroupTable<FactSums>>;

  std::string name, clause;
  MeasureRule::Type type{};
  std::vector<std::string> by;
  std::vector<Within> within; ///< the columns of the table after those of `by`
  Table table = GroupTable<RateCounts>(0);
  std::map<std::string, std::int64_t> strata; ///< the population of each recorded draw

  /// Nothing added up yet.
  Measurement(const AskedMeasure& asked, const EvaluationQuery& query, const Schema& schema);
  void add(const TaskColumns& columns, Date as_of);
  void add(const FactColumns& columns);
  /// Whether they can be merged.
  static bool same_measure(const Measurement& a, const Measurement& b);
  void merge(const Measurement& other);

  void write(BlobWriter& out) const;
  static Measurement read(BlobReader& in);

 private:
  Measurement() = default;
};

/// What a measure of tasks or facts adds up, of the given part of the rows.
Measurement measure(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                    RowPart part = {});

} // namespace aftercourse
