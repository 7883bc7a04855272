// Record: a small value with named fields, which any described C++ struct becomes on its way to Python.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <aftercourse/base/language.hpp>
#include <aftercourse/reading/to_json.hpp>

#include "bind.hpp"

namespace aftercourse::python {

struct Record {
  std::string type;
  py::dict fields;
  Wording words;
};

template <class T>
Record to_record(const T& value, Wording words = {});

/// Numbers, texts and lists as Python's own, decimals as decimal.Decimal, enumerators as texts, absent values
/// as None, structs as records.
template <class T>
py::object to_python(const T& value) {
  if constexpr (std::is_same_v<T, Decimal>) {
    return from_decimal(value);
  } else if constexpr (std::is_enum_v<T>) {
    return py::str(reading::word_of(value));
  } else if constexpr (std::is_arithmetic_v<T> || std::is_convertible_v<const T&, std::string>) {
    return py::cast(value);
  } else if constexpr (requires { value.has_value(); }) {
    return value ? to_python(*value) : py::none();
  } else if constexpr (requires { value.begin(); }) {
    py::list out;
    for (const auto& one : value) out.append(to_python(one));
    return out;
  } else {
    return py::cast(to_record(value));
  }
}

/// `words` say it in a sentence.
template <class T>
Record to_record(const T& value, Wording words) {
  Record out{{}, {}, std::move(words)};
  if constexpr (std::is_same_v<T, Wording> || std::is_same_v<T, Title>) {
    out.type = "Wording";
    out.fields["en"] = value.en;
    out.fields["zh"] = value.zh;
  } else if constexpr (std::is_same_v<T, Change>) {
    out.type = "Change";
    out.fields["what"] = value.what;
    out.fields["before"] = to_python(value.before);
    out.fields["after"] = to_python(value.after);
  } else {
    out.type = "Record";
    using Members =
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>(
        [&](auto member) { out.fields[member.name] = to_python(value.*member.pointer); });
  }
  return out;
}

/// Rows of described structs.
template <class T>
std::vector<Record> to_records(const std::vector<T>& rows) {
  std::vector<Record> out;
  for (const T& row : rows) out.push_back(to_record(row));
  return out;
}

/// Plain Python values as JSON; what JSON does not know goes as text.
std::string json_of(const py::object& value);
/// JSON as plain Python values, numbers with a point as decimal.Decimal.
py::object from_json(const std::string& json);

} // namespace aftercourse::python
