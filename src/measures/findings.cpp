// Findings: the rows for which a state of affairs that a clause demands does not hold.
#include <aftercourse/measures/evaluate.hpp>

#include <algorithm>

#include <aftercourse/tasks/governing.hpp>

namespace aftercourse {

namespace {

Column texts(std::string name) {
  Column c;
  c.name = std::move(name);
  c.type = Column::Type::text;
  return c;
}

void add(Column& c, std::string text) {
  c.codes.push_back(static_cast<std::int32_t>(c.words.size()));
  c.valid.push_back(text.empty() ? 0 : 1);
  c.words.push_back(std::move(text));
}

/// The columns of the result, filled row by row.
struct Findings {
  Column finding = texts("finding"), policy = texts("policy"), clause = texts("clause"),
         title = texts("title"), title_zh = texts("title_zh"), kind = texts("kind"),
         subject = texts("subject"), state = texts("state"), as_of;
  std::size_t rows = 0;

  Findings() {
    as_of.name = "as_of";
    as_of.type = Column::Type::date;
  }

  void note(const Policy& p, const FindingRule& rule, std::string of_kind, std::string id, Truth holds,
            Date day) {
    add(finding, rule.id);
    add(policy, p.name());
    add(clause, rule.clause);
    add(title, rule.title.en);
    add(title_zh, rule.title.zh);
    add(kind, std::move(of_kind));
    add(subject, std::move(id));
    add(state, holds == Truth::unknown ? "unknown" : "found");
    as_of.days.push_back(day.days());
    ++rows;
  }
};

void judge(const TaskSet& tasks, std::size_t version, const FindingRule& rule, Findings& findings) {
  const Evaluator evaluator(tasks.facts());
  const Adopted& adopted = tasks.policies()[version];
  const auto governed = [&](Place subject) {
    return governs(tasks.policies(), version, evaluator, tasks.as_of(), {{}, subject, tasks.as_of()});
  };
  Viewpoint from;
  from.day = from.parameters_on = tasks.as_of();
  from.policy = &adopted;
  if (tasks.as_of() < adopted.adoption.on) return;
  if (!rule.kind) {
    if (!governed({})) return;
    const Truth holds = evaluator.judge(rule.must, from);
    if (holds != Truth::yes) findings.note(adopted.policy, rule, "", "", holds, tasks.as_of());
    return;
  }
  const Table& table = tasks.facts().table(*rule.kind);
  std::vector<Row> rows;
  for (Row row = 0; row < table.size(); ++row)
    if (table.alive(row)) rows.push_back(row);
  std::sort(rows.begin(), rows.end(), [&](Row a, Row b) { return table.id(a) < table.id(b); });
  for (const Row row : rows) {
    from.subject = from.row = {*rule.kind, row};
    if (!governed(from.subject)) continue;
    if (rule.where && evaluator.judge(*rule.where, from) != Truth::yes) continue;
    const Truth holds = evaluator.judge(rule.must, from);
    if (holds != Truth::yes)
      findings.note(adopted.policy, rule, table.kind().name, std::string(table.id(row)), holds,
                    tasks.as_of());
  }
}

} // namespace

Frame evaluate_findings(const TaskSet& tasks) {
  Findings f;
  for (std::size_t version = 0; version < tasks.policies().size(); ++version)
    for (const FindingRule& rule : tasks.policies()[version].policy.findings())
      judge(tasks, version, rule, f);
  std::vector<Column> columns;
  for (Column* c :
       {&f.finding, &f.policy, &f.clause, &f.title, &f.title_zh, &f.kind, &f.subject, &f.state, &f.as_of})
    columns.push_back(std::move(*c));
  return Frame(std::move(columns), f.rows);
}

} // namespace aftercourse
