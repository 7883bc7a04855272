#include "../../../src/statistics/studentized_range.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace aftercourse::statistics {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// The range of two is √2 |t|.
TEST(StudentizedRange, OfTwoGroupsIsStudentsT) {
  for (const double df : {1.0, 2.0, 3.0, 7.5, 30.0, 1e3, 1e6})
    for (const double q : {1e-3, 0.5, 1.0, 3.0, 8.0, 20.0}) {
      const boost::math::students_t t(df);
      const double expected = 2 * cdf(complement(t, q / std::sqrt(2.0)));
      EXPECT_NEAR(StudentizedRange(2, df).upper(q), expected, 1e-13 * expected) << df << ' ' << q;
    }
}

// Harter (1960), Annals of Mathematical Statistics 31:1122-1147, table 2: upper points of the studentized
// range.
TEST(StudentizedRange, AgreesWithHartersTable) {
  const struct {
    int groups;
    double df, upper, q;
  } table[] = {{2, 2, 0.05, 6.085},        {3, 2, 0.05, 8.331},         {10, 2, 0.05, 13.99},
               {3, 5, 0.05, 4.602},        {20, 20, 0.05, 5.714},       {3, 10, 0.01, 5.270},
               {3, infinite, 0.05, 3.314}, {10, infinite, 0.01, 5.157}, {20, infinite, 0.05, 5.012}};
  for (const auto& row : table)
    EXPECT_NEAR(StudentizedRange(row.groups, row.df).quantile_upper(row.upper), row.q,
                row.q < 10 ? 0.00051 : 0.0051)
        << row.groups << ' ' << row.df << ' ' << row.upper;
}

// Computed with three times finer grids of both variables; 200 groups and 2 degrees of freedom are the case
// in which a coarse grid (and R's ptukey) is off in the ninth (third) digit.
TEST(StudentizedRange, HoldsForManyGroupsAndFewDegreesOfFreedom) {
  EXPECT_NEAR(StudentizedRange(200, 2).upper(6), 0.5646992570526026, 1e-13);
  EXPECT_NEAR(StudentizedRange(200, 5).upper(6), 0.4757524510944412, 1e-13);
  EXPECT_NEAR(StudentizedRange(50, 2).upper(6), 0.4289313125933252, 1e-13);
  EXPECT_NEAR(StudentizedRange(10, 120).upper(15), 2.716473795157094e-17, 1e-30);
  for (const int groups : {2, 3, 20, 200})
    for (const double df : {2.0, 11.0, 500.0, infinite})
      for (const double upper : {1e-8, 0.05, 0.5, 0.999}) {
        const StudentizedRange range(groups, df);
        EXPECT_NEAR(range.upper(range.quantile_upper(upper)), upper, 1e-12 * upper);
      }
}

TEST(StudentizedRange, EndsWhereItMust) {
  const StudentizedRange range(5, 12);
  EXPECT_EQ(range.upper(0), 1);
  EXPECT_EQ(range.upper(-1), 1);
  EXPECT_EQ(range.upper(infinite), 0);
  EXPECT_TRUE(std::isnan(range.upper(std::nan(""))));
  EXPECT_GT(range.upper(1e6), 0);
}

} // namespace
} // namespace aftercourse::statistics
