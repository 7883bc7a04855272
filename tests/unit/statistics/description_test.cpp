#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/description.hpp>

namespace aftercourse::statistics {
namespace {

const std::vector<double> some{3, 5, 4, 7, 2, 9, 11, 14, 10, 8, 15, 9, 12, 20, 18, 25, 21, 19};

/// NIST StRD NumAcc2 to NumAcc4: the middle value first, then 0.1 below and 0.1 above it in turn.
std::vector<double> num_acc(double first, double odd, double even) {
  std::vector<double> out{first};
  for (int i = 0; i < 500; ++i) out.push_back(odd), out.push_back(even);
  return out;
}

TEST(Description, GivesTheCertifiedDigitsOfNist) {
  struct Case {
    const char* name;
    std::vector<double> values;
    double mean, sd, sd_error, r1, r1_error;
  };
  const std::vector<Case> cases{
      {"NumAcc1", {10000001, 10000003, 10000002}, 10000002, 1, 1e-13, -0.5, 1e-12},
      {"NumAcc2", num_acc(1.2, 1.1, 1.3), 1.2, 0.1, 1e-13, -0.999, 1e-12},
      {"NumAcc3", num_acc(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1, 1e-8, -0.999, 1e-7},
      {"NumAcc4", num_acc(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1, 1e-7, -0.999, 1e-6},
      {"Mavro",
       {2.0018, 2.0017, 2.0018, 2.0019, 2.0018, 2.0017, 2.0015, 2.0014, 2.0015, 2.0015,
        2.0017, 2.0018, 2.0018, 2.0019, 2.0019, 2.0021, 2.0020, 2.0016, 2.0014, 2.0013,
        2.0013, 2.0015, 2.0015, 2.0016, 2.0015, 2.0014, 2.0013, 2.0014, 2.0015, 2.0014,
        2.0015, 2.0016, 2.0015, 2.0016, 2.0019, 2.0020, 2.0020, 2.0021, 2.0022, 2.0023,
        2.0024, 2.0025, 2.0027, 2.0026, 2.0026, 2.0026, 2.0027, 2.0026, 2.0025, 2.0024},
       2.001856,
       0.000429123454003053,
       1e-12,
       0.937989183438248,
       1e-11}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Description d = describe(c.values);
    EXPECT_NEAR(d.mean / c.mean, 1, 1e-14);
    EXPECT_NEAR(d.sd / c.sd, 1, c.sd_error);
    EXPECT_NEAR(autocorrelation(c.values).lags.at(0).correlation / c.r1, 1, c.r1_error);
  }
}

TEST(Description, AgreesWithScipy) { // scipy.stats 1.x: skew and kurtosis with bias=False, t.interval
  const Description d = describe(some);
  EXPECT_EQ(d.n, 18);
  EXPECT_NEAR(d.mean, 11.777777777777779, 1e-14);
  EXPECT_NEAR(d.sd, 6.72620472966438, 1e-14);
  EXPECT_NEAR(d.skewness, 0.3716376718569752, 1e-14);
  EXPECT_NEAR(d.kurtosis, -0.8104502509116109, 1e-13);
  EXPECT_NEAR(d.low, 8.432914857515344, 1e-13);
  EXPECT_NEAR(d.high, 15.122640698040213, 1e-13);
  EXPECT_EQ(d.min, 2);
  EXPECT_EQ(d.q1, 7.25);
  EXPECT_EQ(d.median, 10.5);
  EXPECT_EQ(d.q3, 17.25);
  EXPECT_EQ(d.max, 25);
  EXPECT_EQ(d.sum, 212);
  EXPECT_EQ(in_words(d).en, "The mean is 11.78 (95 % interval 8.433 to 15.12; n = 18), the median 10.5, the "
                            "standard deviation 6.726.");
}

TEST(Description, AgreesWithSurveysInR) { // svymean, svyvar, svyquantile(qrule = "hf7")
  const std::vector<double> w{2, 1.5, 3, 1, 2, 2.5, 1, 1, 2, 4, 3, 2, 1, .5, 1, 2, 2, 3};
  const std::vector<std::int32_t> c{1, 1, 2, 2, 3, 3, 1, 1, 1, 2, 2, 3, 4, 1, 1, 2, 2, 2};
  const Description d = describe(some, {.weights = w});
  EXPECT_NEAR(d.mean, 11.2463768115942, 1e-13);
  EXPECT_NEAR(d.standard_error, 1.712584999703026, 1e-14);
  EXPECT_NEAR(d.low, 7.633138300857095, 1e-13);
  EXPECT_NEAR(d.variance, 45.80273546091404, 1e-13);
  EXPECT_NEAR(d.q1, 6.5, 1e-14);
  EXPECT_NEAR(d.median, 9.125, 1e-14);
  EXPECT_NEAR(d.q3, 16.375, 1e-14);
  EXPECT_EQ(d.sum, 388);
  const Description clustered = describe(some, {.weights = w, .clusters = c});
  EXPECT_EQ(clustered.clusters, 4);
  EXPECT_EQ(clustered.df, 3);
  EXPECT_NEAR(clustered.standard_error, 1.785849200875524, 1e-14);
  EXPECT_NEAR(clustered.high, 16.929746002714378, 1e-12);
}

TEST(Description, EqualWeightsChangeNothing) {
  const std::vector<double> w(some.size(), 2.5);
  const Description plain = describe(some), weighted = describe(some, {.weights = w});
  EXPECT_NEAR(weighted.mean, plain.mean, 1e-13);
  EXPECT_NEAR(weighted.sd, plain.sd, 1e-13);
  EXPECT_NEAR(weighted.standard_error, plain.standard_error, 1e-13);
  EXPECT_NEAR(weighted.skewness, plain.skewness, 1e-13);
  EXPECT_NEAR(weighted.kurtosis, plain.kurtosis, 1e-13);
  EXPECT_NEAR(weighted.median, plain.median, 1e-13);
  EXPECT_NEAR(weighted.q3, plain.q3, 1e-13);
}

TEST(Description, NeitherOffsetNorSizeCostsDigits) {
  const Description plain = describe(some);
  for (const int power : {-1000, -30, 30, 1000}) { // exact in binary, beyond the range of squares
    std::vector<double> scaled;
    for (const double v : some) scaled.push_back(std::ldexp(v, power));
    const Description d = describe(scaled);
    EXPECT_EQ(std::ldexp(d.mean, -power), plain.mean);
    EXPECT_NEAR(std::ldexp(d.sd, -power), plain.sd, 1e-14);
    EXPECT_NEAR(std::ldexp(d.high, -power), plain.high, 1e-13);
    EXPECT_NEAR(d.kurtosis, plain.kurtosis, 1e-13);
  }
  std::vector<double> far;
  for (const double v : some) far.push_back(v + 0x1p50);
  const Description d = describe(far);
  EXPECT_EQ(d.sd, plain.sd);
  EXPECT_NEAR(d.skewness, plain.skewness, 1e-14);
}

TEST(Description, TheMillionthTenthIsStillThere) {
  const std::vector<double> tenths(1000000, 0.1);
  std::vector<double> mixed(tenths);
  mixed.back() = 0.2;
  EXPECT_EQ(describe(tenths).mean, 0.1);
  EXPECT_EQ(describe(tenths).sd, 0);
  EXPECT_NEAR(describe(mixed).sum, 100000.1, 1e-11);
}

TEST(Description, TooLittleIsSaid) {
  EXPECT_EQ(describe(std::vector<double>{}).not_estimable.en, "there is no observation");
  const Description one = describe(std::vector<double>{4});
  EXPECT_EQ(one.mean, 4);
  EXPECT_EQ(one.median, 4);
  EXPECT_TRUE(std::isnan(one.sd));
  EXPECT_FALSE(one.not_estimable.empty());
  const Description equal = describe(std::vector<double>{0.1, 0.1, 0.1});
  EXPECT_EQ(equal.sd, 0);
  EXPECT_TRUE(std::isnan(equal.low));
  EXPECT_TRUE(std::isnan(equal.skewness));
  EXPECT_EQ(equal.not_estimable.en, "all values are equal");
  const Description two = describe(std::vector<double>{1, 2});
  EXPECT_FALSE(std::isnan(two.high));
  EXPECT_TRUE(std::isnan(two.skewness));
  const std::vector<double> v{1, 2, 3}, zero{0, 0, 0}, first{2, 0, 0};
  EXPECT_EQ(describe(v, {.weights = zero}).not_estimable.en, "all weights are 0");
  const Description single = describe(v, {.weights = first});
  EXPECT_EQ(single.n, 1);
  EXPECT_EQ(single.max, 1);
  const std::vector<std::int32_t> together{3, 3, 3};
  const Description cluster = describe(v, {.clusters = together});
  EXPECT_EQ(cluster.sd, 1);
  EXPECT_EQ(cluster.not_estimable.en, "fewer than two clusters");
}

TEST(Description, WrongColumnsAreRefused) {
  const std::vector<double> v{1, 2, 3}, negative{1, -1, 1}, nan{1, no_value, 2};
  EXPECT_THROW(describe(nan), InvalidArgument);
  EXPECT_THROW(describe(v, {.weights = negative}), InvalidArgument);
  EXPECT_THROW(describe(v, {.level = 0}), InvalidArgument);
  EXPECT_THROW(autocorrelation(v, 3), InvalidArgument);
  EXPECT_THROW(autocorrelation(v, 0), InvalidArgument);
  EXPECT_FALSE(autocorrelation(std::vector<double>{2, 2}).not_estimable.empty());
}

} // namespace
} // namespace aftercourse::statistics
