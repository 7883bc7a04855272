#include "measured_row.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <aftercourse/base/decimal.hpp>
#include <aftercourse/measures/evaluate.hpp>

namespace aftercourse {

namespace {

using Type = MeasureRule::Type;

double to_double(Wide millionths) {
  return static_cast<double>(millionths) / static_cast<double>(Decimal::scale);
}

std::string no_interval() { return "none (full count)"; }

/// The groups of a table in their order: all entries that agree in the first `by` columns, and in which of
/// them a column changed since the entry before.
template <class Sums>
class Walk {
 public:
  Walk(const Measurement& m, const GroupTable<Sums>& table) : m_(m), table_(table), order_(table.order()) {}

  std::size_t column(Within what) const noexcept {
    return m_.by.size() + static_cast<std::size_t>(std::ranges::find(m_.within, what) - m_.within.begin());
  }
  bool has(Within what) const noexcept { return column(what) < table_.columns(); }

  /// Calls visit(entries) for each group; entries are indices into the table.
  template <class Visit>
  void each_group(Visit&& visit) const {
    each_run(order_, m_.by.size(), visit);
  }
  /// Calls visit(entries) for each run of entries that agree in the first `columns` columns.
  template <class Visit>
  void each_run(std::span<const std::uint32_t> entries, std::size_t columns, Visit&& visit) const {
    for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
      const auto first = table_.key(entries[begin]).first(columns);
      while (end < entries.size() && std::ranges::equal(table_.key(entries[end]).first(columns), first))
        ++end;
      visit(entries.subspan(begin, end - begin));
    }
  }
  std::vector<std::string> group(std::uint32_t entry) const {
    std::vector<std::string> words;
    for (std::size_t c = 0; c < m_.by.size(); ++c) words.push_back(word(entry, c));
    return words;
  }
  std::string word(std::uint32_t entry, std::size_t column) const {
    return table_.words(column).text(table_.key(entry)[column]);
  }

