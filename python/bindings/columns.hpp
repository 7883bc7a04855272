// Columns as Python has them - NumPy arrays, pandas and polars Series, pyarrow arrays - read as 32-bit values
// for the column functions of the calendar floor, and answers given back in the form of the question.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include <aftercourse/calendar/date.hpp>

#include "arrow_column.hpp"
#include "bind.hpp"

namespace aftercourse::python {

enum class Form : std::uint8_t { numpy, pandas_series, pandas_index, polars, arrow_array, arrow_chunked };

/// A column and the form it came in. A missing day or number is no_day.
class GivenColumn {
 public:
  GivenColumn(py::handle column, Form form, Wanted wanted);

  std::size_t size() const noexcept { return values().size(); }
  std::span<const std::int32_t> values() const noexcept { return arrow_ ? arrow_->values() : copied_; }
  Form form() const noexcept { return form_; }

  /// Answers in the form of this column: days, numbers and truths (1, 0, -1 missing).
  py::object give_days(std::vector<std::int32_t> days) const;
  py::object give_numbers(const std::vector<std::int32_t>& numbers) const;
  py::object give_truths(const std::vector<std::int8_t>& truths) const;
  /// Throws InvalidArgument AC1004 when both are pandas Series with different labels.
  void check_labels(const GivenColumn& other) const;

 private:
  void read_numpy(const py::object& array, Wanted wanted);
  void read_pandas(Wanted wanted);
  void read_objects(const py::object& objects);
  py::object give(Column column) const;
  py::object labelled(const py::object& values, const char* dtype) const;

  py::object source_;
  Form form_;
  std::unique_ptr<ArrowColumn> arrow_;
  std::vector<std::int32_t> copied_;
};

/// One value or a column of them.
template <class Value>
using OneOrColumn = std::variant<Value, GivenColumn>;

/// A day: datetime.date, text, numpy.datetime64 or a pandas.Timestamp at midnight; or a column. Throws
/// py::type_error for anything else.
OneOrColumn<Date> given_days(const py::object& days);
/// A whole number, one beyond 64 bits being the farthest there is; or a column.
OneOrColumn<std::int64_t> given_numbers(const py::object& numbers);

} // namespace aftercourse::python
