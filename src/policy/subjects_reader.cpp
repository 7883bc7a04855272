#include <algorithm>

#include "codes.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

/// What a subject may be reached from: the anchor's fact and, for tasks, the parent's subject.
std::vector<Path> origins(const Reader& r, const Rule& rule) {
  std::vector<Path> out;
  const auto add = [&](Path::Root root, std::size_t kind) {
    Path path;
    path.text = r.vocabulary.name(kind);
    path.root = root;
    path.root_kind = path.end_kind = kind;
    out.push_back(std::move(path));
  };
  if (rule.anchor_kind) add(Path::Root::anchor, *rule.anchor_kind);
  if (rule.after.type == Anchor::Type::task || rule.after.type == Anchor::Type::missed)
    add(Path::Root::subject, r.rules[rule.after.rule].subject_kind);
  return out;
}

/// Facts of `kind` that refer to the origin, or to something that the origin refers to.
bool find_referring(const Vocabulary& v, std::size_t kind, const Path& origin, Subjects& each) {
  Scope from;
  from.subject = origin.root_kind;
  const auto link = usual_link(v, kind, from);
  if (!link || v.field(kind, link->ties.front().field).target.empty()) return false;
  each.type = Subjects::Type::referring;
  each.field = link->ties.front().field;
  each.via = link->ties.front().to;
  each.via.root = origin.root;
  return true;
}

bool find_path(Reader& r, const Node& node, const Path& origin, Subjects& each) {
  const std::string first = node.text.substr(0, node.text.find('.'));
  if (!r.vocabulary.find_field(origin.root_kind, first) && first != r.vocabulary.name(origin.root_kind))
    return false;
  Scope from;
  (origin.root == Path::Root::anchor ? from.anchor : from.subject) = origin.root_kind;
  const auto path = read_path(r, node, from);
  if (!path) return true; // reported
  if (!path->ends_in_row())
    r.error(codes::wrong_path, node, "`" + node.text + "` leads to a value", "a path to a fact");
  each.type = Subjects::Type::path;
  each.via = *path;
  each.kind = path->end_kind;
  return true;
}

bool find_from(Reader& r, const Node& node, const Rule& rule, Subjects& each) {
  const auto from = origins(r, rule);
  for (const Path& origin : from) { // the fact or subject itself
    if (r.vocabulary.name(origin.root_kind) != node.text) continue;
    const bool parents = rule.after.type == Anchor::Type::task || rule.after.type == Anchor::Type::missed;
    each.kind = origin.root_kind;
    each.type = parents && origin.root == Path::Root::anchor ? Subjects::Type::path : Subjects::Type::anchor;
    each.via = origin;
    return true;
  }
  for (const Path& origin : from)
    if (find_path(r, node, origin, each)) return true;
  const auto kind = r.vocabulary.find_kind(node.text);
  if (!kind) return false;
  each.kind = *kind;
  for (const Path& origin : from)
    if (r.vocabulary.reference(*kind, origin.root_kind) && find_referring(r.vocabulary, *kind, origin, each))
      return true;
  for (const Path& origin : from)
    if (find_referring(r.vocabulary, *kind, origin, each)) return true;
  return false;
}

/// `{done: rule}` or `{done: [rules]}`: their evidence, which must be of one kind.
void read_done_tasks(Reader& r, const Node& node, Rule& rule, bool& known) {
  const Keys keys(r, node, {"done"}, "`each`");
  const Node* done = keys["done"];
  known = done != nullptr;
  if (!done) return;
  if (rule.after.type != Anchor::Type::period)
    r.error(codes::wrong_form, node, "tasks done are counted over a calendar period",
            "`after: {every: month}`");
  rule.each.type = Subjects::Type::done_tasks;
  std::vector<std::size_t> kinds;
  for (const Node* name : as_list(*done)) {
    const auto parent = read_rule_name(r, *name);
    known = known && parent && r.rule_known[*parent];
    if (!parent) continue;
    rule.each.rules.push_back(*parent);
    for (const std::size_t kind : kinds_of(r.rules[*parent].done_by))
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
  }
  if (known && kinds.size() != 1)
    r.error(codes::wrong_form, node, "the evidence of these tasks is of several kinds",
            "rules with one kind of evidence");
  known = known && kinds.size() == 1;
  if (!known) return;
  rule.each.kind = kinds.front();
}

/// `each:` is missing: the anchor's fact, or the parent's subject.
void take_default(Reader& r, const Node& rule_node, Rule& rule, bool& known) {
  rule.each.type = Subjects::Type::anchor;
  switch (rule.after.type) {
  case Anchor::Type::event:
  case Anchor::Type::amended:
    rule.each.kind = rule.after.kind;
    return;
  case Anchor::Type::task:
  case Anchor::Type::missed:
    rule.each.kind = r.rules[rule.after.rule].subject_kind;
    return;
  case Anchor::Type::period:
    known = false;
    r.error(codes::missing_key, rule_node, "a rule for every calendar period needs `each`", "`each: kind`");
  }
}

} // namespace

void read_subjects(Reader& r, const Node& rule_node, Rule& rule) {
  const auto index = static_cast<std::size_t>(&rule - r.rules.data());
  bool known = r.rule_known[index];
  const Node* node = rule_node.find("each");
  rule.each.at = r.at(node ? *node : rule_node);
  if (!known) return;
  if (!node) {
    take_default(r, rule_node, rule, known);
  } else if (node->is_mapping()) {
    read_done_tasks(r, *node, rule, known);
  } else if (const auto text = read_text(r, *node, "a kind, a path, or `{done: rule}`"); !text) {
    known = false;
  } else if (rule.after.type == Anchor::Type::period) {
    const auto kind = read_kind(r, *node, *text);
    known = kind.has_value();
    rule.each.type = Subjects::Type::all;
    rule.each.kind = kind.value_or(0);
  } else if (!find_from(r, *node, rule, rule.each)) {
    known = false;
    auto names = r.vocabulary.kind_names();
    if (rule.anchor_kind)
      for (auto& field : r.vocabulary.field_names(*rule.anchor_kind)) names.push_back(std::move(field));
    r.error(codes::unknown_path, *node, "`" + *text + "` has nothing to do with what the rule follows",
            "a kind that refers to it, or a path from it", suggest(*text, names));
  }
  rule.subject_kind = rule.each.kind;
  r.rule_known[index] = known;
}

Scope scope_of(const Rule& rule, bool known) {
  Scope scope;
  scope.known = known;
  if (!known) return scope;
  scope.subject = rule.subject_kind;
  scope.anchor = rule.anchor_kind;
  return scope;
}

} // namespace aftercourse::reading