 private:
  const Measurement& m_;
  const GroupTable<Sums>& table_;
  std::vector<std::uint32_t> order_;
};

/// The interval of a ratio of totals from those of its clusters, where it can be given.
Bounds bounds_of(const Measurement& m, const EvaluationQuery& query, const MeasuredRow& row,
                 const std::vector<ClusterTotals>& clusters) {
  const Interval wanted = interval_for(m.type, query.interval);
  if (wanted == Interval::none || !row.value) return {{}, {}, no_interval()};
  if (wanted == Interval::design) return {{}, {}, "design: only for audited samples"};
  if (wanted == Interval::process) {
    if (!is_ratio(m.type)) return {{}, {}, "process: only for shares, means and ratios"};
    return cluster_interval(clusters, query.level, is_share(m.type));
  }
  if (!is_share(m.type)) return {{}, {}, "wilson: only for shares"};
  // Each learner is a cluster here.
  if (std::ranges::any_of(clusters, [](const ClusterTotals& c) { return c.x > 1; }))
    return {{}, {}, "wilson: not given, repeated learners are not independent"};
  return wilson_interval(static_cast<std::int64_t>(row.of), static_cast<std::int64_t>(row.out_of),
                         query.level);
}

// --- over tasks

/// A subject counts when all its tasks that were due are done; it is open while none was due.
RateCounts as_subject(const RateCounts& c) {
  RateCounts s;
  if (c.overdue + c.pending > 0)
    s.overdue = 1;
  else if (c.late > 0)
    s.late = 1;
  else if (c.on_time > 0)
    s.on_time = 1;
  else if (c.open + c.submitted + c.upcoming > 0)
    s.open = 1;
  else if (c.early > 0)
    s.early = 1;
  else if (c.asked > 0)
    s.asked = 1;
  else if (c.waived > 0)
    s.waived = 1;
  else
    s.voided = 1;
  return s;
}

std::int64_t numerator(Type type, const RateCounts& c) {
  if (type == Type::overdue) return c.overdue;
  return type == Type::on_time ? c.on_time : c.on_time + c.late;
}

MeasuredRow task_row(const Measurement& m, const RateCounts& c) {
  MeasuredRow row;
  row.measure = m.name;
  row.clause = m.clause;
  row.of = static_cast<double>(numerator(m.type, c));
  row.out_of = static_cast<double>(c.denominator());
  row.on_time = c.on_time;
  row.late = c.late;
  row.early = c.early;
  row.open = c.open + c.submitted + c.upcoming; // what is pending was due: it is in the denominator
  row.missing = c.asked;
  row.voided = c.voided;
  row.waived = c.waived;
  if (row.out_of > 0) row.value = m.type == Type::overdue ? row.of : row.of / row.out_of;
  row.state = row.value ? "ok" : row.open + row.early > 0 ? "open" : "no data";
  return row;
}

std::vector<MeasuredRow> task_rows(const Measurement& m, const GroupTable<RateCounts>& table,
                                   const EvaluationQuery& query) {
  const Walk walk(m, table);
  std::vector<MeasuredRow> rows;
  const auto add = [&](std::span<const std::uint32_t> group) {
    RateCounts total;
    std::vector<ClusterTotals> clusters;
    RatioSample sample;
    const std::size_t to_cluster = m.by.size() + (walk.has(Within::cluster) || walk.has(Within::learner));
    walk.each_run(group, to_cluster, [&](std::span<const std::uint32_t> cluster) {
      RateCounts sum;
      for (const std::uint32_t entry : cluster)
        sum += walk.has(Within::subject) ? as_subject(table.sums(entry)) : table.sums(entry);
      clusters.push_back(
          {static_cast<double>(numerator(m.type, sum)), static_cast<double>(sum.denominator())});
      if (to_cluster > m.by.size())
        sample.strata[""].clusters[walk.word(cluster.front(), m.by.size())] = clusters.back();
      total += sum;
    });
    MeasuredRow& row = rows.emplace_back(task_row(m, total));
    row.sample = std::move(sample);
    row.sample.n = total.denominator();
    if (!group.empty()) row.group = walk.group(group.front());
    row.bounds = bounds_of(m, query, row, clusters);
  };
  walk.each_group(add);
  if (rows.empty() && m.by.empty()) add({});
  return rows;
}

// --- over facts

MeasuredRow fact_row(const Measurement& m, const FactSums& sums) {
  MeasuredRow row;
  row.measure = m.name;
  row.clause = m.clause;
  row.of = to_double(sums.total.y);
  row.out_of = to_double(sums.total.x);
  row.missing = sums.missing;
  const bool total = m.type == Type::sum || m.type == Type::count;
  if (total && sums.counted > 0) row.value = row.of;
  if (!total && sums.total.x != 0)
    row.value = static_cast<double>(sums.total.y) / static_cast<double>(sums.total.x);
  row.state = row.value ? "ok" : "no data";
  row.bounds.name = no_interval();
  return row;
}

/// The strata of an audited sample, each with the number of its clusters in the whole sample.
class AuditDesign {
 public:
  AuditDesign(const Measurement& m, const Walk<FactSums>& walk, const GroupTable<FactSums>& table) : m_(m) {
    std::set<std::pair<std::string, std::string>> drawn;
    for (std::uint32_t entry = 0; entry < table.size(); ++entry)
      drawn.emplace(walk.word(entry, walk.column(Within::stratum)),
                    walk.word(entry, walk.column(Within::cluster)));
    for (const auto& [stratum, cluster] : drawn) ++drawn_[stratum];
  }
  /// Tells the clusters of one group how many there were; of some strata it may have none.
  void complete(RatioSample& group) const {
    for (const auto& [name, drawn] : drawn_) {
      RatioSample::Stratum& s = group.strata[name];
      s.drawn = drawn;
      const auto population = m_.strata.find(name);
      if (population != m_.strata.end())
        s.population = std::max(drawn, static_cast<std::size_t>(population->second));
      else if (!m_.strata.empty())
        s.population = drawn; // drawn by nobody, where others were: it stands for itself
    }
  }

 private:
  const Measurement& m_;
  std::map<std::string, std::size_t> drawn_;
};

/// What the entries of one group come to.
struct FactGroup {
  FactSums total;
  std::vector<ClusterTotals> clusters;
  RatioSample sample;
  std::map<std::string, std::int64_t> levels;
  std::set<std::string> respondents;
};

class FactRows {
 public:
  FactRows(const Measurement& m, const GroupTable<FactSums>& table, const EvaluationQuery& query)
      : m_(m), table_(table), query_(query), walk_(m, table) {
    if (walk_.has(Within::stratum) && walk_.has(Within::cluster)) design_.emplace(m, walk_, table);
  }

