#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/control_chart.hpp>

namespace aftercourse::statistics {
namespace {

// Flow rates of ten batches (NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2).
const std::vector<double> flow{49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1};

/// The positions that break a rule.
std::vector<std::int64_t> breaking(const ControlChart& chart, bool ChartPoint::*rule) {
  std::vector<std::int64_t> positions;
  for (const ChartPoint& point : chart.points)
    if (point.*rule) positions.push_back(point.position);
  return positions;
}
using Positions = std::vector<std::int64_t>;

TEST(ControlChart, ValuesHaveTheLimitsOfTheirMovingRanges) {
  const ControlChart chart = control_chart(flow);
  EXPECT_NEAR(chart.phases[0].centre, 50.81, 1e-12);
  EXPECT_NEAR(chart.phases[0].spread, 1.8778, 5e-5); // as published
  EXPECT_NEAR(chart.points[0].high, 50.81 + 2.66 * 16.9 / 9, 1e-12);
  EXPECT_NEAR(chart.points[0].low, 50.81 - 2.66 * 16.9 / 9, 1e-12);
  EXPECT_NEAR(chart.points[3].moving_range_high, 3.267 * 16.9 / 9, 1e-12);
  EXPECT_TRUE(std::isnan(chart.points[0].moving_range));
  EXPECT_NEAR(chart.points[1].moving_range, 2, 1e-12);
  EXPECT_EQ(chart.signals, 0);
}

TEST(ControlChart, LaterPointsNeverMoveTheLimits) {
  ChartOptions options;
  options.baseline = 10;
  std::vector<double> longer = flow;
  longer.insert(longer.end(), {70, 30, 90});
  const ControlChart chart = control_chart(longer, {}, options);
  EXPECT_NEAR(chart.points[12].high, control_chart(flow).points[0].high, 1e-12);
  EXPECT_EQ(breaking(chart, &ChartPoint::rule_1), (Positions{11, 12, 13}));
  EXPECT_EQ(breaking(chart, &ChartPoint::range_signal), (Positions{11, 12, 13}));
  EXPECT_EQ(chart.points[10].why.en,
            "rule 1: 70 lies above the limit 55.8; the moving range 17.9 lies above its limit 6.135");
  EXPECT_TRUE(chart.points[9].baseline);
  EXPECT_FALSE(chart.points[10].baseline);
  ChartOptions given;
  given.centre = 50;
  given.spread = 2;
  EXPECT_NEAR(control_chart(longer, {}, given).points[5].high, 55.32, 1e-12);
  EXPECT_EQ(control_chart(longer, {}, given).phases[0].baseline, 0);
}

ControlChart around_zero(const std::vector<double>& values) {
  ChartOptions options;
  options.centre = 0;
  options.spread = 100; // so wide that rule 1 is silent
  return control_chart(values, {}, options);
}

TEST(ControlChart, NineOnOneSideAreARun) {
  EXPECT_EQ(breaking(around_zero({1, 2, 1, 3, 1, 2, 1, 2, 1, 2, -1}), &ChartPoint::rule_2),
            (Positions{9, 10}));
  EXPECT_EQ(breaking(around_zero({1, 2, 1, 3, 1, 2, 1, 2}), &ChartPoint::rule_2), Positions{});
  EXPECT_EQ(breaking(around_zero({1, 2, 1, 3, 0, 2, 1, 2, 1, 2}), &ChartPoint::rule_2),
            Positions{}); // one on the centre
}

TEST(ControlChart, SixRisingOrFallingAreARun) {
  EXPECT_EQ(breaking(around_zero({-3, -2, -1, 0, 1, 2, 3, 2}), &ChartPoint::rule_3), (Positions{6, 7}));
  EXPECT_EQ(breaking(around_zero({5, 3, 2, 1, 0, -1}), &ChartPoint::rule_3), (Positions{6}));
  EXPECT_EQ(breaking(around_zero({-3, -2, -1, -1, 1, 2, 3}), &ChartPoint::rule_3), Positions{}); // two equal
}

TEST(ControlChart, FourteenAlternatingAreARun) {
  std::vector<double> zigzag;
  for (int i = 0; i < 15; ++i) zigzag.push_back(i % 2);
  EXPECT_EQ(breaking(around_zero(zigzag), &ChartPoint::rule_4), (Positions{14, 15}));
  zigzag[5] = zigzag[4];
  EXPECT_EQ(breaking(around_zero(zigzag), &ChartPoint::rule_4), Positions{});
}

TEST(ControlChart, SharesHaveLimitsOfTheirSize) {
  const std::vector<double> failed{5, 8, 2, 30}, n{50, 100, 25, 100};
  ChartOptions options;
  options.kind = ChartKind::p;
  options.baseline = 3;
  const ControlChart chart = control_chart(failed, n, options);
  const double p = 15.0 / 175;
  EXPECT_NEAR(chart.points[0].centre, p, 1e-15);
  EXPECT_NEAR(chart.points[3].high, p + 3 * std::sqrt(p * (1 - p) / 100), 1e-15);
  EXPECT_NEAR(chart.points[0].high, p + 3 * std::sqrt(p * (1 - p) / 50), 1e-15);
  EXPECT_EQ(chart.points[0].low, 0);
  EXPECT_EQ(breaking(chart, &ChartPoint::rule_1), (Positions{4}));
  options.kind = ChartKind::np;
  EXPECT_NEAR(control_chart(failed, n, options).points[3].centre, 100 * p, 1e-12);
  EXPECT_EQ(breaking(control_chart(failed, n, options), &ChartPoint::rule_1), (Positions{4}));
}

TEST(ControlChart, CountsAndRatesArePoisson) {
  const std::vector<double> errors{4, 6, 5, 9}, units{2, 3, 2, 3};
  ChartOptions options;
  options.kind = ChartKind::u;
  EXPECT_NEAR(control_chart(errors, units, options).points[1].high, 2.4 + 3 * std::sqrt(2.4 / 3), 1e-14);
  options.kind = ChartKind::c;
  EXPECT_NEAR(control_chart(errors, {}, options).points[1].high, 6 + 3 * std::sqrt(6.0), 1e-14);
  EXPECT_THROW(control_chart(errors, units, options), InvalidArgument);
}

TEST(ControlChart, LaneyWidensTheLimitsByTheSpreadOfZ) {
  const std::vector<double> failed{500, 700, 450, 640, 580}, n(5, 10000);
  ChartOptions options;
  options.kind = ChartKind::laney_p;
  const ControlChart chart = control_chart(failed, n, options);
  const double p = 2870.0 / 50000, sigma = std::sqrt(p * (1 - p) / 10000);
  const double factor = (0.02 + 0.025 + 0.019 + 0.006) / 4 / sigma / 1.128;
  EXPECT_NEAR(chart.phases[0].spread, factor, 1e-12);
  EXPECT_NEAR(chart.points[2].high, p + 3 * sigma * factor, 1e-14);
  options.kind = ChartKind::laney_u;
  const double u_sigma = std::sqrt(p / 10000);
  EXPECT_NEAR(control_chart(failed, n, options).points[2].high, p + 3 * 0.07 / 4 / 1.128, 1e-14) << u_sigma;
}

TEST(ControlChart, RunsDoNotCrossPhases) {
  std::vector<double> values;
  std::vector<std::int32_t> phase;
  for (int i = 0; i < 16; ++i) values.push_back(i < 8 ? 10 + i % 2 : 20 + i % 2), phase.push_back(i / 8);
  const std::vector<std::string> labels{"before", "after"};
  const ControlChart chart = control_chart(values, {}, {}, {phase, labels});
  EXPECT_EQ(chart.phases[1].centre, 20.5);
  EXPECT_EQ(chart.points[8].phase, "after");
  EXPECT_TRUE(std::isnan(chart.points[8].moving_range));
  EXPECT_EQ(chart.signals, 0); // sixteen alternating, eight in each
}

TEST(ControlChart, PoorAndWrongInput) {
  EXPECT_FALSE(control_chart({}).not_estimable.empty());
  EXPECT_FALSE(control_chart(std::vector<double>{4}).not_estimable.empty());
  const ControlChart constant = control_chart(std::vector<double>{4, 4, 4});
  EXPECT_EQ(constant.not_estimable.en, "the baseline does not vary");
  EXPECT_TRUE(std::isnan(constant.points[0].high));
  EXPECT_EQ(constant.signals, 0);
  ChartOptions p;
  p.kind = ChartKind::p;
  const std::vector<double> three{3}, two{2}, zero{0};
  EXPECT_FALSE(control_chart(zero, two, p).not_estimable.empty());
  EXPECT_THROW(control_chart(three, two, p), InvalidArgument);
  EXPECT_THROW(control_chart(zero, zero, p), InvalidArgument);
  EXPECT_THROW(control_chart(three, {}, p), InvalidArgument);
  p.centre = 1.5;
  EXPECT_THROW(control_chart(zero, two, p), InvalidArgument);
  ChartOptions spread;
  spread.spread = 1;
  EXPECT_THROW(control_chart(flow, {}, spread), InvalidArgument);
  EXPECT_THROW(chart_kind_from_text("X"), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
