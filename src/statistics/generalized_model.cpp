#include <cmath>
#include <limits>

#include <boost/math/tools/toms748_solve.hpp>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "model_words.hpp"
#include "reweighted.hpp"
#include "sandwich.hpp"

namespace aftercourse::statistics {

namespace {

constexpr double boundless = std::numeric_limits<double>::infinity();

/// From the fit of a generalised model to its answer.
class GeneralizedFit {
 public:
  GeneralizedFit(GeneralizedModel& model, Family family, const Observations& rows, const Design& design,
                 const Reweighted& fit, const GeneralizedOptions& options)
      : model_(model), family_(family), rows_(rows), design_(design), fit_(fit), options_(options),
        p_(static_cast<Eigen::Index>(design.parameters())), first_(design.intercept() ? 1 : 0) {}

  void finish(Covariance covariance, bool dispersed) {
    model_.df_residual = static_cast<double>(model_.n - p_);
    model_.deviance = std::max(0.0, fit_.deviance());
    model_.pearson = fit_.pearson();
    model_.dispersion = dispersed ? model_.pearson / model_.df_residual : 1;
    model_.iterations = fit_.iterations();
    model_.df = model_.clusters > 0 ? static_cast<double>(model_.clusters - 1) : boundless;
    if (!estimate_covariance(covariance)) return;
    coefficients();
    tests();
    likelihood(covariance, dispersed);
    if (options_.profile) profiles();
  }

 private:
  /// False when there is none, and then the model says why.
  bool estimate_covariance(Covariance covariance) {
    const LeastSquares& squares = fit_.squares();
    if (covariance == Covariance::classical) {
      covariance_ = model_.dispersion * squares.root() * squares.root().transpose();
      return true;
    }
    const Eigen::MatrixXd basis = squares.basis();
    const Eigen::VectorXd residuals = squares.residuals().cwiseProduct(fit_.working_weights().cwiseSqrt());
    const Eigen::MatrixXd meat =
        covariance == Covariance::cr1
            ? clustered_meat(basis, residuals, Clusters(rows_.cluster, rows_.weights), model_.n)
            : heteroskedastic_meat(basis, residuals, covariance, model_.n);
    covariance_ = squares.root() * meat * squares.root().transpose();
    if (covariance_.allFinite()) return true;
    model_.not_estimable = {
        "an observation determines a coefficient alone (leverage 1), so its residual tells nothing",
        "某个观测值独自决定了一个系数（杠杆值为 1），其残差不含信息"};
    return false;
  }

  void coefficients() {
    const Reference reference{model_.df};
    for (Eigen::Index j = 0; j < p_; ++j) {
      RatioCoefficient c;
      c.name = design_.parameter(static_cast<std::size_t>(j));
      c.estimate = fit_.squares().coefficients()(j);
      c.standard_error = std::sqrt(covariance_(j, j));
      reference.finish(c, options_.level);
      c.ratio = std::exp(c.estimate);
      c.ratio_low = std::exp(c.low);
      c.ratio_high = std::exp(c.high);
      model_.coefficients.push_back(std::move(c));
    }
    model_.covariance_matrix = rows_of(covariance_);
  }

  void tests() {
    if (p_ > first_) {
      TermTest all;
      wald_test(all, fit_.squares().coefficients().tail(p_ - first_),
                covariance_.bottomRightCorner(p_ - first_, p_ - first_), model_.df);
      model_.wald = all.statistic;
      model_.wald_p_value = all.p_value;
    }
    for (std::size_t term = 0; term < design_.terms().size(); ++term) {
      std::vector<Eigen::Index> of_term;
      for (std::size_t j = 0; j < design_.columns().size(); ++j)
        if (design_.columns()[j].term == term) of_term.push_back(static_cast<Eigen::Index>(j) + first_);
      if (of_term.empty()) continue;
      TermTest test{design_.terms()[term]};
      wald_test(test, fit_.squares().coefficients()(of_term), covariance_(of_term, of_term), model_.df);
      model_.terms.push_back(std::move(test));
    }
  }

