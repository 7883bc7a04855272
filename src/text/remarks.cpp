#include <aftercourse/text/remarks.hpp>

#include <algorithm>

#include <aftercourse/text/column.hpp>

#include "sentences.hpp"

namespace aftercourse::text {

std::vector<Remark> remarks(std::string_view text, const CodingScheme& scheme, const Lexicon& lexicon) {
  require_utf8(text);
  std::vector<Remark> out;
  for (const Passage& at : sentences(text, 1, text.size())) {
    const std::string_view sentence = text.substr(at.begin, at.end - at.begin);
    Remark& remark = out.emplace_back(Remark{at.begin, at.end, lexicon.polarity(sentence).label, {}});
    const std::vector<CodingHit> hits = scheme.code(sentence);
    for (const CodingDimension& d : scheme.dimensions())
      if (std::ranges::find(hits, d.id, &CodingHit::dimension) != hits.end())
        remark.dimensions.push_back(d.id);
  }
  return out;
}

PolarityLabel together(PolarityLabel a, PolarityLabel b) noexcept {
  if (a == b || b == PolarityLabel::neutral) return a;
  return a == PolarityLabel::neutral ? b : PolarityLabel::mixed;
}

bool lies_within(std::string_view dimension, std::string_view other) noexcept {
  return dimension.starts_with(other) && (dimension.size() == other.size() || dimension[other.size()] == '.');
}

} // namespace aftercourse::text
