// How a kind of fact looks as JSON, for editors and other programs: JSON Schema 2020-12.
#include <boost/json.hpp>

#include <aftercourse/facts/schema.hpp>

namespace aftercourse {

namespace {

namespace json = boost::json;

json::object reference_schema(const Field& f) {
  if (!f.target.empty())
    return {{"type", "string"}, {"minLength", 1}, {"description", "the id of a fact of kind " + f.target}};
  return {{"type", "string"}, {"pattern", "^[a-z][a-z0-9_]*/.+$"}, {"description", "kind/id of any fact"}};
}

json::object category_schema(const Field& f) {
  return {{"enum", json::array(f.labels.begin(), f.labels.end())}};
}

/// One value of the field, a list's item included.
json::object item_schema(const Field& f) {
  switch (f.type) {
  case FieldType::text:
    return {{"type", "string"}};
  case FieldType::integer:
    return {{"type", "integer"}};
  case FieldType::decimal:
    return {{"type", {"number", "string"}}, {"pattern", "^-?[0-9]+(\\.[0-9]{1,6})?$"}};
  case FieldType::real:
    return {{"type", "number"}};
  case FieldType::boolean:
    return {{"type", "boolean"}};
  case FieldType::date:
    return {{"type", "string"}, {"format", "date"}};
  case FieldType::instant:
    return {{"type", "string"}, {"format", "date-time"}};
  case FieldType::category:
    return category_schema(f);
  case FieldType::reference:
    return reference_schema(f);
  }
  return {};
}

json::object field_schema(const Field& f) {
  json::object schema = item_schema(f);
  if (f.list) schema = {{"type", "array"}, {"items", std::move(schema)}};
  if (f.personal) schema["x-personal"] = true;
  return schema;
}

} // namespace

std::string Schema::json_schema(std::size_t kind) const {
  const Kind& k = this->kind(kind);
  json::object properties{{"id", {{"type", "string"}, {"minLength", 1}}}};
  json::array required{"id"};
  for (const Field& f : k.fields) {
    properties[f.name] = field_schema(f);
    if (f.required) required.emplace_back(f.name);
  }
  return json::serialize(json::object{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                                      {"title", k.name},
                                      {"description", k.about},
                                      {"type", "object"},
                                      {"properties", std::move(properties)},
                                      {"required", std::move(required)},
                                      {"additionalProperties", false}});
}

} // namespace aftercourse
