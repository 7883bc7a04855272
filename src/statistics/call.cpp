// The arguments of a call: what they must be, and the rows that they pick.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/function.hpp>

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

constexpr std::array<Parameter, 2> common_parameters = {
    Parameter{"missing", Kind::text, false, "drop | error"}, Parameter{"level", Kind::number}};

std::string_view kind_name(Kind kind) {
  static constexpr std::array<std::string_view, 10> names = {"the name of a column",
                                                             "names of columns",
                                                             "a number",
                                                             "a whole number",
                                                             "true or false",
                                                             "a text",
                                                             "texts",
                                                             "numbers",
                                                             "rows of numbers",
                                                             "lists of texts by name"};
  return names[static_cast<std::size_t>(kind)];
}

bool names_columns(Kind kind) noexcept { return kind == Kind::column || kind == Kind::columns; }

template <class... T>
bool holds_any(const Option& option) {
  return (std::holds_alternative<T>(option) || ...);
}

bool is_empty_list(const Option& option) {
  const auto* texts = std::get_if<std::vector<std::string>>(&option);
  return texts != nullptr && texts->empty();
}

bool fits(Kind kind, const Option& option) {
  using Texts = std::vector<std::string>;
  switch (kind) {
  case Kind::column:
  case Kind::text:
    return holds_any<std::string>(option);
  case Kind::columns:
  case Kind::texts:
    return holds_any<std::string, Texts>(option);
  case Kind::number:
    return holds_any<std::int64_t, double>(option);
  case Kind::integer:
    return holds_any<std::int64_t>(option);
  case Kind::flag:
    return holds_any<bool>(option);
  case Kind::numbers:
    return holds_any<std::vector<double>>(option) || is_empty_list(option);
  case Kind::table:
    return holds_any<std::vector<std::vector<double>>>(option) || is_empty_list(option);
  case Kind::lists:
    return holds_any<Texts, std::map<std::string, Texts>>(option);
  }
  return false;
}

[[noreturn]] void refuse_argument(const Function& f, std::string_view name, const std::string& reason) {
  throw InvalidArgument("AC5504", std::string(f.name) + ": " + std::string(name) + " " + reason);
}

/// Whether `text` is one of "a | b | c".
bool is_choice(std::string_view text, std::string_view choices) {
  while (!choices.empty()) {
    const std::size_t end = std::min(choices.find(" | "), choices.size());
    if (choices.substr(0, end) == text) return true;
    choices.remove_prefix(std::min(end + 3, choices.size()));
  }
  return false;
}

const Parameter* find_parameter(const Function& f, std::string_view name) {
  const auto named = [name](const Parameter& p) { return p.name == name; };
  const auto own = std::find_if(f.parameters.begin(), f.parameters.end(), named);
  if (own != f.parameters.end()) return &*own;
  const auto common = std::find_if(common_parameters.begin(), common_parameters.end(), named);
  return common != common_parameters.end() ? &*common : nullptr;
}

[[noreturn]] void refuse_unknown_argument(const Function& f, std::string_view name) {
  if (name == "weights" || name == "cluster") // which others have
    throw InvalidArgument("AC5504", std::string(f.name) + " takes no " + std::string(name));
  std::vector<std::string> names;
  for (const Parameter& p : f.parameters) names.emplace_back(p.name);
  for (const Parameter& p : common_parameters) names.emplace_back(p.name);
  refuse_unknown("argument of " + std::string(f.name) + ",", name, names);
}

void check_argument(const Function& f, const std::string& name, const Option& option) {
  const Parameter* p = find_parameter(f, name);
  if (p == nullptr) refuse_unknown_argument(f, name);
  if (!fits(p->kind, option)) refuse_argument(f, name, "is to be " + std::string(kind_name(p->kind)));
  if (p->choices.empty()) return;
  const std::string& text = std::get<std::string>(option);
  if (!is_choice(text, p->choices))
    refuse_argument(f, name, "is \"" + text + "\"; possible are " + std::string(p->choices));
}

