#include <aftercourse/base/frame.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

#include <aftercourse/base/decimal.hpp>
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

namespace {

using Type = Column::Type;

std::size_t length_of(const Column& c) {
  switch (c.type) {
  case Type::boolean:
    return c.booleans.size();
  case Type::integer:
  case Type::decimal:
  case Type::instant:
    return c.integers.size();
  case Type::date:
    return c.days.size();
  case Type::real:
    return c.reals.size();
  case Type::text:
    return c.codes.size();
  case Type::text_list:
    return c.offsets.empty() ? 0 : c.offsets.size() - 1;
  }
  return 0;
}

[[noreturn]] void refuse(const Column& c, const std::string& reason) {
  throw InvalidArgument("AC1004", reason, "column '" + c.name + "'");
}

void check_lengths(const Column& c, std::size_t rows) {
  if (length_of(c) != rows)
    refuse(c,
           "has " + std::to_string(length_of(c)) + " rows where " + std::to_string(rows) + " are expected");
  if (!c.valid.empty() && c.valid.size() != rows) refuse(c, "'valid' is not one byte a row");
}

/// Consumers may look a code up even where the row is null, so nulls get code 0, and code 0 always has a
/// word.
void settle_null_codes(Column& c) {
  if (c.type != Type::text) return;
  for (std::size_t row = 0; row < c.codes.size(); ++row)
    if (c.is_null(row)) c.codes[row] = 0;
  if (c.words.empty()) c.words.emplace_back();
}

void check_codes(const Column& c) {
  if (c.type != Type::text && c.type != Type::text_list) return;
  const auto words = static_cast<std::int64_t>(c.words.size());
  if (std::any_of(c.codes.begin(), c.codes.end(),
                  [&](std::int32_t code) { return code < 0 || code >= words; }))
    refuse(c, "has a code outside its words");
  if (c.type != Type::text_list || c.offsets.empty()) return;
  if (c.offsets.front() != 0 || !std::is_sorted(c.offsets.begin(), c.offsets.end()) ||
      static_cast<std::size_t>(c.offsets.back()) != c.codes.size())
    refuse(c, "has offsets that do not cover its codes");
}

void append_date(std::string& out, std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), unsigned{date.month()},
                unsigned{date.day()});
  out += text;
}

void append_instant(std::string& out, std::int64_t microseconds) {
  using namespace std::chrono;
  const sys_time<std::chrono::microseconds> time{std::chrono::microseconds(microseconds)};
  const auto day = floor<days>(time);
  const hh_mm_ss clock(time - day);
  append_date(out, day);
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  out += text;
  if (const auto fraction = clock.subseconds().count(); fraction != 0) {
    std::snprintf(text, sizeof text, ".%06d", static_cast<int>(fraction));
    out += text;
  }
  out += 'Z';
}

template <class Number>
void append_number(std::string& out, Number n) {
  char text[32]; // the shortest text that reads back as the same number
  out.append(text, std::to_chars(text, text + sizeof text, n).ptr);
}

/// A cell that is neither null nor text: the same words for people and for JSON.
void append_plain(std::string& out, const Column& c, std::size_t row) {
  switch (c.type) {
  case Type::boolean:
    out += c.booleans[row] != 0 ? "true" : "false";
    break;
  case Type::integer:
    append_number(out, c.integers[row]);
    break;
  case Type::decimal:
    out += Decimal::from_units(c.integers[row]).to_string();
    break;
  case Type::real:
    append_number(out, c.reals[row]);
    break;
  case Type::date:
    append_date(out, std::chrono::sys_days(std::chrono::days(c.days[row])));
    break;
  case Type::instant:
    append_instant(out, c.integers[row]);
    break;
  case Type::text:
  case Type::text_list:
    break;
  }
}

/// Calls `use(word)` for each item of a text_list cell, and `between()` between two of them.
template <class Use, class Between>
void each_item(const Column& c, std::size_t row, Use use, Between between) {
  for (std::int32_t i = c.offsets[row]; i < c.offsets[row + 1]; ++i) {
    if (i > c.offsets[row]) between();
    use(c.words[static_cast<std::size_t>(c.codes[static_cast<std::size_t>(i)])]);
  }
}

const std::string& word_at(const Column& c, std::size_t row) {
  return c.words[static_cast<std::size_t>(c.codes[row])];
}

void append_json_text(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(c) >= 0x20) {
        out += c;
      } else {
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
      }
    }
  }
  out += '"';
}

void append_json_cell(std::string& out, const Column& c, std::size_t row) {
  if (c.is_null(row) || (c.type == Type::real && !std::isfinite(c.reals[row]))) {
    out += "null"; // JSON has no word for an infinite number or NaN
  } else if (c.type == Type::text) {
    append_json_text(out, word_at(c, row));
  } else if (c.type == Type::text_list) {
    out += '[';
    each_item(
        c, row, [&](const std::string& word) { append_json_text(out, word); }, [&] { out += ','; });
    out += ']';
  } else {
    const bool quoted = c.type == Type::date || c.type == Type::instant;
    if (quoted) out += '"';
    append_plain(out, c, row);
    if (quoted) out += '"';
  }
}

} // namespace

struct Frame::Data {
  std::vector<Column> columns;
  std::size_t rows;
};

Frame::Frame(std::vector<Column> columns, std::size_t rows) {
  for (Column& c : columns) {
    check_lengths(c, rows);
    settle_null_codes(c);
    check_codes(c);
  }
  data_ = std::make_shared<const Data>(Data{std::move(columns), rows});
}

std::size_t Frame::rows() const noexcept { return data_->rows; }

const std::vector<Column>& Frame::columns() const noexcept { return data_->columns; }

const Column& Frame::column(std::string_view name) const {
  std::vector<std::string> names;
  for (const Column& c : columns()) {
    if (c.name == name) return c;
    names.push_back(c.name);
  }
  const auto near = nearest(name, names);
  throw NotFound("AC1005",
                 "no column '" + std::string(name) + "'" + (near ? "; did you mean '" + *near + "'?" : ""));
}

std::string Frame::cell(std::size_t row, std::string_view name) const {
  const Column& c = column(name);
  if (row >= rows())
    throw InvalidArgument("AC1006",
                          "no row " + std::to_string(row) + " in a table of " + std::to_string(rows()));
  std::string out;
  if (c.is_null(row)) return out;
  if (c.type == Type::text) return word_at(c, row);
  if (c.type == Type::text_list)
    each_item(
        c, row, [&](const std::string& word) { out += word; }, [&] { out += ", "; });
  else
    append_plain(out, c, row);
  return out;
}

std::string Frame::to_json() const {
  std::vector<std::string> keys;
  for (const Column& c : columns()) {
    append_json_text(keys.emplace_back(), c.name);
    keys.back() += ':';
  }
  std::string out = "[";
  for (std::size_t row = 0; row < rows(); ++row) {
    out += row == 0 ? "{" : ",{";
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i > 0) out += ',';
      out += keys[i];
      append_json_cell(out, columns()[i], row);
    }
    out += '}';
  }
  return out + ']';
}

} // namespace aftercourse
