#include <aftercourse/statistics/difference_in_differences.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/linear_regression.hpp>

#include "model_words.hpp"
#include "moments.hpp"
#include "sandwich.hpp"

namespace aftercourse::statistics {

namespace {

std::size_t code_at(const Labels& labels, std::size_t row) {
  return static_cast<std::size_t>(labels.codes[row]);
}

void require_labels(const Labels& labels, std::size_t rows, const char* name) {
  require_equal_length(rows, labels.size(), "the outcome", name);
  for (const std::int32_t code : labels.codes)
    if (code < 0 || static_cast<std::size_t>(code) >= labels.names.size())
      throw InvalidArgument("AC5504", std::string(name) + " has a code outside its labels");
}

/// The estimate of a coefficient of the model becomes that of the answer, where it can be tested.
void take_coefficient(DifferenceInDifferences& answer, const Coefficient& c) {
  answer.not_estimable = why_untested(c);
  if (!answer.not_estimable.empty()) return;
  answer.estimate = c.estimate;
  answer.standard_error = c.standard_error;
  answer.low = c.low;
  answer.high = c.high;
  answer.statistic = c.statistic;
  answer.p_value = c.p_value;
}

// --- two by two

/// The two-by-two form over the rows that are kept.
class TwoByTwoDesign {
 public:
  TwoByTwoDesign(const Observations& rows, const Labels& group, const Labels& after, const Labels& unit,
                 std::span<const Predictor> covariates, const DifferenceInDifferencesOptions& options)
      : group_(group), after_(after), unit_(unit), covariates_(covariates), options_(options) {
    const std::vector<bool> kept = rows_kept(rows);
    for (std::size_t i = 0; i < rows.outcome.size(); ++i) {
      if (!kept[i]) continue;
      at_.push_back(i);
      outcome_.push_back(rows.outcome[i]);
      if (!rows.weights.empty()) weights_.push_back(rows.weights[i]);
      if (!rows.cluster.empty())
        cluster_.push_back(rows.cluster[i]);
      else if (!unit.codes.empty())
        cluster_.push_back(unit.codes[i]);
      treated_.push_back(static_cast<double>(code_at(group, i)));
      later_.push_back(static_cast<double>(code_at(after, i)));
      both_.push_back(treated_.back() * later_.back());
    }
  }

  void fit(DifferenceInDifferences& answer) const {
    fill_cells(answer);
    if (!unit_.codes.empty()) fill_changes(answer);
    std::vector<Predictor> predictors{
        {"group", treated_, {}, {}}, {"after", later_, {}, {}}, {"group:after", both_, {}, {}}};
    std::vector<std::vector<double>> numbers;
    std::vector<std::vector<std::int32_t>> codes;
    numbers.reserve(covariates_.size());
    codes.reserve(covariates_.size());
    for (const Predictor& c : covariates_) {
      Predictor picked{c.name, {}, {}, c.labels};
      numbers.emplace_back();
      codes.emplace_back();
      for (const std::size_t i : at_) {
        if (c.labelled())
          codes.back().push_back(c.codes[i]);
        else
          numbers.back().push_back(c.numbers[i]);
      }
      picked.numbers = numbers.back();
      picked.codes = codes.back();
      predictors.push_back(std::move(picked));
    }
    LinearOptions linear;
    linear.covariance = options_.covariance;
    linear.level = options_.level;
    const Design design(outcome_.size(), predictors);
    const LinearRegression model =
        linear_regression({.outcome = outcome_, .weights = weights_, .cluster = cluster_}, design, linear);
    const std::string estimator = std::move(answer.estimator);
    static_cast<Answer&>(answer) = model;
    answer.estimator = estimator;
    answer.covariance = model.covariance;
    if (!answer.not_estimable.empty()) return;
    answer.df = model.df;
    answer.coefficients.assign(model.coefficients.begin(), model.coefficients.end());
    take_coefficient(answer, answer.coefficients[3]);
  }

