// Objective marking: what an answer to an item with a key earns.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/assessment/marking.hpp>

#include "exact.hpp"

namespace aftercourse {

struct Judged {
  ItemState state = ItemState::blank;
  Exact share = 0; ///< of the item's marks, 0 to 1
  std::vector<std::string> chosen;
  std::vector<std::string> unknown; ///< what names no option: a fault of the data, not of the learner
  Wording reason;
};

Judged judge(const Item& item, const std::vector<std::string>& values);

} // namespace aftercourse
