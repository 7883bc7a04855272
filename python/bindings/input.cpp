// From what Python code has at hand to a batch.
#include <fstream>
#include <iterator>

#include "engine.hpp"
#include "rows.hpp"

namespace aftercourse::python {

namespace {

std::string contents(const std::filesystem::path& path) {
  std::error_code unknown;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, unknown))
    throw NotFound("AC7021", "there is no file " + path.string(), path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

/// No path has several lines or begins as JSON does.
bool is_content(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  return text.find('\n') != std::string::npos ||
         (first != std::string::npos && (text[first] == '[' || text[first] == '{'));
}

/// The stream inside the capsule, moved out of it.
struct Stream : ArrowArrayStream {
  explicit Stream(const py::object& source) : ArrowArrayStream{} {
    const py::object capsule = source.attr("__arrow_c_stream__")();
    auto* held = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
    if (held == nullptr) throw py::error_already_set();
    static_cast<ArrowArrayStream&>(*this) = *held;
    held->release = nullptr;
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (release != nullptr) release(this);
  }
};

} // namespace

std::filesystem::path to_path(py::handle given) {
  if (!py::isinstance<py::str>(given) && !py::hasattr(given, "__fspath__"))
    throw py::type_error("expected a path or a text, not " + std::string(Py_TYPE(given.ptr())->tp_name));
  return given.cast<Path>();
}

Input read_input(py::handle input, const char* origin) {
  if (py::isinstance<py::bytes>(input)) return {input.cast<std::string>(), origin};
  if (py::isinstance<py::str>(input)) {
    std::string text = to_text(input);
    if (is_content(text)) return {std::move(text), origin};
  }
  const std::filesystem::path path = to_path(input);
  return {run([&] { return contents(path); }), path.filename().string()};
}

namespace {

/// A pandas frame without its index, unless that has names: the numbers left by a filter are no field.
py::object without_index(py::object table) {
  if (!py::hasattr(table, "reset_index")) return table;
  for (const py::handle name : table.attr("index").attr("names"))
    if (!name.is_none()) return table;
  return table.attr("reset_index")(py::arg("drop") = true);
}

} // namespace

void record(Batch& batch, const std::string& kind, py::handle rows,
            const std::map<std::string, std::string>& columns, const Callback& progress) {
  if (py::hasattr(rows, "__arrow_c_stream__")) {
    Stream stream(without_index(py::reinterpret_borrow<py::object>(rows)));
    run_long(progress, [&](const Progress& p) { batch.record_arrow(kind, &stream, kind, columns, p); });
  } else if (!columns.empty()) {
    throw InvalidArgument(
        "AC7022", "columns= renames the columns of a data frame; rows of dicts name their fields themselves");
  } else {
    record_rows(batch, kind, rows, progress);
  }
}

void amend(Batch& batch, const Schema& schema, const std::string& kind, std::string id,
           const py::dict& fields) {
  auto values = amended_fields(schema.kind(schema.at(kind)), id, fields);
  batch.amend(kind, std::move(id), std::move(values));
}

Receipt commit(Engine& engine, Batch batch, const Stamp& stamp, const Callback& progress) {
  return run_long(progress, [&](const Progress& p) {
    Stamp reporting = stamp;
    reporting.progress = p;
    return engine.commit(std::move(batch), reporting);
  });
}

} // namespace aftercourse::python
