// Measures over tasks: rates of completion. Every row of the result is made from a RateState, the mergeable
// form.
#include <algorithm>
#include <map>

#include <aftercourse/base/error.hpp>

#include "evaluation.hpp"

namespace aftercourse {

namespace {

/// The columns of the tasks that a measure counts.
struct TaskColumns {
  std::vector<State> states;
  std::vector<std::int32_t> due;
  std::vector<GroupCodes> groups;
};

/// How one rule's tasks find their value of one group column.
class GroupReader {
 public:
  GroupReader(const TaskSet& tasks, std::string name, const Rule& rule)
      : tasks_(tasks), name_(std::move(name)) {
    if (const auto unit = period_named(name_))
      period_ = unit;
    else if (name_ != "rule" && name_ != "policy" && name_ != "channel" && name_ != "task") {
      path_ = group_path(tasks.facts().schema(), name_, rule.subject_kind, rule.anchor_kind);
      if (!path_) refuse_group(name_, tasks.facts().schema().kind(rule.subject_kind).name);
    }
  }

  std::uint32_t read(const Evaluator& evaluator, const TaskGroup& g, TaskIndex task, std::int32_t due,
                     GroupCodes& codes) {
    if (period_) return codes.code(label_of(*period_, Date::unchecked(due)));
    if (name_ == "rule") return codes.code(tasks_.rule_of(g).id);
    if (name_ == "policy") return codes.code(tasks_.policies()[g.adopted].policy.name());
    if (name_ == "channel") return codes.code(tasks_.task(task).channel);
    const Viewpoint from = viewpoint(g, task);
    // Most groups are one look-up an anchor, or one a subject.
    const Place root = path_->root == Path::Root::anchor ? from.anchor : from.subject;
    if (!root) return no_code;
    const std::uint64_t key = (static_cast<std::uint64_t>(g.anchor_day) << 32) | root.row;
    if (key == last_key_) return last_code_;
    last_key_ = key;
    return last_code_ = codes.code(group_text(evaluator, *path_, from));
  }

 private:
  Viewpoint viewpoint(const TaskGroup& g, TaskIndex task) const {
    Viewpoint from;
    from.subject = {tasks_.rule_of(g).subject_kind, tasks_.subjects()[task]};
    from.anchor = {g.anchor_kind, g.anchor};
    from.day = Date::unchecked(g.anchor_day);
    from.policy = &tasks_.policies()[g.adopted];
    from.parameters_on = from.day;
    return from;
  }

  const TaskSet& tasks_;
  std::string name_;
  std::optional<PeriodUnit> period_;
  std::optional<Path> path_;
  std::uint64_t last_key_ = ~std::uint64_t{0};
  std::uint32_t last_code_ = no_code;
};

bool counts(const TaskSet& tasks, const AskedMeasure& asked, const TaskGroup& g) {
  if (asked.adopted &&
      tasks.policies()[g.adopted].policy.name() != tasks.policies()[*asked.adopted].policy.name())
    return false;
  const auto& rules = asked.rule->rules;
  return rules.empty() || std::find(rules.begin(), rules.end(), tasks.rule_of(g).id) != rules.end();
}

TaskColumns read_columns(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                         const std::vector<std::string>& names) {
  const Evaluator evaluator(tasks.facts());
  TaskColumns columns;
  columns.groups.resize(names.size());
  std::vector<GroupCodes> filters(query.where.size());
  std::map<const Rule*, std::vector<GroupReader>> readers;
  for (const TaskGroup& g : tasks.groups()) {
    if (!counts(tasks, asked, g)) continue;
    const Rule& rule = tasks.rule_of(g);
    auto& reader = readers[&rule];
    if (reader.empty()) {
      for (const std::string& name : names) reader.emplace_back(tasks, name, rule);
      for (const auto& [name, values] : query.where) reader.emplace_back(tasks, name, rule);
    }
    for (TaskIndex t = g.begin; t < g.begin + g.count; ++t) {
      const std::int32_t due = tasks.due_of(t);
      if ((query.from && due < query.from->days()) || (query.to && due > query.to->days())) continue;
      std::size_t filter = 0;
      const bool wanted = std::all_of(query.where.begin(), query.where.end(), [&](const auto& w) {
        GroupCodes& codes = filters[filter];
        const auto code = reader[names.size() + filter++].read(evaluator, g, t, due, codes);
        return std::find(w.second.begin(), w.second.end(),
                         code == no_code ? std::string() : codes.words()[code]) != w.second.end();
      });
      if (!wanted) continue;
      columns.states.push_back(tasks.states()[t]);
      columns.due.push_back(due);
      for (std::size_t i = 0; i < names.size(); ++i)
        columns.groups[i].add_code(reader[i].read(evaluator, g, t, due, columns.groups[i]));
    }
  }
  return columns;
}

RateCounts counts_in(const Frame& frame, std::size_t row) {
  const auto n = [&](const char* name) { return frame.column(name).integers[row]; };
  RateCounts c;
  c.on_time = n("on_time"), c.late = n("late"), c.overdue = n("overdue"), c.pending = n("pending"),
  c.early = n("early");
  c.open = n("open"), c.submitted = n("submitted"), c.upcoming = n("upcoming"), c.waived = n("waived");
  c.voided = n("void"), c.asked = n("asked");
  return c;
}

/// The counts of one cluster (a programme, a subject) of a group.
struct Part {
  std::vector<std::string> group;
  RateCounts counts;
};

std::vector<Part> parts_of(const TaskColumns& columns, const std::vector<std::string>& names,
                           std::size_t groups, Date as_of) {
  // Group names may repeat what RateState calls its counts, so its columns are numbered.
  std::vector<std::string> numbered;
  for (std::size_t i = 0; i < names.size(); ++i) numbered.push_back("group_" + std::to_string(i));
  RateState state("", numbered, as_of);
  std::vector<GroupColumn> group_columns;
  for (const GroupCodes& g : columns.groups) group_columns.push_back(g.column());
  state.update(columns.states, columns.due, group_columns);
  const Frame frame = state.to_frame();
  std::vector<Part> parts;
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    Part part;
    for (std::size_t i = 0; i < groups; ++i) part.group.push_back(frame.cell(row, numbered[i]));
    part.counts = counts_in(frame, row);
    parts.push_back(std::move(part));
  }
  return parts;
}

/// A subject counts when all its tasks that were due are done; it is open while none was due.
RateCounts as_subject(const RateCounts& c) {
  RateCounts s;
  if (c.denominator() > 0) {
    if (c.overdue + c.pending > 0)
      s.overdue = 1;
    else if (c.late > 0)
      s.late = 1;
    else
      s.on_time = 1;
  } else if (c.early > 0)
    s.early = 1;
  else if (c.open + c.submitted + c.upcoming > 0)
    s.open = 1;
  else if (c.asked > 0)
    s.asked = 1;
  else if (c.waived > 0)
    s.waived = 1;
  else if (c.voided > 0)
    s.voided = 1;
  return s;
}

double numerator(MeasureRule::Type type, const RateCounts& c) {
  switch (type) {
  case MeasureRule::Type::completion:
    return static_cast<double>(c.on_time + c.late);
  case MeasureRule::Type::on_time:
    return static_cast<double>(c.on_time);
  default:
    return static_cast<double>(c.overdue);
  }
}

Bounds bounds_of(MeasureRule::Type type, const EvaluationQuery& query, const RateCounts& total,
                 const std::vector<ClusterTotals>& clusters) {
  switch (query.interval) {
  case Interval::process:
    return cluster_interval(clusters, query.level, true, 0, "process");
  case Interval::wilson:
    if (total.denominator() == 0) return {{}, {}, "wilson: not estimable, no observations"};
    return wilson_interval(static_cast<std::int64_t>(numerator(type, total)), total.denominator(),
                           query.level);
  default:
    return {{}, {}, "none (full count)"};
  }
}

} // namespace

