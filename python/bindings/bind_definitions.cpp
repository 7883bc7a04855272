#include "definitions.hpp"
#include "engine.hpp"
#include "engine_docs.hpp"
#include "record.hpp"

namespace aftercourse::python {

ResponseColumns response_columns(const GivenResponses& given) {
  if (given.separator.size() != 1) throw InvalidArgument("AC5805", "`separator` is not one character");
  ResponseColumns how{.columns = given.columns,
                      .separator = given.separator.front(),
                      .choice_separator = given.choice_separator};
  if (given.missing) how.missing = *given.missing;
  return how;
}

void record_responses(Batch& batch, const py::object& csv, const Instrument& instrument,
                      const GivenResponses& given) {
  const Input in = read_input(csv, "responses");
  const ResponseColumns how = response_columns(given);
  run([&] {
    batch.record_responses(in.text, instrument, how, {given.occurrence, given.prefix}, in.origin);
    return 0;
  });
}

namespace {

Receipt record_exported(Engine& engine, Stamp stamp, const py::object& csv, const Instrument& instrument,
                        std::map<std::string, std::string> columns, Text occurrence, Text prefix,
                        Text separator, Text choice_separator,
                        std::optional<std::vector<std::string>> missing, bool keep_good,
                        const Callback& progress) {
  Batch batch = engine.batch();
  record_responses(batch, csv, instrument,
                   {std::move(columns), std::move(occurrence), std::move(prefix), std::move(separator),
                    std::move(choice_separator), std::move(missing)});
  stamp.keep_good = keep_good;
  return commit(engine, std::move(batch), stamp, progress);
}

Receipt add_instrument(Engine& engine, Stamp stamp, const Instrument& instrument) {
  return run([&] { return engine.add_instrument(instrument, stamp); });
}

Receipt set_scheme(Engine& engine, Stamp stamp, const Scheme& scheme, const Text& programme, bool amendment) {
  const auto change = amendment ? SchemeChange::amendment : SchemeChange::before_start;
  return run([&] { return engine.set_scheme(scheme, programme, change, stamp); });
}

Record set_scheme_record(const SetScheme& set) {
  Record out{"SetScheme", {}, {}};
  out.fields["scheme"] = py::cast(set.scheme);
  out.fields["write"] = set.write.number;
  out.fields["recorded_at"] = py::cast(set.write.recorded_at);
  out.fields["actor"] = set.write.actor;
  out.fields["reason"] = set.write.reason;
  out.fields["amendment"] = set.amendment;
  out.fields["changes"] = to_python(set.changes);
  return out;
}

} // namespace

void bind_definitions(py::class_<Handle>& c) {
  def_write(c, "add_instrument", &add_instrument, docs::add_instrument, "instrument"_a, py::kw_only());
  def_write(c, "set_scheme", &set_scheme, docs::set_scheme, "scheme"_a, "programme"_a, py::kw_only(),
            "amendment"_a = false);
  def_write(c, "record_responses", &record_exported, docs::record_responses, "csv"_a, "instrument"_a,
            "columns"_a = std::map<std::string, std::string>{}, py::kw_only(), "occurrence"_a = "programme",
            "prefix"_a = "", "separator"_a = ",", "choice_separator"_a = "", "missing"_a = py::none(),
            "keep_good"_a = false, "progress"_a = py::none());
  c.def(
       "instruments", [](const Handle& h, const KnownAt& known_at) { return h.get()->instruments(known_at); },
       py::kw_only(), "known_at"_a = py::none(), "The questionnaires that were added, in their order.")
      .def(
          "instrument",
          [](const Handle& h, const Text& name, const Text& version, const KnownAt& known_at) {
            return h.get()->instrument(name, version, known_at);
          },
          "name"_a, "version"_a = "", py::kw_only(), "known_at"_a = py::none(),
          "That version of a questionnaire, or the one added last; the built-in ones are there without being "
          "added. Raises NotFound (AC7033).")
      .def(
          "scheme",
          [](const Handle& h, const Text& programme, const KnownAt& known_at) {
            return h.get()->scheme(programme, known_at);
          },
          "programme"_a, py::kw_only(), "known_at"_a = py::none(),
          "The marking scheme in force for a programme. Raises NotFound (AC7031: no such programme, AC7034: "
          "none "
          "was set).")
      .def(
          "schemes",
          [](const Handle& h, const Text& programme, const KnownAt& known_at) {
            std::vector<Record> out;
            for (const SetScheme& set : h.get()->schemes(programme, known_at))
              out.push_back(set_scheme_record(set));
            return out;
          },
          "programme"_a, py::kw_only(), "known_at"_a = py::none(),
          "All marking schemes that were set for a programme: records with `scheme`, `write`, `recorded_at`, "
          "`actor`, "
          "`reason`, `amendment` and `changes`. Raises NotFound (AC7031).");
}

} // namespace aftercourse::python
