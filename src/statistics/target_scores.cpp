#include <aftercourse/statistics/target_scores.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"

namespace aftercourse::statistics {

namespace {

using TargetInClass = std::pair<std::int32_t, std::int32_t>;

bool counts_at_all(const Observations& rows, std::size_t i) {
  return rows.weights.empty() || rows.weights[i] > 0;
}

/// The pairs of a target and a class that occur, with the responses of each.
std::map<TargetInClass, std::int64_t> classes_of_targets(const Observations& rows,
                                                         const RatedTargets& rated) {
  std::map<TargetInClass, std::int64_t> pairs;
  for (std::size_t i = 0; i < rated.occasion.size(); ++i)
    if (counts_at_all(rows, i)) ++pairs[{rated.target[i], rated.occasion[i]}];
  return pairs;
}

/// Whether each target has one class and each class one target.
bool one_to_one(const std::map<TargetInClass, std::int64_t>& pairs) {
  std::set<std::int32_t> targets, classes;
  for (const auto& [pair, responses] : pairs) targets.insert(pair.first), classes.insert(pair.second);
  return targets.size() == pairs.size() && classes.size() == pairs.size();
}

/// How many were invited to each class.
std::map<std::int32_t, double> invited_of_classes(const RatedTargets& rated) {
  std::map<std::int32_t, double> invited;
  for (std::size_t i = 0; i < rated.invited.size() && i < rated.occasion.size(); ++i) {
    const auto [at, fresh] = invited.try_emplace(rated.occasion[i], rated.invited[i]);
    if (!fresh && at->second != rated.invited[i])
      throw InvalidArgument("AC5504", "two numbers of invited are given for class " +
                                          rated.occasions[static_cast<std::size_t>(rated.occasion[i])]);
  }
  return invited;
}

void check_rated(const Observations& rows, const RatedTargets& rated, const TargetScoreOptions& options) {
  const auto length = [&](std::size_t size, const char* name) {
    if (size > 0) require_equal_length(rows.outcome.size(), size, "the outcome", name);
  };
  require_equal_length(rows.outcome.size(), rated.target.size(), "the outcome", "target");
  length(rated.rater.size(), "rater");
  length(rated.occasion.size(), "class");
  length(rated.invited.size(), "invited");
  require_finite(rated.invited, "invited");
  if (!rated.invited.empty() && rated.occasion.empty())
    throw InvalidArgument("AC5504", "a response rate needs the classes to which so many were invited");
  if (options.enough_classes < 1 || !(options.enough_reliability >= 0 && options.enough_reliability <= 1))
    throw InvalidArgument("AC5504", "enough are at least one class and a reliability from 0 to 1");
}

/// Fills in what needs no model.
std::vector<TargetScore> counted_scores(const Observations& rows, const RatedTargets& rated,
                                        const std::map<TargetInClass, std::int64_t>& pairs) {
  std::vector<TargetScore> scores(rated.targets.size());
  std::vector<double> sums(scores.size()), weights(scores.size());
  for (std::size_t i = 0; i < rows.outcome.size(); ++i) {
    if (!counts_at_all(rows, i)) continue;
    const auto target = static_cast<std::size_t>(rated.target[i]);
    const double weight = rows.weights.empty() ? 1 : rows.weights[i];
    sums[target] += weight * rows.outcome[i];
    weights[target] += weight;
    ++scores[target].responses;
  }
  const std::map<std::int32_t, double> invited = invited_of_classes(rated);
  std::vector<double> asked(scores.size());
  for (const auto& [pair, responses] : pairs) {
    const auto target = static_cast<std::size_t>(pair.first);
    ++scores[target].classes;
    if (invited.empty()) continue;
    const double of_class = invited.at(pair.second);
    if (of_class < static_cast<double>(responses))
      throw InvalidArgument("AC5504", "class " + rated.occasions[static_cast<std::size_t>(pair.second)] +
                                          " has more responses than invited");
    asked[target] += of_class;
  }
  for (std::size_t t = 0; t < scores.size(); ++t) {
    scores[t].target = rated.targets[t];
    if (weights[t] > 0) scores[t].raw_mean = sums[t] / weights[t];
    if (asked[t] > 0) scores[t].response_rate = static_cast<double>(scores[t].responses) / asked[t];
  }
  std::erase_if(scores, [](const TargetScore& score) { return score.responses == 0; });
  return scores;
}

/// Takes over what the model predicts of a target.
void take_effect(TargetScore& score, const RandomEffect& effect, const TargetScoreOptions& options) {
  score.score = effect.mean;
  score.standard_error = effect.mean_error;
  const double reach = distributions::normal_quantile((1 + options.level) / 2) * effect.mean_error;
  score.low = effect.mean - reach;
  score.high = effect.mean + reach;
  score.effect = effect.estimate;
  score.reliability = effect.reliability;
  if (std::isfinite(options.limit) && effect.mean_error > 0)
    score.probability_below = distributions::normal_upper((effect.mean - options.limit) / effect.mean_error);
  score.enough = score.classes >= options.enough_classes && score.reliability >= options.enough_reliability;
}

} // namespace

TargetScores target_scores(const Observations& rows, const Design& covariates, const RatedTargets& rated,
                           const TargetScoreOptions& options) {
  check_rated(rows, rated, options);
  const auto pairs = classes_of_targets(rows, rated);
  std::vector<RandomTerm> terms{{"target", rated.target, rated.targets}};
  if (!rated.rater.empty()) terms.push_back({"rater", rated.rater, rated.raters});
  TargetScores out;
  out.limit = options.limit;
  if (!rated.occasion.empty()) {
    if (one_to_one(pairs))
      out.left_out = "class";
    else
      terms.push_back({"class", rated.occasion, rated.occasions});
  }
  const MixedModel model = mixed_model(rows, covariates, terms, {true, options.level});
  static_cast<Answer&>(out) = model;
  out.estimator = "best linear unbiased predictor, REML";
  out.scores = counted_scores(rows, rated, pairs);
  if (!model.not_estimable.empty()) return out;
  out.components = model.components;
  out.fixed = model.fixed;
  out.singular = model.singular;
  const std::vector<RandomEffect>& effects = model.random.at("target");
  out.clusters = static_cast<std::int64_t>(effects.size());
  out.mean = effects.front().mean - effects.front().estimate;
  for (std::size_t t = 0; t < effects.size(); ++t) { // both leave out targets without a response
    take_effect(out.scores[t], effects[t], options);
    out.enough += out.scores[t].enough ? 1 : 0;
  }
  return out;
}

Wording in_words(const TargetScores& scores) {
  const std::string n = std::to_string(scores.n), targets = std::to_string(scores.scores.size());
  if (!scores.not_estimable.empty())
    return {"No fair scores can be estimated: " + scores.not_estimable.en + " (n = " + n + ").",
            "无法估计公平得分：" + scores.not_estimable.zh + "（n = " + n + "）。"};
  const auto below = std::count_if(scores.scores.begin(), scores.scores.end(), [](const TargetScore& score) {
    return score.enough && score.probability_below >= 0.95;
  });
  Wording text{"Scores of " + targets + " targets from n = " + n + " responses, drawn to their mean " +
                   readable(scores.mean) +
                   " as far as each has few responses; the targets' standard deviation is " +
                   readable(scores.components.front().sd) + ". " + std::to_string(scores.enough) +
                   " have enough classes and reliability for a person to consider a consequence.",
               "由 n = " + n + " 份回答得到 " + targets + " 个对象的得分，回答越少越向总体均值 " +
                   readable(scores.mean) + " 收缩；对象间标准差为 " + readable(scores.components.front().sd) +
                   "。其中 " + std::to_string(scores.enough) + " 个的班次数和信度足以供人考虑是否采取措施。"};
  if (std::isfinite(scores.limit)) {
    text.en += " Of those, " + std::to_string(below) + " are below " + readable(scores.limit) +
               " with probability 0.95 or more.";
    text.zh += "其中 " + std::to_string(below) + " 个低于 " + readable(scores.limit) + " 的概率不小于 0.95。";
  }
  return text;
}

} // namespace aftercourse::statistics
