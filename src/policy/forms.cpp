#include "codes.hpp"
#include "reader.hpp"

namespace aftercourse::reading {

std::string with_article(std::string_view noun) {
  const bool vowel = !noun.empty() && std::string_view("aeio").find(noun.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun); // `u` is spoken as in `unit`
}

std::optional<std::size_t> read_kind(Reader& r, const Node& node, std::string_view name) {
  const auto kind = r.vocabulary.find_kind(name);
  if (!kind)
    r.error(codes::unknown_kind, node, "unknown kind `" + std::string(name) + "`", "a kind of fact",
            suggest(name, r.vocabulary.kind_names()));
  return kind;
}

std::optional<std::size_t> read_field(Reader& r, const Node& node, std::size_t kind, std::string_view name) {
  const auto field = r.vocabulary.find_field(kind, name);
  if (!field)
    r.error(codes::unknown_field, node,
            with_article(r.vocabulary.name(kind)) + " has no field `" + std::string(name) + "`",
            "a field of it", suggest(name, r.vocabulary.field_names(kind)));
  return field;
}

std::optional<std::size_t> read_rule_name(Reader& r, const Node& node) {
  const auto text = read_text(r, node, "the id of a rule");
  if (!text) return {};
  if (const auto found = r.rule_index.find(*text); found != r.rule_index.end()) return found->second;
  r.error(codes::unknown_rule, node, "unknown rule `" + *text + "`", "the id of a rule",
          suggest(*text, keys_of(r.rule_index)));
  return {};
}

} // namespace aftercourse::reading
