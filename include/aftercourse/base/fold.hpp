// Folding: what makes two written answers equal although they were typed differently - full-width and
// half-width signs, upper and lower case, spaces. For comparing only; what is kept is what was written.
#pragma once

#include <string>
#include <string_view>

namespace aftercourse {

/// The text with these differences taken out, in this order:
///   - full-width signs (U+FF01 to U+FF5E, U+FFE0 to U+FFE6), super- and subscript digits, circled numbers 1
///     to 20, Roman numerals (U+2160 to U+217F), the degree signs of Celsius and Fahrenheit and the ligatures
///     of f become the plain ones, as Unicode's NFKC makes them (Unicode Standard Annex 15). Other
///     compatibility forms, combining marks and the stops of Chinese text (U+3002, U+3001) stay as they are;
///   - curly quotes become straight ones, dashes and the minus sign a hyphen;
///   - letters become small: ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic;
///   - any run of spaces (also U+00A0, U+2000 to U+200A, U+202F, U+205F, U+3000, tabs, line breaks) becomes
///     one; none is left at an end or beside a Chinese character or Chinese stop; zero-width characters go.
/// `text` is UTF-8; bytes that are not stay as they are. Folding twice changes nothing more.
std::string fold(std::string_view text);

} // namespace aftercourse
