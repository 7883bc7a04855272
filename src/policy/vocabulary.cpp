#include "vocabulary.hpp"

namespace aftercourse::reading {

std::optional<std::size_t> Vocabulary::find_kind(std::string_view name) const noexcept {
  return own_.find(name) ? target_.find(name) : std::nullopt;
}

std::optional<std::size_t> Vocabulary::find_field(std::size_t kind, std::string_view name) const {
  const Kind& seen = this->kind(kind);
  if (seen.find(name)) return target_.kind(kind).find(name);
  if (!name.ends_with("ed")) return {};
  const std::string stem(name.substr(0, name.size() - 2));
  for (const std::string& present : {stem + "s", stem + "es"})
    if (const auto field = seen.find(present))
      if (seen.fields[*field].type == FieldType::date) return target_.kind(kind).find(present);
  return {};
}

std::optional<std::size_t> Vocabulary::dated_by(std::size_t kind) const {
  const Kind& seen = this->kind(kind);
  const auto field = seen.dated_by();
  return field ? target_.kind(kind).find(seen.fields[*field].name) : std::nullopt;
}

std::vector<std::size_t> Vocabulary::references(std::size_t from, std::size_t to) const {
  std::vector<std::size_t> out;
  for (const Field& field : kind(from).fields)
    if (field.type == FieldType::reference && !field.list && field.target == name(to))
      out.push_back(*target_.kind(from).find(field.name));
  return out;
}

std::optional<std::size_t> Vocabulary::reference(std::size_t from, std::size_t to) const {
  const auto all = references(from, to);
  for (const std::size_t field : all)
    if (this->field(from, field).name == name(to)) return field;
  return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
}

std::optional<std::size_t> Vocabulary::any_reference(std::size_t from) const {
  for (const Field& field : kind(from).fields)
    if (field.type == FieldType::reference && !field.list && field.target.empty())
      return target_.kind(from).find(field.name);
  return {};
}

std::vector<std::string> Vocabulary::kind_names() const {
  std::vector<std::string> out;
  for (const Kind& kind : own_.kinds()) out.push_back(kind.name);
  return out;
}

std::vector<std::string> Vocabulary::field_names(std::size_t kind) const {
  std::vector<std::string> out;
  for (const Field& field : this->kind(kind).fields) out.push_back(field.name);
  return out;
}

} // namespace aftercourse::reading
