// From structs to schemas. A built-in kind is one plain struct described once with Boost.Describe; this
// header turns the description into a Kind and converts between the struct and field values. Nothing else
// knows the struct.
//
//   struct Withdrawal {
//     static constexpr About about{"withdrawal", "退出", "A learner left a programme before its end."};
//     std::string id;
//     Ref<Enrolment> enrolment;          // required, because it is not optional
//     Date date;
//     std::optional<std::string> reason;
//   };
//   BOOST_DESCRIBE_STRUCT(Withdrawal, (), (id, enrolment, date, reason))
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/facts/schema.hpp>

namespace aftercourse {

/// What a kind is called and what it is for.
struct About {
  std::string_view en, zh, text;
};
/// See Order; a struct lists them as `static constexpr std::array ordered{Ordered{"starts", "ends"}};`.
struct Ordered {
  std::string_view low, high;
};

/// The id of a fact of kind T.
template <class T>
struct Ref {
  std::string id;
  Ref() = default;
  Ref(std::string i) : id(std::move(i)) {}
  Ref(const char* i) : id(i) {}
  bool operator==(const Ref&) const = default;
};

/// A fact of any kind, written "finding/F1".
struct AnyRef {
  std::string id;
  AnyRef() = default;
  AnyRef(std::string i) : id(std::move(i)) {}
  AnyRef(const char* i) : id(i) {}
  bool operator==(const AnyRef&) const = default;
};

/// Marks personal data in the type, so that access, masking and erasure cannot forget a field.
template <class T>
struct Personal {
  T value{};
  Personal() = default;
  Personal(T v) : value(std::move(v)) {}
  Personal(const char* v) requires std::same_as<T, std::string> : value(v) {}
  bool operator==(const Personal&) const = default;
};

/// "follow_up" for FollowUp.
std::string snake_case(std::string_view type_name);

namespace detail {

template <class T>
constexpr std::string_view type_name() {
  std::string_view s =
      __PRETTY_FUNCTION__; // "... [with T = aftercourse::FollowUp; ...]" or "[T = aftercourse::FollowUp]"
  s.remove_prefix(s.find("T = ") + 4);
  s = s.substr(0, s.find_first_of(";]"));
  return s.substr(s.rfind(':') + 1);
}

template <class T>
struct FieldOf; // one specialisation for each plain type: fill(Field&), to(T) -> Value, from(Value) -> T

template <class T, FieldType type>
struct PlainField {
  static void fill(Field& f) { f.type = type; }
  static Value to(const T& v) { return v; }
  static T from(const Value& v) { return std::get<T>(v); }
};
template <>
struct FieldOf<std::string> : PlainField<std::string, FieldType::text> {};
template <>
struct FieldOf<std::int64_t> : PlainField<std::int64_t, FieldType::integer> {};
template <>
struct FieldOf<Decimal> : PlainField<Decimal, FieldType::decimal> {};
template <>
struct FieldOf<double> : PlainField<double, FieldType::real> {};
template <>
struct FieldOf<bool> : PlainField<bool, FieldType::boolean> {};
template <>
struct FieldOf<Date> : PlainField<Date, FieldType::date> {};
template <>
struct FieldOf<Instant> : PlainField<Instant, FieldType::instant> {};

template <class K>
struct FieldOf<Ref<K>> {
  static void fill(Field& f) {
    f.type = FieldType::reference;
    f.target = snake_case(type_name<K>());
  }
  static Value to(const Ref<K>& v) { return v.id; }
  static Ref<K> from(const Value& v) { return std::get<std::string>(v); }
};
template <>
struct FieldOf<AnyRef> {
  static void fill(Field& f) { f.type = FieldType::reference; }
  static Value to(const AnyRef& v) { return v.id; }
  static AnyRef from(const Value& v) { return std::get<std::string>(v); }
};

template <class E>
requires std::is_enum_v<E>
struct FieldOf<E> {
  static void fill(Field& f) {
    f.type = FieldType::category;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto d) { f.labels.emplace_back(d.name); });
  }
  static Value to(E v) { return std::string(boost::describe::enum_to_string(v, "")); }
  static E from(const Value& v) {
    E e{};
    boost::describe::enum_from_string(std::get<std::string>(v).c_str(), e);
    return e;
  }
};

