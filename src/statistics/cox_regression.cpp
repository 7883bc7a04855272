#include <aftercourse/statistics/cox_regression.hpp>

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include <aftercourse/base/error.hpp>

#include "cox_diagnostics.hpp"
#include "cox_likelihood.hpp"
#include "cox_sample.hpp"
#include "distributions.hpp"
#include "risk_sets.hpp"

namespace aftercourse::statistics {

namespace {

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) (text += text.empty() ? "" : ", ") += name;
  return text;
}

template <typename Enum>
Enum cox_option(std::string_view name, std::span<const std::string_view> names, const char* what) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at != names.end()) return static_cast<Enum>(at - names.begin());
  throw InvalidArgument("AC5504",
                        "'" + std::string(name) + "' is no " + what + "; there are " + joined(names));
}

/// "age", "age and sex", "age, sex and prio".
Wording listed(const std::vector<std::string>& names) {
  Wording text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text.en += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    text.zh += (i == 0 ? "" : "、") + names[i];
  }
  return text;
}

/// The covariates that say nothing of who among those at risk has the event, or nothing that those before
/// them do not say: a pivot of the information at 0 that vanishes.
Wording redundant_covariates(const CoxSample& sample, Eigen::MatrixXd information,
                             std::span<const CoxCovariate> covariates) {
  constexpr double vanished = 1e-11;
  std::vector<std::string> unvarying, dependent;
  const Eigen::VectorXd original = information.diagonal();
  const double events = original.maxCoeff();
  for (Eigen::Index j = 0; j < information.rows(); ++j) {
    const auto& name = covariates[static_cast<std::size_t>(j)].name;
    if (sample.scale[static_cast<std::size_t>(j)] == 0 || original[j] <= vanished * events) {
      unvarying.push_back(name);
      information(j, j) = 0;
    } else if (information(j, j) <= vanished * original[j]) {
      dependent.push_back(name);
      information(j, j) = 0;
    }
    if (information(j, j) == 0) continue;
    const Eigen::Index rest = information.rows() - j - 1;
    const Eigen::VectorXd column = information.col(j).tail(rest) / information(j, j);
    information.bottomRightCorner(rest, rest) -= column * information.row(j).tail(rest);
  }
  Wording why;
  if (!unvarying.empty()) {
    const Wording names = listed(unvarying);
    why = {names.en + " does not vary among those at risk", names.zh + " 在处于风险的对象中没有变化"};
  }
  if (!dependent.empty()) {
    const Wording names = listed(dependent);
    why.en += (why.empty() ? "" : "; ") + names.en + " follows from the covariates before";
    why.zh += (why.zh.empty() ? "" : "；") + names.zh + " 可由前面的协变量推出";
  }
  return why;
}

constexpr double still_moving = 1e-3; // standard deviations of a covariate

struct CoxFit {
  Eigen::VectorXd beta, last_step;
  CoxTerms terms;
  std::int64_t iterations = 0;
  bool converged = false, diverging = false;
};

std::vector<double> cox_predictor(const CoxSample& sample, const Eigen::VectorXd& beta) {
  return sample.linear_predictor({beta.data(), static_cast<std::size_t>(beta.size())});
}

/// Newton's method with step halving. Ends when a step moves the coefficients by less than 1e-8 of their
/// errors: what stays is of the order of the square of that. Where the likelihood has no top
/// the steps do not become small, however little they gain: told before the information is lost in rounding.
CoxFit fit_cox(const CoxSample& sample, CoxTies ties, const CoxTerms& null) {
  constexpr std::int64_t most = 60;
  constexpr double enough = 1e-16, flat = 1e-10;
  CoxLikelihood likelihood(sample, ties);
  const auto p = static_cast<Eigen::Index>(sample.p);
  CoxFit fit{Eigen::VectorXd::Zero(p), Eigen::VectorXd::Zero(p), null};
  while (fit.iterations < most) {
    const Eigen::VectorXd score = as_vector(fit.terms.score);
    Eigen::VectorXd step = full_matrix(fit.terms.information, sample.p).ldlt().solve(score);
    const double gain = score.dot(step);
    if (!std::isfinite(gain) || gain < 0) return fit;
    const double worst = fit.terms.log_likelihood - 1e-12 * std::abs(fit.terms.log_likelihood);
    CoxTerms next = likelihood.at(cox_predictor(sample, fit.beta + step));
    for (int halved = 0; !(next.log_likelihood >= worst); ++halved) {
      if (halved == 40) return fit;
      step /= 2;
      next = likelihood.at(cox_predictor(sample, fit.beta + step));
    }
    fit.beta += step;
    fit.last_step = step;
    fit.terms = std::move(next);
    ++fit.iterations;
    fit.diverging = gain < flat && step.cwiseAbs().maxCoeff() > still_moving;
    fit.converged = gain < enough && !fit.diverging;
    if (fit.converged || fit.diverging) return fit;
  }
  return fit;
}

