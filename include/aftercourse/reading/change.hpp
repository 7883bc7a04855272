// Change: one thing that two versions of a file say differently. A described struct (Boost.Describe) is laid
// out as lines, path and value, so that nothing a file can say is forgotten in its digest or its comparison.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>

#include <aftercourse/base/decimal.hpp>

namespace aftercourse {

/// `before` is empty for what was added, `after` for what was taken away.
struct Change {
  std::string what; ///< "components.examination.items.q1.marks"
  std::optional<std::string> before, after;
  bool operator==(const Change&) const = default;
};

namespace reading {

using Lines = std::map<std::string, std::string>;

template <class T>
concept HasId = requires(const T& value) {
  value.id;
};

/// Adds what `value` says to the lines, under `path`. Things with an id are filed by it, others by their
/// number; texts that are empty and optionals without a value say nothing.
template <class T>
void lay_out(const T& value, const std::string& path, Lines& lines);

template <class T>
void lay_out_list(const std::vector<T>& list, const std::string& path, Lines& lines) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    std::string name = std::to_string(i + 1);
    if constexpr (HasId<T>) name = list[i].id;
    lay_out(list[i], path + '.' + name, lines);
  }
}

template <class T>
void lay_out(const T& value, const std::string& path, Lines& lines) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (!value.empty()) lines[path] = value;
  } else if constexpr (std::is_same_v<T, bool>) {
    lines[path] = value ? "true" : "false";
  } else if constexpr (std::is_same_v<T, Decimal>) {
    lines[path] = value.to_string();
  } else if constexpr (std::is_arithmetic_v<T>) {
    lines[path] = std::to_string(value);
  } else if constexpr (std::is_enum_v<T>) {
    lines[path] = boost::describe::enum_to_string(value, "");
  } else if constexpr (requires { value.has_value(); }) {
    if (value) lay_out(*value, path, lines);
  } else if constexpr (requires { value.begin(); }) {
    lay_out_list(value, path, lines);
  } else if constexpr (requires { value.zh; }) {
    lay_out(value.en, path + ".en", lines);
    lay_out(value.zh, path + ".zh", lines);
  } else {
    using Members =
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
      lay_out(value.*member.pointer, path.empty() ? member.name : path + '.' + member.name, lines);
    });
  }
}

/// SHA-256 of the lines in hexadecimal.
std::string digest_of_lines(const Lines& lines);
/// By path.
std::vector<Change> changes_between(const Lines& before, const Lines& after);

} // namespace reading

} // namespace aftercourse
