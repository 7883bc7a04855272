// TextColumn: the texts that the functions of this floor are asked about, one a row, as a column of answers
// has them. A row without a text is missing: it is counted and otherwise left out. An empty text is a text.
//
// Texts are UTF-8 without NUL. What is not is refused before anything else is done: InvalidArgument AC5601
// names the row, counted from 0, and the byte. Functions keep nothing of the texts; what they return holds
// copies.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace aftercourse::text {

using TextColumn = std::span<const std::optional<std::string_view>>;

/// Throws InvalidArgument AC5601 naming the first byte that is no UTF-8 or is NUL.
void require_utf8(std::string_view text);
/// The same for every row, which is named.
void require_utf8(TextColumn texts);

} // namespace aftercourse::text
