// What every table of the module can do - ac.Table, ac.Agenda and ac.Rates alike: go to a data frame, to
// Arrow, to plain values and to a notebook.
#pragma once

#include <limits>

#include "bind.hpp"

namespace aftercourse::python {

py::object cell(const Column& column, std::size_t row);
py::typing::Dict<py::str, py::object> row_of(const Frame& frame, std::size_t row);
py::capsule to_capsule(const Frame& frame);
std::vector<std::string> names_of(const Frame& frame);
py::typing::List<py::typing::Dict<py::str, py::object>> to_dicts(const Frame& frame);
inline constexpr std::size_t shown_rows = 20;
/// The first shown_rows of `rows` in all.
std::string to_html(const Frame& frame, std::size_t rows);
py::object to_polars(py::handle table);
py::object to_pandas(py::handle table);
py::object to_arrow(py::handle table);

/// An index as Python means it: negative from the end. Throws py::index_error.
std::size_t index_of(py::ssize_t index, std::size_t size);

/// How a class of tables gives its rows: at least the first `most` of them, and how many there are in all.
/// Each such class has overloads of its own.
inline constexpr std::size_t all_rows = std::numeric_limits<std::size_t>::max();
inline Frame frame_of(const Frame& frame, std::size_t) { return frame; }
inline std::size_t rows_of(const Frame& frame) { return frame.rows(); }

/// Adds the methods to a class.
template <class Class>
void bind_table(Class& c) {
  using Self = typename Class::type;
  c.def_property_readonly(
       "columns", [](const Self& t) { return names_of(frame_of(t, 0)); },
       "The names of the columns, in order.")
      .def("__len__", [](const Self& t) { return rows_of(t); })
      .def(
          "to_dicts", [](const Self& t) { return to_dicts(frame_of(t, all_rows)); },
          "The rows as dicts of plain values: int, float, bool, str, list of str, decimal.Decimal, "
          "datetime.date, datetime.datetime in UTC; None where nothing is.")
      .def(
          "to_json",
          [](const Self& t) {
            const Frame frame = frame_of(t, all_rows);
            return run([&] { return frame.to_json(); });
          },
          "A JSON array of objects; dates as text, decimals as numbers, nothing as null.")
      .def(
          "to_polars", [](const py::object& t) { return to_polars(t); },
          "A polars.DataFrame; needs polars. Texts are categories, decimals Decimal(19, 6).")
      .def(
          "to_pandas", [](const py::object& t) { return to_pandas(t); },
          "A pandas.DataFrame; needs pandas and pyarrow. Dates are datetime64, texts categories, decimals "
          "decimal.Decimal; columns of integers that lack some are float64.")
      .def(
          "to_arrow", [](const py::object& t) { return to_arrow(t); },
          "A pyarrow.Table; needs pyarrow. Shares memory with this table; texts are dictionaries, decimals "
          "decimal128(19, 6), moments timestamps in UTC.")
      .def(
          "__arrow_c_stream__",
          [](const Self& t, const py::object&) { return to_capsule(frame_of(t, all_rows)); },
          "requested_schema"_a = py::none(),
          "The table as an Arrow C stream of one batch, without copying numbers, days and codes: what "
          "polars, "
          "pyarrow, pandas and DuckDB take. The stream outlives the table. A requested schema is not "
          "followed.")
      .def(
          "_repr_html_", [](const Self& t) { return to_html(frame_of(t, shown_rows), rows_of(t)); },
          "The first rows, for a notebook.");
}

} // namespace aftercourse::python
