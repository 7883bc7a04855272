// summarise_comments: what people wrote in the open items of a questionnaire, summarised for people who read
// it: how many wrote, what about, praise or blame, which terms stand out, and sentences that speak for the
// others. Deterministic; a pure function, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/measures/evaluate.hpp>
#include <aftercourse/text/coding_scheme.hpp>
#include <aftercourse/text/lexicon.hpp>

namespace aftercourse {

/// Below so many people nobody is quoted to the public.
inline constexpr std::int64_t fewest_quoted = 10;

struct CommentQuery {
  std::string instrument;
  std::string item{};                                      ///< an open item; empty: all of them
  std::vector<std::string> by{};                           ///< paths from the response, as in evaluate()
  std::map<std::string, std::vector<std::string>> where{}; ///< likewise
  std::optional<Date> from, to{};
  std::string period{};
  Audience audience = Audience::publish;
  Language language = Language::en; ///< of the titles of dimensions
  text::CodingScheme scheme = text::CodingScheme::built_in();
  text::Lexicon lexicon = text::Lexicon::built_in();
  std::int64_t most_terms = 5, most_quotes = 2; ///< in a row
  Progress progress{};
};

/// A row for each group as a whole and for each topmost dimension that its comments touch, in the order of
/// the scheme; groups in their order, a missing one last. Columns: one for each of `by`, dimension (null: the
/// whole), title, people, comments, positive, negative, mixed, neutral, key_terms, praise and blame (lists),
/// quotes ("shown", "none", "hidden": fewer than 10 people wrote), state ("ok", "no data", "suppressed":
/// fewer than 5). Of a dimension the sentences that touch it are read, and terms stand out against what the
/// other groups wrote about it. Throws NotFound AC5030 for a questionnaire or open item that no version has;
/// InvalidArgument AC5002, AC5006, AC5007, AC5008, and AC5032 for a number below 0 or above 100.
Frame summarise_comments(const TaskSet& tasks, const CommentQuery& query);

} // namespace aftercourse
