#include <aftercourse/measures/evaluate.hpp>

#include <algorithm>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "evaluation.hpp"
#include "general_measures.hpp"
#include "result_frame.hpp"

namespace aftercourse {

namespace {

[[noreturn]] void refuse_measure(const TaskSet& tasks, const std::string& name) {
  std::vector<std::string> known = general_measures();
  for (const Adopted& a : tasks.policies())
    for (const MeasureRule& m : a.policy.measures()) known.push_back(m.id);
  const auto meant = nearest(name, known);
  throw NotFound("AC5001",
                 "there is no measure `" + name + "`" + (meant ? "; did you mean `" + *meant + "`?" : ""));
}

/// The latest version of each policy that declares the measure.
std::vector<AskedMeasure> find(const TaskSet& tasks, const std::string& name) {
  std::vector<AskedMeasure> found;
  for (std::size_t a = 0; a < tasks.policies().size(); ++a) {
    const Policy& policy = tasks.policies()[a].policy;
    const bool superseded =
        a + 1 < tasks.policies().size() && tasks.policies()[a + 1].policy.name() == policy.name();
    if (superseded) continue;
    for (const MeasureRule& m : policy.measures())
      if (name == m.id || name == policy.name() + "/" + m.id) found.push_back({m.id, &m, a});
  }
  if (found.size() > 1)
    for (AskedMeasure& m : found) m.name = tasks.policies()[*m.adopted].policy.name() + "/" + m.rule->id;
  if (!found.empty()) return found;
  if (const MeasureRule* general = general_measure(name, tasks.facts().schema()))
    return {{name, general, std::nullopt}};
  refuse_measure(tasks, name);
}

} // namespace

std::vector<AskedMeasure> find_measures(const TaskSet& tasks, const EvaluationQuery& query) {
  if (query.measures.empty()) throw InvalidArgument("AC5003", "no measure was asked for");
  if (!(query.level > 0 && query.level < 1))
    throw InvalidArgument("AC5004", "a confidence level lies between 0 and 1");
  std::vector<AskedMeasure> asked;
  for (const std::string& name : query.measures)
    for (AskedMeasure& m : find(tasks, name)) asked.push_back(std::move(m));
  return asked;
}

std::vector<std::string> grouping_of(const AskedMeasure& asked, const EvaluationQuery& query) {
  return query.by.empty() ? asked.rule->by : query.by;
}

void refuse_group(const std::string& name, const std::string& kind) {
  throw InvalidArgument("AC5002", "`" + name + "` cannot be reached from " + kind);
}

std::vector<MeasuredRow> measured_rows(const TaskSet& tasks, const EvaluationQuery& query) {
  std::vector<MeasuredRow> rows;
  for (const AskedMeasure& asked : find_measures(tasks, query)) {
    report(query.progress, rows.size(), 0, "measuring");
    auto more = over_tasks(asked.rule->type) ? measure_tasks(tasks, asked, query)
                                             : measure_facts(tasks, asked, query);
    // A missing group stands last.
    std::stable_sort(more.begin(), more.end(), [](const MeasuredRow& a, const MeasuredRow& b) {
      for (std::size_t i = 0; i < std::min(a.group.size(), b.group.size()); ++i) {
        if (a.group[i].empty() != b.group[i].empty()) return b.group[i].empty();
        if (a.group[i] != b.group[i]) return a.group[i] < b.group[i];
      }
      return false;
    });
    std::move(more.begin(), more.end(), std::back_inserter(rows));
  }
  return rows;
}

Frame evaluate(const TaskSet& tasks, const EvaluationQuery& query) {
  std::vector<std::string> by = query.by;
  if (by.empty())
    for (const AskedMeasure& asked : find_measures(tasks, query))
      for (const std::string& name : asked.rule->by)
        if (std::find(by.begin(), by.end(), name) == by.end()) by.push_back(name);
  auto rows = measured_rows(tasks, query);
  if (query.by.empty()) align_groups(tasks, query, by, rows);
  return result_frame(by, rows);
}

} // namespace aftercourse
