// Words: the texts of one group column, numbered in the order they arrive, and a column of such numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include <aftercourse/measures/rate_state.hpp>

namespace aftercourse {

class Words {
 public:
  std::uint32_t intern(std::string_view word) {
    const auto found = codes_.find(word);
    if (found != codes_.end()) return found->second;
    const auto code = static_cast<std::uint32_t>(texts_.size());
    texts_.emplace_back(word);
    codes_.emplace(word, code);
    return code;
  }
  /// The same, where an empty text means that there is no word.
  std::uint32_t intern_or_missing(std::string_view word) { return word.empty() ? no_code : intern(word); }

  const std::vector<std::string>& texts() const noexcept { return texts_; }
  /// Empty for no_code.
  std::string text(std::uint32_t code) const { return code == no_code ? std::string() : texts_[code]; }

  /// The codes in the order of their texts.
  std::vector<std::uint32_t> sorted() const {
    std::vector<std::uint32_t> codes(texts_.size());
    std::iota(codes.begin(), codes.end(), 0u);
    std::sort(codes.begin(), codes.end(), [&](auto a, auto b) { return texts_[a] < texts_[b]; });
    return codes;
  }
  /// The place of each code in that order.
  std::vector<std::uint32_t> ranks() const {
    std::vector<std::uint32_t> rank(texts_.size());
    std::uint32_t next = 0;
    for (const std::uint32_t code : sorted()) rank[code] = next++;
    return rank;
  }

 private:
  struct Hash : boost::hash<std::string_view> {
    using is_transparent = void;
  };
  std::vector<std::string> texts_;
  boost::unordered_flat_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
};

/// The order of groups by their words: a missing one comes last, as everywhere.
struct MissingLast {
  bool operator()(const std::vector<std::string>& a, const std::vector<std::string>& b) const {
    return std::ranges::lexicographical_compare(a, b, [](const std::string& x, const std::string& y) {
      if (x.empty() != y.empty()) return y.empty();
      return x < y;
    });
  }
};

/// One group column of a batch while it is filled row by row.
struct WordColumn {
  std::vector<std::uint32_t> codes;
  Words words;
  std::string text(std::size_t row) const { return words.text(codes[row]); }
  GroupColumn column() const { return {codes, words.texts()}; }
};

/// The words of a row in the first columns of several.
inline std::vector<std::string> words_of(const std::vector<WordColumn>& columns, std::size_t first,
                                         std::size_t row) {
  std::vector<std::string> words;
  for (std::size_t c = 0; c < first; ++c) words.push_back(columns[c].text(row));
  return words;
}

} // namespace aftercourse
