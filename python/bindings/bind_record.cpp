#include "record.hpp"

#include <cmath>

namespace aftercourse::python {

namespace {

/// Records within as dicts.
py::object plain(const py::handle& value) {
  if (py::isinstance<Record>(value)) {
    py::dict out;
    for (const auto& [name, field] : value.cast<const Record&>().fields) out[name] = plain(field);
    return out;
  }
  if (py::isinstance<py::list>(value)) {
    py::list out;
    for (const py::handle one : value) out.append(plain(one));
    return out;
  }
  return py::reinterpret_borrow<py::object>(value);
}

py::typing::Dict<py::str, py::object> dict_of(const py::object& record) {
  return py::reinterpret_steal<py::typing::Dict<py::str, py::object>>(plain(record).release());
}

py::object field_of_record(const Record& record, const Text& name) {
  if (record.fields.contains(name)) return record.fields[py::str(name)];
  throw py::attribute_error("there is no field " + name);
}

} // namespace

namespace {

/// What pandas makes of a table: NaN where nothing was given, 1.0 for 1, numbers of NumPy.
py::object without_nan(const py::handle value) {
  if (py::isinstance<py::dict>(value)) {
    py::dict out;
    for (const auto& [key, one] : py::reinterpret_borrow<py::dict>(value)) out[key] = without_nan(one);
    return out;
  }
  if (py::isinstance<py::list>(value) || py::isinstance<py::tuple>(value)) {
    py::list out;
    for (const auto one : value) out.append(without_nan(one));
    return out;
  }
  if (PyFloat_Check(value.ptr())) {
    constexpr double exact = 9'007'199'254'740'992; // 2^53
    const double number = PyFloat_AS_DOUBLE(value.ptr());
    if (std::isnan(number)) return py::none();
    if (number == std::floor(number) && std::abs(number) < exact)
      return py::int_(static_cast<long long>(number));
  }
  if (py::hasattr(value, "dtype") && py::hasattr(value, "item")) return without_nan(value.attr("item")());
  return py::reinterpret_borrow<py::object>(value);
}

} // namespace

std::string json_of(const py::object& value) {
  const auto builtins = py::module_::import("builtins");
  return to_text(py::module_::import("json").attr("dumps")(
      without_nan(value), "default"_a = builtins.attr("str"), "ensure_ascii"_a = false));
}

py::object from_json(const std::string& json) {
  return py::module_::import("json").attr("loads")(json, "parse_float"_a =
                                                             py::module_::import("decimal").attr("Decimal"));
}

void bind_record(py::module_& m) {
  py::class_<Record> record(m, "Record",
                            "A small immutable value with named fields, read as attributes: what marking, "
                            "scoring and surveys answer with.");
  def_copy(record);
  record
      .def(
          py::pickle([](const Record& r) { return py::make_tuple(r.type, r.fields, r.words.en, r.words.zh); },
                     [](const py::tuple& t) {
                       return Record{t[0].cast<std::string>(),
                                     t[1].cast<py::dict>(),
                                     {t[2].cast<std::string>(), t[3].cast<std::string>()}};
                     }))
      .def("__getattr__", &field_of_record, "name"_a, "A field. Raises AttributeError.")
      .def("__dir__",
           [](const py::object& self) {
             py::list names = py::module_::import("builtins").attr("object").attr("__dir__")(self);
             for (const auto& field : self.cast<const Record&>().fields) names.append(field.first);
             return names;
           })
      .def("to_dict", &dict_of, "All fields as plain values.")
      .def(
          "words", [](const Record& r, const Text& language) { return r.words.in(language_named(language)); },
          "language"_a = "en", "It in a sentence, in \"en\" or \"zh\"; \"\" where there is none.")
      .def("__str__",
           [](const py::object& self) {
             const auto& words = self.cast<const Record&>().words;
             return words.empty() ? py::repr(self).cast<std::string>() : words.en;
           })
      .def("__eq__",
           [](const Record& a, const py::object& b) {
             return py::isinstance<Record>(b) && a.fields.equal(b.cast<const Record&>().fields);
           })
      .def("__repr__", [](const Record& r) {
        std::string out = "<" + r.type;
        for (const auto& [name, value] : r.fields)
          out += " " + name.cast<std::string>() + "=" + py::repr(value).cast<std::string>();
        return out + ">";
      });
  record.attr("__hash__") = py::none();
}

} // namespace aftercourse::python
