#include <aftercourse/statistics/control_chart.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

namespace {

constexpr double limit_of_values = 2.66,
                 limit_of_ranges = 3.267;      // 3/1.128 and 1 + 3·0.853/1.128, as published
constexpr double mean_range_of_normal = 1.128; // of two values, in standard deviations

bool takes_sizes(ChartKind kind) { return kind != ChartKind::xmr && kind != ChartKind::c; }
bool of_shares(ChartKind kind) {
  return kind == ChartKind::p || kind == ChartKind::np || kind == ChartKind::laney_p;
}
bool laney(ChartKind kind) { return kind == ChartKind::laney_p || kind == ChartKind::laney_u; }

/// The points of one phase in order.
struct PhaseSeries {
  std::vector<std::size_t> at;
  std::vector<double> values, sizes; ///< counts and n(t), or values; sizes 1 where the chart has none
};

/// What the baseline fixed.
struct ChartLimits {
  double centre = no_value;
  double spread = no_value; ///< mR of xmr, the factor of Laney's
  Wording not_estimable;
};

/// 1 above, -1 below, 0 where the two differ by no more than rounding.
int side_of(double value, double line) {
  const double difference = value - line;
  if (std::abs(difference) <= 1e-12 * std::max(std::abs(value), std::abs(line))) return 0;
  return difference > 0 ? 1 : -1;
}

double mean_moving_range(const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t i = 1; i < values.size(); ++i) sum += std::abs(values[i] - values[i - 1]);
  return sum / static_cast<double>(values.size() - 1);
}

/// The standard deviation of the charted value at that size, before Laney's factor.
double sigma_at(ChartKind kind, double centre, double size) {
  switch (kind) {
  case ChartKind::p:
  case ChartKind::laney_p:
    return std::sqrt(centre * (1 - centre) / size);
  case ChartKind::np:
    return std::sqrt(size * centre * (1 - centre));
  default:
    return std::sqrt(centre / size);
  }
}

ChartLimits limits_of(const PhaseSeries& phase, std::size_t baseline, const ChartOptions& options) {
  const Wording constant{"the baseline does not vary", "基线没有变化"};
  ChartLimits limits;
  const auto end = static_cast<std::ptrdiff_t>(baseline);
  const std::vector<double> values(phase.values.begin(), phase.values.begin() + end);
  const std::vector<double> sizes(phase.sizes.begin(), phase.sizes.begin() + end);
  limits.centre = options.centre.value_or(std::accumulate(values.begin(), values.end(), 0.0) /
                                          std::accumulate(sizes.begin(), sizes.end(), 0.0));
  const ChartKind kind = options.kind;
  if (kind != ChartKind::xmr && sigma_at(kind, limits.centre, 1) == 0) return {no_value, no_value, constant};
  if (kind != ChartKind::xmr && !laney(kind)) return limits;
  if (options.spread) {
    limits.spread = *options.spread;
    return limits;
  }
  if (baseline < 2)
    return {
        no_value, no_value, {"a moving range needs a baseline of two points", "移动极差需要至少两个基线点"}};
  if (laney(kind)) {
    std::vector<double> z;
    for (std::size_t i = 0; i < baseline; ++i)
      z.push_back((values[i] / sizes[i] - limits.centre) / sigma_at(kind, limits.centre, sizes[i]));
    limits.spread = mean_moving_range(z) / mean_range_of_normal;
  } else {
    limits.spread = mean_moving_range(values);
  }
  if (limits.spread == 0) return {no_value, no_value, constant};
  return limits;
}

ChartPoint charted(ChartKind kind, const ChartLimits& limits, double value, double size) {
  ChartPoint point;
  if (takes_sizes(kind)) point.size = size;
  point.value = takes_sizes(kind) && kind != ChartKind::np ? value / size : value;
  point.centre = kind == ChartKind::np ? size * limits.centre : limits.centre;
  const double reach = kind == ChartKind::xmr
                           ? limit_of_values * limits.spread
                           : 3 * sigma_at(kind, limits.centre, size) * (laney(kind) ? limits.spread : 1);
  point.low = point.centre - reach, point.high = point.centre + reach;
  if (kind != ChartKind::xmr) point.low = std::max(0.0, point.low);
  if (of_shares(kind)) point.high = std::min(kind == ChartKind::np ? size : 1.0, point.high);
  if (kind == ChartKind::xmr) point.moving_range_high = limit_of_ranges * limits.spread;
  return point;
}

