#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/buhlmann_straub.hpp>

namespace aftercourse::statistics {
namespace {

// Hachemeister (1975): average claims of five states in twelve quarters, and their numbers.
const std::vector<double> claims{1738, 1642, 1794, 2051, 2079, 2234, 2032, 2035, 2115, 2262, 2267, 2517,
                                 1364, 1408, 1597, 1444, 1342, 1675, 1470, 1448, 1464, 1831, 1612, 1471,
                                 1759, 1685, 1479, 1763, 1674, 2103, 1502, 1622, 1828, 2155, 2233, 2059,
                                 1223, 1146, 1010, 1257, 1426, 1532, 1953, 1123, 1343, 1243, 1762, 1306,
                                 1456, 1499, 1609, 1741, 1482, 1572, 1606, 1735, 1607, 1573, 1613, 1690};
const std::vector<double> numbers{7861, 9251, 8706, 8575, 7917, 8263, 9456, 8003, 7365, 7832, 7849, 9077,
                                  1622, 1742, 1523, 1515, 1622, 1602, 1964, 1515, 1527, 1748, 1654, 1861,
                                  1147, 1357, 1329, 1204, 998,  1077, 1277, 1218, 896,  1003, 1108, 1121,
                                  407,  396,  348,  341,  315,  328,  352,  331,  287,  384,  321,  342,
                                  2902, 3172, 3046, 3068, 2693, 2910, 3275, 2697, 2663, 3017, 3242, 3425};
const std::vector<std::string> states{"1", "2", "3", "4", "5"};

std::vector<std::int32_t> state_codes() {
  std::vector<std::int32_t> codes;
  for (std::int32_t state = 0; state < 5; ++state) codes.insert(codes.end(), 12, state);
  return codes;
}

TEST(BuhlmannStraub, HachemeisterAsPrintedByActuar) { // example(cm), 5 to 9 digits
  const BuhlmannStraub m = buhlmann_straub(claims, state_codes(), states, numbers);
  EXPECT_NEAR(m.collective, 1683.713, 5e-4);
  EXPECT_NEAR(m.between, 89638.73, 5e-3);
  EXPECT_NEAR(m.within, 139120026, 0.5);
  const std::vector<std::vector<double>> groups{// mean, credibility, premium
                                                {2060.921, 0.9847404, 2055.165},
                                                {1511.224, 0.9276352, 1523.706},
                                                {1805.843, 0.8984754, 1793.444},
                                                {1352.976, 0.7279092, 1442.967},
                                                {1599.829, 0.9587911, 1603.285}};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(m.groups[i].mean, groups[i][0], 5e-4);
    EXPECT_NEAR(m.groups[i].credibility, groups[i][1], 5e-8);
    EXPECT_NEAR(m.groups[i].premium, groups[i][2], 5e-4);
  }
  EXPECT_FALSE(m.between_negative);
}

TEST(BuhlmannStraub, IterativeAndUnweightedAgreeWithActuar) { // actuar 3.3-2
  CredibilityOptions options;
  options.between = BetweenVariance::iterative;
  const BuhlmannStraub m = buhlmann_straub(claims, state_codes(), states, numbers, options);
  const BuhlmannStraub b = buhlmann_straub(claims, state_codes(), states);
  EXPECT_NEAR(m.collective, 1688.8949697041626, 1e-3);
  EXPECT_NEAR(m.between, 64366.507159226785, 0.05);
  EXPECT_NEAR(m.groups[3].premium, 1467.9772557460667, 1e-3);
  EXPECT_NEAR(b.collective, 1671.0166666666669, 1e-9);
  EXPECT_NEAR(b.between, 72310.02462121216, 1e-6);
  EXPECT_NEAR(b.within, 46040.47121212121, 1e-6);
  EXPECT_NEAR(b.groups[0].premium, 2044.0409926101893, 1e-8);
}

TEST(BuhlmannStraub, NoDifferenceBetweenGroups) {
  const std::vector<double> values{1, 5, 2, 4.2, 1.5, 4.4};
  const std::vector<std::int32_t> group{0, 0, 1, 1, 2, 2};
  const std::vector<std::string> labels{"a", "b", "c"};
  for (const BetweenVariance between : {BetweenVariance::unbiased, BetweenVariance::iterative}) {
    CredibilityOptions options;
    options.between = between;
    const BuhlmannStraub m = buhlmann_straub(values, group, labels, {}, options);
    EXPECT_EQ(m.between, 0);
    for (const CredibilityGroup& g : m.groups) {
      EXPECT_EQ(g.credibility, 0);
      EXPECT_DOUBLE_EQ(g.premium, m.collective);
      EXPECT_GT(g.standard_error, 0);
    }
    EXPECT_NE(in_words(m).en.find("do not differ beyond chance"), std::string::npos);
  }
  EXPECT_TRUE(buhlmann_straub(values, group, labels).between_negative);
}

TEST(BuhlmannStraub, TooPoorDataSaySo) {
  const std::vector<double> values{1, 2, 3}, zero(3, 0.0), nothing;
  const std::vector<std::string> labels{"a", "b", "c"};
  const std::vector<std::int32_t> same{1, 1, 1}, alone{0, 1, 2}, none;
  EXPECT_FALSE(buhlmann_straub(values, same, labels).not_estimable.empty());
  EXPECT_FALSE(buhlmann_straub(values, alone, labels).not_estimable.empty());
  EXPECT_FALSE(buhlmann_straub(values, alone, labels, zero).not_estimable.empty());
  EXPECT_FALSE(buhlmann_straub(nothing, none, labels).not_estimable.empty());
  EXPECT_THROW(buhlmann_straub(values, same, std::span(labels).first(1)), InvalidArgument);
}

TEST(BuhlmannStraub, EqualObservationsAreFullyCredible) {
  const std::vector<double> values{1, 1, 3, 3};
  const std::vector<std::int32_t> group{0, 0, 1, 1};
  const std::vector<std::string> labels{"a", "b"};
  const BuhlmannStraub m = buhlmann_straub(values, group, labels);
  EXPECT_EQ(m.within, 0);
  EXPECT_EQ(m.groups[0].credibility, 1);
  EXPECT_EQ(m.groups[1].premium, 3);
  EXPECT_EQ(m.groups[1].standard_error, 0);
}

} // namespace
} // namespace aftercourse::statistics
