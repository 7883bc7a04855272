// Coefficients of agreement against published tables; data and numbers from the sources named at each test.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/agreement.hpp>
#include <aftercourse/statistics/cohen_kappa.hpp>
#include <aftercourse/statistics/fleiss_kappa.hpp>
#include <aftercourse/statistics/krippendorff_alpha.hpp>

namespace aftercourse::statistics {
namespace {

using Columns = std::vector<std::vector<double>>;
constexpr double none = no_value;

std::vector<std::span<const double>> spans(const Columns& columns) {
  return {columns.begin(), columns.end()};
}

Ratings numbers(const Columns& columns, const std::vector<double>& declared = {}) {
  return Ratings::of_numbers(spans(columns), declared);
}

/// The columns of a matrix that is written by rows, as papers print it.
Columns transposed(const Columns& rows) {
  Columns columns(rows[0].size());
  for (const auto& row : rows)
    for (std::size_t j = 0; j < row.size(); ++j) columns[j].push_back(row[j]);
  return columns;
}
Ratings table(const Columns& rows) { return Ratings::of_table(spans(transposed(rows))); }
Ratings counts(const Columns& rows) { return Ratings::of_counts(spans(transposed(rows))); }

// Krippendorff (2011), section C: 4 observers, 12 units; the last unit has one rating only.
const Columns canonical{{1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none},
                        {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, none},
                        {none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3},
                        {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none}};
// R's irr, data(anxiety).
const Columns anxiety{{3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3},
                      {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4},
                      {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2}};
// Fleiss (1971), table 1.
const Columns fleiss_1971{
    {0, 0, 0, 6, 0}, {0, 3, 0, 0, 3}, {0, 1, 4, 0, 1}, {0, 0, 0, 0, 6}, {0, 3, 0, 3, 0}, {2, 0, 4, 0, 0},
    {0, 0, 4, 0, 2}, {2, 0, 3, 1, 0}, {2, 0, 0, 4, 0}, {0, 0, 0, 0, 6}, {1, 0, 0, 5, 0}, {1, 1, 0, 4, 0},
    {0, 3, 3, 0, 0}, {1, 0, 0, 5, 0}, {0, 2, 0, 3, 1}, {0, 0, 5, 0, 1}, {3, 0, 0, 1, 2}, {5, 1, 0, 0, 0},
    {0, 2, 0, 4, 0}, {1, 0, 2, 0, 3}, {0, 0, 0, 0, 6}, {0, 1, 0, 5, 0}, {0, 2, 0, 1, 3}, {2, 0, 0, 4, 0},
    {1, 0, 0, 4, 1}, {0, 5, 0, 1, 0}, {4, 0, 0, 0, 2}, {0, 2, 0, 4, 0}, {1, 0, 5, 0, 0}, {0, 0, 0, 0, 6}};

TEST(CohenKappa,
     AgreesWithSas) { // PROC FREQ as statsmodels quotes it, TestUnweightedCohens and TestWeightedCohens
  const Ratings ratings = table({{0, 4, 1}, {0, 8, 0}, {0, 1, 5}});
  const CohenKappa plain = cohen_kappa(ratings);
  EXPECT_NEAR(plain.estimate, 0.4842, 5e-5);
  EXPECT_NEAR(plain.standard_error, 0.1380, 5e-5);
  EXPECT_NEAR(plain.low, 0.2137, 5e-5);
  EXPECT_NEAR(plain.high, 0.7547, 5e-5);
  EXPECT_NEAR(plain.standard_error_null, 0.1484, 5e-5);
  EXPECT_NEAR(plain.z, 3.2626, 5e-5);
  EXPECT_NEAR(plain.p_value, 0.0011, 5e-5);
  EXPECT_NEAR(plain.p_value_one_sided, 0.0006, 5e-5);
  EXPECT_EQ(plain.n, 19);
  const CohenKappa linear = cohen_kappa(ratings, {.weighting = Weighting::linear});
  EXPECT_NEAR(linear.estimate, 0.4701, 5e-5);
  EXPECT_NEAR(linear.standard_error, 0.1457, 5e-5);
  EXPECT_NEAR(linear.low, 0.1845, 5e-5);
  EXPECT_NEAR(linear.high, 0.7558, 5e-5);
  EXPECT_NEAR(linear.standard_error_null, 0.1426, 5e-5);
  EXPECT_NEAR(linear.z, 3.2971, 5e-5);
}

TEST(CohenKappa, TakesWeightsOfDisagreement) { // Cohen (1968), table 1, n = 200
  const Ratings ratings = table({{88, 14, 18}, {10, 40, 10}, {2, 6, 12}});
  const SquareMatrix weights = weights_of_disagreement({3, {0, 1, 3, 1, 0, 6, 3, 6, 0}});
  EXPECT_NEAR(cohen_kappa(ratings, {.weights = weights}).estimate, 0.348, 5e-4);
  EXPECT_NEAR(cohen_kappa(ratings).estimate, 0.492, 5e-4);
  EXPECT_THROW(weights_of_disagreement({2, {1, 1, 1, 0}}), InvalidArgument);
  EXPECT_THROW(weights_of_disagreement({2, {0, 0, 0, 0}}), InvalidArgument);
}

TEST(CohenKappa, AgreesWithIrr) { // irr 0.84.1 kappa2, as statsmodels records it
  const CohenKappa plain = cohen_kappa(numbers({anxiety[1], anxiety[2]}));
  EXPECT_NEAR(plain.estimate, -0.006289308, 1e-9);
  EXPECT_NEAR(plain.z, -0.0604067, 1e-7);
  EXPECT_NEAR(plain.p_value, 0.9518317, 1e-7);
  const CohenKappa squared =
      cohen_kappa(numbers({anxiety[1], anxiety[2]}), {.weighting = Weighting::quadratic});
  EXPECT_NEAR(squared.estimate, 0.2520325, 1e-7);
  EXPECT_NEAR(squared.z, 1.437451, 1e-6);
}

TEST(CohenKappa, SaysWhatItCannot) {
  EXPECT_FALSE(cohen_kappa(numbers({{1, 1, 1}, {1, 1, 1}})).not_estimable.empty());
  EXPECT_TRUE(std::isnan(cohen_kappa(numbers({{1, 1, 1}, {1, 1, 1}})).estimate));
  const CohenKappa never = cohen_kappa(numbers({{1, 2, none}, {none, none, 1}}));
  EXPECT_EQ(never.not_estimable.en, "no unit was rated by both raters");
  EXPECT_EQ(never.missing, 3);
  EXPECT_THROW(cohen_kappa(numbers({{1, 2}, {1, 2}, {1, 2}})), InvalidArgument);
  EXPECT_THROW(numbers({{1, 2}, {1}}), InvalidArgument);
  EXPECT_THROW(numbers({{1, std::numeric_limits<double>::infinity()}, {1, 2}}), InvalidArgument);
  EXPECT_THROW(numbers({{1, 7}, {1, 2}}, {1, 2, 3}), InvalidArgument);
  EXPECT_TRUE(std::isnan(cohen_kappa(numbers({{1}, {2}})).standard_error)); // one unit has no variance
  EXPECT_FALSE(
      krippendorff_alpha(numbers({{1e308, -1e308}, {1e308, 1}}), {.measurement = Measurement::interval})
          .not_estimable.empty());
  const CohenKappa perfect = cohen_kappa(numbers({{1, 2, 3}, {1, 2, 3}}));
  EXPECT_DOUBLE_EQ(perfect.estimate, 1);
  EXPECT_NEAR(perfect.standard_error, 0, 1e-12);
}

TEST(CohenKappa, DeclaredCategoriesSetTheDistances) {
  const Columns two{{1, 1, 3, 3, 1}, {1, 3, 3, 1, 1}};
  const double observed_only = cohen_kappa(numbers(two), {.weighting = Weighting::linear}).estimate;
  const double declared = cohen_kappa(numbers(two, {1, 2, 3}), {.weighting = Weighting::linear}).estimate;
  EXPECT_DOUBLE_EQ(observed_only, declared); // two used categories: all distances alike
  const Columns three{{1, 1, 4, 4, 2}, {1, 4, 4, 2, 2}};
  EXPECT_NE(cohen_kappa(numbers(three), {.weighting = Weighting::linear}).estimate,
            cohen_kappa(numbers(three, {1, 2, 3, 4}), {.weighting = Weighting::linear}).estimate);
}

TEST(CohenKappa, ClustersOfOneAreNoClusters) {
  std::vector<std::int32_t> each(20), pairs(20);
  for (std::int32_t i = 0; i < 20; ++i)
    each[static_cast<std::size_t>(i)] = i, pairs[static_cast<std::size_t>(i)] = i / 2;
  const Ratings two = numbers({anxiety[0], anxiety[1]});
  const Agreement plain = agreement(two, AgreementCoefficient::conger);
  const CohenKappa clustered = cohen_kappa(two, {.clusters = each});
  EXPECT_EQ(clustered.clusters, 20);
  EXPECT_NEAR(clustered.standard_error, plain.standard_error, 1e-14);
  EXPECT_NEAR(clustered.low, plain.low, 1e-13);
  EXPECT_EQ(cohen_kappa(two, {.clusters = pairs}).clusters, 10);
  EXPECT_NEAR(clustered.standard_error * std::sqrt(19.0 / 20), cohen_kappa(two).standard_error, 1e-14);
}

TEST(Agreement, AgreesWithIrrCacOverACrossTable) { // overview.html, cont3x3abstractors
  const Ratings ratings = table({{13, 0, 0}, {0, 20, 7}, {0, 4, 56}});
  struct Row {
    AgreementCoefficient coefficient;
    double estimate, standard_error;
  };
  for (const Row& row : {Row{AgreementCoefficient::percent, 0.89, 0.03128898},
                         {AgreementCoefficient::conger, 0.7964094, 0.05891072},
                         {AgreementCoefficient::fleiss, 0.7962397, 0.05905473},
                         {AgreementCoefficient::gwet, 0.8493305, 0.04321747},
                         {AgreementCoefficient::brennan_prediger, 0.835, 0.04693346},
                         {AgreementCoefficient::krippendorff, 0.7972585, 0.05905473}}) {
    const Agreement a = agreement(ratings, row.coefficient, {.divide_by_n = true});
    EXPECT_NEAR(a.estimate, row.estimate, 5.01e-8) << a.estimator;
    EXPECT_NEAR(a.standard_error, row.standard_error, 5.01e-9) << a.estimator;
    EXPECT_EQ(a.n, 100);
  }
  EXPECT_NEAR(cohen_kappa(ratings).standard_error, 0.05891072, 5e-9);
}

TEST(Agreement, AgreesWithIrrCacOverCounts) { // overview.html, distrib.6raters
  const Ratings ratings = counts({fleiss_1971.begin(), fleiss_1971.begin() + 15});
  struct Row {
    AgreementCoefficient coefficient;
    double estimate, standard_error;
  };
  for (const Row& row : {Row{AgreementCoefficient::gwet, 0.4448007, 0.08418757},
                         {AgreementCoefficient::fleiss, 0.4139265, 0.08119291},
                         // irrCAC prints 0.08243228 over counts, where it takes half the part of chance in
                         // the linearisation; over the same data as ratings it has 0.0811929.
                         {AgreementCoefficient::krippendorff, 0.4204384, 0.081192909},
                         {AgreementCoefficient::brennan_prediger, 0.4388889, 0.08312142}}) {
    const Agreement a = agreement(ratings, row.coefficient);
    EXPECT_NEAR(a.estimate, row.estimate, 5.01e-8) << a.estimator;
    EXPECT_NEAR(a.standard_error, row.standard_error, 5.01e-9) << a.estimator;
  }
  EXPECT_THROW(agreement(ratings, AgreementCoefficient::conger), InvalidArgument);
}

TEST(Agreement, AgreesWithIrrCacOverMissingRatings) { // overview.html, cac.raw4raters
  const Ratings ratings = numbers(canonical);
  struct Row {
    AgreementCoefficient coefficient;
    double estimate, standard_error;
  };
  for (const Row& row : {Row{AgreementCoefficient::gwet, 0.77544, 0.14295},
                         {AgreementCoefficient::fleiss, 0.76117, 0.15302},
                         {AgreementCoefficient::conger, 0.76282, 0.14917},
                         {AgreementCoefficient::brennan_prediger, 0.77273, 0.14472},
                         {AgreementCoefficient::krippendorff, 0.74342, 0.14557}}) {
    const Agreement a = agreement(ratings, row.coefficient);
    EXPECT_NEAR(a.estimate, row.estimate, 5.01e-6) << a.estimator;
    EXPECT_NEAR(a.standard_error, row.standard_error, 5.01e-6) << a.estimator;
  }
  EXPECT_NEAR(agreement(ratings, AgreementCoefficient::percent).estimate, 0.8181818, 5e-8);
  EXPECT_EQ(agreement(ratings, AgreementCoefficient::gwet).n, 12);
  EXPECT_EQ(agreement(ratings, AgreementCoefficient::krippendorff).n, 11);
}

TEST(Agreement, RatersWhoNeverOverlapAgreeOnNothing) {
  const Ratings ratings = numbers({{1, none, 2}, {none, 2, none}});
  for (const AgreementCoefficient c :
       {AgreementCoefficient::percent, AgreementCoefficient::gwet, AgreementCoefficient::conger,
        AgreementCoefficient::fleiss, AgreementCoefficient::krippendorff,
        AgreementCoefficient::brennan_prediger}) {
    const Agreement a = agreement(ratings, c);
    EXPECT_EQ(a.not_estimable.en, "no unit was rated by two raters");
    EXPECT_TRUE(std::isnan(a.estimate));
  }
  EXPECT_FALSE(krippendorff_alpha(ratings).not_estimable.empty());
  EXPECT_NE(in_words(agreement(ratings, AgreementCoefficient::gwet)).zh.find("无法"), std::string::npos);
}

TEST(Agreement, AllAlikeIsNotEstimable) {
  for (const AgreementCoefficient c :
       {AgreementCoefficient::gwet, AgreementCoefficient::conger, AgreementCoefficient::fleiss,
        AgreementCoefficient::krippendorff, AgreementCoefficient::brennan_prediger})
    EXPECT_FALSE(agreement(numbers({{1, 1, 1}, {1, 1, 1}}), c).not_estimable.empty());
  // Over declared categories Gwet and Brennan-Prediger know what chance would give.
  EXPECT_DOUBLE_EQ(agreement(numbers({{1, 1, 1}, {1, 1, 1}}, {0, 1}), AgreementCoefficient::gwet).estimate,
                   1);
}

TEST(FleissKappa, AgreesWithFleiss1971AndIrr) {
  const FleissKappa kappa = fleiss_kappa(counts(fleiss_1971));
  EXPECT_NEAR(kappa.estimate, 0.4302445, 5e-8);
  EXPECT_NEAR(kappa.z, 17.65183, 5e-6);
  ASSERT_EQ(kappa.per_category.size(), 5u);
  const std::vector<double> printed{0.245, 0.245, 0.520, 0.471, 0.566};
  for (std::size_t c = 0; c < 5; ++c) EXPECT_NEAR(kappa.per_category[c].kappa, printed[c], 5e-4);
  EXPECT_DOUBLE_EQ(kappa.per_unit[0], 1);
  EXPECT_DOUBLE_EQ(kappa.per_unit[1], 0.4);
}

TEST(FleissKappa, TakesFractionsOfRatings) { // statsmodels test_fleiss_randolph, after justusrandolph.net
  EXPECT_NEAR(fleiss_kappa(counts({{6.99, 0.01}, {6.99, 0.01}})).estimate, -0.166667, 1e-6);
  EXPECT_NEAR(
      agreement(counts({{6.99, 0.01}, {6.99, 0.01}}), AgreementCoefficient::brennan_prediger).estimate,
      0.993343, 1e-6);
  EXPECT_NEAR(agreement(counts({{7, 1}, {3, 5}}), AgreementCoefficient::brennan_prediger).estimate, 0.214286,
              1e-6);
  EXPECT_NEAR(fleiss_kappa(counts({{6, 1, 0}, {0, 7, 0}})).estimate, 0.708333, 1e-6);
}

TEST(FleissKappa, HasNoNullTestForUnequalNumbersOfRatings) {
  const FleissKappa kappa = fleiss_kappa(numbers(canonical));
  EXPECT_NEAR(kappa.estimate, 0.76117, 5e-6);
  EXPECT_TRUE(std::isnan(kappa.z));
  EXPECT_TRUE(std::isnan(kappa.per_unit[11]));
}

TEST(KrippendorffAlpha, AgreesWithKrippendorff2011) {
  const Ratings ratings = numbers(canonical);
  const auto alpha = [&](Measurement m) { return krippendorff_alpha(ratings, {.measurement = m}).estimate; };
  EXPECT_NEAR(alpha(Measurement::nominal), 0.743421052631579, 1e-14);
  EXPECT_NEAR(alpha(Measurement::ordinal), 0.8153875037548813, 1e-14);
  EXPECT_NEAR(alpha(Measurement::interval), 0.8491071428571428, 1e-14);
  EXPECT_NEAR(alpha(Measurement::ratio), 0.797402774711612, 1e-14);
  const KrippendorffAlpha nominal = krippendorff_alpha(ratings);
  EXPECT_NEAR(nominal.standard_error, 0.14557, 5e-6);
  EXPECT_EQ(nominal.n, 11);
  EXPECT_EQ(nominal.missing, 1);
  EXPECT_EQ(nominal.pairable, 40);
  EXPECT_NEAR(1 - nominal.observed_disagreement / nominal.expected_disagreement, nominal.estimate, 1e-14);
}

TEST(KrippendorffAlpha, CountsAndCodesGiveTheSame) {
  const Ratings codes = numbers(canonical);
  Columns rows;
  for (std::size_t i = 0; i < codes.units; ++i) {
    rows.emplace_back(codes.categories, 0.0);
    codes.count(i, rows.back());
  }
  Ratings counted = counts(rows);
  counted.scores = codes.scores;
  for (const Measurement m :
       {Measurement::nominal, Measurement::ordinal, Measurement::interval, Measurement::ratio}) {
    const KrippendorffAlpha a = krippendorff_alpha(codes, {.measurement = m}),
                            b = krippendorff_alpha(counted, {.measurement = m});
    EXPECT_NEAR(a.estimate, b.estimate, 1e-14);
    EXPECT_NEAR(a.standard_error, b.standard_error, 1e-14);
  }
}

TEST(KrippendorffAlpha, KeepsItsDigitsUnderAHugeOffset) {
  Columns shifted = anxiety;
  for (auto& column : shifted)
    for (double& v : column) v += 1e9;
  EXPECT_NEAR(krippendorff_alpha(numbers(anxiety), {.measurement = Measurement::interval}).estimate,
              0.17009860788863107, 1e-14);
  EXPECT_NEAR(krippendorff_alpha(numbers(shifted), {.measurement = Measurement::interval}).estimate,
              0.17009860788863107, 1e-14);
}

TEST(KrippendorffAlpha, TakesNumbersThatAreNotWhole) {
  const Ratings ratings = numbers({{1.5, 2.25, none, 4}, {1.5, 2.5, 3, 4.5}});
  EXPECT_EQ(ratings.scores, (std::vector<double>{1.5, 2.25, 2.5, 3, 4, 4.5}));
  EXPECT_EQ(krippendorff_alpha(ratings, {.measurement = Measurement::interval}).n, 3);
  EXPECT_THROW(krippendorff_alpha(counts({{1, 1}}), {.measurement = Measurement::interval}), InvalidArgument);
  EXPECT_THROW(krippendorff_alpha(numbers({{-1, 2}, {1, 2}}), {.measurement = Measurement::ratio}),
               InvalidArgument);
}

TEST(RaterAgreement, StandsAllCoefficientsSideBySide) {
  const RaterAgreement all = rater_agreement(numbers(anxiety));
  ASSERT_EQ(all.coefficients.size(), 7u);
  EXPECT_EQ(all.coefficients[6].coefficient, "Light's kappa");
  EXPECT_EQ(all.raters, 3);
  EXPECT_NE(in_words(all).en.find("n = 20"), std::string::npos);
}

TEST(CohenKappa, ClustersCountTheUnitsThatBothJudged) {
  const std::vector<std::int32_t> clusters{0, 0, 1, 1, 2, 2, 3, 3};
  const CohenKappa all =
      cohen_kappa(numbers({{none, 1, 2, 2, 1, 2, 1, 2}, {1, 2, 2, 2, 1, 1, 1, 2}}), {.clusters = clusters});
  const CohenKappa by_hand = cohen_kappa(numbers({{1, 2, 2, 1, 2, 1, 2}, {2, 2, 2, 1, 1, 1, 2}}),
                                         {.clusters = std::span(clusters).subspan(1)});
  EXPECT_EQ(all.standard_error, by_hand.standard_error);
  EXPECT_NEAR(all.standard_error, 0.358744022476405, 1e-14);
}

TEST(CohenKappa, RefusesWeightsThatAreNoAgreement) {
  const Ratings two = numbers({{1, 2, 1}, {1, 2, 2}});
  for (const double w : {2.0, -0.1, no_value})
    EXPECT_THROW(cohen_kappa(two, {.weights = {2, {1, w, w, 1}}}), InvalidArgument);
  EXPECT_THROW(cohen_kappa(two, {.weights = {2, {1, 0.2, 0.5, 1}}}), InvalidArgument);
  EXPECT_THROW(cohen_kappa(two, {.weights = {2, {0, 0.2, 0.2, 1}}}), InvalidArgument);
  EXPECT_NO_THROW(cohen_kappa(two, {.weights = {2, {1, 0.2, 0.2, 1}}}));
}

TEST(Ratings, RefusesACategoryDeclaredTwice) {
  EXPECT_THROW(numbers({{1, 2}, {1, 1}}, {1, 1, 2}), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
