#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/frequency.hpp>
#include <aftercourse/statistics/proportion.hpp>

namespace aftercourse::statistics {
namespace {

const std::vector<std::string> grades{"fail", "good", "never", "pass"}, sites{"north", "south"};
const std::vector<std::int32_t> grade{1, 3, 3, 0, 3, 1, 3, 3, 0, 3}, site{0, 0, 0, 0, 0, 1, 1, 1, 1, 1};

TEST(Frequency, CountsEveryNameWithItsShare) {
  const auto f = frequencies({grade, grades});
  ASSERT_EQ(f.frequencies.size(), 4U);
  EXPECT_EQ(f.n, 10);
  EXPECT_EQ(f.frequencies[3].count, 6);
  EXPECT_EQ(f.frequencies[3].share, 0.6);
  EXPECT_EQ(f.frequencies[3].low, proportion_interval(6, 10).low);
  EXPECT_EQ(f.frequencies[1].cumulative, 0.4);
  EXPECT_EQ(f.frequencies[2].count, 0);
  EXPECT_EQ(f.frequencies[2].share, 0);
  EXPECT_EQ(f.frequencies[2].high, proportion_interval(0, 10).high);
  EXPECT_EQ(f.frequencies[3].cumulative, 1);
  EXPECT_EQ(in_words(f).en, "Of 4 values the most frequent is pass, a share of 0.6 (n = 10).");
}

TEST(Frequency, CrossesTwoColumns) {
  const auto t = cross_table({site, sites}, {grade, grades});
  ASSERT_EQ(t.cells.size(), 8U);
  const Cell& c = t.cells[7]; // south, pass
  EXPECT_EQ(c.row, "south");
  EXPECT_EQ(c.column, "pass");
  EXPECT_EQ(c.count, 3);
  EXPECT_EQ(c.share, 0.3);
  EXPECT_EQ(c.row_share, 0.6);
  EXPECT_EQ(c.column_share, 0.5);
  EXPECT_EQ(c.high, proportion_interval(3, 5).high);
  EXPECT_TRUE(std::isnan(t.cells[6].column_share)); // nobody has "never"
}

TEST(Frequency, WeightsAndClustersCountAsInProportions) {
  const std::vector<double> w{1, 2, 1, .5, 3, 1, 1, 2, 1, 0};
  const std::vector<std::int32_t> c{0, 0, 1, 1, 2, 2, 3, 3, 4, 4};
  const FrequencyOptions options{.weights = w, .clusters = c};
  const auto f = frequencies({grade, grades}, options);
  std::vector<double> passed;
  for (const auto g : grade) passed.push_back(g == 3);
  const auto p = proportion_interval(passed, w, c);
  EXPECT_EQ(f.n, 9);
  EXPECT_EQ(f.frequencies[3].count, 5);
  EXPECT_NEAR(f.frequencies[3].share, p.estimate, 1e-15);
  EXPECT_NEAR(f.frequencies[3].low, p.low, 1e-14);
  EXPECT_NEAR(f.frequencies[3].high, p.high, 1e-14);
  // A row is a part of the sample: the others stay in the design with weight 0.
  const auto t = cross_table({site, sites}, {grade, grades}, options);
  std::vector<double> south(w);
  for (std::size_t i = 0; i < 5; ++i) south[i] = 0;
  const auto domain = proportion_interval(passed, south, c);
  EXPECT_NEAR(t.cells[7].row_share, domain.estimate, 1e-15);
  EXPECT_NEAR(t.cells[7].low, domain.low, 1e-14);
}

TEST(Frequency, EdgesAreSaid) {
  const std::vector<std::int32_t> none, wrong{4};
  const std::vector<double> zero(10, 0), negative(10, -1);
  EXPECT_EQ(frequencies({none, grades}).not_estimable.en, "there is no observation");
  EXPECT_TRUE(std::isnan(frequencies({none, grades}).frequencies[0].share));
  EXPECT_EQ(cross_table({none, sites}, {none, grades}).cells.size(), 8U);
  EXPECT_FALSE(frequencies({grade, grades}, {.weights = zero}).not_estimable.empty());
  EXPECT_THROW(frequencies({grade, grades}, {.weights = negative}), InvalidArgument);
  EXPECT_THROW(frequencies({wrong, grades}), InvalidArgument);
  EXPECT_THROW(cross_table({none, sites}, {grade, grades}), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
