#include <aftercourse/assessment/pass_rate.hpp>

#include <limits>
#include <string>

namespace aftercourse {

namespace {

bool is_counted(const CourseEnd& end, PassDenominator denominator) noexcept {
  switch (denominator) {
  case PassDenominator::enrolled:
    return true;
  case PassDenominator::started:
    return !end.withdrawn_on || *end.withdrawn_on > 0;
  case PassDenominator::completed:
    return !end.withdrawn;
  }
  return false;
}

std::string with_commas(std::int64_t n) {
  std::string text = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

/// To one decimal; 99.96 % never reads as 100 %, nor a share above nothing as 0 %.
std::string percent(std::int64_t part, std::int64_t whole) {
  const std::int64_t nearest = (part * 1000 + whole / 2) / whole;
  const std::int64_t tenths = nearest == 1000 && part < whole ? 999 : nearest == 0 && part > 0 ? 1 : nearest;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

Wording nobody(const PassRate& rate) {
  static constexpr const char* en[] = {"was enrolled", "started", "completed"};
  static constexpr const char* zh[] = {"报名", "开课", "完成"};
  const auto which = static_cast<std::size_t>(rate.denominator);
  if (rate.missing > 0) return {"no result is known: there is no pass rate", "尚无已知结果，无合格率"};
  return {std::string("nobody ") + en[which] + ": there is no pass rate",
          std::string("没有") + zh[which] + "人数，无合格率"};
}

} // namespace

PassRate pass_rate(std::span<const CourseEnd> ends, PassDenominator denominator) {
  PassRate out{.denominator = denominator, .rate = std::numeric_limits<double>::quiet_NaN()};
  for (const CourseEnd& end : ends) {
    if (!is_counted(end, denominator)) continue;
    const bool left = end.withdrawn || end.withdrawn_on;
    ++(end.passed || left ? out.of : out.missing);
    out.passed += end.passed.value_or(false) ? 1 : 0;
  }
  if (out.of > 0)
    out.rate = static_cast<double>(out.passed) / static_cast<double>(out.of);
  else
    out.not_estimable = nobody(out);
  return out;
}

Wording in_words(const PassRate& rate) {
  static constexpr const char* en[] = {"were enrolled", "started", "completed"};
  static constexpr const char* zh[] = {"报名", "开课", "完成"};
  const auto which = static_cast<std::size_t>(rate.denominator);
  const std::string unknown = with_commas(rate.missing);
  const Wording missing = rate.missing == 0 ? Wording{}
                                            : Wording{"; of " + unknown + " the result is missing",
                                                      "；另有 " + unknown + " 人缺少结果"};
  if (rate.of == 0) return {rate.not_estimable.en + missing.en, rate.not_estimable.zh + missing.zh};
  const std::string passed = with_commas(rate.passed), of = with_commas(rate.of),
                    share = percent(rate.passed, rate.of);
  return {passed + " of " + of + " who " + en[which] + " passed (" + share + " %)" + missing.en,
          std::string(zh[which]) + " " + of + " 人中 " + passed + " 人合格（" + share + "%）" + missing.zh};
}

} // namespace aftercourse
