// Sentences of a text, verbatim: where each begins and ends.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace aftercourse::text {

struct Passage {
  std::size_t begin, end; ///< bytes, without white space around them
};

/// Sentences of `shortest` to `longest` characters; of longer ones their clauses that are.
std::vector<Passage> sentences(std::string_view text, std::size_t shortest, std::size_t longest);

} // namespace aftercourse::text
