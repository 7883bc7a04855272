#include <algorithm>
#include <charconv>

#include <aftercourse/base/utf8.hpp>

#include "codes.hpp"
#include "reader.hpp"

namespace aftercourse::reading {

std::string with_article(std::string_view noun) {
  const bool vowel = !noun.empty() && std::string_view("aeio").find(noun.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun); // `u` is spoken as in `unit`
}

std::string suggest(std::string_view word, const std::vector<std::string>& names) {
  return nearest(word, names).value_or("");
}

std::optional<std::string> read_text(Reader& r, const Node& node, std::string_view what) {
  if (node.is_scalar() && !node.text.empty()) return node.text;
  r.error(codes::wrong_form, node,
          node.is_scalar() ? "an empty text" : std::string(name_of(node.type)) + " is no text",
          std::string(what));
  return {};
}

std::optional<bool> read_boolean(Reader& r, const Node& node) {
  if (const auto choice = read_choice(r, node, {"true", "false"})) return *choice == 0;
  return {};
}

std::optional<std::int64_t> read_integer(Reader& r, const Node& node, std::int64_t least) {
  const auto text = read_text(r, node, "a whole number");
  if (!text) return {};
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), n);
  if (error == std::errc{} && end == text->data() + text->size() && n >= least) return n;
  r.error(codes::wrong_value, node, "`" + *text + "` is no such number",
          "a whole number from " + std::to_string(least) + " on");
  return {};
}

std::vector<std::string> read_texts(Reader& r, const Node& node, std::string_view what) {
  std::vector<std::string> out;
  for (const Node* item : as_list(node))
    if (auto text = read_text(r, *item, what)) out.push_back(std::move(*text));
  return out;
}

Title read_title(Reader& r, const Node& node) {
  if (!node.is_mapping()) return {read_text(r, node, "`{en: ..., zh: ...}`").value_or(""), {}};
  Title title;
  const Keys keys(r, node, {"en", "zh"}, "a title");
  if (const Node* en = keys["en"]) title.en = read_text(r, *en, "a title").value_or("");
  if (const Node* zh = keys["zh"]) title.zh = read_text(r, *zh, "a title").value_or("");
  return title;
}

std::vector<const Node*> as_list(const Node& node) {
  if (!node.is_sequence()) return {&node};
  std::vector<const Node*> out;
  for (const Node& item : node.items) out.push_back(&item);
  return out;
}

std::optional<std::size_t> read_choice(Reader& r, const Node& node, const std::vector<std::string>& words) {
  std::string expected;
  for (const std::string& word : words) expected += (expected.empty() ? "`" : ", `") + word + '`';
  const auto text = read_text(r, node, expected);
  if (!text) return {};
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  r.error(codes::wrong_value, node, "`" + *text + "` is not possible here", expected, suggest(*text, words));
  return {};
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

Keys::Keys(Reader& r, const Node& node, std::vector<std::string> known, std::string_view what)
    : r_(r), node_(node), what_(what) {
  if (!node.is_mapping()) {
    r.error(codes::wrong_form, node, std::string(name_of(node.type)) + " is not " + what_,
            "a mapping with `" + known.front() + "`");
    return;
  }
  for (const Node& key : node.keys)
    if (key.is_scalar() && std::find(known.begin(), known.end(), key.text) == known.end())
      r.error(codes::unknown_key, key, "unknown key `" + key.text + "` in " + what_, "",
              suggest(key.text, known));
}

const Node* Keys::operator[](std::string_view key) const {
  return node_.is_mapping() ? node_.find(key) : nullptr;
}

const Node* Keys::require(std::string_view key, std::string_view expected) {
  if (!node_.is_mapping()) return nullptr; // reported already
  const Node* found = node_.find(key);
  if (!found)
    r_.error(codes::missing_key, node_, what_ + " needs `" + std::string(key) + "`", std::string(expected));
  return found;
}

} // namespace aftercourse::reading
