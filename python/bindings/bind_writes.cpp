// The methods of Engine that write.
#include "batch.hpp"
#include "engine_docs.hpp"

namespace aftercourse::python {

namespace {

using Columns = std::map<std::string, std::string>;

/// What adopt takes: a policy, the name of a built-in one, or a path.
Policy policy_from(const py::object& given, const Schema& schema) {
  if (py::isinstance<Policy>(given)) return given.cast<Policy>();
  const std::filesystem::path path = to_path(given);
  const bool is_name = py::isinstance<py::str>(given) && !path.has_parent_path() && path.extension().empty();
  return run([&] { return is_name ? Policy::built_in(path.string(), schema) : Policy::load(path, schema); });
}

/// The text of a parameter: as given, or of a number.
std::string parameter_text(py::handle value) {
  if (PyBool_Check(value.ptr())) return value.is(py::bool_(true)) ? "true" : "false";
  return to_text(py::str(value));
}

Receipt adopt(Engine& engine, Stamp stamp, const py::object& policy, Date on, std::optional<Date> until,
              std::vector<std::string> units, const py::typing::Dict<py::str, py::object>& parameters) {
  Adoption adoption{on, until, std::move(units), {}, stamp.source};
  for (const auto& [name, value] : parameters)
    adoption.parameters.push_back({key_text(name), parameter_text(value), {}, stamp.source});
  const Policy p = policy_from(policy, engine.schema());
  return run([&] { return engine.adopt(p, adoption, stamp); });
}

/// Kinds as ac.Kind, or as the dicts that to_json(kinds) writes.
Receipt declare(Engine& engine, Stamp stamp, const py::object& kinds) {
  std::vector<Kind> declared;
  py::list dicts;
  for (const py::handle kind : py::iter(kinds)) {
    if (py::isinstance<Kind>(kind))
      declared.push_back(kind.cast<Kind>());
    else
      dicts.append(kind);
  }
  const std::string json = to_text(py::module_::import("json").attr("dumps")(dicts));
  for (Kind& kind : kinds_from_json(json)) declared.push_back(std::move(kind));
  return run([&] { return engine.declare(declared, stamp); });
}

Receipt set_calendar(Engine& engine, Stamp stamp, const Calendar& calendar, const Text& unit) {
  return run([&] { return engine.set_calendar(calendar, unit, stamp); });
}

Receipt set_time_zone(Engine& engine, Stamp stamp, const std::variant<Text, TimeZone>& zone) {
  return run([&] {
    const auto* name = std::get_if<Text>(&zone);
    return engine.set_time_zone(name ? TimeZone::load(*name) : std::get<TimeZone>(zone), stamp);
  });
}

Receipt record_rows_or_frame(Engine& engine, Stamp stamp, const Text& kind, const py::object& rows,
                             const Columns& columns, bool keep_good, const Callback& progress) {
  Batch batch = engine.batch();
  record(batch, kind, rows, columns, progress);
  stamp.keep_good = keep_good;
  return commit(engine, std::move(batch), stamp, progress);
}

Receipt record_csv(Engine& engine, Stamp stamp, const Text& kind, const py::object& input, Columns columns,
                   std::vector<std::string> missing, char separator, Text date_format, bool short_rows,
                   bool trim, bool keep_good, const Callback& progress) {
  const Input in = read_input(input, "csv");
  Batch batch = engine.batch();
  run_long(progress, [&](const Progress& p) {
    batch.record_csv(kind, in.text, in.origin,
                     {.separator = separator,
                      .columns = std::move(columns),
                      .missing = std::move(missing),
                      .date_format = std::move(date_format),
                      .short_rows = short_rows,
                      .trim = trim},
                     p);
  });
  stamp.keep_good = keep_good;
  return commit(engine, std::move(batch), stamp, progress);
}

template <auto read>
Receipt record_text(Engine& engine, Stamp stamp, const Text& kind, const py::object& input, bool keep_good,
                    const Callback& progress) {
  const Input in = read_input(input, read == &Batch::record_json ? "json" : "jsonl");
  Batch batch = engine.batch();
  run_long(progress, [&](const Progress& p) { (batch.*read)(kind, in.text, in.origin, p); });
  stamp.keep_good = keep_good;
  return commit(engine, std::move(batch), stamp, progress);
}

Receipt amend_one(Engine& engine, Stamp stamp, const Text& kind, Text id, const py::dict& fields) {
  Batch batch = engine.batch();
  amend(batch, engine.schema(), kind, std::move(id), fields);
  return commit(engine, std::move(batch), stamp, {});
}

Receipt retract_one(Engine& engine, Stamp stamp, const Text& kind, Text id) {
  Batch batch = engine.batch();
  batch.retract(kind, std::move(id));
  return commit(engine, std::move(batch), stamp, {});
}

void bind_decisions(py::class_<Handle>& c) {
  def_write(c, "adopt", &adopt, docs::adopt, "policy"_a, py::kw_only(), "on"_a, "until"_a = py::none(),
            "units"_a = std::vector<std::string>{}, "parameters"_a = py::typing::Dict<py::str, py::object>());
  def_write(c, "declare", &declare, docs::declare, "kinds"_a, py::kw_only());
  def_write(c, "set_calendar", &set_calendar, docs::set_calendar, "calendar"_a, py::kw_only(), "unit"_a = "");
  def_write(c, "set_time_zone", &set_time_zone, docs::set_time_zone, "zone"_a, py::kw_only());
}

} // namespace

void bind_writes(py::class_<Handle>& c) {
  bind_decisions(c);
  const auto keep_good = "keep_good"_a = false;
  const auto progress = "progress"_a = py::none();
  def_write(c, "record", &record_rows_or_frame, docs::record, "kind"_a, "rows"_a, py::kw_only(),
            "columns"_a = Columns{}, keep_good, progress);
  def_write(c, "record_csv", &record_csv, docs::record_csv, "kind"_a, "path_or_text"_a, py::kw_only(),
            "columns"_a = Columns{}, "missing"_a = std::vector<std::string>{}, "separator"_a = ',',
            "date_format"_a = "%Y-%m-%d", "short_rows"_a = false, "trim"_a = false, keep_good, progress);
  def_write(c, "record_json", &record_text<&Batch::record_json>, docs::record_json, "kind"_a,
            "path_or_text"_a, py::kw_only(), keep_good, progress);
  def_write(c, "record_jsonl", &record_text<&Batch::record_json_lines>, docs::record_jsonl, "kind"_a,
            "path_or_text"_a, py::kw_only(), keep_good, progress);
  def_write(c, "amend", &amend_one, docs::amend, "kind"_a, "id"_a, "fields"_a, py::kw_only());
  def_write(c, "retract", &retract_one, docs::retract, "kind"_a, "id"_a, py::kw_only());
  c.def(
      "batch",
      [](const Handle& h, Text actor, Text source, Text reason, std::optional<Instant> at, bool keep_good,
         Callback progress) {
        Stamp stamp;
        stamp.actor = std::move(actor);
        stamp.source = std::move(source);
        stamp.reason = std::move(reason);
        stamp.at = at;
        stamp.keep_good = keep_good;
        return std::make_unique<PendingBatch>(h.get(), std::move(stamp), std::move(progress));
      },
      py::kw_only(), "actor"_a = "", "source"_a = "", "reason"_a = "", "at"_a = py::none(), keep_good,
      progress, docs::batch);
}

} // namespace aftercourse::python
