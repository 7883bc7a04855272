// Versions: two versions of a questionnaire are compared over the items that they share, and over nothing
// else.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <aftercourse/instrument/scoring.hpp>

namespace aftercourse {

/// What two versions share: items (rows of a matrix) of the same id, type, scale, direction, options and text
/// in both languages.
struct SharedItems {
  struct Changed {
    std::string item;
    std::vector<std::string> what; ///< "title.zh", "scale.max"; "removed", "added"
  };
  std::vector<std::string> same;
  std::vector<Changed> changed; ///< everything that is not shared, and why
};
SharedItems shared_items(const Instrument& older, const Instrument& newer);

/// One dimension that both versions have, scored over the shared items of it alone.
struct VersionScore {
  std::string dimension; ///< empty: all shared items together
  std::vector<std::string> items;
  GroupScore older, newer;
  double difference = no_score;           ///< newer - older mean
  double low = no_score, high = no_score; ///< Welch's interval of it
};
BOOST_DESCRIBE_STRUCT(VersionScore, (), (dimension, items, older, newer, difference, low, high))

/// Dimensions without a shared item are left out. Throws as group_scores does.
std::vector<VersionScore> compare_versions(const Instrument& older, std::span<const Response> older_responses,
                                           const Instrument& newer, std::span<const Response> newer_responses,
                                           double level = 0.95);

} // namespace aftercourse