Wording diverging_covariates(const CoxFit& fit, std::span<const CoxCovariate> covariates) {
  if (!fit.diverging) return {};
  std::vector<std::string> names;
  for (Eigen::Index j = 0; j < fit.last_step.size(); ++j)
    if (std::abs(fit.last_step[j]) > still_moving)
      names.push_back(covariates[static_cast<std::size_t>(j)].name);
  const Wording list = listed(names);
  return {"the likelihood grows without end with the coefficient of " + list.en +
              ": it separates who has the event from who has not",
          "似然随 " + list.zh + " 的系数无限增大：它把发生与未发生事件的对象完全分开"};
}

void require_cox(const SurvivalTimes& times, std::span<const CoxCovariate> covariates,
                 const SubjectGroups& strata, std::span<const double> offset, const CoxOptions& options) {
  require_survival_times(times, 1, true);
  require_groups(strata, times.time.size(), "strata");
  require_level(options.level);
  if (covariates.empty()) throw InvalidArgument("AC5507", "there is no covariate");
  for (const CoxCovariate& covariate : covariates) {
    require_equal_length(times.time.size(), covariate.values.size(), "time", covariate.name);
    require_finite(covariate.values, covariate.name);
  }
  if (!offset.empty()) require_equal_length(times.time.size(), offset.size(), "time", "offset");
  require_finite(offset, "offset");
  const bool weighted =
      std::any_of(times.weights.begin(), times.weights.end(), [](double w) { return w != 0 && w != 1; });
  if (options.ties == CoxTies::exact &&
      (weighted || robust_variance(times, options.robust) || options.baseline))
    throw InvalidArgument("AC5504", "exact ties know no weights, clusters, robust variance or baseline; "
                                    "efron and breslow do");
}

void set_coefficients(CoxRegression& answer, const CoxSample& sample, const CoxFit& fit,
                      const Eigen::MatrixXd& model, const Eigen::MatrixXd& covariance,
                      std::span<const CoxCovariate> covariates) {
  const double z = distributions::normal_quantile(0.5 + answer.level / 2);
  for (std::size_t j = 0; j < sample.p; ++j) {
    const auto at = static_cast<Eigen::Index>(j);
    CoxCoefficient c{covariates[j].name};
    c.coefficient = fit.beta[at] / sample.scale[j];
    c.standard_error = std::sqrt(covariance(at, at)) / sample.scale[j];
    c.model_standard_error = std::sqrt(model(at, at)) / sample.scale[j];
    c.z = c.coefficient / c.standard_error;
    c.p_value = 2 * distributions::normal_upper(std::abs(c.z));
    c.low = c.coefficient - z * c.standard_error, c.high = c.coefficient + z * c.standard_error;
    c.hazard_ratio = std::exp(c.coefficient);
    c.hazard_ratio_low = std::exp(c.low), c.hazard_ratio_high = std::exp(c.high);
    c.mean = sample.mean[j];
    answer.coefficients.push_back(c);
    std::vector<double>& row = answer.covariance.emplace_back();
    for (std::size_t k = 0; k < sample.p; ++k)
      row.push_back(covariance(at, static_cast<Eigen::Index>(k)) / (sample.scale[j] * sample.scale[k]));
  }
}

void add_cox_test(CoxRegression& answer, const char* name, double statistic, std::size_t df) {
  answer.tests.push_back({name, statistic, static_cast<std::int64_t>(df),
                          distributions::chi_square_upper(static_cast<double>(df), statistic)});
}

/// The robust score test of all coefficients being 0.
void add_robust_score(CoxRegression& answer, const CoxSample& sample, const CoxTerms& null, CoxTies ties,
                      std::span<const std::int32_t> clusters) {
  const Eigen::MatrixXd residuals = cox_score_residuals(sample, sample.offset, ties);
  const Eigen::LDLT<Eigen::MatrixXd> squares(cox_score_squares(sample, residuals, clusters));
  const Eigen::VectorXd score = as_vector(null.score);
  add_cox_test(answer, "robust score", score.dot(squares.solve(score)), sample.p);
}

} // namespace

CoxTies cox_ties_from_text(std::string_view name) {
  return cox_option<CoxTies>(name, cox_ties_names, "way to count ties");
}

CoxTimeScale cox_time_scale_from_text(std::string_view name) {
  return cox_option<CoxTimeScale>(name, cox_time_scale_names, "scale of time");
}

