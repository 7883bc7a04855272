// Result: any answer of this floor as named fields, for callers in another language. to_result() makes it
// from the answer's own description (Boost.Describe), so a struct is described once and reaches JSON, Arrow,
// C and Python without another hand-written line. Immutable once made.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include <aftercourse/base/frame.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

class Result {
 public:
  /// Tables by name, such as the random effects of each factor.
  using Tables = std::map<std::string, Frame>;
  using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<double>,
                             std::vector<std::string>, Frame, Tables>;
  struct Field {
    std::string name;
    Value value;
  };

  Result(std::vector<Field> fields, Wording words) : fields_(std::move(fields)), words_(std::move(words)) {}

  const std::vector<Field>& fields() const noexcept { return fields_; }
  /// The field of that name, or null.
  const Value* find(std::string_view name) const noexcept;
  /// A field that is one number, true being 1. Throws NotFound AC5505 when there is none of that name.
  double number(std::string_view name) const;
  /// A sentence or two that say it.
  const Wording& words() const noexcept { return words_; }
  /// The tidy form: one row with the single values of an estimate; of an answer that is no single number its
  /// first table.
  Frame table() const;
  /// The table of that name; "random.d" is the table `d` of the tables `random`. Throws NotFound AC5505.
  Frame table(std::string_view name) const;
  /// An object of all fields; NaN is null, infinities are "inf" and "-inf", tables are arrays of objects.
  std::string to_json() const;

 private:
  std::vector<Field> fields_;
  Wording words_;
};

/// A struct whose members are described.
template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

namespace detail {

template <class T>
using OwnMembers = boost::describe::describe_members<T, boost::describe::mod_public>;
template <class T>
using Bases = boost::describe::describe_bases<T, boost::describe::mod_public>;

/// Calls visit(name, value) for the members of the bases, then for its own; Answer's are left out.
template <Described T, class Visit>
void for_each_member(const T& value, const Visit& visit) {
  boost::mp11::mp_for_each<Bases<T>>([&](auto base) {
    using Base = typename decltype(base)::type;
    if constexpr (!std::same_as<Base, Answer>) for_each_member(static_cast<const Base&>(value), visit);
  });
  boost::mp11::mp_for_each<OwnMembers<T>>([&](auto member) { visit(member.name, value.*member.pointer); });
}

/// Fills the columns of a table row by row.
class TableBuilder {
 public:
  void begin_row() { next_ = 0, ++rows_; }
  void put(const char* name, double value);
  void put(const char* name, std::int64_t value);
  void put(const char* name, bool value);
  void put(const char* name, const std::string& value);
  void put(const char* name, const Wording& value) { put(name, value.en); }
  Frame finish();

 private:
  Column& column(const char* name, Column::Type type);
  std::vector<Column> columns_;
  std::vector<std::map<std::string, std::int32_t, std::less<>>> words_;
  std::size_t next_ = 0, rows_ = 0;
};

template <Described Row>
Frame to_frame(const std::vector<Row>& rows) {
  TableBuilder table;
  // An empty table has its columns all the same.
  const auto put_row = [&](const Row& row) {
    for_each_member(row, [&](const char* name, const auto& value) {
      using Value = std::remove_cvref_t<decltype(value)>;
      if constexpr (std::integral<Value> && !std::same_as<Value, bool>)
        table.put(name, static_cast<std::int64_t>(value));
      else
        table.put(name, value);
    });
  };
  for (const Row& row : rows) table.begin_row(), put_row(row);
  if (rows.empty()) put_row(Row{});
  return table.finish();
}

class FieldBuilder {
 public:
  template <class T>
  void add(const std::string& name, const T& value) {
    if constexpr (std::same_as<T, bool> || std::same_as<T, double> || std::same_as<T, std::string> ||
                  std::same_as<T, std::vector<double>> || std::same_as<T, std::vector<std::string>> ||
                  std::same_as<T, Frame> || std::same_as<T, Result::Tables>)
      fields.push_back({name, value});
    else if constexpr (std::integral<T>)
      fields.push_back({name, static_cast<std::int64_t>(value)});
    else if constexpr (std::same_as<T, Wording>)
      fields.push_back({name, value.en});
    else if constexpr (std::same_as<T, std::vector<std::vector<double>>>)
      fields.push_back({name, matrix(value)});
    else if constexpr (Described<T>) // a part: its estimate takes the part's own name
      for_each_member(value, [&](const char* member, const auto& inner) {
        add(std::string_view(member) == "estimate" ? name : name + "_" + member, inner);
      });
    else if constexpr (requires { to_frame(value); })
      fields.push_back({name, to_frame(value)});
    else // tables by name: std::map<std::string, std::vector<Row>>
      fields.push_back({name, tables(value)});
  }

  std::vector<Result::Field> fields;

 private:
  static Frame matrix(const std::vector<std::vector<double>>& rows);
  template <class Rows>
  static Result::Tables tables(const std::map<std::string, Rows>& by_name) {
    Result::Tables out;
    for (const auto& [name, rows] : by_name) out.emplace(name, to_frame(rows));
    return out;
  }
};

} // namespace detail

/// The fields of an answer: its estimate and what belongs to it first, what it says of itself (n, missing,
/// clusters, level, estimator, not_estimable) last.
template <Described T>
requires std::derived_from<T, Answer> Result to_result(const T& answer) {
  detail::FieldBuilder out;
  detail::for_each_member(answer, [&](const char* name, const auto& value) { out.add(name, value); });
  const Answer& about = answer;
  boost::mp11::mp_for_each<detail::OwnMembers<Answer>>(
      [&](auto member) { out.add(member.name, about.*member.pointer); });
  return {std::move(out.fields), in_words(answer)};
}

} // namespace aftercourse::statistics
