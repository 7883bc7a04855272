// Path: how a rule gets from a task to a value, along references: `programme.unit.parent`,
// `person.employment.unit`. A path starts at the subject, at the anchor's fact, or (inside exists, count,
// mean ...) at the row looked at. Its steps are resolved when the policy is read, so that following it is a
// few array look-ups.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/schema.hpp>
#include <aftercourse/reading/diagnostic.hpp>

namespace aftercourse {

/// One step from a row.
struct Step {
  enum class Type : std::uint8_t {
    reference, ///< to the row that reference `field` of `kind` means
    in_force,  ///< to the row of `kind` whose reference `field` means this row and whose span holds the day
               ///< asked about (latest start wins); kinds without a span: the latest dated up to the day
    value,     ///< the cell of `field` of `kind`; last step only
    duration,  ///< ends - starts + 1 in days; last step only
    id,        ///< the row's own id; last step only
    recorded,  ///< the day on which the row was recorded; last step only
  };
  Type type = Type::value;
  std::size_t kind = 0, field = 0;
  bool operator==(const Step&) const = default;
};

struct Path {
  enum class Root : std::uint8_t { subject, anchor, row };
  std::string text; ///< as written
  Location at;
  Root root = Root::subject;
  std::size_t root_kind = 0;
  std::vector<Step> steps;
  /// What comes out: a row of a kind when the last step is reference or in_force; else a value of a field.
  bool ends_in_row() const noexcept;
  std::size_t end_kind = 0;              ///< kind of the row it ends in, or of the row whose value it is
  FieldType type = FieldType::reference; ///< of the value (duration: integer)
  bool list = false;
};

} // namespace aftercourse
