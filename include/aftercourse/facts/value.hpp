// Value: one field of one fact, with the type erased: what conditions, forms and run-time kinds work with.
// Missing is std::monostate, never an empty text or a zero.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <aftercourse/base/decimal.hpp>
#include <aftercourse/calendar/date.hpp>
#include <aftercourse/calendar/instant.hpp>

namespace aftercourse {

/// The types a field can have. `category` is one of named labels; `reference` is the id of another fact. A
/// list holds text, categories or references.
enum class FieldType : std::uint8_t {
  text,
  integer,
  decimal,
  real,
  boolean,
  date,
  instant,
  category,
  reference
};
std::string_view name_of(FieldType t) noexcept; ///< "text", "integer" ...

/// Categories, references and text are std::string; lists are vectors of them.
using Value = std::variant<std::monostate, bool, std::int64_t, Decimal, double, Date, Instant, std::string,
                           std::vector<std::string>>;

inline bool is_missing(const Value& v) noexcept { return v.index() == 0; }
/// As a person writes it: "2026-10-20", "78.5", "yes"/"no", lists with ", "; missing as "".
std::string to_string(const Value& v);

} // namespace aftercourse
