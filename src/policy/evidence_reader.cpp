#include <algorithm>

#include "codes.hpp"
#include "kernel_kinds.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

constexpr std::string_view evidence_form =
    "a kind, `{kind: {where: ...}}`, `all`, `any`, `at_least` or `for_each`";

/// `kind` or `kind.date`.
bool read_dated_kind(Reader& r, const Node& node, const Scope& scope, Evidence& e) {
  const auto text = read_text(r, node, evidence_form);
  if (!text) return false;
  const std::size_t dot = std::min(text->find('.'), text->size());
  const auto kind = read_kind(r, node, std::string_view(*text).substr(0, dot));
  if (!kind) return false;
  e.kind = *kind;
  const auto field = dot < text->size() ? read_field(r, node, *kind, std::string_view(*text).substr(dot + 1))
                                        : r.vocabulary.dated_by(*kind);
  if (field && r.vocabulary.field(*kind, *field).type != FieldType::date)
    r.error(codes::wrong_path, node, "`" + *text + "` is no date", "`kind.date`");
  else if (!field && dot == text->size())
    r.error(codes::wrong_path, node, with_article(*text) + " has no date", "a kind of fact with a date");
  e.date_field = field.value_or(0);
  e.own = dot < text->size() && scope.subject == kind;
  return true;
}

/// `kind`, or `{kind: {where, link, date}}`.
Evidence read_fact(Reader& r, const Node& name, const Node* details, const Scope& scope) {
  Evidence e;
  e.at = r.at(name);
  if (!read_dated_kind(r, name, scope, e)) return e;
  const Node* link = nullptr;
  if (details) {
    const Keys keys(r, *details, {"where", "link", "date"}, "a kind of evidence");
    if (const Node* where = keys["where"]) e.where = read_where(r, *where, e.kind, scope);
    if (const Node* date = keys["date"])
      if (const auto field = read_field(r, *date, e.kind, date->text)) e.date_field = *field;
    link = keys["link"];
  }
  if (!e.own) e.link = read_link(r, name, link, e.kind, scope);
  return e;
}

Evidence read_parts(Reader& r, Evidence::Type type, const Node& node, const Scope& scope) {
  Evidence e;
  e.type = type;
  e.at = r.at(node);
  for (const Node* part : as_list(node)) e.parts.push_back(read_evidence(r, *part, scope));
  if (e.parts.empty()) r.error(codes::wrong_form, node, "an empty list proves nothing", "kinds of evidence");
  return e;
}

Evidence read_at_least(Reader& r, const Node& node, const Scope& scope) {
  Evidence e;
  e.type = Evidence::Type::at_least;
  e.at = r.at(node);
  Keys keys(r, node, {"n", "of"}, "`at_least`");
  if (const Node* n = keys.require("n", "a number")) e.n = read_integer(r, *n, 1).value_or(1);
  if (const Node* of = keys.require("of", std::string(evidence_form)))
    e.parts.push_back(read_evidence(r, *of, scope));
  return e;
}

/// What `for_each` goes through: a list, or the facts a path ends in.
void read_items(Reader& r, const Node& node, Evidence& e, const Scope& scope) {
  e.each = read_path(r, node, scope);
  if (!e.each) return;
  if (!e.each->list && (e.each->steps.empty() || !e.each->ends_in_row()))
    r.error(codes::wrong_path, node, "`" + e.each->text + "` is neither a list nor facts",
            "a path to a list or to facts");
}

Evidence read_for_each(Reader& r, const Node& node, const Scope& scope) {
  Evidence e;
  e.type = Evidence::Type::for_each;
  e.at = r.at(node);
  Keys keys(r, node, {"path", "named", "of"}, "`for_each`");
  if (const Node* path = keys.require("path", "a path to a list or to facts")) read_items(r, *path, e, scope);
  const Node* of = keys.require("of", "a kind of evidence");
  const Node* named = keys.require("named", "the field of the evidence that says which one it is for");
  if (!of) return e;
  e.parts.push_back(read_evidence(r, *of, scope));
  if (e.parts.front().type != Evidence::Type::fact)
    r.error(codes::wrong_form, *of, "each needs one kind of evidence", "a kind");
  else if (named)
    if (const auto text = read_text(r, *named, "a field"))
      e.each_field = read_field(r, *named, e.parts.front().kind, *text).value_or(0);
  return e;
}

void add_kinds(const Evidence& e, std::vector<std::size_t>& kinds) {
  for (const Evidence& part : e.parts) add_kinds(part, kinds);
  if (e.type == Evidence::Type::fact && std::find(kinds.begin(), kinds.end(), e.kind) == kinds.end())
    kinds.push_back(e.kind);
}

/// The reference by which `kind` concerns each of the kinds of evidence.
std::optional<std::size_t> concerning(const Vocabulary& v, std::size_t kind,
                                      const std::vector<std::size_t>& evidence) {
  if (evidence.size() == 1)
    if (const auto field = v.reference(kind, evidence.front())) return field;
  return v.any_reference(kind);
}

} // namespace

Evidence read_evidence(Reader& r, const Node& node, const Scope& scope) {
  if (node.is_scalar()) return read_fact(r, node, nullptr, scope);
  if (!node.is_mapping() || node.keys.size() != 1) {
    r.error(codes::wrong_form, node, "this is no evidence", std::string(evidence_form));
    return {};
  }
  const Node &key = node.keys.front(), &item = node.items.front();
  if (key.text == "all") return read_parts(r, Evidence::Type::all, item, scope);
  if (key.text == "any") return read_parts(r, Evidence::Type::any, item, scope);
  if (key.text == "at_least") return read_at_least(r, item, scope);
  if (key.text == "for_each") return read_for_each(r, item, scope);
  return read_fact(r, key, &item, scope);
}

Evidence read_acceptance(Reader& r, const Node& node, const Evidence& accepted, const Scope& scope) {
  Evidence e;
  e.at = r.at(node);
  const bool plain = node.is_scalar();
  if (!plain && (!node.is_mapping() || node.keys.size() != 1)) {
    r.error(codes::wrong_form, node, "this accepts nothing", "`decision`, or `{decision: {where: ...}}`");
    return e;
  }
  const Node& name = plain ? node : node.keys.front();
  if (!read_dated_kind(r, name, {}, e)) return e;
  if (!r.vocabulary.find_field(e.kind, kernel::outcome))
    r.error(codes::unknown_field, name, with_article(r.vocabulary.name(e.kind)) + " has no `outcome`",
            "`decision`");
  const auto evidence = kinds_of(accepted);
  const auto field = concerning(r.vocabulary, e.kind, evidence);
  if (field && !evidence.empty()) {
    Path to;
    to.text = r.vocabulary.name(evidence.front());
    to.root = Path::Root::row;
    to.root_kind = to.end_kind = evidence.front();
    e.link.ties.push_back({*field, std::move(to)});
  } else if (scope.known && !evidence.empty()) {
    r.error(codes::no_link, name, with_article(r.vocabulary.name(e.kind)) + " cannot concern the evidence",
            "`decision`");
  }
  if (plain) return e;
  const Keys keys(r, node.items.front(), {"where"}, "an acceptance");
  if (const Node* where = keys["where"]) e.where = read_where(r, *where, e.kind, scope);
  return e;
}

std::vector<std::size_t> kinds_of(const Evidence& evidence) {
  std::vector<std::size_t> kinds;
  add_kinds(evidence, kinds);
  return kinds;
}

} // namespace aftercourse::reading
