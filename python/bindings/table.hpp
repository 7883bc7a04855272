// What every table of the module can do - ac.Table, ac.Agenda and ac.Rates alike: go to a data frame, to
// Arrow, to plain values and to a notebook.
#pragma once

#include "bind.hpp"

namespace aftercourse::python {

py::object cell(const Column& column, std::size_t row);
py::typing::Dict<py::str, py::object> row_of(const Frame& frame, std::size_t row);
py::capsule to_capsule(const Frame& frame);
std::string to_html(const Frame& frame);
py::object to_polars(py::handle table);
py::object to_pandas(py::handle table);
py::object to_arrow(py::handle table);

/// An index as Python means it: negative from the end. Throws py::index_error.
std::size_t index_of(py::ssize_t index, std::size_t size);

/// Adds the methods to a class; `frame_of(self)` gives the table.
template <class Class, class FrameOf>
void bind_table(Class& c, FrameOf frame_of) {
  using Self = typename Class::type;
  c.def_property_readonly(
       "columns",
       [frame_of](const Self& t) {
         const Frame frame = frame_of(t); // kept: it may be made for this call
         std::vector<std::string> names;
         for (const Column& column : frame.columns()) names.push_back(column.name);
         return names;
       },
       "The names of the columns, in order.")
      .def(
          "to_dicts",
          [frame_of](const Self& t) {
            const Frame frame = frame_of(t);
            py::typing::List<py::typing::Dict<py::str, py::object>> rows;
            for (std::size_t i = 0; i < frame.rows(); ++i) rows.append(row_of(frame, i));
            return rows;
          },
          "The rows as dicts of plain values: datetime.date, decimal.Decimal, str, None where nothing is.")
      .def(
          "to_json", [frame_of](const Self& t) { return frame_of(t).to_json(); },
          "A JSON array of objects; dates as text, decimals as numbers, nothing as null.")
      .def(
          "to_polars", [](const py::object& t) { return to_polars(t); }, "A polars.DataFrame (needs polars).")
      .def(
          "to_pandas", [](const py::object& t) { return to_pandas(t); },
          "A pandas.DataFrame (needs pandas and pyarrow): dates as datetime64, texts as categories, decimals "
          "as Decimal.")
      .def(
          "to_arrow", [](const py::object& t) { return to_arrow(t); }, "A pyarrow.Table (needs pyarrow).")
      .def(
          "__arrow_c_stream__",
          [frame_of](const Self& t, const py::object&) { return to_capsule(frame_of(t)); },
          "requested_schema"_a = py::none(),
          "The table as an Arrow C stream, without copying its buffers: what polars, pyarrow, pandas and "
          "DuckDB take. A "
          "requested schema is not followed.")
      .def(
          "_repr_html_", [frame_of](const Self& t) { return to_html(frame_of(t)); },
          "The first rows, for a notebook.");
}

} // namespace aftercourse::python
