#include "bind.hpp"

namespace aftercourse::python {

namespace {

void bind_diagnostics(py::module_& m) {
  py::class_<Location> location(m, "Location",
                                "A place in a file; line and column count from 1 (0: the whole file).");
  def_copy_and_pickle(location, [](Location& l) { return std::tie(l.file, l.line, l.column); });
  location.def_readonly("file", &Location::file, "The file.")
      .def_readonly("line", &Location::line, "The line.")
      .def_readonly("column", &Location::column, "The column.")
      .def("__str__", &Location::to_string)
      .def("__repr__", [](const Location& l) { return "<Location " + l.to_string() + ">"; });

  py::class_<Diagnostic> diagnostic(m, "Diagnostic",
                                    "One thing wrong with a policy file. str() says it all in one line.");
  def_copy(diagnostic);
  diagnostic
      .def_property_readonly(
          "severity",
          [](const Diagnostic& d) { return d.severity == Diagnostic::Severity::error ? "error" : "warning"; },
          "\"error\" or \"warning\".")
      .def_readonly("code", &Diagnostic::code, "Permanent code, such as AC3007.")
      .def_readonly("at", &Diagnostic::at, "Where.")
      .def_readonly("other", &Diagnostic::other, "The second place, where two contradict each other.")
      .def_readonly("message", &Diagnostic::message, "What is wrong.")
      .def_readonly("expected", &Diagnostic::expected, "The form expected there; may be empty.")
      .def_readonly("suggestion", &Diagnostic::suggestion, "The nearest known name; may be empty.")
      .def("__str__", &Diagnostic::to_string)
      .def("__repr__", [](const Diagnostic& d) { return "<Diagnostic " + d.to_string() + ">"; });

  py::class_<ExampleResult>(m, "ExampleResult", "How one example of a policy came out; true when it passed.")
      .def_readonly("name", &ExampleResult::name, "The example's name.")
      .def_readonly("at", &ExampleResult::at, "Where it stands in the file.")
      .def_readonly("passed", &ExampleResult::passed, "Whether all came out as expected.")
      .def_readonly("difference", &ExampleResult::difference,
                    "What was expected and what came out; empty when passed.")
      .def("__bool__", [](const ExampleResult& r) { return r.passed; })
      .def("__repr__", [](const ExampleResult& r) {
        return "<ExampleResult " + r.name + (r.passed ? " passed>" : " failed: " + r.difference + ">");
      });
}

void bind_parts(py::module_& m) {
  py::class_<Rule>(m, "Rule", "A rule of a policy: one duty.")
      .def_readonly("id", &Rule::id, "Its name.")
      .def_readonly("clause", &Rule::clause, "The clause of the regulation it stands for.")
      .def_property_readonly(
          "title", [](const Rule& r) { return r.title.en; }, "Its title in English.")
      .def_property_readonly(
          "title_zh", [](const Rule& r) { return r.title.zh; }, "Its title in Chinese.")
      .def_readonly("act", &Rule::act, "What is to be done.")
      .def_readonly("at", &Rule::at, "Where it stands in the file.")
      .def("__repr__", [](const Rule& r) { return "<Rule " + r.id + ">"; });
}

} // namespace

void bind_policy(py::module_& m) {
  bind_diagnostics(m);
  bind_parts(m);
  py::class_<Policy> policy(
      m, "Policy",
      "A training regulation as data: rules, measures, findings and their parameters. Immutable; equal when "
      "the texts are. Copies, and pickles as its text.");
  def_copy(policy);
  policy
      .def(py::pickle([](const Policy& p) { return py::make_tuple(p.text(), p.file()); },
                      [](const py::tuple& t) {
                        return Policy::parse(t[0].cast<std::string>(), t[1].cast<std::string>());
                      }))
      .def_static(
          "load", [](const Path& path) { return Policy::load(path); }, "path"_a,
          "Reads a YAML file. Raises PolicyError (AC3001) whose text lists every diagnostic, LimitError "
          "(AC8003) for "
          "files that are or expand too large, NotFound when there is no such file.")
      .def_static(
          "parse", [](const py::str& text, const Text& file) { return Policy::parse(to_text(text), file); },
          "text"_a, "file"_a = "policy.yaml", "Reads a YAML text; `file` is the name that diagnostics show.")
      .def_static(
          "built_in", [](const Text& name) { return Policy::built_in(name); }, "name"_a,
          "A policy that comes with the library. Raises NotFound (AC3002).")
      .def_static("built_in_names", &Policy::built_in_names, "The names that built_in() takes.")
      .def_static(
          "check", [](const py::str& text, const Text& file) { return Policy::check(to_text(text), file); },
          "text"_a, "file"_a = "policy.yaml", "All diagnostics of a text, without raising.")
      .def_static("json_schema", &Policy::json_schema,
                  "The JSON Schema (2020-12) of policy files, for editors.")
      .def_property_readonly("name", &Policy::name, "Its name.")
      .def_property_readonly(
          "title", [](const Policy& p) { return p.title().en; }, "Its title in English.")
      .def_property_readonly(
          "title_zh", [](const Policy& p) { return p.title().zh; }, "Its title in Chinese.")
      .def_property_readonly("version", &Policy::version, "Its version.")
      .def_property_readonly("text", &Policy::text, "Its full text.")
      .def_property_readonly("file", &Policy::file, "The file it was read from.")
      .def_property_readonly("hash", &Policy::hash, "SHA-256 of the text, in hexadecimal.")
      .def_property_readonly("rules", &Policy::rules, "Its rules, in the order of the file.")
      .def_property_readonly("kinds", &Policy::kinds, "The kinds of fact it declares or extends.")
      .def_property_readonly(
          "measures",
          [](const Policy& p) {
            std::vector<std::string> ids;
            for (const MeasureRule& measure : p.measures()) ids.push_back(measure.id);
            return ids;
          },
          "The names of the measures it declares.")
      .def_property_readonly(
          "parameters",
          [](const Policy& p) {
            std::map<std::string, std::optional<std::string>> values;
            for (const Parameter& parameter : p.parameters())
              values.emplace(parameter.name, parameter.values.empty()
                                                 ? std::nullopt
                                                 : std::optional(parameter.values.back().value));
            return values;
          },
          "What the regulation leaves open: each name with its latest value as written, or None.")
      .def("rule", &Policy::rule, py::return_value_policy::copy, "id"_a,
           "The rule of that or an earlier name. Raises NotFound (AC3003) with the nearest.")
      .def("lint", &Policy::lint, "What is legal but probably not meant; empty when nothing is.")
      .def(
          "test", [](const Policy& p) { return run([&] { return aftercourse::test(p); }); },
          "Runs its examples: what came out, for each.")
      .def("__eq__",
           [](const Policy& a, const py::object& b) {
             return py::isinstance<Policy>(b) && a.text() == b.cast<const Policy&>().text();
           })
      .def("__hash__", [](const Policy& p) { return py::hash(py::str(p.text())); })
      .def("__repr__", [](const Policy& p) { return "<Policy " + p.name() + " " + p.version() + ">"; });

  py::class_<Adopted>(m, "Adopted", "A policy in force.")
      .def_readonly("policy", &Adopted::policy, "The policy.")
      .def_property_readonly(
          "on", [](const Adopted& a) { return a.adoption.on; }, "The first day.")
      .def_property_readonly(
          "until", [](const Adopted& a) { return a.adoption.until; }, "The last day; None: it lasts.")
      .def_property_readonly(
          "units", [](const Adopted& a) { return a.adoption.units; }, "Only these units; empty: all.")
      .def_property_readonly(
          "source", [](const Adopted& a) { return a.adoption.source; }, "Who decided so.")
      .def(
          "parameter", [](const Adopted& a, const Text& name, Date day) { return a.parameter(name, day); },
          "name"_a, "day"_a, "The value of a parameter on a day, as written; None when it has none then.")
      .def("__repr__", [](const Adopted& a) {
        return "<Adopted " + a.policy.name() + " on " + a.adoption.on.to_string() + ">";
      });
}

} // namespace aftercourse::python
