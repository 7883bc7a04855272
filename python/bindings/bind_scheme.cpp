#include <aftercourse/assessment/coverage.hpp>
#include <aftercourse/assessment/item_matrix.hpp>
#include <aftercourse/assessment/pass_rate.hpp>
#include <aftercourse/assessment/sittings_json.hpp>

#include "record.hpp"
#include "variable.hpp"

namespace aftercourse::python {

namespace {

Record outcome_record(const AssessmentOutcome& outcome) {
  return to_record(outcome, {to_text(outcome, Language::en), to_text(outcome, Language::zh)});
}

Record mark_in_python(const Scheme& scheme, const Text& learner, const py::object& sittings) {
  return outcome_record(mark(scheme, learner, sittings_from_json(json_of(sittings))));
}

Record matrix_in_python(const Scheme& scheme, const py::typing::Dict<py::str, py::object>& papers,
                        const Text& component) {
  std::vector<AssessmentOutcome> outcomes;
  for (const auto& [learner, sittings] : papers)
    outcomes.push_back(mark(scheme, key_text(learner),
                            sittings_from_json(json_of(py::reinterpret_borrow<py::object>(sittings)))));
  const ItemMatrix matrix = item_matrix(scheme, outcomes, component);
  Record out{"Record", {}, {}};
  out.fields["learners"] = to_python(matrix.learners);
  out.fields["items"] = to_python(matrix.items);
  out.fields["maximum"] = to_python(matrix.maximum);
  out.fields["key_points"] = to_python(matrix.key_points);
  out.fields["marks"] = to_python(matrix.marks);
  out.fields["chosen"] = to_python(matrix.chosen);
  return out;
}

PassDenominator denominator_of(const Text& name) {
  if (name == "enrolled") return PassDenominator::enrolled;
  if (name == "started") return PassDenominator::started;
  if (name == "completed") return PassDenominator::completed;
  throw InvalidArgument("AC5706", "the denominators are enrolled, started and completed, not " + name);
}

/// A column of as many numbers; of none given, NaN.
std::vector<double> numbers_or_none(const char* name, const std::optional<py::object>& column,
                                    std::size_t rows) {
  if (!column || column->is_none())
    return std::vector<double>(rows, std::numeric_limits<double>::quiet_NaN());
  auto variable = variable_of(name, *column);
  if (variable.is_label) throw py::type_error(std::string("`") + name + "` holds texts, not numbers");
  if (variable.size() != rows)
    throw InvalidArgument("AC5706", std::string("`") + name + "` has " + std::to_string(variable.size()) +
                                        " rows, `passed` " + std::to_string(rows));
  return std::move(variable.numbers);
}

Record pass_rate_in_python(const py::object& passed, const std::optional<py::object>& withdrawn,
                           const std::optional<py::object>& withdrawn_on, const Text& denominator) {
  const auto did = variable_of("passed", passed);
  const std::size_t n = did.size();
  const auto numbers = numbers_or_none("passed", passed, n),
             left = numbers_or_none("withdrawn", withdrawn, n),
             day = numbers_or_none("withdrawn_on", withdrawn_on, n);
  std::vector<CourseEnd> ends(n);
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isnan(numbers[i])) ends[i].passed = numbers[i] != 0;
    ends[i].withdrawn = left[i] != 0 && !std::isnan(left[i]);
    if (!std::isnan(day[i])) ends[i].withdrawn_on = static_cast<std::int64_t>(day[i]);
  }
  const PassRate rate = pass_rate(ends, denominator_of(denominator));
  return to_record(rate, in_words(rate));
}

} // namespace

