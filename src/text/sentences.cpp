#include "sentences.hpp"

#include <aftercourse/base/utf8.hpp>

#include "characters.hpp"

namespace aftercourse::text {

namespace {

/// Splits after the signs, which stay with what they end; a point between digits ends nothing.
std::vector<Passage> split_after(std::string_view text, Passage within, std::u32string_view signs) {
  std::vector<Passage> parts;
  std::size_t begin = within.begin;
  bool ended = false;
  for (std::size_t at = within.begin; at < within.end;) {
    const std::size_t here = at;
    const char32_t code = take_character(text, at);
    const Character c = normal_character(code);
    const bool sign = code == U'\n' || signs.find(c.code) != signs.npos;
    const bool in_word = code == U'.' && at<within.end&& static_cast<unsigned char>(text[at])> ' ';
    if (ended && !sign) {
      parts.push_back({begin, here});
      begin = here;
    }
    ended = sign && !in_word;
  }
  parts.push_back({begin, within.end});
  return parts;
}

Passage without_space(std::string_view text, Passage p) {
  const auto is_space = [](char32_t c) { return normal_character(c).of == CharacterClass::space; };
  while (p.begin < p.end) {
    std::size_t next = p.begin;
    if (!is_space(take_character(text, next))) break;
    p.begin = next;
  }
  while (p.begin < p.end) {
    std::size_t last = p.end - 1;
    while ((static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    std::size_t at = last;
    if (!is_space(take_character(text, at))) break;
    p.end = last;
  }
  return p;
}

} // namespace

std::vector<Passage> sentences(std::string_view text, std::size_t shortest, std::size_t longest) {
  std::vector<Passage> found;
  const auto length = [&](Passage p) { return code_points(text.substr(p.begin, p.end - p.begin)); };
  const auto keep = [&](Passage p) {
    if (const std::size_t n = length(p); n >= shortest && n <= longest) found.push_back(p);
  };
  for (const Passage& part : split_after(text, {0, text.size()}, U".!?;")) {
    const Passage sentence = without_space(text, part);
    if (length(sentence) <= longest) {
      keep(sentence);
      continue;
    }
    for (const Passage& clause : split_after(text, sentence, U",:")) keep(without_space(text, clause));
  }
  return found;
}

} // namespace aftercourse::text
