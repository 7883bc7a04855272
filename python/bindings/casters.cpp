#include "casters.hpp"

#include <datetime.h>
#include <pybind11/stl.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse::python {

namespace {

/// Makes Python's datetime C API ready; cheap after the first call.
void use_datetime() {
  if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) throw py::error_already_set();
}

py::object checked(PyObject* object) {
  if (object == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(object);
}

/// False for NaT, which pandas calls a datetime.
bool is_itself(py::handle datetime) { return datetime.attr("__eq__")(datetime).cast<bool>(); }

/// A datetime is a date in Python. Which day it means depends on a zone and the time, unless it has neither:
/// what pandas makes of a day.
bool is_day(py::handle datetime) {
  PyObject* const d = datetime.ptr();
  return PyDateTime_DATE_GET_HOUR(d) == 0 && PyDateTime_DATE_GET_MINUTE(d) == 0 &&
         PyDateTime_DATE_GET_SECOND(d) == 0 && PyDateTime_DATE_GET_MICROSECOND(d) == 0 &&
         datetime.attr("tzinfo").is_none() && is_itself(datetime);
}

} // namespace

std::string to_text(py::handle text, const std::string& place) {
  Py_ssize_t size = 0;
  const char* bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
  if (bytes != nullptr) return {bytes, static_cast<std::size_t>(size)};
  const py::error_already_set raised;
  if (!raised.matches(PyExc_UnicodeEncodeError)) throw raised;
  const auto at = raised.value().attr("start").cast<std::size_t>();
  const py::object before = text[py::slice(py::int_(0), py::int_(at), py::none())];
  throw InvalidArgument(
      "AC5601", "byte " + std::to_string(py::len(before.attr("encode")())) + " is no UTF-8: a lone surrogate",
      place);
}

std::string key_text(py::handle key) { return to_text(py::str(key), "a key"); }

std::optional<Date> to_date(py::handle object) {
  use_datetime();
  if (PyUnicode_Check(object.ptr())) return Date::from_text(to_text(object));
  if (!PyDate_Check(object.ptr())) return {};
  if (PyDateTime_Check(object.ptr()) && !is_day(object)) return {};
  return Date(PyDateTime_GET_YEAR(object.ptr()), PyDateTime_GET_MONTH(object.ptr()),
              PyDateTime_GET_DAY(object.ptr()));
}

std::optional<Date> to_date_argument(py::handle object) {
  const auto date = to_date(object);
  if (date || !PyDateTime_Check(object.ptr()) || !is_itself(object)) return date;
  if (!object.attr("tzinfo").is_none())
    throw py::type_error(
        "expected a day (datetime.date or text), found a datetime with a time zone, whose day "
        "depends on the zone: give its .date()");
  throw InvalidArgument("AC7027", "there is a time of day where a day is meant: `" +
                                      py::cast<std::string>(py::str(object)) + "`; give its .date()");
}

std::optional<Instant> to_instant(py::handle object) {
  use_datetime();
  if (PyUnicode_Check(object.ptr())) return Instant::from_text(to_text(object));
  if (!PyDateTime_Check(object.ptr())) return {};
  const py::object offset = object.attr("utcoffset")();
  if (offset.is_none())
    throw InvalidArgument("AC1102", "a datetime without an offset is no moment: give it a tzinfo");
  // isoformat() writes what the library reads, but for offsets with seconds, which it refuses.
  return Instant::from_text(py::cast<std::string>(object.attr("isoformat")()));
}

py::object from_date(Date date) {
  use_datetime();
  return checked(PyDate_FromDate(date.year(), date.month(), date.day()));
}

py::object from_instant(Instant instant) {
  use_datetime();
  const py::object offset = checked(PyDelta_FromDSU(0, instant.offset_minutes() * 60, 0));
  const py::object zone = checked(PyTimeZone_FromOffset(offset.ptr()));
  constexpr std::int64_t second = 1'000'000, day = 86'400 * second;
  const std::int64_t local = instant.microseconds() + instant.offset_minutes() * 60 * second;
  const std::int64_t days = (local >= 0 ? local : local - day + 1) / day, rest = local - days * day;
  const Date date = Date::from_days(static_cast<std::int32_t>(days));
  const auto seconds = static_cast<int>(rest / second);
  return checked(PyDateTimeAPI->DateTime_FromDateAndTime(
      date.year(), date.month(), date.day(), seconds / 3600, seconds / 60 % 60, seconds % 60,
      static_cast<int>(rest % second), zone.ptr(), PyDateTimeAPI->DateTimeType));
}

py::object from_decimal(Decimal decimal) {
  return py::module_::import("decimal").attr("Decimal")(decimal.to_string());
}

py::object from_value(const Value& value) {
  return std::visit(
      [](const auto& v) -> py::object {
        if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>)
          return py::none();
        else
          return py::cast(v);
      },
      value);
}

} // namespace aftercourse::python