CoxRegression cox_regression(const SurvivalTimes& times, std::span<const CoxCovariate> covariates,
                             const SubjectGroups& strata, std::span<const double> offset,
                             const CoxOptions& options) {
  require_cox(times, covariates, strata, offset, options);
  const bool robust = robust_variance(times, options.robust);
  CoxRegression answer;
  answer.estimator =
      "cox_regression, " + std::string(cox_ties_names[static_cast<std::size_t>(options.ties)]) + " ties, " +
      (robust ? "robust variance" : "model variance") + (strata.codes.empty() ? "" : ", stratified");
  answer.level = options.level;
  answer.clusters = count_clusters(times);
  for (const CoxCovariate& covariate : covariates) answer.coefficients.push_back({covariate.name});

  const CoxSample sample(times, covariates, strata, offset);
  answer.n = static_cast<std::int64_t>(sample.n);
  for (const CoxTime& t : sample.times) answer.events += static_cast<std::int64_t>(t.deaths);
  if (answer.events == 0) {
    answer.not_estimable = {"no event was observed", "没有观测到任何事件"};
    return answer;
  }
  if (robust && !times.clusters.empty() && answer.clusters <= static_cast<std::int64_t>(sample.p)) {
    answer.not_estimable = {"as many covariates as clusters, or more", "协变量不少于群组数"};
    return answer;
  }
  const CoxTerms null = CoxLikelihood(sample, options.ties).at(sample.offset);
  answer.null_log_likelihood = null.log_likelihood;
  const Eigen::MatrixXd null_information = full_matrix(null.information, sample.p);
  answer.not_estimable = redundant_covariates(sample, null_information, covariates);
  if (!answer.not_estimable.empty()) return answer;

  const CoxFit fit = fit_cox(sample, options.ties, null);
  answer.iterations = fit.iterations;
  answer.not_estimable = diverging_covariates(fit, covariates);
  if (answer.not_estimable.empty() && !fit.converged)
    answer.not_estimable = {"the likelihood did not converge", "似然没有收敛"};
  if (!answer.not_estimable.empty()) return answer;

  const std::vector<double> eta = cox_predictor(sample, fit.beta);
  const auto size = static_cast<Eigen::Index>(sample.p);
  const Eigen::MatrixXd model =
      full_matrix(fit.terms.information, sample.p).ldlt().solve(Eigen::MatrixXd::Identity(size, size));
  Eigen::MatrixXd covariance = model;
  if (robust) {
    const Eigen::MatrixXd residuals = cox_score_residuals(sample, eta, options.ties);
    covariance = model * cox_score_squares(sample, residuals, times.clusters) * model;
  }
  answer.coefficients.clear();
  set_coefficients(answer, sample, fit, model, covariance, covariates);
  answer.log_likelihood = fit.terms.log_likelihood;
  const Eigen::VectorXd score = as_vector(null.score);
  add_cox_test(answer, "likelihood ratio", 2 * (answer.log_likelihood - answer.null_log_likelihood),
               sample.p);
  add_cox_test(answer, "wald", fit.beta.dot(covariance.ldlt().solve(fit.beta)), sample.p);
  add_cox_test(answer, "score", score.dot(null_information.ldlt().solve(score)), sample.p);
  if (robust) add_robust_score(answer, sample, null, options.ties, times.clusters);
  const Concordance order = concordance(sample, eta, times.clusters);
  answer.concordance = order.share, answer.concordance_error = order.standard_error;
  if (options.ties != CoxTies::exact)
    answer.proportional_hazards =
        proportional_hazards_tests(sample, eta, options.ties, options.time_scale, times, covariates);
  if (options.baseline) answer.baseline = cox_baseline(sample, eta, options.ties, strata);
  if (options.residuals)
    answer.residuals = schoenfeld_residuals(sample, eta, options.ties, fit.beta, model, covariates);
  return answer;
}

Wording in_words(const CoxRegression& answer) {
  if (!answer.not_estimable.empty())
    return {"Not estimable: " + answer.not_estimable.en + ".", "无法估计：" + answer.not_estimable.zh + "。"};
  constexpr std::size_t said = 6; // covariates that one paragraph can carry
  const std::string n = std::to_string(answer.n), events = std::to_string(answer.events);
  const std::string level = readable_level(answer.level);
  Wording words{"Over " + n + " rows with " + events + " events, one more of ",
                n + " 行观测、" + events + " 次事件中，"};
  for (std::size_t j = 0; j < std::min(said, answer.coefficients.size()); ++j) {
    const CoxCoefficient& c = answer.coefficients[j];
    const std::string low = readable(c.hazard_ratio_low), high = readable(c.hazard_ratio_high);
    words.en += (j ? "; of " : "") + c.name + " multiplies the rate by " + readable(c.hazard_ratio) + " (" +
                level + " % interval " + low + " to " + high + ", " + readable_p(c.p_value) + ")";
    words.zh += (j ? "；" : "") + c.name + " 每增加 1，发生率变为 " + readable(c.hazard_ratio) + " 倍（" +
                level + "% 置信区间 " + low + " 至 " + high + "，" + readable_p(c.p_value) + "）";
  }
  if (answer.coefficients.size() > said) words.en += "; and so on", words.zh += "；等等";
  if (answer.clusters > 0) {
    words.en += "; " + std::to_string(answer.clusters) + " clusters";
    words.zh += "；" + std::to_string(answer.clusters) + " 个群组";
  }
  words.en += ".", words.zh += "。";
  if (!answer.proportional_hazards.empty() && answer.proportional_hazards.back().p_value < 0.05) {
    words.en += " The ratios are not constant over time (" +
                readable_p(answer.proportional_hazards.back().p_value) + ").";
    words.zh += "这些比值随时间变化（" + readable_p(answer.proportional_hazards.back().p_value) + "）。";
  }
  return words;
}

} // namespace aftercourse::statistics
