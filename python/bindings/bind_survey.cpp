#include <aftercourse/instrument/net_promoter.hpp>
#include <aftercourse/instrument/nonresponse.hpp>
#include <aftercourse/instrument/raking.hpp>
#include <aftercourse/instrument/response_rate.hpp>

#include "record.hpp"
#include "variable.hpp"

namespace aftercourse::python {

namespace {

std::vector<double> column_of_numbers(const char* name, const py::object& column) {
  auto variable = variable_of(name, column);
  if (variable.is_label) throw py::type_error(std::string("`") + name + "` holds texts, not numbers");
  return std::move(variable.numbers);
}

Record net_promoter_in_python(const py::object& answers, double level) {
  const NetPromoter score = net_promoter(column_of_numbers("answers", answers), level);
  return to_record(score, in_words(score));
}

Record bounds_in_python(const py::object& answers, double min, double max, std::int64_t missing) {
  std::vector<double> given;
  for (const double x : column_of_numbers("answers", answers))
    if (std::isnan(x))
      ++missing;
    else
      given.push_back(x);
  const MissingBounds bounds = missing_bounds(given, missing, min, max);
  return to_record(bounds, in_words(bounds));
}

Record rate_in_python(std::int64_t complete, std::int64_t partial, std::int64_t refusal,
                      std::int64_t non_contact, std::int64_t other, std::int64_t unknown,
                      std::int64_t unknown_other) {
  const ResponseRate rate =
      response_rate({complete, partial, refusal, non_contact, other, unknown, unknown_other});
  return to_record(rate, in_words(rate));
}

/// The groups of a column by the names of its targets.
RakingMargin margin_of(const std::string& name, const py::object& column, const py::dict& targets) {
  RakingMargin margin;
  margin.name = name;
  std::map<std::string, std::int32_t> known;
  for (const auto& [label, target] : targets) {
    known.emplace(key_text(label), static_cast<std::int32_t>(known.size()));
    margin.targets.push_back(target.cast<double>());
  }
  const auto labels = statistics::as_labels(variable_of(name, column));
  for (const std::int32_t code : labels.codes) {
    const auto found = code < 0 ? known.end() : known.find(labels.names[static_cast<std::size_t>(code)]);
    if (found == known.end())
      throw InvalidArgument("AC5805", "`" + name + "` has " +
                                          (code < 0 ? "a missing value"
                                                    : "`" + labels.names[static_cast<std::size_t>(code)] +
                                                          "`, which has no target"));
    margin.group.push_back(found->second);
  }
  return margin;
}

Record rake_in_python(const py::object& data, const py::typing::Dict<py::str, py::dict>& targets,
                      const std::optional<py::object>& weights, double tolerance, std::int64_t max_rounds,
                      std::optional<double> trim) {
  std::vector<RakingMargin> margins;
  for (const auto& [name, groups] : targets)
    margins.push_back(margin_of(key_text(name), data[name], groups.cast<py::dict>()));
  RakingOptions options{.tolerance = tolerance, .max_rounds = max_rounds, .trim = trim};
  if (weights && !weights->is_none()) options.base = column_of_numbers("weights", *weights);
  const std::size_t n = margins.empty() ? options.base.size() : margins.front().group.size();
  const Raking raking = run([&] { return rake(n, margins, options); });
  return to_record(raking, in_words(raking));
}

std::vector<Record> compare_in_python(const py::object& data, const py::object& responded,
                                      const std::vector<std::string>& columns) {
  const py::object column = py::isinstance<py::str>(responded) ? py::object(data[responded]) : responded;
  std::vector<bool> did;
  for (const double x : column_of_numbers("responded", column)) did.push_back(x != 0 && !std::isnan(x));
  std::vector<Characteristic> known;
  for (const std::string& name : columns) {
    auto variable = variable_of(name, data[py::str(name)]);
    Characteristic& added = known.emplace_back();
    added.name = name;
    if (variable.is_label) {
      added.codes = std::move(variable.labels.codes);
      added.labels = std::move(variable.labels.names);
    } else {
      added.numbers = std::move(variable.numbers);
    }
  }
  std::vector<Record> out;
  for (const ResponderDifference& d : compare_responders(did, known))
    out.push_back(to_record(d, in_words(d)));
  return out;
}

} // namespace

void bind_survey(py::module_& m) {
  m.def("net_promoter", &net_promoter_in_python, "answers"_a, py::kw_only(), "level"_a = 0.95,
        "Who would recommend (9, 10) less who would not (0 to 6), of answers from 0 to 10; None and NaN are "
        "missing: "
        "`estimate` (-1 to 1), interval, `promoters`, `passives`, `detractors`, `n`, `missing`. Normal "
        "interval with the "
        "multinomial variance. Raises InvalidArgument (AC5805, AC5503).");
  m.def("missing_bounds", &bounds_in_python, "answers"_a, py::kw_only(), "min"_a, "max"_a, "missing"_a = 0,
        "What a mean can be if all who did not answer (None, NaN, and `missing` more) had answered lowest or "
        "highest: "
        "`observed`, `worst`, `best` (Manski). Raises InvalidArgument (AC5805).");
  m.def("response_rate", &rate_in_python, py::kw_only(), "complete"_a, "partial"_a = 0, "refusal"_a = 0,
        "non_contact"_a = 0, "other"_a = 0, "unknown"_a = 0, "unknown_other"_a = 0,
        "AAPOR's RR1 and RR2 from counts of dispositions (Standard Definitions): `rr1`, `rr2`, `of`, "
        "`counts`. Raises "
        "InvalidArgument (AC5805).");
  m.def("rake", &rake_in_python, "data"_a, "targets"_a, py::kw_only(), "weights"_a = py::none(),
        "tolerance"_a = 1e-10, "max_rounds"_a = 1000, "trim"_a = py::none(),
        "Weights that make margins known: `data` has the columns that `targets` names, {\"sex\": {\"f\": "
        "0.5, \"m\": 0.5}} "
        "(shares or counts): `weights` (mean 1), `converged`, `rounds`, `kish_effect`, `effective_n`. `trim` "
        "limits a weight to "
        "this multiple of the mean. Raises InvalidArgument (AC5805).");
  m.def("compare_responders", &compare_in_python, "data"_a, "responded"_a, "columns"_a,
        "How who answered differs from who did not: standardised differences (Austin 2009) of numbers, and "
        "of each label of "
        "texts. Raises InvalidArgument (AC5805).");
}

} // namespace aftercourse::python
