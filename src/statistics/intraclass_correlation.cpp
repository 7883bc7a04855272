#include <aftercourse/statistics/intraclass_correlation.hpp>

#include <array>
#include <cmath>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

struct IccMeanSquares {
  double n = 0, k = 0;
  double units = 0, raters = 0, residual = 0, within = 0;
  bool constant = false;
};

/// Of the two-way table without replication. Everything is taken about a mark of the table first, so an
/// offset common to all marks costs no digits.
IccMeanSquares icc_mean_squares(std::span<const std::span<const double>> raters) {
  const std::size_t n = raters[0].size(), k = raters.size();
  IccMeanSquares ms{.n = static_cast<double>(n), .k = static_cast<double>(k)};
  const double origin = raters[0][0];
  std::vector<double> unit(n, 0.0), rater(k, 0.0);
  double grand = 0;
  for (std::size_t j = 0; j < k; ++j)
    for (std::size_t i = 0; i < n; ++i) {
      const double x = raters[j][i] - origin;
      unit[i] += x / ms.k;
      rater[j] += x / ms.n;
    }
  for (const double mean : unit) grand += mean / ms.n;
  double units = 0, between = 0, residual = 0, total = 0;
  for (const double mean : unit) units += (mean - grand) * (mean - grand);
  for (const double mean : rater) between += (mean - grand) * (mean - grand);
  for (std::size_t j = 0; j < k; ++j)
    for (std::size_t i = 0; i < n; ++i) {
      const double x = raters[j][i] - origin, e = x - unit[i] - rater[j] + grand;
      residual += e * e;
      total += (x - grand) * (x - grand);
    }
  ms.constant = total == 0;
  ms.units = ms.k * units / (ms.n - 1);
  ms.raters = ms.n * between / (ms.k - 1);
  ms.residual = residual / ((ms.n - 1) * (ms.k - 1));
  ms.within = (ms.n * between + residual) / (ms.n * (ms.k - 1));
  return ms;
}

void set_icc_f_test(IntraclassRow& row, double f, double df1, double df2) {
  row.f = f;
  row.df1 = df1;
  row.df2 = df2;
  row.p_value = distributions::f_upper(df1, df2, f);
}

/// One-way and consistency: with F the ratio of mean squares, 1 − 1/F for the mean and (F − 1)/(F + k − 1)
/// for one.
IntraclassRow plain_icc(const char* name, const char* model, double f, double df1, double df2, double k,
                        bool mean, double level) {
  IntraclassRow row;
  row.form = name;
  row.model = model;
  set_icc_f_test(row, f, df1, df2);
  const auto of = [&](double ratio) {
    if (std::isinf(ratio)) return 1.0; // no residual at all
    return mean ? 1 - 1 / ratio : (ratio - 1) / (ratio + k - 1);
  };
  row.estimate = of(f);
  row.low = of(f / distributions::f_quantile(df1, df2, (1 + level) / 2));
  row.high = of(f * distributions::f_quantile(df2, df1, (1 + level) / 2));
  return row;
}

/// Satterthwaite's degrees of freedom of k ρ/(n (1 − ρ)) MSC + (1 + k ρ (n − 1)/(n (1 − ρ))) MSE.
double icc_satterthwaite(const IccMeanSquares& ms, double rho) {
  const double a = ms.k * rho / (ms.n * (1 - rho)), b = 1 + a * (ms.n - 1);
  const double raters = a * ms.raters, residual = b * ms.residual, sum = raters + residual;
  return sum * sum / (raters * raters / (ms.k - 1) + residual * residual / ((ms.n - 1) * (ms.k - 1)));
}

double spearman_brown(double one, double k) { return k * one / (1 + (k - 1) * one); }

