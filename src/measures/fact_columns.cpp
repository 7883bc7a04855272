#include "fact_columns.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

#include "contribution.hpp"
#include "draws.hpp"
#include "score_columns.hpp"

namespace aftercourse {

namespace {

class FactColumnsReader {
 public:
  FactColumnsReader(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                    const std::vector<std::string>& by, const std::vector<Within>& within)
      : tasks_(tasks), rule_(*asked.rule), by_(by), within_(within), evaluator_(tasks.facts()),
        scan_(tasks, asked, query, by, within, out_.groups) {
    if (std::ranges::find(within, Within::stratum) != within.end()) {
      draws_ = draws_of(tasks, scan_.audited().end_kind);
      out_.strata = draws_.population;
    }
  }

  FactColumns run(RowPart part) {
    scan_.each(part, [&](Row row, const Viewpoint& from, std::int32_t day) { add(row, from, day); });
    return std::move(out_);
  }

 private:
  void add(Row row, const Viewpoint& from, std::int32_t day) {
    out_.rows.push_back(row);
    out_.contributions.push_back(contribution_of(evaluator_, rule_, tasks_.calendars()[0], from));
    for (std::size_t i = 0; i < out_.groups.size(); ++i) out_.groups[i].codes.push_back(code(i, from, day));
  }

  std::uint32_t code(std::size_t column, const Viewpoint& from, std::int32_t day) {
    Words& words = out_.groups[column].words;
    const bool inner = column >= by_.size();
    if (inner && within_[column - by_.size()] == Within::stratum) {
      const auto drawn = draws_.stratum_of.find(evaluator_.follow(scan_.audited(), from).row);
      return drawn == draws_.stratum_of.end() ? no_code : words.intern(drawn->second);
    }
    if (inner && within_[column - by_.size()] == Within::detail)
      return out_.contributions.back() ? words.intern(to_string(evaluator_.value(*rule_.of, from))) : no_code;
    return scan_.read(column, from, day);
  }

  const TaskSet& tasks_;
  const MeasureRule& rule_;
  const std::vector<std::string>& by_;
  const std::vector<Within>& within_;
  Evaluator evaluator_;
  FactColumns out_;
  FactScan scan_;
  Draws draws_;
};

} // namespace

FactColumns read_facts(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                       const std::vector<std::string>& by, const std::vector<Within>& within, RowPart part) {
  if (asked.rule->answers) return read_scores(tasks, asked, query, by, within, part);
  return FactColumnsReader(tasks, asked, query, by, within).run(part);
}

} // namespace aftercourse
