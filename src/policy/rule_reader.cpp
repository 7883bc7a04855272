#include "codes.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

const std::vector<std::string> rule_keys = {
    "id",         "was",         "title",        "clause",     "after",  "each",     "where",
    "if_unknown", "window",      "do",           "by",         "sample", "channels", "asks",
    "done_by",    "accepted_by", "remind",       "missed",     "every",  "while",    "until",
    "reset_by",   "void_by",     "include_from", "decided_at", "early",  "if_moved", "mission"};

void read_names(Reader& r, Keys& keys, Rule& rule) {
  if (const Node* title = keys["title"]) rule.title = read_title(r, *title);
  if (const Node* clause = keys["clause"]) rule.clause = read_text(r, *clause, "a clause").value_or("");
  if (const Node* mission = keys["mission"]) rule.mission = read_texts(r, *mission, "an id");
  rule.act = rule.id;
  if (const Node* act = keys["do"]) rule.act = read_text(r, *act, "a word for the duty").value_or("");
}

void read_include_from(Reader& r, const Node& node, Rule& rule) {
  const auto text = read_text(r, node, "a date, or `always`");
  if (!text) return;
  rule.include_earlier = *text == "always";
  if (rule.include_earlier) return;
  rule.include_from = Date::parse(*text);
  if (!rule.include_from)
    r.error(codes::wrong_value, node, "`" + *text + "` is no date",
            "a date such as `2026-01-01`, or `always`");
}

void read_conditions(Reader& r, const Keys& keys, Rule& rule, const Scope& scope) {
  if (const Node* where = keys["where"]) rule.where = read_condition(r, *where, scope);
  if (const Node* unknown = keys["if_unknown"])
    if (const auto choice = read_choice(r, *unknown, {"include", "exclude", "ask"}))
      rule.if_unknown = static_cast<IfUnknown>(*choice + 1);
  if (const Node* decided = keys["decided_at"]) rule.decided_at = read_date_path(r, *decided, scope);
  if (const Node* from = keys["include_from"]) read_include_from(r, *from, rule);
}

void read_discharge(Reader& r, Keys& keys, Rule& rule, const Scope& scope) {
  if (const Node* done_by = keys.require("done_by", "the kind of fact that discharges it"))
    rule.done_by = read_evidence(r, *done_by, scope);
  if (const Node* accepted = keys["accepted_by"])
    rule.accepted_by = read_acceptance(r, *accepted, rule.done_by, scope);
  if (const Node* early = keys["early"]) rule.early_counts = read_choice(r, *early, {"counts"}).has_value();
  if (const Node* moved = keys["if_moved"]) rule.redo_if_moved = read_choice(r, *moved, {"redo"}).has_value();
}

void read_when(Reader& r, Keys& keys, const Node& node, Rule& rule, const Scope& scope,
               const Node* policy_void_by) {
  read_window(r, keys["window"], rule, scope);
  if (!rule.window_given && !rule.after.whole_period)
    r.error(codes::missing_key, node, "the rule says nothing of when", "`window: {from: ..., to: ...}`");
  read_recurrence(r, keys, rule, scope);
  if (const Node* void_by = keys["void_by"]) rule.void_by = read_void_by(r, *void_by, scope, false);
  if (!policy_void_by) return;
  for (VoidBy& general : read_void_by(r, *policy_void_by, scope, true))
    rule.void_by.push_back(std::move(general));
}

void read_how(Reader& r, const Keys& keys, Rule& rule, const Scope& scope) {
  if (const Node* by = keys["by"]) read_by(r, *by, rule, scope);
  if (const Node* sample = keys["sample"]) rule.sample = read_sample(r, *sample, scope);
  if (const Node* channels = keys["channels"]) rule.channels = read_channels(r, *channels, scope);
  if (const Node* asks = keys["asks"]) rule.asks = read_texts(r, *asks, "a topic");
  if (const Node* remind = keys["remind"]) rule.remind = read_reminders(r, *remind, scope);
  if (const Node* missed = keys["missed"]) rule.missed = read_notices(r, *missed, scope);
}

} // namespace

std::vector<const Node*> parents_of(const Node& rule_node) {
  std::vector<const Node*> out;
  const auto add = [&](std::string_view key, std::string_view relation) {
    const Node* node = rule_node.find(key);
    const Node* parents = node && node->is_mapping() ? node->find(relation) : nullptr;
    if (!parents) return;
    for (const Node* parent : as_list(*parents))
      if (parent->is_scalar()) out.push_back(parent);
  };
  add("after", "task");
  add("after", "missed");
  add("each", "done");
  return out;
}

void read_rule(Reader& r, const Node& node, std::size_t index, const Node* policy_void_by) {
  Rule& rule = r.rules[index];
  Keys keys(r, node, rule_keys, "a rule");
  if (!keys) return;
  read_names(r, keys, rule);
  r.rule_known[index] = true;
  if (const Node* after = keys.require("after", "what the duty follows"))
    read_anchor(r, *after, rule);
  else
    r.rule_known[index] = false;
  read_subjects(r, node, rule);
  Scope scope = scope_of(rule, r.rule_known[index]);
  read_discharge(r, keys, rule, scope);
  scope.evidence = kinds_of(rule.done_by);
  read_conditions(r, keys, rule, scope);
  read_when(r, keys, node, rule, scope, policy_void_by);
  read_how(r, keys, rule, scope);
}

} // namespace aftercourse::reading
