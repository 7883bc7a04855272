// Text is UTF-8 (Unicode 15, Table 3-7: no surrogates, no overlong forms) without embedded NUL.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aftercourse {

/// The byte offset of the first fault (a bad sequence or a NUL), or nothing when the text is good.
std::optional<std::size_t> invalid_utf8(std::string_view text) noexcept;
/// Number of code points of a valid text.
std::size_t code_points(std::string_view text) noexcept;
/// Columns a terminal needs: East Asian wide characters count two.
std::size_t display_width(std::string_view text) noexcept;
/// The candidate nearest to `word` by edit distance (at most a third of its length), for "did you mean".
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

} // namespace aftercourse
