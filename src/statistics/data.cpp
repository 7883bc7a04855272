#include <aftercourse/statistics/data.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>

#include <aftercourse/base/arrow_view.hpp>
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse::statistics {

namespace {

using arrow::Array;

constexpr double missing_number = std::numeric_limits<double>::quiet_NaN();

bool can_read(Given given) noexcept {
  return given != Given::list && given != Given::record && given != Given::number;
}

/// Reads the arrays of one column, one after the other.
class VariableReader {
 public:
  VariableReader(std::string name, const arrow::Type& type) : type_(type) {
    variable_.name = std::move(name);
    variable_.is_label = type.given == Given::text;
  }

  void read(const ArrowArray* given, std::int64_t offset, std::int64_t length) {
    const Array array(type_, given);
    codes_of_words_.clear();
    for (std::int64_t i = offset; i < offset + length; ++i)
      if (variable_.is_label)
        variable_.labels.codes.push_back(array.valid(i) ? label(array, i) : no_label);
      else
        variable_.numbers.push_back(array.valid(i) ? number(array, i) : missing_number);
  }

  Variable finish() { return std::move(variable_); }

 private:
  double number(const Array& array, std::int64_t i) const {
    switch (type_.given) {
    case Given::real:
      return array.real(i);
    case Given::boolean:
      return array.boolean(i) ? 1 : 0;
    case Given::decimal:
      return decimal(array, i);
    case Given::day:
    case Given::moment:
      return days(array, i);
    case Given::integer:
      if (const auto value = array.integer(i)) return static_cast<double>(*value);
      throw arrow::Malformed{"a number lies beyond 63 bits"};
    default:
      return missing_number; // a column of nothing
    }
  }

  double decimal(const Array& array, std::int64_t i) const {
    const auto value = array.decimal(i);
    if (!value) throw arrow::Malformed{"a decimal has more than six digits after its point"};
    return value->to_double();
  }

  double days(const Array& array, std::int64_t i) const {
    const auto ticks = static_cast<double>(*array.integer(i));
    return type_.ticks_a_second == 0 ? ticks : ticks / (86'400.0 * static_cast<double>(type_.ticks_a_second));
  }

  std::int32_t label(const Array& array, std::int64_t i) {
    if (!type_.words) return code(array.text(i));
    const std::int64_t word = array.word(i);
    if (!array.words().valid(word)) return no_label;
    if (codes_of_words_.empty())
      codes_of_words_.resize(static_cast<std::size_t>(array.words().length()), no_label);
    std::int32_t& known = codes_of_words_[static_cast<std::size_t>(word)];
    if (known == no_label) known = code(array.words().text(word));
    return known;
  }

  std::int32_t code(std::string_view text) {
    const auto [at, is_new] = codes_.try_emplace(std::string(text), static_cast<std::int32_t>(codes_.size()));
    if (!is_new) return at->second;
    if (invalid_utf8(text)) throw arrow::Malformed{"a text is not UTF-8"};
    variable_.labels.names.emplace_back(text);
    return at->second;
  }

  arrow::Type type_;
  Variable variable_;
  std::unordered_map<std::string, std::int32_t> codes_;
  std::vector<std::int32_t> codes_of_words_; // of the array at hand
};

[[noreturn]] void refuse_stream(const arrow::Malformed& m) {
  throw InvalidArgument("AC1004", "the data cannot be read: " + m.reason);
}

Data read_table(ArrowArrayStream* table) {
  arrow::Stream stream(table);
  arrow::Owned<ArrowSchema> schema;
  stream.table_schema(schema.value);
  std::vector<std::pair<std::int64_t, VariableReader>> readers;
  for (std::int64_t c = 0; c < schema.value.n_children; ++c) {
    const ArrowSchema& child = *schema.value.children[c];
    const auto type = arrow::type_of(child);
    if (type && can_read(type->given))
      readers.emplace_back(c, VariableReader(child.name != nullptr ? child.name : "", *type));
  }
  for (;;) {
    arrow::Owned<ArrowArray> batch;
    if (!stream.next(batch.value)) break;
    arrow::check_batch(schema.value, batch.value);
    for (auto& [c, reader] : readers)
      reader.read(batch.value.children[c], batch.value.offset, batch.value.length);
  }
  std::vector<Variable> columns;
  for (auto& [c, reader] : readers) columns.push_back(reader.finish());
  return Data(std::move(columns));
}

std::string shortest_text(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value == 0 ? 0.0 : value).ptr};
}

std::optional<double> as_number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Numbers by size before texts by their letters.
bool comes_before(const std::string& a, const std::string& b) {
  const auto x = as_number(a), y = as_number(b);
  if (x && y && *x != *y) return *x < *y;
  if (x.has_value() != y.has_value()) return x.has_value();
  return a < b;
}

/// Labels go by the codes that `place` has for theirs.
void recode(Labels& labels, const std::vector<std::int32_t>& place) {
  for (std::int32_t& code : labels.codes)
    if (code != no_label) code = place[static_cast<std::size_t>(code)];
}

bool names_are_sorted(const Labels& labels) {
  return std::is_sorted(labels.names.begin(), labels.names.end(), comes_before);
}

/// 1 for each name that occurs.
std::vector<std::uint8_t> which_occur(const Labels& labels) {
  std::vector<std::uint8_t> occurs(labels.names.size());
  std::size_t not_seen = occurs.size();
  for (std::size_t i = 0; i < labels.size() && not_seen != 0; ++i)
    if (const std::int32_t code = labels.codes[i]; code != no_label)
      not_seen -= std::exchange(occurs[static_cast<std::size_t>(code)], 1) == 0;
  return occurs;
}

Labels sorted_labels(Labels labels) {
  if (names_are_sorted(labels)) return labels;
  std::vector<std::size_t> order(labels.names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return comes_before(labels.names[a], labels.names[b]); });
  std::vector<std::int32_t> place(order.size());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<std::int32_t>(i);
    names.push_back(std::move(labels.names[order[i]]));
  }
  labels.names = std::move(names);
  recode(labels, place);
  return labels;
}

