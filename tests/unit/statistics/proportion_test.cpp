#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/proportion.hpp>

namespace aftercourse::statistics {
namespace {

using M = ProportionMethod;

TEST(Proportion, GivesNewcombesTable) {
  // Newcombe (1998, Statistics in Medicine 17:857), Table I, to four digits; Jeffreys' from R 4.2.2.
  struct Row {
    std::int64_t x, n;
    M method;
    double low, high;
  };
  const std::vector<Row> rows{{81, 263, M::wald, .2522, .3638},
                              {81, 263, M::wilson, .2553, .3662},
                              {81, 263, M::wilson_cc, .2535, .3682},
                              {81, 263, M::clopper_pearson, .2527, .3676},
                              {81, 263, M::mid_p, .2544, .3658},
                              {81, 263, M::jeffreys, .2545, .3656},
                              {15, 148, M::wald, .0527, .1500},
                              {15, 148, M::wilson, .0624, .1605},
                              {15, 148, M::wilson_cc, .0598, .1644},
                              {15, 148, M::clopper_pearson, .0578, .1617},
                              {15, 148, M::mid_p, .0601, .1581},
                              {15, 148, M::jeffreys, .0604, .1576},
                              {0, 20, M::wald, 0, 0},
                              {0, 20, M::wilson, 0, .1611},
                              {0, 20, M::wilson_cc, 0, .2005},
                              {0, 20, M::clopper_pearson, 0, .1684},
                              {0, 20, M::mid_p, 0, .1391},
                              {0, 20, M::jeffreys, 0, .1166},
                              {1, 29, M::wald, -.0319, .1009},
                              {1, 29, M::wilson, .0061, .1718},
                              {1, 29, M::wilson_cc, .0018, .1963},
                              {1, 29, M::clopper_pearson, .0009, .1776},
                              {1, 29, M::mid_p, .0017, .1585},
                              {1, 29, M::jeffreys, .0037, .1501}};
  for (const Row& r : rows) {
    SCOPED_TRACE(std::to_string(r.x) + "/" + std::to_string(r.n) + " " +
                 std::string(proportion_method_names[static_cast<std::size_t>(r.method)]));
    const Proportion p = proportion_interval(r.x, r.n, {.method = r.method});
    EXPECT_NEAR(p.low, r.low, 5.005e-5);
    EXPECT_NEAR(p.high, r.high, 5.005e-5);
    // Failures have the same interval seen from the other side.
    const Proportion q = proportion_interval(r.n - r.x, r.n, {.method = r.method});
    EXPECT_NEAR(q.low, 1 - p.high, 1e-14);
    EXPECT_NEAR(q.high, 1 - p.low, 1e-14);
  }
}

TEST(Proportion, GivesAllDigitsOfReferenceRuns) { // R 4.2.2; statsmodels (agresti_coull)
  const auto bounds = [](std::int64_t x, std::int64_t n, M m, double low, double high) {
    const Proportion p = proportion_interval(x, n, {.method = m});
    EXPECT_NEAR(p.low, low, 1e-14) << static_cast<int>(m);
    EXPECT_NEAR(p.high, high, 1e-14) << static_cast<int>(m);
  };
  bounds(81, 263, M::wilson, 0.2552885198782743, 0.36620957698280016);
  bounds(81, 263, M::wilson_cc, 0.25350868229518525, 0.36817620104300364);
  bounds(81, 263, M::clopper_pearson, 0.2527367455852712, 0.3676219226013514);
  bounds(81, 263, M::jeffreys, 0.25452193499102344, 0.36564749917408246);
  bounds(81, 263, M::wald, 0.2521901262131072, 0.36377945553594226);
  bounds(81, 263, M::agresti_coull, 0.25522066518999675, 0.3662774316710775);
  bounds(1, 29, M::agresti_coull, 0, 0.18628650856170612);
}

TEST(Proportion, TheExactMethodsHoldAtTheirBounds) {
  // Closed forms: at x = 0 the upper bound p solves (1 - p)^n = tail, for mid-p half of it.
  for (const std::int64_t n : {1LL, 7LL, 1000LL, 1000000000LL}) {
    const double count = static_cast<double>(n);
    const double exact = -std::expm1(std::log(0.025) / count), half = -std::expm1(std::log(0.05) / count);
    EXPECT_NEAR(proportion_interval(0, n, {.method = M::clopper_pearson}).high / exact, 1, 1e-13);
    EXPECT_NEAR(proportion_interval(0, n, {.method = M::mid_p}).high / half, 1, 1e-13);
    EXPECT_EQ(proportion_interval(n, n, {.method = M::mid_p}).high, 1);
    // x = 1: P(X >= 1) = 1 - (1 - p)^n = tail.
    EXPECT_NEAR(proportion_interval(1, n, {.method = M::clopper_pearson}).low /
                    -std::expm1(std::log1p(-0.025) / count),
                1, 1e-13);
  }
}

TEST(Proportion, SmallSharesOfManyKeepTheirDigits) {
  // 1 of 10^9: Wilson's bounds are about 1e-9 (1 + z²/2 ± z √(1 + z²/4)).
  const double z = 1.959963984540054, root = z * std::sqrt(1 + z * z / 4);
  const Proportion p = proportion_interval(1, 1000000000);
  EXPECT_NEAR(p.low / (1e-9 * (1 + z * z / 2 - root)), 1, 1e-8);
  EXPECT_NEAR(p.high / (1e-9 * (1 + z * z / 2 + root)), 1, 1e-8);
}

TEST(Proportion, AnIntervalHoldsItsShareAtAnyLevel) {
  for (const std::int64_t n : {1, 2, 3, 10, 57})
    for (std::int64_t x = 0; x <= n; ++x)
      for (const double level : {0.01, 0.5, 0.9, 0.999999})
        for (const M m :
             {M::wilson, M::wilson_cc, M::clopper_pearson, M::mid_p, M::jeffreys, M::agresti_coull}) {
          const Proportion p = proportion_interval(x, n, {.method = m, .level = level});
          ASSERT_GE(p.low, 0) << x << "/" << n << " " << level << " " << static_cast<int>(m);
          ASSERT_LE(p.high, 1);
          ASSERT_LE(p.low, p.high);
          if (m == M::clopper_pearson || m == M::wilson) {
            ASSERT_LE(p.low, p.estimate);
            ASSERT_GE(p.high, p.estimate);
          }
        }
}

TEST(Proportion, ClustersAndWeightsTakeTheirOwnMethods) { // R survey's svyciprop "beta", "xlogit", "mean"
  const std::vector<std::int32_t> c{1, 1, 2, 2, 3, 3, 1, 1, 1, 2, 2, 3, 4, 1, 1, 2, 2, 2};
  const std::vector<double> b{0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0},
      w{2, 1.5, 3, 1, 2, 2.5, 1, 1, 2, 4, 3, 2, 1, .5, 1, 2, 2, 3};
  const Proportion p = proportion_interval(b, w, c);
  EXPECT_EQ(p.estimator, "proportion (korn_graubard)");
  EXPECT_EQ(p.successes, 10);
  EXPECT_EQ(p.clusters, 4);
  EXPECT_EQ(p.df, 3);
  EXPECT_NEAR(p.low, 0.3787570779047342, 1e-12);
  EXPECT_NEAR(p.high, 0.5213325334321682, 1e-12);
  EXPECT_NEAR(proportion_interval(b, w, c, {.method = M::logit}).low, 0.3764236288215827, 1e-13);
  EXPECT_NEAR(proportion_interval(b, w, c, {.method = M::taylor}).low, 0.3747609590405592, 1e-13);
  EXPECT_EQ(in_words(p).en,
            "The share is 0.4493, 10 of 18 (95 % interval 0.3788 to 0.5213; n = 18 in 4 clusters).");
  EXPECT_THROW(proportion_interval(b, w, c, {.method = M::wilson}), InvalidArgument);
  EXPECT_EQ(proportion_interval(b).estimator, "proportion (wilson)");
  EXPECT_EQ(proportion_interval(b).low, proportion_interval(10, 18).low);
}

TEST(Proportion, EdgesAreSaid) {
  EXPECT_EQ(proportion_interval(0, 0).not_estimable.en, "there is no observation");
  EXPECT_EQ(proportion_interval(std::vector<double>{}).not_estimable.en, "there is no observation");
  EXPECT_THROW(proportion_interval(3, 2), InvalidArgument);
  EXPECT_THROW(proportion_interval(-1, 2), InvalidArgument);
  EXPECT_THROW(proportion_interval(1, 2, {.method = M::taylor}), InvalidArgument);
  EXPECT_THROW(proportion_interval(std::vector<double>{0, 2}), InvalidArgument);
  EXPECT_EQ(proportion_method_from_text("mid_p"), M::mid_p);
  EXPECT_THROW(proportion_method_from_text("exact"), InvalidArgument);
  EXPECT_EQ(in_words(proportion_interval(81, 263)).zh,
            "比例为0.308，263个中有81个（95% 置信区间 0.2553 至 0.3662；n = 263）。");
}

} // namespace
} // namespace aftercourse::statistics