 private:
  std::vector<bool> rows_kept(const Observations& rows) const {
    std::vector<bool> kept(rows.outcome.size(), true);
    if (!options_.balanced) return kept;
    if (unit_.codes.empty()) throw InvalidArgument("AC5504", "balanced needs to know the units");
    std::vector<std::array<bool, 2>> seen(unit_.names.size());
    for (std::size_t i = 0; i < kept.size(); ++i) seen[code_at(unit_, i)][code_at(after_, i)] = true;
    for (std::size_t i = 0; i < kept.size(); ++i)
      kept[i] = seen[code_at(unit_, i)][0] && seen[code_at(unit_, i)][1];
    return kept;
  }

  void fill_cells(DifferenceInDifferences& answer) const {
    for (std::size_t g = 0; g < 2; ++g)
      for (std::size_t t = 0; t < 2; ++t) {
        std::vector<double> values;
        for (std::size_t i = 0; i < outcome_.size(); ++i)
          if (treated_[i] == static_cast<double>(g) && later_[i] == static_cast<double>(t))
            values.push_back(outcome_[i]);
        const Moments m = moments(values);
        DifferenceCell cell{group_.names[g], t == 1, m.n, no_value, no_value};
        if (m.n > 0) cell.mean = m.mean;
        if (m.n > 1) cell.standard_error = m.sd() / std::sqrt(static_cast<double>(m.n));
        answer.cells.push_back(std::move(cell));
      }
  }

  /// Of units with one observation before and one after; several are averaged.
  void fill_changes(DifferenceInDifferences& answer) const {
    struct Sums {
      std::array<double, 2> sum{}, n{};
      std::size_t group = 0;
    };
    std::vector<Sums> units(unit_.names.size());
    for (std::size_t i = 0; i < outcome_.size(); ++i) {
      Sums& u = units[code_at(unit_, at_[i])];
      const auto t = static_cast<std::size_t>(later_[i]);
      u.sum[t] += outcome_[i];
      u.n[t] += 1;
      u.group = static_cast<std::size_t>(treated_[i]);
    }
    for (std::size_t g = 0; g < 2; ++g) {
      std::vector<double> change;
      for (const Sums& u : units)
        if (u.n[0] > 0 && u.n[1] > 0 && u.group == g) change.push_back(u.sum[1] / u.n[1] - u.sum[0] / u.n[0]);
      const Moments m = moments(change);
      GroupChange line{group_.names[g], m.n, no_value, no_value};
      if (m.n > 0) line.change = m.mean;
      if (m.n > 1) line.standard_error = m.sd() / std::sqrt(static_cast<double>(m.n));
      answer.changes.push_back(std::move(line));
    }
  }

  const Labels &group_, &after_, &unit_;
  std::span<const Predictor> covariates_;
  const DifferenceInDifferencesOptions& options_;
  std::vector<std::size_t> at_; ///< rows that are kept
  std::vector<double> outcome_, weights_, treated_, later_, both_;
  std::vector<std::int32_t> cluster_;
};

// --- panel

/// Takes from each column the (weighted) mean of its unit.
class Within {
 public:
  Within(const Labels& unit, std::span<const double> weights)
      : unit_(unit), weights_(weights), total_(unit.names.size()) {
    for (std::size_t i = 0; i < unit.size(); ++i) total_[code_at(unit, i)] += weight(i);
  }

  std::vector<double> operator()(std::span<const double> column) const {
    std::vector<double> rest(column.begin(), column.end());
    for (int round = 0; round < 2; ++round) { // the second takes what rounding left of a large mean
      std::vector<double> sum(total_.size());
      for (std::size_t i = 0; i < rest.size(); ++i) sum[code_at(unit_, i)] += weight(i) * rest[i];
      for (std::size_t i = 0; i < rest.size(); ++i)
        if (const std::size_t u = code_at(unit_, i); total_[u] > 0) rest[i] -= sum[u] / total_[u];
    }
    const auto size = [](std::span<const double> x) {
      return x.empty() ? 0 : std::ranges::max(x, {}, [](double v) { return std::abs(v); });
    };
    if (std::abs(size(rest)) <= 1e-13 * std::abs(size(column)))
      std::ranges::fill(rest, 0.0); // nothing but rounding
    return rest;
  }

