// Remarks: the sentences of a text, each with the dimensions of a scheme that it touches and how it judges.
// So one comment may praise the lecturer and blame the room. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/text/coding_scheme.hpp>
#include <aftercourse/text/lexicon.hpp>

namespace aftercourse::text {

struct Remark {
  std::size_t begin = 0, end = 0; ///< bytes of the text
  PolarityLabel label = PolarityLabel::neutral;
  std::vector<std::string> dimensions; ///< in the order of the scheme, each once
};

/// In the order of the text. Throws InvalidArgument AC5601 for what is no UTF-8.
std::vector<Remark> remarks(std::string_view text, const CodingScheme& scheme = CodingScheme::built_in(),
                            const Lexicon& lexicon = Lexicon::built_in());

/// What several judgements come to: mixed when there is praise and blame.
PolarityLabel together(PolarityLabel a, PolarityLabel b) noexcept;

/// Whether a dimension is the other, or a part of it: "lecturer.style" of "lecturer".
bool lies_within(std::string_view dimension, std::string_view other) noexcept;

/// Whether a whole answer says nothing: blank, nothing but signs such as - and /, or one of
/// src/text/data/nothing_said.yaml (无, 没有意见, none, n/a). Throws InvalidArgument AC5601 for what is no
/// UTF-8.
bool says_nothing(std::string_view text);

} // namespace aftercourse::text
