// Sampling: whom a share of a population falls on. Per stratum the ceil(p N) smallest hashes of (seed, rule,
// stratum, canonical id): reproducible by anyone, consistent when p grows, and independent of the order of
// the facts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/base/digest.hpp>

#include "task_data.hpp"

namespace aftercourse {

struct SampleFrame {
  const Adopted& adopted;
  const Rule& rule;
  const Sample& sample;
  std::string channel;    ///< empty for the sample of a rule
  std::string occurrence; ///< as draws name it
};

/// The share as it is on that viewpoint and the strata value of one subject ("" without strata; values joined
/// by "/").
std::string stratum_of(const Evaluator& evaluator, const Sample& sample, const Viewpoint& from);
Digest sampling_key(const SampleFrame& frame, const std::string& stratum, const std::string& canonical);

/// A recorded draw for the frame: its members, or nothing when none was recorded.
std::optional<std::vector<std::string>> recorded_draw(const Snapshot& facts, const SampleFrame& frame);
/// The subjects of the population that are in the sample, ascending by row.
std::vector<Row> draw_sample(const Evaluator& evaluator, const SampleFrame& frame, const Viewpoint& from,
                             const std::vector<Row>& population);

} // namespace aftercourse
