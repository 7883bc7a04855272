// Matching the evidence of a level: within a policy, tasks of one subject and one `do` compete for the facts
// tied to them.
#include <algorithm>

#include "matcher.hpp"

namespace aftercourse {

namespace {

bool has_facts(const Derivation& d, const Evidence& e) {
  if (e.type == Evidence::Type::fact) return e.own || d.out.facts.table(e.kind).size() > 0;
  return std::any_of(e.parts.begin(), e.parts.end(),
                     [&](const Evidence& part) { return has_facts(d, part); });
}

/// The tasks of some rules by subject: those of subject s are [begins[s], begins[s + 1]).
struct TasksBySubject {
  std::vector<std::uint32_t> begins, groups;
  std::vector<TaskIndex> tasks;

  TasksBySubject(const Derivation& d, const std::vector<const PlannedRule*>& rules, std::size_t subjects)
      : begins(subjects + 1, 0) {
    const auto each_task = [&](auto&& visit) {
      for (const PlannedRule* rule : rules) d.each_task(*rule, visit);
    };
    each_task([&](TaskIndex t, std::uint32_t) { ++begins[d.out.subjects[t] + 1]; });
    for (std::size_t s = 0; s < subjects; ++s) begins[s + 1] += begins[s];
    tasks.resize(begins[subjects]);
    groups.resize(begins[subjects]);
    std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
    each_task([&](TaskIndex t, std::uint32_t g) {
      const std::uint32_t at = next[d.out.subjects[t]]++;
      tasks[at] = t;
      groups[at] = g;
    });
  }
};

} // namespace

void match_level(Derivation& d, std::span<const PlannedRule> level) {
  std::map<std::tuple<std::string, std::string, std::size_t>, std::vector<const PlannedRule*>> pools;
  for (const PlannedRule& p : level) {
    const Policy& policy = d.out.policies[p.adopted].policy;
    const Rule& rule = policy.rules()[p.rule];
    if (p.first < p.last && has_facts(d, rule.done_by))
      pools[{policy.name(), rule.act, rule.subject_kind}].push_back(&p);
  }
  Matcher matcher(d);
  for (const auto& [key, rules] : pools) {
    const std::size_t subjects = d.out.facts.table(std::get<2>(key)).size();
    const TasksBySubject by(d, rules, subjects);
    for (std::size_t s = 0; s < subjects; ++s) {
      const std::size_t begin = by.begins[s], n = by.begins[s + 1] - begin;
      if (n == 0) continue;
      matcher.match(std::span(by.tasks).subspan(begin, n), std::span(by.groups).subspan(begin, n));
      if (s % 65536 == 0) report(d.options.progress, s, subjects, "matching evidence");
    }
  }
}

} // namespace aftercourse
