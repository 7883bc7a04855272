// Headings: which item of a questionnaire a column of an export is headed like. Headings are given folded.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/reading/choices.hpp>

#include "sheet.hpp"

namespace aftercourse {

/// The headings of one place: an item, or a row of a matrix.
class Headings {
 public:
  Headings(const Sheet& sheet, std::size_t place);

  /// The id, or the text with or without a number before it.
  bool name(std::string_view heading) const;
  /// The same, whatever stops stand at the end: "Useful" of "Useful?".
  bool name_loosely(std::string_view heading) const;
  /// The option whose column this is: "3. Why not?: no time", "why_time", "Why not (no time)".
  std::optional<std::size_t> option(std::string_view heading) const;

 private:
  std::optional<std::size_t> option_after_text(std::string_view heading) const;

  std::vector<std::string> forms_, loose_forms_;
  std::vector<std::string> beginnings_; ///< of the columns of options: the id and the texts without stops
  Choices options_;
};

} // namespace aftercourse
