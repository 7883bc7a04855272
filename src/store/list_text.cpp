#include "list_text.hpp"

#include <algorithm>
#include <utility>

namespace aftercourse {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

bool is_plain(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; }

} // namespace

void ListText::add(std::string_view item) {
  text_ += text_.size() == 1 ? "\"" : ",\"";
  for (const char c : item) {
    if (static_cast<unsigned char>(c) < 0x20) {
      text_ += "\\u00";
      text_ += digits[static_cast<std::size_t>(c >> 4)];
      text_ += digits[static_cast<std::size_t>(c & 15)];
      continue;
    }
    if (!is_plain(c)) text_ += '\\';
    text_ += c;
  }
  text_ += '"';
}

std::string ListText::take() {
  std::string list = std::move(text_);
  list += ']';
  text_.assign(1, '[');
  return list;
}

ListItems::ListItems(std::string_view text) : rest_(text) {
  good_ = rest_.size() >= 2 && rest_.front() == '[' && rest_.back() == ']';
  rest_ = good_ ? rest_.substr(1, rest_.size() - 2) : "";
}

bool ListItems::next(std::string_view& item) {
  if (rest_.empty()) return false;
  if (!std::exchange(first_, false)) {
    good_ = good_ && rest_.front() == ',';
    rest_.remove_prefix(1);
  }
  good_ = good_ && rest_.starts_with('"');
  if (!good_) return false;
  rest_.remove_prefix(1);
  const auto end =
      static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_plain) - rest_.begin());
  item = rest_.substr(0, end);
  rest_.remove_prefix(end);
  if (!rest_.starts_with('"')) return unescape(item);
  rest_.remove_prefix(1);
  return true;
}

/// Goes on with an item at its first escape.
bool ListItems::unescape(std::string_view& item) {
  unescaped_ = item;
  while (!rest_.empty() && rest_.front() != '"') {
    std::size_t length = 1;
    char c = rest_.front();
    if (c == '\\' && rest_.starts_with("\\u00") && rest_.size() >= 6) {
      const std::size_t high = digits.find(rest_[4]), low = digits.find(rest_[5]);
      good_ = good_ && high < 2 && low != digits.npos;
      c = static_cast<char>(high << 4 | low);
      length = 6;
    } else if (c == '\\' && rest_.size() >= 2) {
      c = rest_[1];
      length = 2;
    }
    unescaped_ += c;
    rest_.remove_prefix(length);
  }
  good_ = good_ && !rest_.empty();
  if (!good_) return false;
  rest_.remove_prefix(1);
  item = unescaped_;
  return true;
}

} // namespace aftercourse
