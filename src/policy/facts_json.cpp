// The facts of an example as JSON: what a host would send.
#include <charconv>

#include <boost/json.hpp>

#include "codes.hpp"
#include "measure_reader.hpp"

namespace aftercourse::reading {

namespace json = boost::json;

namespace {

std::optional<json::value> integer(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error == std::errc{} && end == text.data() + text.size()) return json::value(n);
  return {};
}

/// A bare scalar by YAML's core rules.
json::value core(const std::string& text) {
  if (text == "true" || text == "false") return text == "true";
  if (const auto n = integer(text)) return *n;
  if (const auto d = Decimal::parse(text); d && !text.ends_with('%')) return d->to_double();
  return json::value(text);
}

/// A bare scalar where the field's type is known. Exact decimals go as texts, which the importer takes.
json::value typed(const std::string& text, FieldType type) {
  switch (type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
  case FieldType::date:
  case FieldType::instant:
    return json::value(text);
  case FieldType::decimal:
    return Decimal::parse(text) ? json::value(text) : core(text);
  case FieldType::integer:
  case FieldType::real:
  case FieldType::boolean:
    return core(text);
  }
  return {};
}

json::value to_json(const Node& node, const Field* field) {
  switch (node.type) {
  case Node::Type::null:
    return nullptr;
  case Node::Type::scalar:
    if (node.quoted) return json::value(node.text);
    return field ? typed(node.text, field->type) : core(node.text);
  case Node::Type::sequence: {
    json::array out;
    for (const Node& item : node.items) out.push_back(to_json(item, field));
    return out;
  }
  case Node::Type::mapping: {
    json::object out;
    for (std::size_t i = 0; i < node.keys.size(); ++i)
      out[node.keys[i].text] = to_json(node.items[i], nullptr);
    return out;
  }
  }
  return nullptr;
}

/// One fact, or the fields of an amendment (which have no id).
json::value fact(Reader& r, const Node& node, std::size_t kind) {
  if (!node.is_mapping()) {
    r.error(codes::wrong_form, node, std::string(name_of(node.type)) + " is no fact", "`{field: value}`");
    return nullptr;
  }
  static const Field id; // a text
  json::object out;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const Node& key = node.keys[i];
    const auto exact = r.vocabulary.kind(kind).find(key.text);
    if (key.text == "id")
      out["id"] = to_json(node.items[i], &id);
    else if (exact)
      out[key.text] = to_json(node.items[i], &r.vocabulary.kind(kind).fields[*exact]);
    else
      r.error(codes::unknown_field, key,
              with_article(r.vocabulary.name(kind)) + " has no field `" + key.text + "`", "a field of it",
              suggest(key.text, r.vocabulary.field_names(kind)));
  }
  return out;
}

json::object records(Reader& r, const Node& facts) {
  json::object out;
  if (!facts.is_mapping()) {
    r.error(codes::wrong_form, facts, "these are no facts", "`{kind: [{id: ..., field: ...}]}`");
    return out;
  }
  for (std::size_t i = 0; i < facts.keys.size(); ++i) {
    const auto kind = read_kind(r, facts.keys[i], facts.keys[i].text);
    if (!kind) continue;
    json::array rows;
    for (const Node* row : as_list(facts.items[i])) rows.push_back(fact(r, *row, *kind));
    out[facts.keys[i].text] = std::move(rows);
  }
  return out;
}

/// An entry of `amend` or `retract`.
json::value change(Reader& r, const Node& node, bool with_fields) {
  Keys keys(r, node,
            with_fields ? std::vector<std::string>{"kind", "id", "fields"}
                        : std::vector<std::string>{"kind", "id"},
            with_fields ? "an amendment" : "a retraction");
  const Node *name = keys.require("kind", "a kind"), *id = keys.require("id", "an id");
  const Node* fields = with_fields ? keys.require("fields", "`{field: value}`") : nullptr;
  const auto kind = name ? read_kind(r, *name, name->text) : std::nullopt;
  json::object out;
  if (!kind || !id) return out;
  out["kind"] = name->text;
  out["id"] = id->text;
  if (fields) out["fields"] = fact(r, *fields, *kind);
  return out;
}

} // namespace

std::string facts_to_json(Reader& r, const Node& facts) {
  json::object batch;
  batch["record"] = records(r, facts);
  return json::serialize(batch);
}

std::string write_to_json(Reader& r, const Node& write) {
  json::object batch;
  if (const Node* record = write.find("record")) batch["record"] = records(r, *record);
  for (const bool amend : {true, false}) {
    const char* key = amend ? "amend" : "retract";
    const Node* list = write.find(key);
    if (!list) continue;
    json::array changes;
    for (const Node* item : as_list(*list)) changes.push_back(change(r, *item, amend));
    batch[key] = std::move(changes);
  }
  return json::serialize(batch);
}

} // namespace aftercourse::reading
