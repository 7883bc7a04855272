// Function: a statistic as every face asks for it - by name, over columns of a Data, with options - under one
// contract: columns are named, `weights` and `cluster` name columns too where a function takes them, rows of
// which something is missing are dropped and counted (`missing`: "drop") or refused ("error"), infinity is an
// error, `level` is that of the intervals. C, Python and policies share this list and nothing else.
//
//   const Result r = call("t_test", data, {{"outcome", "re78"}, {"group", "treat"}});
//
// The list is constant; calls are pure and thread-safe.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/data.hpp>
#include <aftercourse/statistics/options.hpp>
#include <aftercourse/statistics/result.hpp>

namespace aftercourse::statistics {

/// One argument of a function.
struct Parameter {
  /// What it is: the name of a column or several; or a value.
  enum class Kind : std::uint8_t {
    column,
    columns,
    number,
    integer,
    flag,
    text,
    texts,
    numbers,
    table,
    lists
  };
  BOOST_DESCRIBE_NESTED_ENUM(Kind, column, columns, number, integer, flag, text, texts, numbers, table, lists)
  std::string_view name;
  Kind kind = Kind::number;
  bool required = false;
  std::string_view choices{}; ///< of a text: "wilson | wald"; empty: any
};

class Call;

struct Function {
  std::string_view name;
  std::vector<Parameter> parameters; ///< besides missing and level, which all take
  Result (*run)(const Call& call);
};

/// All functions, by name.
std::span<const Function> functions();

/// Throws NotFound AC5505 for an unknown function, column or argument, InvalidArgument AC5504 for an argument
/// that is lacking or of the wrong kind, AC5501 for infinity, DataError AC5506 for something missing where
/// `missing` is "error"; and as the function says.
Result call(std::string_view function, const Data& data, const Options& options = {});

/// The rows of a call of which nothing is missing, by the names of the arguments. Refers to the call.
class Sample {
 public:
  std::int64_t n() const noexcept { return static_cast<std::int64_t>(n_); }
  /// Rows left out.
  std::int64_t missing() const noexcept { return missing_; }
  /// The rows of the data that are in it.
  std::span<const std::size_t> rows() const;
  /// The column that an argument names, as numbers; of several, the one at `i`.
  std::span<const double> numbers(std::string_view argument, std::size_t i = 0) const;
  /// All columns that an argument names.
  std::vector<std::span<const double>> all_numbers(std::string_view argument) const;
  /// The column as labels, those that occur, in the order of their names (see as_labels); of several, the
  /// one at `i`.
  const Labels& labels(std::string_view argument, std::size_t i = 0) const;
  /// Empty when the call has none; else as long as the sample. Throws InvalidArgument AC5504 for a negative
  /// weight.
  std::span<const double> weights() const;
  Labels cluster() const;

 private:
  friend class Call;
  explicit Sample(const Call& call) : call_(call) {}
  const Call& call_;
  std::size_t n_ = 0;
  std::int64_t missing_ = 0;
  mutable std::vector<std::size_t> rows_; ///< where nothing is missing, only once asked for
  mutable std::map<std::string, std::vector<double>, std::less<>> picked_;
  mutable std::map<std::string, Labels, std::less<>> labels_;
};

/// The arguments of one call, checked against the function's parameters.
class Call {
 public:
  Call(const Function& function, const Data& data, const Options& options);

  bool given(std::string_view name) const { return options_.contains(name); }
  double number(std::string_view name, double otherwise) const;
  std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
  bool flag(std::string_view name, bool otherwise = false) const;
  std::string text(std::string_view name, std::string_view otherwise = {}) const;
  std::vector<std::string> texts(std::string_view name) const;
  std::vector<double> numbers(std::string_view name) const;
  std::vector<std::vector<double>> table(std::string_view name) const;
  std::map<std::string, std::vector<std::string>> lists(std::string_view name) const;
  double level() const { return number("level", 0.95); }
  Missing missing() const { return text("missing", "drop") == "error" ? Missing::error : Missing::drop; }

  const Data& data() const noexcept { return data_; }
  /// The columns that an argument names, missing values and all; none when it is not given.
  std::vector<const Variable*> variables(std::string_view argument) const;
  /// The one that it names. Throws InvalidArgument AC5504 when it is not given.
  const Variable& variable(std::string_view argument) const;

  /// The rows in which all columns named by these arguments (default: every argument) have a value.
  Sample sample(std::initializer_list<std::string_view> arguments = {}) const;

 private:
  const Function& function_;
  const Data& data_;
  const Options& options_;
};

} // namespace aftercourse::statistics
