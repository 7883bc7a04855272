#include "phrases.hpp"

#include "characters.hpp"

namespace aftercourse::text {

namespace {

constexpr char32_t any_ending = 0x110000; // no code point

} // namespace

std::optional<std::int32_t> Phrases::add(std::string_view term, std::int32_t number) {
  std::u32string characters = normal_characters(term);
  if (characters.size() > 1 && characters.back() == U'*') {
    characters.back() = any_ending;
    has_stems_ = true;
  }
  Trie::Node node = Trie::root;
  for (const char32_t c : characters) node = trie_.add_child(node, c);
  if (trie_.value(node) != Trie::none) return trie_.value(node);
  trie_.set(node, number);
  return {};
}

std::optional<Phrases::Match> Phrases::longest(const Segmentation& s, std::size_t first) const {
  std::optional<Match> found;
  Trie::Node node = Trie::root;
  for (std::size_t t = first; t < s.tokens.size(); ++t) {
    const Token& token = s.tokens[t];
    if (t > first && token.normal_begin > s.tokens[t - 1].normal_end) node = trie_.child(node, U' ');
    for (std::size_t at = token.normal_begin; at < token.normal_end && node != Trie::nowhere;) {
      node = trie_.child(node, take_character(s.normal, at));
      if (!has_stems_ || node == Trie::nowhere) continue;
      if (const Trie::Node stem = trie_.child(node, any_ending); stem != Trie::nowhere)
        found = {trie_.value(stem), t};
    }
    if (node == Trie::nowhere) break;
    if (trie_.value(node) != Trie::none) found = {trie_.value(node), t};
  }
  return found;
}

std::vector<std::int32_t> Phrases::parts(std::string_view word) const {
  std::vector<std::int32_t> numbers;
  for (std::size_t from = 0; from < word.size();) {
    std::int32_t longest = Trie::none;
    std::size_t end = from;
    Trie::Node node = Trie::root;
    for (std::size_t at = from; at < word.size();) {
      node = trie_.child(node, take_character(word, at));
      if (node == Trie::nowhere) break;
      if (trie_.value(node) == Trie::none) continue;
      longest = trie_.value(node);
      end = at;
    }
    if (longest == Trie::none) return {};
    numbers.push_back(longest);
    from = end;
  }
  return numbers;
}

} // namespace aftercourse::text
