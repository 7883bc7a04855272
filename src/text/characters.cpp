#include "characters.hpp"

#include <algorithm>
#include <iterator>

namespace aftercourse::text {

namespace {

using enum CharacterClass;

struct CharacterRange {
  char32_t first, last;
  CharacterClass of;
};

/// What the blocks of Unicode are; the gaps are letters. In order.
constexpr CharacterRange blocks[] = {
    {0x0000, 0x0020, space},       {0x0021, 0x002F, punctuation}, {0x0030, 0x0039, digit},
    {0x003A, 0x0040, punctuation}, {0x005B, 0x0060, punctuation}, {0x007B, 0x007E, punctuation},
    {0x007F, 0x00A0, space},       {0x00A1, 0x00A1, punctuation}, {0x00A2, 0x00A6, symbol},
    {0x00A7, 0x00A7, punctuation}, {0x00A8, 0x00A9, symbol},      {0x00AB, 0x00AC, punctuation},
    {0x00AD, 0x00AD, mark},        {0x00AE, 0x00B1, symbol},      {0x00B4, 0x00B4, symbol},
    {0x00B6, 0x00B8, punctuation}, {0x00BB, 0x00BB, punctuation}, {0x00BF, 0x00BF, punctuation},
    {0x00D7, 0x00D7, symbol},      {0x00F7, 0x00F7, symbol},      {0x0300, 0x036F, mark},
    {0x0483, 0x0489, mark},        {0x0591, 0x05BD, mark},        {0x060C, 0x060C, punctuation},
    {0x061B, 0x061F, punctuation}, {0x064B, 0x065F, mark},        {0x0660, 0x0669, digit},
    {0x06D4, 0x06D4, punctuation}, {0x06D6, 0x06ED, mark},        {0x0964, 0x0965, punctuation},
    {0x1680, 0x1680, space},       {0x1AB0, 0x1AFF, mark},        {0x1DC0, 0x1DFF, mark},
    {0x2000, 0x200A, space},       {0x200B, 0x200F, mark},        {0x2010, 0x2027, punctuation},
    {0x2028, 0x2029, space},       {0x202A, 0x202E, mark},        {0x202F, 0x202F, space},
    {0x2030, 0x205E, punctuation}, {0x205F, 0x205F, space},       {0x2060, 0x206F, mark},
    {0x2070, 0x209F, digit},       {0x20A0, 0x20CF, symbol},      {0x20D0, 0x20FF, mark},
    {0x2100, 0x2BFF, symbol},      {0x2E00, 0x2E7F, punctuation}, {0x2E80, 0x2FDF, han},
    {0x2FF0, 0x2FFF, symbol},      {0x3000, 0x3000, space},       {0x3001, 0x3004, punctuation},
    {0x3005, 0x3007, han},         {0x3008, 0x3020, punctuation}, {0x3021, 0x3029, han},
    {0x302A, 0x302F, mark},        {0x3030, 0x3037, punctuation}, {0x3038, 0x303B, han},
    {0x303C, 0x303F, punctuation}, {0x3099, 0x309A, mark},        {0x30FB, 0x30FB, punctuation},
    {0x3190, 0x319F, symbol},      {0x31C0, 0x31EF, symbol},      {0x3200, 0x33FF, symbol},
    {0x3400, 0x4DBF, han},         {0x4DC0, 0x4DFF, symbol},      {0x4E00, 0x9FFF, han},
    {0xE000, 0xF8FF, symbol},      {0xF900, 0xFAFF, han},         {0xFE00, 0xFE0F, mark},
    {0xFE10, 0xFE1F, punctuation}, {0xFE20, 0xFE2F, mark},        {0xFE30, 0xFE6F, punctuation},
    {0xFEFF, 0xFEFF, mark},        {0xFF5F, 0xFF65, punctuation}, {0xFFE0, 0xFFFF, symbol},
    {0x1D000, 0x1D3FF, symbol},    {0x1F000, 0x1F3FA, symbol},    {0x1F3FB, 0x1F3FF, mark},
    {0x1F400, 0x1FAFF, symbol},    {0x20000, 0x3FFFD, han},       {0xE0000, 0xE0FFF, mark},
    {0xF0000, 0x10FFFF, symbol}};

struct Folded {
  char32_t from, to;
};

/// Signs of Chinese and of typographers as ASCII has them. In order.
constexpr Folded folded_signs[] = {
    {0x2010, '-'},  {0x2011, '-'},  {0x2012, '-'},  {0x2013, '-'},  {0x2014, '-'},  {0x2015, '-'},
    {0x2018, '\''}, {0x2019, '\''}, {0x201A, '\''}, {0x201B, '\''}, {0x201C, '"'},  {0x201D, '"'},
    {0x201E, '"'},  {0x201F, '"'},  {0x2032, '\''}, {0x2033, '"'},  {0x2039, '<'},  {0x203A, '>'},
    {0x2212, '-'},  {0x2236, ':'},  {0x3001, ','},  {0x3002, '.'},  {0x3008, '<'},  {0x3009, '>'},
    {0x300A, '<'},  {0x300B, '>'},  {0x300C, '"'},  {0x300D, '"'},  {0x300E, '"'},  {0x300F, '"'},
    {0x3010, '['},  {0x3011, ']'},  {0x3014, '['},  {0x3015, ']'},  {0x3016, '['},  {0x3017, ']'},
    {0x301C, '~'},  {0x301D, '"'},  {0x301E, '"'},  {0x301F, '"'},  {0x30FB, 0xB7}, {0xFE10, ','},
    {0xFE11, ','},  {0xFE12, '.'},  {0xFE13, ':'},  {0xFE14, ';'},  {0xFE15, '!'},  {0xFE16, '?'},
    {0xFE31, '-'},  {0xFE35, '('},  {0xFE36, ')'},  {0xFE39, '['},  {0xFE3A, ']'},  {0xFE3B, '['},
    {0xFE3C, ']'},  {0xFE3D, '<'},  {0xFE3E, '>'},  {0xFE41, '"'},  {0xFE42, '"'},  {0xFE43, '"'},
    {0xFE44, '"'},  {0xFE50, ','},  {0xFE51, ','},  {0xFE52, '.'},  {0xFE54, ';'},  {0xFE55, ':'},
    {0xFE56, '?'},  {0xFE57, '!'},  {0xFE58, '-'},  {0xFE59, '('},  {0xFE5A, ')'},  {0xFE6A, '%'},
    {0xFF61, '.'},  {0xFF62, '"'},  {0xFF63, '"'},  {0xFF64, ','},  {0xFF65, 0xB7}};

char32_t folded_sign(char32_t c) noexcept {
  const auto* found = std::lower_bound(std::begin(folded_signs), std::end(folded_signs), c,
                                       [](Folded f, char32_t x) { return f.from < x; });
  return found != std::end(folded_signs) && found->from == c ? found->to : c;
}

/// Small letters of the alphabets whose capitals are laid out regularly.
char32_t small_letter(char32_t c) noexcept {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c == 0x130 ? U'i' : c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1);
  if (c >= 0x391 && c <= 0x3A9) return c + 0x20;
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  return c;
}

CharacterClass class_of(char32_t c) noexcept {
  const auto* found = std::lower_bound(std::begin(blocks), std::end(blocks), c,
                                       [](CharacterRange r, char32_t x) { return r.last < x; });
  return found != std::end(blocks) && found->first <= c ? found->of : letter;
}

} // namespace

Character normal_character(char32_t c) noexcept {
  if (c >= 0x4E00 && c <= 0x9FFF) return {c, han};
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0; // full-width forms
  if (c == 0x3000) return {U' ', space};
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') return {c, letter};
    if (c >= 'A' && c <= 'Z') return {c + 0x20, letter};
    return {c, class_of(c)};
  }
  const CharacterClass of = class_of(c);
  if (of == letter) return {small_letter(c), letter};
  if (of == punctuation || of == symbol)
    if (const char32_t sign = folded_sign(c); sign != c) return {sign, punctuation};
  return {of == space ? U' ' : c, of};
}

std::u32string normal_characters(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = normal_character(take_character(text, at));
    if (c.of == mark || (c.of == space && (characters.empty() || characters.back() == U' '))) continue;
    characters += c.of == space ? U' ' : c.code;
  }
  if (!characters.empty() && characters.back() == U' ') characters.pop_back();
  return characters;
}

} // namespace aftercourse::text