  std::vector<MeasuredRow> run() {
    walk_.each_group([&](Entries group) { add(group); });
    if (rows_.empty() && m_.by.empty()) add({});
    return std::move(rows_);
  }

 private:
  using Entries = std::span<const std::uint32_t>;

  FactGroup read(Entries entries) const {
    FactGroup group;
    const auto to_cluster =
        m_.by.size() + static_cast<std::size_t>(std::ranges::count_if(m_.within, tells_clusters));
    walk_.each_run(entries, to_cluster, [&](Entries cluster) {
      FactSums sums;
      for (const std::uint32_t entry : cluster) sums += table_.sums(entry);
      group.total += sums;
      group.clusters.push_back({to_double(sums.total.y), to_double(sums.total.x)});
      if (to_cluster == m_.by.size()) return; // not told apart
      const std::string stratum = design_ ? walk_.word(cluster.front(), walk_.column(Within::stratum)) : "";
      group.sample.strata[stratum].clusters[walk_.word(cluster.front(), to_cluster - 1)] =
          group.clusters.back();
    });
    // Of a person appraised by several one score counts, whoever answered.
    group.sample.n = m_.type == Type::score ? static_cast<std::int64_t>(group.total.total.x / Decimal::scale)
                                            : group.total.counted;
    if (design_) design_->complete(group.sample);
    for (const std::uint32_t entry : entries) {
      const auto n = table_.sums(entry).counted;
      if (n > 0 && walk_.has(Within::detail))
        group.levels[walk_.word(entry, walk_.column(Within::detail))] += n;
      if (n > 0 && walk_.has(Within::respondent))
        group.respondents.insert(walk_.word(entry, walk_.column(Within::respondent)));
    }
    return group;
  }

  void add(Entries entries) {
    FactGroup group = read(entries);
    MeasuredRow row = fact_row(m_, group.total);
    if (!entries.empty()) row.group = walk_.group(entries.front());
    const auto people = static_cast<std::int64_t>(group.respondents.size());
    if (people > 0 && people < fewest_published) return rows_.push_back(suppressed(row));
    if (design_ && row.value) {
      RatioEstimate estimate = stratified_ratio(group.sample.drawn(), query_.level, true);
      row.value = estimate.value;
      row.bounds = std::move(estimate.bounds);
    } else {
      row.bounds = bounds_of(m_, query_, row, group.clusters);
    }
    row.sample = std::move(group.sample);
    if (m_.type == Type::distribution && row.value) return add_levels(row, group.levels);
    if (walk_.has(Within::detail) && row.value) {
      row.of = static_cast<double>(group.levels.size()); // different values
      row.value = row.of;
    }
    rows_.push_back(std::move(row));
  }

  void add_levels(const MeasuredRow& row, const std::map<std::string, std::int64_t>& levels) {
    for (const auto& [level, n] : levels) {
      MeasuredRow& one = rows_.emplace_back(row);
      one.level = level;
      one.of = static_cast<double>(n);
      one.value = one.of / one.out_of;
    }
  }

  const Measurement& m_;
  const GroupTable<FactSums>& table_;
  const EvaluationQuery& query_;
  Walk<FactSums> walk_;
  std::optional<AuditDesign> design_;
  std::vector<MeasuredRow> rows_;
};

} // namespace

std::optional<double> if_finite(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

MeasuredRow model_row(const AskedMeasure& asked, const std::vector<std::string>& group) {
  MeasuredRow row;
  row.measure = asked.name;
  row.clause = asked.rule->clause;
  row.group = group;
  row.of = std::nan("");
  return row;
}

MeasuredRow suppressed(const MeasuredRow& row) {
  MeasuredRow out;
  out.measure = row.measure;
  out.clause = row.clause;
  out.group = row.group;
  out.state = "suppressed";
  out.suppressed = true;
  out.bounds.name = "suppressed";
  return out;
}

std::vector<MeasuredRow> rows_of(const Measurement& m, const EvaluationQuery& query) {
  if (const auto* counts = std::get_if<GroupTable<RateCounts>>(&m.table)) return task_rows(m, *counts, query);
  return FactRows(m, std::get<GroupTable<FactSums>>(m.table), query).run();
}

} // namespace aftercourse
