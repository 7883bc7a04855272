#include "task_columns.hpp"

#include <algorithm>
#include <map>

#include <aftercourse/base/error.hpp>

#include "filter.hpp"
#include "grouping.hpp"

namespace aftercourse {

namespace {

/// What only tasks have.
bool names_tasks(const std::string& name) { return name == "rule" || name == "policy" || name == "channel"; }

GroupName named(const TaskSet& tasks, const std::string& name, const Rule& rule) {
  if (names_tasks(name)) return {.text = name, .period = {}, .paths = {}};
  const Schema& schema = tasks.facts().schema();
  auto group = group_named(schema, name, rule.subject_kind, rule.anchor_kind);
  if (!group) refuse_group(name, schema.kind(rule.subject_kind).name);
  return *group;
}

/// The programme, the person concerned, or the subject itself, which also stands in for them.
GroupName named(const TaskSet& tasks, Within what, const Rule& rule) {
  const Schema& schema = tasks.facts().schema();
  GroupName group{.text = {}, .period = {}, .paths = {}, .level = 0, .with_kind = true};
  if (what != Within::subject)
    if (const auto wider = group_named(schema, what == Within::cluster ? "programme" : "person",
                                       rule.subject_kind, rule.anchor_kind))
      group.paths = wider->paths;
  Path subject;
  subject.root_kind = subject.end_kind = rule.subject_kind;
  group.paths.push_back(subject);
  return group;
}

/// Reads one column of the tasks of one rule.
class TaskReader {
 public:
  TaskReader(const TaskSet& tasks, GroupName name, Words& words)
      : tasks_(tasks), name_(name.text), words_(words), facts_(tasks.facts(), std::move(name), words) {}

  void enter(std::size_t group) {
    const TaskGroup& g = tasks_.groups()[group];
    begin_ = g.begin;
    rule_ = &tasks_.rule_of(g);
    if (name_ == "rule") code_ = words_.intern(rule_->id);
    if (name_ == "policy") code_ = words_.intern(tasks_.policies()[g.adopted].policy.name());
    if (name_ == "channel") channels_ = tasks_.channels_of(group);
  }
  std::uint32_t read(TaskIndex task, const Viewpoint& from, std::int32_t due) {
    if (!names_tasks(name_)) return facts_.read(from, due);
    if (name_ != "channel") return code_;
    const std::uint32_t channel = channels_[task - begin_];
    return channel == no_index ? no_code : words_.intern(rule_->channels[channel].name);
  }

 private:
  const TaskSet& tasks_;
  std::string name_;
  Words& words_;
  GroupReader facts_;
  const Rule* rule_ = nullptr;
  TaskIndex begin_ = 0;
  std::uint32_t code_ = no_code;
  std::vector<std::uint32_t> channels_;
};

bool counts(const TaskSet& tasks, const AskedMeasure& asked, const TaskGroup& g) {
  if (asked.adopted &&
      tasks.policies()[g.adopted].policy.name() != tasks.policies()[*asked.adopted].policy.name())
    return false;
  const auto& rules = asked.rule->rules;
  return rules.empty() || std::ranges::find(rules, tasks.rule_of(g).id) != rules.end();
}

class TaskScan {
 public:
  TaskScan(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
           const std::vector<std::string>& by, const std::vector<Within>& within, RowPart part)
      : tasks_(tasks), asked_(asked), query_(query), by_(by), within_(within), part_(part),
        evaluator_(tasks.facts()), filter_(query.where) {
    out_.groups.resize(by.size() + within.size());
  }

  TaskColumns run() {
    for (std::size_t group = 0; group < tasks_.groups().size(); ++group) {
      if (!counts(tasks_, asked_, tasks_.groups()[group])) continue;
      scan(group);
    }
    return std::move(out_);
  }

 private:
  /// The readers of one rule: those of the columns, then those of the filter.
  std::vector<TaskReader>& readers_of(const Rule& rule) {
    auto& readers = readers_[&rule];
    if (!readers.empty() || out_.groups.size() + filter_.size() == 0) return readers;
    for (std::size_t i = 0; i < by_.size(); ++i)
      readers.emplace_back(tasks_, named(tasks_, by_[i], rule), out_.groups[i].words);
    for (std::size_t i = 0; i < within_.size(); ++i)
      readers.emplace_back(tasks_, named(tasks_, within_[i], rule), out_.groups[by_.size() + i].words);
    for (std::size_t f = 0; f < filter_.size(); ++f)
      readers.emplace_back(tasks_, named(tasks_, filter_.name(f), rule), filter_.words(f));
    return readers;
  }

  void scan(std::size_t group) {
    const TaskGroup& g = tasks_.groups()[group];
    auto& readers = readers_of(tasks_.rule_of(g));
    for (TaskReader& reader : readers) reader.enter(group);
    Viewpoint from = viewpoint(g);
    for (TaskIndex t = g.begin; t < g.begin + g.count; ++t) {
      if (seen_++ % 16'384 == 0) report(query_.progress, t, tasks_.size(), "measuring");
      if (part_.of > 1 && t % part_.of != part_.index) continue;
      const std::uint32_t o = tasks_.outcomes()[t];
      const std::int32_t moved = o == no_index ? no_day : tasks_.outcome(o).due;
      const std::int32_t due = moved == no_day ? g.due : moved;
      if ((query_.from && due < query_.from->days()) || (query_.to && due > query_.to->days())) continue;
      from.subject.row = tasks_.subjects()[t];
      if (asked_.rule->where && evaluator_.judge(*asked_.rule->where, from) != Truth::yes) continue;
      const auto filtered = [&](std::size_t f) { return readers[out_.groups.size() + f].read(t, from, due); };
      if (!filter_.lets_in(filtered)) continue;
      out_.tasks.push_back(t);
      out_.states.push_back(tasks_.states()[t]);
      out_.due.push_back(due);
      for (std::size_t i = 0; i < out_.groups.size(); ++i)
        out_.groups[i].codes.push_back(readers[i].read(t, from, due));
    }
  }

  /// The unit and lecturer of a task are those at its anchor.
  Viewpoint viewpoint(const TaskGroup& g) const {
    Viewpoint from;
    from.subject.kind = tasks_.rule_of(g).subject_kind;
    from.anchor = {g.anchor_kind, g.anchor};
    from.day = Date::unchecked(g.anchor_day);
    from.policy = &tasks_.policies()[g.adopted];
    from.opens = Date::unchecked(g.from);
    from.parameters_on = std::max(from.day, from.policy->adoption.on);
    return from;
  }

  const TaskSet& tasks_;
  std::uint64_t seen_ = 0; ///< tasks looked at
  const AskedMeasure& asked_;
  const EvaluationQuery& query_;
  const std::vector<std::string>& by_;
  const std::vector<Within>& within_;
  RowPart part_;
  Evaluator evaluator_;
  Filter filter_;
  std::map<const Rule*, std::vector<TaskReader>> readers_;
  TaskColumns out_;
};

} // namespace

TaskColumns read_tasks(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                       const std::vector<std::string>& by, const std::vector<Within>& within, RowPart part) {
  return TaskScan(tasks, asked, query, by, within, part).run();
}

} // namespace aftercourse
