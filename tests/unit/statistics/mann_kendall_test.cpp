#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/mann_kendall.hpp>
#include <aftercourse/statistics/sen_slope.hpp>

namespace aftercourse::statistics {
namespace {

// Flow of the Nile at Aswan, 1871 to 1970 (R, datasets::Nile).
const std::vector<double> nile{
    1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,  1110, 994, 1020, 960,  1180,
    799,  958,  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874, 694,  940,  833,
    701,  916,  692,  1020, 1050, 969,  831,  726,  456,  824,  702,  1120, 1100, 832, 764,  821,  768,
    845,  864,  862,  698,  845,  744,  796,  1040, 759,  781,  865,  845,  944,  984, 897,  822,  1010,
    771,  676,  649,  846,  812,  742,  801,  1040, 860,  874,  848,  890,  744,  749, 838,  1050, 918,
    986,  797,  923,  975,  815,  1020, 906,  901,  1170, 912,  746,  919,  718,  714, 740};

std::vector<double> steps(std::size_t n, double from = 0) {
  std::vector<double> time(n);
  std::iota(time.begin(), time.end(), from);
  return time;
}

TEST(MannKendall, GivesTheFiguresOfTheNile) {
  const MannKendall answer = mann_kendall({steps(100, 1871), nile});
  // R trend 1.1.6, mk.test.
  EXPECT_EQ(answer.s, -1387);
  EXPECT_NEAR(answer.variance, 112728.33333333333, 1e-9);
  EXPECT_NEAR(answer.z, -4.128066522844101, 1e-13);
  EXPECT_NEAR(answer.p_value, 3.658262921664328e-05, 1e-17);
  EXPECT_NEAR(answer.estimate, -0.28074133472461305, 1e-15);
  EXPECT_NEAR(answer.tau_a, -1387.0 / 4950, 1e-15);
  EXPECT_EQ(answer.n, 100);
}

TEST(MannKendall, ScoreIsThatOfAllPairs) {
  std::mt19937 random(1);
  for (int round = 0; round < 30; ++round) {
    std::vector<double> time, values;
    for (int i = 0; i < 40; ++i)
      time.push_back(static_cast<double>(random() % 25)), values.push_back(static_cast<double>(random() % 9));
    double s = 0;
    for (std::size_t i = 0; i < 40; ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const double a = (time[i] - time[j]) * (values[i] - values[j]);
        s += (a > 0) - (a < 0);
      }
    EXPECT_EQ(mann_kendall({time, values}).s, s);
  }
}

TEST(MannKendall, SeasonsAreComparedWithin) {
  // Two seasons: one rises throughout, S = 6; the other has a tie, S = 5. n = 4: variance 26/3; with the tie
  // 1 less.
  const std::vector<double> values{1, 9, 2, 9, 3, 12, 4, 14};
  const std::vector<double> time = steps(8);
  const TrendSeries series{.time = time, .values = values, .period = 2};
  const MannKendall answer = mann_kendall(series);
  EXPECT_EQ(answer.s, 11);
  EXPECT_NEAR(answer.variance, 26.0 / 3 + 26.0 / 3 - 1, 1e-12);
  EXPECT_NEAR(answer.z, 10 / std::sqrt(answer.variance), 1e-13);
  ASSERT_EQ(answer.seasons.size(), 2u);
  EXPECT_EQ(answer.seasons[1].s, 5);
  const std::vector<std::string> names{"first", "second"};
  const std::vector<std::int32_t> half{0, 1, 0, 1, 0, 1, 0, 1};
  const std::vector<double> years{1, 1, 2, 2, 3, 3, 4, 4};
  const MannKendall named = mann_kendall({years, values, {half, names}});
  EXPECT_EQ(named.s, 11);
  EXPECT_EQ(named.seasons[0].season, "first");
}

TEST(MannKendall, SeasonsThatGoTogetherCovary) {
  // Two seasons with the same order of values: the covariance of their S is the variance of one.
  const std::vector<double> values{1, 10, 3, 30, 2, 20, 5, 50, 4, 40};
  MannKendallOptions options;
  options.correction = TrendCorrection::between_seasons;
  const std::vector<double> time = steps(10);
  const TrendSeries series{.time = time, .values = values, .period = 2};
  EXPECT_NEAR(mann_kendall(series, options).variance, 4 * 50.0 / 3, 1e-12);
  EXPECT_NEAR(mann_kendall(series).variance, 2 * 50.0 / 3, 1e-12);
}

TEST(MannKendall, CorrectionsUseTheAutocorrelation) {
  std::mt19937 random(2);
  std::vector<double> values;
  double state = 0;
  for (int i = 0; i < 300; ++i)
    values.push_back(state = 0.7 * state + static_cast<double>(random() % 1000) / 1000);
  const std::vector<double> time = steps(300);
  const TrendSeries series{time, values};
  MannKendallOptions hamed, whitened, free;
  hamed.correction = TrendCorrection::hamed_rao;
  hamed.lags = 5; // few lags of a series that persists: the variance grows
  whitened.correction = TrendCorrection::prewhitening;
  free.correction = TrendCorrection::trend_free_prewhitening;
  const double plain = mann_kendall(series).variance;
  EXPECT_GT(mann_kendall(series, hamed).variance, 2 * plain);
  EXPECT_EQ(mann_kendall(series, hamed).s, mann_kendall(series).s);
  EXPECT_NEAR(mann_kendall(series, whitened).variance, 299.0 * 298 * 603 / 18,
              1e-6); // one value fewer, no ties
  EXPECT_LT(std::abs(mann_kendall(series, whitened).z), std::abs(mann_kendall(series).z) + 5);
  EXPECT_NE(mann_kendall(series, free).s, mann_kendall(series, whitened).s);
}

TEST(MannKendall, PoorAndWrongInput) {
  EXPECT_EQ(mann_kendall({steps(2), std::vector<double>{1, 2}}).not_estimable.en, "fewer than three values");
  EXPECT_EQ(mann_kendall({steps(4), std::vector<double>(4, 7)}).not_estimable.en, "all values are equal");
  MannKendallOptions options;
  for (const auto correction : {TrendCorrection::hamed_rao, TrendCorrection::prewhitening,
                                TrendCorrection::trend_free_prewhitening}) {
    options.correction = correction;
    EXPECT_FALSE(mann_kendall({steps(4), std::vector<double>(4, 7)}, options).not_estimable.empty());
    EXPECT_THROW(mann_kendall({std::vector<double>{1, 1, 2}, std::vector<double>{1, 2, 3}}, options),
                 InvalidArgument);
    EXPECT_THROW(mann_kendall({.time = steps(4), .values = std::vector<double>(4, 7), .period = 2}, options),
                 InvalidArgument);
  }
  EXPECT_THROW(mann_kendall({steps(2), std::vector<double>{1, INFINITY}}), InvalidArgument);
  EXPECT_THROW(mann_kendall({.time = steps(4), .values = std::vector<double>(4, 7), .period = 1}),
               InvalidArgument);
  EXPECT_THROW(
      mann_kendall({.time = std::vector<double>{0.5}, .values = std::vector<double>{1}, .period = 2}),
      InvalidArgument);
  EXPECT_THROW(trend_correction_from_text("yue"), InvalidArgument);
}

TEST(MannKendall, SaysItInWords) {
  const Wording words = in_words(mann_kendall({steps(100), nile}));
  EXPECT_EQ(words.en, "The series falls (tau = -0.2807, p < 0.0001, n = 100).");
  EXPECT_EQ(words.zh, "序列呈下降趋势（tau = -0.2807, p < 0.0001, n = 100）。");
}

TEST(SenSlope, GivesTheFiguresOfTheNile) {
  const SenSlope answer = sen_slope({steps(100, 1871), nile});
  EXPECT_NEAR(answer.estimate, -2.6, 1e-14); // R trend 1.1.6, sens.slope; SciPy 1.10
  EXPECT_NEAR(answer.low, -3.627906976744186, 1e-13);
  EXPECT_NEAR(answer.high, -1.4285714285714286, 1e-13);
  EXPECT_NEAR(answer.intercept, 893.5 + 2.6 * 1920.5, 1e-9);
  EXPECT_EQ(answer.pairs, 4950);
}

/// By all pairs.
std::vector<double> all_slopes(const std::vector<double>& time, const std::vector<double>& values) {
  std::vector<double> slopes;
  for (std::size_t i = 0; i < time.size(); ++i)
    for (std::size_t j = i + 1; j < time.size(); ++j)
      if (time[i] != time[j]) slopes.push_back((values[j] - values[i]) / (time[j] - time[i]));
  std::sort(slopes.begin(), slopes.end());
  return slopes;
}

TEST(SenSlope, SelectionAmongManyPairsFindsTheSameSlopes) {
  std::mt19937 random(3);
  const auto noise = [&] { return static_cast<double>(random()) / 4e9 - 0.5; };
  for (int kind = 0; kind < 5; ++kind) {
    std::vector<double> time, values;
    for (int i = 0; i < 2100; ++i) {
      time.push_back(kind == 1 ? static_cast<double>(random() % 700) : kind == 2 ? 1e6 + noise() : i);
      values.push_back(kind == 3   ? static_cast<double>(random() % 3) // heavy ties of slopes
                       : kind == 4 ? std::floor(i / 3.0)               // slopes of 1/3 and their like
                                   : 0.01 * i + noise() / (0.501 + noise() / 1)); // heavy tails
    }
    const SenSlope answer = sen_slope({time, values});
    const std::vector<double> slopes = all_slopes(time, values);
    const auto n = slopes.size();
    ASSERT_GT(n, 1u << 21);
    const double median = n % 2 ? slopes[n / 2] : (slopes[n / 2 - 1] + slopes[n / 2]) / 2;
    EXPECT_NEAR(answer.estimate, median, 1e-12 * std::abs(median)) << kind;
    const double reach = 1.959963984540054 * std::sqrt(answer.s_variance);
    const double low =
        slopes[static_cast<std::size_t>(std::nearbyint((static_cast<double>(n) - reach) / 2)) - 1];
    EXPECT_NEAR(answer.low, low, 1e-12 * std::abs(low)) << kind;
  }
}

TEST(SenSlope, SeasonsGiveTheSlopeOfAPeriod) {
  const std::vector<double> values{0, 100, 2, 102, 4, 104}; // 2 a year in either half of it
  const SenSlope answer = sen_slope({.time = steps(6), .values = values, .period = 2});
  EXPECT_EQ(answer.estimate, 2);
  EXPECT_EQ(answer.pairs, 6);
  EXPECT_EQ(answer.intercept, 52 - 2 * 1.25);
}

TEST(SenSlope, PoorInputSaysWhy) {
  EXPECT_FALSE(sen_slope({}).not_estimable.empty());
  EXPECT_FALSE(sen_slope({std::vector<double>{1, 1}, std::vector<double>{1, 2}}).not_estimable.empty());
  const SenSlope two = sen_slope({std::vector<double>{1, 3}, std::vector<double>{1, 2}});
  EXPECT_EQ(two.estimate, 0.5);
  EXPECT_TRUE(std::isnan(two.low)); // one slope leaves no room for an interval
  EXPECT_EQ(sen_slope({steps(5), std::vector<double>(5, 3)}).estimate, 0);
}

} // namespace
} // namespace aftercourse::statistics
