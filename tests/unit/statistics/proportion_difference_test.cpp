#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/proportion_difference.hpp>

namespace aftercourse::statistics {
namespace {

using M = DifferenceMethod;

/// p1 - p2, as the paper writes it.
ProportionDifference minus(std::int64_t x1, std::int64_t n1, std::int64_t x2, std::int64_t n2, M m) {
  return proportion_difference({"b", x2, n2, no_value}, {"a", x1, n1, no_value}, {.method = m});
}

TEST(ProportionDifference, GivesNewcombesTable) {
  // Newcombe (1998, Statistics in Medicine 17:873), Table II, methods 1, 10 and 11.
  struct Row {
    std::int64_t x1, n1, x2, n2;
    M method;
    double low, high;
  };
  const std::vector<Row> rows{
      {56, 70, 48, 80, M::wald, .0575, .3425},        {56, 70, 48, 80, M::newcombe, .0524, .3339},
      {56, 70, 48, 80, M::newcombe_cc, .0428, .3422}, {9, 10, 3, 10, M::newcombe, .1705, .8090},
      {9, 10, 3, 10, M::newcombe_cc, .1013, .8387},   {6, 7, 2, 7, M::newcombe, .0582, .8062},
      {6, 7, 2, 7, M::newcombe_cc, -.0290, .8423},    {5, 56, 0, 29, M::newcombe, -.0381, .1926},
      {5, 56, 0, 29, M::newcombe_cc, -.0667, .2037},  {0, 10, 0, 20, M::newcombe, -.1611, .2775},
      {0, 10, 0, 20, M::newcombe_cc, -.2005, .3445},  {10, 10, 0, 20, M::newcombe, .6791, 1},
      {10, 10, 0, 20, M::newcombe_cc, .6014, 1},      {10, 10, 0, 10, M::newcombe, .6075, 1},
      {10, 10, 0, 10, M::newcombe_cc, .5128, 1},      {56, 70, 48, 80, M::miettinen_nurminen, .0528, .3382}};
  for (const Row& r : rows) {
    SCOPED_TRACE(std::to_string(r.x1) + "/" + std::to_string(r.n1) + " " +
                 std::to_string(static_cast<int>(r.method)));
    const auto d = minus(r.x1, r.n1, r.x2, r.n2, r.method);
    EXPECT_NEAR(d.low, r.low, 5.005e-5);
    EXPECT_NEAR(d.high, r.high, 5.005e-5);
    const auto back = minus(r.x2, r.n2, r.x1, r.n1, r.method);
    EXPECT_NEAR(back.low, -d.high, 1e-14);
  }
}

TEST(ProportionDifference, AgreesWithStatsmodels) { // confint_proportions_2indep
  const auto n = minus(56, 70, 48, 80, M::newcombe);
  EXPECT_NEAR(n.low, 0.05243147240236498, 1e-14);
  EXPECT_NEAR(n.high, 0.33387265403690614, 1e-14);
  const auto c = minus(56, 70, 48, 80, M::agresti_caffo);
  EXPECT_NEAR(c.low, 0.052452926638053676, 1e-14);
  EXPECT_NEAR(c.high, 0.33575845547576744, 1e-14);
  const auto w = minus(56, 70, 48, 80, M::wald);
  EXPECT_NEAR(w.low, 0.057504899149037114, 1e-14);
}

TEST(ProportionDifference, TheScoreBoundsAreWhereTheRestrictedLikelihoodSaysSo) {
  for (const auto& [x1, n1, x2, n2] : std::vector<std::array<double, 4>>{
           {56, 70, 48, 80}, {9, 10, 3, 10}, {5, 56, 0, 29}, {0, 10, 0, 20}, {1, 3, 2, 400}}) {
    const auto d = minus(static_cast<std::int64_t>(x1), static_cast<std::int64_t>(n1),
                         static_cast<std::int64_t>(x2), static_cast<std::int64_t>(n2), M::miettinen_nurminen);
    for (const double bound : {d.low, d.high}) {
      // The likeliest p2 by plain search.
      double best = 0, most = -1e300;
      for (double p2 = std::max(1e-9, -bound); p2 <= std::min(1 - 1e-9, 1 - bound); p2 += 1e-6) {
        const double p1 = std::min(1 - 1e-12, std::max(1e-12, p2 + bound));
        const double l =
            x1 * std::log(p1) + (n1 - x1) * std::log1p(-p1) + x2 * std::log(p2) + (n2 - x2) * std::log1p(-p2);
        if (l > most) most = l, best = p2;
      }
      const double p1 = best + bound, n = n1 + n2;
      const double variance = (p1 * (1 - p1) / n1 + best * (1 - best) / n2) * n / (n - 1);
      EXPECT_NEAR(std::abs(x1 / n1 - x2 / n2 - bound) / std::sqrt(variance), 1.959964, 2e-4);
    }
  }
  EXPECT_EQ(minus(10, 10, 0, 10, M::miettinen_nurminen).high, 1);
}

TEST(ProportionDifference, PairsFollowNewcombesMethodTen) {
  // Worked by hand for 14 both, 5 before only, 0 after only, 22 neither (Altman et al. 2000, Statistics with
  // Confidence, Table 6.2): D = 5/41, φ = (14·22 - 41/2)/√(19·22·14·27).
  const auto d = paired_proportion_difference(PairedCounts{14, 5, 0, 22});
  EXPECT_NEAR(d.estimate, -5. / 41, 1e-15);
  const double n = 41, z = 1.959963984540054, phi = (14. * 22 - n / 2) / std::sqrt(19. * 22 * 14 * 27);
  const auto wilson = [&](double x, int side) {
    const double p = x / n;
    return (2 * x + z * z + side * z * std::sqrt(z * z + 4 * x * (1 - p))) / (2 * (n + z * z));
  };
  const double dl1 = 19 / n - wilson(19, -1), du1 = wilson(19, 1) - 19 / n, dl2 = 14 / n - wilson(14, -1),
               du2 = wilson(14, 1) - 14 / n;
  EXPECT_NEAR(-d.high, 5 / n - std::sqrt(dl1 * dl1 - 2 * phi * dl1 * du2 + du2 * du2), 1e-14);
  EXPECT_NEAR(-d.low, 5 / n + std::sqrt(du1 * du1 - 2 * phi * du1 * dl2 + dl2 * dl2), 1e-14);
  // φ counts for nothing when a margin is 0.
  const auto all = paired_proportion_difference(PairedCounts{10, 0, 0, 0});
  EXPECT_EQ(all.estimate, 0);
  EXPECT_NEAR(all.high, 0.2775, 5e-5); // as two groups of 10 of 10: Newcombe's Table II (f)
  const std::vector<double> before{1, 1, 0, 0, 1}, after{1, 0, 1, 0, 1};
  EXPECT_EQ(paired_proportion_difference(before, after).high,
            paired_proportion_difference(PairedCounts{2, 1, 1, 1}).high);
}

TEST(ProportionDifference, ClustersTakeTheSandwich) {
  // R: d <- svydesign(~c, weights = ~w, data = data.frame(b, g, c, w)); svyglm(b ~ g, d), df degf(d).
  const std::vector<std::int32_t> c{1, 1, 2, 2, 3, 3, 1, 1, 1, 2, 2, 3, 4, 1, 1, 2, 2, 2},
      g{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
  const std::vector<double> b{0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0},
      w{2, 1.5, 3, 1, 2, 2.5, 1, 1, 2, 4, 3, 2, 1, .5, 1, 2, 2, 3};
  const auto d = proportion_difference(b, g, w, c);
  EXPECT_EQ(d.estimator, "difference of proportions (taylor)");
  EXPECT_EQ(d.df, 3);
  EXPECT_NEAR(d.estimate, 0.07394957983193277, 1e-12);
  EXPECT_NEAR(d.standard_error, 0.324026417948405, 1e-12);
  EXPECT_THROW(proportion_difference(b, g, w, c, {.method = M::newcombe}), InvalidArgument);
  const auto plain = proportion_difference(b, g);
  EXPECT_EQ(plain.groups[0].successes, 4);
  EXPECT_EQ(plain.groups[1].successes, 6);
  EXPECT_EQ(in_words(plain).en,
            "The share is 0.4444 in first and 0.6667 in second, a difference of 0.2222 (95 % "
            "interval -0.2033 to 0.5548; n = 18).");
  std::vector<double> after(b), before(b.size());
  const auto paired = paired_proportion_difference(before, after, w, c);
  EXPECT_NEAR(paired.estimate, 0.4492753623188406, 1e-14);
  EXPECT_NEAR(paired.low, 0.3747609590405592, 1e-13);
}

TEST(ProportionDifference, EdgesAreSaid) {
  EXPECT_FALSE(minus(0, 0, 1, 2, M::newcombe).not_estimable.empty());
  EXPECT_FALSE(paired_proportion_difference(PairedCounts{}).not_estimable.empty());
  EXPECT_THROW(minus(3, 2, 1, 2, M::newcombe), InvalidArgument);
  EXPECT_THROW(minus(1, 2, 1, 2, M::taylor), InvalidArgument);
  EXPECT_THROW(paired_proportion_difference(PairedCounts{1, 1, 1, 1}, {.method = M::agresti_caffo}),
               InvalidArgument);
  EXPECT_THROW(paired_proportion_difference(PairedCounts{-1, 1, 1, 1}), InvalidArgument);
  EXPECT_THROW(difference_method_from_text("exact"), InvalidArgument);
  const std::vector<double> v{0, 1};
  const std::vector<std::int32_t> g{0, 2}, one{1, 1};
  EXPECT_THROW(proportion_difference(v, g), InvalidArgument);
  EXPECT_FALSE(proportion_difference(v, one).not_estimable.empty());
}

} // namespace
} // namespace aftercourse::statistics
