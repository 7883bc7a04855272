// Adoption: a company puts a policy into force: from when, for whom, with which parameters. Recorded as full
// text, so that what was asked for on a day can be reproduced.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/policy/policy.hpp>

namespace aftercourse {

struct Override {
  std::string name, value;
  std::optional<Date> from{}; ///< default: the adoption's first day
  std::string source{};
};

struct Adoption {
  Date on;                          ///< anchors from this day on give tasks
  std::optional<Date> until{};      ///< last day; open while it lasts
  std::vector<std::string> units{}; ///< only these units and what lies below them; empty: all
  std::vector<Override> parameters{};
  std::string source{};
};

/// A policy in force. Several of one name are versions: the latest `on` up to an occurrence's beginning
/// governs it.
struct Adopted {
  Policy policy;
  Adoption adoption;

  /// The text of a parameter on a day: the latest override from that day or before, else the policy's own
  /// dated value. Nothing when the parameter has no value then.
  std::optional<std::string> parameter(std::string_view name, Date day) const;
};

} // namespace aftercourse
