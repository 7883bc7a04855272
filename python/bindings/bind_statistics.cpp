#include <aftercourse/statistics/function.hpp>

#include "table.hpp"
#include "variable.hpp"

namespace aftercourse::python {

using statistics::Result;

namespace {

/// Tables by name: `.random("d")` and `.random["d"]` are the same.
struct NamedTables {
  Result::Tables tables;

  const Frame& at(const Text& name) const {
    const auto found = tables.find(name);
    if (found == tables.end()) throw py::key_error(name);
    return found->second;
  }
};

struct ToPython {
  py::object operator()(const Frame& v) const { return py::cast(v); }
  py::object operator()(const Result::Tables& v) const { return py::cast(NamedTables{v}); }
  template <class Plain>
  py::object operator()(const Plain& v) const {
    return py::cast(v);
  }
};

/// Tables as rows.
struct ToPlain : ToPython {
  using ToPython::operator();
  py::object operator()(const Frame& v) const { return to_dicts(v); }
  py::object operator()(const Result::Tables& v) const {
    py::dict out;
    for (const auto& [name, frame] : v) out[py::str(name)] = to_dicts(frame);
    return out;
  }
};

py::object field_of(const Result& result, const Text& name) {
  if (const auto* value = result.find(name)) return std::visit(ToPython{}, *value);
  throw py::attribute_error("this answer has no field " + name);
}

py::typing::Dict<py::str, py::object> fields_of(const Result& result) {
  py::typing::Dict<py::str, py::object> out;
  for (const auto& [name, value] : result.fields()) out[py::str(name)] = std::visit(ToPlain{}, value);
  return out;
}

std::string repr_of(const Result& result) {
  std::string out = "<Result";
  for (const auto& [name, value] : result.fields())
    if (std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value))
      out += " " + name + "=" + py::repr(std::visit(ToPython{}, value)).cast<std::string>();
  return out + ">";
}

Result call_statistic(const Text& name, const py::dict& columns, const py::dict& arguments) {
  std::vector<statistics::Variable> variables;
  for (const auto& [key, column] : columns)
    variables.push_back(variable_of(key_text(key), py::reinterpret_borrow<py::object>(column)));
  const statistics::Options options = options_of(arguments);
  const statistics::Data data(std::move(variables));
  return run([&] { return statistics::call(name, data, options); });
}

std::vector<std::pair<std::string, std::vector<std::string>>> names_of_functions() {
  std::vector<std::pair<std::string, std::vector<std::string>>> out;
  for (const auto& f : statistics::functions()) {
    auto& names = out.emplace_back(std::string(f.name), std::vector<std::string>{}).second;
    for (const auto& p : f.parameters) names.emplace_back(p.name);
  }
  return out;
}

void bind_named_tables(py::module_& m) {
  py::class_<NamedTables>(m, "NamedTables", "Tables by name.")
      .def("__call__", &NamedTables::at, "name"_a, "The table of that name. Raises KeyError.")
      .def("__getitem__", &NamedTables::at, "name"_a, "The table of that name. Raises KeyError.")
      .def("__len__", [](const NamedTables& t) { return t.tables.size(); })
      .def(
          "__contains__", [](const NamedTables& t, const Text& name) { return t.tables.contains(name); },
          "name"_a)
      .def(
          "keys",
          [](const NamedTables& t) {
            std::vector<std::string> names;
            for (const auto& [name, frame] : t.tables) names.push_back(name);
            return names;
          },
          "The names.");
}

LabelRuns label_runs(const py::list& names, std::vector<std::size_t> lengths) {
  if (names.size() != lengths.size()) throw py::value_error("expected a length for each name");
  LabelRuns out{{}, std::move(lengths)};
  for (const py::handle name : names) out.names.push_back(to_text(name));
  return out;
}

} // namespace

void bind_statistics(py::module_& m) {
  bind_named_tables(m);
  py::class_<LabelRuns>(m, "LabelRuns", "A column of labels in runs: each name for so many rows on end.")
      .def(py::init(&label_runs), "names"_a, "lengths"_a);
  py::class_<Result> result(
      m, "Result",
      "The answer of a statistic: named fields, read as attributes. Every one has `n`, `missing`, "
      "`clusters`, `level`, `estimator` and `not_estimable` (why there is no number; empty when "
      "there is); most have `estimate`, `standard_error`, `low` and `high`. Immutable.");
  def_copy(result);
  result.def("__getattr__", &field_of, "name"_a, "A field. Raises AttributeError.")
      .def("__dir__",
           [](const py::object& self) {
             py::list names = py::module_::import("builtins").attr("object").attr("__dir__")(self);
             for (const auto& field : self.cast<const Result&>().fields()) names.append(field.name);
             return names;
           })
      .def(
          "words",
          [](const Result& r, const Text& language) { return r.words().in(language_named(language)); },
          "language"_a = "en", "The answer in a sentence or two, in \"en\" or \"zh\".")
      .def("__str__", [](const Result& r) { return r.words().en; })
      .def("__repr__", &repr_of)
      .def("to_dict", &fields_of, "All fields as plain values; tables as lists of dicts.")
      .def("to_json", &Result::to_json,
           "All fields and the words as a JSON object; NaN as null, infinities as \"inf\" and \"-inf\".")
      .def_property_readonly(
          "table", [](const Result& r) { return r.table(); },
          "The tidy form: one row with the single values of an estimate; of an answer that is no "
          "single number its first table.")
      .def(
          "to_polars", [](const Result& r) { return to_polars(py::cast(r.table())); },
          "`table` as a polars.DataFrame; needs polars.")
      .def(
          "to_pandas", [](const Result& r) { return to_pandas(py::cast(r.table())); },
          "`table` as a pandas.DataFrame; needs pandas and pyarrow.")
      .def(
          "to_arrow", [](const Result& r) { return to_arrow(py::cast(r.table())); },
          "`table` as a pyarrow.Table; needs pyarrow.")
      .def("__eq__",
           [](const Result& a, const py::object& b) {
             return py::isinstance<Result>(b) && a.to_json() == b.cast<const Result&>().to_json();
           })
      .def("_repr_html_", [](const Result& r) {
        const Frame table = r.table();
        return to_html(table, table.rows());
      });
  result.attr("__hash__") = py::none();
  m.def("call_statistic", &call_statistic, "name"_a, "columns"_a, "arguments"_a,
        "A statistic by name over columns; what `aftercourse.statistics` is made of.");
  m.def(
      "refuse_unknown_column",
      [](const Text& name, const std::vector<std::string>& names) {
        statistics::refuse_unknown("column", name, names);
      },
      "name"_a, "names"_a, "Raises NotFound (AC5505) with the nearest of the names.");
  m.def("statistics_functions", &names_of_functions, "The statistics and the names of their arguments.");
}

} // namespace aftercourse::python
