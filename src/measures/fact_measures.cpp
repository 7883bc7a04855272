// Measures over facts: shares, means, sums, counts, ratios of totals, elapsed days and distributions of the
// living rows of a kind dated up to as_of. Sums are exact integers of millionths; a rate of a group is the
// ratio of its totals.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/wide.hpp>

#include "evaluation.hpp"

namespace aftercourse {

namespace {

/// Exact sums of one group, and the totals of its clusters for the interval.
struct Sums {
  std::int64_t rows = 0, missing = 0;
  Wide y = 0, x = 0; ///< millionths
  std::set<std::string> different;
  std::map<std::string, std::int64_t> levels;
  std::map<std::string, ClusterTotals> clusters;
};

std::optional<Wide> millionths(const Value& v) {
  if (const auto* i = std::get_if<std::int64_t>(&v)) return static_cast<Wide>(*i) * Decimal::scale;
  if (const auto* d = std::get_if<Decimal>(&v)) return d->units();
  if (const auto* b = std::get_if<bool>(&v)) return *b ? Decimal::scale : 0;
  if (const auto* r = std::get_if<double>(&v))
    return static_cast<Wide>(std::llround(*r * static_cast<double>(Decimal::scale)));
  return std::nullopt;
}

class FactMeasure {
 public:
  FactMeasure(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query)
      : tasks_(tasks), asked_(asked), rule_(*asked.rule), query_(query), evaluator_(tasks.facts()),
        by_(grouping_of(asked, query)) {
    const Schema& schema = tasks.facts().schema();
    for (const std::string& name : by_) paths_.push_back(path_for(name));
    for (const auto& [name, values] : query.where) filters_.push_back(path_for(name));
    cluster_ = rule_.type == MeasureRule::Type::accuracy
                   ? group_path(schema, "follow_up", rule_.kind, std::nullopt)
                   : group_path(schema, "programme", rule_.kind, std::nullopt);
  }

  std::vector<MeasuredRow> run() {
    const Table& table = tasks_.facts().table(rule_.kind);
    const auto dated = table.kind().dated_by();
    for (Row row = 0; row < table.size(); ++row) {
      if (!table.alive(row)) continue;
      const auto own = dated ? table.day(row, *dated) : no_day;
      if (own != no_day && own > tasks_.as_of().days()) continue;
      add(row, own);
    }
    if (groups_.empty() && by_.empty()) groups_[{}];
    std::vector<MeasuredRow> rows;
    for (const auto& [key, sums] : groups_) emit(key, sums, rows);
    return rows;
  }

 private:
  Path path_for(const std::string& name) const {
    if (period_named(name)) return {};
    const auto path = group_path(tasks_.facts().schema(), name, rule_.kind, std::nullopt);
    if (!path) refuse_group(name, tasks_.facts().schema().kind(rule_.kind).name);
    return *path;
  }

  Viewpoint viewpoint(Row row, std::int32_t day) const {
    Viewpoint from;
    from.row = from.subject = {rule_.kind, row};
    from.day = day == no_day ? tasks_.as_of() : Date::unchecked(day);
    from.policy = asked_.adopted ? &tasks_.policies()[*asked_.adopted] : nullptr;
    from.parameters_on = from.day;
    return from;
  }

  std::string group_of(const std::string& name, const Path& path, const Viewpoint& from,
                       std::int32_t day) const {
    if (const auto unit = period_named(name))
      return day == no_day ? "" : label_of(*unit, Date::unchecked(day));
    return group_text(evaluator_, path, from);
  }

  void add(Row row, std::int32_t own_day) {
    Viewpoint from = viewpoint(row, own_day);
    std::int32_t day = own_day;
    if (rule_.dated) {
      const auto date = evaluator_.date(*rule_.dated, from);
      day = date ? date->days() : no_day;
    }
    if ((query_.from || query_.to) && day == no_day) return;
    if ((query_.from && day < query_.from->days()) || (query_.to && day > query_.to->days())) return;
    if (rule_.where && evaluator_.judge(*rule_.where, from) != Truth::yes) return;
    std::size_t f = 0;
    for (const auto& [name, values] : query_.where)
      if (std::find(values.begin(), values.end(), group_of(name, filters_[f++], from, day)) == values.end())
        return;
    std::vector<std::string> key;
    for (std::size_t i = 0; i < by_.size(); ++i) key.push_back(group_of(by_[i], paths_[i], from, day));
    const std::string cluster = cluster_ ? group_text(evaluator_, *cluster_, from)
                                         : std::string(tasks_.facts().table(rule_.kind).id(row));
    count(groups_[key], from, cluster);
  }

  void count(Sums& sums, const Viewpoint& from, const std::string& cluster) {
    ++sums.rows;
    const auto contribution = contribution_of(sums, from);
    if (!contribution) {
      ++sums.missing;
      return;
    }
    const auto [y, x] = *contribution;
    sums.y += y;
    sums.x += x;
    ClusterTotals& totals = sums.clusters[cluster];
    totals.y += static_cast<double>(y) / static_cast<double>(Decimal::scale);
    totals.x += static_cast<double>(x) / static_cast<double>(Decimal::scale);
  }

