// Explaining a finding: the clause, the test in words, and the numbers behind it.
#include <algorithm>

#include <aftercourse/base/error.hpp>
#include <aftercourse/measures/proposed_finding.hpp>

#include "explain_row.hpp"
#include "finding_words.hpp"
#include "proposal.hpp"

namespace aftercourse {

namespace {

Explanation stated(const char* topic, const Wording& words) { return {topic, words.en, words.zh, {}, {}}; }

/// The rule that proposed it, of the version in force.
Judging judging_of(const TaskSet& tasks, const Proposal& p, const Progress& progress) {
  const std::vector<FindingRule>& rules = tasks.policies()[p.version].policy.findings();
  return {tasks, p.version, *std::ranges::find(rules, p.finding.finding, &FindingRule::id), progress};
}

Explanation finding_headline(const Proposal& p) {
  const ProposedFinding& f = p.finding;
  Explanation e = stated("finding", f.words);
  const auto fact = [&](const char* name, std::string text) {
    if (!text.empty()) e.facts.emplace_back(name, std::move(text));
  };
  const auto number = [&](const char* name, const std::optional<double>& value) {
    if (value) fact(name, to_string(Value(*value)));
  };
  fact("id", f.id);
  fact("finding", f.finding);
  fact("state", std::string(name_of(f.state)));
  fact("group", group_text(f));
  fact("period", f.period);
  number("value", f.value);
  number("limit", f.limit);
  number("bound", f.bound);
  if (f.n) fact("n", std::to_string(*f.n));
  number("p_value", f.p_value);
  number("p_adjusted", f.p_adjusted);
  return e;
}

} // namespace

Explanation explain_finding(const TaskSet& tasks, std::string_view id, std::size_t list,
                            const Progress& progress) {
  const std::vector<Proposal> all = propose(tasks, progress);
  const auto found = std::ranges::find_if(all, [&](const Proposal& p) { return p.finding.id == id; });
  if (found == all.end())
    throw NotFound("AC5021",
                   "no finding `" + std::string(id) + "` is proposed on " + tasks.as_of().to_string());
  const Judging judging = judging_of(tasks, *found, progress);
  const Wording test = test_words(judging);
  Explanation e = finding_headline(*found);
  e.details.push_back(stated("clause", clause_words(judging.adopted().policy, judging.rule.clause)));
  e.details.push_back(stated("test", {"Test: " + test.en, "检验：" + test.zh}));
  for (const Wording& part : found->parts) e.details.push_back(stated("part", part));
  const std::size_t named = found->numbers.size() == 1 ? list : 0; // of a series, the numbers are enough
  for (const MeasuredRow& row : found->numbers)
    e.details.push_back(explain_row(tasks, *found->asked, found->query, found->query.by, row, named));
  return e;
}

} // namespace aftercourse
