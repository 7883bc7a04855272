#include "bind.hpp"
#include "table.hpp"

#include <aftercourse/base/html.hpp>

namespace aftercourse::python {

Language language_named(const std::string& name) {
  if (name == "en") return Language::en;
  if (name == "zh") return Language::zh;
  throw InvalidArgument("AC7024", "the languages are en and zh, not " + name);
}

void bind_explanation(py::module_& m) {
  py::class_<Explanation> explanation(
      m, "Explanation",
      "Why a task, state or number is what it is: a tree of statements in English and Chinese. str() gives "
      "the English text. A value, which can be copied and pickled.");
  def_copy_and_pickle(explanation,
                      [](Explanation& e) { return std::tie(e.topic, e.en, e.zh, e.facts, e.details); });
  explanation
      .def_readonly("topic", &Explanation::topic,
                    "What the statement is about: clause, anchor, window, day, sample, state …")
      .def_readonly("en", &Explanation::en, "The statement in English.")
      .def_readonly("zh", &Explanation::zh, "The statement in Chinese.")
      .def_property_readonly(
          "facts",
          [](const Explanation& e) {
            return std::map<std::string, std::string>(e.facts.begin(), e.facts.end());
          },
          "The named values behind the statement, as text.")
      .def_readonly("details", &Explanation::details, "The statements it rests on.")
      .def(
          "text",
          [](const Explanation& e, const Text& language) { return e.to_text(language_named(language)); },
          "language"_a = "en", "Indented text, a statement a line, in English (\"en\") or Chinese (\"zh\").")
      .def("to_json", &Explanation::to_json, "The whole tree as JSON.")
      .def(
          "to_dict",
          [](const Explanation& e) -> py::typing::Dict<py::str, py::object> {
            return py::module_::import("json").attr("loads")(e.to_json());
          },
          "The whole tree as plain values, for a host's own page.")
      .def(
          "_repr_html_", [](const Explanation& e) { return "<pre>" + escape_html(e.to_text()) + "</pre>"; },
          "The English text, for a notebook.")
      .def("__str__", [](const Explanation& e) { return e.to_text(); })
      .def("__repr__", [](const Explanation& e) { return "<Explanation " + e.topic + ": " + e.en + ">"; });
}

} // namespace aftercourse::python
