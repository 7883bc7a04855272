#include "batch.hpp"
#include "definitions.hpp"

namespace aftercourse::python {

namespace {

using Columns = std::map<std::string, std::string>;

void bind_receipt(py::module_& m) {
  py::class_<Receipt> receipt(m, "Receipt", "What a write did.");
  def_copy(receipt);
  receipt
      .def_readonly("write", &Receipt::write,
                    "Its number, from 1; 0: all was known already and no write was made.")
      .def_readonly("recorded", &Receipt::recorded, "Facts recorded.")
      .def_readonly("amended", &Receipt::amended, "Facts amended.")
      .def_readonly("retracted", &Receipt::retracted, "Facts retracted.")
      .def_readonly("unchanged", &Receipt::unchanged, "Facts that were known already, the same.")
      .def_readonly("bad", &Receipt::bad,
                    "The faults of the rows left out; empty unless keep_good was asked for.")
      .def("__repr__", [](const Receipt& r) {
        return "<Receipt write " + std::to_string(r.write) + ": " + std::to_string(r.recorded) +
               " recorded, " + std::to_string(r.amended) + " amended, " + std::to_string(r.retracted) +
               " retracted, " + std::to_string(r.unchanged) + " unchanged, " + std::to_string(r.bad.size()) +
               " faults>";
      });
}

/// Leaves a `with` block: commits when it ended well, else records nothing.
void leave(PendingBatch& b, const py::object& raised) {
  if (!b.is_open()) return;
  if (raised.is_none())
    b.commit();
  else
    b.give_up();
}

} // namespace

void bind_batch(py::module_& m) {
  bind_receipt(m);
  py::class_<PendingBatch>(
      m, "Batch",
      "Several kinds and operations recorded as one write, whole or not at all. Use it in a `with` block, "
      "which commits at its end and records nothing when an exception passes.")
      .def(
          "record",
          [](PendingBatch& b, const Text& kind, const py::object& rows, const Columns& columns) {
            record(b.open(), kind, rows, columns, b.progress());
          },
          "kind"_a, "rows"_a, py::kw_only(), "columns"_a = Columns{},
          "As Engine.record; faults are raised by the commit.")
      .def(
          "record_csv",
          [](PendingBatch& b, const Text& kind, const py::object& input, Columns columns,
             std::vector<std::string> missing, char separator, Text date_format, bool short_rows, bool trim) {
            const Input in = read_input(input, "csv");
            run_long(b.progress(), [&](const Progress& p) {
              b.open().record_csv(kind, in.text, in.origin,
                                  {.separator = separator,
                                   .columns = std::move(columns),
                                   .missing = std::move(missing),
                                   .date_format = std::move(date_format),
                                   .short_rows = short_rows,
                                   .trim = trim},
                                  p);
            });
          },
          "kind"_a, "path_or_text"_a, py::kw_only(), "columns"_a = Columns{},
          "missing"_a = std::vector<std::string>{}, "separator"_a = ',', "date_format"_a = "%Y-%m-%d",
          "short_rows"_a = false, "trim"_a = false, "As Engine.record_csv.")
      .def(
          "record_json",
          [](PendingBatch& b, const Text& kind, const py::object& input) {
            const Input in = read_input(input, "json");
            run_long(b.progress(),
                     [&](const Progress& p) { b.open().record_json(kind, in.text, in.origin, p); });
          },
          "kind"_a, "path_or_text"_a, "As Engine.record_json.")
      .def(
          "record_jsonl",
          [](PendingBatch& b, const Text& kind, const py::object& input) {
            const Input in = read_input(input, "jsonl");
            run_long(b.progress(),
                     [&](const Progress& p) { b.open().record_json_lines(kind, in.text, in.origin, p); });
          },
          "kind"_a, "path_or_text"_a, "As Engine.record_jsonl.")
      .def(
          "record_responses",
          [](PendingBatch& b, const py::object& csv, const Instrument& instrument, Columns columns,
             Text occurrence, Text prefix, Text separator, Text choice_separator,
             std::optional<std::vector<std::string>> missing) {
            record_responses(b.open(), csv, instrument,
                             {std::move(columns), std::move(occurrence), std::move(prefix),
                              std::move(separator), std::move(choice_separator), std::move(missing)});
          },
          "csv"_a, "instrument"_a, "columns"_a = Columns{}, py::kw_only(), "occurrence"_a = "programme",
          "prefix"_a = "", "separator"_a = ",", "choice_separator"_a = "", "missing"_a = py::none(),
          "As Engine.record_responses.")
      .def(
          "amend",
          [](PendingBatch& b, const Text& kind, Text id, const py::dict& fields, const Text& reason) {
            amend(b.open(), b.schema(), kind, std::move(id), fields);
            b.add_reason(reason);
          },
          "kind"_a, "id"_a, "fields"_a, py::kw_only(), "reason"_a = "",
          "As Engine.amend. A write has one reason: this one is added to the batch's.")
      .def(
          "retract",
          [](PendingBatch& b, const Text& kind, Text id, const Text& reason) {
            b.open().retract(kind, std::move(id));
            b.add_reason(reason);
          },
          "kind"_a, "id"_a, py::kw_only(), "reason"_a = "",
          "As Engine.retract. A write has one reason: this one is added to the batch's.")
      .def("commit", &PendingBatch::commit,
           "Records all of it and returns the receipt; the `with` block does so at its end. Raises DataError "
           "with every fault, "
           "Conflict, Busy …; nothing is recorded then.")
      .def_property_readonly("receipt", &PendingBatch::receipt,
                             "The receipt, once it was committed; else None.")
      .def(
          "__enter__", [](PendingBatch& b) -> PendingBatch& { return b; }, py::return_value_policy::reference)
      .def("__exit__", [](PendingBatch& b, const py::object& type, const py::object&, const py::object&) {
        leave(b, type);
      });
}

} // namespace aftercourse::python
