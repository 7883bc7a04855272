#include <aftercourse/reading/forms.hpp>

#include <algorithm>
#include <charconv>

#include <aftercourse/base/utf8.hpp>
#include <aftercourse/reading/codes.hpp>

namespace aftercourse::reading {

std::string suggest(std::string_view word, const std::vector<std::string>& names) {
  return nearest(word, names).value_or("");
}

std::optional<std::string> read_text(Reading& r, const Node& node, std::string_view what) {
  if (node.is_scalar() && !node.text.empty()) return node.text;
  r.error(codes::wrong_form, node,
          node.is_scalar() ? "an empty text" : std::string(name_of(node.type)) + " is no text",
          std::string(what));
  return {};
}

std::optional<bool> read_boolean(Reading& r, const Node& node) {
  if (const auto choice = read_choice(r, node, {"true", "false"})) return *choice == 0;
  return {};
}

std::optional<std::int64_t> read_integer(Reading& r, const Node& node, std::int64_t least) {
  const auto text = read_text(r, node, "a whole number");
  if (!text) return {};
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), n);
  if (error == std::errc{} && end == text->data() + text->size() && n >= least) return n;
  r.error(codes::wrong_value, node, "`" + *text + "` is no such number",
          "a whole number from " + std::to_string(least) + " on");
  return {};
}

namespace {

/// Whether the text would be a number with fewer of them.
bool has_too_many_decimals(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || point + 1 == text.size()) return false;
  return text.find_first_not_of("0123456789", point + 1) == std::string_view::npos &&
         Decimal::parse(text.substr(0, point + 2)).has_value();
}

} // namespace

std::optional<Decimal> read_decimal(Reading& r, const Node& node, std::optional<Decimal> least,
                                    std::optional<Decimal> most) {
  std::string expected = "a number";
  if (least) expected += " from " + least->to_string();
  if (most) expected += " to " + most->to_string();
  const auto text = read_text(r, node, expected);
  if (!text) return {};
  const auto value = Decimal::parse(*text);
  if (value && (!least || *value >= *least) && (!most || *value <= *most)) return value;
  if (!value && has_too_many_decimals(*text))
    r.error(codes::wrong_value, node, "`" + *text + "` has too many decimals",
            "at most " + std::string(text->ends_with('%') ? "four before `%`" : "six"));
  else
    r.error(codes::wrong_value, node, "`" + *text + "` is no such number", expected);
  return {};
}

std::vector<std::string> read_texts(Reading& r, const Node& node, std::string_view what) {
  std::vector<std::string> out;
  for (const Node* item : as_list(node))
    if (auto text = read_text(r, *item, what)) out.push_back(std::move(*text));
  return out;
}

Title read_title(Reading& r, const Node& node) {
  if (!node.is_mapping()) return {read_text(r, node, "`{en: ..., zh: ...}`").value_or(""), {}};
  Title title;
  const Keys keys(r, node, {"en", "zh"}, "a title");
  if (const Node* en = keys["en"]) title.en = read_text(r, *en, "a title").value_or("");
  if (const Node* zh = keys["zh"]) title.zh = read_text(r, *zh, "a title").value_or("");
  return title;
}

std::optional<std::string> read_id(Reading& r, const Node& node, std::string_view what) {
  constexpr std::string_view others = "-_";
  const auto text = read_text(r, node, what);
  if (!text) return {};
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (text->size() <= 100 && is_letter(text->front()) && std::ranges::all_of(*text, [&](char c) {
        return is_letter(c) || others.find(c) != std::string_view::npos;
      }))
    return text;
  r.error(codes::wrong_value, node, "`" + *text + "` is no id",
          "up to 100 letters, digits, hyphens and underscores, a letter or digit first");
  return {};
}

std::vector<Named> read_named(Reading& r, const Node& node, std::string_view what) {
  std::vector<Named> out;
  if (!node.is_mapping() || node.keys.empty()) {
    r.error(codes::wrong_form, node, std::string(name_of(node.type)) + " is no list of names with titles",
            std::string(what));
    return out;
  }
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    if (auto id = read_id(r, node.keys[i], what))
      out.push_back({std::move(*id), read_title(r, node.items[i])});
  return out;
}

std::vector<const Node*> as_list(const Node& node) {
  if (!node.is_sequence()) return {&node};
  std::vector<const Node*> out;
  for (const Node& item : node.items) out.push_back(&item);
  return out;
}

std::optional<std::size_t> read_choice(Reading& r, const Node& node, const std::vector<std::string>& words) {
  std::string expected;
  for (const std::string& word : words) expected += (expected.empty() ? "`" : ", `") + word + '`';
  const auto text = read_text(r, node, expected);
  if (!text) return {};
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  r.error(codes::wrong_value, node, "`" + *text + "` is not possible here", expected, suggest(*text, words));
  return {};
}

bool Names::add(Reading& r, const Node& node, const std::string& name) {
  const auto [place, fresh] = places_.emplace(name, r.at(node));
  if (!fresh)
    r.report.error(codes::taken_name, r.at(node), what_ + " `" + name + "` is given twice", "", "",
                   place->second);
  return fresh;
}

Keys::Keys(Reading& r, const Node& node, std::vector<std::string> known, std::string_view what)
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
