// Data: named columns over which the functions of this floor are asked when the caller is another language or
// a policy: numbers (dates are days since 1970, truths 0 and 1) or labels. Missing is NaN or no_label; it is
// counted when rows are picked (Sample), never guessed.
//
// Values: build them, then treat them as immutable. What a Sample refers to must outlive it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <aftercourse/base/arrow.hpp>

namespace aftercourse::statistics {

inline constexpr std::int32_t no_label = -1;

/// Labels as codes into their names.
struct Labels {
  std::vector<std::int32_t> codes;
  std::vector<std::string> names;

  std::size_t size() const noexcept { return codes.size(); }
};

/// The numbers of a column: its own, or lent by whoever holds them (a NumPy array), which stays unchanged
/// while a call reads them.
class Numbers {
 public:
  Numbers() = default;
  Numbers(std::vector<double> own) : own_(std::move(own)) {} // NOLINT: they are these numbers
  Numbers(std::initializer_list<double> own) : own_(own) {}
  /// Views of `numbers` that keep `holder` alive.
  Numbers(std::span<const double> numbers, std::shared_ptr<const void> holder)
      : lent_(numbers), holder_(std::move(holder)) {}

  const double* data() const noexcept { return holder_ ? lent_.data() : own_.data(); }
  std::size_t size() const noexcept { return holder_ ? lent_.size() : own_.size(); }
  bool empty() const noexcept { return size() == 0; }
  double operator[](std::size_t i) const noexcept { return data()[i]; }
  const double* begin() const noexcept { return data(); }
  const double* end() const noexcept { return data() + size(); }
  /// Their own, moved; of lent ones a copy.
  operator std::vector<double>() && {
    return holder_ ? std::vector<double>(begin(), end()) : std::move(own_);
  }
  void push_back(double value) { own_.push_back(value); } ///< of its own
  void clear() noexcept { own_.clear(); }

 private:
  std::vector<double> own_;
  std::span<const double> lent_;
  std::shared_ptr<const void> holder_;
};

/// One column: `numbers`, or (when `is_label`) `labels`.
struct Variable {
  std::string name;
  bool is_label = false;
  Numbers numbers;
  Labels labels;

  std::size_t size() const noexcept { return is_label ? labels.size() : numbers.size(); }
  bool missing(std::size_t row) const noexcept;
};

class Data {
 public:
  Data() = default;
  /// Throws InvalidArgument AC5502 for columns of unequal length, AC5504 for two of the same name.
  explicit Data(std::vector<Variable> columns);
  /// Reads and releases a table: integers, reals, decimals, truths, dates, times and texts (dictionaries
  /// too). A column of another type is left out. Throws InvalidArgument AC1004 for a stream that fails.
  static Data from_arrow(ArrowArrayStream* table);

  std::size_t rows() const noexcept { return columns_.empty() ? 0 : columns_.front().size(); }
  const std::vector<Variable>& columns() const noexcept { return columns_; }
  /// Throws NotFound AC5505 with the nearest name.
  const Variable& at(std::string_view name) const;

 private:
  std::vector<Variable> columns_;
};

/// Reads and releases a stream whose arrays are the column itself. Throws InvalidArgument AC5504 for a type
/// that is neither number, date nor text, AC1004 for a stream that fails.
Variable variable_from_arrow(std::string name, ArrowArrayStream* column);

/// A column of numbers as labels: each different number is one, written as short as possible, in order of
/// size. Labels stay in the order of their names, numbers among them by size ("2" before "10").
Labels as_labels(const Variable& column);
/// Only the labels that occur, in the order they had.
Labels occurring(Labels labels);
/// Whether they are as as_labels and occurring would leave them.
bool are_in_order(const Labels& labels);

/// Throws NotFound AC5505, "there is no column scor; is it score?": `what` it is, and the nearest of the
/// names.
[[noreturn]] void refuse_unknown(std::string_view what, std::string_view name,
                                 const std::vector<std::string>& names);

/// What is done with a row of which something is missing.
enum class Missing : std::uint8_t { drop, error };

} // namespace aftercourse::statistics
