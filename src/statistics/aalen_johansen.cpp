#include <aftercourse/statistics/aalen_johansen.hpp>

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>

#include "cluster_squares.hpp"
#include "distributions.hpp"
#include "risk_sets.hpp"

namespace aftercourse::statistics {

namespace {

/// The curves of one group. What the weight of an observation moves the incidence of cause k by is c + a F +
/// b Q: F the incidence, Q what it is for those at risk from the start on; b is 1 while at risk, a and c are
/// settled on entering and leaving.
class IncidenceCurves {
 public:
  IncidenceCurves(const SurvivalTimes& times, const RiskSets& sets, std::size_t causes, bool robust)
      : times_(times), sets_(sets), robust_(robust), events_(causes), incidence_(causes), flow_(causes),
        cluster_(robust ? cluster_positions(times, sets.leaving)
                        : cluster_positions({times.time, times.event}, sets.leaving)),
        squares_(causes, ClusterSquares<3>(sets.leaving.size())) {
    if (sets.entering.empty())
      for (const std::uint32_t i : sets.leaving) move(i, 0, 0, 1);
  }

  void step(const RiskTime& t) {
    for (; entered_ < sets_.entering.size() && times_.entry[sets_.entering[entered_]] < t.time; ++entered_)
      move(sets_.entering[entered_], 0, -greenwood_, 1);
    const double before = survival_;
    count_events(t);
    for (std::size_t k = 0; k < events_.size(); ++k) {
      const double increment = before * events_[k] / t.at_risk;
      flow_[k] += increment * (greenwood_ - 1 / t.at_risk);
      incidence_[k] += increment;
    }
    if (t.all_had_event()) {
      survival_ = 0;
    } else if (t.events > 0) {
      survival_ *= (t.at_risk - t.events) / t.at_risk;
      greenwood_ += t.events / (t.at_risk * (t.at_risk - t.events));
    }
    const double own = t.all_had_event() ? 0 : 1 / (t.at_risk - t.events);
    for (std::size_t at = t.first; at < t.last; ++at) {
      const std::uint32_t i = sets_.leaving[at];
      move(i, before / t.at_risk, greenwood_ - (times_.event[i] != 0 ? own : 0), -1);
    }
  }

  double survival() const noexcept { return survival_; }
  double events(std::size_t k) const { return events_[k]; } ///< at this time
  double incidence(std::size_t k) const { return incidence_[k]; }
  double standard_error(std::size_t k) const {
    return std::sqrt(squares_[k].at({1, incidence_[k], flow_[k]}));
  }

 private:
  void count_events(const RiskTime& t) {
    std::fill(events_.begin(), events_.end(), 0.0);
    for (std::size_t at = t.first; at < t.last; ++at) {
      const std::uint32_t i = sets_.leaving[at];
      if (times_.event[i] > 0) events_[static_cast<std::size_t>(times_.event[i] - 1)] += weight_of(times_, i);
    }
  }

  /// Changes a and b by these; c so that the influence jumps by `own` for the cause of the observation's
  /// event, and by nothing for the others.
  void move(std::uint32_t i, double own, double a, double b) {
    // Repeated observations are independent: the sum of w times a square, not of the square of w times it.
    const double w = robust_ ? weight_of(times_, i) : std::sqrt(weight_of(times_, i));
    for (std::size_t k = 0; k < events_.size(); ++k) {
      const double jump = times_.event[i] == static_cast<std::int32_t>(k + 1) ? own : 0;
      squares_[k].add(cluster_[i], {w * (jump - a * incidence_[k] - b * flow_[k]), w * a, w * b});
    }
  }