std::vector<MeasuredRow> measure_tasks(const TaskSet& tasks, const AskedMeasure& asked,
                                       const EvaluationQuery& query) {
  const auto by = grouping_of(asked, query);
  std::vector<std::string> names = by;
  const bool by_subject = asked.rule->by_subject, clustered = query.interval == Interval::process;
  if (clustered) names.push_back("programme");
  if (by_subject) names.push_back("id");
  const TaskColumns columns = read_columns(tasks, asked, query, names);

  struct Group {
    RateCounts counts;
    std::map<std::string, ClusterTotals> clusters;
  };
  std::map<std::vector<std::string>, Group> groups;
  for (const Part& part : parts_of(columns, names, names.size(), tasks.as_of())) {
    const RateCounts c = by_subject ? as_subject(part.counts) : part.counts;
    Group& group = groups[{part.group.begin(), part.group.begin() + static_cast<std::ptrdiff_t>(by.size())}];
    group.counts += c;
    if (!clustered) continue;
    ClusterTotals& cluster = group.clusters[part.group[by.size()]];
    cluster.y += numerator(asked.rule->type, c);
    cluster.x += static_cast<double>(c.denominator());
  }
  if (groups.empty() && by.empty()) groups[{}];

  std::vector<MeasuredRow> rows;
  for (const auto& [key, group] : groups) {
    const RateCounts& c = group.counts;
    MeasuredRow row;
    row.measure = asked.name;
    row.clause = asked.rule->clause;
    row.group = key;
    row.of = numerator(asked.rule->type, c);
    row.out_of = static_cast<double>(c.denominator());
    if (asked.rule->type == MeasureRule::Type::overdue)
      row.value = row.of;
    else if (row.out_of > 0)
      row.value = row.of / row.out_of;
    row.on_time = c.on_time;
    row.late = c.late;
    row.early = c.early;
    row.open = c.open + c.submitted + c.upcoming + c.pending;
    row.missing = c.asked;
    row.voided = c.voided;
    row.waived = c.waived;
    row.state = row.out_of > 0 ? "ok" : row.open + row.early > 0 ? "open" : "no data";
    std::vector<ClusterTotals> clusters;
    for (const auto& [name, totals] : group.clusters) clusters.push_back(totals);
    if (asked.rule->type != MeasureRule::Type::overdue)
      row.bounds = bounds_of(asked.rule->type, query, c, clusters);
    else
      row.bounds.name = "none (full count)";
    rows.push_back(std::move(row));
  }
  return rows;
}

} // namespace aftercourse
