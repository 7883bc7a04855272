#include "findings.hpp"
#include "table.hpp"

namespace aftercourse::python {

namespace {

py::object cell_of(const SeenFinding& f, const std::string& column) {
  return cell(f.all.frame().column(column), f.row);
}

template <class Class>
void finding_column(Class& c, const char* name, const char* doc) {
  c.def_property_readonly(
      name, [name](const SeenFinding& f) { return cell_of(f, name); }, doc);
}

void bind_proposed_finding(py::module_& m) {
  py::class_<SeenFinding> c(
      m, "ProposedFinding",
      "One row of ac.Findings: a problem that a policy looks for and sees. It proposes; "
      "only what a person records is a finding. finding[\"n\"] gives any column.");
  def_copy(c);
  finding_column(c, "id", "Of policy, finding, group and period: the same on every machine.");
  finding_column(c, "finding", "The finding's id in its policy.");
  finding_column(c, "policy", "The policy.");
  finding_column(c, "clause", "The clause that asks for it.");
  finding_column(c, "kind", "Of a state of affairs: the kind of fact it is about.");
  finding_column(c, "subject", "Of a state of affairs: the id of that fact.");
  finding_column(c, "group", "The group that was judged: \"unit = U1\".");
  finding_column(c, "period", "The month, quarter or year judged; None: all up to as_of.");
  finding_column(
      c, "state",
      "\"found\"; \"watch\": on the wrong side, but not tested; \"unknown\": no data, or a value is "
      "missing.");
  finding_column(c, "measure", "The measure that was tested, or None.");
  finding_column(c, "value", "Its number, difference or slope.");
  finding_column(c, "limit", "What it was tested against.");
  finding_column(c, "bound", "The one-sided bound of 95 %.");
  finding_column(c, "n", "How many were counted.");
  finding_column(c, "p_value", "Of this group alone.");
  finding_column(c, "p_adjusted", "For all groups of the rule that were tested (Benjamini and Hochberg).");
  c.def(
       "words",
       [](const SeenFinding& f, const Text& language) {
         return f.finding().words.in(language_named(language));
       },
       "language"_a = "en", "The finding in a sentence, in English (\"en\") or Chinese (\"zh\").")
      .def(
          "to_fact",
          [](const SeenFinding& f, const Text& language) -> py::typing::Dict<py::str, py::object> {
            const std::string json = fact_json(f.finding(), language_named(language));
            return py::module_::import("json").attr("loads")(json);
          },
          "language"_a = "en",
          "What to record when a person takes it up: engine.record(\"finding\", [finding.to_fact()]). Raised "
          "on the day judged, under the same id, with the unit, programme and dimension that the group "
          "names.")
      .def("__getitem__", &cell_of, "column"_a,
           "The value of a column. Raises NotFound (AC1005) with the nearest name.")
      .def(
          "to_dict", [](const SeenFinding& f) { return row_of(f.all.frame(), f.row); },
          "All columns as a dict.")
      .def("__str__", [](const SeenFinding& f) { return f.finding().words.en; })
      .def("__repr__", [](const SeenFinding& f) {
        const std::string group = f.all.frame().cell(f.row, "group"), subject = f.finding().subject;
        return "<ProposedFinding " + f.finding().finding + (group.empty() ? "" : " (" + group + ")") +
               (subject.empty() ? "" : " of " + subject) + ": " + std::string(name_of(f.finding().state)) +
               ">";
      });
}

} // namespace

void bind_findings(py::module_& m) {
  bind_proposed_finding(m);
  py::class_<SeenFindings> c(
      m, "Findings",
      "What engine.findings() sees, a row a finding. Immutable; indexing and iterating "
      "give ac.ProposedFinding values.");
  bind_table(c);
  def_copy(c);
  c.def(
       "__getitem__",
       [](const SeenFindings& f, py::ssize_t i) {
         return SeenFinding{f, index_of(i, rows_of(f))};
       },
       "index"_a)
      .def("__iter__",
           [](const SeenFindings& f) -> py::typing::Iterator<SeenFinding> {
             py::list all;
             for (std::size_t i = 0; i < rows_of(f); ++i) all.append(SeenFinding{f, i});
             return py::iter(all);
           })
      .def_property_readonly("as_of", &SeenFindings::as_of, "The day they were judged at.")
      .def("__repr__",
           [](const SeenFindings& f) { return "<Findings of " + std::to_string(rows_of(f)) + " rows>"; });
}

} // namespace aftercourse::python
