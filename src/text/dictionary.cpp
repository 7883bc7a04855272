#include "dictionary.hpp"

#include "characters.hpp"
#include "embedded.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse::text {

namespace {

constexpr std::size_t characters_expected = 200'000;
constexpr std::int32_t cost_of_step = 10;

/// Counts are classed A to Z, then a to z.
std::int32_t cost_of_class(char32_t letter) {
  const auto step = static_cast<std::int32_t>(letter >= U'a' ? letter - U'a' + 26 : letter - U'A');
  return unknown_cost - cost_of_step * step;
}

bool is_class(char32_t c) { return c < 0x80; }

Trie read_dictionary(std::string_view text) {
  Trie words(characters_expected);
  Trie::Node first = Trie::nowhere, node = Trie::root;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = take_character(text, at);
    if (c == U'\n') {
      first = Trie::nowhere;
      node = Trie::root;
    } else if (is_class(c)) {
      words.set(node, cost_of_class(c));
      node = first;
    } else {
      node = words.add_child(node, c);
      if (first == Trie::nowhere) first = node;
    }
  }
  return words;
}

/// Words of training and of the offices of today, which the counted texts did not have; as frequent as
/// `class_of`.
void add_words(Trie& words, std::string_view text, char32_t class_of) {
  Trie::Node node = Trie::root;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = take_character(text, at);
    if (c != U' ' && c != U'\n') {
      node = words.add_child(node, c);
    } else if (node != Trie::root) {
      if (words.value(node) == Trie::none) words.set(node, cost_of_class(class_of));
      node = Trie::root;
    }
  }
}

} // namespace

const Trie& chinese_dictionary() {
  static const Trie all = [] {
    Trie words = read_dictionary(embedded_text("dictionary_zh"));
    add_words(words, embedded_text("words_zh"), U'T');
    return words;
  }();
  return all;
}

std::string_view embedded_text(std::string_view name) {
  for (const EmbeddedText& file : text_data())
    if (file.name == name) return file.text;
  throw InternalError("AC9900", "no embedded text " + std::string(name));
}

} // namespace aftercourse::text
