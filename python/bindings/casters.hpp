// How values cross over: Date, Instant and Decimal become datetime.date, datetime.datetime and
// decimal.Decimal; dates, instants and periods may be given as text, too.
#pragma once

#include <optional>
#include <string>

#include <pybind11/pybind11.h>

#include <aftercourse/calendar/period.hpp>
#include <aftercourse/facts/value.hpp>

namespace aftercourse::python {

namespace py = pybind11;

/// A period given as ac.Period or as text: "2 weeks".
struct PeriodLike {
  Period value;
};

/// The day, or nothing when the object is neither a datetime.date (a datetime is none) nor text. Throws for
/// text that is no date.
std::optional<Date> to_date(py::handle object);
/// The same for an aware datetime.datetime, or text with an offset. Throws InvalidArgument AC1102 for a naive
/// one.
std::optional<Instant> to_instant(py::handle object);
/// UTF-8 of a str. Throws UnicodeEncodeError for lone surrogates.
std::string to_text(py::handle text);

py::object from_date(Date date);
py::object from_instant(Instant instant);
py::object from_decimal(Decimal decimal);
py::object from_value(const Value& value);

} // namespace aftercourse::python

namespace pybind11::detail {

template <>
struct type_caster<aftercourse::Date> {
  PYBIND11_TYPE_CASTER(aftercourse::Date, io_name("datetime.date | str", "datetime.date"));
  bool load(handle source, bool) {
    const auto date = aftercourse::python::to_date(source);
    if (date) value = *date;
    return date.has_value();
  }
  static handle cast(aftercourse::Date date, return_value_policy, handle) {
    return aftercourse::python::from_date(date).release();
  }
};

template <>
struct type_caster<aftercourse::Instant> {
  PYBIND11_TYPE_CASTER(aftercourse::Instant, io_name("datetime.datetime | str", "datetime.datetime"));
  bool load(handle source, bool) {
    const auto instant = aftercourse::python::to_instant(source);
    if (instant) value = *instant;
    return instant.has_value();
  }
  static handle cast(aftercourse::Instant instant, return_value_policy, handle) {
    return aftercourse::python::from_instant(instant).release();
  }
};

template <>
struct type_caster<aftercourse::Decimal> {
  PYBIND11_TYPE_CASTER(aftercourse::Decimal, const_name("decimal.Decimal"));
  bool load(handle, bool) { return false; } // decimals are taken as cells only: see rows.cpp
  static handle cast(aftercourse::Decimal decimal, return_value_policy, handle) {
    return aftercourse::python::from_decimal(decimal).release();
  }
};

template <>
struct type_caster<aftercourse::python::PeriodLike> {
  PYBIND11_TYPE_CASTER(aftercourse::python::PeriodLike, const_name("aftercourse._core.Period | str"));
  bool load(handle source, bool) {
    if (PyUnicode_Check(source.ptr())) {
      value.value = aftercourse::Period::from_text(aftercourse::python::to_text(source));
      return true;
    }
    make_caster<aftercourse::Period> period;
    if (!period.load(source, false)) return false;
    value.value = cast_op<aftercourse::Period&>(period);
    return true;
  }
  static handle cast(const aftercourse::python::PeriodLike& period, return_value_policy policy,
                     handle parent) {
    return make_caster<aftercourse::Period>::cast(period.value, policy, parent);
  }
};

} // namespace pybind11::detail
