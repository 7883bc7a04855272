#include <aftercourse/base/utf8.hpp>

#include "bind.hpp"

namespace aftercourse::python {

void bind_kinds(py::module_& m) {
  py::class_<Field>(m, "Field", "One field of a kind of fact.")
      .def_readonly("name", &Field::name, "Its name.")
      .def_property_readonly(
          "type", [](const Field& f) { return std::string(name_of(f.type)); },
          "text, integer, decimal, real, boolean, date, instant, category or reference.")
      .def_readonly("list", &Field::list, "Whether it holds a list of these.")
      .def_readonly("required", &Field::required, "Whether every fact must have it.")
      .def_readonly("personal", &Field::personal, "Whether it holds personal data.")
      .def_readonly("target", &Field::target,
                    "For a reference: the kind referred to; empty: any, written \"kind/id\".")
      .def_readonly("labels", &Field::labels, "For a category: what it may be.")
      .def("__repr__",
           [](const Field& f) { return "<Field " + f.name + ": " + std::string(name_of(f.type)) + ">"; });

  py::class_<Kind>(m, "Kind",
                   "A kind of fact: its name, titles and fields (beside `id`, which every fact has).")
      .def_readonly("name", &Kind::name, "Its name, such as follow_up.")
      .def_property_readonly(
          "title", [](const Kind& k) { return k.title.en; }, "What people call it in English.")
      .def_property_readonly(
          "title_zh", [](const Kind& k) { return k.title.zh; }, "What people call it in Chinese.")
      .def_readonly("about", &Kind::about, "What it is for.")
      .def_readonly("fields", &Kind::fields, "Its fields, in order.")
      .def("__eq__",
           [](const Kind& a, const py::object& b) { return py::isinstance<Kind>(b) && a == b.cast<Kind>(); })
      .def("__hash__", [](const Kind& k) { return py::hash(py::str(k.name)); })
      .def("__repr__", [](const Kind& k) { return "<Kind " + k.name + ">"; });

  m.def(
      "built_in_kinds", [] { return Schema::built_in().kinds(); },
      "The built-in kinds of fact, in alphabetical order.");
  m.def(
      "nearest", [](const Text& word, const std::vector<std::string>& names) { return nearest(word, names); },
      "word"_a, "names"_a, "The name nearest to a word, for \"did you mean\".");
}

} // namespace aftercourse::python
