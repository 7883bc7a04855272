#include "fact_columns.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

#include "contribution.hpp"
#include "draws.hpp"
#include "filter.hpp"
#include "grouping.hpp"

namespace aftercourse {

namespace {

class FactScan {
 public:
  FactScan(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
           const std::vector<std::string>& by, const std::vector<Within>& within, RowPart part)
      : tasks_(tasks), asked_(asked), rule_(*asked.rule), query_(query), by_(by), within_(within),
        part_(part), evaluator_(tasks.facts()), table_(tasks.facts().table(rule_.kind)), filter_(query.where),
        audited_(audited()) {
    out_.groups.resize(by.size() + within.size());
    const Snapshot& facts = tasks.facts();
    for (std::size_t i = 0; i < by.size(); ++i)
      readers_.emplace_back(facts, named(by[i]), out_.groups[i].words);
    for (std::size_t i = 0; i < within.size(); ++i)
      readers_.emplace_back(facts, named(within[i]), out_.groups[by.size() + i].words);
    for (std::size_t f = 0; f < filter_.size(); ++f)
      readers_.emplace_back(facts, named(filter_.name(f)), filter_.words(f));
    if (std::ranges::find(within, Within::stratum) != within.end()) {
      draws_ = draws_of(tasks, audited_.end_kind);
      out_.strata = draws_.population;
    }
  }

  FactColumns run() {
    const auto dated = table_.kind().dated_by();
    for (Row row = 0; row < table_.size(); ++row) {
      if (row % 65536 == 0) report(query_.progress, row, table_.size(), "measuring");
      if ((part_.of > 1 && row % part_.of != part_.index) || !table_.alive(row)) continue;
      const auto day = dated ? table_.day(row, *dated) : no_day;
      if (day == no_day || day <= tasks_.as_of().days()) add(row, day);
    }
    return std::move(out_);
  }

 private:
  GroupName named(const std::string& name) const {
    auto group = group_named(tasks_.facts().schema(), name, rule_.kind, std::nullopt);
    if (!group) refuse_group(name, table_.kind().name);
    return *group;
  }
  /// The programme, the person concerned, the audited fact; or the fact itself, which also stands in for
  /// them.
  GroupName named(Within what) const {
    GroupName group{.text = {}, .period = {}, .paths = {}, .level = 0, .with_kind = true};
    if (what == Within::cluster && rule_.type == MeasureRule::Type::accuracy &&
        interval_for(rule_.type, query_.interval) == Interval::design)
      group.paths = {audited_};
    else if (what == Within::respondent)
      group.paths = respondents();
    else if (what == Within::cluster || what == Within::learner)
      if (const auto wider =
              group_named(tasks_.facts().schema(), what == Within::cluster ? "programme" : "person",
                          rule_.kind, std::nullopt))
        group.paths = wider->paths;
    group.paths.push_back(self());
    return group;
  }
  Path self() const {
    Path path;
    path.root_kind = path.end_kind = rule_.kind;
    return path;
  }
  std::vector<Path> respondents() const {
    std::vector<Path> paths;
    for (const std::string& name : table_.kind().respondents)
      for (Path& path : named(name).paths) paths.push_back(std::move(path));
    return paths;
  }
  /// What an audit checked: the first fact it refers to.
  Path audited() const {
    const Schema& schema = tasks_.facts().schema();
    const Kind& kind = schema.kind(rule_.kind);
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
      if (const Field& field = kind.fields[f]; !field.list && !field.target.empty()) {
        Path path = self();
        path.steps.push_back({Step::Type::reference, rule_.kind, f});
        path.end_kind = schema.at(field.target);
        return path;
      }
    return self();
  }

  void add(Row row, std::int32_t own_day) {
    const Viewpoint from = viewpoint_of(tasks_, asked_, row);
    std::int32_t day = own_day;
    if (rule_.dated) {
      const auto date = evaluator_.date(*rule_.dated, from);
      day = date ? date->days() : no_day;
    }
    if ((query_.from || query_.to) && day == no_day) return;
    if ((query_.from && day < query_.from->days()) || (query_.to && day > query_.to->days())) return;
    if (rule_.where && evaluator_.judge(*rule_.where, from) != Truth::yes) return;
    const std::size_t columns = out_.groups.size();
    if (!filter_.lets_in([&](std::size_t f) { return readers_[columns + f].read(from, day); })) return;
    out_.rows.push_back(row);
    out_.contributions.push_back(contribution_of(evaluator_, rule_, tasks_.calendars()[0], from));
    for (std::size_t i = 0; i < columns; ++i) out_.groups[i].codes.push_back(code(i, from, day));
  }

  std::uint32_t code(std::size_t column, const Viewpoint& from, std::int32_t day) {
    Words& words = out_.groups[column].words;
    const bool inner = column >= by_.size();
    if (inner && within_[column - by_.size()] == Within::stratum) {
      const auto drawn = draws_.stratum_of.find(evaluator_.follow(audited_, from).row);
      return drawn == draws_.stratum_of.end() ? no_code : words.intern(drawn->second);
    }
    if (inner && within_[column - by_.size()] == Within::detail)
      return out_.contributions.back() ? words.intern(to_string(evaluator_.value(*rule_.of, from))) : no_code;
    return readers_[column].read(from, day);
  }

  const TaskSet& tasks_;
  const AskedMeasure& asked_;
  const MeasureRule& rule_;
  const EvaluationQuery& query_;
  const std::vector<std::string>& by_;
  const std::vector<Within>& within_;
  RowPart part_;
  Evaluator evaluator_;
  const Table& table_;
  Filter filter_;
  Path audited_;
  std::vector<GroupReader> readers_;
  Draws draws_;
  FactColumns out_;
};

} // namespace

FactColumns read_facts(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                       const std::vector<std::string>& by, const std::vector<Within>& within, RowPart part) {
  return FactScan(tasks, asked, query, by, within, part).run();
}

Viewpoint viewpoint_of(const TaskSet& tasks, const AskedMeasure& asked, Row row) {
  const Table& table = tasks.facts().table(asked.rule->kind);
  const auto dated = table.kind().dated_by();
  const auto day = dated ? table.day(row, *dated) : no_day;
  Viewpoint from;
  from.row = from.subject = {asked.rule->kind, row};
  from.day = day == no_day ? tasks.as_of() : Date::unchecked(day);
  from.policy = asked.adopted ? &tasks.policies()[*asked.adopted] : nullptr;
  from.parameters_on = from.day;
  return from;
}

} // namespace aftercourse
