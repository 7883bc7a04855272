#include <aftercourse/statistics/mixed_model.hpp>

#include <algorithm>

namespace aftercourse::statistics {

namespace {

std::string factor_list(const MixedModel& model, bool chinese) {
  std::string list;
  for (const RandomTermFit& term : model.terms) {
    if (!list.empty()) list += chinese ? "、" : ", ";
    list += chinese ? term.factor + "（" + std::to_string(term.levels) + " 个水平）"
                    : term.factor + " (" + std::to_string(term.levels) + " levels)";
  }
  return list;
}

Wording components_in_words(const MixedModel& model) {
  Wording text;
  for (const VarianceComponent& component : model.components) {
    const std::string interval =
        component.low > 0 ? "[" + readable(component.low) + ", " + readable(component.high) + "]" : "";
    const std::string name = component.factor + (component.name.empty() ? "" : " " + component.name);
    text.en += (text.en.empty() ? "" : "; ") + name + " " + readable(component.sd) +
               (interval.empty() ? "" : " " + interval);
    text.zh += (text.zh.empty() ? "" : "；") + name + " " + readable(component.sd) + interval;
  }
  return text;
}

} // namespace

Wording in_words(const MixedModel& model) {
  if (!model.not_estimable.empty())
    return {"Not estimable: " + model.not_estimable.en + " (n = " + std::to_string(model.n) + ").",
            "无法估计：" + model.not_estimable.zh + "（n = " + std::to_string(model.n) + "）。"};
  const Wording components = components_in_words(model);
  const std::string n = std::to_string(model.n), percent = readable_level(model.level);
  Wording text{"Standard deviations with " + percent + " % intervals over n = " + n + " observations and " +
                   factor_list(model, false) + ": " + components.en + ".",
               "标准差及 " + percent + "% 置信区间（n = " + n + " 个观测，" + factor_list(model, true) +
                   "）：" + components.zh + "。"};
  if (model.singular) {
    text.en += " A variance is estimated as zero, or effects as perfectly correlated: the data do not tell "
               "them apart.";
    text.zh += "有方差估计为零或随机效应完全相关：数据不足以区分。";
  }
  return text;
}

} // namespace aftercourse::statistics
