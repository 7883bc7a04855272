// Characters: reading UTF-8 that is known to be good, and what a code point is to a segmenter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aftercourse::text {

enum class CharacterClass : std::uint8_t {
  han,
  letter,
  digit,
  space,
  mark, ///< belongs to the character before it
  punctuation,
  symbol,
};

struct Character {
  char32_t code = 0; ///< in normal form
  CharacterClass of = CharacterClass::space;
};

/// The code point at `at`, which moves past it. The text must be UTF-8.
inline char32_t take_character(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<std::uint8_t>(text[at + i]));
  };
  const char32_t lead = byte(0);
  char32_t code = lead;
  std::size_t length = 1;
  if (lead >= 0xF0) {
    code = (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    length = 4;
  } else if (lead >= 0xE0) {
    code = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    length = 3;
  } else if (lead >= 0x80) {
    code = (lead & 0x1F) << 6 | (byte(1) & 0x3F);
    length = 2;
  }
  at += length;
  return code;
}

inline void append_utf8(std::string& to, char32_t c) {
  const auto put = [&](char32_t byte) { to += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      put(0xE0 | c >> 12);
    } else {
      put(0xF0 | c >> 18);
      put(0x80 | (c >> 12 & 0x3F));
    }
    put(0x80 | (c >> 6 & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

/// The character that a code point stands for, and what it is.
Character normal_character(char32_t c) noexcept;

/// The code points of the normal form of a text; each run of white space is one blank, none at the ends.
std::u32string normal_characters(std::string_view text);

} // namespace aftercourse::text
