#include <aftercourse/base/fold.hpp>

#include <cstddef>
#include <cstdint>

namespace aftercourse {

namespace {

constexpr char32_t not_utf8 = 0xFFFFFFFF;

/// The character at `at`, which moves behind it; not_utf8 for a byte that begins none.
char32_t next_character(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const std::uint32_t first = byte(at);
  const std::size_t more = first < 0x80       ? 0
                           : first >> 5 == 6  ? 1
                           : first >> 4 == 14 ? 2
                           : first >> 3 == 30 ? 3
                                              : 4;
  char32_t c = more == 0 ? first : first & (0x3Fu >> more);
  for (std::size_t i = 1; i <= more && c != not_utf8; ++i)
    c = more < 4 && (byte(at + i) & 0xC0) == 0x80 ? (c << 6) | (byte(at + i) & 0x3F) : not_utf8;
  at += c == not_utf8 ? 1 : more + 1;
  return c;
}

void put_character(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  const auto put_rest = [&](int bits) {
    for (; bits >= 0; bits -= 6) put(0x80 | ((c >> bits) & 0x3F));
  };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
    return put_rest(0);
  }
  if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    return put_rest(6);
  }
  put(0xF0 | (c >> 18));
  put_rest(12);
}

bool is_between(char32_t c, char32_t first, char32_t last) noexcept { return c >= first && c <= last; }

bool is_space(char32_t c) noexcept {
  return c == ' ' || is_between(c, 9, 13) || c == 0x85 || c == 0xA0 || is_between(c, 0x2000, 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_nothing(char32_t c) noexcept { return is_between(c, 0x200B, 0x200D) || c == 0x2060 || c == 0xFEFF; }

bool is_chinese(char32_t c) noexcept {
  return is_between(c, 0x3001, 0x303F) || is_between(c, 0x3400, 0x4DBF) || is_between(c, 0x4E00, 0x9FFF) ||
         is_between(c, 0xF900, 0xFAFF) || is_between(c, 0x20000, 0x3FFFF);
}

/// What several characters stand for; null for all others.
const char* spelled_out(char32_t c) noexcept {
  static constexpr const char* roman[] = {"i",  "ii", "iii", "iv",  "v", "vi", "vii", "viii",
                                          "ix", "x",  "xi",  "xii", "l", "c",  "d",   "m"};
  static constexpr const char* number[] = {"1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "10",
                                           "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"};
  static constexpr const char* ligature[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  if (is_between(c, 0x2160, 0x217F)) return roman[(c - 0x2160) % 16];
  if (is_between(c, 0x2460, 0x2473)) return number[c - 0x2460];
  if (is_between(c, 0xFB00, 0xFB06)) return ligature[c - 0xFB00];
  if (c == 0x2103) return "\u00B0c";
  if (c == 0x2109) return "\u00B0f";
  return nullptr;
}

/// The plain form of a sign.
char32_t plain(char32_t c) noexcept {
  static constexpr char32_t wide_signs[] = {0xA2, 0xA3, 0xAC, 0xAF, 0xA6, 0xA5, 0x20A9};
  if (is_between(c, 0xFF01, 0xFF5E)) c -= 0xFF01 - '!';
  if (is_between(c, 0xFFE0, 0xFFE6)) return wide_signs[c - 0xFFE0];
  if (c == 0xB2 || c == 0xB3) return c - 0xB2 + U'2';
  if (c == 0xB9) return U'1';
  if (c == 0x2070 || is_between(c, 0x2074, 0x2079)) return c - 0x2070 + U'0';
  if (is_between(c, 0x2080, 0x2089)) return c - 0x2080 + U'0';
  if (c == 0x2018 || c == 0x2019) return U'\'';
  if (c == 0x201C || c == 0x201D) return U'"';
  if (is_between(c, 0x2010, 0x2015) || c == 0x2212) return U'-';
  return c;
}

char32_t small(char32_t c) noexcept {
  if (is_between(c, 'A', 'Z') || (is_between(c, 0xC0, 0xDE) && c != 0xD7)) return c + 32;
  if (is_between(c, 0x391, 0x3A9) && c != 0x3A2) return c + 32;
  if (is_between(c, 0x410, 0x42F)) return c + 32;
  if (is_between(c, 0x400, 0x40F)) return c + 80;
  if (c == 0x130 || c == 0x178) return c == 0x178 ? 0xFF : U'i';
  if (is_between(c, 0x139, 0x148) || is_between(c, 0x179, 0x17E)) return c % 2 == 1 ? c + 1 : c;
  if (is_between(c, 0x100, 0x177) && c != 0x138 && c != 0x131 && c != 0x149) return c % 2 == 0 ? c + 1 : c;
  return c;
}

/// Holds a space back until it is known to stand between two characters that keep it.
class Folded {
 public:
  void put_space() noexcept { space_ = !text_.empty() && !after_chinese_; }
  void put(char32_t c) {
    const bool chinese = is_chinese(c);
    if (space_ && !chinese) text_ += ' ';
    put_character(text_, c);
    after_chinese_ = chinese;
    space_ = false;
  }
  void put_byte(char byte) {
    if (space_) text_ += ' ';
    text_ += byte;
    after_chinese_ = space_ = false;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool space_ = false, after_chinese_ = false;
};

} // namespace

std::string fold(std::string_view text) {
  Folded out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    if (c == not_utf8) {
      out.put_byte(text[begin]);
    } else if (is_space(c)) {
      out.put_space();
    } else if (const char* several = spelled_out(c)) {
      for (std::size_t i = 0; const char32_t s = next_character(several, i);) out.put(s);
    } else if (!is_nothing(c)) {
      out.put(small(plain(c)));
    }
  }
  return out.take();
}

} // namespace aftercourse
