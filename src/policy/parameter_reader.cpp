// Parameters, terms and roles.
#include <algorithm>

#include "codes.hpp"
#include "declarations.hpp"

namespace aftercourse::reading {

namespace {

/// `20%`, or `{value, from, source}`; `also` are further keys of that mapping.
Parameter::Dated read_dated(Reader& r, const Node& node, std::vector<std::string> also = {}) {
  Parameter::Dated dated;
  dated.at = r.at(node);
  if (node.is_scalar()) {
    dated.value = node.text;
    return dated;
  }
  also.insert(also.begin(), {"value", "from", "source"});
  Keys keys(r, node, std::move(also), "a parameter");
  if (const Node* value = keys.require("value", "`value: 20%`")) {
    dated.value = read_text(r, *value, "a value such as `20%`").value_or("");
    dated.at = r.at(*value);
  }
  if (const Node* source = keys["source"]) dated.source = read_text(r, *source, "a text").value_or("");
  if (const Node* from = keys["from"]) {
    dated.from = Date::parse(from->text);
    if (!dated.from)
      r.error(codes::wrong_value, *from, "`" + from->text + "` is no date", "a date such as `2026-01-01`");
  }
  return dated;
}

/// One value, a list of dated ones, or `{title, values: [...]}`.
void read_values(Reader& r, const Node& node, Parameter& p) {
  const Node* values = node.is_mapping() ? node.find("values") : nullptr;
  if (const Node* title = node.is_mapping() ? node.find("title") : nullptr) p.title = read_title(r, *title);
  if (values) {
    const Keys keys(r, node, {"values", "title"}, "a parameter");
    for (const Node* dated : as_list(*values)) p.values.push_back(read_dated(r, *dated));
  } else if (node.is_sequence()) {
    for (const Node& dated : node.items) p.values.push_back(read_dated(r, dated));
  } else {
    p.values.push_back(read_dated(r, node, {"title", "values"}));
  }
}

void check_dates(Reader& r, Parameter& p) {
  auto& values = p.values;
  std::stable_sort(values.begin(), values.end(),
                   [](const auto& a, const auto& b) { return a.from < b.from; });
  const auto same = std::adjacent_find(values.begin(), values.end(),
                                       [](const auto& a, const auto& b) { return a.from == b.from; });
  if (same != values.end())
    r.report.error(codes::taken_name, std::next(same)->at,
                   "`" + p.name + "` has two values from the same day on", "", "", same->at);
}

/// The entries of a mapping of names; reports another form.
template <class Each>
void for_each_entry(Reader& r, const Node& node, std::string_view what, Each each) {
  if (node.type == Node::Type::null) return;
  if (!node.is_mapping()) return r.error(codes::wrong_form, node, "this is no mapping", std::string(what));
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    if (node.keys[i].is_scalar()) each(node.keys[i], node.items[i]);
}

} // namespace

void read_parameters(Reader& r, const Node& node) {
  for_each_entry(r, node, "`{name: {value: ...}}`", [&](const Node& key, const Node& item) {
    Parameter p;
    p.name = key.text;
    read_values(r, item, p);
    check_dates(r, p);
    if (!r.parameter_uses.contains(p.name)) {
      r.parameter_uses.emplace(p.name, std::vector<ParameterUse>{});
      r.parameters.push_back(std::move(p));
    }
  });
}

void read_terms(Reader& r, const Node& node) {
  for_each_entry(r, node, "`{name: condition}`", [&](const Node& key, const Node& item) {
    if (key.text == "true" || key.text == "false")
      r.error(codes::taken_name, key, "`" + key.text + "` is a condition already", "another name");
    r.terms.emplace(key.text, Declared{&key, &item});
  });
}

void read_roles(Reader& r, const Node& node) {
  for_each_entry(r, node, "`{name: {title: ...}}`", [&](const Node& key, const Node& item) {
    Title title;
    if (item.type != Node::Type::null) {
      const Keys keys(r, item, {"title", "of", "is"}, "a role");
      if (keys["title"]) title = read_title(r, *keys["title"]);
      if (keys["of"] && keys["is"])
        r.report.error(codes::wrong_form, r.at(*keys["is"]),
                       "a role is a person or is held in a unit, not both", "`is` or `of`", "",
                       r.at(*keys["of"]));
    }
    r.roles.emplace(key.text, Declared{&key, &item, std::move(title)});
  });
}

} // namespace aftercourse::reading