 private:
  double weight(std::size_t i) const { return weights_.empty() ? 1 : weights_[i]; }

  const Labels& unit_;
  std::span<const double> weights_;
  std::vector<double> total_;
};

/// outcome on columns and periods within units; the coefficients of the columns, CR1 by cluster.
LinearRegression within_units(const Observations& rows, const Labels& unit, const Labels& period,
                              std::span<const Predictor> predictors,
                              const DifferenceInDifferencesOptions& options) {
  const Within within(unit, rows.weights);
  const std::vector<double> outcome = within(rows.outcome);
  const Design whole(rows.outcome.size(), predictors);
  std::vector<std::vector<double>> columns;
  std::vector<Predictor> inner;
  columns.reserve(whole.columns().size() + period.names.size());
  const auto add = [&](const std::string& name, std::span<const double> values) {
    columns.push_back(within(values));
    inner.push_back({name, columns.back(), {}, {}});
  };
  // Periods come first: what they explain is no treatment.
  for (std::size_t t = 1; t < period.names.size(); ++t) {
    std::vector<double> dummy(rows.outcome.size());
    for (std::size_t i = 0; i < dummy.size(); ++i) dummy[i] = code_at(period, i) == t ? 1 : 0;
    add("period " + period.names[t], dummy);
  }
  for (const DesignColumn& c : whole.columns()) add(c.name, c.values);
  LinearOptions linear;
  linear.covariance = options.covariance;
  linear.level = options.level;
  linear.drop_collinear = true; // a period whose only units were seen once says nothing
  LinearRegression model =
      linear_regression({.outcome = outcome, .weights = rows.weights, .cluster = rows.cluster},
                        Design(rows.outcome.size(), inner, false), linear);
  std::ranges::stable_partition(model.coefficients,
                                [](const Coefficient& c) { return !c.name.starts_with("period "); });
  return model;
}

/// Who is treated at some time, and when the first treatment is.
struct Treatment {
  std::vector<bool> ever;                        ///< by unit
  std::vector<std::optional<std::size_t>> start; ///< by unit, as code of the period
  std::size_t first = 0;                         ///< code of the first period in which anyone is treated
  bool staggered = false;

