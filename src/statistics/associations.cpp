#include <aftercourse/statistics/associations.hpp>

#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/function.hpp>
#include <aftercourse/statistics/multiplicity.hpp>

#include "distributions.hpp"
#include "sentence.hpp"

namespace aftercourse::statistics {

namespace {

const Wording clusters_are_silent{"it does not vary within the clusters, or they are too few",
                                  "该因素在群组内没有变化，或群组过少"};

class Associating {
 public:
  Associating(const Data& data, const Variable& outcome, const AssociationOptions& options)
      : data_(data), outcome_(outcome), options_(options) {
    shared_ = {{"level", options.level},
               {"missing", std::string(options.missing == Missing::error ? "error" : "drop")}};
  }

  Association with(const Variable& factor) const {
    Association a;
    a.factor = factor.name;
    if (outcome_.is_label && factor.is_label)
      of_labels(a, factor);
    else if (outcome_.is_label)
      of_groups(a, factor, outcome_); // the numbers differ between the groups of the outcome
    else if (factor.is_label)
      of_groups(a, outcome_, factor);
    else
      of_numbers(a, factor);
    if (!std::isfinite(a.p_value))
      a.not_estimable =
          std::isfinite(a.estimate) && !options_.cluster.empty() ? clusters_are_silent : reasons::equal;
    return a;
  }

 private:
  Result ask(const char* function, Options own) const {
    own.insert(shared_.begin(), shared_.end());
    return call(function, data_, own);
  }
  Result regress(const Variable& outcome, const Variable& factor) const {
    Options own{{"outcome", outcome.name}, {"predictors", std::vector<std::string>{factor.name}}};
    if (!options_.cluster.empty()) own.emplace("cluster", options_.cluster);
    return ask("linear_regression", std::move(own));
  }

  static void count(Association& a, const Result& r) {
    a.n = static_cast<std::int64_t>(r.number("n"));
    a.missing = static_cast<std::int64_t>(r.number("missing"));
  }
  static void take_interval(Association& a, const Result& r) {
    count(a, r);
    a.estimate = r.number("estimate");
    a.low = r.number("low");
    a.high = r.number("high");
    a.p_value = r.number("p_value");
  }

  void of_labels(Association& a, const Variable& factor) const {
    a.effect = "Cramer's V";
    take_interval(a, ask("chi_square", {{"outcome", outcome_.name}, {"group", factor.name}}));
  }

  void of_groups(Association& a, const Variable& numbers, const Variable& groups) const {
    a.effect = "eta squared";
    if (options_.cluster.empty())
      return take_interval(a, ask("anova", {{"outcome", numbers.name}, {"group", groups.name}}));
    const Result r = regress(numbers, groups);
    count(a, r);
    a.estimate = r.number("r_squared");
    a.p_value = r.number("f_p_value");
  }

  void of_numbers(Association& a, const Variable& factor) const {
    a.effect = "correlation";
    const Result r = regress(outcome_, factor);
    count(a, r);
    a.p_value = r.number("f_p_value");
    const Frame coefficients = r.table("coefficients");
    for (const Column& c : coefficients.columns())
      if (c.name == "standardized" && coefficients.rows() == 2) a.estimate = c.reals[1];
    if (!options_.cluster.empty() || a.n <= 3 || !(std::abs(a.estimate) < 1)) return;
    const double z =
        distributions::normal_quantile((1 + options_.level) / 2) / std::sqrt(static_cast<double>(a.n - 3));
    a.low = std::tanh(std::atanh(a.estimate) - z);
    a.high = std::tanh(std::atanh(a.estimate) + z);
  }

  const Data& data_;
  const Variable& outcome_;
  const AssociationOptions& options_;
  Options shared_;
};

void correct(Associations& answer, double level) {
  std::vector<double> p;
  for (const Association& a : answer.associations) p.push_back(a.p_value);
  const AdjustedPs adjusted = adjust_p_values(p, adjustment_from_text(answer.correction), level);
  for (std::size_t i = 0; i < p.size(); ++i) answer.associations[i].p_adjusted = adjusted.tests[i].adjusted;
}

} // namespace

Associations associations(const Data& data, const std::string& outcome,
                          const std::vector<std::string>& factors, const AssociationOptions& options) {
  require_level(options.level);
  if (factors.empty()) throw InvalidArgument("AC5507", "there is no factor to compare the outcome with");
  const Variable& measured = data.at(outcome);
  if (measured.is_label && !options.cluster.empty())
    throw InvalidArgument("AC5504", "with clusters the outcome is a number; yes and no are 1 and 0");
  Associations answer;
  answer.estimator = options.cluster.empty() ? "pairwise association" : "pairwise association, CR1";
  answer.level = options.level;
  answer.outcome = outcome;
  answer.correction = adjustment_names[static_cast<std::size_t>(adjustment_from_text(options.correction))];
  for (std::size_t i = 0; i < measured.size(); ++i) ++(measured.missing(i) ? answer.missing : answer.n);
  const Associating associating(data, measured, options);
  for (const std::string& factor : factors) answer.associations.push_back(associating.with(data.at(factor)));
  correct(answer, options.level);
  if (!options.cluster.empty())
    answer.clusters = static_cast<std::int64_t>(occurring(as_labels(data.at(options.cluster))).names.size());
  return answer;
}

Wording in_words(const Associations& answer) {
  Wording list;
  for (const Association& a : answer.associations) {
    const bool known = std::isfinite(a.p_adjusted);
    const std::string p = known ? readable_p(a.p_adjusted) : "";
    list.en += (list.en.empty() ? "" : "; ") + a.factor + ": " +
               (known ? a.effect + " " + readable(a.estimate) + ", corrected " + p : a.not_estimable.en);
    list.zh += (list.zh.empty() ? "" : "；") + a.factor + "：" +
               (known ? a.effect + " " + readable(a.estimate) + "，校正后 " + p : a.not_estimable.zh);
  }
  const Wording counted = counted_words(answer);
  return {"What goes with " + answer.outcome + ", which need not be its cause: " + list.en + " (" +
              counted.en + ").",
          "与 " + answer.outcome + " 相关（未必是原因）：" + list.zh + "（" + counted.zh + "）。"};
}

} // namespace aftercourse::statistics
