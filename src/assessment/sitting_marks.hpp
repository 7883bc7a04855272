// Sitting marks: what one sitting of one component is worth, and the checks that come before.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/assessment/marking.hpp>
#include <aftercourse/base/error.hpp>

#include "exact.hpp"

namespace aftercourse {

/// What was given for one component in one sitting.
struct ComponentSitting {
  std::int64_t number = 1;
  std::map<std::string_view, const GivenAnswer*> answers;
  std::map<std::string_view, std::vector<const Rating*>> ratings; ///< by item
  const RecordedMark* mark = nullptr;
};

/// The sittings of each component, in order; only of components that were sat. Faults are added.
std::vector<std::vector<ComponentSitting>>
sort_sittings(const SchemeDefinition& scheme, std::span<const Sitting> sittings, std::vector<Fault>& faults);

struct ComponentMarks {
  std::optional<Exact> marks; ///< none: something is unmarked
  std::vector<ItemMark> items;
  std::vector<Wording> waiting;
};

ComponentMarks mark_sitting(const SchemeDefinition& scheme, const Component& component,
                            const ComponentSitting& sitting, std::vector<Fault>& faults);

} // namespace aftercourse