IntraclassRow agreement_icc(const IccMeanSquares& ms, bool mean, bool from_one, double level) {
  IntraclassRow row;
  row.form = mean ? "ICC(2,k)" : "ICC(2,1)";
  row.model = "two-way agreement";
  if (ms.residual == 0 && ms.raters == 0) { // the raters gave the same marks
    row.estimate = row.low = row.high = 1;
    set_icc_f_test(row, ms.units / ms.residual, ms.n - 1, (ms.n - 1) * (ms.k - 1));
    return row;
  }
  const double of_raters = (ms.raters - ms.residual) / ms.n, one = ms.units - ms.residual;
  row.estimate =
      mean ? one / (ms.units + of_raters) : one / (ms.units + (ms.k - 1) * ms.residual + ms.k * of_raters);
  const double v = icc_satterthwaite(ms, row.estimate);
  set_icc_f_test(row, ms.units / ms.residual, ms.n - 1, v);
  if (mean && from_one) {
    const IntraclassRow single = agreement_icc(ms, false, false, level);
    row.low = spearman_brown(single.low, ms.k);
    row.high = spearman_brown(single.high, ms.k);
    return row;
  }
  const double f_low = distributions::f_quantile(ms.n - 1, v, (1 + level) / 2),
               f_high = distributions::f_quantile(v, ms.n - 1, (1 + level) / 2);
  const double spread =
      mean ? ms.raters - ms.residual : ms.k * ms.raters + (ms.k * ms.n - ms.k - ms.n) * ms.residual;
  row.low = ms.n * (ms.units - f_low * ms.residual) / (f_low * spread + ms.n * ms.units);
  row.high = ms.n * (f_high * ms.units - ms.residual) / (spread + ms.n * f_high * ms.units);
  return row;
}

std::vector<IntraclassRow> six_icc(const IccMeanSquares& ms, const IntraclassOptions& options) {
  const double df1 = ms.n - 1, one_way = ms.n * (ms.k - 1), two_way = (ms.n - 1) * (ms.k - 1);
  const double f1 = ms.units / ms.within, f3 = ms.units / ms.residual, level = options.level;
  const char *one = "one-way", *fixed = "two-way consistency";
  return {plain_icc("ICC(1,1)", one, f1, df1, one_way, ms.k, false, level),
          agreement_icc(ms, false, false, level),
          plain_icc("ICC(3,1)", fixed, f3, df1, two_way, ms.k, false, level),
          plain_icc("ICC(1,k)", one, f1, df1, one_way, ms.k, true, level),
          agreement_icc(ms, true, options.spearman_brown, level),
          plain_icc("ICC(3,k)", fixed, f3, df1, two_way, ms.k, true, level)};
}

} // namespace

IntraclassCorrelation intraclass_correlation(std::span<const std::span<const double>> raters,
                                             const IntraclassOptions& options) {
  require_level(options.level);
  if (raters.empty()) throw InvalidArgument("AC5507", "there is no column of marks");
  for (std::size_t j = 0; j < raters.size(); ++j) {
    require_equal_length(raters[0].size(), raters[j].size(), "the first rater",
                         "rater " + std::to_string(j + 1));
    require_finite(raters[j], "rater " + std::to_string(j + 1));
  }
  IntraclassCorrelation icc;
  static constexpr std::array names{"ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"};
  icc.estimator = names[static_cast<std::size_t>(options.form)];
  icc.level = options.level;
  icc.n = static_cast<std::int64_t>(raters[0].size());
  icc.raters = static_cast<std::int64_t>(raters.size());
  if (icc.n < 2 || icc.raters < 2) {
    icc.not_estimable = {"it takes two units and two raters", "至少需要两个对象和两位评分者"};
    return icc;
  }
  const IccMeanSquares ms = icc_mean_squares(raters);
  icc.between_units = ms.units;
  icc.between_raters = ms.raters;
  icc.residual = ms.residual;
  icc.within_units = ms.within;
  if (!std::isfinite(ms.units + ms.raters + ms.residual)) {
    icc.not_estimable = too_far_apart;
    return icc;
  }
  if (ms.constant) {
    icc.not_estimable = {"all marks are equal", "所有分数都相同"};
    return icc;
  }
  icc.forms = six_icc(ms, options);
  const IntraclassRow& chosen = icc.forms[static_cast<std::size_t>(options.form)];
  if (!std::isfinite(chosen.estimate)) {
    icc.not_estimable = {"the units do not differ in the mean", "各对象的平均分没有差别"};
    return icc;
  }
  icc.estimate = chosen.estimate;
  icc.low = chosen.low;
  icc.high = chosen.high;
  icc.f = chosen.f;
  icc.df1 = chosen.df1;
  icc.df2 = chosen.df2;
  icc.p_value = chosen.p_value;
  return icc;
}

Wording in_words(const IntraclassCorrelation& icc) {
  const std::string raters = std::to_string(icc.raters);
  return coefficient_in_words(icc, {icc.estimator, icc.estimator + " 组内相关系数"},
                              {raters + " raters", raters + " 位评分者"});
}

} // namespace aftercourse::statistics
