#include <algorithm>

#include <aftercourse/base/error.hpp>

#include "codes.hpp"
#include "declarations.hpp"
#include "measure_reader.hpp"
#include "policy_data.hpp"
#include "rule_graph.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

const std::vector<std::string> policy_keys = {"policy",     "title",    "version",    "kinds",   "extend",
                                              "parameters", "terms",    "roles",      "rules",   "void_by",
                                              "measures",   "findings", "scorecards", "examples"};

/// Ids of rules go into readable keys of tasks.
bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::string read_name(Reader& r, const Node& node, std::string_view what) {
  const auto text = read_text(r, node, what);
  if (text && !is_name(*text))
    r.error(codes::wrong_value, node, "`" + *text + "` is no name", "letters, digits and hyphens");
  return text.value_or("");
}

/// Files the id of a rule, or an earlier one.
void file_name(Reader& r, const Node& node, const std::string& name, std::size_t index,
               std::map<std::string, Location>& places) {
  if (name.empty()) return;
  const auto [place, fresh] = places.emplace(name, r.at(node));
  if (fresh)
    r.rule_index.emplace(name, index);
  else
    r.report.error(codes::taken_name, r.at(node), "the rule `" + name + "` is given twice", "", "",
                   place->second);
}

/// First all names, so that rules may refer to later ones.
std::vector<const Node*> name_rules(Reader& r, const Node& node) {
  std::vector<const Node*> nodes;
  if (node.type != Node::Type::null) nodes = as_list(node);
  std::map<std::string, Location> places;
  r.rules.resize(nodes.size());
  r.rule_known.assign(nodes.size(), false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Rule& rule = r.rules[i];
    rule.at = r.at(*nodes[i]);
    if (!nodes[i]->is_mapping()) continue; // read_rule says so
    if (const Node* id = nodes[i]->find("id")) {
      rule.at = r.at(*id);
      rule.id = read_name(r, *id, "the rule's id");
      file_name(r, *id, rule.id, i, places);
    } else {
      r.error(codes::missing_key, *nodes[i], "a rule needs `id`", "letters, digits and hyphens");
    }
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) // after all ids: an earlier name must not be a present one
    if (const Node* was = nodes[i]->find("was"))
      for (const Node* name : as_list(*was)) {
        r.rules[i].was.push_back(read_name(r, *name, "an earlier id"));
        file_name(r, *name, r.rules[i].was.back(), i, places);
      }
  return nodes;
}

/// Terms, parameters and roles stand bare where each other may stand; a name means one thing.
void check_shadows(Reader& r) {
  for (const auto& [name, term] : r.terms)
    for (const Parameter& p : r.parameters)
      if (p.name == name)
        r.report.error(codes::taken_name, r.at(*term.key), "`" + name + "` is a parameter already",
                       "another name", "",
                       p.values.empty() ? std::nullopt : std::optional(p.values.front().at));
  for (const std::string& kind : r.vocabulary.kind_names())
    if (const auto term = r.terms.find(kind); term != r.terms.end())
      r.error(codes::taken_name, *term->second.key, "`" + kind + "` is a kind of fact already",
              "another name");
}

void read_rules(Reader& r, const Node& root, std::vector<std::size_t>& order) {
  const Node* rules = root.find("rules");
  if (!rules) return;
  const auto nodes = name_rules(r, *rules);
  order = order_of_rules(r, nodes);
  for (const std::size_t index : order) read_rule(r, *nodes[index], index, root.find("void_by"));
}

/// The schema with the policy's own kinds; reports what cannot be declared.
Schema extended(Report& report, const Schema& base, const std::vector<Kind>& kinds, const Node& root) {
  try {
    return base.extended(kinds);
  } catch (const Error& e) {
    const Node* at = root.find("kinds") ? root.find("kinds") : root.find("extend");
    report.error(codes::bad_kind, report.at(at ? *at : root), e.what());
    return base;
  }
}

std::vector<Policy::Data::Name> names_of(const Reader& r,
                                         const std::map<std::string, Declared, std::less<>>& declared) {
  std::vector<Policy::Data::Name> out;
  for (const auto& [name, d] : declared) out.push_back({name, d.title, r.at(*d.key), d.used});
  return out;
}

void read_heading(Reader& r, Keys& keys, Policy::Data& data) {
  if (const Node* name = keys.require("policy", "the policy's name"))
    data.name = read_name(r, *name, "a name");
  if (const Node* version = keys["version"]) data.version = read_text(r, *version, "a version").value_or("");
  if (const Node* title = keys["title"]) data.title = read_title(r, *title);
}

void read_body(Reader& r, const Keys& keys, const Node& root, Policy::Data& data) {
  if (const Node* parameters = keys["parameters"]) read_parameters(r, *parameters);
  if (const Node* terms = keys["terms"]) read_terms(r, *terms);
  if (const Node* roles = keys["roles"]) read_roles(r, *roles);
  check_shadows(r);
  read_rules(r, root, data.order);
  if (const Node* measures = keys["measures"]; measures && !measures->items.empty())
    read_measures(r, *measures);
  if (const Node* findings = keys["findings"]; findings && !findings->items.empty())
    read_findings(r, *findings);
  if (const Node* scorecards = keys["scorecards"]; scorecards && !scorecards->is_sequence())
    r.error(codes::wrong_form, *scorecards, "these are no scorecards", "a list");
  if (const Node* examples = keys["examples"]) data.examples = read_examples(r, *examples);
}

void keep(Reader&& r, Policy::Data& data) {
  data.terms = names_of(r, r.terms);
  data.roles = names_of(r, r.roles);
  data.rules = std::move(r.rules);
  data.measures = std::move(r.measures);
  data.findings = std::move(r.findings);
  data.parameters = std::move(r.parameters);
  data.parameter_uses = std::move(r.parameter_uses);
}

} // namespace

Policy::Data read_policy(std::string_view yaml, Report& report, const Schema& base, const Schema* target) {
  Policy::Data data;
  data.text = yaml;
  data.file = report.file();
  data.base = data.own = data.schema = base;
  const auto root = read_tree(yaml, report);
  if (!root) return data;
  data.kinds = read_kinds(report, *root, base);
  data.own = extended(report, base, data.kinds, *root);
  data.schema = target ? extended(report, *target, data.kinds, *root) : data.own;
  if (const Node* kinds = root->find("kinds"))
    for (const Node& key : kinds->keys) data.declared_kinds.emplace(key.text, report.at(key));
  Reader r(report, Vocabulary(data.own, data.schema));
  Keys keys(r, *root, policy_keys, "a policy");
  if (!keys) return data;
  read_heading(r, keys, data);
  read_body(r, keys, *root, data);
  keep(std::move(r), data);
  return data;
}

} // namespace aftercourse::reading
