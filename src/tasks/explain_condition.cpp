#include "explain_condition.hpp"

#include <algorithm>
#include <array>

namespace aftercourse {

namespace {

constexpr std::array<std::string_view, 3> truth_en{"no", "yes", "unknown"};
constexpr std::array<std::string_view, 3> truth_zh{"否", "是", "未知"};

std::string operands(const Evaluator& evaluator, const Condition& c, const Viewpoint& from) {
  if (c.right_path) return c.right_path->text + " (" + to_string(evaluator.value(*c.right_path, from)) + ")";
  std::string text;
  for (const auto& r : c.right)
    (text += text.empty() ? "" : ", ") += to_string(evaluator.literal(r, c.operand, from));
  return text;
}

std::string comparison_en(Comparison c) {
  std::string name(name_of(c));
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string comparison_zh(Comparison c) {
  switch (c) {
  case Comparison::equals:
    return "等于";
  case Comparison::differs:
    return "不等于";
  case Comparison::at_least:
    return "不小于";
  case Comparison::at_most:
    return "不大于";
  case Comparison::above:
    return "大于";
  case Comparison::below:
    return "小于";
  case Comparison::in:
    return "属于";
  case Comparison::not_in:
    return "不属于";
  case Comparison::contains:
    return "包含";
  case Comparison::missing:
    return "缺失";
  case Comparison::present:
    return "已填写";
  }
  return {};
}

std::string kinds_of(const Evaluator& evaluator, const Condition& c) {
  std::string text;
  for (const std::size_t k : c.kinds)
    (text += text.empty() ? "" : " + ") += evaluator.facts().schema().kind(k).name;
  return text;
}

std::string subject_of(const Evaluator& evaluator, const Condition& c, const Viewpoint& from) {
  if (c.type == Condition::Type::compare)
    return c.left.text + " (" + to_string(evaluator.value(c.left, from)) + ")";
  std::string text(name_of(c.fold));
  text += " of " + kinds_of(evaluator, c);
  const Value v = evaluator.fold(c, from);
  text += " (" + (is_missing(v) ? std::string("nothing") : to_string(v)) + ")";
  return text;
}

} // namespace

Explanation explain_condition(const Evaluator& evaluator, const Condition& c, const Viewpoint& from) {
  const auto t = static_cast<std::size_t>(evaluator.judge(c, from));
  Explanation e{"condition", "", "", {{"truth", std::string(truth_en[t])}}, {}};
  const std::string term = c.term.empty() ? "" : c.term + ": ";
  switch (c.type) {
  case Condition::Type::constant:
    e.en = e.zh = c.value ? "always" : "never";
    break;
  case Condition::Type::all:
  case Condition::Type::any:
  case Condition::Type::negation: {
    const bool all = c.type == Condition::Type::all, any = c.type == Condition::Type::any;
    e.en = term + (all ? "all of" : any ? "any of" : "not");
    e.zh = term + (all ? "同时满足" : any ? "满足其一" : "不满足");
    for (const Condition& child : c.children) e.details.push_back(explain_condition(evaluator, child, from));
    break;
  }
  case Condition::Type::compare:
  case Condition::Type::fold: {
    const std::string left = subject_of(evaluator, c, from);
    const bool bare = c.type == Condition::Type::fold && c.fold == Fold::exists;
    const std::string right = bare ? "" : operands(evaluator, c, from);
    e.en = term + left + (bare ? "" : " " + comparison_en(c.comparison) + (right.empty() ? "" : " " + right));
    e.zh = term + left + (bare ? "" : comparison_zh(c.comparison) + right);
    break;
  }
  }
  e.en += ": " + std::string(truth_en[t]);
  e.zh += "：" + std::string(truth_zh[t]);
  return e;
}

namespace {

bool uses(const Condition& c, const std::string& name) {
  const auto is = [&](const auto& setting) { return setting.parameter == name; };
  return std::any_of(c.right.begin(), c.right.end(), is) || (c.within && is(*c.within)) ||
         std::any_of(c.children.begin(), c.children.end(),
                     [&](const Condition& child) { return uses(child, name); });
}

bool uses(const Sample& s, const std::string& name) {
  return (s.share && s.share->parameter == name) || (s.count && s.count->parameter == name);
}

} // namespace

bool uses_parameter(const Rule& rule, const std::string& name) {
  if (rule.from.plus.parameter == name || rule.to.plus.parameter == name) return true;
  if (rule.where && uses(*rule.where, name)) return true;
  if (rule.series && rule.series->every.parameter == name) return true;
  if (rule.sample && uses(*rule.sample, name)) return true;
  if (std::any_of(rule.remind.begin(), rule.remind.end(),
                  [&](const Reminder& r) { return r.before.parameter == name; }))
    return true;
  return std::any_of(rule.channels.begin(), rule.channels.end(),
                     [&](const Channel& c) {
                       return (c.sample && uses(*c.sample, name)) || (c.when && uses(*c.when, name)) ||
                              (c.reply_within && c.reply_within->parameter == name);
                     }) ||
         std::any_of(rule.missed.begin(), rule.missed.end(),
                     [&](const Notice& n) { return n.after.parameter == name; });
}

void explain_absence_of(const TaskSet& tasks, const Adopted& adopted, const Rule& rule, Row subject,
                        Explanation& e) {
  const Snapshot& facts = tasks.facts();
  for (const TaskGroup& g : tasks.groups())
    for (TaskIndex t = g.begin; t < g.begin + g.count; ++t)
      if (&tasks.rule_of(g) == &rule && tasks.subjects()[t] == subject)
        e.details.push_back({"present",
                             "there is a task: occurrence " + std::string(tasks.occurrence_of(g)),
                             "已有任务：" + std::string(tasks.occurrence_of(g)),
                             {},
                             {}});
  if (!e.details.empty()) return;
  if (rule.after.type != Anchor::Type::event) {
    e.details.push_back({"anchor", "its anchor has not occurred for this subject", "其起因尚未发生", {}, {}});
    return;
  }
  // The anchor's fact that the subject itself refers to, or is.
  const Evaluator evaluator(facts);
  Place anchor;
  if (rule.subject_kind == rule.after.kind) anchor = {rule.subject_kind, subject};
  const Kind& kind = facts.schema().kind(rule.subject_kind);
  for (std::size_t f = 0; !anchor && f < kind.fields.size(); ++f)
    if (!kind.fields[f].list && kind.fields[f].target == facts.schema().kind(rule.after.kind).name)
      anchor = {rule.after.kind, facts.table(rule.subject_kind).target(subject, f)};
  const auto day = anchor ? evaluator.day_in(anchor, rule.after.field) : no_day;
  if (day == no_day) {
    e.details.push_back(
        {"anchor",
         "there is no " + facts.schema().kind(rule.after.kind).name + " with a date that it follows",
         "没有可依据的日期",
         {},
         {}});
    return;
  }
  const std::string on = Date::unchecked(day).to_string();
  if (day < adopted.adoption.on.days())
    e.details.push_back(
        {"adoption",
         "its anchor, " + on + ", lies before the adoption on " + adopted.adoption.on.to_string(),
         "起因日期 " + on + " 早于制度施行日 " + adopted.adoption.on.to_string(),
         {},
         {}});
  Viewpoint from;
  from.subject = {rule.subject_kind, subject};
  from.anchor = anchor;
  from.day = Date::unchecked(day);
  from.policy = &adopted;
  from.parameters_on = std::max(from.day, adopted.adoption.on);
  from.settled = day < tasks.as_of().days();
  if (rule.where) e.details.push_back(explain_condition(evaluator, *rule.where, from));
  if (rule.sample) e.details.push_back({"sample", "it may not be in the sample", "可能未被抽中", {}, {}});
}

} // namespace aftercourse
