// Scoring: from answers to scores of dimensions, for one response, for a group, and for somebody appraised by
// several. Pure functions, thread-safe. Responses are checked first (DataError AC5820 lists every fault);
// repeated submissions are the caller's to take out (last_submissions).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/instrument/response.hpp>

namespace aftercourse {

inline constexpr double no_score = std::numeric_limits<double>::quiet_NaN();

/// A response's score in one dimension: the mean of the answered items of it and its parts, when at least
/// half of those asked were answered; NaN otherwise, and where nothing was asked. `dimension` is empty for
/// the whole questionnaire, which has a score only when all scored items have one range. Reversed items count
/// as min + max - x. `not applicable` counts as not answered, items that skip logic left out count nowhere.
struct PersonScore {
  std::string response, dimension;
  double score = no_score;
  std::int64_t answered = 0, asked = 0;
};
BOOST_DESCRIBE_STRUCT(PersonScore, (), (response, dimension, score, answered, asked))

/// For each response each dimension in the file's order, then the whole.
std::vector<PersonScore> person_scores(const Instrument& instrument, std::span<const Response> responses);

/// A part of a questionnaire that can be scored: a dimension with its parts; the whole (no name); an item or
/// row of a matrix, with the smallest dimension that it belongs to.
struct ScoredPart {
  std::string dimension, item;
  Decimal min, max;        ///< the widest range of its scales
  std::int64_t scored = 0; ///< its scored items or rows
  std::int64_t cut = 0;    ///< of these, those with a cut of a favourable answer
  bool has_score = false;  ///< not without scored items, nor as a whole of different scales
};

/// One response in one part. Favourable answers are counted among the valid ones to items that have a cut.
struct PartScore {
  double score = no_score;
  std::int64_t answered = 0, asked = 0;
  std::int64_t favourable = 0, judged = 0;
};

/// Each dimension in the file's order, the whole, then each scored item or row.
std::vector<ScoredPart> scored_parts(const Instrument& instrument);
/// For each response its scores in all scored_parts(), one after another. An item's score is its answer.
std::vector<PartScore> part_scores(const Instrument& instrument, std::span<const Response> responses);

/// A group in one dimension or one item.
struct GroupScore {
  std::string dimension, item;            ///< one of them; both empty: the whole
  std::int64_t n = 0;                     ///< responses with a score
  double mean = no_score;                 ///< of their scores, each counting by its weight
  double sd = no_score;                   ///< with n - 1; none for weighted scores
  double low = no_score, high = no_score; ///< t interval of the mean, for n > 1 without weights
  std::int64_t valid = 0;                 ///< answers
  std::int64_t favourable = 0;            ///< of those that have a cut, at or above it
  std::int64_t judged = 0;                ///< valid answers to items that have a cut
  double favourable_share = no_score;     ///< favourable / judged, weighted where scores are
  std::int64_t not_applicable = 0, missing = 0, not_asked = 0; ///< answers
};
BOOST_DESCRIBE_STRUCT(GroupScore, (),
                      (dimension, item, n, mean, sd, low, high, valid, favourable, judged, favourable_share,
                       not_applicable, missing, not_asked))

/// Each dimension, the whole, then each scored item or row. `weights`, one for each response, are those of
/// raking; empty: all count alike. Throws InvalidArgument AC5805 for weights of another length or below 0,
/// and for a level outside 0 to 1.
std::vector<GroupScore> group_scores(const Instrument& instrument, std::span<const Response> responses,
                                     std::span<const double> weights = {}, double level = 0.95);

struct RoleScore {
  std::string role;
  Decimal weight;
  std::int64_t n = 0; ///< appraisers with a score
  double mean = no_score;
};
BOOST_DESCRIBE_STRUCT(RoleScore, (), (role, weight, n, mean))

/// Somebody appraised, in one dimension: each role's mean over its appraisers, and their weighted sum. A role
/// without a score leaves no total, or the others' weights grow to 100 % where the file says `rescale`; it is
/// named either way.
struct AppraisalScore {
  std::string subject, dimension;
  std::vector<RoleScore> roles;
  double total = no_score;
  bool rescaled = false;
  std::vector<std::string> missing_roles;
};
BOOST_DESCRIBE_STRUCT(AppraisalScore, (), (subject, dimension, roles, total, rescaled, missing_roles))

/// By subject as they first appear, then dimension. Throws InvalidArgument AC5806 for an instrument without
/// roles; DataError AC5820 with AC5826 for a response that does not say subject and role.
std::vector<AppraisalScore> appraisal_scores(const Instrument& instrument,
                                             std::span<const Response> responses);

/// Answers as statistics take them (alpha, omega, agreement): a row for each response, a column for each
/// scored item or row of a dimension and its parts (of all when it is empty); NaN: no answer. After
/// reversing.
struct AnswerMatrix {
  std::vector<std::string> responses, items;
  std::vector<std::vector<double>> values;
};
AnswerMatrix answer_matrix(const Instrument& instrument, std::span<const Response> responses,
                           std::string_view dimension = {});

} // namespace aftercourse
