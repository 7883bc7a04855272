#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/multiplicity.hpp>

namespace aftercourse::statistics {
namespace {

using A = Adjustment;

/// Benjamini & Hochberg (1995), the 15 comparisons of Neuhaus et al. (1992).
const std::vector<double> neuhaus{1e-4,  4e-4, .0019, .0095, .0201, .0278, .0298, .0344,
                                  .0459, .324, .4262, .5719, .6528, .759,  1};

TEST(Multiplicity, RejectsWhatThePaperRejects) {
  EXPECT_EQ(adjust_p_values(neuhaus, A::bonferroni).rejected, 3);
  EXPECT_EQ(adjust_p_values(neuhaus, A::holm).rejected, 3);
  EXPECT_EQ(adjust_p_values(neuhaus, A::hochberg).rejected, 3);
  EXPECT_EQ(adjust_p_values(neuhaus, A::bh).rejected, 4);
}

TEST(Multiplicity, AgreesWithR) { // p.adjust of R 4.2.2; bky: statsmodels' fdr_tsbky, to its four digits
  const auto expect = [](A method, const std::vector<double>& first, double error = 1e-15) {
    const auto a = adjust_p_values(neuhaus, method).tests;
    for (std::size_t i = 0; i < first.size(); ++i)
      EXPECT_NEAR(a[i].adjusted, first[i], error) << static_cast<int>(method) << " " << i + 1;
  };
  expect(A::bonferroni, {.0015, .006, .0285, .1425, .3015, .417, .447, .516, .6885, 1, 1, 1, 1, 1, 1});
  expect(A::holm, {.0015, .0056, .0247, .114, .2211, .278, .278, .278, .3213, 1, 1, 1, 1, 1, 1});
  expect(A::hochberg, {.0015, .0056, .0247, .114, .2211, .2682, .2682, .2752, .3213, 1, 1, 1, 1, 1, 1});
  expect(A::hommel, {.0015, .0056, .0247, .095, .1608, .1946, .2086, .2408, .3213, 1, 1, 1, 1, 1, 1});
  expect(A::bh, {.0015, .003, .0095, .035625, .0603, 0.06385714285714286, 0.06385714285714286, .0645, .0765,
                 .486, 0.5811818181818181, .714875, 0.7532307692307693, 0.8132142857142857, 1});
  expect(A::by, {0.00497734348984349, 0.00995468697968698, 0.031523175435675434, 0.11821190788378289,
                 0.2000892082917083, 0.21189262285333715, 0.21189262285333715, 0.21402577006327006,
                 0.253844517982018, 1, 1, 1, 1, 1, 1});
  expect(
      A::bky,
      {.0012, .0023, .0073, .0274, .0464, .0492, .0492, .0497, .0589, .3742, .4475, .5505, .58, .6262, .77},
      6e-5);
}

TEST(Multiplicity, KeepsOrderTiesAndWhatIsMissing) {
  const std::vector<double> p{.04, no_value, .01, .04, .03};
  const auto a = adjust_p_values(p, A::holm);
  EXPECT_EQ(a.n, 4);
  EXPECT_EQ(a.missing, 1);
  EXPECT_TRUE(std::isnan(a.tests[1].adjusted));
  EXPECT_FALSE(a.tests[1].rejected);
  EXPECT_EQ(a.tests[2].adjusted, .04);
  EXPECT_EQ(a.tests[4].adjusted, .09);
  EXPECT_EQ(a.tests[0].adjusted, .09);
  EXPECT_EQ(a.tests[3].adjusted, .09);
  EXPECT_EQ(in_words(a).en, "1 of 4 hypotheses are rejected at 0.05 after correction for 4 tests.");
  for (const A method : {A::bonferroni, A::holm, A::hochberg, A::hommel, A::bh, A::by}) {
    EXPECT_NEAR(adjust_p_values(std::vector<double>{.05}, method).tests[0].adjusted, .05, 1e-17);
    EXPECT_TRUE(adjust_p_values(std::vector<double>{.05}, method).tests[0].rejected);
    const auto two = adjust_p_values(std::vector<double>{1, 0}, method).tests;
    EXPECT_EQ(two[1].adjusted, 0);
    EXPECT_EQ(two[0].adjusted, 1);
  }
}

TEST(Multiplicity, EdgesAreSaid) {
  EXPECT_EQ(adjust_p_values(std::vector<double>{}).not_estimable.en, "there is no p-value");
  EXPECT_FALSE(adjust_p_values(std::vector<double>{no_value}).not_estimable.empty());
  EXPECT_THROW(adjust_p_values(std::vector<double>{1.1}), InvalidArgument);
  EXPECT_EQ(adjustment_from_text("BH"), A::bh);
  EXPECT_THROW(adjustment_from_text("sidak"), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
