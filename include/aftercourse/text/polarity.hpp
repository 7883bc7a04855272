// Polarity: whether a text praises or blames, and by which words. The words of a lexicon carry a weight from
// 3 to -3, which what stands before them changes: a negation (不清楚), a lack (不够清楚, not clear enough),
// an excess (节奏太快), a degree (非常, slightly), a wish (希望更清楚, could be clearer); and in a sentence
// with "but" what follows it counts more. The score is S / sqrt(S^2 + 15) of the sum S, as in Hutto and
// Gilbert, VADER (ICWSM 2014), section 3; docs/text.md states every rule and how well it does on texts that
// others labelled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aftercourse::text {

enum class PolarityLabel : std::uint8_t { positive, negative, mixed, neutral };

/// "positive", "negative", "mixed", "neutral"
std::string_view name_of(PolarityLabel label) noexcept;

/// One word that counted.
struct PolarityHit {
  std::string quote;                   ///< verbatim, with what changes it: 不够清楚
  std::string term;                    ///< the word of the lexicon, as the text has it: 清楚
  std::size_t begin = 0, end = 0;      ///< of the quote, in bytes of the text
  double weight = 0;                   ///< in the lexicon; 0 for a quality such as 快
  double value = 0;                    ///< what it counts here
  std::vector<std::string> changed_by; ///< "negation", "lack", "excess", "degree", "wish", "contrast"
};

struct Polarity {
  double score = 0; ///< from -1 to 1; 0 when no word counted
  PolarityLabel label = PolarityLabel::neutral;
  double positive = 0, negative = 0; ///< the sums of the values above and below 0; `negative` is at most 0
  std::vector<PolarityHit> evidence; ///< in the order of the text
};

} // namespace aftercourse::text
