#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/standardisation.hpp>

namespace aftercourse::statistics {
namespace {

/// Fleiss (1981, Statistical Methods for Rates and Proportions, 2nd ed., p. 249): Down's syndrome by age of
/// the mother and birth order, Michigan. The standard is the column of all births.
const std::vector<double> births{319933, 931318, 786511, 488235, 237863, 61313};
std::vector<RateStratum> fleiss(const std::vector<std::int64_t>& events,
                                const std::vector<double>& exposure) {
  std::vector<RateStratum> out;
  for (std::size_t i = 0; i < births.size(); ++i)
    out.push_back({"age " + std::to_string(i), events[i], exposure[i], births[i]});
  return out;
}

TEST(Standardisation, GivesFleissRatesWithTheGammaIntervalOfFayAndFeuer) {
  // First-born: 92.3 per 100,000 births, as published; bounds by R 4.2.2 from eq. 8 and 9 (qgamma).
  const auto first =
      standardised_rate(fleiss({107, 141, 60, 40, 39, 25}, {230061, 329449, 114920, 39487, 14208, 3052}));
  EXPECT_EQ(first.n, 412);
  EXPECT_NEAR(first.crude * 1e5, 56.34750546037417, 1e-9);
  EXPECT_NEAR(first.estimate * 1e5, 92.30452553319944, 1e-9);
  EXPECT_NEAR(first.low * 1e5, 80.44174985070423, 1e-8);
  EXPECT_NEAR(first.high * 1e5, 105.76334574926118, 1e-8);
  const auto fifth =
      standardised_rate(fleiss({0, 8, 63, 112, 262, 295}, {327, 30666, 123419, 149919, 104088, 34392}));
  EXPECT_NEAR(fifth.estimate * 1e5, 75.52900744525678, 1e-9);
  EXPECT_NEAR(fifth.low * 1e5, 67.70212041764663, 1e-8);
  EXPECT_NEAR(fifth.high * 1e5, 188.30017272777584, 1e-8);
}

TEST(Standardisation, OneStratumIsThePoissonIntervalItself) {
  // Garwood (1936): 5 events: 1.6235 to 11.6683; none: 0 to 3.6889.
  const auto five = standardised_rate(std::vector<RateStratum>{{"all", 5, 1, 7}});
  EXPECT_NEAR(five.low, 1.6235, 5e-5);
  EXPECT_NEAR(five.high, 11.6683, 5e-5);
  const auto none = standardised_rate(std::vector<RateStratum>{{"all", 0, 1, 7}});
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 3.6889, 5e-5);
  const auto normal = standardised_rate(std::vector<RateStratum>{{"all", 4, 2, 1}}, RateInterval::normal);
  EXPECT_NEAR(normal.high, 2 + 1.959963984540054, 1e-14);
  EXPECT_FALSE(standardised_rate(std::vector<RateStratum>{{"all", 0, 1, 1}}, RateInterval::normal)
                   .not_estimable.empty());
}

TEST(Standardisation, MeansAreWeightedByTheStandard) {
  const std::vector<double> y{3, 5, 4, 7, 2, 9, 11, 14, 10}, standard{1, 3};
  const std::vector<std::int32_t> h{0, 0, 0, 0, 1, 1, 1, 1, 1};
  const auto s = standardised_mean(y, h, standard, {.stratum_names = {"new", "old"}});
  // 4.75 and 9.2, s² 2.9167 and 19.7.
  EXPECT_NEAR(s.estimate, 0.25 * 4.75 + 0.75 * 9.2, 1e-14);
  EXPECT_NEAR(s.standard_error, std::sqrt(0.0625 * (35. / 12) / 4 + 0.5625 * 19.7 / 5), 1e-14);
  EXPECT_EQ(s.df, 7);
  EXPECT_NEAR(s.crude, 65. / 9, 1e-14);
  EXPECT_EQ(s.strata[1].stratum, "old");
  EXPECT_EQ(s.strata[1].weight, 0.75);
  EXPECT_EQ(in_words(s).en,
            "Made up as the standard population the mean is 8.087, as observed 7.222 (95 % interval "
            "4.531 to 11.64; n = 9).");
  // Every observation a cluster: the same parts, one mean for all.
  const std::vector<std::int32_t> each{0, 1, 2, 3, 4, 5, 6, 7, 8};
  const auto c = standardised_mean(y, h, standard, {.clusters = each});
  EXPECT_EQ(c.df, 8);
  EXPECT_NEAR(c.standard_error, std::sqrt(9. / 8 * (0.0625 * (35. / 4) / 16 + 0.5625 * 78.8 / 25)), 1e-14);
}

TEST(Standardisation, EdgesAreSaid) {
  const std::vector<double> y{3, 5}, standard{1, 3};
  const std::vector<std::int32_t> h{0, 0}, beyond{0, 2};
  EXPECT_EQ(standardised_mean(y, h, standard).not_estimable.en,
            "stratum 1 of the standard has no observation");
  EXPECT_THROW(standardised_mean(y, beyond, standard), InvalidArgument);
  EXPECT_THROW(standardised_mean(y, h, std::vector<double>{0, 0}), InvalidArgument);
  EXPECT_THROW(standardised_mean(y, h, std::vector<double>{1, -1}), InvalidArgument);
  EXPECT_FALSE(standardised_rate(std::vector<RateStratum>{}).not_estimable.empty());
  EXPECT_FALSE(standardised_rate(std::vector<RateStratum>{{"a", 0, 0, 1}}).not_estimable.empty());
  EXPECT_THROW(standardised_rate(std::vector<RateStratum>{{"a", 1, 0, 1}}), InvalidArgument);
  EXPECT_THROW(standardised_rate(std::vector<RateStratum>{{"a", -1, 1, 1}}), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
