// The forms that nodes take, whatever the file: a text, a list, a mapping with known keys. Each function
// reports when the form is another, and its caller goes on, so that one reading lists every fault.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include <aftercourse/base/decimal.hpp>
#include <aftercourse/reading/named.hpp>
#include <aftercourse/reading/node.hpp>
#include <aftercourse/reading/report.hpp>

namespace aftercourse::reading {

/// What every reading of a file has; readers of one format add what they know meanwhile.
struct Reading {
  explicit Reading(Report& r) : report(r) {}

  Report& report;

  Location at(const Node& node) const { return report.at(node); }
  void error(std::string_view code, const Node& node, std::string message, std::string expected = {},
             std::string suggestion = {}) {
    report.error(code, at(node), std::move(message), std::move(expected), std::move(suggestion));
  }
};

/// The nearest of the names, or nothing.
std::string suggest(std::string_view word, const std::vector<std::string>& names);

/// The text of a scalar, or nothing.
std::optional<std::string> read_text(Reading& r, const Node& node, std::string_view what);
std::optional<bool> read_boolean(Reading& r, const Node& node);
std::optional<std::int64_t> read_integer(Reading& r, const Node& node, std::int64_t least);
/// An exact number: "60", "0.5" or "60%", from `least` to `most`.
std::optional<Decimal> read_decimal(Reading& r, const Node& node, std::optional<Decimal> least = {},
                                    std::optional<Decimal> most = {});
/// One text or a list of them.
std::vector<std::string> read_texts(Reading& r, const Node& node, std::string_view what);
/// `{en: ..., zh: ...}` or one text.
Title read_title(Reading& r, const Node& node);
/// Letters, digits and, not first, `-` and `_`: what ids are made of.
std::optional<std::string> read_id(Reading& r, const Node& node, std::string_view what);
/// A mapping of ids to titles: `{A: ..., B: ...}`.
std::vector<Named> read_named(Reading& r, const Node& node, std::string_view what);
/// The keys of a described enumeration, as files write them: `right-minus-wrong` is right_minus_wrong.
template <class E>
std::vector<std::string> words_of() {
  std::vector<std::string> words;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto e) {
    std::string word = e.name;
    std::ranges::replace(word, '_', '-');
    words.push_back(std::move(word));
  });
  return words;
}
/// The node as a list: itself when it is one, else a list of one.
std::vector<const Node*> as_list(const Node& node);
/// One of these words.
std::optional<std::size_t> read_choice(Reading& r, const Node& node, const std::vector<std::string>& words);

/// One value of a described enumeration whose values count from 0.
template <class E>
std::optional<E> read_enum(Reading& r, const Node& node) {
  const auto choice = read_choice(r, node, words_of<E>());
  return choice ? std::optional(static_cast<E>(*choice)) : std::nullopt;
}

/// The names that stand in one list, so that none stands there twice.
class Names {
 public:
  explicit Names(std::string_view what) : what_(what) {}
  /// Reports a name that was given before, with both places.
  bool add(Reading& r, const Node& node, const std::string& name);

 private:
  std::string what_;
  std::map<std::string, Location> places_;
};

/// A mapping with known keys. Reports keys that the format does not have, and other forms.
class Keys {
 public:
  Keys(Reading& r, const Node& node, std::vector<std::string> known, std::string_view what);
  explicit operator bool() const noexcept { return node_.is_mapping(); }
  const Node* operator[](std::string_view key) const;
  /// The node of a key that must be there; else reports and gives nothing.
  const Node* require(std::string_view key, std::string_view expected);

 private:
  Reading& r_;
  const Node& node_;
  std::string what_;
};

} // namespace aftercourse::reading
