#include <aftercourse/instrument/nonresponse.hpp>

#include <cmath>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

struct Moments {
  std::int64_t n = 0;
  double mean = 0, squares = 0;

  void add(double x) {
    ++n;
    const double off = x - mean;
    mean += off / static_cast<double>(n);
    squares += off * (x - mean);
  }
  double variance() const { return n > 1 ? squares / static_cast<double>(n - 1) : statistics::no_value; }
};

ResponderDifference difference_of(const Moments& yes, const Moments& no, bool share) {
  ResponderDifference out;
  out.n_responders = yes.n;
  out.n_others = no.n;
  if (yes.n > 0) out.responders = yes.mean;
  if (no.n > 0) out.others = no.mean;
  const auto variance = [&](const Moments& m) { return share ? m.mean * (1 - m.mean) : m.variance(); };
  const double pooled = std::sqrt((variance(yes) + variance(no)) / 2);
  if (yes.n > 0 && no.n > 0 && pooled > 0) out.difference = (yes.mean - no.mean) / pooled;
  return out;
}

void check_characteristic(const Characteristic& c, std::size_t n) {
  const std::size_t rows = c.labels.empty() ? c.numbers.size() : c.codes.size();
  if (rows != n)
    throw InvalidArgument("AC5805",
                          "`" + c.name + "` has " + std::to_string(rows) + " rows, not " + std::to_string(n));
  for (const std::int32_t code : c.codes)
    if (code < -1 || code >= static_cast<std::int32_t>(c.labels.size()))
      throw InvalidArgument("AC5805", "`" + c.name + "` has a code without a label");
  for (const double x : c.numbers)
    if (std::isinf(x)) throw InvalidArgument("AC5805", "`" + c.name + "` has an infinite value");
}

} // namespace

std::vector<ResponderDifference> compare_responders(const std::vector<bool>& responded,
                                                    std::span<const Characteristic> characteristics) {
  std::vector<ResponderDifference> out;
  for (const Characteristic& c : characteristics) {
    check_characteristic(c, responded.size());
    const std::size_t groups = c.labels.empty() ? 1 : c.labels.size();
    for (std::size_t g = 0; g < groups; ++g) {
      Moments yes, no;
      for (std::size_t i = 0; i < responded.size(); ++i) {
        const bool known = c.labels.empty() ? !std::isnan(c.numbers[i]) : c.codes[i] >= 0;
        if (!known) continue;
        (responded[i] ? yes : no)
            .add(c.labels.empty() ? c.numbers[i] : c.codes[i] == static_cast<std::int32_t>(g));
      }
      out.push_back(difference_of(yes, no, !c.labels.empty()));
      out.back().characteristic = c.name;
      if (!c.labels.empty()) out.back().label = c.labels[g];
    }
  }
  return out;
}

Wording in_words(const ResponderDifference& d) {
  using statistics::readable;
  const std::string what = d.characteristic + (d.label.empty() ? "" : " = " + d.label);
  const std::string n = std::to_string(d.n_responders), m = std::to_string(d.n_others);
  if (d.n_responders == 0 || d.n_others == 0)
    return {what + ": known of " + n + " who answered and " + m + " who did not: nothing to compare",
            what + "：已知答复者 " + n + " 人、未答复者 " + m + " 人，无法比较"};
  const std::string yes = readable(d.responders), no = readable(d.others);
  Wording words{what + ": " + yes + " of " + n + " who answered, " + no + " of " + m + " who did not",
                what + "：答复者 " + yes + "（" + n + " 人），未答复者 " + no + "（" + m + " 人）"};
  if (std::isnan(d.difference))
    return {words.en + "; neither group varies: no standardised difference",
            words.zh + "，两组均无变异，无标准化差异"};
  return {words.en + "; standardised difference " + readable(d.difference),
          words.zh + "，标准化差异 " + readable(d.difference)};
}

MissingBounds missing_bounds(std::span<const double> answers, std::int64_t missing, double min, double max) {
  if (!(max > min) || std::isinf(min) || std::isinf(max))
    throw InvalidArgument("AC5805", "`max` is not above `min`");
  if (missing < 0) throw InvalidArgument("AC5805", "fewer than none are missing");
  Moments moments;
  for (const double x : answers) {
    if (!(x >= min && x <= max)) throw InvalidArgument("AC5805", "an answer is outside `min` to `max`");
    moments.add(x);
  }
  MissingBounds out;
  out.estimator = "worst-case bounds (Manski)";
  out.n = moments.n;
  out.missing = missing;
  const auto n = static_cast<double>(moments.n), m = static_cast<double>(missing);
  if (n + m == 0) {
    out.not_estimable = {"nobody was asked", "没有调查对象"};
    return out;
  }
  if (moments.n > 0) out.observed = moments.mean;
  const double sum = moments.n > 0 ? moments.mean * n : 0;
  out.worst = (sum + m * min) / (n + m);
  out.best = (sum + m * max) / (n + m);
  return out;
}

Wording in_words(const MissingBounds& b) {
  if (!b.not_estimable.empty()) return b.not_estimable;
  using statistics::readable;
  const std::string n = std::to_string(b.n), m = std::to_string(b.missing), low = readable(b.worst),
                    high = readable(b.best);
  if (b.n == 0)
    return {"none of " + m + " answered; the mean lies anywhere from " + low + " to " + high,
            m + " 人均未作答，均值可能在 " + low + " 到 " + high + " 之间"};
  return {"the mean of " + n + " answers is " + readable(b.observed) + "; with the " + m +
              " missing it lies between " + low + " and " + high,
          n + " 份回答的均值为 " + readable(b.observed) + "；计入 " + m + " 份缺失后在 " + low + " 到 " +
              high + " 之间"};
}

} // namespace aftercourse
