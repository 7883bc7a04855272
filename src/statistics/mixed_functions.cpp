#include <algorithm>
#include <deque>

#include <aftercourse/statistics/mixed_model.hpp>
#include <aftercourse/statistics/target_scores.hpp>

#include "functions.hpp"
#include "predictor_arguments.hpp"
#include "random_terms.hpp"

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

/// A call whose terms are spelled out as the columns that they name, so that a row which lacks one of them is
/// left out.
class SpelledOut {
 public:
  /// `fixed` is the argument with the terms of the fixed effects, `groups` all columns besides.
  SpelledOut(const Call& call, std::string_view fixed, std::vector<std::string> groups)
      : groups_(std::move(groups)), options_(spelled_out(call, fixed)),
        call_(function(), call.data(), options_), sample_(call_.sample()),
        predictors_(call_, sample_, "predictors") {}
  SpelledOut(const SpelledOut&) = delete;
  SpelledOut& operator=(const SpelledOut&) = delete;

  const Sample& sample() const { return sample_; }
  Observations rows() const { return {.outcome = sample_.numbers("outcome"), .weights = sample_.weights()}; }
  Design design(bool intercept = true) const { return predictors_.design(intercept); }
  Labels labels(const std::string& column) const { return sample_.labels("groups", place_of(column)); }
  std::span<const double> numbers(const std::string& column) const {
    return sample_.numbers("groups", place_of(column));
  }

 private:
  static const Function& function() {
    static const Function spelled{"mixed_model",
                                  {{"outcome", Kind::column, true},
                                   {"predictors", Kind::columns},
                                   {"terms", Kind::texts},
                                   {"labels", Kind::texts},
                                   {"groups", Kind::columns},
                                   {"weights", Kind::column}},
                                  nullptr};
    return spelled;
  }
  Options spelled_out(const Call& call, std::string_view fixed) const {
    Options options{{"outcome", call.text("outcome")}, {"missing", call.text("missing", "drop")}};
    const std::vector<std::string> terms = call.texts(fixed);
    if (!terms.empty()) {
      options["terms"] = terms;
      options["predictors"] = columns_of_terms(terms, call.data());
    }
    if (call.given("labels")) options["labels"] = call.texts("labels");
    if (call.given("weights")) options["weights"] = call.text("weights");
    options["groups"] = groups_;
    return options;
  }
  std::size_t place_of(const std::string& column) const {
    return static_cast<std::size_t>(std::find(groups_.begin(), groups_.end(), column) - groups_.begin());
  }

  std::vector<std::string> groups_;
  Options options_;
  Call call_;
  Sample sample_;
  PredictorArguments predictors_;
};

Result run_mixed_model(const Call& call) {
  const std::vector<WrittenTerm> terms = read_terms(call.texts("random"), call.data());
  std::vector<std::string> groups;
  for (const WrittenTerm& term : terms) {
    groups.insert(groups.end(), term.columns.begin(), term.columns.end());
    groups.insert(groups.end(), term.slopes.begin(), term.slopes.end());
  }
  const SpelledOut data(call, "fixed", groups);
  std::deque<Labels> labels; // does not move what the terms refer to
  std::vector<RandomTerm> random;
  for (const WrittenTerm& term : terms) {
    Labels& factor = labels.emplace_back(data.labels(term.columns.front()));
    for (std::size_t i = 1; i < term.columns.size(); ++i)
      factor = combined(factor, data.labels(term.columns[i]));
    RandomTerm& out = random.emplace_back(RandomTerm{term.factor, factor.codes, factor.names});
    out.intercept = term.intercept;
    out.correlated = term.correlated;
    for (const std::string& slope : term.slopes) out.slopes.push_back({slope, 0, data.numbers(slope), {}});
  }
  const MixedModelOptions options{.restricted = call.text("method", "REML") == "REML", .level = call.level()};
  return with_missing(mixed_model(data.rows(), data.design(call.flag("intercept", true)), random, options),
                      data.sample());
}

Result run_lecturer_scores(const Call& call) {
  std::vector<std::string> groups;
  for (const char* argument : {"lecturer", "learner", "group", "invited"})
    if (call.given(argument)) groups.push_back(call.variable(argument).name);
  const SpelledOut data(call, "covariates", groups);
  const auto labels = [&](const char* argument) {
    return call.given(argument) ? data.labels(call.text(argument)) : Labels{};
  };
  const Labels lecturer = labels("lecturer"), learner = labels("learner"), group = labels("group");
  RatedTargets rated{lecturer.codes, learner.codes, group.codes, lecturer.names,
                     learner.names,  group.names,   {}};
  if (call.given("invited")) rated.invited = data.numbers(call.text("invited"));
  TargetScoreOptions options;
  options.limit = call.number("limit", no_value);
  options.enough_classes = call.integer("enough_classes", options.enough_classes);
  options.enough_reliability = call.number("enough_reliability", options.enough_reliability);
  options.level = call.level();
  return with_missing(target_scores(data.rows(), data.design(), rated, options), data.sample());
}

} // namespace

std::vector<Function> mixed_functions() {
  return {
      {"mixed_model",
       {{"outcome", Kind::column, true},
        {"fixed", Kind::texts},
        {"random", Kind::texts, true},
        {"labels", Kind::texts},
        {"method", Kind::text, false, "REML | ML"},
        {"intercept", Kind::flag},
        {"weights", Kind::column}},
       &run_mixed_model},
      {"lecturer_scores",
       {{"outcome", Kind::column, true},
        {"lecturer", Kind::column, true},
        {"learner", Kind::column},
        {"group", Kind::column},
        {"covariates", Kind::texts},
        {"labels", Kind::texts},
        {"invited", Kind::column},
        {"limit", Kind::number},
        {"enough_classes", Kind::integer},
        {"enough_reliability", Kind::number},
        {"weights", Kind::column}},
       &run_lecturer_scores},
  };
}

} // namespace aftercourse::statistics
