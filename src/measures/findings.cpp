// Judging the findings of the versions in force.
#include <algorithm>
#include <map>

#include <aftercourse/base/error.hpp>
#include <aftercourse/measures/proposed_finding.hpp>

#include "finding_words.hpp"
#include "proposal.hpp"

namespace aftercourse {

namespace {

std::vector<Proposal> judge(const Judging& judging, const std::vector<ProposedFinding>& before) {
  switch (judging.rule.type) {
  case FindingRule::Type::state:
    return judge_state(judging);
  case FindingRule::Type::limit:
    return judge_limit(judging);
  case FindingRule::Type::trend:
    return judge_trend(judging);
  case FindingRule::Type::chart:
    return judge_chart(judging);
  case FindingRule::Type::gap:
    return judge_gap(judging);
  case FindingRule::Type::nobody:
    return judge_nobody(judging);
  case FindingRule::Type::same:
    return judge_same(judging, before);
  }
  return {};
}

/// What cannot be judged because its questionnaire is not here, as other findings can.
std::vector<Proposal> not_judged(const Judging& judging, const std::string& why) {
  Proposal p = begun(judging);
  p.finding.state = ProposedFinding::State::unknown;
  const Wording what = title_or(judging.rule.title, judging.rule.id);
  p.seen = {what.en + " cannot be judged", what.zh + "无法判断"};
  p.obstacle = {why, why};
  std::vector<Proposal> one;
  one.push_back(std::move(p));
  return settled(std::move(one));
}

/// An error of a rule says which.
std::vector<Proposal> judge_named(const Judging& judging, const std::vector<ProposedFinding>& before) {
  try {
    return judge(judging, before);
  } catch (const NotFound& e) {
    return not_judged(judging, e.what());
  } catch (const InvalidArgument& e) {
    throw InvalidArgument(e.code(), "the finding `" + judging.rule.id + "`: " + e.what(),
                          judging.rule.at.to_string());
  }
}

/// In the order of the file; findings of others are judged after those.
std::vector<Proposal> propose_of(const TaskSet& tasks, std::size_t version, const Progress& progress) {
  const std::vector<FindingRule>& rules = tasks.policies()[version].policy.findings();
  std::map<std::size_t, std::vector<Proposal>> by_rule;
  std::vector<ProposedFinding> firsthand;
  for (const bool of_others : {false, true})
    for (std::size_t r = 0; r < rules.size(); ++r) {
      if ((rules[r].type == FindingRule::Type::same) != of_others) continue;
      const Judging judging{tasks, version, rules[r], progress};
      if (rules[r].type != FindingRule::Type::state && !judging.governs({})) continue;
      by_rule[r] = judge_named(judging, firsthand);
      for (const Proposal& p : by_rule[r]) firsthand.push_back(p.finding);
    }
  std::vector<Proposal> all;
  for (auto& [rule, proposals] : by_rule) std::ranges::move(proposals, std::back_inserter(all));
  return all;
}

} // namespace

std::vector<Proposal> propose(const TaskSet& tasks, const Progress& progress) {
  std::vector<Proposal> all;
  for (std::size_t version = 0; version < tasks.policies().size(); ++version)
    if (tasks.policies()[version].adoption.on <= tasks.as_of())
      std::ranges::move(propose_of(tasks, version, progress), std::back_inserter(all));
  return all;
}

std::vector<ProposedFinding> propose_findings(const TaskSet& tasks, const Progress& progress) {
  std::vector<ProposedFinding> out;
  for (Proposal& p : propose(tasks, progress)) out.push_back(std::move(p.finding));
  return out;
}

Frame evaluate_findings(const TaskSet& tasks, const Progress& progress) {
  return to_frame(propose_findings(tasks, progress));
}

} // namespace aftercourse
