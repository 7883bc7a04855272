// Quotations: sentences that speak for the others, for every dimension of a coding scheme and every
// judgement. They are verbatim, never changed or shortened: a sentence that is too long is taken by its
// clauses, and left out when those are. A quotation is central (most like what others say in its cell: the
// mean cosine of their n-grams) and distinct from those already taken; no row, and no person, is quoted twice
// in a cell. Ties go to the earlier row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <aftercourse/text/coding_scheme.hpp>
#include <aftercourse/text/column.hpp>
#include <aftercourse/text/lexicon.hpp>

namespace aftercourse::text {

struct QuotationOptions {
  CodingScheme scheme = CodingScheme::built_in();
  Lexicon lexicon = Lexicon::built_in();
  std::int64_t most = 3;     ///< in a cell
  std::int64_t shortest = 4; ///< characters
  std::int64_t longest = 80; ///< characters
  double distinct = 0.5;     ///< no two of a cell are more alike than this
  TextColumn people = {};    ///< who wrote each text; none: each row is a person's own
};

struct Quotation {
  std::string dimension;
  PolarityLabel label = PolarityLabel::neutral;
  std::string quote; ///< verbatim
  std::size_t row = 0;
  std::size_t begin = 0, end = 0; ///< bytes of the text
  double score = 0;               ///< of the polarity
  double centrality = 0;          ///< mean cosine with all sentences of the cell
  std::int64_t n = 0;             ///< rows with a sentence in the cell
};

/// By dimension in the order of the scheme, positive before negative before mixed, the most central first.
/// Sentences that judge nothing are not quoted. Throws InvalidArgument AC5601 for what is no UTF-8, AC5602
/// for an option outside its range.
std::vector<Quotation> quotations(TextColumn texts, const QuotationOptions& options = {});

} // namespace aftercourse::text
