#include <aftercourse/base/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace aftercourse {

namespace {

using Byte = std::uint8_t;

/// A row of Unicode's Table 3-7: sequences led by a byte up to `last` have `length` bytes, the second from
/// `low` to `high`, the rest from 80 to BF.
struct Form {
  Byte last, length, low, high;
};

constexpr Form forms[] = {{0x7F, 1, 0, 0},       {0xC1, 0, 0, 0},       {0xDF, 2, 0x80, 0xBF},
                          {0xE0, 3, 0xA0, 0xBF}, {0xEC, 3, 0x80, 0xBF}, {0xED, 3, 0x80, 0x9F},
                          {0xEF, 3, 0x80, 0xBF}, {0xF0, 4, 0x90, 0xBF}, {0xF3, 4, 0x80, 0xBF},
                          {0xF4, 4, 0x80, 0x8F}, {0xFF, 0, 0, 0}};

constexpr std::array<Form, 256> form_of_lead = [] {
  std::array<Form, 256> table{};
  std::size_t form = 0;
  for (std::size_t lead = 0; lead < table.size(); ++lead) {
    if (lead > forms[form].last) ++form;
    table[lead] = forms[form];
  }
  table[0].length = 0; // NUL is no text here
  return table;
}();

bool is_continuation(Byte b) { return (b & 0xC0) == 0x80; }

/// The length of the sequence at `at`, or 0 when there is none.
std::size_t sequence(const Byte* at, std::size_t left) noexcept {
  const Form form = form_of_lead[*at];
  if (form.length < 2) return form.length;
  if (form.length > left || at[1] < form.low || at[1] > form.high) return 0;
  for (std::size_t i = 2; i < form.length; ++i)
    if (!is_continuation(at[i])) return 0;
  return form.length;
}

/// Whether the next eight bytes are ASCII without NUL: the common case, eight at a time.
bool is_plain(const Byte* at) noexcept {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return ((word | (word - 0x0101010101010101)) & 0x8080808080808080) == 0;
}

/// The code point at the front of a valid text, which moves past it.
char32_t take_code_point(std::string_view& text) noexcept {
  const auto lead = static_cast<Byte>(text.front());
  const std::size_t length = std::clamp<std::size_t>(form_of_lead[lead].length, 1, text.size());
  char32_t c = length == 1 ? lead : lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) c = c << 6 | (static_cast<Byte>(text[i]) & 0x3Fu);
  text.remove_prefix(length);
  return c;
}

struct Range {
  char32_t first, last;
};

/// Blocks of Unicode's East Asian Width W and F; marks that stand on the character before take no column.
constexpr Range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
                          {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
                          {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B2FF},
                          {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
constexpr Range marks[] = {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

template <std::size_t N>
bool holds(const Range (&ranges)[N], char32_t c) noexcept {
  return std::any_of(ranges, ranges + N, [c](Range r) { return r.first <= c && c <= r.last; });
}

std::u32string decode(std::string_view text) {
  std::u32string points;
  while (!text.empty()) points += take_code_point(text);
  return points;
}

/// Edits that turn one word into the other: insert, delete, replace, or exchange two neighbours, each place
/// edited once (Damerau-Levenshtein, optimal string alignment).
std::size_t distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

} // namespace

std::optional<std::size_t> invalid_utf8(std::string_view text) noexcept {
  const auto* bytes = reinterpret_cast<const Byte*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    if (text.size() - i >= 8 && is_plain(bytes + i)) {
      i += 8;
      continue;
    }
    const std::size_t length = sequence(bytes + i, text.size() - i);
    if (length == 0) return i;
    i += length;
  }
  return {};
}

std::size_t code_points(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(static_cast<Byte>(c)); }));
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t columns = 0;
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    columns += c < 0x300 ? 1 : holds(marks, c) ? 0 : holds(wide, c) ? 2 : 1;
  }
  return columns;
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::u32string wanted = decode(word);
  std::size_t least = wanted.size() / 3 + 1;
  std::optional<std::string> found;
  for (const std::string& candidate : candidates) {
    const std::u32string other = decode(candidate);
    const std::size_t unequal = std::max(wanted.size(), other.size()) - std::min(wanted.size(), other.size());
    if (unequal >= least) continue; // no distance is less; spares the work for an absurdly long word
    const std::size_t d = distance(wanted, other);
    if (d >= least) continue;
    least = d;
    found = candidate;
  }
  return found;
}

} // namespace aftercourse