  const SurvivalTimes& times_;
  const RiskSets& sets_;
  const bool robust_;
  std::vector<double> events_, incidence_, flow_; // by cause
  std::vector<std::uint32_t> cluster_;
  std::vector<ClusterSquares<3>> squares_;
  double survival_ = 1, greenwood_ = 0;
  std::size_t entered_ = 0;
};

/// The rows of a group, causes within times.
std::vector<IncidenceStep> incidence_of(const SurvivalTimes& times, const RiskSets& sets,
                                        std::span<const std::string> causes, const std::string& group,
                                        bool robust, double z, CurveInterval scale) {
  IncidenceCurves curves(times, sets, causes.size(), robust);
  const bool one = one_cluster(times, sets.leaving);
  std::vector<IncidenceStep> rows;
  rows.reserve(sets.times.size() * causes.size());
  for (const RiskTime& t : sets.times) {
    curves.step(t);
    for (std::size_t k = 0; k < causes.size(); ++k) {
      IncidenceStep row{group, causes[k], t.time, t.at_risk, curves.events(k), curves.incidence(k)};
      if (!(robust && one)) row.standard_error = curves.standard_error(k);
      const CurveBounds bounds = curve_bounds(row.incidence, row.standard_error, z, scale);
      row.low = bounds.low, row.high = bounds.high, row.event_free = curves.survival();
      rows.push_back(row);
    }
  }
  return rows;
}

/// The row of cause k at `time`, out of those of its group.
IncidenceStep incidence_at(const std::vector<IncidenceStep>& rows, std::size_t k, std::size_t causes,
                           const std::string& group, const std::string& cause, double time) {
  IncidenceStep answer{group, cause, time};
  const auto after = std::upper_bound(rows.begin(), rows.end(), time,
                                      [](double t, const IncidenceStep& row) { return t < row.time; });
  if (rows.empty() || (after == rows.end() && rows.back().time < time && rows.back().event_free > 0))
    return answer;
  const double at_risk = after == rows.end() ? 0 : after->at_risk;
  if (after == rows.begin()) {
    answer.incidence = answer.standard_error = answer.events = 0;
    answer.event_free = 1;
  } else {
    answer = *(after - static_cast<std::ptrdiff_t>(causes - k));
    if (answer.time == time) return answer;
    answer.events = 0;
  }
  answer.time = time;
  answer.at_risk = at_risk;
  return answer;
}

} // namespace

AalenJohansen aalen_johansen(const SurvivalTimes& times, std::span<const std::string> causes,
                             const SubjectGroups& groups, const AalenJohansenOptions& options) {
  if (causes.empty()) throw InvalidArgument("AC5507", "there is no cause to count");
  require_survival_times(times, static_cast<std::int32_t>(causes.size()));
  require_groups(groups, times.time.size(), "group");
  require_level(options.level);
  require_finite(options.at, "at");
  const bool robust = robust_variance(times, options.robust);
  const double z = distributions::normal_quantile(0.5 + options.level / 2);

  AalenJohansen answer;
  answer.estimator = std::string("aalen_johansen, infinitesimal jackknife, ") +
                     std::string(name_of(options.interval)) + " interval";
  answer.level = options.level;
  answer.clusters = count_clusters(times);
  const std::vector<std::vector<std::uint32_t>> members = members_of(times, groups);
  for (std::size_t g = 0; g < members.size(); ++g) {
    const std::string label = groups.codes.empty() ? std::string() : groups.labels[g];
    const RiskSets sets = risk_sets(times, members[g]);
    const std::vector<IncidenceStep> rows =
        incidence_of(times, sets, causes, label, robust, z, options.interval);
    for (std::size_t k = 0; k < causes.size(); ++k) {
      IncidenceGroup last{label, causes[k], static_cast<std::int64_t>(members[g].size()), 0};
      for (std::size_t at = k; at < rows.size(); at += causes.size()) last.events += rows[at].events;
      if (!rows.empty()) {
        const IncidenceStep& row = rows[rows.size() - causes.size() + k];
        last.time = row.time, last.incidence = row.incidence, last.standard_error = row.standard_error;
        last.low = row.low, last.high = row.high;
      }
      answer.groups.push_back(last);
      for (const double time : options.at)
        answer.at.push_back(incidence_at(rows, k, causes.size(), label, causes[k], time));
    }
    answer.n += static_cast<std::int64_t>(members[g].size());
    answer.curve.insert(answer.curve.end(), rows.begin(), rows.end());
  }
  if (answer.n == 0) answer.not_estimable = {"nobody was observed", "没有任何观测"};
  return answer;
}

namespace {

/// What is said of one cause in one group at one time.
template <class Row>
Wording incidence_words(const Row& row, double level) {
  const std::string name = row.group.empty() ? row.cause : row.group + ", " + row.cause;
  const auto percent = [](double share) { return readable(share * 100); };
  const std::string time = readable(row.time);
  if (std::isnan(row.incidence)) return {name + " not known by " + time, name + "到 " + time + " 时未知"};
  Wording words{name + " " + percent(row.incidence) + " % by " + time,
                name + "到 " + time + " 时为 " + percent(row.incidence) + "%"};
  if (std::isnan(row.low)) return words;
  words.en +=
      " (" + readable_level(level) + " % interval " + percent(row.low) + " to " + percent(row.high) + ")";
  words.zh +=
      "（" + readable_level(level) + "% 置信区间 " + percent(row.low) + " 至 " + percent(row.high) + "）";
  return words;
}

} // namespace

Wording in_words(const AalenJohansen& answer) {
  if (!answer.not_estimable.empty())
    return {"Not estimable: " + answer.not_estimable.en + ".", "无法估计：" + answer.not_estimable.zh + "。"};
  constexpr std::size_t said = 8; // rows that one paragraph can carry
  Wording words{"Of " + std::to_string(answer.n) + " observed: ",
                "共观测 " + std::to_string(answer.n) + "："};
  const auto tell = [&](const auto& rows) { // the times asked for, or else the last
    for (std::size_t i = 0; i < std::min(said, rows.size()); ++i) {
      const Wording row = incidence_words(rows[i], answer.level);
      words.en += (i ? "; " : "") + row.en;
      words.zh += (i ? "；" : "") + row.zh;
    }
    if (rows.size() > said) words.en += "; and so on", words.zh += "；等等";
  };
  answer.at.empty() ? tell(answer.groups) : tell(answer.at);
  if (answer.clusters > 0) {
    words.en += "; " + std::to_string(answer.clusters) + " clusters";
    words.zh += "；" + std::to_string(answer.clusters) + " 个群组";
  }
  words.en += ".", words.zh += "。";
  return words;
}

} // namespace aftercourse::statistics
