// TargetScores: fair scores of targets (lecturers) that raters (learners) gave them in classes. A raw mean
// mixes what a target deserves with who happened to rate and which classes happened; here a linear mixed
// model with targets, raters and classes as random and declared covariates as fixed effects takes them apart,
// and a target with few responses is drawn to the mean of all. There are no ranks: neighbours differ by less
// than their errors. A score below a limit is a probability, and nothing follows from it before at least
// three classes and a reliability of 0.7 stand behind it - and a person has decided. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/mixed_model.hpp>

namespace aftercourse::statistics {

/// Who was rated by whom and where, one an observation. Raters and classes may be empty.
struct RatedTargets {
  std::span<const std::int32_t> target{}, rater{}, occasion{};
  std::span<const std::string> targets{}, raters{}, occasions{};
  std::span<const double>
      invited{}; ///< how many were asked in the observation's class; the same all over a class
};

struct TargetScoreOptions {
  double limit = no_value; ///< what a score is compared with
  std::int64_t enough_classes = 3;
  double enough_reliability = 0.7;
  double level = 0.95;
};

struct TargetScore {
  std::string target;
  double raw_mean = no_value;
  std::int64_t responses = 0, classes = 0;
  double response_rate = no_value;  ///< responses / invited, of all its classes
  double score = no_value;          ///< mean of all + effect, covariates at their mean
  double standard_error = no_value; ///< of the score
  double low = no_value, high = no_value;
  double effect = no_value;            ///< best linear unbiased predictor
  double reliability = no_value;       ///< 1 - prediction error variance / variance of targets
  double probability_below = no_value; ///< that the true score is below the limit
  bool enough = false; ///< classes and reliability suffice for a person to consider a consequence
};
BOOST_DESCRIBE_STRUCT(TargetScore, (),
                      (target, raw_mean, responses, classes, response_rate, score, standard_error, low, high,
                       effect, reliability, probability_below, enough))

struct TargetScores : Answer {
  std::vector<TargetScore> scores; ///< in the order of the targets
  std::vector<VarianceComponent> components;
  std::vector<FixedEffect> fixed;
  double mean = no_value;  ///< of all targets, covariates at their mean
  double limit = no_value; ///< as given
  std::int64_t enough = 0; ///< targets with enough classes and reliability
  std::string left_out;    ///< a term that the data cannot tell from another: "class"
  bool singular = false;
};
BOOST_DESCRIBE_STRUCT(TargetScores, (Answer),
                      (scores, components, fixed, mean, limit, enough, left_out, singular))

/// Fits y = covariates + target + rater + class + residual by REML. A class that each target has one of, and
/// that has one target, cannot be told from it: the term is left out and `left_out` says so. Throws as
/// mixed_model does, and InvalidArgument AC5504 when a class has fewer invited than responses or two numbers
/// of them.
TargetScores target_scores(const Observations& rows, const Design& covariates, const RatedTargets& rated,
                           const TargetScoreOptions& options = {});

Wording in_words(const TargetScores& scores);

} // namespace aftercourse::statistics
