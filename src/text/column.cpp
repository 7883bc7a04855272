#include <aftercourse/text/column.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse::text {

namespace {

void refuse_fault(std::string_view text, const std::string& row) {
  if (const auto at = invalid_utf8(text))
    throw InvalidArgument(
        "AC5601", "byte " + std::to_string(*at) + (text[*at] == '\0' ? " is NUL" : " is no UTF-8"), row);
}

} // namespace

void require_utf8(std::string_view text) { refuse_fault(text, "text"); }

void require_utf8(TextColumn texts) {
  for (std::size_t row = 0; row < texts.size(); ++row)
    if (texts[row] && invalid_utf8(*texts[row])) refuse_fault(*texts[row], "row " + std::to_string(row));
}

} // namespace aftercourse::text
