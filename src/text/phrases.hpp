// Phrases: terms of one or more words, found in a segmented text where they begin and end with its words, so
// that 好 is not found in 爱好. A term in letters that ends with * stands for every word that begins so.
#pragma once

#include <optional>
#include <string_view>

#include "trie.hpp"
#include <aftercourse/text/segmenter.hpp>

namespace aftercourse::text {

class Phrases {
 public:
  /// A term and its number; the number that it had before when it is there already. The term must be UTF-8.
  std::optional<std::int32_t> add(std::string_view term, std::int32_t number);
  bool empty() const noexcept { return trie_.empty(); }

  struct Match {
    std::int32_t number;
    std::size_t last; ///< of its tokens
  };
  /// The longest that begins with this token.
  std::optional<Match> longest(const Segmentation& s, std::size_t first) const;
  /// The numbers of the terms that make up the whole word, or nothing when they do not: 不清楚 is 不 and
  /// 清楚.
  std::vector<std::int32_t> parts(std::string_view word) const;

 private:
  Trie trie_;
  bool has_stems_ = false;
};

} // namespace aftercourse::text
