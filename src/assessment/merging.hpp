// Merging: the mark of a rubric item from what its raters gave.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/assessment/marking.hpp>

#include "exact.hpp"

namespace aftercourse {

struct MergedMarks {
  std::optional<Exact> marks;
  std::vector<std::string> raters; ///< who counted
  Wording reason;
  Wording waiting; ///< who or what is missing; empty when there are marks
};

/// What a rating gives; nothing when it is no level, and no number between the lowest and the highest.
std::optional<Exact> marks_of(const Criterion& criterion, std::string_view given);

/// The ratings are of this item, with criteria and values that were checked.
MergedMarks merge_ratings(const Item& item, const std::vector<const Rating*>& ratings);

} // namespace aftercourse
