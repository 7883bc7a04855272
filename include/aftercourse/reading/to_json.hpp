// JSON of described values (Boost.Describe), for callers in another language: structs are objects,
// enumerators their names with hyphens, decimals exact numbers, NaN and absent values null.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <type_traits>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include <aftercourse/base/decimal.hpp>
#include <aftercourse/base/language.hpp>
#include <aftercourse/reading/change.hpp>
#include <aftercourse/reading/named.hpp>

namespace aftercourse::reading {

/// The text in quotes, escaped.
std::string json_text(std::string_view text);
/// The shortest number that reads back the same; "null" for NaN and infinities.
std::string json_number(double value);

/// An enumerator as files and JSON write it: `right-minus-wrong`.
template <class E>
std::string word_of(E value) {
  std::string word = boost::describe::enum_to_string(value, "");
  std::ranges::replace(word, '_', '-');
  return word;
}

template <class T>
std::string to_json(const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_same_v<T, Decimal>) {
    return value.to_string();
  } else if constexpr (std::is_floating_point_v<T>) {
    return json_number(value);
  } else if constexpr (std::is_integral_v<T>) {
    return std::to_string(value);
  } else if constexpr (std::is_enum_v<T>) {
    return json_text(word_of(value));
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return json_text(value);
  } else if constexpr (requires { value.has_value(); }) {
    return value ? to_json(*value) : "null";
  } else if constexpr (requires { value.begin(); }) {
    std::string out = "[";
    for (const auto& one : value) out += (out.size() > 1 ? "," : "") + to_json(one);
    return out + "]";
  } else if constexpr (std::is_same_v<T, Wording> || std::is_same_v<T, Title>) {
    return "{\"en\":" + json_text(value.en) + ",\"zh\":" + json_text(value.zh) + "}";
  } else if constexpr (std::is_same_v<T, Change>) {
    return "{\"what\":" + json_text(value.what) + ",\"before\":" + to_json(value.before) +
           ",\"after\":" + to_json(value.after) + "}";
  } else {
    using Members =
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    std::string out = "{";
    boost::mp11::mp_for_each<Members>([&](auto member) {
      out += (out.size() > 1 ? "," : "") + json_text(member.name) + ":" + to_json(value.*member.pointer);
    });
    return out + "}";
  }
}

} // namespace aftercourse::reading
