// The built-in dictionary of Chinese words: the number of a word is its cost, ten times the negative
// logarithm of its share of all text in steps of 0.3 (src/text/data/make_dictionary.py).
#pragma once

#include "trie.hpp"

namespace aftercourse::text {

inline constexpr std::int32_t unknown_cost = 597; ///< of a word counted once among 60,101,967

/// Read when it is first asked for; lives as long as the process and never changes.
const Trie& chinese_dictionary();

} // namespace aftercourse::text
