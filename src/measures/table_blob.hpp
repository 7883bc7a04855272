// The bytes of a GroupTable: the words of each column in order, then the groups in the order of their keys,
// each with its sums. There is one way to write a table, and the reader takes no other: equal tables, equal
// bytes. `Sums` brings `write(BlobWriter&, const Sums&)` and `read(BlobReader&, Sums&)`, which refuses empty
// sums.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <aftercourse/base/utf8.hpp>

#include "blob.hpp"
#include "group_table.hpp"

namespace aftercourse {

inline std::string read_text(BlobReader& in) {
  const std::string_view text = in.text();
  if (invalid_utf8(text)) BlobReader::refuse("a text is no UTF-8");
  return std::string(text);
}

inline void write_texts(BlobWriter& out, const std::vector<std::string>& texts) {
  out.number(static_cast<std::uint32_t>(texts.size()));
  for (const std::string& text : texts) out.text(text);
}

inline std::vector<std::string> read_texts(BlobReader& in) {
  std::vector<std::string> texts;
  for (auto left = in.number<std::uint32_t>(); left > 0; --left) texts.push_back(read_text(in));
  return texts;
}

inline Date read_date(BlobReader& in) {
  const auto day = in.number<std::int32_t>();
  if (day < Date::min_days || day > Date::max_days) BlobReader::refuse("a day is out of range");
  return Date::unchecked(day);
}

template <class Sums>
void write_table(BlobWriter& out, const GroupTable<Sums>& table) {
  std::vector<std::vector<std::uint32_t>> ranks;
  for (std::size_t c = 0; c < table.columns(); ++c) {
    const Words& words = table.words(c);
    out.number(std::uint64_t{words.texts().size()});
    for (const std::uint32_t code : words.sorted()) out.text(words.texts()[code]);
    ranks.push_back(words.ranks());
  }
  out.number(std::uint64_t{table.size()});
  for (const std::size_t group : table.order()) {
    for (std::size_t c = 0; c < table.columns(); ++c) out.number(table.rank_of(group, c, ranks[c]));
    write(out, table.sums(group));
  }
}

inline void read_words(BlobReader& in, Words& words) {
  const std::size_t n = in.count(sizeof(std::uint32_t));
  for (std::size_t i = 0; i < n; ++i) {
    const std::string word = read_text(in);
    if (i > 0 && word <= words.texts().back()) BlobReader::refuse("the words are not in order");
    words.intern(word);
  }
}

/// The key of the next group, which must come after those read and name words that exist.
template <class Sums>
std::vector<std::uint32_t> read_key(BlobReader& in, const GroupTable<Sums>& table) {
  std::vector<std::uint32_t> key;
  for (std::size_t c = 0; c < table.columns(); ++c) {
    key.push_back(in.number<std::uint32_t>());
    const std::size_t words = table.words(c).texts().size();
    if (key.back() > words) BlobReader::refuse("a group names no word");
    if (key.back() == words) key.back() = no_code; // missing: after all words
  }
  if (table.size() > 0 && !std::ranges::lexicographical_compare(table.key(table.size() - 1), key))
    BlobReader::refuse("the groups are not in order");
  return key;
}

/// Reads into a table that has its columns but no words yet.
template <class Sums>
void read_table(BlobReader& in, GroupTable<Sums>& table) {
  for (std::size_t c = 0; c < table.columns(); ++c) read_words(in, table.words(c));
  for (auto left = in.count(table.columns() * sizeof(std::uint32_t) + 1); left > 0; --left) {
    const std::vector<std::uint32_t> key = read_key(in, table);
    read(in, table.at(key));
  }
  for (std::size_t c = 0; c < table.columns();
       ++c) { // a word too many would be other bytes for the same table
    std::vector<bool> occurs(table.words(c).texts().size());
    for (std::size_t group = 0; group < table.size(); ++group)
      if (const std::uint32_t code = table.key(group)[c]; code != no_code) occurs[code] = true;
    if (std::ranges::find(occurs, false) != occurs.end()) BlobReader::refuse("a word does not occur");
  }
}

} // namespace aftercourse