  /// What one row adds to numerator and denominator; nothing when its value is missing.
  std::optional<std::pair<Wide, Wide>> contribution_of(Sums& sums, const Viewpoint& from) const {
    const Wide one = Decimal::scale;
    const Value of = rule_.of ? evaluator_.value(*rule_.of, from) : Value{};
    switch (rule_.type) {
    case MeasureRule::Type::share: {
      const Truth t = rule_.success ? evaluator_.judge(*rule_.success, from) : Truth::unknown;
      if (t == Truth::unknown) return std::nullopt;
      return std::pair{t == Truth::yes ? one : Wide{0}, one};
    }
    case MeasureRule::Type::accuracy: {
      const auto* result = std::get_if<std::string>(&of);
      if (!result || (*result != "right" && *result != "wrong")) return std::nullopt; // could not be verified
      return std::pair{*result == "right" ? one : Wide{0}, one};
    }
    case MeasureRule::Type::count:
      if (!rule_.of) return std::pair{one, one};
      if (is_missing(of)) return std::nullopt;
      sums.different.insert(to_string(of));
      return std::pair{one, one};
    case MeasureRule::Type::distribution:
      if (is_missing(of)) return std::nullopt;
      ++sums.levels[to_string(of)];
      return std::pair{one, one};
    case MeasureRule::Type::ratio: {
      const auto y = millionths(of),
                 x = rule_.to ? millionths(evaluator_.value(*rule_.to, from)) : std::nullopt;
      if (!y || !x) return std::nullopt;
      return std::pair{*y, *x};
    }
    case MeasureRule::Type::elapsed: {
      const auto* a = std::get_if<Date>(&of);
      const auto b = rule_.to ? evaluator_.date(*rule_.to, from) : std::nullopt;
      if (!a || !b) return std::nullopt;
      const std::int64_t days =
          rule_.working ? tasks_.calendars()[0].working_days_between(*a, *b) : b->days() - a->days();
      return std::pair{static_cast<Wide>(days) * one, one};
    }
    default: {
      const auto y = millionths(of);
      if (!y) return std::nullopt;
      return std::pair{*y, one};
    }
    }
  }

  void emit(const std::vector<std::string>& key, const Sums& sums, std::vector<MeasuredRow>& rows) const {
    MeasuredRow row;
    row.measure = asked_.name;
    row.clause = rule_.clause;
    row.group = key;
    row.missing = sums.missing;
    row.of = static_cast<double>(sums.y) / static_cast<double>(Decimal::scale);
    row.out_of = static_cast<double>(sums.x) / static_cast<double>(Decimal::scale);
    row.bounds.name = "none (full count)";
    if (rule_.type == MeasureRule::Type::distribution) {
      for (const auto& [level, n] : sums.levels) {
        MeasuredRow one = row;
        one.level = level;
        one.of = static_cast<double>(n);
        one.value = one.of / one.out_of;
        one.state = "ok";
        rows.push_back(std::move(one));
      }
      if (!sums.levels.empty()) return;
    }
    if (rule_.type == MeasureRule::Type::count) {
      row.of = rule_.distinct ? static_cast<double>(sums.different.size()) : row.of;
      row.value = row.of;
    } else if (rule_.type == MeasureRule::Type::sum) {
      if (sums.rows > sums.missing) row.value = row.of;
    } else if (row.out_of != 0) {
      row.value = row.of / row.out_of;
    }
    row.state = row.value ? "ok" : "no data";
    if (row.value) row.bounds = bounds_of(key, sums);
    rows.push_back(std::move(row));
  }

  Bounds bounds_of(const std::vector<std::string>&, const Sums& sums) const {
    using Type = MeasureRule::Type;
    const bool share = rule_.type == Type::share || rule_.type == Type::accuracy;
    const bool ratio =
        share || rule_.type == Type::mean || rule_.type == Type::ratio || rule_.type == Type::elapsed;
    Interval wanted = query_.interval;
    if (wanted == Interval::automatic)
      wanted = rule_.type == Type::accuracy ? Interval::design : Interval::none;
    if (!ratio || wanted == Interval::none) return {{}, {}, "none (full count)"};
    if (wanted == Interval::wilson) {
      if (!share) return {{}, {}, "wilson: only for shares"};
      return wilson_interval(static_cast<std::int64_t>(sums.y / Decimal::scale),
                             static_cast<std::int64_t>(sums.x / Decimal::scale), query_.level);
    }
    std::vector<ClusterTotals> clusters;
    for (const auto& [name, totals] : sums.clusters) clusters.push_back(totals);
    const bool design = wanted == Interval::design;
    return cluster_interval(clusters, query_.level, share, design ? sampled_fraction(clusters.size()) : 0,
                            design ? "design" : "process");
  }

  /// The share of the population that was drawn, where the draws recorded it; otherwise the sample is taken
  /// as small.
  double sampled_fraction(std::size_t drawn) const {
    const auto kind = tasks_.facts().schema().find("draw");
    if (!kind || !by_.empty() || query_.from || query_.to || !query_.where.empty()) return 0;
    const Table& draws = tasks_.facts().table(*kind);
    std::int64_t population = 0;
    for (Row row = 0; row < draws.size(); ++row) {
      if (!draws.alive(row)) continue;
      const Value v = draws.get(row, draws.kind().at("members"));
      const auto* members = std::get_if<std::vector<std::string>>(&v);
      // Only draws of what was audited: their members are follow-ups.
      if (members && !members->empty() && members->front().starts_with("follow_up/"))
        population += draws.cells[draws.kind().at("population")].numbers[row];
    }
    return population > 0 ? std::min(1.0, static_cast<double>(drawn) / static_cast<double>(population)) : 0;
  }

  const TaskSet& tasks_;
  const AskedMeasure& asked_;
  const MeasureRule& rule_;
  const EvaluationQuery& query_;
  Evaluator evaluator_;
  std::vector<std::string> by_;
  std::vector<Path> paths_, filters_;
  std::optional<Path> cluster_;
  std::map<std::vector<std::string>, Sums> groups_;
};

} // namespace

std::vector<MeasuredRow> measure_facts(const TaskSet& tasks, const AskedMeasure& asked,
                                       const EvaluationQuery& query) {
  return FactMeasure(tasks, asked, query).run();
}

} // namespace aftercourse
