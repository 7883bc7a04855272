#include "codes.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

/// Letters, underscores and dots: `finding.rectify_by`, never `5 days`.
bool looks_like_path(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == text.npos;
}

/// A period from the anchor day, a path to a date, or `{of: path, plus: period}`.
Bound read_bound(Reader& r, const Node& node, const Scope& scope) {
  Bound bound;
  bound.plus.at = r.at(node);
  if (node.is_mapping()) {
    Keys keys(r, node, {"of", "plus"}, "a bound");
    if (const Node* of = keys.require("of", "a path to a date")) bound.of = read_date_path(r, *of, scope);
    if (const Node* plus = keys["plus"]) bound.plus = read_period(r, *plus);
    return bound;
  }
  if (node.is_word() && looks_like_path(node.text) && !r.parameter_uses.contains(node.text))
    bound.of = read_date_path(r, node, scope);
  else
    bound.plus = read_period(r, node);
  return bound;
}

void read_series(Reader& r, const Keys& keys, Rule& rule, const Scope& scope) {
  const Node* reset = keys["reset_by"];
  if (const Node* every = keys["every"]) {
    rule.series.emplace();
    rule.series->every = read_period(r, *every, true);
  } else if (reset) {
    r.error(codes::missing_key, *reset, "`reset_by` starts a series again", "`every: 1 year`");
  }
  if (!reset || !rule.series) return;
  for (const Node* fact : as_list(*reset)) {
    rule.series->reset_by.push_back(read_evidence(r, *fact, scope));
    if (rule.series->reset_by.back().type != Evidence::Type::fact)
      r.error(codes::wrong_form, *fact, "a series is started again by a fact", "a kind");
  }
}

/// Dates that end the duty; none of them counts from the anchor day.
void read_until(Reader& r, const Node& node, Rule& rule, const Scope& scope) {
  for (const Node* item : as_list(node)) {
    Bound bound = read_bound(r, *item, scope);
    if (!bound.of && item->is_scalar())
      r.error(codes::wrong_form, *item, "a period is no date",
              "a path to a date, or `{of: path, plus: period}`");
    rule.until.push_back(std::move(bound));
  }
}

} // namespace

void read_window(Reader& r, const Node* node, Rule& rule, const Scope& scope) {
  rule.window_given = node != nullptr;
  if (!node) return;
  Keys keys(r, *node, {"to", "from", "roll"}, "a window");
  if (const Node* from = keys["from"]) rule.from = read_bound(r, *from, scope);
  if (const Node* to = keys.require("to", "a period, or a path to a date"))
    rule.to = read_bound(r, *to, scope);
  if (const Node* roll = keys["roll"])
    if (const auto choice = read_choice(r, *roll, {roll_names.begin(), roll_names.end()}))
      rule.roll = static_cast<Roll>(*choice);
}

void read_recurrence(Reader& r, const Keys& keys, Rule& rule, const Scope& scope) {
  read_series(r, keys, rule, scope);
  if (const Node* lasting = keys["while"]) {
    rule.lasting = read_path(r, *lasting, scope);
    if (rule.lasting && (!rule.lasting->ends_in_row() || !r.vocabulary.spans(rule.lasting->end_kind)))
      r.error(codes::wrong_path, *lasting, "`" + rule.lasting->text + "` has no start and end",
              "a path to a fact with `starts` and `ends`");
  }
  if (const Node* until = keys["until"]) read_until(r, *until, rule, scope);
}

std::vector<VoidBy> read_void_by(Reader& r, const Node& node, const Scope& scope, bool of_policy) {
  std::vector<VoidBy> out;
  for (const Node* item : as_list(node)) {
    const std::string& name =
        item->is_mapping() && !item->keys.empty() ? item->keys.front().text : item->text;
    const auto kind = r.vocabulary.find_kind(name.substr(0, name.find('.')));
    if (of_policy && item->is_scalar() && kind &&
        (!scope.known || (scope.subject != kind && !usual_link(r.vocabulary, *kind, scope))))
      continue; // means other rules
    Evidence fact = read_evidence(r, *item, scope);
    if (fact.type != Evidence::Type::fact)
      r.error(codes::wrong_form, *item, "a task becomes void by a dated fact", "a kind, or `kind.date`");
    out.push_back(
        {fact.kind, fact.date_field, fact.own, std::move(fact.link), std::move(fact.where), fact.at});
  }
  return out;
}

} // namespace aftercourse::reading
