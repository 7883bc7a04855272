// JSON as a sequence of tokens with their places, over Boost.JSON's incremental parser: numbers keep the text
// they were written with, and every token knows where it stands, so that faults can say line and column.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include <boost/json/basic_parser_impl.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse::json_text {

enum class Type : std::uint8_t { object, object_end, array, array_end, key, text, number, boolean, null };

/// One token. `text` is a key or text without quotes and escapes, or a number as it is written; it is valid
/// during the call. `source` is the token's place in the input.
struct Token {
  Type type;
  std::string_view text;
  std::string_view source;
  bool truth = false;

  bool opens() const noexcept { return type == Type::object || type == Type::array; }
  bool closes() const noexcept { return type == Type::object_end || type == Type::array_end; }
};

/// The text is not JSON: what was wrong, and where.
struct Malformed {
  const char* at;
  std::string reason;
  bool limit = false; ///< it is too large or too deep to be read
};

/// Turns Boost's events into tokens. Boost does not say where an event stands, but as it has checked the
/// syntax, stepping from one token to the next takes three rules: skip white space, commas and colons;
/// strings end at the first quote that is not escaped; all else is as long as it is.
template <class Reader>
class Handler {
 public:
  static constexpr std::size_t max_array_size = std::size_t(-1), max_object_size = std::size_t(-1),
                               max_string_size = std::size_t(-1), max_key_size = std::size_t(-1);

  Handler(Reader& reader, std::string_view input) : reader_(reader), rest_(input) {}

  bool on_document_begin(boost::json::error_code&) { return true; }
  bool on_document_end(boost::json::error_code&) { return true; }
  bool on_object_begin(boost::json::error_code&) { return give(Type::object, {}, 1); }
  bool on_object_end(std::size_t, boost::json::error_code&) { return give(Type::object_end, {}, 1); }
  bool on_array_begin(boost::json::error_code&) { return give(Type::array, {}, 1); }
  bool on_array_end(std::size_t, boost::json::error_code&) { return give(Type::array_end, {}, 1); }
  bool on_key_part(std::string_view s, std::size_t, boost::json::error_code&) { return keep(s); }
  bool on_key(std::string_view s, std::size_t, boost::json::error_code&) { return give_string(Type::key, s); }
  bool on_string_part(std::string_view s, std::size_t, boost::json::error_code&) { return keep(s); }
  bool on_string(std::string_view s, std::size_t, boost::json::error_code&) {
    return give_string(Type::text, s);
  }
  bool on_number_part(std::string_view s, boost::json::error_code&) { return keep(s); }
  bool on_int64(std::int64_t, std::string_view s, boost::json::error_code&) {
    return give(Type::number, s, s.size());
  }
  bool on_uint64(std::uint64_t, std::string_view s, boost::json::error_code&) {
    return give(Type::number, s, s.size());
  }
  bool on_double(double, std::string_view s, boost::json::error_code&) {
    return give(Type::number, s, s.size());
  }
  bool on_bool(bool b, boost::json::error_code&) { return give(Type::boolean, {}, b ? 4 : 5, b); }
  bool on_null(boost::json::error_code&) { return give(Type::null, {}, 4); }
  bool on_comment_part(std::string_view, boost::json::error_code&) { return true; }
  bool on_comment(std::string_view, boost::json::error_code&) { return true; }

 private:
  bool keep(std::string_view part) {
    parts_ += part;
    return true;
  }

  bool give(Type type, std::string_view text, std::size_t length, bool truth = false) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n,:"), rest_.size()));
    const Token token{type, text, rest_.substr(0, length), truth};
    rest_.remove_prefix(token.source.size());
    reader_.on(token);
    return true;
  }

  bool give_string(Type type, std::string_view last_part) {
    if (parts_.empty() && last_part.data() >= rest_.data() &&
        last_part.data() <= rest_.data() + rest_.size()) {
      const auto end = static_cast<std::size_t>(last_part.data() - rest_.data()) + last_part.size() + 1;
      return give(type, last_part, end - std::min(rest_.find('"'), end));
    }
    parts_ += last_part;
    give(type, parts_, length_of_string());
    parts_.clear();
    return true;
  }

  std::size_t length_of_string() const {
    const std::size_t begin = rest_.find('"');
    std::size_t end = rest_.find_first_of("\"\\", begin + 1);
    while (end < rest_.size() && rest_[end] == '\\') end = rest_.find_first_of("\"\\", end + 2);
    return end < rest_.size() ? end + 1 - begin : rest_.size();
  }

  Reader& reader_;
  std::string_view rest_; // what follows the last token
  std::string parts_;     // of a string that came in several
};

/// Why the parser stopped at `read`: Boost calls bytes that are not UTF-8 a syntax error, too.
inline Malformed malformed(std::string_view text, std::size_t read, const std::string& reason) {
  const auto bad = invalid_utf8(text.substr(0, std::min(text.size(), read + 4)));
  if (bad && *bad <= read && text[*bad] != '\0') return {text.data() + *bad, "not JSON: is not UTF-8"};
  return {text.data() + read, "not JSON: " + reason};
}

/// Gives each token of a text to `reader.on(token)`. Throws Malformed, also beyond 64 levels or 1 GiB.
template <class Reader>
void read(std::string_view text, Reader& reader) {
  constexpr std::size_t deepest = 64, longest = std::size_t{1} << 30;
  if (text.size() > longest) throw Malformed{text.data(), "the JSON text is longer than 1 GiB", true};
  boost::json::parse_options options;
  options.max_depth = deepest;
  boost::json::basic_parser<Handler<Reader>> parser(options, reader, text);
  boost::json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error == boost::json::error::too_deep)
    throw Malformed{text.data() + read, "the JSON text is nested deeper than 64 levels", true};
  if (error) throw malformed(text, read, error.message());
  if (read < text.size()) throw Malformed{text.data() + read, "not JSON: there is more after its end"};
}

/// Line and column of places in a text, both from 1, columns in characters. Quick when asked in ascending
/// order.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  struct Place {
    std::int64_t line = 1, column = 1;
  };
  Place at(const char* place) {
    const auto target = static_cast<std::size_t>(place - text_.data());
    if (target < counted_) {
      counted_ = 0;
      here_ = {};
    }
    for (; counted_ < target; ++counted_) {
      const char c = text_[counted_];
      if (c == '\n')
        here_ = {here_.line + 1, 1};
      else if ((c & 0xC0) != 0x80)
        ++here_.column;
    }
    return here_;
  }

 private:
  std::string_view text_;
  std::size_t counted_ = 0;
  Place here_;
};

} // namespace aftercourse::json_text
