#include <algorithm>
#include <array>

#include "codes.hpp"
#include "kernel_kinds.hpp"
#include "resolve.hpp"

namespace aftercourse {

namespace {

constexpr std::array fold_names{"exists", "count", "mean", "sum", "max", "min", "first", "latest"};

} // namespace

std::string_view name_of(Fold f) noexcept { return fold_names[static_cast<std::size_t>(f)]; }

namespace reading {

namespace {

constexpr std::string_view none = "none", failed_attempts = "failed_attempts";

bool is_number(FieldType t) {
  return t == FieldType::integer || t == FieldType::decimal || t == FieldType::real;
}

/// The type of what the fold gives.
FieldType result_of(Fold fold, const Path& left) {
  switch (fold) {
  case Fold::exists:
  case Fold::count:
    return FieldType::integer;
  case Fold::mean:
  case Fold::sum:
    return left.type == FieldType::real ? FieldType::real : FieldType::decimal;
  case Fold::max:
  case Fold::min:
  case Fold::first:
  case Fold::latest:
    return left.type;
  }
  return left.type;
}

Condition negated(Condition c) {
  Condition out;
  out.type = Condition::Type::negation;
  out.at = c.at;
  out.children.push_back(std::move(c));
  return out;
}

/// Only the keys that compare, as a node of their own.
Node comparisons_of(const Node& node) {
  Node out;
  out.type = Node::Type::mapping;
  out.line = node.line;
  out.column = node.column;
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    if (is_comparison(node.keys[i].text)) {
      out.keys.push_back(node.keys[i]);
      out.items.push_back(node.items[i]);
    }
  return out;
}

void check_value(Reader& r, const Node& of, const Condition& c, bool given) {
  const std::string fold(name_of(c.fold));
  const bool needs_value = c.fold != Fold::exists && c.fold != Fold::count;
  if (needs_value && !given)
    r.error(codes::wrong_path, of, "`" + fold + "` needs a value to fold", "`kind.field`");
  else if (given && (c.fold == Fold::mean || c.fold == Fold::sum) && !is_number(c.left.type))
    r.error(codes::wrong_path, of, "`" + c.left.text + "` is no number", "a number");
  else if (given && (c.fold == Fold::exists || (c.fold == Fold::count && !c.distinct)))
    r.error(codes::wrong_path, of, "`" + fold + "` counts facts, not values",
            c.fold == Fold::count ? "a kind, or `distinct: true`" : "a kind");
  else if (!given && c.distinct)
    r.error(codes::wrong_path, of, "`distinct` needs a value to tell apart", "`of: kind.field`");
}

/// `of`, `where`, `link`, `within` and `distinct`. False when the kind is unknown.
bool read_rows_of_fold(Reader& r, const Node& node, Condition& c, const Scope& scope) {
  const Node* of = node.is_mapping() ? node.find("of") : &node;
  if (!of) {
    r.error(codes::missing_key, node, "`" + std::string(name_of(c.fold)) + "` needs `of`", "`of: kind`");
    return false;
  }
  const auto rows = read_rows(r, *of, scope);
  if (!rows) return false;
  const auto get = [&](const char* key) { return node.is_mapping() ? node.find(key) : nullptr; };
  if (rows->value) c.left = *rows->value;
  if (const Node* distinct = get("distinct")) c.distinct = read_boolean(r, *distinct).value_or(false);
  check_value(r, *of, c, rows->value.has_value());
  c.kinds = {rows->kind};
  c.links = {read_link(r, *of, get("link"), rows->kind, scope)};
  if (const Node* where = get("where")) c.children.push_back(read_where(r, *where, rows->kind, scope));
  if (const Node* dated = get("dated"))
    if (const auto choice = read_choice(r, *dated, {"up_to", "in_force", "any"}))
      c.dated = static_cast<Dated>(*choice);
  if (c.dated == Dated::in_force && !r.vocabulary.spans(rows->kind))
    r.error(codes::wrong_value, *get("dated"), with_article(r.vocabulary.name(rows->kind)) + " has no span",
            "a kind with `starts` and `ends`");
  if (const Node* within = get("within")) c.within = read_period(r, *within, true);
  return true;
}

void check_keys(Reader& r, const Node& node, Fold fold) {
  if (!node.is_mapping()) return;
  std::vector<std::string> known = {"of", "where", "within", "link", "dated"};
  if (fold == Fold::count) known.emplace_back("distinct");
  if (fold != Fold::exists) known.insert(known.end(), comparison_words().begin(), comparison_words().end());
  const Keys keys(r, node, known, "`" + std::string(name_of(fold)) + "`");
}

Condition reached_is_false(Reader& r, const Node& node, std::size_t kind, std::size_t field) {
  Condition c;
  c.type = Condition::Type::compare;
  c.at = r.at(node);
  c.left.text = kernel::reached;
  c.left.at = c.at;
  c.left.root = Path::Root::row;
  c.left.root_kind = c.left.end_kind = kind;
  c.left.steps = {{Step::Type::value, kind, field}};
  c.left.type = c.operand = FieldType::boolean;
  c.right.resize(1);
  c.right.front().literal = false;
  return c;
}

/// Contact attempts, and what would have been evidence had the learner been reached.
Condition read_failed_attempts(Reader& r, const Node& key, const Node& node, const Scope& scope) {
  Left left;
  Condition& c = left.made;
  c.type = Condition::Type::fold;
  c.at = r.at(key);
  c.fold = Fold::count;
  c.operand = FieldType::integer;
  c.dated = Dated::in_window;
  std::vector<std::size_t> kinds = scope.evidence;
  if (const auto attempt = r.vocabulary.find_kind(kernel::contact_attempt))
    kinds.insert(kinds.begin(), *attempt);
  for (const std::size_t kind : kinds) {
    const auto reached = r.vocabulary.find_field(kind, kernel::reached);
    if (!reached || r.vocabulary.field(kind, *reached).type != FieldType::boolean) continue;
    const auto link = usual_link(r.vocabulary, kind, scope);
    if (!link || std::find(c.kinds.begin(), c.kinds.end(), kind) != c.kinds.end()) continue;
    c.kinds.push_back(kind);
    c.links.push_back(*link);
    c.children.push_back(reached_is_false(r, key, kind, *reached));
  }
  if (c.kinds.empty() && scope.known)
    r.error(codes::no_link, key, "no attempt can be tied to the task", "a subject that learners refer to");
  return read_comparisons(r, node, left, scope);
}

} // namespace

bool is_fold(std::string_view key) noexcept {
  return key == none || key == failed_attempts ||
         std::find(fold_names.begin(), fold_names.end(), key) != fold_names.end();
}

Condition read_fold(Reader& r, const Node& key, const Node& node, const Scope& scope) {
  if (key.text == failed_attempts) return read_failed_attempts(r, key, node, scope);
  Left left;
  Condition& c = left.made;
  c.type = Condition::Type::fold;
  c.at = r.at(key);
  const auto named = std::find(fold_names.begin(), fold_names.end(), key.text);
  c.fold = key.text == none ? Fold::exists : static_cast<Fold>(named - fold_names.begin());
  check_keys(r, node, c.fold);
  if (!read_rows_of_fold(r, node, c, scope)) return c;
  c.operand = result_of(c.fold, c.left);
  if (key.text == none) return negated(std::move(c));
  if (c.fold == Fold::exists) return c;
  if (c.operand == FieldType::category)
    left.labels = r.vocabulary.field(c.left.end_kind, c.left.steps.back().field).labels;
  const Node compared = comparisons_of(node);
  if (compared.keys.empty()) {
    r.error(codes::missing_key, node, "`" + key.text + "` is compared with nothing", "`at_least: 2`");
    return c;
  }
  return read_comparisons(r, compared, left, scope);
}

} // namespace reading

} // namespace aftercourse
