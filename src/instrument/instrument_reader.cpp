#include <algorithm>

#include <aftercourse/reading/codes.hpp>

#include "instrument_data.hpp"

namespace aftercourse::reading {

namespace {

using namespace instrument_codes;

/// A dimension and, indented below it, its parts.
void read_dimension(InstrumentReading& r, const Node& node, const std::string& parent, Names& names,
                    std::vector<Dimension>& out) {
  Keys keys(r, node, {"id", "title", "parts"}, "a dimension");
  if (!keys) return;
  Dimension dimension;
  dimension.parent = parent;
  if (const Node* id = keys.require("id", "letters, digits and hyphens")) {
    dimension.id = read_id(r, *id, "the dimension's id").value_or("");
    names.add(r, *id, dimension.id);
  }
  if (const Node* title = keys["title"]) dimension.title = read_title(r, *title);
  const std::string id = dimension.id;
  r.dimensions.push_back(id);
  out.push_back(std::move(dimension));
  if (const Node* parts = keys["parts"])
    for (const Node* part : as_list(*parts)) read_dimension(r, *part, id, names, out);
}

void read_scales(InstrumentReading& r, const Node& node) {
  if (!node.is_mapping())
    return r.error(codes::wrong_form, node, "these are no scales", "`{agreement: {min: 1, max: 5}}`");
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    r.scales.emplace(node.keys[i].text, read_scale(r, node.items[i]));
}

void read_roles(InstrumentReading& r, const Node& node, InstrumentDefinition& out) {
  if (!node.is_mapping() || node.keys.empty())
    return r.error(codes::wrong_form, node, "these are no roles", "`{superior: {weight: 50%}}`");
  const Decimal one = Decimal::from_integer(1);
  const std::size_t before = r.report.size();
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    AppraiserRole role;
    role.id = read_id(r, node.keys[i], "a role").value_or("");
    Keys keys(r, node.items[i], {"weight", "title"}, "a role");
    if (!keys) continue;
    if (const Node* title = keys["title"]) role.title = read_title(r, *title);
    if (const Node* weight = keys.require("weight", "a share such as `50%`"))
      role.weight = read_decimal(r, *weight, Decimal(), one).value_or(Decimal());
    sum += role.weight.units();
    out.roles.push_back(std::move(role));
  }
  if (sum != Decimal::scale && r.report.size() == before)
    r.error(wrong_weights, node,
            "the weights add to " + Decimal::from_units(sum * 100).to_string() + " %, not to 100 %");
}

void read_items(InstrumentReading& r, const Node& node, InstrumentDefinition& out) {
  const auto nodes = as_list(node);
  if (nodes.empty()) return r.error(codes::wrong_value, node, "there is no item", "at least one");
  for (const Node* one : nodes) read_instrument_item(r, *one, out.items.emplace_back());
  check_skips(r, nodes, out.items);
  check_ranges(r, nodes, out);
}

void read_heading_of_instrument(Reading& r, Keys& keys, InstrumentDefinition& out) {
  if (const Node* name = keys.require("instrument", "the questionnaire's name"))
    out.name = read_id(r, *name, "a name").value_or("");
  if (const Node* version = keys.require("version", "the questionnaire's version"))
    out.version = read_text(r, *version, "a version").value_or("");
  if (const Node* title = keys["title"]) out.title = read_title(r, *title);
  if (const Node* introduction = keys["introduction"]) out.introduction = read_title(r, *introduction);
}

} // namespace

InstrumentDefinition read_instrument(std::string_view yaml, Report& report) {
  InstrumentDefinition out;
  const auto root = read_tree(yaml, report);
  if (!root) return out;
  InstrumentReading r(report);
  Keys keys(r, *root,
            {"instrument", "version", "title", "introduction", "scales", "dimensions", "items", "roles",
             "missing_role"},
            "a questionnaire");
  if (!keys) return out;
  read_heading_of_instrument(r, keys, out);
  if (const Node* scales = keys["scales"]) read_scales(r, *scales);
  if (const Node* dimensions = keys["dimensions"]) {
    Names names("the dimension");
    for (const Node* one : as_list(*dimensions)) read_dimension(r, *one, "", names, out.dimensions);
  }
  if (const Node* roles = keys["roles"]) read_roles(r, *roles, out);
  if (const Node* missing = keys["missing_role"])
    out.rescale_roles = read_choice(r, *missing, {"incomplete", "rescale"}).value_or(0) == 1;
  if (const Node* items = keys.require("items", "a list")) read_items(r, *items, out);
  return out;
}

} // namespace aftercourse::reading
