// How numbers and names are shown in the sentences of rows, explanations and findings.
#pragma once

#include <string>

#include <aftercourse/facts/schema.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse {

/// A title, or the id where it has none.
inline Wording title_or(const Title& title, const std::string& id) {
  return {title.en.empty() ? id : title.en, title.zh.empty() ? id : title.zh};
}

/// "62.5 %" of a share, else "3.21".
inline std::string shown_number(double value, bool share) {
  return share ? statistics::readable(value * 100) + " %" : statistics::readable(value);
}

} // namespace aftercourse
