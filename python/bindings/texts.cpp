#include "texts.hpp"

#include <cmath>

#include <aftercourse/base/arrow_view.hpp>

namespace aftercourse::python {

namespace {

bool is_missing_text(py::handle item) {
  if (item.is_none()) return true;
  if (PyFloat_Check(item.ptr())) return std::isnan(PyFloat_AS_DOUBLE(item.ptr()));
  const std::string type = Py_TYPE(item.ptr())->tp_name;
  return type == "NAType" || type == "NaTType" || type.ends_with(".NAType") || type.ends_with(".NaTType");
}

[[noreturn]] void refuse_texts(const std::string& name, const std::string& reason) {
  throw py::type_error(name + ": expected a column of texts, " + reason);
}

/// What row `i` of an array says, a dictionary followed.
std::optional<std::string_view> text_at(const arrow::Array& array, std::int64_t i) {
  if (!array.valid(i)) return {};
  if (!array.type().words) return array.text(i);
  const std::int64_t word = array.word(i);
  if (!array.words().valid(word)) return {};
  return array.words().text(word);
}

bool holds_texts(const arrow::Type& type) {
  return type.given == Given::nothing || (type.words ? type.words->given : type.given) == Given::text;
}

} // namespace

Texts::Texts(const std::string& name, const py::object& column) {
  if (column.is_none()) return;
  const bool is_table = py::hasattr(column, "columns") || py::isinstance<py::dict>(column);
  if (is_table) refuse_texts(name, "found a table");
  if (py::hasattr(column, "__arrow_c_stream__") && !py::hasattr(column, "tolist")) // polars, pyarrow
    read_stream(name, column);
  else
    read_items(name, column);
}

void Texts::read_stream(const std::string& name, const py::object& column) {
  const py::object capsule = column.attr("__arrow_c_stream__")();
  auto* given = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
  if (given == nullptr) throw py::error_already_set();
  try {
    arrow::Stream stream(given);
    arrow::Owned<ArrowSchema> schema;
    stream.schema(schema.value);
    const auto type = arrow::type_of(schema.value);
    if (!type || !holds_texts(*type)) refuse_texts(name, "found another type");
    std::vector<bool> present;
    for (arrow::Owned<ArrowArray> chunk; stream.next(chunk.value);) {
      const arrow::Array array(*type, &chunk.value);
      for (std::int64_t i = 0; i < array.length(); ++i) {
        const auto text = type->given == Given::nothing ? std::nullopt : text_at(array, i);
        kept_.emplace_back(text.value_or(std::string_view()));
        present.push_back(text.has_value());
      }
      chunk.value.release(&chunk.value);
      chunk.value = {};
    }
    for (std::size_t i = 0; i < kept_.size(); ++i)
      views_.push_back(present[i] ? std::optional<std::string_view>(kept_[i]) : std::nullopt);
  } catch (const arrow::Malformed& fault) {
    throw InvalidArgument("AC1004", "the column cannot be read: " + fault.reason, name);
  }
}

void Texts::read_items(const std::string& name, const py::object& column) {
  if (PyUnicode_Check(column.ptr()) || PyBytes_Check(column.ptr()) || !py::isinstance<py::iterable>(column))
    refuse_texts(name, std::string("found ") + Py_TYPE(column.ptr())->tp_name);
  const py::list list(py::hasattr(column, "tolist") ? column.attr("tolist")() : column);
  kept_.reserve(list.size()); // the views below point into it
  for (const py::handle item : list) {
    const std::string place = "row " + std::to_string(views_.size());
    if (is_missing_text(item)) {
      views_.emplace_back();
      continue;
    }
    if (!PyUnicode_Check(item.ptr()))
      refuse_texts(name, "found " + std::string(Py_TYPE(item.ptr())->tp_name) + " in " + place);
    kept_.push_back(to_text(item, place));
    views_.emplace_back(kept_.back());
  }
}

} // namespace aftercourse::python