void bind_scheme(py::module_& m) {
  py::class_<Scheme> scheme(
      m, "Scheme",
      "A marking scheme: components, items with keys and rubrics, pass mark, grades, rounding, make-up "
      "rule (docs/assessment.md). Immutable; equal when the texts are. Copies, and pickles as its text.");
  def_copy(scheme);
  scheme
      .def(py::pickle([](const Scheme& s) { return py::make_tuple(s.text(), s.file()); },
                      [](const py::tuple& t) {
                        return Scheme::parse(t[0].cast<std::string>(), t[1].cast<std::string>());
                      }))
      .def_static(
          "load", [](const Path& path) { return Scheme::load(path); }, "path"_a,
          "Reads a YAML file. Raises PolicyError (AC5701) whose text lists every diagnostic, LimitError "
          "(AC8003), NotFound (AC5702).")
      .def_static(
          "parse", [](const py::str& text, const Text& file) { return Scheme::parse(to_text(text), file); },
          "text"_a, "file"_a = "assessment.yaml",
          "Reads a YAML text; `file` is the name that diagnostics show.")
      .def_static(
          "check", [](const py::str& text, const Text& file) { return Scheme::check(to_text(text), file); },
          "text"_a, "file"_a = "assessment.yaml",
          "All diagnostics of a text, without raising: its faults or, where there is none, warnings.")
      .def_static("json_schema", &Scheme::json_schema, "The JSON Schema (2020-12) of marking schemes.")
      .def_property_readonly(
          "name", [](const Scheme& s) { return s.definition().name; }, "Its name.")
      .def_property_readonly(
          "version", [](const Scheme& s) { return s.definition().version; }, "Its version.")
      .def_property_readonly("text", &Scheme::text, "Its full text.")
      .def_property_readonly("file", &Scheme::file, "The file it was read from.")
      .def_property_readonly("hash", &Scheme::hash, "SHA-256 of the text, in hexadecimal.")
      .def_property_readonly("frozen", &Scheme::frozen,
                             "SHA-256 of what it says, whatever its comments and layout.")
      .def_property_readonly(
          "definition", [](const Scheme& s) { return to_record(s.definition()); },
          "What it says, as an ac.Record: components, items, pass, grades, rounding.")
      .def(
          "changes", [](const Scheme& s, const Scheme& newer) { return to_records(compare(s, newer)); },
          "newer"_a, "What a newer scheme says differently: records with `what`, `before`, `after`.")
      .def(
          "coverage",
          [](const Scheme& s) {
            const Coverage c = coverage(s);
            return to_record(c, in_words(c));
          },
          "Which key points are examined, by how many marks and what share of the total.")
      .def(
          "mark", &mark_in_python, "learner"_a, "sittings"_a,
          "Marks a learner's sittings, a dict or a list of them, first to last: {\"date\": ..., \"answers\": "
          "{item: answer or [options]}, \"ratings\": {item: {rater: {criterion: level or marks}}}, "
          "\"marks\": "
          "{component: marks}}. The outcome has `items`, `components`, `exact`, `total`, `grade`, `passed`, "
          "`reasons` and `missing`; words() tells it. Raises DataError (AC5720) that lists every fault, "
          "InvalidArgument (AC5705).")
      .def("item_matrix", &matrix_in_python, "papers"_a, "component"_a = "",
           "Marked papers as statistics take them: {learner: sittings} becomes `learners`, `items`, "
           "`maximum`, "
           "`marks` (rows of learners, NaN: not sat), `chosen`. Raises as mark() does, NotFound (AC5703).")
      .def("__eq__",
           [](const Scheme& a, const py::object& b) {
             return py::isinstance<Scheme>(b) && a.text() == b.cast<const Scheme&>().text();
           })
      .def("__hash__", [](const Scheme& s) { return py::hash(py::str(s.text())); })
      .def("__repr__", [](const Scheme& s) {
        return "<Scheme " + s.definition().name + " " + s.definition().version + ">";
      });

  m.def("pass_rate", &pass_rate_in_python, "passed"_a, "withdrawn"_a = py::none(),
        "withdrawn_on"_a = py::none(), py::kw_only(), "denominator"_a = "started",
        "How many passed, of whom: `passed`, `of`, `rate`, `missing`, `denominator`. Columns have a row for "
        "each "
        "enrolment: truths, and the day of the course (0: the first) of a withdrawal. \"enrolled\" counts "
        "everybody, \"started\" who had not withdrawn by day 0, \"completed\" who did not withdraw. None "
        "(not known yet) is `missing` and not in `of`; who withdrew did not pass. Raises InvalidArgument "
        "(AC5706).");
}

} // namespace aftercourse::python
