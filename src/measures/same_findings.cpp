// Findings of findings: the same problem in several departments at once.
#include <map>
#include <set>

#include "finding_words.hpp"
#include "proposal.hpp"

namespace aftercourse {

namespace {

using GroupWords = std::vector<ProposedFinding::Word>;

/// A department that has the problem, and what says so.
struct Department {
  std::string name;
  Wording evidence;
};
/// By the words of the group without the department.
using Departments = std::map<std::vector<std::string>, std::pair<GroupWords, std::vector<Department>>>;

/// What has no department, or names nothing that could be the same elsewhere, is left out.
void note_department(Departments& all, const GroupWords& group, const std::string& among,
                     const Wording& evidence) {
  std::vector<std::string> key;
  GroupWords rest;
  std::string department;
  for (const ProposedFinding::Word& word : group) {
    if (word.text.empty()) return;
    if (word.name == among) {
      department = word.text;
      continue;
    }
    key.push_back(word.text);
    rest.push_back(word);
  }
  auto& [words, departments] = all[key];
  words = std::move(rest);
  departments.push_back({department, evidence});
}

Departments found_by(const FindingRule& rule, const std::vector<ProposedFinding>& others) {
  Departments all;
  for (const ProposedFinding& other : others)
    if (other.finding == rule.same && other.state == ProposedFinding::State::found)
      note_department(all, other.group, rule.among, other.words);
  return all;
}

/// The rule counts recorded findings as a measure would: by its groups and by department.
Departments on_record(const Judging& judging) {
  MeasureRule count;
  count.id = judging.rule.id;
  count.type = MeasureRule::Type::count;
  count.kind = *judging.rule.kind;
  count.where = judging.rule.where;
  const AskedMeasure asked{count.id, &count, judging.version};
  EvaluationQuery query;
  query.measures = {count.id};
  query.progress = judging.progress;
  query.by = judging.rule.by;
  query.by.push_back(judging.rule.among);
  if (judging.rule.within) {
    const Period within = Evaluator(judging.tasks.facts()).period(*judging.rule.within, judging.viewpoint());
    query.from = add(judging.tasks.as_of(), -within, judging.tasks.calendars()[0]).plus_days(1);
  }
  Departments all;
  const Answered answered = answer_one(judging.tasks, asked, query);
  for (const MeasuredRow& row : answered.rows) {
    const Proposal p = begun(judging, asked, query, row.group);
    const std::string n = shown_number(row.of, false), group = group_text(p.finding);
    note_department(all, p.finding.group, judging.rule.among,
                    {group + ": " + n + " on record", group + "：已记录" + n + "条"});
  }
  return all;
}

} // namespace

std::vector<Proposal> judge_same(const Judging& judging, const std::vector<ProposedFinding>& others) {
  const FindingRule& rule = judging.rule;
  std::vector<Proposal> out;
  for (const auto& [key, found] : rule.kind ? on_record(judging) : found_by(rule, others)) {
    const auto& [group, departments] = found;
    Proposal p = begun(judging);
    ProposedFinding& f = p.finding;
    f.group = group;
    f.n = static_cast<std::int64_t>(departments.size());
    f.value = static_cast<double>(departments.size());
    f.limit = static_cast<double>(rule.times);
    p.wrong = p.passes = *f.n >= rule.times;
    Wording names;
    for (const Department& d : departments) {
      names.en += (names.en.empty() ? "" : ", ") + d.name;
      names.zh += (names.zh.empty() ? "" : "、") + d.name;
      p.parts.push_back(d.evidence);
    }
    const std::string n = std::to_string(*f.n), of = group_text(f),
                      problem = rule.kind ? "" : " " + rule.same;
    p.seen = {"The same problem" + problem + (of.empty() ? "" : " (" + of + ")") + " for " + n + " of `" +
                  rule.among + "`: " + names.en,
              "同一问题" + problem + (of.empty() ? "" : "（" + of + "）") + "出现在" + n + "个" + rule.among +
                  "：" + names.zh};
    out.push_back(std::move(p));
  }
  return settled(std::move(out));
}

} // namespace aftercourse
