// Explaining a number: what it is, which tasks or facts stand in it, and what was left out.
#include <algorithm>
#include <cmath>
#include <map>

#include <aftercourse/base/error.hpp>

#include "asked_parts.hpp"
#include "explain_row.hpp"
#include "shown.hpp"

namespace aftercourse {

namespace {

std::string number(double v) {
  if (v == std::floor(v) && std::abs(v) < 1e15) return std::to_string(static_cast<long long>(v));
  std::string text = std::to_string(v);
  while (text.back() == '0') text.pop_back();
  return text;
}

/// To hundredths of a per cent, but with more digits where those would make it a whole one: 89.996 % does not
/// reach a limit of 90 %.
std::string percent(double v) {
  const auto is_whole = [](double x) { return std::abs(x - std::round(x)) < 1e-9; };
  double shown = v * 100;
  for (double scale = 100; scale <= 1e6; scale *= 10) {
    shown = std::round(v * 100 * scale) / scale;
    if (!is_whole(shown) || is_whole(v * 100)) break;
  }
  return number(shown) + " %";
}

bool in_percent(MeasureRule::Type t) {
  return is_share(t) || t == MeasureRule::Type::distribution || t == MeasureRule::Type::curve;
}

Explanation statement(const char* topic, std::string en, std::string zh) {
  return {topic, std::move(en), std::move(zh), {}, {}};
}

/// Things of one sort by name, as many as were asked for.
struct Named {
  std::size_t count = 0;
  std::vector<std::string> names;