  void likelihood(Covariance covariance, bool dispersed) {
    std::vector<std::size_t> all(design_.columns().size());
    for (std::size_t j = 0; j < all.size(); ++j) all[j] = j;
    const Design null_design = design_.without(all);
    const Reweighted null(family_, rows_, null_design);
    model_.null_deviance = std::max(0.0, null.deviance());
    if (dispersed) return;
    model_.log_likelihood = fit_.log_likelihood();
    model_.mcfadden = 1 - model_.log_likelihood / null.log_likelihood();
    const double p = static_cast<double>(p_);
    model_.aic = -2 * model_.log_likelihood + 2 * p;
    model_.bic = -2 * model_.log_likelihood + std::log(static_cast<double>(model_.n)) * p;
    if (covariance != Covariance::classical || p_ == first_) return;
    model_.likelihood_ratio = std::max(0.0, model_.null_deviance - model_.deviance);
    model_.likelihood_ratio_df = static_cast<double>(p_ - first_);
    model_.likelihood_ratio_p_value =
        distributions::chi_square_upper(model_.likelihood_ratio_df, model_.likelihood_ratio);
  }

  void profiles() {
    for (std::size_t j = 0; j < model_.coefficients.size(); ++j) {
      RatioCoefficient& c = model_.coefficients[j];
      c.profile_low = profile_limit(j, c, -1);
      c.profile_high = profile_limit(j, c, 1);
    }
  }

  /// Where twice the profile log-likelihood has fallen by the quantile of chi-square(1); infinite where it
  /// never falls so far.
  double profile_limit(std::size_t parameter, const RatioCoefficient& c, double side) const {
    const bool intercept = parameter < static_cast<std::size_t>(first_);
    const std::vector<std::size_t> taken =
        intercept ? std::vector<std::size_t>{}
                  : std::vector<std::size_t>{parameter - static_cast<std::size_t>(first_)};
    const Design others = design_.without(taken, !intercept);
    const double fall = distributions::chi_square_quantile(1, options_.level);
    std::vector<double> offset(rows_.outcome.size());
    Observations rows = rows_;
    rows.offset = offset;
    const auto beyond = [&](double value) {
      for (std::size_t i = 0; i < offset.size(); ++i)
        offset[i] = (rows_.offset.empty() ? 0 : rows_.offset[i]) +
                    value * (intercept ? 1 : design_.columns()[taken[0]].values[i]);
      return Reweighted(family_, rows, others, fit_.predictor()).deviance() - fit_.deviance() - fall;
    };
    double inner = c.estimate, outer = c.estimate, inner_value = -fall, outer_value = -fall;
    double step = side * std::sqrt(fall) * c.standard_error;
    for (int tries = 0; !(outer_value > 0); ++tries, step *= 2) {
      if (tries == 20) return side * boundless;
      inner = outer, inner_value = outer_value;
      outer += step;
      outer_value = beyond(outer);
      if (std::isnan(outer_value)) return no_value;
    }
    std::uintmax_t most = 50;
    const double low = std::min(inner, outer), high = std::max(inner, outer);
    const auto found = boost::math::tools::toms748_solve(
        beyond, low, high, side < 0 ? outer_value : inner_value, side < 0 ? inner_value : outer_value,
        boost::math::tools::eps_tolerance<double>(40), most, distributions::Quiet());
    return 0.5 * (found.first + found.second);
  }