std::string place(const Variable& column, std::size_t row) {
  return "column " + column.name + ", row " + std::to_string(row + 1);
}

void refuse_infinite(const Variable& column) {
  for (std::size_t row = 0; row < column.numbers.size(); ++row)
    if (std::isinf(column.numbers[row]))
      throw InvalidArgument("AC5501", "the value is infinite", place(column, row));
}

/// Whether nothing is missing or infinite. x - x is 0 of what is finite and NaN of all else; eight sums keep
/// the processor busy.
bool all_there(const Variable& column) {
  if (column.is_label)
    return std::find(column.labels.codes.begin(), column.labels.codes.end(), no_label) ==
           column.labels.codes.end();
  const std::span<const double> x = column.numbers;
  std::array<double, 8> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= x.size(); i += sums.size())
    for (std::size_t lane = 0; lane < sums.size(); ++lane) sums[lane] += x[i + lane] - x[i + lane];
  for (; i < x.size(); ++i) sums[0] += x[i] - x[i];
  return std::all_of(sums.begin(), sums.end(), [](double sum) { return sum == 0; });
}

} // namespace

Call::Call(const Function& function, const Data& data, const Options& options)
    : function_(function), data_(data), options_(options) {
  for (const auto& [name, option] : options) check_argument(function, name, option);
  for (const Parameter& p : function.parameters)
    if (p.required && !given(p.name)) refuse_argument(function, p.name, "is lacking");
  require_level(level());
}

double Call::number(std::string_view name, double otherwise) const {
  const auto found = options_.find(name);
  if (found == options_.end()) return otherwise;
  const auto* whole = std::get_if<std::int64_t>(&found->second);
  const double value = whole != nullptr ? static_cast<double>(*whole) : std::get<double>(found->second);
  if (!std::isfinite(value)) refuse_argument(function_, name, "is not finite");
  return value;
}

std::int64_t Call::integer(std::string_view name, std::int64_t otherwise) const {
  const auto found = options_.find(name);
  return found == options_.end() ? otherwise : std::get<std::int64_t>(found->second);
}

bool Call::flag(std::string_view name, bool otherwise) const {
  const auto found = options_.find(name);
  return found == options_.end() ? otherwise : std::get<bool>(found->second);
}

std::string Call::text(std::string_view name, std::string_view otherwise) const {
  const auto found = options_.find(name);
  return found == options_.end() ? std::string(otherwise) : std::get<std::string>(found->second);
}

std::vector<std::string> Call::texts(std::string_view name) const {
  const auto found = options_.find(name);
  if (found == options_.end()) return {};
  if (const auto* one = std::get_if<std::string>(&found->second)) return {*one};
  return std::get<std::vector<std::string>>(found->second);
}

std::vector<double> Call::numbers(std::string_view name) const {
  const auto found = options_.find(name);
  if (found == options_.end() || is_empty_list(found->second)) return {};
  const auto& values = std::get<std::vector<double>>(found->second);
  require_finite(values, name);
  return values;
}

std::vector<std::vector<double>> Call::table(std::string_view name) const {
  const auto found = options_.find(name);
  if (found == options_.end() || is_empty_list(found->second)) return {};
  const auto& rows = std::get<std::vector<std::vector<double>>>(found->second);
  for (const auto& row : rows) {
    require_equal_length(row.size(), rows.front().size(), "a row of " + std::string(name), "its first row");
    require_finite(row, name);
  }
  return rows;
}

std::map<std::string, std::vector<std::string>> Call::lists(std::string_view name) const {
  const auto found = options_.find(name);
  if (found == options_.end()) return {};
  if (const auto* lists = std::get_if<std::map<std::string, std::vector<std::string>>>(&found->second))
    return *lists;
  std::map<std::string, std::vector<std::string>> out;
  for (const std::string& key : std::get<std::vector<std::string>>(found->second)) out[key];
  return out;
}

