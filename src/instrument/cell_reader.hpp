// Cells: what one cell of an export says about one item.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <aftercourse/reading/choices.hpp>

#include "answer_check.hpp"

namespace aftercourse {

class CellReader {
 public:
  explicit CellReader(const InstrumentItem& item);

  /// Fills the answer from a cell that is not empty; says what is wrong with it instead.
  std::optional<WrongAnswer> read(std::string_view cell, std::string_view separator,
                                  ItemAnswer& answer) const;
  /// Whether the cell of one option's own column says that it was chosen; nothing when it says neither.
  std::optional<bool> is_chosen(std::string_view cell, std::size_t option) const;

 private:
  std::optional<WrongAnswer> read_number(std::string_view cell, ItemAnswer& answer) const;
  std::optional<WrongAnswer> read_choices(std::string_view cell, std::string_view separator,
                                          ItemAnswer& answer) const;

  const InstrumentItem& item_;
  Choices choices_;
  std::map<std::string, Decimal, std::less<>> labels_; ///< folded
};

/// "2026/10/20 14:03" as well as the forms of LocalTime.
std::optional<LocalTime> read_moment(std::string_view text);
/// "93", "93 s", "93秒".
std::optional<Decimal> read_seconds(std::string_view text);

} // namespace aftercourse
