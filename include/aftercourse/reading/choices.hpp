// Choices: which of the options a written answer names, by id or by text in either language.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/facts/schema.hpp>

namespace aftercourse {

/// The options of one item, ready to be matched many times. Written forms are equal when fold() makes them
/// equal.
class Choices {
 public:
  /// Adds option `index`: how it may be written.
  void add(std::size_t index, std::string_view id, const Title& title);

  /// The option that the whole text names.
  std::optional<std::size_t> find(std::string_view text) const;
  struct Several {
    std::vector<std::size_t> options; ///< ascending, each once
    std::vector<std::string> unknown; ///< parts that name none
  };
  /// The options that a text names that may hold several. One option whose own text holds a separator is
  /// found whole. `separator` empty: any of ; , 、 | (full or half width), ┋ and line breaks, or, when every
  /// letter is an option, none ("ACD"). Digits are taken so ("13") unless an id is a longer number.
  Several find_several(std::string_view text, std::string_view separator = {}) const;

  /// A form of one option that is read as several others as well: "AB" beside A and B.
  struct Ambiguity {
    std::string form; ///< folded
    std::size_t option = 0;
    std::vector<std::size_t> others;
  };
  std::optional<Ambiguity> ambiguity() const;

 private:
  Several find_parts(std::string_view text, std::string_view separator) const;
  bool take_letters(const std::string& folded, Several& found) const;
  std::map<std::string, std::size_t, std::less<>> by_form_;
  bool long_numbers_ = false; ///< an id is a number of several digits
};

} // namespace aftercourse
