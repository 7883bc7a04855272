// Proposal: a finding on its way: what was seen, whether it could be tested, and the numbers behind it; and
// the rule that is being judged, with what all tests need of it. Private to the findings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/measures/proposed_finding.hpp>

#include "answers.hpp"

namespace aftercourse {

/// The chance of a false finding, of one group and (as the share of false ones) of all groups of a rule.
inline constexpr double finding_error = 0.05;

/// A rule of a version of a policy, judged over these tasks and their facts.
struct Judging {
  const TaskSet& tasks;
  std::size_t version;
  const FindingRule& rule;
  const Progress& progress;

  const Adopted& adopted() const { return tasks.policies()[version]; }
  Viewpoint viewpoint() const;
  /// Whether this version of the policy is the one for the subject (none: the whole).
  bool governs(Place subject) const;
  double limit() const; ///< its own, or its parameter's

  /// The measure that is tested: of the same policy, else a general one.
  AskedMeasure measure() const;
  /// Its numbers by the rule's groups, with what their uncertainty rests on; over the last closed period
  /// where the rule says so.
  EvaluationQuery query(const AskedMeasure& asked) const;
};

struct Proposal {
  ProposedFinding finding;
  std::size_t version = 0; ///< of which policy
  bool wrong = false;      ///< on the side that the rule looks for
  bool passes = false;     ///< the test of this group alone says so
  Wording seen;            ///< "satisfaction (unit = U1) is 3.2 (n = 24), below the limit of 3.5"
  Wording tested;          ///< what the test says, before its p-values
  Wording obstacle;        ///< why there was no test; empty when there was one
  bool full_count = true;  ///< every case was counted: judged as a sample of the process
  std::optional<AskedMeasure> asked;
  EvaluationQuery query;            ///< by which the numbers were asked for
  std::vector<MeasuredRow> numbers; ///< what it rests on
  std::vector<Wording> parts;       ///< of `same`: the findings it is made of
};

/// Nothing but what the rule says of itself.
Proposal begun(const Judging& judging);
/// The same for a group of a measure.
Proposal begun(const Judging& judging, const AskedMeasure& asked, const EvaluationQuery& query,
               const std::vector<std::string>& group);
/// As found, watched, or unknown, with p-values corrected over all that were tested (Benjamini and Hochberg);
/// without those that are nothing to tell of.
std::vector<Proposal> settled(std::vector<Proposal> proposals);
/// Gives it its id; the last thing to be done.
void name_proposal(ProposedFinding& finding);

// One for each type of rule, by group.
std::vector<Proposal> judge_limit(const Judging& judging);
std::vector<Proposal> judge_gap(const Judging& judging);
std::vector<Proposal> judge_nobody(const Judging& judging);
std::vector<Proposal> judge_trend(const Judging& judging);
std::vector<Proposal> judge_chart(const Judging& judging);
/// `others`: what the version's other findings have proposed.
std::vector<Proposal> judge_same(const Judging& judging, const std::vector<ProposedFinding>& others);
std::vector<Proposal> judge_state(const Judging& judging);

/// All of them; an error names its finding.
std::vector<Proposal> propose(const TaskSet& tasks, const Progress& progress);

} // namespace aftercourse