  template <class Name>
  void add(std::size_t most, Name&& name) {
    if (++count <= most) names.push_back(name());
  }
  /// Nothing where no names were asked for: how many there are stands above.
  void list(const char* topic, Explanation& under) const {
    for (const std::string& name : names) under.details.push_back(statement(topic, name, name));
    if (names.empty()) return;
    if (const std::string rest = std::to_string(count - names.size()); count > names.size())
      under.details.push_back(statement("more", "and " + rest + " more", "另有 " + rest + " 项"));
  }
};

/// Whether a row of the columns belongs to the group that is explained.
bool belongs(const std::vector<WordColumn>& columns, std::size_t at, const std::vector<std::string>& group) {
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (columns[c].text(at) != group[c]) return false;
  return true;
}

/// How a state stands in a rate: in the sentence after its number.
struct Standing {
  bool counted;
  std::string en, zh;
};
Standing standing(State s, bool fell_due) {
  const std::string name(name_of(s)), zh(zh_name_of(s));
  if (s == State::done && !fell_due) return {false, "done early: not due yet", "项提前完成：尚未到期"};
  if (s == State::done) return {true, "done in time", "项按期完成"};
  if (s == State::done_late || s == State::overdue) return {true, name, "项" + zh};
  if (s == State::submitted && fell_due) return {true, "submitted, not yet accepted", "项已提交，待确认"};
  return {false, name + ": not in the denominator", "项" + zh + "：不计入分母"};
}

/// How it stands in a curve of completion, to which undone tasks belong for as long as they have been open.
Standing standing_in_curve(State s) {
  const std::string name(name_of(s)), zh(zh_name_of(s));
  if (s == State::done || s == State::done_late) return {true, "done", "项已完成"};
  if (s == State::void_) return {true, "void: can no longer be done", "项已失效：不会再完成"};
  if (s == State::upcoming || s == State::waived || s == State::asked)
    return {false, name + ": not in the curve", "项" + zh + "：不计入曲线"};
  return {true, name + ": not done so far", "项" + zh + "：至今未完成"};
}

Wording tasks_that_count(MeasureRule::Type type, const std::string& day) {
  if (type == MeasureRule::Type::curve)
    return {"tasks that had opened by " + day + "; waived ones are left out",
            "统计截至 " + day + " 已开启的任务；已豁免的不计"};
  return {"tasks due before " + day + "; void and waived ones are left out",
          "统计 " + day + " 之前到期的任务；已失效与已豁免的不计"};
}

void list_tasks(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                const std::vector<std::string>& by, const MeasuredRow& row, std::size_t most,
                Explanation& e) {
  const TaskColumns columns = read_tasks(tasks, asked, query, by, {});
  std::map<std::pair<State, bool>, Named> named;
  for (std::size_t i = 0; i < columns.tasks.size(); ++i) {
    if (!belongs(columns.groups, i, row.group)) continue;
    const TaskIndex task = columns.tasks[i];
    const State state = columns.states[i];
    const bool matters = state == State::done || state == State::submitted;
    const bool fell_due = matters && columns.due[i] < tasks.as_of().days();
    named[{state, fell_due}].add(most, [&] {
      const Rule& rule = tasks.rule_of(tasks.groups()[tasks.group_of(task)]);
      return rule.id + " " + std::string(tasks.facts().table(rule.subject_kind).id(tasks.subjects()[task])) +
             " (" + Date::unchecked(columns.due[i]).to_string() + ")";
    });
  }
  for (const auto& [key, found] : named) {
    const bool of_curve = asked.rule->type == MeasureRule::Type::curve;
    const Standing s = of_curve ? standing_in_curve(key.first) : standing(key.first, key.second);
    const std::string n = std::to_string(found.count);
    found.list("task", e.details.emplace_back(
                           statement(s.counted ? "counted" : "left_out", n + " " + s.en, n + " " + s.zh)));
  }
}

void list_facts(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                const std::vector<std::string>& by, const MeasuredRow& row, std::size_t most,
                Explanation& e) {
  const FactColumns columns = read_facts(tasks, asked, query, by, {});
  const Table& table = tasks.facts().table(asked.rule->kind);
  Named counted, missing;
  for (std::size_t i = 0; i < columns.rows.size(); ++i)
    if (belongs(columns.groups, i, row.group))
      (columns.contributions[i] ? counted : missing).add(most, [&] {
        return table.kind().name + "/" + std::string(table.id(columns.rows[i]));
      });
  const std::string in = std::to_string(counted.count), out = std::to_string(missing.count);
  if (counted.count > 0)
    counted.list("fact", e.details.emplace_back(statement("counted", in + " counted", "计入 " + in + " 条")));
  if (missing.count > 0)
    missing.list("fact", e.details.emplace_back(statement("missing",
                                                          out + " without a value stand beside it, not in it",
                                                          out + " 条无有效值，单列不计")));
}

/// How a response stands in a number: in the sentence after how many there are.
struct ResponseStanding {
  const char* topic;
  std::string en, zh;
};
ResponseStanding standing(Fate fate) {
  switch (fate) {
  case Fate::counted:
    return {"counted", "counted", "份计入"};
  case Fate::unknown_version:
    return {"missing", "of a version of the questionnaire that is not known", "份：问卷版本未知"};
  case Fate::refused:
    return {"missing", "with answers that the questionnaire does not allow", "份：答案不符合问卷"};
  case Fate::other_scale:
    return {"missing", "on another scale than that of the version added last", "份：量表与最新版本不同"};
  case Fate::too_few:
    return {"missing", "with too few of the items answered", "份：作答题数不足"};
  case Fate::no_total:
    return {"missing", "without a total: a role is missing", "份：缺少某一角色，无总分"};
  case Fate::not_asked:
    return {"left_out", "not asked this", "份：未被问及"};
  case Fate::superseded:
    return {"left_out", "followed by a later one of the same person", "份：同一人之后重新提交"};
  }
  return {};
}

std::string definition_of(const MeasureRule& rule, const TaskSet& tasks, bool weighted, bool zh) {
  const Instrument& latest = *tasks.instruments().versions(rule.answers->instrument).back();
  const auto text = [&](const Title& title, const std::string& id) {
    const std::string& own = zh ? title.zh : title.en;
    return own.empty() ? id : own;
  };
  const InstrumentDefinition& d = latest.definition();
  std::string of = zh ? "《" + text(d.title, d.name) + "》" : text(d.title, d.name);
  if (!rule.answers->dimension.empty())
    of += (zh ? "：" : ": ") + text(latest.dimension(rule.answers->dimension).title, rule.answers->dimension);
  if (!rule.answers->item.empty()) of += (zh ? "：" : ": ") + rule.answers->item;
  if (rule.type == MeasureRule::Type::favourable)
    return zh ? of + "；有利回答占有效回答的比例" : of + "; favourable answers among the valid ones";
  if (weighted)
    return zh ? of + "；每位被评价人按角色加权的总分，再取各人平均"
              : of + "; of each person appraised the total weighted over the roles, and of these the mean";
  return zh ? of + "；每人取已答题目的平均分（至少答一半），再取各人平均"
            : of + "; of each person the mean of the items answered, when at least half are, and of these "
                   "the mean over people";
}

void list_responses(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                    const std::vector<std::string>& by, const MeasuredRow& row, std::size_t most,
                    Explanation& e) {
  const MeasureRule& rule = *asked.rule;
  const bool weighted = AskedParts(tasks.instruments(), rule, query, by).is_weighted();
  e.details.push_back(statement("definition", definition_of(rule, tasks, weighted, false),
                                definition_of(rule, tasks, weighted, true)));
  const FactColumns columns = read_facts(tasks, asked, query, by, {});
  const Table& table = tasks.facts().table(rule.kind);
  const auto version = table.kind().at("version");
  std::map<Fate, Named> named;
  std::map<std::string, std::size_t> versions;
  for (std::size_t i = 0; i < columns.rows.size(); ++i) {
    if (!belongs(columns.groups, i, row.group)) continue;
    const Row response = columns.rows[i];
    if (columns.fates[i] == Fate::counted) ++versions[std::string(table.text(response, version))];
    named[columns.fates[i]].add(most, [&] {
      const auto faults = columns.faults.find(response);
      return table.kind().name + "/" + std::string(table.id(response)) +
             (faults == columns.faults.end() ? "" : " (" + faults->second + ")");
    });
  }
  for (const auto& [fate, found] : named) {
    const ResponseStanding s = standing(fate);
    const std::string n = std::to_string(found.count);
    found.list("fact", e.details.emplace_back(statement(s.topic, n + " " + s.en, n + " " + s.zh)));
  }
  if (versions.size() < 2) return;
  std::string text;
  for (const auto& [name, n] : versions)
    text += (text.empty() ? "" : ", ") + (name.empty() ? "?" : name) + ": " + std::to_string(n);
  e.details.push_back(statement("versions", "scored by several versions of the questionnaire: " + text,
                                "按问卷的多个版本评分：" + text));
}

std::string group_text(const std::vector<std::string>& by, const MeasuredRow& row) {
  std::string text;
  for (std::size_t i = 0; i < by.size(); ++i)
    text += (i ? ", " : "") + by[i] + " = " + (row.group[i].empty() ? "(missing)" : row.group[i]);
  if (!row.level.empty()) text += (text.empty() ? "" : ", ") + row.level;
  return text;
}

Explanation headline(const TaskSet& tasks, const AskedMeasure& asked, const std::vector<std::string>& by,
                     const MeasuredRow& row) {
  const std::string group = group_text(by, row), day = tasks.as_of().to_string();
  const std::string value = !row.value                     ? row.state
                            : in_percent(asked.rule->type) ? percent(*row.value)
                                                           : number(*row.value);
  std::string en, zh;
  if (row.out_of > 0 && !is_model(asked.rule->type))
    en = zh = " = " + number(row.of) + " / " + number(row.out_of);
  if (row.bounds.name.starts_with(
          "design (")) { // the share of the sample, weighted by what each draw was taken from
    const std::string sample = number(row.of) + " / " + number(row.out_of);
    en = ", estimated from a sample by its design; of the sample itself " + sample;
    zh = "（按抽样设计由样本估计；样本中为 " + sample + "）";
  }
  const Wording name = title_or(asked.rule->title, row.measure);
  return {"value",
          name.en + (group.empty() ? "" : " (" + group + ")") + " as of " + day + ": " + value + en,
          name.zh + (group.empty() ? "" : "（" + group + "）") + "，截至 " + day + "：" + value + zh,
          {{"measure", row.measure},
           {"numerator", number(row.of)},
           {"denominator", number(row.out_of)},
           {"state", row.state}},
          {}};
}

/// What was asked for beside the groups: days and filters.
void add_question(const EvaluationQuery& query, Explanation& e) {
  Wording words;
  const auto add = [&](const std::string& en, const std::string& zh) {
    words.en += (words.en.empty() ? "Asked for: " : "; ") + en;
    words.zh += (words.zh.empty() ? "查询范围：" : "；") + zh;
  };
  const std::string from = query.from ? query.from->to_string() : "",
                    to = query.to ? query.to->to_string() : "";
  if (query.from && query.to)
    add("from " + from + " to " + to, from + " 至 " + to);
  else if (query.from)
    add("since " + from, from + " 起");
  else if (query.to)
    add("until " + to, "至 " + to);
  for (const auto& [name, values] : query.where) {
    std::string en, zh;
    for (const std::string& value : values) {
      en += (en.empty() ? "" : " or ") + value;
      zh += (zh.empty() ? "" : " 或 ") + value;
    }
    add(name + " = " + en, name + " = " + zh);
  }
  if (!words.empty()) e.details.push_back(statement("question", words.en, words.zh));
}

/// What a measure of measures is made of.
void list_parts(const MeasureRule& rule, Explanation& e) {
  for (const auto& [level, measure] : rule.parts)
    e.details.push_back(statement("part",
                                  "from the measure " + measure + (level.empty() ? "" : " (" + level + ")"),
                                  "取自指标 " + measure + (level.empty() ? "" : "（" + level + "）")));
}

/// The name of an interval in Chinese; that of a statistic's estimator stays.
std::string interval_in_chinese(const std::string& name) {
  static const std::map<std::string_view, std::string_view> whole = {
      {"none (full count)", "无（全部计入，非抽样）"},
      {"wilson", "Wilson 法"},
      {"wilson: only for shares", "Wilson 法仅适用于比例"},
      {"wilson: not given, repeated learners are not independent", "未给出：同一学员重复出现，观测不独立"},
      {"process: only for shares, means and ratios", "过程区间仅适用于比例、均值与比率"},
      {"process: not estimable, fewer than two clusters", "过程区间无法估计：群组不足两个"},
      {"design: only for audited samples", "设计区间仅适用于抽样核查"},
      {"design: not estimable, nothing was verified", "设计区间无法估计：没有核实任何一项"},
      {"design: everything was drawn", "已全部抽取，无抽样误差"}};
  if (const auto found = whole.find(name); found != whole.end()) return std::string(found->second);
  constexpr std::string_view process = "process (";
  if (!name.starts_with(process)) return name;
  return "过程区间（" + name.substr(process.size(), name.find(' ', process.size()) - process.size()) +
         " 个群组）";
}

Explanation interval_statement(const MeasuredRow& row, bool share) {
  std::string range;
  const auto text = [&](double v) { return share ? percent(v) : number(v); };
  if (row.bounds.low && row.bounds.high) range = text(*row.bounds.low) + " … " + text(*row.bounds.high);
  return statement("interval", "Interval: " + row.bounds.name + (range.empty() ? "" : ", " + range),
                   "区间：" + interval_in_chinese(row.bounds.name) + (range.empty() ? "" : "，" + range));
}

Explanation suppressed_statement() {
  const std::string n = std::to_string(fewest_published);
  return statement("suppressed",
                   "fewer than " + n + " people answered: not published, so that nobody can be recognised",
                   "回答人数不足 " + n + " 人：为避免识别个人，不予公布");
}

/// What the number was in the period before, and by how much it changed.
Explanation change_statement(const MeasuredRow& row, bool share) {
  const auto text = [&](double v) { return share ? percent(v) : number(v); };
  const PeriodChange& change = row.change;
  if (!change.previous)
    return statement("change", "Nothing is published of the period before", "上一期没有可公布的数据");
  Wording by{"", ""};
  if (change.value) by = {"; it changed by " + text(*change.value), "；变化 " + text(*change.value)};
  if (change.low && change.high) {
    by.en += ", between " + text(*change.low) + " and " + text(*change.high);
    by.zh += "，区间 " + text(*change.low) + " 至 " + text(*change.high);
  }
  return statement("change", "In the period before it was " + text(*change.previous) + by.en,
                   "上一期为 " + text(*change.previous) + by.zh);
}

EvaluationQuery without_comparison(const EvaluationQuery& query) {
  EvaluationQuery plain = with_days(query);
  plain.versus = Versus::nothing;
  return plain;
}

/// The row of that number among all, and which measure it belongs to.
std::pair<std::size_t, MeasuredRow> row_at(const std::vector<Answered>& answers, std::size_t index) {
  std::size_t rows = 0;
  for (std::size_t m = 0; m < answers.size(); ++m) {
    if (index < rows + answers[m].rows.size()) return {m, answers[m].rows[index - rows]};
    rows += answers[m].rows.size();
  }
  throw NotFound("AC5005",
                 "the result has " + std::to_string(rows) + " rows, none numbered " + std::to_string(index));
}

} // namespace

Wording clause_words(const Policy& policy, const std::string& clause) {
  return {"Asked for by " + (clause.empty() ? "" : "clause " + clause + " of ") + policy.name() + " " +
              policy.version(),
          "依据《" + (policy.title().zh.empty() ? policy.name() : policy.title().zh) + "》" +
              (clause.empty() ? "" : "第 " + clause + " 条")};
}

Explanation explain_row(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                        const std::vector<std::string>& by, const MeasuredRow& row, std::size_t most) {
  const MeasureRule::Type type = asked.rule->type;
  Explanation e = headline(tasks, asked, by, row);
  add_question(query, e);
  if (!row.words.empty()) e.details.push_back(statement("words", row.words.en, row.words.zh));
  if (asked.adopted && !row.clause.empty()) {
    const Wording clause = clause_words(tasks.policies()[*asked.adopted].policy, row.clause);
    e.details.push_back(statement("clause", clause.en, clause.zh));
  }
  if (row.suppressed) {
    e.details.push_back(suppressed_statement());
    return e;
  }
  if (over_tasks(type)) {
    const Wording counted = tasks_that_count(type, tasks.as_of().to_string());
    e.details.push_back(statement("definition", counted.en, counted.zh));
    list_tasks(tasks, asked, query, by, row, most, e);
  } else if (asked.rule->answers) {
    list_responses(tasks, asked, query, by, row, most, e);
  } else if (asked.rule->parts.empty()) {
    list_facts(tasks, asked, query, by, row, most, e);
  } else {
    list_parts(*asked.rule, e);
  }
  if (!row.bounds.name.empty()) e.details.push_back(interval_statement(row, in_percent(type)));
  return e;
}

Explanation explain_value(const TaskSet& tasks, const EvaluationQuery& query, std::size_t index,
                          std::size_t most) {
  const EvaluationQuery asked_query = without_comparison(query);
  const std::vector<Answered> answers = answer(tasks, with_days(query));
  const auto [measure, row] = row_at(answers, index);
  const AskedMeasure asked = find_measures(tasks, asked_query)[measure];
  Explanation e = explain_row(tasks, asked, asked_query, answers[measure].by, row, most);
  if (query.versus != Versus::nothing && !row.suppressed)
    e.details.push_back(change_statement(row, in_percent(asked.rule->type)));
  return e;
}

} // namespace aftercourse
