// Definitions: the questionnaires and marking schemes that a company has decided on, as the engine keeps
// them: full text with every write, so that `known_at` gives what was decided then.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <aftercourse/assessment/scheme.hpp>
#include <aftercourse/facts/journal.hpp>
#include <aftercourse/instrument/instrument.hpp>

namespace aftercourse {

/// A marking scheme as it was set for a programme. `amendment`: it replaced another after the programme had
/// begun, and `changes` lists what it says differently.
struct SetScheme {
  Write write;
  Scheme scheme;
  bool amendment = false;
  std::vector<Change> changes;
};

/// Whether a scheme is set in time, or as a recorded change of one that is frozen.
enum class SchemeChange : std::uint8_t { before_start, amendment };

/// What `record_responses` reads besides the columns of read_responses().
struct ResponseImport {
  /// What the `occurrence` of a response is the id of: "programme", "questionnaire" or "enrolment".
  std::string occurrence = "programme";
  /// Stands before the ids of responses, so that the rows of different files do not meet. Empty: made from
  /// the text, so that the same file again changes nothing.
  std::string prefix{};
};

} // namespace aftercourse
