// Faults, and how C++ errors become Python ones. The exception classes themselves are in
// aftercourse/errors.py.
#include "bind.hpp"

namespace aftercourse::python {

namespace {

void raise(const Error& error) {
  const py::object classes = py::module_::import("aftercourse.errors").attr("BY_NUMBER");
  const py::object type = classes[py::int_(static_cast<std::int32_t>(error.error_class()))];
  const py::object raised = type(error.what(), "code"_a = error.code(), "where"_a = error.where(),
                                 "faults"_a = py::tuple(py::cast(error.faults())), "retry"_a = error.retry(),
                                 "personal"_a = error.personal());
  PyErr_SetObject(type.ptr(), raised.ptr());
}

/// The classes of error as the library numbers and names them; a test compares them with
/// aftercourse/errors.py.
std::map<std::int32_t, std::string> error_classes() {
  std::map<std::int32_t, std::string> classes;
  for (std::int32_t number = 1;; ++number) {
    const std::string_view name = name_of(static_cast<ErrorClass>(number));
    if (name == "unknown") return classes;
    classes.emplace(number, name);
  }
}

} // namespace

void bind_errors(py::module_& m) {
  py::class_<Fault> fault(
      m, "Fault",
      "One fault of a refused input: where it is and what is wrong. `row` and `column` count from 1; 0 means "
      "unknown or the whole. The reason never quotes a personal value.");
  def_copy_and_pickle(
      fault, [](Fault& f) { return std::tie(f.source, f.row, f.column, f.field, f.reason, f.code); });
  fault.def_readonly("source", &Fault::source, "File, stream or kind the input came from.")
      .def_readonly("row", &Fault::row, "Line of a text, row of a table or list.")
      .def_readonly("column", &Fault::column, "Column of a text or table.")
      .def_readonly("field", &Fault::field, "The field concerned; empty for the whole row.")
      .def_readonly("reason", &Fault::reason, "What is wrong.")
      .def_readonly("code", &Fault::code, "Permanent code, such as AC2004.")
      .def("__eq__", [](const Fault& a,
                        const py::object& b) { return py::isinstance<Fault>(b) && a == b.cast<Fault>(); })
      .def("__hash__", [](const Fault& f) { return py::hash(py::str(to_string(f))); })
      .def("__str__", [](const Fault& f) { return to_string(f); })
      .def("__repr__", [](const Fault& f) { return "<Fault " + to_string(f) + ">"; });

  m.def("error_classes", &error_classes, "Number and name of each class of error that the library knows.");

  // Local: other modules made with pybind11 (DuckDB is one) must not meet our translator, nor we theirs.
  py::register_local_exception_translator([](std::exception_ptr p) {
    try {
      std::rethrow_exception(p);
    } catch (const Error& error) {
      try {
        raise(error);
      } catch (py::error_already_set& other) { // Ctrl-C came while the error was made
        other.restore();
      }
    }
  });
}

} // namespace aftercourse::python
