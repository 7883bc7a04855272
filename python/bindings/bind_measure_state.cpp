#include "bind.hpp"
#include "engine_docs.hpp"

namespace aftercourse::python {

namespace {

py::bytes to_bytes(const MeasureState& state) { return py::bytes(state.serialize()); }
MeasureState from_bytes(const py::bytes& bytes) { return MeasureState::deserialize(std::string(bytes)); }

} // namespace

void bind_measure_state(py::module_& m) {
  py::class_<MeasureState>(m, "MeasureState", docs::state)
      .def("merge", &MeasureState::merge, "other"_a,
           "Adds another state of the same question. Raises Conflict (AC5011) when it is of another policy "
           "(or "
           "other parameters), question or day; this one is as it was then.")
      .def("rates", &MeasureState::finalize, "The table that evaluate() gives.")
      .def_property_readonly("as_of", &MeasureState::as_of, "The day it was judged at.")
      .def("to_bytes", &to_bytes, "The state as bytes; equal states give equal bytes.")
      .def_static("from_bytes", &from_bytes, "bytes"_a,
                  "Raises CorruptError (AC5012) for bytes that are no state, TooNew (AC5013).")
      .def("__eq__",
           [](const MeasureState& a, const py::object& b) {
             return py::isinstance<MeasureState>(b) && a == b.cast<const MeasureState&>();
           })
      .def("__copy__", [](const MeasureState& s) { return MeasureState(s); })
      .def(
          "__deepcopy__", [](const MeasureState& s, const py::object&) { return MeasureState(s); }, "memo"_a)
      .def(py::pickle(&to_bytes, &from_bytes))
      .def("__repr__",
           [](const MeasureState& s) { return "<MeasureState as of " + s.as_of().to_string() + ">"; })
      .attr("__hash__") = py::none(); // it changes
}

} // namespace aftercourse::python