std::vector<const Variable*> Call::variables(std::string_view argument) const {
  std::vector<const Variable*> out;
  for (const std::string& name : texts(argument)) out.push_back(&data_.at(name));
  return out;
}

const Variable& Call::variable(std::string_view argument) const {
  const auto found = variables(argument);
  if (found.empty()) refuse_argument(function_, argument, "is lacking");
  return *found.front();
}

Sample Call::sample(std::initializer_list<std::string_view> arguments) const {
  std::vector<const Variable*> columns;
  const auto add = [&](std::string_view argument) {
    for (const Variable* column : variables(argument)) columns.push_back(column);
  };
  if (arguments.size() != 0)
    std::for_each(arguments.begin(), arguments.end(), add);
  else
    for (const Parameter& p : function_.parameters)
      if (names_columns(p.kind)) add(p.name);

  Sample out(*this);
  const std::size_t rows = columns.empty() ? 0 : data_.rows();
  if (std::all_of(columns.begin(), columns.end(),
                  [](const Variable* column) { return all_there(*column); })) {
    out.n_ = rows;
    return out;
  }
  for (const Variable* column : columns) refuse_infinite(*column);
  out.rows_.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto lacking = std::find_if(columns.begin(), columns.end(),
                                      [row](const Variable* column) { return column->missing(row); });
    if (lacking == columns.end())
      out.rows_.push_back(row);
    else if (missing() == Missing::error)
      throw DataError("AC5506", "the value is missing", place(**lacking, row));
  }
  out.n_ = out.rows_.size();
  out.missing_ = static_cast<std::int64_t>(rows - out.n_);
  return out;
}

std::span<const std::size_t> Sample::rows() const {
  if (rows_.size() != n_) {
    rows_.resize(n_);
    std::iota(rows_.begin(), rows_.end(), std::size_t{0});
  }
  return rows_;
}

std::span<const double> Sample::numbers(std::string_view argument, std::size_t i) const {
  const auto columns = call_.variables(argument);
  if (i >= columns.size()) throw InvalidArgument("AC5504", std::string(argument) + " names no column");
  const Variable& column = *columns[i];
  if (column.is_label)
    throw InvalidArgument("AC5504", std::string(argument) + ": column " + column.name +
                                        " holds texts, where numbers are needed");
  if (missing_ == 0) return column.numbers;
  auto& picked = picked_[column.name];
  if (picked.size() != rows_.size()) {
    picked.reserve(rows_.size());
    for (const std::size_t row : rows_) picked.push_back(column.numbers[row]);
  }
  return picked;
}

std::vector<std::span<const double>> Sample::all_numbers(std::string_view argument) const {
  std::vector<std::span<const double>> out;
  for (std::size_t i = 0; i < call_.variables(argument).size(); ++i) out.push_back(numbers(argument, i));
  return out;
}

const Labels& Sample::labels(std::string_view argument, std::size_t i) const {
  const auto columns = call_.variables(argument);
  if (i >= columns.size()) throw InvalidArgument("AC5504", std::string(argument) + " names no column");
  const Variable& column = *columns[i];
  if (missing_ == 0 && column.is_label && are_in_order(column.labels)) return column.labels;
  if (const auto known = labels_.find(column.name); known != labels_.end()) return known->second;
  Labels all = as_labels(column);
  if (missing_ != 0) {
    std::vector<std::int32_t> picked;
    picked.reserve(rows_.size());
    for (const std::size_t row : rows_) picked.push_back(all.codes[row]);
    all.codes = std::move(picked);
  }
  return labels_.emplace(column.name, occurring(std::move(all))).first->second;
}

std::span<const double> Sample::weights() const {
  if (!call_.given("weights")) return {};
  const auto weights = numbers("weights");
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (weights[i] < 0)
      throw InvalidArgument("AC5504", "a weight is negative", place(call_.variable("weights"), rows()[i]));
  return weights;
}

Labels Sample::cluster() const { return call_.given("cluster") ? labels("cluster") : Labels{}; }

} // namespace aftercourse::statistics
