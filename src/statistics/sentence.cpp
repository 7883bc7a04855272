#include "sentence.hpp"

#include <cmath>

namespace aftercourse::statistics {

Wording interval_words(const Answer& about, double low, double high, const Wording& why) {
  if (std::isnan(low) || std::isnan(high)) {
    const Wording& reason = why.empty() ? about.not_estimable : why;
    if (reason.empty()) return {"no interval", "无区间"};
    return {"no interval: " + reason.en, "无区间：" + reason.zh};
  }
  const std::string level = readable_level(about.level);
  return {level + " % interval " + readable(low) + " to " + readable(high),
          level + "% 置信区间 " + readable(low) + " 至 " + readable(high)};
}

Wording counted_words(const Answer& about) {
  Wording out{"n = " + std::to_string(about.n), "n = " + std::to_string(about.n)};
  if (about.clusters > 0) {
    out.en += " in " + std::to_string(about.clusters) + " clusters";
    out.zh += "，" + std::to_string(about.clusters) + "个群组";
  }
  if (about.missing > 0) {
    out.en += ", " + std::to_string(about.missing) + " missing left out";
    out.zh += "，缺失" + std::to_string(about.missing) + "个未计入";
  }
  return out;
}

Wording sentence(const Wording& begin, const Estimate& e) {
  const Wording interval = interval_words(e), counted = counted_words(e);
  if (std::isnan(e.estimate))
    return {"Not estimable: " + e.not_estimable.en + " (" + counted.en + ").",
            "无法估计：" + e.not_estimable.zh + "（" + counted.zh + "）。"};
  return {begin.en + " (" + interval.en + "; " + counted.en + ").",
          begin.zh + "（" + interval.zh + "；" + counted.zh + "）。"};
}

} // namespace aftercourse::statistics
