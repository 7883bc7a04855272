// ProposedFinding: a problem that a policy's `findings:` see in the tasks and facts of a day, with the
// numbers that speak for it. It proposes: nothing follows from it until a person records it as a fact, for
// which to_fact() makes the fields. A value; the functions are pure and safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/language.hpp>
#include <aftercourse/base/progress.hpp>
#include <aftercourse/facts/kinds/finding.hpp>
#include <aftercourse/tasks/explanation.hpp>
#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

struct ProposedFinding {
  enum class State : std::uint8_t {
    found,
    watch,   ///< on the wrong side, but too few observations or too little known for a test
    unknown, ///< a value is missing, or there are no data
  };
  /// One word of the group that was judged: unit = U1.
  struct Word {
    std::string name, text;
    std::string kind; ///< what `text` is the id of; empty for other words
  };

  std::string id; ///< of policy, finding, group or subject, and period: the same on every machine
  std::string finding, policy, clause;
  Title title;
  std::string kind, subject; ///< of a state of affairs; empty where it is about the whole
  std::vector<Word> group;   ///< of a test on a measure
  std::string period;        ///< judged over that month, quarter or year; empty: all up to as_of
  State state = State::found;
  Date as_of;
  std::string measure, dimension;
  std::optional<double> value, limit;
  std::optional<double> bound;      ///< one-sided, of 95 %
  std::optional<std::int64_t> n;    ///< observations, tasks, or (of `same`) departments
  std::optional<double> p_value;    ///< of this group alone
  std::optional<double> p_adjusted; ///< for all groups of the rule that were tested
  Wording words;                    ///< what was seen and what the test says
};

std::string_view name_of(ProposedFinding::State state) noexcept;
/// "unit = U1, month = 2026-09"; empty without a group.
std::string group_text(const ProposedFinding& finding);
/// What to record when a person takes it up: raised on as_of under the same id, with what the group says of
/// unit, programme and dimension; `concerning` is the subject, or another fact that the group names.
Finding to_fact(const ProposedFinding& finding, Language language = Language::en);
/// The same as a JSON object, for record_json.
std::string fact_json(const ProposedFinding& finding, Language language = Language::en);

/// All findings of the versions in force, by policy, in the order of the file, then by group. Throws
/// InvalidArgument AC5002 naming the finding whose group cannot be reached.
std::vector<ProposedFinding> propose_findings(const TaskSet& tasks, const Progress& progress = {});
/// As a table; docs/agenda.md lists its columns.
Frame to_frame(const std::vector<ProposedFinding>& findings);
Frame evaluate_findings(const TaskSet& tasks, const Progress& progress = {});
/// Why: the clause, the test in words, and behind it the numbers with the tasks or facts they count (the
/// first `list` of each by name). Throws NotFound AC5021 where nothing of that id is proposed.
Explanation explain_finding(const TaskSet& tasks, std::string_view id, std::size_t list = 20,
                            const Progress& progress = {});

} // namespace aftercourse
