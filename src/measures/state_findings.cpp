// Findings on a state of affairs that must always or never be so.
#include <algorithm>

#include "proposal.hpp"

namespace aftercourse {

namespace {

/// What a clause demands is not so, or cannot be told, for a subject or the whole.
Proposal not_so(const Judging& judging, const std::string& kind, const std::string& subject, Truth holds) {
  Proposal p = begun(judging);
  p.finding.kind = kind;
  p.finding.subject = subject;
  p.wrong = p.passes = true;
  const FindingRule& rule = judging.rule;
  const auto of = [&](const std::string& title, const char* colon) {
    return (subject.empty() ? "" : kind + "/" + subject + colon) + (title.empty() ? "" : title + colon);
  };
  const Wording demand = rule.clause.empty() ? Wording{rule.id, rule.id}
                                             : Wording{"clause " + rule.clause, "第 " + rule.clause + " 条"};
  const std::string en = of(rule.title.en, ": "), zh = of(rule.title.zh, "：");
  p.seen = {en + "what " + demand.en + " demands is not so", zh + demand.zh + "的要求未得到满足"};
  if (holds != Truth::unknown) return p;
  p.finding.state = ProposedFinding::State::unknown;
  p.seen = {en + "whether what " + demand.en + " demands is so is not known",
            zh + "无法判断是否符合" + demand.zh};
  p.obstacle = {"a value is missing", "缺少数值"};
  return p;
}

} // namespace

std::vector<Proposal> judge_state(const Judging& judging) {
  const FindingRule& rule = judging.rule;
  const TaskSet& tasks = judging.tasks;
  const Evaluator evaluator(tasks.facts());
  Viewpoint from = judging.viewpoint();
  std::vector<Proposal> out;
  if (!rule.kind) {
    if (!judging.governs({})) return out;
    const Truth holds = evaluator.judge(rule.must, from);
    if (holds != Truth::yes) out.push_back(not_so(judging, "", "", holds));
    return settled(std::move(out));
  }
  const Table& table = tasks.facts().table(*rule.kind);
  std::vector<Row> rows;
  for (Row row = 0; row < table.size(); ++row)
    if (table.alive(row)) rows.push_back(row);
  std::ranges::sort(rows, {}, [&](Row row) { return table.id(row); });
  for (const Row row : rows) {
    from.subject = from.row = {*rule.kind, row};
    if (!judging.governs(from.subject)) continue;
    if (rule.where && evaluator.judge(*rule.where, from) != Truth::yes) continue;
    const Truth holds = evaluator.judge(rule.must, from);
    if (holds != Truth::yes)
      out.push_back(not_so(judging, table.kind().name, std::string(table.id(row)), holds));
  }
  return settled(std::move(out));
}

} // namespace aftercourse
