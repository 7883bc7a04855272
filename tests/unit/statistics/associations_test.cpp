#include <aftercourse/statistics/associations.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {
namespace {

Variable numbers(std::string name, std::vector<double> values) {
  return {.name = std::move(name), .is_label = false, .numbers = std::move(values), .labels = {}};
}

Variable labels(std::string name, std::vector<std::int32_t> codes, std::vector<std::string> names) {
  return {.name = std::move(name),
          .is_label = true,
          .numbers = {},
          .labels = {std::move(codes), std::move(names)}};
}

/// Anscombe's first data set (1973, The American Statistician 27:17-21): r = 0.816.
Data anscombe() {
  return Data({numbers("y", {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}),
               numbers("x", {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}),
               numbers("same", std::vector<double>(11, 3)),
               labels("half", {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, {"a", "b"}),
               labels("passed", {1, 0, 1, 1, 1, 1, 0, 0, 1, 0, 0}, {"no", "yes"}),
               labels("team", {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5}, {"1", "2", "3", "4", "5", "6"})});
}

TEST(Associations, KnowsAnscombesCorrelation) {
  const Associations all = associations(anscombe(), "y", {"x", "half", "same"});
  ASSERT_EQ(all.associations.size(), 3u);
  const Association& x = all.associations[0];
  EXPECT_EQ(x.effect, "correlation");
  EXPECT_NEAR(x.estimate, 0.81642051634484, 1e-13);
  EXPECT_NEAR(x.p_value, 0.002169628873, 1e-11);
  EXPECT_NEAR(x.low, std::tanh(std::atanh(x.estimate) - 1.959963984540054 / std::sqrt(8.0)), 1e-12);
  EXPECT_NEAR(x.p_adjusted, 2 * x.p_value, 1e-15); // Holm, over the two that can be tested
  EXPECT_EQ(all.associations[1].effect, "eta squared");
  EXPECT_TRUE(std::isnan(all.associations[2].p_adjusted));
  EXPECT_FALSE(all.associations[2].not_estimable.empty());
  EXPECT_NE(in_words(all).en.find("need not be its cause"), std::string::npos);
}

TEST(Associations, TakesLabelsOnEitherSide) {
  const Associations yes = associations(anscombe(), "passed", {"half", "y"});
  EXPECT_EQ(yes.associations[0].effect, "Cramer's V");
  EXPECT_NEAR(yes.associations[0].estimate, 0.63333333333333, 1e-13); // |5*4 - 1*1| / sqrt(6*5*6*5) = 19/30
  EXPECT_EQ(yes.associations[1].effect, "eta squared");
  EXPECT_NEAR(yes.associations[1].estimate,
              associations(anscombe(), "y", {"passed"}).associations[0].estimate, 1e-14);
}

TEST(Associations, KnowsClusters) {
  const Associations alone = associations(anscombe(), "y", {"x", "half"}),
                     by_team = associations(anscombe(), "y", {"x", "half"}, {.cluster = "team"});
  EXPECT_EQ(by_team.clusters, 6);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(by_team.associations[i].estimate, alone.associations[i].estimate, 1e-13);
    EXPECT_NE(by_team.associations[i].p_value, alone.associations[i].p_value);
    EXPECT_TRUE(std::isnan(by_team.associations[i].low));
  }
  // A factor that is the cluster itself leaves nothing between the clusters to judge it by.
  const Association itself = associations(anscombe(), "y", {"team"}, {.cluster = "team"}).associations[0];
  EXPECT_TRUE(std::isnan(itself.p_value));
  EXPECT_FALSE(itself.not_estimable.empty());
  EXPECT_THROW(associations(anscombe(), "passed", {"half"}, {.cluster = "team"}), InvalidArgument);
  EXPECT_THROW(associations(anscombe(), "y", {}), InvalidArgument);
  EXPECT_THROW(associations(anscombe(), "y", {"z"}), NotFound);
  EXPECT_THROW(associations(anscombe(), "y", {"x"}, {.correction = "twice"}), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
