// How the coefficients of agreement and reliability say themselves: the name, the number, its interval where
// there is one, and over how many units, in how many clusters.
#pragma once

#include <cmath>
#include <string>

#include "sentence.hpp"

namespace aftercourse::statistics {

/// Squares of numbers near the end of what a double holds are infinite.
inline const Wording too_far_apart{"the numbers are too far apart to be squared",
                                   "数值相差过大，无法计算平方"};

/// Weights say how often a unit stands for itself.
inline const Wording less_than_one_unit{"the weights add up to less than one unit", "权重之和不足一个对象"};

inline Wording size_in_words(const Answer& answer) {
  const std::string n = "n = " + std::to_string(answer.n);
  if (answer.clusters == 0) return {n, n};
  const std::string g = std::to_string(answer.clusters);
  return {n + " in " + g + " clusters", n + "，" + g + " 个群"};
}

/// Latin letters stand apart from Chinese ones, which have no blanks between them.
inline bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }

/// `name` "Cohen's kappa"; `more` what follows the interval, such as "p = 0.01".
inline Wording coefficient_in_words(const Estimate& e, const Wording& name, const Wording& more = {}) {
  const Wording size = size_in_words(e);
  if (!e.not_estimable.empty())
    return {"No " + name.en + ": " + e.not_estimable.en + " (" + size.en + ").",
            (is_ascii(name.zh.front()) ? "无法计算 " : "无法计算") + name.zh + "：" + e.not_estimable.zh +
                "（" + size.zh + "）。"};
  Wording words{name.en + " is " + readable(e.estimate), name.zh + "为 " + readable(e.estimate)};
  if (std::isfinite(e.low)) {
    const std::string level = readable_level(e.level), low = readable(e.low), high = readable(e.high);
    words.en += "; " + level + " % interval " + low + " to " + high;
    words.zh += "；" + level + "% 置信区间 " + low + " 至 " + high;
  }
  if (!more.empty()) {
    words.en += "; " + more.en;
    words.zh += "；" + more.zh;
  }
  return {words.en + "; " + size.en + ".", words.zh + "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