  GeneralizedModel& model_;
  Family family_;
  const Observations& rows_;
  const Design& design_;
  const Reweighted& fit_;
  const GeneralizedOptions& options_;
  Eigen::Index p_, first_;
  Eigen::MatrixXd covariance_;
};

/// Outcomes that tell nothing whatever the columns are.
Wording says_nothing(Family family, const Observations& rows) {
  double events = 0, others = 0, rows_that_count = 0;
  for (std::size_t i = 0; i < rows.outcome.size(); ++i) {
    const double w = rows.weights.empty() ? 1 : rows.weights[i];
    events += w * rows.outcome[i];
    others += w * (1 - rows.outcome[i]);
    rows_that_count += w > 0 ? 1 : 0;
  }
  if (rows_that_count == 0) return {"there are no observations", "没有观测值"};
  if (events == 0) return {"no observation has an event", "没有观测到事件"};
  if (family == Family::binomial && others == 0)
    return {"every observation has the event", "所有观测都发生了事件"};
  return {};
}

void say_separated(GeneralizedModel& model, const Reweighted& fit, const Design& design) {
  model.separation = fit.completely_separated() ? "complete" : "quasi-complete";
  std::string by;
  for (const std::size_t j : fit.separating()) {
    model.separated_by.emplace_back(design.parameter(j));
    if (design.intercept() && j == 0) continue;
    by += (by.empty() ? "" : ", ") + model.separated_by.back();
  }
  if (by.empty()) by = "intercept";
  model.not_estimable = {"the outcome is separated (" + model.separation + " separation) by " + by +
                             ": a coefficient would be infinite",
                         "结果变量被 " + by + (fit.completely_separated() ? " 完全分离" : " 准完全分离") +
                             "：系数会趋于无穷"};
}

} // namespace

void fit_generalized(GeneralizedModel& model, Family family, const Observations& rows, const Design& design,
                     const GeneralizedOptions& options, bool dispersed) {
  require_level(options.level);
  const Covariance covariance = chosen_covariance(options.covariance, rows.cluster);
  if (covariance == Covariance::newey_west)
    throw InvalidArgument(
        "AC5504", "Newey-West is a covariance of linear models only; take HC0 to HC3, CR1 or classical");
  if (options.profile && (covariance != Covariance::classical || dispersed))
    throw InvalidArgument("AC5504",
                          "profile-likelihood intervals go with the classical covariance and no dispersion");
  model.covariance = name_of(covariance);
  model.level = options.level;
  for (std::size_t i = 0; i < rows.outcome.size(); ++i)
    model.n += rows.weights.empty() || rows.weights[i] > 0;
  if (covariance == Covariance::cr1) model.clusters = Clusters(rows.cluster, rows.weights).count;
  model.not_estimable = says_nothing(family, rows);
  if (!model.not_estimable.empty()) return;
  std::optional<Design> reduced;
  std::optional<Reweighted> fit;
  fit.emplace(family, rows, design);
  const Design* used = &design;
  if (fit->state() == Reweighted::State::collinear) {
    model.collinear = collinear_columns(design, fit->squares().collinear());
    if (options.drop_collinear) {
      reduced.emplace(design.without(columns_of(design, fit->squares().collinear())));
      used = &*reduced;
      fit.emplace(family, rows, *used);
    }
  }
  model.not_estimable = why_not_estimable(model, static_cast<std::int64_t>(used->parameters()),
                                          fit->state() == Reweighted::State::collinear);
  if (!model.not_estimable.empty()) return;
  if (fit->state() == Reweighted::State::separated) return say_separated(model, *fit, *used);
  if (fit->state() != Reweighted::State::fitted) {
    model.not_estimable = {"the iterations did not converge", "迭代未收敛"};
    return;
  }
  GeneralizedFit(model, family, rows, *used, *fit, options).finish(covariance, dispersed);
}

Wording generalized_words(const GeneralizedModel& model, const Wording& title, const Wording& ratio) {
  const Wording size = model_size(model);
  if (!model.not_estimable.empty())
    return {"No answer from " + title.en + ": " + model.not_estimable.en + " (" + size.en + ").",
            "无法做" + title.zh + "：" + model.not_estimable.zh + "（" + size.zh + "）。"};
  Wording words{title.en + ", " + ratio.en, title.zh + "，" + ratio.zh};
  add_coefficients(words, model, model.coefficients, &RatioCoefficient::ratio, &RatioCoefficient::ratio_low,
                   &RatioCoefficient::ratio_high);
  return words;
}

} // namespace aftercourse::statistics
