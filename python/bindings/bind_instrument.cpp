#include <aftercourse/instrument/answering.hpp>
#include <aftercourse/instrument/read_responses.hpp>
#include <aftercourse/instrument/response_rate.hpp>
#include <aftercourse/instrument/responses_json.hpp>
#include <aftercourse/instrument/versions.hpp>

#include "definitions.hpp"
#include "engine.hpp"
#include "record.hpp"
#include "variable.hpp"

namespace aftercourse::python {

namespace {

using Responses = py::typing::List<py::typing::Dict<py::str, py::object>>;

std::vector<Response> given_responses(const Instrument& instrument, const py::object& responses) {
  return responses_from_json(instrument, json_of(responses));
}

Responses shown_responses(const std::vector<Response>& responses) {
  return py::reinterpret_steal<Responses>(from_json(responses_to_json(responses)).release());
}

Responses read_in_python(const Instrument& instrument, const py::object& csv,
                         const std::map<std::string, std::string>& columns, const Text& separator,
                         const Text& choice_separator,
                         const std::optional<std::vector<std::string>>& missing) {
  ResponseColumns how = response_columns({columns, {}, {}, separator, choice_separator, missing});
  const Input input = read_input(csv, "responses");
  how.source = input.origin;
  return shown_responses(run([&] { return read_responses(input.text, instrument, how); }));
}

std::vector<std::string> unread_in_python(const Instrument& instrument, const py::object& csv,
                                          const std::map<std::string, std::string>& columns,
                                          const Text& separator) {
  ResponseColumns how = response_columns({columns, {}, {}, separator, {}, {}});
  const Input input = read_input(csv, "responses");
  how.source = input.origin;
  return run([&] { return unread_columns(input.text, instrument, how); });
}

std::vector<Record> group_in_python(const Instrument& instrument, const py::object& responses,
                                    const std::optional<py::object>& weights, double level) {
  std::vector<double> weighed;
  if (weights && !weights->is_none()) weighed = variable_of("weights", *weights).numbers;
  return to_records(group_scores(instrument, given_responses(instrument, responses), weighed, level));
}

Record matrix_of_answers(const Instrument& instrument, const py::object& responses, const Text& dimension) {
  const AnswerMatrix matrix = answer_matrix(instrument, given_responses(instrument, responses), dimension);
  Record out{"Record", {}, {}};
  out.fields["responses"] = to_python(matrix.responses);
  out.fields["items"] = to_python(matrix.items);
  out.fields["values"] = to_python(matrix.values);
  return out;
}

Record shared_in_python(const Instrument& older, const Instrument& newer) {
  const SharedItems shared = shared_items(older, newer);
  Record out{"Record", {}, {}};
  out.fields["same"] = to_python(shared.same);
  py::dict changed;
  for (const auto& [item, what] : shared.changed) changed[py::str(item)] = to_python(what);
  out.fields["changed"] = changed;
  return out;
}

void bind_reading(py::class_<Instrument>& instrument) {
  instrument
      .def(py::pickle([](const Instrument& i) { return py::make_tuple(i.text(), i.file()); },
                      [](const py::tuple& t) {
                        return Instrument::parse(t[0].cast<std::string>(), t[1].cast<std::string>());
                      }))
      .def_static(
          "load", [](const Path& path) { return Instrument::load(path); }, "path"_a,
          "Reads a YAML file. Raises PolicyError (AC5801) whose text lists every diagnostic, LimitError "
          "(AC8003), NotFound (AC5802).")
      .def_static(
          "parse",
          [](const py::str& text, const Text& file) { return Instrument::parse(to_text(text), file); },
          "text"_a, "file"_a = "instrument.yaml",
          "Reads a YAML text; `file` is the name that diagnostics show.")
      .def_static(
          "built_in", [](const Text& name) { return Instrument::built_in(name); }, "name"_a,
          "One that comes with the library. Raises NotFound (AC5803).")
      .def_static("built_in_names", &Instrument::built_in_names, "The names that built_in() takes.")
      .def_static(
          "check",
          [](const py::str& text, const Text& file) { return Instrument::check(to_text(text), file); },
          "text"_a, "file"_a = "instrument.yaml", "All diagnostics of a text, without raising.")
      .def_static("json_schema", &Instrument::json_schema, "The JSON Schema (2020-12) of questionnaires.")
      .def_property_readonly(
          "name", [](const Instrument& i) { return i.definition().name; }, "Its name.")
      .def_property_readonly(
          "version", [](const Instrument& i) { return i.definition().version; }, "Its version.")
      .def_property_readonly("text", &Instrument::text, "Its full text.")
      .def_property_readonly("file", &Instrument::file, "The file it was read from.")
      .def_property_readonly("hash", &Instrument::hash, "SHA-256 of the text, in hexadecimal.")
      .def_property_readonly("frozen", &Instrument::frozen,
                             "SHA-256 of what it says, whatever its comments and layout.")
      .def_property_readonly(
          "definition", [](const Instrument& i) { return to_record(i.definition()); },
          "What it says, as an ac.Record: dimensions, items, roles.")
      .def(
          "changes",
          [](const Instrument& i, const Instrument& newer) { return to_records(compare(i, newer)); },
          "newer"_a, "What a newer version says differently: records with `what`, `before`, `after`.")
      .def(
          "to_html",
          [](const Instrument& i, const Text& language) { return i.to_html(language_named(language)); },
          "language"_a = "zh", "A page to be printed on A4, complete HTML, in \"zh\" or \"en\".");
}

void bind_responses(py::class_<Instrument>& instrument) {
  instrument
      .def("read_responses", &read_in_python, "csv"_a, py::kw_only(),
           "columns"_a = std::map<std::string, std::string>(), "separator"_a = ",", "choice_separator"_a = "",
           "missing"_a = py::none(),
           "Reads what a form tool exported (a path, bytes or text), one row a response, one column an item: "
           "the "
           "responses, as the other methods take them. `columns` says which heading holds what: {\"person\": "
           "\"工号\", "
           "\"id\": \"#\", \"occurrence\": \"=P7\"}; items are found by id or text. Raises DataError "
           "(AC5820) that lists "
           "every fault with line and column.")
      .def("unread_columns", &unread_in_python, "csv"_a, py::kw_only(),
           "columns"_a = std::map<std::string, std::string>(), "separator"_a = ",",
           "The headings of an export that `read_responses` and `Engine.record_responses` leave out with "
           "these `columns`, as they are written: look at them before an item is lost whose text in the form "
           "is another. Raises DataError (AC5820) when the first line is refused.")
      .def(
          "last_submissions",
          [](const Instrument& i, const py::object& responses) {
            return shown_responses(last_submissions(given_responses(i, responses)));
          },
          "responses"_a,
          "Those that count: of each person, occurrence, subject and role the one submitted last.")
      .def(
          "person_scores",
          [](const Instrument& i, const py::object& responses) {
            return to_records(person_scores(i, given_responses(i, responses)));
          },
          "responses"_a,
          "Each response's score in each dimension (\"\": the whole): `response`, `dimension`, `score`, "
          "`answered`, "
          "`asked`. The mean of the answered items when at least half of those asked were answered, else "
          "NaN. Raises "
          "DataError (AC5820) that lists every fault.")
      .def("group_scores", &group_in_python, "responses"_a, py::kw_only(), "weights"_a = py::none(),
           "level"_a = 0.95,
           "The mean of persons, its interval, and the favourable share, in each dimension and item. Raises "
           "DataError "
           "(AC5820), InvalidArgument (AC5805).")
      .def(
          "appraisal_scores",
          [](const Instrument& i, const py::object& responses) {
            return to_records(appraisal_scores(i, given_responses(i, responses)));
          },
          "responses"_a,
          "Who is appraised, in each dimension: `roles` with their means, `total` by weight, "
          "`missing_roles`. Raises "
          "InvalidArgument (AC5806) for a questionnaire without roles, DataError (AC5820).")
      .def("answer_matrix", &matrix_of_answers, "responses"_a, "dimension"_a = "",
           "Scored answers as alpha, omega and agreement take them: `responses`, `items`, `values` (NaN: "
           "none).")
      .def(
          "answering_flags",
          [](const Instrument& i, const py::object& responses, std::int64_t least_items, double fast) {
            return to_records(answering_flags(i, given_responses(i, responses), {least_items, fast}));
          },
          "responses"_a, py::kw_only(), "least_items"_a = 5, "fast"_a = 1.0 / 3,
          "Signs of answering without reading: `straight_line`, `fast`. Nothing is left out for them.")
      .def(
          "dispositions",
          [](const Instrument& i, const py::object& responses, std::int64_t invited) {
            const ResponseRate rate =
                response_rate(dispositions_of(i, given_responses(i, responses), invited));
            return to_record(rate, in_words(rate));
          },
          "responses"_a, "invited"_a,
          "The response rate (AAPOR RR1, RR2) of so many invited people, with the counts of dispositions.")
      .def("shared_items", &shared_in_python, "newer"_a,
           "What two versions share: `same` items, and `changed` ones with what differs.")
      .def(
          "compare_versions",
          [](const Instrument& i, const py::object& responses, const Instrument& newer,
             const py::object& later, double level) {
            return to_records(compare_versions(i, given_responses(i, responses), newer,
                                               given_responses(newer, later), level));
          },
          "responses"_a, "newer"_a, "newer_responses"_a, py::kw_only(), "level"_a = 0.95,
          "Scores of two versions over the items that they share alone, and their difference with Welch's "
          "interval.");
}

} // namespace

void bind_instrument(py::module_& m) {
  py::class_<Instrument> instrument(
      m, "Instrument",
      "A questionnaire, appraisal or interview sheet (docs/instrument.md). Responses are dicts: {\"id\", "
      "\"person\", "
      "\"occurrence\", \"subject\", \"role\", \"submitted\", \"seconds\", \"answers\": {item: number, text, "
      "[options] or "
      "{\"not_applicable\": True}}}. Immutable; equal when the texts are. Copies, and pickles as its text.");
  def_copy(instrument);
  bind_reading(instrument);
  bind_responses(instrument);
  instrument
      .def("__eq__",
           [](const Instrument& a, const py::object& b) {
             return py::isinstance<Instrument>(b) && a.text() == b.cast<const Instrument&>().text();
           })
      .def("__hash__", [](const Instrument& i) { return py::hash(py::str(i.text())); })
      .def("__repr__", [](const Instrument& i) {
        return "<Instrument " + i.definition().name + " " + i.definition().version + ">";
      });
}

} // namespace aftercourse::python
