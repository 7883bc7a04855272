#include "table.hpp"

#include <aftercourse/base/html.hpp>

#include <algorithm>
#include <memory>

namespace aftercourse::python {

namespace {

const std::string& word(const Column& column, std::int32_t code) {
  return column.words[static_cast<std::size_t>(code)];
}

py::object list_cell(const Column& column, std::size_t row) {
  py::list items;
  for (auto i = column.offsets[row]; i < column.offsets[row + 1]; ++i)
    items.append(word(column, column.codes[static_cast<std::size_t>(i)]));
  return items;
}

} // namespace

py::object cell(const Column& column, std::size_t row) {
  if (column.is_null(row)) return py::none();
  switch (column.type) {
  case Column::Type::boolean:
    return py::bool_(column.booleans[row] != 0);
  case Column::Type::integer:
    return py::int_(column.integers[row]);
  case Column::Type::decimal:
    return from_decimal(Decimal::from_units(column.integers[row]));
  case Column::Type::real:
    return py::float_(column.reals[row]);
  case Column::Type::date:
    return from_date(Date::unchecked(column.days[row]));
  case Column::Type::instant:
    return from_instant(Instant(column.integers[row], 0));
  case Column::Type::text:
    return py::str(word(column, column.codes[row]));
  case Column::Type::text_list:
    return list_cell(column, row);
  }
  return py::none();
}

py::typing::Dict<py::str, py::object> row_of(const Frame& frame, std::size_t row) {
  py::typing::Dict<py::str, py::object> cells;
  for (const Column& column : frame.columns()) cells[py::str(column.name)] = cell(column, row);
  return cells;
}

std::size_t index_of(py::ssize_t index, std::size_t size) {
  const auto n = static_cast<py::ssize_t>(size);
  if (index < -n || index >= n) throw py::index_error("index out of range");
  return static_cast<std::size_t>(index < 0 ? index + n : index);
}

py::capsule to_capsule(const Frame& frame) {
  auto stream = std::make_unique<ArrowArrayStream>();
  frame.export_stream(stream.get());
  // A consumer moves the stream out and marks it released; whoever drops an unused capsule releases it here.
  py::capsule capsule(stream.get(), "arrow_array_stream", [](PyObject* c) {
    auto* s = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(c, "arrow_array_stream"));
    if (s->release != nullptr) s->release(s);
    delete s;
  });
  static_cast<void>(stream.release());
  return capsule;
}

std::vector<std::string> names_of(const Frame& frame) {
  std::vector<std::string> names;
  for (const Column& column : frame.columns()) names.push_back(column.name);
  return names;
}

py::typing::List<py::typing::Dict<py::str, py::object>> to_dicts(const Frame& frame) {
  py::typing::List<py::typing::Dict<py::str, py::object>> rows;
  for (std::size_t i = 0; i < frame.rows(); ++i) rows.append(row_of(frame, i));
  return rows;
}

std::string to_html(const Frame& frame, std::size_t rows) {
  std::string html = "<table><thead><tr>";
  for (const Column& column : frame.columns()) html += "<th>" + escape_html(column.name) + "</th>";
  html += "</tr></thead><tbody>";
  const std::size_t shown = std::min(rows, shown_rows);
  for (std::size_t row = 0; row < shown; ++row) {
    html += "<tr>";
    for (const Column& column : frame.columns())
      html += "<td>" + escape_html(frame.cell(row, column.name)) + "</td>";
    html += "</tr>";
  }
  html += "</tbody></table>";
  if (shown < rows) html += "<p>" + std::to_string(rows - shown) + " more rows</p>";
  return html;
}

// The packages are imported when they are asked for: they are the host's choice and slow to import.
py::object to_polars(py::handle table) { return py::module_::import("polars").attr("DataFrame")(table); }

py::object to_arrow(py::handle table) { return py::module_::import("pyarrow").attr("table")(table); }

py::object to_pandas(py::handle table) {
  return to_arrow(table).attr("to_pandas")("date_as_object"_a = false);
}

} // namespace aftercourse::python
