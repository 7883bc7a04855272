// What a lexicon holds: its terms, and what each of them does.
#pragma once

#include <cstdint>
#include <vector>

#include "phrases.hpp"
#include <aftercourse/text/lexicon.hpp>

namespace aftercourse::text {

/// What a term does to a judgement; a term may do several things.
enum class Role : std::uint16_t {
  quality = 1 << 0,
  negation = 1 << 1,
  intensifier = 1 << 2,
  downtoner = 1 << 3,
  excess = 1 << 4,
  lack = 1 << 5,
  enough = 1 << 6,
  contrast = 1 << 7,
  wish = 1 << 8,
};

struct LexiconTerm {
  double weight = 0;
  std::uint16_t roles = 0;

  bool is(Role role) const noexcept { return (roles & static_cast<std::uint16_t>(role)) != 0; }
  bool judges() const noexcept { return weight != 0 || is(Role::quality); }
  bool changes() const noexcept {
    return is(Role::negation) || is(Role::intensifier) || is(Role::downtoner) || is(Role::excess) ||
           is(Role::lack);
  }
};

struct Lexicon::Data {
  std::string name, version;
  Phrases phrases; ///< numbers of terms
  std::vector<LexiconTerm> terms;
  Segmenter segmenter;
};

/// How a segmented text judges; `text` is what was segmented.
Polarity judge(std::string_view text, const Segmentation& s, const Phrases& phrases,
               const std::vector<LexiconTerm>& terms);

} // namespace aftercourse::text
