// How values cross over: Date, Instant and Decimal become datetime.date, datetime.datetime and
// decimal.Decimal; dates, instants and periods may be given as text, too.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/period.hpp>
#include <aftercourse/facts/value.hpp>

namespace aftercourse::python {

namespace py = pybind11;

/// A period given as ac.Period or as text: "2 weeks".
struct PeriodLike {
  Period value;
};

/// An argument that is a str: what pybind11 makes of std::string, but a lone surrogate is InvalidArgument
/// AC5601 and no TypeError. Lists and dicts of texts are taken so, too.
struct Text : std::string {
  Text() = default;
  Text(std::string text) : std::string(std::move(text)) {}
};

/// The same for a path.
struct Path : std::filesystem::path {
  Path() = default;
  Path(std::filesystem::path path) : std::filesystem::path(std::move(path)) {}
};

/// The day, or nothing when the object is neither a datetime.date nor text. A datetime at midnight without a
/// zone is its day, any other is none. Throws for text that is no date.
std::optional<Date> to_date(py::handle object);
/// The same for an argument: a datetime that is no day is refused by what it is, InvalidArgument AC7027 or
/// TypeError.
std::optional<Date> to_date_argument(py::handle object);
/// The same for an aware datetime.datetime, or text with an offset. Throws InvalidArgument AC1102 for a naive
/// one.
std::optional<Instant> to_instant(py::handle object);
/// UTF-8 of a str: the one way in for texts. Throws InvalidArgument AC5601 for a lone surrogate; `place`
/// names it.
std::string to_text(py::handle text, const std::string& place = {});
/// The same for the key of a dict, which may be a number.
std::string key_text(py::handle key);

py::object from_date(Date date);
py::object from_instant(Instant instant);
py::object from_decimal(Decimal decimal);
py::object from_value(const Value& value);

} // namespace aftercourse::python

namespace pybind11::detail {

template <>
struct type_caster<aftercourse::python::Text> {
  PYBIND11_TYPE_CASTER(aftercourse::python::Text, const_name("str"));
  bool load(handle source, bool) {
    if (!PyUnicode_Check(source.ptr())) return false;
    value = aftercourse::python::to_text(source);
    return true;
  }
  static handle cast(const std::string& text, return_value_policy, handle) { return str(text).release(); }
};

template <>
struct type_caster<std::vector<std::string>>
    : list_caster<std::vector<std::string>, aftercourse::python::Text> {};

template <>
struct type_caster<std::map<std::string, std::string>>
    : map_caster<std::map<std::string, std::string>, aftercourse::python::Text, aftercourse::python::Text> {};

template <>
struct type_caster<aftercourse::python::Path> {
  using Plain = make_caster<std::filesystem::path>;
  PYBIND11_TYPE_CASTER(aftercourse::python::Path, Plain::name);
  bool load(handle source, bool convert) {
    Plain plain;
    if (plain.load(source, convert)) {
      value = cast_op<std::filesystem::path&>(plain);
      return true;
    }
    if (!PyUnicode_Check(source.ptr())) return false;
    throw aftercourse::InvalidArgument("AC5601", "the path holds half a surrogate pair or NUL");
  }
};

template <>
struct type_caster<aftercourse::Date> {
  PYBIND11_TYPE_CASTER(aftercourse::Date, io_name("datetime.date | str", "datetime.date"));
  bool load(handle source, bool) {
    const auto date = aftercourse::python::to_date_argument(source);
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
