// Diagnostic: one thing wrong with a file that a person wrote, with its place, what was expected and what may
// have been meant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace aftercourse {

/// A place in a file; line and column count from 1 (0: the whole file).
struct Location {
  std::string file;
  int line = 0, column = 0;
  std::string to_string() const; ///< "rules.yaml:12:5"
  bool operator==(const Location&) const = default;
};

struct Diagnostic {
  enum class Severity : std::uint8_t { error, warning };
  Severity severity = Severity::error;
  std::string code; ///< "AC3007", see docs/errors.md
  Location at;
  std::string message;
  std::string expected;          ///< the form expected there; may be empty
  std::string suggestion;        ///< the nearest known name; may be empty
  std::optional<Location> other; ///< the second place, where two contradict each other

  /// "rules.yaml:12:5: error: unknown rule `first-vist`; did you mean `first-visit`? [AC3007]"
  std::string to_string() const;
  bool operator==(const Diagnostic&) const = default;
};

} // namespace aftercourse