/// Runs that end at each point, and the rules that they complete.
void apply_rules(std::span<ChartPoint> points) {
  int side_run = 0, trend_run = 1, zigzag_run = 1; // in points
  int side = 0, direction = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    ChartPoint& point = points[i];
    const int now = side_of(point.value, point.centre);
    side_run = now == 0 ? 0 : now == side ? side_run + 1 : 1;
    side = now;
    if (i > 0) {
      const int turn = side_of(point.value, points[i - 1].value);
      trend_run = turn == 0 ? 1 : turn == direction ? trend_run + 1 : 2;
      zigzag_run = turn == 0 ? 1 : turn == -direction ? zigzag_run + 1 : 2;
      direction = turn;
    }
    point.rule_1 = side_of(point.value, point.high) > 0 || side_of(point.value, point.low) < 0;
    point.rule_2 = side_run >= 9;
    point.rule_3 = trend_run >= 6;
    point.rule_4 = zigzag_run >= 14;
  }
}

void say_why(ChartPoint& point, bool rising) {
  const auto add = [&](const std::string& en, const std::string& zh) {
    point.why.en += (point.why.en.empty() ? "" : "; ") + en;
    point.why.zh += (point.why.zh.empty() ? "" : "；") + zh;
  };
  const bool above = point.value > point.centre;
  if (point.rule_1)
    add("rule 1: " + readable(point.value) + (above ? " lies above the limit " : " lies below the limit ") +
            readable(above ? point.high : point.low),
        "规则 1：" + readable(point.value) + (above ? " 高于上限 " : " 低于下限 ") +
            readable(above ? point.high : point.low));
  if (point.rule_2)
    add(std::string("rule 2: nine points or more in a row ") + (above ? "above" : "below") + " the centre " +
            readable(point.centre),
        std::string("规则 2：连续九点或更多位于中心线 ") + readable(point.centre) +
            (above ? " 之上" : " 之下"));
  if (point.rule_3)
    add(std::string("rule 3: six points or more in a row, each ") + (rising ? "above" : "below") +
            " the last",
        std::string("规则 3：连续六点或更多逐点") + (rising ? "上升" : "下降"));
  if (point.rule_4)
    add("rule 4: fourteen points or more in a row alternately up and down",
        "规则 4：连续十四点或更多上下交替");
  if (point.range_signal)
    add("the moving range " + readable(point.moving_range) + " lies above its limit " +
            readable(point.moving_range_high),
        "移动极差 " + readable(point.moving_range) + " 高于其上限 " + readable(point.moving_range_high));
}

std::vector<ChartPoint> points_of_phase(const PhaseSeries& phase, std::size_t baseline,
                                        const ChartLimits& limits, const ChartOptions& options) {
  std::vector<ChartPoint> points;
  for (std::size_t i = 0; i < phase.at.size(); ++i) {
    points.push_back(charted(options.kind, limits, phase.values[i], phase.sizes[i]));
    ChartPoint& point = points.back();
    point.position = static_cast<std::int64_t>(phase.at[i]) + 1;
    point.baseline = i < baseline;
    if (options.kind != ChartKind::xmr || i == 0) continue;
    point.moving_range = std::abs(phase.values[i] - phase.values[i - 1]);
    point.range_signal = side_of(point.moving_range, point.moving_range_high) > 0;
  }
  if (limits.not_estimable.empty()) apply_rules(points);
  for (std::size_t i = 0; i < points.size(); ++i)
    say_why(points[i], i > 0 && points[i].value > points[i - 1].value);
  return points;
}

std::vector<PhaseSeries> series_by_phase(std::span<const double> values, std::span<const double> sizes,
                                         const SubjectGroups& phases) {
  std::vector<PhaseSeries> series(phases.codes.empty() ? 1 : phases.labels.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    PhaseSeries& phase = series[phases.codes.empty() ? 0 : static_cast<std::size_t>(phases.codes[i])];
    phase.at.push_back(i);
    phase.values.push_back(values[i]);
    phase.sizes.push_back(sizes.empty() ? 1 : sizes[i]);
  }
  return series;
}

void refuse_chart(const std::string& what) { throw InvalidArgument("AC5504", what); }

