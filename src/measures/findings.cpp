// Judging the findings of the versions in force, and the table of what they propose.
#include <algorithm>
#include <map>

#include <aftercourse/base/error.hpp>
#include <aftercourse/facts/describe.hpp>
#include <aftercourse/facts/json.hpp>
#include <aftercourse/measures/proposed_finding.hpp>
#include <aftercourse/tasks/governing.hpp>

#include "proposal.hpp"

namespace aftercourse {

namespace {

using FindingState = ProposedFinding::State;

bool governed(const Judging& judging, Place subject) {
  const TaskSet& tasks = judging.tasks;
  return governs(tasks.policies(), judging.version, Evaluator(tasks.facts()), tasks.as_of(),
                 {{}, subject, tasks.as_of()});
}

/// What a clause demands is not so, or cannot be told, for a subject or the whole.
Proposal not_so(const Judging& judging, const std::string& kind, const std::string& subject, Truth holds) {
  Proposal p = begun(judging);
  p.finding.kind = kind;
  p.finding.subject = subject;
  p.finding.state = holds == Truth::unknown ? FindingState::unknown : FindingState::found;
  p.wrong = p.passes = true;
  const FindingRule& rule = judging.rule;
  const std::string of = subject.empty() ? "" : kind + "/" + subject + ": ";
  p.seen = {of + "what " + (rule.clause.empty() ? rule.id : "clause " + rule.clause) + " demands is not so",
            of + (rule.clause.empty() ? rule.id : "第 " + rule.clause + " 条") + "的要求未得到满足"};
  if (holds == Truth::unknown)
    p.obstacle = {"or cannot be told, a value is missing", "或因缺少数值而无法判断"};
  return p;
}

std::vector<Proposal> judge(const Judging& judging, const std::vector<Proposal>& before) {
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

/// An error of a rule says which.
std::vector<Proposal> judge_named(const Judging& judging, const std::vector<Proposal>& before) {
  try {
    return judge(judging, before);
  } catch (const InvalidArgument& e) {
    throw InvalidArgument(e.code(), "the finding `" + judging.rule.id + "`: " + e.what(),
                          judging.rule.at.to_string());
  }
}

/// In the order of the file; findings of others are judged after those.
std::vector<Proposal> propose_of(const TaskSet& tasks, std::size_t version, const Progress& progress) {
  const std::vector<FindingRule>& rules = tasks.policies()[version].policy.findings();
  std::map<std::size_t, std::vector<Proposal>> by_rule;
  std::vector<Proposal> firsthand;
  for (const bool of_others : {false, true})
    for (std::size_t r = 0; r < rules.size(); ++r) {
      if ((rules[r].type == FindingRule::Type::same) != of_others) continue;
      const Judging judging{tasks, version, rules[r], progress};
      if (rules[r].type != FindingRule::Type::state && !governed(judging, {})) continue;
      by_rule[r] = judge_named(judging, firsthand);
      if (!of_others) firsthand.insert(firsthand.end(), by_rule[r].begin(), by_rule[r].end());
    }
  std::vector<Proposal> all;
  for (auto& [rule, proposals] : by_rule) std::ranges::move(proposals, std::back_inserter(all));
  return all;
}

// --- the table

template <class Get>
Column text_column(std::string name, const std::vector<ProposedFinding>& rows, Get get) {
  Column c;
  c.name = std::move(name);
  c.type = Column::Type::text;
  for (const ProposedFinding& row : rows) {
    std::string text(get(row));
    c.codes.push_back(static_cast<std::int32_t>(c.words.size()));
    c.valid.push_back(text.empty() ? 0 : 1);
    c.words.push_back(std::move(text));
  }
  return c;
}

Column real_column(std::string name, const std::vector<ProposedFinding>& rows,
                   std::optional<double> ProposedFinding::*member) {
  Column c;
  c.name = std::move(name);
  c.type = Column::Type::real;
  for (const ProposedFinding& row : rows) {
    c.reals.push_back((row.*member).value_or(0));
    c.valid.push_back(row.*member ? 1 : 0);
  }
  return c;
}

Column n_column(const std::vector<ProposedFinding>& rows) {
  Column c;
  c.name = "n";
  c.type = Column::Type::integer;
  for (const ProposedFinding& row : rows) {
    c.integers.push_back(row.n.value_or(0));
    c.valid.push_back(row.n ? 1 : 0);
  }
  return c;
}

Column as_of_column(const std::vector<ProposedFinding>& rows) {
  Column c;
  c.name = "as_of";
  c.type = Column::Type::date;
  for (const ProposedFinding& row : rows) c.days.push_back(row.as_of.days());
  return c;
}

} // namespace

std::vector<Proposal> judge_state(const Judging& judging) {
  const FindingRule& rule = judging.rule;
  const TaskSet& tasks = judging.tasks;
  const Evaluator evaluator(tasks.facts());
  Viewpoint from = judging.viewpoint();
  std::vector<Proposal> out;
  if (!rule.kind) {
    if (!governed(judging, {})) return out;
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
    if (!governed(judging, from.subject)) continue;
    if (rule.where && evaluator.judge(*rule.where, from) != Truth::yes) continue;
    const Truth holds = evaluator.judge(rule.must, from);
    if (holds != Truth::yes)
      out.push_back(not_so(judging, table.kind().name, std::string(table.id(row)), holds));
  }
  return settled(std::move(out));
}

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

Frame to_frame(const std::vector<ProposedFinding>& rows) {
  using F = ProposedFinding;
  const auto text = [&](const char* name, auto get) { return text_column(name, rows, get); };
  return Frame({text("finding", [](const F& f) { return f.finding; }),
                text("policy", [](const F& f) { return f.policy; }),
                text("clause", [](const F& f) { return f.clause; }),
                text("title", [](const F& f) { return f.title.en; }),
                text("title_zh", [](const F& f) { return f.title.zh; }),
                text("kind", [](const F& f) { return f.kind; }),
                text("subject", [](const F& f) { return f.subject; }),
                text("state", [](const F& f) { return name_of(f.state); }),
                as_of_column(rows),
                text("id", [](const F& f) { return f.id; }),
                text("group", group_text),
                text("period", [](const F& f) { return f.period; }),
                text("measure", [](const F& f) { return f.measure; }),
                real_column("value", rows, &F::value),
                real_column("limit", rows, &F::limit),
                real_column("bound", rows, &F::bound),
                n_column(rows),
                real_column("p_value", rows, &F::p_value),
                real_column("p_adjusted", rows, &F::p_adjusted),
                text("words", [](const F& f) { return f.words.en; }),
                text("words_zh", [](const F& f) { return f.words.zh; }),
                text("fact", [](const F& f) { return fact_json(f); })},
               rows.size());
}

Frame evaluate_findings(const TaskSet& tasks, const Progress& progress) {
  return to_frame(propose_findings(tasks, progress));
}

} // namespace aftercourse
