#include <aftercourse/instrument/raking.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

[[noreturn]] void refuse_raking(const std::string& what) { throw InvalidArgument("AC5805", what); }

void require_not_negative(std::span<const double> values, const std::string& name) {
  for (const double x : values)
    if (!(x >= 0) || std::isinf(x)) refuse_raking("`" + name + "` holds what is no number from 0 on");
}

void check_margin(const RakingMargin& margin, std::size_t n) {
  if (margin.group.size() != n)
    refuse_raking("`" + margin.name + "` has " + std::to_string(margin.group.size()) + " rows, not " +
                  std::to_string(n));
  require_not_negative(margin.targets, margin.name);
  for (const std::int32_t g : margin.group)
    if (g < 0 || static_cast<std::size_t>(g) >= margin.targets.size())
      refuse_raking("`" + margin.name + "` has a group without a target");
  if (std::accumulate(margin.targets.begin(), margin.targets.end(), 0.0) <= 0)
    refuse_raking("`" + margin.name + "` has no population");
}

void check_options(const RakingOptions& o, std::size_t n) {
  if (!o.base.empty() && o.base.size() != n) refuse_raking("`base` has another length than the responses");
  require_not_negative(o.base, "base");
  if (!(o.tolerance > 0)) refuse_raking("`tolerance` is not above 0");
  if (o.max_rounds < 1) refuse_raking("`max_rounds` is below 1");
  if (o.trim && !(*o.trim > 1)) refuse_raking("`trim` is not above 1");
}

class Raker {
 public:
  Raker(std::size_t n, std::span<const RakingMargin> margins, const RakingOptions& options)
      : margins_(margins), options_(options) {
    out_.estimator = options.trim ? "raking with trimmed weights" : "raking";
    out_.n = static_cast<std::int64_t>(n);
    out_.weights = options.base.empty() ? std::vector<double>(n, 1) : options.base;
  }

  Raking run() {
    if (out_.n == 0) return give_up({"there is no response", "没有回答"});
    for (const RakingMargin& margin : margins_) {
      shares_.push_back(margin.targets);
      const double sum = std::accumulate(margin.targets.begin(), margin.targets.end(), 0.0);
      for (double& share : shares_.back()) share /= sum;
      const auto now = shares_now(margin);
      for (std::size_t g = 0; g < now.size(); ++g)
        if (!(now[g] > 0) && margin.targets[g] > 0)
          return give_up({"nobody of group " + std::to_string(g + 1) + " of `" + margin.name + "` answered",
                          "“" + margin.name + "”的第 " + std::to_string(g + 1) + " 组无人作答"});
    }
    iterate();
    finish();
    return std::move(out_);
  }

 private:
  Raking give_up(Wording why) {
    out_.not_estimable = std::move(why);
    out_.weights.assign(out_.weights.size(), statistics::no_value);
    return std::move(out_);
  }

  std::vector<double> shares_now(const RakingMargin& margin) const {
    std::vector<double> sums(margin.targets.size());
    for (std::size_t i = 0; i < out_.weights.size(); ++i)
      sums[static_cast<std::size_t>(margin.group[i])] += out_.weights[i];
    const double all = std::accumulate(sums.begin(), sums.end(), 0.0);
    for (double& s : sums) s /= all;
    return sums;
  }

  double largest_difference() const {
    double largest = 0;
    for (std::size_t m = 0; m < margins_.size(); ++m) {
      const auto now = shares_now(margins_[m]);
      for (std::size_t g = 0; g < now.size(); ++g)
        largest = std::max(largest, std::abs(now[g] - shares_[m][g]));
    }
    return largest;
  }

  void scale_to_mean_one() {
    const double sum = std::accumulate(out_.weights.begin(), out_.weights.end(), 0.0);
    for (double& w : out_.weights) w *= static_cast<double>(out_.n) / sum;
  }

  /// The share of all weight that the last trimming took: what would be scaled beyond the limit again.
  double trimmed_away() const {
    return 1 - std::accumulate(out_.weights.begin(), out_.weights.end(), 0.0) / static_cast<double>(out_.n);
  }

  void one_round() {
    for (std::size_t m = 0; m < margins_.size(); ++m) {
      auto factors = shares_now(margins_[m]);
      for (std::size_t g = 0; g < factors.size(); ++g)
        factors[g] = factors[g] > 0 ? shares_[m][g] / factors[g] : 0;
      for (std::size_t i = 0; i < out_.weights.size(); ++i)
        out_.weights[i] *= factors[static_cast<std::size_t>(margins_[m].group[i])];
    }
    scale_to_mean_one();
    if (options_.trim)
      for (double& w : out_.weights) w = std::min(w, *options_.trim);
  }

  void iterate() {
    scale_to_mean_one();
    while (out_.rounds < options_.max_rounds && !out_.converged) {
      one_round();
      ++out_.rounds;
      out_.largest_difference = largest_difference();
      out_.converged =
          out_.largest_difference <= options_.tolerance && std::abs(trimmed_away()) <= options_.tolerance;
    }
    scale_to_mean_one();
  }

  void finish() {
    double squares = 0;
    for (const double w : out_.weights) squares += w * w;
    const auto n = static_cast<double>(out_.n);
    out_.kish_effect = squares / n; // the weights sum to n
    out_.effective_n = n / out_.kish_effect;
    if (options_.trim)
      out_.trimmed =
          std::ranges::count_if(out_.weights, [&](double w) { return w >= *options_.trim * (1 - 1e-9); });
  }

  std::span<const RakingMargin> margins_;
  const RakingOptions& options_;
  std::vector<std::vector<double>> shares_;
  Raking out_;
};

} // namespace

Raking rake(std::size_t responses, std::span<const RakingMargin> margins, const RakingOptions& options) {
  check_options(options, responses);
  for (const RakingMargin& margin : margins) check_margin(margin, responses);
  if (!options.base.empty() && std::accumulate(options.base.begin(), options.base.end(), 0.0) <= 0)
    refuse_raking("`base` holds no weight above 0");
  return Raker(responses, margins, options).run();
}

Wording in_words(const Raking& r) {
  if (!r.not_estimable.empty()) return r.not_estimable;
  using statistics::readable;
  const std::string n = std::to_string(r.n), effective = readable(r.effective_n),
                    rounds = std::to_string(r.rounds);
  Wording words{n + " responses weighted to the known margins count like " + effective + " (Kish effect " +
                    readable(r.kish_effect) + ")",
                n + " 份回答按已知总体加权后相当于 " + effective + " 份（Kish 效应 " +
                    readable(r.kish_effect) + "）"};
  if (!r.converged) {
    words.en += "; the margins were not met after " + rounds + " rounds, a share is off by " +
                readable(r.largest_difference);
    words.zh += "；" + rounds + " 轮后仍未达到总体结构，最大偏差 " + readable(r.largest_difference);
  }
  return words;
}

} // namespace aftercourse
