#include <algorithm>
#include <array>

#include "codes.hpp"
#include "resolve.hpp"

namespace aftercourse {

namespace {

constexpr std::array comparison_names{"equals", "differs", "at_least", "at_most", "above",  "below",
                                      "in",     "not_in",  "contains", "missing", "present"};

} // namespace

std::string_view name_of(Comparison c) noexcept { return comparison_names[static_cast<std::size_t>(c)]; }

namespace reading {

namespace {

Comparison comparison_of(std::string_view op) {
  if (op == "not") return Comparison::differs;
  const auto found = std::find(comparison_names.begin(), comparison_names.end(), op);
  return static_cast<Comparison>(found - comparison_names.begin());
}

bool orders(Comparison c) {
  return c == Comparison::at_least || c == Comparison::at_most || c == Comparison::above ||
         c == Comparison::below;
}

bool has_order(FieldType t) {
  return t != FieldType::text && t != FieldType::boolean && t != FieldType::reference;
}

bool comparable(FieldType a, FieldType b) {
  const auto group = [](FieldType t) {
    switch (t) {
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::real:
      return 1;
    case FieldType::text:
    case FieldType::category:
    case FieldType::reference:
      return 2;
    case FieldType::date:
    case FieldType::instant:
      return 3;
    case FieldType::boolean:
      return 4;
    }
    return 0;
  };
  return group(a) == group(b);
}

/// `{path: c.d}`: the other side is a path, too.
void read_right_path(Reader& r, const Node& node, Condition& c, const Scope& scope) {
  c.right_path = read_path(r, node, scope);
  if (c.right_path && scope.known && !comparable(c.operand, c.right_path->type))
    r.error(codes::wrong_path, node,
            "`" + c.right_path->text + "` cannot be compared with " + std::string(name_of(c.operand)));
}

Condition read_comparison(Reader& r, Comparison op, const Node& node, const Left& left, const Scope& scope) {
  Condition c = left.made;
  c.comparison = op;
  c.at = r.at(node);
  if (orders(op) && !has_order(c.operand))
    r.error(codes::wrong_value, node, "a " + std::string(name_of(c.operand)) + " is neither more nor less",
            "`equals`, `not`, `in`, `not_in`");
  if (op == Comparison::contains && !c.left.list && c.operand != FieldType::text)
    r.error(codes::wrong_value, node, "`" + c.left.text + "` is neither a list nor a text");
  if (node.is_mapping()) {
    if (const Node* path = node.find("path"); path && node.keys.size() == 1)
      read_right_path(r, *path, c, scope);
    else
      r.error(codes::wrong_form, node, "this is no value", "a value, or `{path: ...}`");
    return c;
  }
  Expectation expected;
  expected.type = c.operand;
  expected.labels = left.labels;
  const bool several = op == Comparison::in || op == Comparison::not_in;
  if (several && !node.is_sequence() && !node.is_word())
    r.error(codes::wrong_form, node, "one value is no list", "a list of values");
  if (!several && node.is_sequence()) {
    r.error(codes::wrong_form, node, "a list is no value", "one value, or `in: [...]`");
    return c;
  }
  for (const Node* item : as_list(node)) c.right.push_back(read_operand(r, *item, expected));
  return c;
}

Condition joined(Condition::Type type, std::vector<Condition> parts, Location at) {
  if (parts.size() == 1) return std::move(parts.front());
  Condition c;
  c.type = type;
  c.at = std::move(at);
  c.children = std::move(parts);
  return c;
}

Condition constant(Reader& r, const Node& node, bool value) {
  Condition c;
  c.value = value;
  c.at = r.at(node);
  return c;
}

Condition read_list(Reader& r, Condition::Type type, const Node& node, const Scope& scope) {
  if (node.is_sequence() && node.items.empty())
    r.error(codes::wrong_form, node, "an empty list says nothing", "conditions");
  std::vector<Condition> parts;
  for (const Node* item : as_list(node)) parts.push_back(read_condition(r, *item, scope));
  return joined(type, std::move(parts), r.at(node));
}

Condition read_negation(Reader& r, const Node& node, const Scope& scope) {
  Condition c;
  c.type = Condition::Type::negation;
  c.at = r.at(node);
  c.children.push_back(read_condition(r, node, scope));
  return c;
}

Condition read_term(Reader& r, const Node& node, const Scope& scope) {
  const auto found = r.terms.find(node.text);
  if (found == r.terms.end()) {
    r.error(codes::unknown_term, node, "unknown term `" + node.text + "`", "a term, or `{path: value}`",
            suggest(node.text, keys_of(r.terms)));
    return constant(r, node, true);
  }
  found->second.used = true;
  if (std::find(r.open_terms.begin(), r.open_terms.end(), node.text) != r.open_terms.end()) {
    r.report.error(codes::term_cycle, r.at(node), "the term `" + node.text + "` means itself", "", "",
                   r.at(*found->second.key));
    return constant(r, node, true);
  }
  r.open_terms.push_back(node.text);
  Condition c = read_condition(r, *found->second.node, scope);
  r.open_terms.pop_back();
  c.term = node.text;
  return c;
}

Condition read_compare(Reader& r, const Node& key, const Node& node, const Scope& scope) {
  Left left;
  left.made.type = Condition::Type::compare;
  left.made.at = r.at(key);
  const auto path = read_path(r, key, scope);
  if (!path) return constant(r, key, true);
  left.made.left = *path;
  left.made.operand = path->type;
  if (path->type == FieldType::category)
    left.labels = r.vocabulary.field(path->end_kind, path->steps.back().field).labels;
  return read_comparisons(r, node, left, scope);
}

Condition read_entry(Reader& r, const Node& key, const Node& node, const Scope& scope) {
  if (key.text == "all") return read_list(r, Condition::Type::all, node, scope);
  if (key.text == "any") return read_list(r, Condition::Type::any, node, scope);
  if (key.text == "not") return read_negation(r, node, scope);
  if (is_fold(key.text)) return read_fold(r, key, node, scope);
  return read_compare(r, key, node, scope);
}

} // namespace

const std::vector<std::string>& comparison_words() {
  static const std::vector<std::string> words = {"at_least", "at_most", "above",  "below",   "equals",
                                                 "not",      "in",      "not_in", "contains"};
  return words;
}

bool is_comparison(std::string_view key) {
  const auto& words = comparison_words();
  return std::find(words.begin(), words.end(), key) != words.end();
}

Condition read_comparisons(Reader& r, const Node& node, const Left& left, const Scope& scope) {
  if (node.is_sequence()) return read_comparison(r, Comparison::in, node, left, scope);
  if (node.is_word() && (node.text == "present" || node.text == "missing")) {
    Condition c = left.made;
    c.at = r.at(node);
    c.comparison = node.text == "present" ? Comparison::present : Comparison::missing;
    return c;
  }
  if (!node.is_mapping() || node.find("path"))
    return read_comparison(r, left.made.left.list ? Comparison::contains : Comparison::equals, node, left,
                           scope);
  const Keys keys(r, node, comparison_words(), "a comparison");
  std::vector<Condition> parts;
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    if (is_comparison(node.keys[i].text))
      parts.push_back(read_comparison(r, comparison_of(node.keys[i].text), node.items[i], left, scope));
  if (node.keys.empty()) r.error(codes::wrong_form, node, "nothing is compared", "a comparison");
  if (parts.empty()) return constant(r, node, true);
  return joined(Condition::Type::all, std::move(parts), r.at(node));
}

Condition read_condition(Reader& r, const Node& node, const Scope& scope) {
  constexpr std::size_t most = 100'000; // terms within terms can grow without end
  if (++r.conditions > most) {
    if (r.conditions == most + 1) r.error(codes::too_large, node, "the terms expand to too many conditions");
    return constant(r, node, true);
  }
  if (node.is_sequence()) return read_list(r, Condition::Type::all, node, scope);
  if (node.is_word() && (node.text == "true" || node.text == "false"))
    return constant(r, node, node.text == "true");
  if (node.is_word()) return read_term(r, node, scope);
  if (!node.is_mapping() || node.keys.empty()) {
    r.error(codes::wrong_form, node, std::string(name_of(node.type)) + " is no condition",
            "a term, or `{path: value}`");
    return constant(r, node, true);
  }
  std::vector<Condition> parts;
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    if (node.keys[i].is_scalar()) parts.push_back(read_entry(r, node.keys[i], node.items[i], scope));
  return joined(Condition::Type::all, std::move(parts), r.at(node));
}

Condition read_where(Reader& r, const Node& node, std::size_t kind, const Scope& scope) {
  return read_condition(r, node, scope.inside(kind));
}

} // namespace reading

} // namespace aftercourse
