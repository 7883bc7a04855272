// Findings on a measure over closed periods: a trend, the last point of a control chart.
#include <algorithm>
#include <cmath>

#include <aftercourse/statistics/mann_kendall.hpp>
#include <aftercourse/statistics/sen_slope.hpp>

#include "finding_words.hpp"
#include "period_series.hpp"
#include "proposal.hpp"

namespace aftercourse {

namespace {

using ChartType = statistics::ChartKind;

/// The measure up to the last closed period, from `first` on where there is one.
EvaluationQuery periods_query(const Judging& judging, const AskedMeasure& asked, std::optional<Date> first) {
  EvaluationQuery query = judging.query(asked);
  query.interval = Interval::automatic; // the points alone are asked for
  query.from = first;
  return query;
}

Date first_of_last(const Judging& judging) {
  CalendarSpan span = last_closed(*judging.rule.over, judging.tasks.as_of());
  for (std::int64_t i = 1; i < judging.rule.periods; ++i) span = span.previous();
  return span.first;
}

std::int64_t observations(const std::vector<PeriodPoint>& points) {
  std::int64_t n = 0;
  for (const PeriodPoint& point : points) n += point.row.sample.n;
  return n;
}

/// The points that have a number.
std::vector<PeriodPoint> with_numbers(std::vector<PeriodPoint> points) {
  std::erase_if(points, [](const PeriodPoint& p) { return !p.row.value; });
  return points;
}

/// One group's series, before anything is said of it.
Proposal over_periods(const Judging& judging, const AskedMeasure& asked, const EvaluationQuery& query,
                      const std::vector<std::string>& group, const std::vector<PeriodPoint>& points) {
  Proposal p = begun(judging, asked, query, group);
  p.query.by.emplace_back(period_name(*judging.rule.over));
  for (const PeriodPoint& point : points) p.numbers.push_back(point.row);
  return p;
}

// --- trend

bool looks_down(const FindingRule& rule) { return rule.side == FindingRule::Side::below; }

/// The chance of a series that rises, or falls, at least as clearly where there is no trend.
double one_sided(const statistics::MannKendall& test, bool falls) {
  const double z = falls ? -test.z : test.z;
  return 0.5 * std::erfc(z / std::sqrt(2.0));
}

void say_trend(Proposal& p, const Judging& judging, std::size_t periods) {
  const bool falls = looks_down(judging.rule), share = is_share(p.asked->rule->type);
  const Wording what = measure_of_group(p), slope = shown_difference(std::abs(*p.finding.value), share);
  const std::string unit(period_name(*judging.rule.over)), n = std::to_string(periods);
  const std::string zh = *judging.rule.over == PeriodUnit::months     ? "月"
                         : *judging.rule.over == PeriodUnit::quarters ? "季度"
                                                                      : "年";
  p.seen = {what.en + (falls ? " falls by " : " rises by ") + slope.en + " a " + unit + " (Sen's slope of " +
                n + " periods)",
            what.zh + "每" + zh + (falls ? "下降" : "上升") + slope.zh + "（" + n + "个期间的Sen斜率）"};
}

Proposal judge_trend_of(const Judging& judging, Proposal p, const std::vector<PeriodPoint>& points) {
  std::vector<double> time, values;
  for (const PeriodPoint& point : points) {
    time.push_back(position_of(point.span));
    values.push_back(*point.row.value);
  }
  const bool falls = looks_down(judging.rule);
  const statistics::TrendSeries series{time, values};
  const auto slope = statistics::sen_slope(series, {.level = 1 - 2 * finding_error});
  const auto test = statistics::mann_kendall(series);
  if (!slope.not_estimable.empty() || !test.not_estimable.empty()) return p; // too short, or all equal
  p.finding.value = slope.estimate;
  p.finding.limit = 0;
  p.finding.n = observations(points);
  p.wrong = falls ? slope.estimate < 0 : slope.estimate > 0;
  say_trend(p, judging, points.size());
  if (*p.finding.n < judging.rule.min_n) {
    p.obstacle = too_few(judging.rule.min_n);
    return p;
  }
  p.finding.bound = falls ? slope.high : slope.low;
  p.finding.p_value = one_sided(test, falls);
  p.passes = falls ? slope.high < 0 : slope.low > 0;
  p.tested = bound_words(judging.rule.side, shown_difference(*p.finding.bound, is_share(p.asked->rule->type)),
                         {"Sen; Mann and Kendall's test", "Sen法；Mann-Kendall检验"});
  return p;
}

// --- chart

statistics::ControlChart chart_of(const FindingRule& rule, const std::vector<PeriodPoint>& points) {
  std::vector<double> values, sizes;
  for (const PeriodPoint& point : points) {
    values.push_back(rule.chart == ChartType::xmr ? *point.row.value : point.row.of);
    if (rule.chart != ChartType::xmr) sizes.push_back(point.row.out_of);
  }
  statistics::ChartOptions options;
  options.kind = rule.chart;
  options.baseline = rule.baseline;
  return statistics::control_chart(values, sizes, options);
}

Proposal unknown_chart(Proposal p, const Wording& why) {
  p.finding.state = ProposedFinding::State::unknown;
  p.seen = measure_of_group(p);
  p.obstacle = why;
  return p;
}

Proposal judge_chart_of(const Judging& judging, Proposal p, const std::vector<PeriodPoint>& points) {
  const FindingRule& rule = judging.rule;
  const PeriodPoint& last = points.back();
  const bool share = is_share(p.asked->rule->type);
  p.finding.value = last.row.value;
  p.finding.n = last.row.sample.n;
  const auto baseline = static_cast<std::size_t>(rule.baseline);
  if (points.size() <= baseline) {
    const std::string needed = std::to_string(baseline), there = std::to_string(points.size());
    return unknown_chart(std::move(p),
                         {"the limits need " + needed + " periods before it, and with it there are " + there,
                          "控制限需要此前" + needed + "个期间，连同本期仅有" + there + "个"});
  }
  const auto chart = chart_of(rule, points);
  if (!chart.not_estimable.empty()) {
    const auto same = [&](const PeriodPoint& point) { return point.row.value == last.row.value; };
    return std::ranges::all_of(points, same) ? p : unknown_chart(std::move(p), chart.not_estimable);
  }
  const statistics::ChartPoint& point = chart.points.back();
  p.wrong = p.passes = point.rule_1 || point.rule_2 || point.rule_3 || point.rule_4;
  p.finding.limit = point.value < point.centre ? point.low : point.high;
  const Wording what = measure_of_group(p);
  const std::string value = shown_number(*p.finding.value, share), centre = shown_number(point.centre, share),
                    low = shown_number(point.low, share), high = shown_number(point.high, share);
  p.seen = {what.en + " is " + value + ": " + point.why.en + " (centre " + centre + ", limits " + low +
                " to " + high + ")",
            what.zh + "为" + value + "：" + point.why.zh + "（中心线" + centre + "，控制限" + low + "至" +
                high + "）"};
  if (*p.finding.n < rule.min_n) p.obstacle = too_few(rule.min_n);
  return p;
}

} // namespace

std::vector<Proposal> judge_trend(const Judging& judging) {
  const AskedMeasure asked = judging.measure();
  const EvaluationQuery query = periods_query(judging, asked, first_of_last(judging));
  std::vector<Proposal> out;
  for (const auto& [group, all] : series_of(judging.tasks, asked, query, *judging.rule.over)) {
    const auto points = with_numbers(all);
    if (points.size() > 1)
      out.push_back(judge_trend_of(judging, over_periods(judging, asked, query, group, points), points));
  }
  return settled(std::move(out));
}

std::vector<Proposal> judge_chart(const Judging& judging) {
  const AskedMeasure asked = judging.measure();
  const EvaluationQuery query = periods_query(judging, asked, judging.rule.since);
  const CalendarSpan last = last_closed(*judging.rule.over, judging.tasks.as_of());
  std::vector<Proposal> out;
  for (const auto& [group, all] : series_of(judging.tasks, asked, query, *judging.rule.over)) {
    const auto points = with_numbers(all);
    if (!points.empty() && points.back().span.first == last.first)
      out.push_back(judge_chart_of(judging, over_periods(judging, asked, query, group, points), points));
  }
  return settled(std::move(out));
}

} // namespace aftercourse
