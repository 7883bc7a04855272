// CommentTable: rows of summarised comments as columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/base/frame.hpp>

namespace aftercourse {

struct CommentRow {
  std::vector<std::string> group; ///< empty text: missing
  std::string dimension, title;   ///< empty: the whole
  std::int64_t people = 0, comments = 0, positive = 0, negative = 0, mixed = 0, neutral = 0;
  std::vector<std::string> key_terms, praise, blame;
  std::string quotes, state;

  bool suppressed() const noexcept { return state == "suppressed"; }
};

Frame comment_table(const std::vector<std::string>& by, const std::vector<CommentRow>& rows);

} // namespace aftercourse