template <class T>
struct FieldOf<std::optional<T>> {
  static void fill(Field& f) {
    FieldOf<T>::fill(f);
    f.required = false;
  }
  static Value to(const std::optional<T>& v) { return v ? FieldOf<T>::to(*v) : Value{}; }
  static std::optional<T> from(const Value& v) {
    if (is_missing(v)) return std::nullopt;
    return FieldOf<T>::from(v);
  }
};
template <class T>
struct FieldOf<Personal<T>> {
  static void fill(Field& f) {
    FieldOf<T>::fill(f);
    f.personal = true;
  }
  static Value to(const Personal<T>& v) { return FieldOf<T>::to(v.value); }
  static Personal<T> from(const Value& v) { return FieldOf<T>::from(v); }
};
template <class T>
struct FieldOf<std::vector<T>> {
  static void fill(Field& f) {
    FieldOf<T>::fill(f);
    f.list = true;
    f.required = false;
  }
  static Value to(const std::vector<T>& v) {
    if (v.empty()) return {};
    std::vector<std::string> out;
    for (const T& x : v) out.push_back(std::get<std::string>(FieldOf<T>::to(x)));
    return out;
  }
  static std::vector<T> from(const Value& v) {
    std::vector<T> out;
    if (const auto* list = std::get_if<std::vector<std::string>>(&v))
      for (const auto& x : *list) out.push_back(FieldOf<T>::from(Value{x}));
    return out;
  }
};

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

} // namespace detail

/// A struct that is a kind of fact: described, with `about` and a text `id`.
template <class T>
concept KindOfFact = requires(T t) {
  { T::about } -> std::convertible_to<const About&>;
  { t.id } -> std::convertible_to<std::string>;
}
&&boost::describe::has_describe_members<T>::value;

/// The run-time description of a struct. A field is required unless it is optional or a list.
template <KindOfFact T>
Kind kind_of() {
  Kind k;
  k.name = snake_case(detail::type_name<T>());
  k.title = {std::string(T::about.en), std::string(T::about.zh)};
  k.about = T::about.text;
  boost::mp11::mp_for_each<detail::Members<T>>([&](auto d) {
    if (std::string_view(d.name) == "id") return;
    using M = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
    Field f;
    f.name = d.name;
    f.required = true;
    detail::FieldOf<M>::fill(f);
    k.fields.push_back(std::move(f));
  });
  if constexpr (requires { T::respondents; })
    for (const std::string_view path : T::respondents) k.respondents.emplace_back(path);
  if constexpr (requires { T::ordered; })
    for (const Ordered& o : T::ordered) k.orders.push_back({std::string(o.low), std::string(o.high)});
  return k;
}

/// The field values in the order of kind_of<T>().fields.
template <KindOfFact T>
std::vector<Value> to_values(const T& fact) {
  std::vector<Value> out;
  boost::mp11::mp_for_each<detail::Members<T>>([&](auto d) {
    if (std::string_view(d.name) == "id") return;
    using M = std::remove_cvref_t<decltype(fact.*d.pointer)>;
    out.push_back(detail::FieldOf<M>::to(fact.*d.pointer));
  });
  return out;
}

/// The struct again; `values` as to_values gives them (further, run-time fields are ignored).
template <KindOfFact T>
T from_values(std::string id, const std::vector<Value>& values) {
  T fact{};
  fact.id = std::move(id);
  std::size_t i = 0;
  boost::mp11::mp_for_each<detail::Members<T>>([&](auto d) {
    if (std::string_view(d.name) == "id") return;
    using M = std::remove_cvref_t<decltype(fact.*d.pointer)>;
    fact.*d.pointer = detail::FieldOf<M>::from(values.at(i++));
  });
  return fact;
}

} // namespace aftercourse
