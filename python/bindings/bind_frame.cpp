#include "table.hpp"

namespace aftercourse::python {

void bind_frame(py::module_& m) {
  py::class_<Frame> table(
      m, "Table", "A table of typed columns. Immutable; len() counts rows, indexing gives a row as a dict.");
  bind_table(table);
  def_copy(table);
  table
      .def(
          "__getitem__", [](const Frame& f, py::ssize_t row) { return row_of(f, index_of(row, f.rows())); },
          "row"_a, "The row as a dict; negative numbers count from the end. Raises IndexError.")
      .def(
          "__iter__",
          [](const Frame& f) -> py::typing::Iterator<py::typing::Dict<py::str, py::object>> {
            return py::iter(to_dicts(f));
          },
          "Goes through the rows as dicts.")
      .def(
          "column",
          [](const Frame& f, const Text& name) {
            const Column& column = f.column(name);
            py::typing::List<py::object> cells;
            for (std::size_t row = 0; row < f.rows(); ++row) cells.append(cell(column, row));
            return cells;
          },
          "name"_a, "The values of one column. Raises NotFound (AC1005) with the nearest name.")
      .def("__repr__", [](const Frame& f) {
        return "<Table of " + std::to_string(f.rows()) + " rows and " + std::to_string(f.columns().size()) +
               " columns>";
      });
}

} // namespace aftercourse::python