void require_chart(std::span<const double> values, std::span<const double> sizes,
                   const ChartOptions& options) {
  require_finite(values, "outcome");
  require_finite(sizes, "size");
  const std::string name(chart_kind_names[static_cast<std::size_t>(options.kind)]);
  if (takes_sizes(options.kind))
    require_equal_length(values.size(), sizes.size(), "outcome", "size");
  else if (!sizes.empty())
    refuse_chart("a chart of kind " + name + " has no size");
  for (std::size_t i = 0; options.kind != ChartKind::xmr && i < values.size(); ++i) {
    const std::string point = "point " + std::to_string(i + 1) + ": ";
    if (values[i] < 0) refuse_chart(point + "a count below 0");
    if (!sizes.empty() && !(sizes[i] > 0)) refuse_chart(point + "a size that is not above 0");
    if (of_shares(options.kind) && values[i] > sizes[i]) refuse_chart(point + "a count above its size");
  }
  if (options.baseline < 0) refuse_chart("a baseline has 0 points (all) or more");
  if (options.spread && !options.centre) refuse_chart("a spread is given together with a centre");
  if (options.spread && !(options.kind == ChartKind::xmr || laney(options.kind)))
    refuse_chart("a chart of kind " + name + " takes no spread");
  if (options.spread && !(*options.spread > 0 && std::isfinite(*options.spread)))
    refuse_chart("a spread is above 0");
  if (!options.centre) return;
  const double centre = *options.centre;
  const bool known = options.kind == ChartKind::xmr ? std::isfinite(centre)
                     : of_shares(options.kind)      ? centre > 0 && centre < 1
                                                    : centre > 0 && std::isfinite(centre);
  if (!known) refuse_chart("no centre of a chart of kind " + name + ": " + readable(centre));
}

} // namespace

ChartKind chart_kind_from_text(std::string_view name) {
  const auto at = std::find(chart_kind_names.begin(), chart_kind_names.end(), name);
  if (at != chart_kind_names.end()) return static_cast<ChartKind>(at - chart_kind_names.begin());
  std::string known;
  for (const std::string_view n : chart_kind_names) (known += known.empty() ? "" : ", ") += n;
  throw InvalidArgument("AC5504", "'" + std::string(name) + "' is no chart; there are " + known);
}

ControlChart control_chart(std::span<const double> values, std::span<const double> sizes,
                           const ChartOptions& options, const SubjectGroups& phases) {
  require_chart(values, sizes, options);
  require_groups(phases, values.size(), "phase");
  ControlChart answer;
  answer.estimator =
      "control_chart, " + std::string(chart_kind_names[static_cast<std::size_t>(options.kind)]);
  answer.n = static_cast<std::int64_t>(values.size());
  if (values.empty()) {
    answer.not_estimable = {"there is no point", "没有任何点"};
    return answer;
  }
  const std::vector<PhaseSeries> series = series_by_phase(values, sizes, phases);
  for (std::size_t k = 0; k < series.size(); ++k) {
    if (series[k].at.empty()) continue;
    const std::size_t all = series[k].at.size();
    const std::size_t baseline =
        options.centre && (options.spread || (options.kind != ChartKind::xmr && !laney(options.kind))) ? 0
        : options.baseline == 0                                                                        ? all
                                : std::min(all, static_cast<std::size_t>(options.baseline));
    const ChartLimits limits = limits_of(series[k], baseline, options);
    if (answer.not_estimable.empty()) answer.not_estimable = limits.not_estimable;
    ChartPhase phase{phases.codes.empty() ? std::string() : phases.labels[k], static_cast<std::int64_t>(all),
                     static_cast<std::int64_t>(baseline), limits.centre, limits.spread};
    for (ChartPoint& point : points_of_phase(series[k], baseline, limits, options)) {
      phase.signals += !point.why.empty();
      point.phase = phase.phase;
      answer.points.push_back(std::move(point));
    }
    answer.signals += phase.signals;
    answer.phases.push_back(std::move(phase));
  }
  return answer;
}

Wording in_words(const ControlChart& answer) {
  if (!answer.not_estimable.empty())
    return {"Not estimable: " + answer.not_estimable.en + ".", "无法估计：" + answer.not_estimable.zh + "。"};
  const std::string n = std::to_string(answer.n), signals = std::to_string(answer.signals);
  const auto first = std::find_if(answer.points.begin(), answer.points.end(),
                                  [](const ChartPoint& p) { return !p.why.empty(); });
  if (first == answer.points.end())
    return {"All " + n +
                " points lie within the limits and form no run: nothing but the variation of the baseline.",
            "全部 " + n + " 个点都在控制限内且没有异常链：只有基线本身的波动。"};
  const std::string position = std::to_string(first->position);
  return {signals + " of " + n + " points break a rule; the first is point " + position + " (" +
              first->why.en + ").",
          n + " 个点中有 " + signals + " 个违反规则；最早的是第 " + position + " 点（" + first->why.zh +
              "）。"};
}

} // namespace aftercourse::statistics
