#include <aftercourse/instrument/net_promoter.hpp>

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

NetPromoter net_promoter(std::span<const double> answers, double level) {
  statistics::require_level(level);
  NetPromoter out;
  out.estimator = "net promoter score, normal interval";
  out.level = level;
  for (const double x : answers) {
    if (std::isnan(x)) {
      ++out.missing;
      continue;
    }
    if (!(x >= 0 && x <= 10) || x != std::floor(x))
      throw InvalidArgument("AC5805", "an answer is no whole number from 0 to 10");
    ++(x >= 9 ? out.promoters : x >= 7 ? out.passives : out.detractors);
  }
  out.n = out.promoters + out.passives + out.detractors;
  if (out.n == 0) {
    out.not_estimable = {"there is no answer", "没有回答"};
    return out;
  }
  const auto n = static_cast<double>(out.n);
  const double p = static_cast<double>(out.promoters) / n, d = static_cast<double>(out.detractors) / n;
  out.estimate = static_cast<double>(out.promoters - out.detractors) / n;
  out.standard_error = std::sqrt(std::max(0.0, p + d - (p - d) * (p - d)) / n);
  const double z = boost::math::quantile(boost::math::complement(boost::math::normal(), (1 - level) / 2));
  out.low = std::max(-1.0, out.estimate - z * out.standard_error);
  out.high = std::min(1.0, out.estimate + z * out.standard_error);
  return out;
}

Wording in_words(const NetPromoter& s) {
  if (!s.not_estimable.empty()) return s.not_estimable;
  using statistics::readable;
  const std::string n = std::to_string(s.n), p = std::to_string(s.promoters),
                    d = std::to_string(s.detractors), missing = std::to_string(s.missing),
                    level = statistics::readable_level(s.level);
  const std::string score = readable(100 * s.estimate), low = readable(100 * s.low),
                    high = readable(100 * s.high);
  return {"net promoter score " + score + ", " + level + " % interval " + low + " to " + high + ": " + p +
              " promoters and " + d + " detractors of " + n + " answers, " + missing + " missing",
          "净推荐值 " + score + "，" + level + "% 区间 " + low + " 至 " + high + "：" + n +
              " 份回答中推荐者 " + p + "，贬损者 " + d + "，缺失 " + missing};
}

} // namespace aftercourse
