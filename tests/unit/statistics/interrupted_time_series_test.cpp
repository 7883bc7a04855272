#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/interrupted_time_series.hpp>

namespace aftercourse::statistics {
namespace {

// Lopez Bernal et al. (2017): acute coronary events in Sicily by month; smoking ban after month 36.
const std::vector<double> aces{728, 659, 791, 734,  757, 726, 760, 740, 720, 814, 795, 858, 887, 766, 851,
                               769, 781, 756, 766,  752, 765, 831, 879, 928, 914, 808, 937, 840, 916, 828,
                               845, 818, 860, 839,  887, 886, 831, 796, 833, 820, 877, 758, 767, 738, 781,
                               843, 850, 908, 1021, 859, 976, 888, 962, 838, 810, 876, 843, 936, 912};
const std::vector<double> month{1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
                                31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45,
                                46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59};
const std::vector<double> population{
    379875.3, 376495.5, 377040.8, 377116.4, 377383.4, 374113.1, 379513.3, 376295.5, 374653.2, 378485.6,
    375955.5, 378349.7, 376762.4, 379032.3, 379360.4, 376162,   377972.4, 381830.7, 379888.6, 380872.2,
    380966.9, 381240.4, 382104.9, 381802.7, 381656.3, 383680,   383504.2, 386462.9, 383783.1, 380836.8,
    383483,   380906.2, 382926.8, 384052.4, 384449.6, 383428.4, 388153.2, 388373.2, 386470.1, 386033.2,
    383686.4, 385509.3, 385901.9, 386516.6, 388436.5, 383255.2, 390148.7, 385874.9, 391613.6, 391750.4,
    394005.6, 391364.9, 391664.6, 389022.3, 391878.5, 388575.3, 392989,   390018.8, 390712.3};

SeriesOptions sicily() {
  SeriesOptions options;
  options.interruption = 36;
  options.counts = true;
  options.slope = false;
  return options;
}

TEST(InterruptedTimeSeries, SicilyWithoutSeason) { // figures of R 4.2.2, glm
  const InterruptedTimeSeries a = interrupted_time_series(aces, month, population, sicily());
  EXPECT_NEAR(a.estimate, -0.11162844256309991, 1e-12);
  EXPECT_NEAR(a.dispersion, 3.5591867637702777, 1e-7);
  EXPECT_NEAR(a.ratio, 0.8943765080144016, 1e-12);
  EXPECT_NEAR(a.ratio_low, 0.8391890115072633, 1e-8);
  EXPECT_NEAR(a.ratio_high, 0.9531932939056503, 1e-8);
  EXPECT_EQ(a.end_effect, a.estimate);
  EXPECT_EQ(a.points.size(), 59U);
}

TEST(InterruptedTimeSeries, SicilyWithSeason) {
  SeriesOptions options = sicily();
  options.harmonics = 2;
  const InterruptedTimeSeries a = interrupted_time_series(aces, month, population, options);
  EXPECT_NEAR(a.ratio, 0.885, 5e-4); // the paper
  EXPECT_NEAR(a.ratio_low, 0.839, 5e-4);
  EXPECT_NEAR(a.ratio_high, 0.933, 5e-4);
  EXPECT_NEAR(a.dispersion, 2.2621826405047525, 1e-6);
}

TEST(InterruptedTimeSeries, RatesByLeastSquares) {
  std::vector<double> rate;
  for (std::size_t i = 0; i < aces.size(); ++i) rate.push_back(aces[i] / population[i] * 1e5);
  SeriesOptions options;
  options.interruption = 36;
  options.lag = 3;
  const InterruptedTimeSeries a = interrupted_time_series(rate, month, {}, options);
  EXPECT_NEAR(a.coefficients[0].estimate, 194.1087404963501, 1e-8);
  EXPECT_NEAR(a.estimate, -24.844363586436927, 1e-8);
  EXPECT_NEAR(a.slope_change, 0.12722044289129175, 1e-8);
  EXPECT_NEAR(a.standard_error, 7.346425189093471, 1e-8);
  EXPECT_NEAR(a.coefficients[3].standard_error, 0.4256106176886351, 1e-8);
  EXPECT_NEAR(a.durbin_watson, 1.5939636367438217, 1e-8);
  EXPECT_EQ(a.lag, 3);
  // 23 months after the change its effect is that of the level and of 23 slopes, and so are the points.
  EXPECT_NEAR(a.end_effect, a.estimate + 23 * a.slope_change, 1e-10);
  EXPECT_NEAR(a.points.back().fitted - a.points.back().counterfactual, a.end_effect, 1e-9);
  EXPECT_EQ(a.points.front().fitted, a.points.front().counterfactual);
}

TEST(InterruptedTimeSeries, OrderOfRowsDoesNotMatter) {
  const std::vector<double> backwards(aces.rbegin(), aces.rend()), time(month.rbegin(), month.rend());
  SeriesOptions options;
  options.interruption = 36;
  EXPECT_EQ(interrupted_time_series(aces, month, {}, options).standard_error,
            interrupted_time_series(backwards, time, {}, options).standard_error);
}

TEST(InterruptedTimeSeries, TooPoorOrWrong) {
  SeriesOptions options;
  options.interruption = 58;
  EXPECT_FALSE(interrupted_time_series(aces, month, {}, options).not_estimable.empty());
  EXPECT_THROW(interrupted_time_series(aces, month, {}, {}), InvalidArgument) << "no interruption";
  EXPECT_THROW(interrupted_time_series(aces, month, population, options), InvalidArgument)
      << "exposure without counts";
  options.harmonics = 6;
  EXPECT_THROW(interrupted_time_series(aces, month, {}, options), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
