// Similar texts: questions and remarks that say the same in nearly the same words, put into groups. Two texts
// are as similar as the cosine of the angle between their characters and pairs of characters (of the normal
// form, letters and digits only), weighted by how rare they are in the column (term frequency times smoothed
// inverse document frequency); 1 is the same text but for spelling of signs. It is exact: no sampling, no
// hashing by chance.
//
// Groups are those of complete linkage (Sorensen 1948): any two texts of a group are at least `threshold`
// alike, so that no chain of small steps brings strangers together. The answer depends on nothing but the
// texts and their order.
#pragma once

#include <cstdint>
#include <vector>

#include <aftercourse/text/column.hpp>

namespace aftercourse::text {

struct SimilarOptions {
  double threshold = 0.6; ///< above 0, at most 1
};

struct SimilarText {
  std::size_t row = 0;
  std::size_t group = 0;          ///< 0 is the largest; of equal sizes the one with the earlier row
  std::int64_t size = 1;          ///< texts of its group
  bool is_representative = false; ///< the one most like all of its group; of equals the earliest
  double similarity = 1;          ///< to the representative
};

/// Every text that is not missing, by group, the representative first and the others by row. Throws
/// InvalidArgument AC5601 for what is no UTF-8, AC5602 for a threshold outside its range, LimitError AC5604
/// for more than 2^24 pairs above the threshold. Texts without a letter or digit are alike only when they are
/// the same.
std::vector<SimilarText> group_similar(TextColumn texts, const SimilarOptions& options = {});

/// How alike two texts are by themselves: the cosine with all n-grams weighted alike.
double similarity(std::string_view a, std::string_view b);

} // namespace aftercourse::text
