// Explaining a number: what it is, which tasks or facts stand in it, and what was left out.
#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>

#include "evaluation.hpp"

namespace aftercourse {

namespace {

std::string number(double v) {
  if (v == std::floor(v) && std::abs(v) < 1e15) return std::to_string(static_cast<long long>(v));
  std::string text = std::to_string(v);
  while (text.back() == '0') text.pop_back();
  return text;
}

std::string percent(double v) {
  // Cut, never rounded over a limit: 89.96 % does not become 90.0 %.
  return number(std::floor(v * 1000) / 10) + " %";
}

bool is_share(MeasureRule::Type t) {
  return t == MeasureRule::Type::completion || t == MeasureRule::Type::on_time ||
         t == MeasureRule::Type::share || t == MeasureRule::Type::accuracy ||
         t == MeasureRule::Type::distribution;
}

Explanation statement(const char* topic, std::string en, std::string zh) {
  return {topic, std::move(en), std::move(zh), {}, {}};
}

/// The tasks of the group, by state; a few of each are named.
void list_tasks(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                const MeasuredRow& row, std::size_t most, Explanation& e) {
  const auto by = grouping_of(asked, query);
  std::map<State, std::vector<std::string>> named;
  std::map<State, std::size_t> counted;
  const Evaluator evaluator(tasks.facts());
  for (const TaskGroup& g : tasks.groups()) {
    const Rule& rule = tasks.rule_of(g);
    const auto& rules = asked.rule->rules;
    if (!rules.empty() && std::find(rules.begin(), rules.end(), rule.id) == rules.end()) continue;
    if (asked.adopted &&
        tasks.policies()[g.adopted].policy.name() != tasks.policies()[*asked.adopted].policy.name())
      continue;
    for (TaskIndex t = g.begin; t < g.begin + g.count; ++t) {
      Viewpoint from;
      from.subject = {rule.subject_kind, tasks.subjects()[t]};
      from.anchor = {g.anchor_kind, g.anchor};
      from.day = Date::unchecked(g.anchor_day);
      const Date due = Date::unchecked(tasks.due_of(t));
      if ((query.from && due < *query.from) || (query.to && due > *query.to)) continue;
      const auto value = [&](const std::string& name) -> std::string {
        if (const auto unit = period_named(name)) return label_of(*unit, due);
        if (name == "rule") return rule.id;
        if (name == "policy") return tasks.policies()[g.adopted].policy.name();
        if (name == "channel") return tasks.task(t).channel;
        const auto path = group_path(tasks.facts().schema(), name, rule.subject_kind, rule.anchor_kind);
        return path ? group_text(evaluator, *path, from) : std::string();
      };
      bool here = true;
      for (std::size_t i = 0; here && i < by.size(); ++i) here = value(by[i]) == row.group[i];
      for (const auto& [name, values] : query.where)
        here = here && std::find(values.begin(), values.end(), value(name)) != values.end();
      if (!here) continue;
      const State s = tasks.states()[t];
      if (++counted[s] <= most)
        named[s].push_back(rule.id + " " +
                           std::string(tasks.facts().table(rule.subject_kind).id(tasks.subjects()[t])) +
                           " (" + due.to_string() + ")");
    }
  }
  for (const auto& [state, n] : counted) {
    const bool due_state = state == State::done || state == State::done_late || state == State::overdue;
    const std::string name(name_of(state));
    Explanation group =
        statement(due_state ? "counted" : "left_out",
                  std::to_string(n) + " " + name + (due_state ? "" : ": not in the denominator"),
                  std::to_string(n) + " 项 " + name + (due_state ? "" : "：不计入分母"));
    if (state == State::done)
      group = statement("counted", std::to_string(n) + " done (those not yet due stand as early)",
                        std::to_string(n) + " 项按期完成（未到期者列为提前）");
    for (const std::string& task : named[state]) group.details.push_back(statement("task", task, task));
    if (n > named[state].size())
      group.details.push_back(statement("more", "and " + std::to_string(n - named[state].size()) + " more",
                                        "另有 " + std::to_string(n - named[state].size()) + " 项"));
    e.details.push_back(std::move(group));
  }
}

} // namespace

Explanation explain_value(const TaskSet& tasks, const EvaluationQuery& query, std::size_t index,
                          std::size_t most) {
  const auto rows = measured_rows(tasks, query);
  if (index >= rows.size())
    throw NotFound("AC5005", "the result has " + std::to_string(rows.size()) + " rows, none numbered " +
                                 std::to_string(index));
  const MeasuredRow& row = rows[index];
  const auto all = find_measures(tasks, query);
  const AskedMeasure& asked =
      *std::find_if(all.begin(), all.end(), [&](const AskedMeasure& m) { return m.name == row.measure; });
  const auto by = grouping_of(asked, query);
  std::string group;
  for (std::size_t i = 0; i < by.size(); ++i)
    group += (i ? ", " : "") + by[i] + " = " + (row.group[i].empty() ? "(missing)" : row.group[i]);
  const bool share = is_share(asked.rule->type);
  const std::string value = !row.value ? row.state : share ? percent(*row.value) : number(*row.value);
  const std::string fraction = row.out_of > 0 ? " = " + number(row.of) + " / " + number(row.out_of) : "";
  const std::string title_en = asked.rule->title.en.empty() ? row.measure : asked.rule->title.en;
  const std::string title_zh = asked.rule->title.zh.empty() ? row.measure : asked.rule->title.zh;

  Explanation e{"value",
                title_en + (group.empty() ? "" : " (" + group + ")") + " as of " + tasks.as_of().to_string() +
                    ": " + value + fraction,
                title_zh + (group.empty() ? "" : "（" + group + "）") + "，截至 " +
                    tasks.as_of().to_string() + "：" + value + fraction,
                {{"measure", row.measure},
                 {"numerator", number(row.of)},
                 {"denominator", number(row.out_of)},
                 {"state", row.state}},
                {}};
  if (asked.adopted) {
    const Policy& policy = tasks.policies()[*asked.adopted].policy;
    e.details.push_back(statement(
        "clause", "Asked for by clause " + row.clause + " of " + policy.name() + " " + policy.version(),
        "依据《" + (policy.title().zh.empty() ? policy.name() : policy.title().zh) + "》第 " + row.clause +
            " 条"));
  }
  if (over_tasks(asked.rule->type)) {
    e.details.push_back(statement(
        "definition", "tasks due before " + tasks.as_of().to_string() + "; void and waived ones are left out",
        "统计 " + tasks.as_of().to_string() + " 之前到期的任务；已失效与已豁免的不计"));
    list_tasks(tasks, asked, query, row, most, e);
  } else if (row.missing > 0) {
    e.details.push_back(statement("missing",
                                  std::to_string(row.missing) + " without a value stand beside it, not in it",
                                  std::to_string(row.missing) + " 条无有效值，单列不计"));
  }
  std::string bounds = "Interval: " + row.bounds.name, bounds_zh = "区间：" + row.bounds.name;
  if (row.bounds.low && row.bounds.high) {
    const std::string range = (share ? percent(*row.bounds.low) : number(*row.bounds.low)) + " … " +
                              (share ? percent(*row.bounds.high) : number(*row.bounds.high));
    bounds += ", " + range;
    bounds_zh += "，" + range;
  }
  e.details.push_back(statement("interval", bounds, bounds_zh));
  return e;
}

} // namespace aftercourse