Labels labels_of_numbers(std::span<const double> numbers) {
  std::unordered_map<double, std::int32_t> codes;
  Labels out;
  out.codes.reserve(numbers.size());
  double last = std::numeric_limits<double>::quiet_NaN();
  std::int32_t code = no_label;
  for (const double value : numbers) {
    if (std::isnan(value)) {
      out.codes.push_back(no_label);
      continue;
    }
    if (value != last) { // labels often stand in runs
      const auto [at, is_new] = codes.try_emplace(value, static_cast<std::int32_t>(codes.size()));
      if (is_new) out.names.push_back(shortest_text(value));
      last = value;
      code = at->second;
    }
    out.codes.push_back(code);
  }
  return out;
}

} // namespace

bool Variable::missing(std::size_t row) const noexcept {
  return is_label ? labels.codes[row] == no_label : std::isnan(numbers[row]);
}

Data::Data(std::vector<Variable> columns) : columns_(std::move(columns)) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].size() != rows())
      throw InvalidArgument("AC5502", "column " + columns_[i].name + " has " +
                                          std::to_string(columns_[i].size()) + " rows and " +
                                          columns_.front().name + " has " + std::to_string(rows()));
    for (std::size_t j = 0; j < i; ++j)
      if (columns_[i].name == columns_[j].name)
        throw InvalidArgument("AC5504", "two columns are called " + columns_[i].name);
  }
}

Data Data::from_arrow(ArrowArrayStream* table) {
  try {
    return read_table(table);
  } catch (const arrow::Malformed& m) {
    refuse_stream(m);
  }
}

const Variable& Data::at(std::string_view name) const {
  std::vector<std::string> names;
  for (const Variable& column : columns_) {
    if (column.name == name) return column;
    names.push_back(column.name);
  }
  refuse_unknown("column", name, names);
}

void refuse_unknown(std::string_view what, std::string_view name, const std::vector<std::string>& names) {
  const auto near = nearest(name, names);
  throw NotFound("AC5505", "there is no " + std::string(what) + " " + std::string(name) +
                               (near ? "; is it " + *near + "?" : ""));
}

Variable variable_from_arrow(std::string name, ArrowArrayStream* column) {
  try {
    arrow::Stream stream(column);
    arrow::Owned<ArrowSchema> schema;
    stream.schema(schema.value);
    const auto type = arrow::type_of(schema.value);
    if (!type || !can_read(type->given))
      throw InvalidArgument("AC5504", "column " + name +
                                          " is neither of numbers, dates nor texts (Arrow's type " +
                                          std::string(schema.value.format) + ")");
    VariableReader reader(std::move(name), *type);
    for (;;) {
      arrow::Owned<ArrowArray> chunk;
      if (!stream.next(chunk.value)) return reader.finish();
      reader.read(&chunk.value, 0, chunk.value.length);
    }
  } catch (const arrow::Malformed& m) {
    refuse_stream(m);
  }
}

Labels as_labels(const Variable& column) {
  constexpr double exact = 9'007'199'254'740'992; // 2^53: above it neighbouring whole numbers are one double
  if (!column.is_label && std::ranges::any_of(column.numbers, [](double v) { return std::abs(v) >= exact; }))
    throw InvalidArgument("AC5504",
                          "column " + column.name +
                              " has numbers of more than 15 digits, which cannot be told apart; give "
                              "such ids as texts");
  return sorted_labels(column.is_label ? column.labels : labels_of_numbers(column.numbers));
}

Labels occurring(Labels labels) {
  const std::vector<std::uint8_t> occurs = which_occur(labels);
  if (std::ranges::count(occurs, 0) == 0) return labels;
  std::vector<std::int32_t> place(occurs.size(), no_label);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < occurs.size(); ++i)
    if (occurs[i] != 0) {
      place[i] = static_cast<std::int32_t>(names.size());
      names.push_back(std::move(labels.names[i]));
    }
  labels.names = std::move(names);
  recode(labels, place);
  return labels;
}

bool are_in_order(const Labels& labels) {
  return names_are_sorted(labels) && std::ranges::count(which_occur(labels), 0) == 0;
}

} // namespace aftercourse::statistics
