// Condition: a predicate as data - field, comparison, value - under and, or, not. Three-valued (Kleene): a
// missing value or a mean over nothing makes a comparison unknown. exists and count are closed-world and
// never unknown.
//
//   where: {programme.duration: {at_most: 30 days}, programme.mode: [internal, online]}      # all of these
//   where: {any: [{mean: {of: instrument_response.score, below: 3.5}}, {none: instrument_response}]}
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <aftercourse/calendar/period.hpp>
#include <aftercourse/policy/path.hpp>

namespace aftercourse {

enum class Truth : std::uint8_t { no, yes, unknown };

/// A value written in the policy, or the name of a parameter that holds it (then `literal` is unused).
template <class T>
struct Setting {
  T literal{};
  std::string parameter;
  Location at;
  bool is_parameter() const noexcept { return !parameter.empty(); }
};

/// How a fact is tied to a task: each entry says which field of the fact must mean what the path leads to.
/// Where there are several, those the fact filled in must agree and the first must be filled in.
struct Link {
  struct Tie {
    std::size_t field; ///< a reference of the fact's kind
    Path to;           ///< from subject or anchor; without steps: the subject or anchor itself
  };
  std::vector<Tie> ties;
};

enum class Comparison : std::uint8_t {
  equals,
  differs,
  at_least,
  at_most,
  above,
  below,
  in,
  not_in,
  contains,
  missing,
  present
};
std::string_view name_of(Comparison c) noexcept;

enum class Fold : std::uint8_t { exists, count, mean, sum, max, min, first, latest };
std::string_view name_of(Fold f) noexcept;

/// Which rows a fold looks at: those dated up to the day it is judged at (the default; it counts as settled
/// only once that day has passed), those whose span holds that day (`dated: in_force`), all that are known
/// (`dated: any`), or those since the task's window opened (failed attempts).
enum class Dated : std::uint8_t { up_to, in_force, any, in_window };

/// What a text means where a value of `type` is compared; nothing when it is none. "30 days" is the integer
/// 30, "20%" the decimal 0.2, "yes" true; texts, labels and ids are taken as they are.
std::optional<Value> read_value(FieldType type, std::string_view text);

struct Condition {
  enum class Type : std::uint8_t { constant, all, any, negation, compare, fold };
  Type type = Type::constant;
  Location at;
  bool value = true; ///< constant
  std::vector<Condition>
      children;     ///< all, any, negation (one); fold: by kind, the `where` on its rows (none: all rows)
  std::string term; ///< the term it was written as, for explanations

  // compare: left <comparison> right; fold: fold(rows) <comparison> right, but for exists, which compares
  // nothing
  Path left; ///< fold: the value of the row folded over (mean, sum ...); unused by exists and count
  Comparison comparison = Comparison::equals;
  FieldType operand = FieldType::text; ///< of `right`: that of `left`, or of what the fold gives
  std::vector<Setting<Value>>
      right; ///< one operand, or the members of in / not_in; a parameter's text: read_value()
  std::optional<Path> right_path; ///< compare with another path instead
  // fold
  Fold fold = Fold::exists;
  std::vector<std::size_t> kinds; ///< the kinds of rows looked at (more than one only for failed_attempts)
  std::vector<Link>
      links; ///< by kind: how rows are tied to the subject or anchor (or the outer row: Root::row)
  std::optional<Setting<Period>> within; ///< only rows dated within this period up to the day judged at
  Dated dated = Dated::up_to;
  bool distinct = false; ///< count different values of `left`
};

} // namespace aftercourse