  Treatment(const Labels& unit, const Labels& period, std::span<const double> treated)
      : ever(unit.names.size()), start(unit.names.size()), first(period.names.size()) {
    for (std::size_t i = 0; i < treated.size(); ++i) {
      if (treated[i] == 0) continue;
      const std::size_t u = code_at(unit, i), t = code_at(period, i);
      ever[u] = true;
      start[u] = std::min(start[u].value_or(t), t);
      first = std::min(first, t);
    }
    std::optional<std::size_t> common;
    for (const auto& s : start)
      if (s) {
        staggered = staggered || common.value_or(*s) != *s;
        common = s;
      }
  }
};

/// Whether any unit has rows in two periods: without, nobody is seen to change.
bool anyone_seen_twice(const Labels& unit, const Labels& period) {
  std::vector<std::int32_t> first(unit.names.size(), no_label);
  for (std::size_t i = 0; i < unit.size(); ++i) {
    std::int32_t& seen = first[code_at(unit, i)];
    if (seen != no_label && seen != period.codes[i]) return true;
    seen = period.codes[i];
  }
  return false;
}

void fill_trends(DifferenceInDifferences& answer, const Observations& rows, const Labels& unit,
                 const Labels& period, const Treatment& treatment) {
  struct Sums {
    std::array<double, 2> sum{}, weight{};
    std::array<std::int64_t, 2> n{};
  };
  std::vector<Sums> periods(period.names.size());
  for (std::size_t i = 0; i < rows.outcome.size(); ++i) {
    Sums& s = periods[code_at(period, i)];
    const std::size_t side = treatment.ever[code_at(unit, i)] ? 1 : 0;
    const double w = rows.weights.empty() ? 1 : rows.weights[i];
    s.sum[side] += w * rows.outcome[i];
    s.weight[side] += w;
    ++s.n[side];
  }
  for (std::size_t t = 0; t < periods.size(); ++t) {
    const Sums& s = periods[t];
    TrendPoint p;
    p.period = period.names[t];
    p.treated = s.sum[1] / s.weight[1];
    p.comparison = s.sum[0] / s.weight[0];
    p.difference = p.treated - p.comparison;
    p.n_treated = s.n[1];
    p.n_comparison = s.n[0];
    answer.trends.push_back(std::move(p));
  }
}

/// Before anyone is treated: how much faster the treated change each period, with at least two such periods.
void fill_pretrend(DifferenceInDifferences& answer, const Observations& rows, const Labels& unit,
                   const Labels& period, const Treatment& treatment,
                   const DifferenceInDifferencesOptions& options) {
  if (treatment.first < 2) return;
  std::vector<double> outcome, weights, slope;
  std::vector<std::int32_t> cluster;
  Labels units{{}, unit.names},
      periods{{},
              {period.names.begin(), period.names.begin() + static_cast<std::ptrdiff_t>(treatment.first)}};
  for (std::size_t i = 0; i < rows.outcome.size(); ++i) {
    const std::size_t t = code_at(period, i);
    if (t >= treatment.first) continue;
    outcome.push_back(rows.outcome[i]);
    if (!rows.weights.empty()) weights.push_back(rows.weights[i]);
    cluster.push_back(rows.cluster[i]);
    units.codes.push_back(unit.codes[i]);
    periods.codes.push_back(period.codes[i]);
    slope.push_back(treatment.ever[code_at(unit, i)] ? static_cast<double>(t) : 0);
  }
  const std::vector<Predictor> predictors{{"trend of the treated", slope, {}, {}}};
  const LinearRegression model = within_units({.outcome = outcome, .weights = weights, .cluster = cluster},
                                              units, periods, predictors, options);
  if (!model.not_estimable.empty() || model.coefficients.empty()) return;
  if (model.coefficients[0].name != predictors[0].name) return;
  answer.pretrend = model.coefficients[0].estimate;
  answer.pretrend_p_value = model.coefficients[0].p_value;
}

} // namespace

DifferenceInDifferences difference_in_differences(const Observations& rows, const Labels& group,
                                                  const Labels& after, const Labels& unit,
                                                  std::span<const Predictor> covariates,
                                                  const DifferenceInDifferencesOptions& options) {
  const std::size_t n = rows.outcome.size();
  require_level(options.level);
  require_labels(group, n, "group");
  require_labels(after, n, "after");
  if (!unit.codes.empty()) require_labels(unit, n, "unit");
  require_finite(rows.outcome, "the outcome");
  DifferenceInDifferences answer;
  answer.level = options.level;
  answer.estimator = "difference in differences, two by two";
  answer.n = static_cast<std::int64_t>(n);
  if (group.names.size() != 2 || after.names.size() != 2) {
    if (group.names.size() > 2 || after.names.size() > 2)
      throw InvalidArgument("AC5504", "two groups and two times are compared; there are " +
                                          std::to_string(group.names.size()) + " and " +
                                          std::to_string(after.names.size()));
    answer.not_estimable = {"there are not two groups, each before and after", "缺少两个组各自的前后观测"};
    return answer;
  }
  TwoByTwoDesign(rows, group, after, unit, covariates, options).fit(answer);
  return answer;
}

DifferenceInDifferences difference_in_differences_panel(const Observations& rows, const Labels& unit,
                                                        const Labels& period, std::span<const double> treated,
                                                        std::span<const Predictor> covariates,
                                                        const DifferenceInDifferencesOptions& options) {
  const std::size_t n = rows.outcome.size();
  require_level(options.level);
  require_labels(unit, n, "unit");
  require_labels(period, n, "period");
  require_equal_length(n, treated.size(), "the outcome", "treated");
  require_finite(rows.outcome, "the outcome");
  require_finite(rows.weights, "the weights");
  if (std::ranges::any_of(treated, [](double t) { return t != 0 && t != 1; }))
    throw InvalidArgument("AC5504", "treated is 0 or 1");
  if (options.covariance != Covariance::automatic && options.covariance != Covariance::cr1)
    throw InvalidArgument("AC5504", "the covariance of the panel form is CR1, by cluster or by unit");
  DifferenceInDifferences answer;
  answer.level = options.level;
  answer.estimator = "difference in differences, two-way fixed effects";
  answer.n = static_cast<std::int64_t>(n);
  const Treatment treatment(unit, period, treated);
  answer.staggered = treatment.staggered;
  fill_trends(answer, rows, unit, period, treatment);
  if (!anyone_seen_twice(unit, period)) {
    answer.not_estimable = {"no unit has rows in two periods, so none is seen to change",
                            "没有个体在两个时期都有观测，看不到变化"};
    return answer;
  }

  Observations clustered = rows;
  if (clustered.cluster.empty()) clustered.cluster = unit.codes;
  std::vector<Predictor> predictors{{"treated", treated, {}, {}}};
  predictors.insert(predictors.end(), covariates.begin(), covariates.end());
  const LinearRegression model = within_units(clustered, unit, period, predictors, options);
  const std::string estimator = std::move(answer.estimator);
  static_cast<Answer&>(answer) = model;
  answer.estimator = estimator;
  answer.covariance = model.covariance;
  if (!answer.not_estimable.empty()) return answer;
  if (model.coefficients.empty() || model.coefficients[0].name != "treated") {
    answer.not_estimable = {"units and periods explain who is treated: nobody changes, or all at once",
                            "个体与时期已完全决定处理状态：没有人改变，或所有人同时改变"};
    return answer;
  }
  answer.df = model.df;
  answer.coefficients.assign(model.coefficients.begin(), model.coefficients.end());
  take_coefficient(answer, answer.coefficients[0]);
  fill_pretrend(answer, clustered, unit, period, treatment, options);
  return answer;
}

Wording in_words(const DifferenceInDifferences& a) {
  const Wording size = model_size(a);
  if (!a.not_estimable.empty())
    return {"No difference in differences: " + a.not_estimable.en + " (" + size.en + ").",
            "无法做双重差分：" + a.not_estimable.zh + "（" + size.zh + "）。"};
  const std::string level = readable_level(a.level), low = readable(a.low), high = readable(a.high);
  Wording words{"The treated changed by " + readable(std::abs(a.estimate)) +
                    (a.estimate < 0 ? " less" : " more") + " than the comparison group (" + level +
                    " % interval " + low + " to " + high + "); " + readable_p(a.p_value) + "; " + size.en +
                    ", " + a.covariance + " covariance.",
                "处理组的变化比对照组" + std::string(a.estimate < 0 ? "少 " : "多 ") +
                    readable(std::abs(a.estimate)) + "（" + level + "% 置信区间 " + low + " 至 " + high +
                    "）；" + readable_p(a.p_value) + "；" + size.zh + "，协方差：" + a.covariance + "。"};
  if (!std::isnan(a.pretrend_p_value)) {
    words.en += " Before the treatment their trends differed by " + readable(a.pretrend) + " a period (" +
                readable_p(a.pretrend_p_value) + ").";
    words.zh +=
        "处理前两组趋势每期相差 " + readable(a.pretrend) + "（" + readable_p(a.pretrend_p_value) + "）。";
  }
  if (a.staggered) {
    words.en += " Treatment began at different times; effects that grow would bias this.";
    words.zh += "处理开始时间不一；若效应随时间变化，估计会有偏。";
  }
  return words;
}

} // namespace aftercourse::statistics
