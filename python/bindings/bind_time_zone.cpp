#include "bind.hpp"

namespace aftercourse::python {

namespace {

/// A local time as Python has it: a datetime without zone, or its text.
struct WallClock {
  Date day;
  std::int32_t seconds, microseconds;
};

WallClock wall_clock_of(const py::object& moment) {
  py::object local = moment;
  if (py::isinstance<py::str>(moment)) try {
      local = py::module_::import("datetime").attr("datetime").attr("fromisoformat")(moment);
    } catch (const py::error_already_set&) {
      throw InvalidArgument("AC1102", "not a local time such as 2026-03-29T02:30")
          .with_personal(to_text(moment));
    }
  if (!local.attr("tzinfo").is_none())
    throw InvalidArgument("AC1102", "a local time has no offset: this one says already which moment it is");
  const auto part = [&](const char* name) { return local.attr(name).cast<std::int32_t>(); };
  return {Date(part("year"), part("month"), part("day")),
          (part("hour") * 60 + part("minute")) * 60 + part("second"), part("microsecond")};
}

std::pair<Instant, std::string> local(const TimeZone& zone, const py::object& moment) {
  const WallClock shown = wall_clock_of(moment);
  const TimeZone::Local found = zone.local(shown.day, shown.seconds);
  const Instant exact(found.instant.microseconds() + shown.microseconds, found.instant.offset_minutes());
  const char* const names[] = {"once", "never", "twice"};
  return {exact, names[static_cast<std::size_t>(found.occurs)]};
}

} // namespace

void bind_time_zone(py::module_& m) {
  py::class_<TimeZone> zone(
      m, "TimeZone",
      "Which offset from UTC a place has when, so that a moment has a day there. Immutable; "
      "copies, and pickles as its full text.");
  def_copy(zone);
  zone.def(py::pickle([](const TimeZone& z) { return py::make_tuple(z.to_json()); },
                      [](const py::tuple& t) { return TimeZone::from_json(t[0].cast<std::string>()); }))
      .def_static(
          "load", [](const Text& name, const Path& folder) { return TimeZone::load(name, folder); }, "name"_a,
          "folder"_a = std::filesystem::path("/usr/share/zoneinfo"),
          "The zone of that name (\"Asia/Shanghai\") from a folder of compiled files of the IANA database. "
          "Raises NotFound (AC1132), DataError (AC1131).")
      .def_static(
          "from_tzif",
          [](const Text& name, const py::bytes& file) {
            return TimeZone::from_tzif(name, static_cast<std::string_view>(file));
          },
          "name"_a, "file"_a, "From the bytes of such a file (RFC 8536). Raises DataError (AC1131).")
      .def_static(
          "from_posix", [](const Text& name, const Text& rule) { return TimeZone::from_posix(name, rule); },
          "name"_a, "rule"_a,
          "From a rule as in POSIX: \"CST-8\", \"CET-1CEST,M3.5.0,M10.5.0/3\". Raises InvalidArgument "
          "(AC1130).")
      .def_static(
          "fixed",
          [](const Text& name, std::int32_t offset_minutes) { return TimeZone::fixed(name, offset_minutes); },
          "name"_a, "offset_minutes"_a,
          "The same offset always. Raises InvalidArgument (AC1130) for a day or more.")
      .def_property_readonly("name", &TimeZone::name, "Its name.")
      .def("at", &TimeZone::at, "moment"_a, "The same moment, with the offset that the place has then.")
      .def("local", &local, "moment"_a,
           "The moment when clocks there show that local time (a datetime without tzinfo, or its text), and "
           "how "
           "often they do: \"once\"; \"never\" (they are put forward over it: it is moved on by what is "
           "skipped); "
           "\"twice\" (they are put back over it: the earlier is meant).")
      .def("__eq__",
           [](const TimeZone& a, const py::object& b) {
             return py::isinstance<TimeZone>(b) && a == b.cast<TimeZone>();
           })
      .def("__hash__", [](const TimeZone& z) { return py::hash(py::str(z.to_json())); })
      .def("__repr__", [](const TimeZone& z) { return "<TimeZone " + z.name() + ">"; });
}

} // namespace aftercourse::python
