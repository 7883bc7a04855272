// What the regression models say alike: why there is no answer, how large they are, their coefficients.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/statistics/coefficient.hpp>
#include <aftercourse/statistics/design.hpp>

#include "least_squares.hpp"

namespace aftercourse::statistics {

/// The names of collinear columns and of what determines them.
std::vector<CollinearColumn> collinear_columns(const Design& design, const std::vector<Collinear>& collinear);
/// Their indices in Design::columns().
std::vector<std::size_t> columns_of(const Design& design, const std::vector<Collinear>& collinear);

/// "n = 45, 3 clusters (CR1)".
Wording model_size(const Answer& answer);

/// The reason why a model with so many parameters cannot be estimated, or nothing.
template <class Model>
Wording why_not_estimable(const Model& model, std::int64_t parameters, bool collinear) {
  if (model.n == 0) return {"there are no observations", "没有观测值"};
  if (parameters == 0)
    return {"there is no column, nor an intercept, to estimate", "没有可估计的自变量或截距"};
  if (model.n <= parameters) {
    const std::string p = std::to_string(parameters), n = std::to_string(model.n);
    return {p + " parameters need more than " + p + " observations; there are " + n,
            p + " 个参数需要多于 " + p + " 个观测值；只有 " + n + " 个"};
  }
  if (collinear) {
    const CollinearColumn& first = model.collinear.front();
    if (first.of.empty()) return {first.name + " is always 0", first.name + " 恒为 0"};
    return {first.name + " is a linear combination of " + first.of + " (collinear)",
            first.name + " 是 " + first.of + " 的线性组合（共线）"};
  }
  if (model.covariance == "CR1" && model.clusters < 2)
    return {"all observations are in one cluster", "所有观测值都在同一个群中"};
  return {};
}

/// Where a coefficient is the mean of whole clusters.
inline const Wording silent_clusters{"within a cluster nothing varies that the model compares, so the "
                                     "clusters do not tell how far it could be "
                                     "chance",
                                     "模型所比较的因素在群组内没有变化，无法由群组判断差异是否出于偶然"};

/// Why a coefficient has no test, or nothing.
inline Wording why_untested(const Coefficient& c) {
  if (!std::isnan(c.p_value)) return {};
  if (c.standard_error != 0) return silent_clusters;
  return {"the model explains the outcome entirely, so there is no variance to test against",
          "模型完全解释了结果变量，没有可供检验的方差"};
}

/// Adds "; age: 0.5 (95 % interval 0.1 to 0.9)" for the first six coefficients but the intercept, and the
/// size. The members of C to tell may be the estimate with its interval or the ratio with its.
template <class Model, class C>
void add_coefficients(Wording& words, const Model& model, const std::vector<C>& coefficients,
                      double C::*estimate, double C::*low, double C::*high) {
  const std::string level = readable_level(model.level);
  int told = 0;
  for (const C& c : coefficients) {
    if (c.name == "intercept" || ++told > 6) continue;
    const std::string value = readable(c.*estimate), from = readable(c.*low), to = readable(c.*high);
    words.en += "; " + c.name + ": " + value;
    words.zh += "；" + c.name + "：" + value;
    if (std::isnan(c.*low) || std::isnan(c.*high)) continue;
    words.en += " (" + level + " % interval " + from + " to " + to + ")";
    words.zh += "（" + level + "% 置信区间 " + from + " 至 " + to + "）";
  }
  if (told > 6) {
    words.en += "; and " + std::to_string(told - 6) + " more";
    words.zh += "；另有 " + std::to_string(told - 6) + " 项";
  }
  const Wording size = model_size(model);
  words.en += "; " + size.en + ", " + model.covariance + " covariance.";
  words.zh += "；" + size.zh + "，协方差：" + model.covariance + "。";
}

} // namespace aftercourse::statistics
