// Item analysis, item response models, item bias and weakness against published figures.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/conditional_rasch.hpp>
#include <aftercourse/statistics/item_analysis.hpp>
#include <aftercourse/statistics/item_bias.hpp>
#include <aftercourse/statistics/item_response.hpp>
#include <aftercourse/statistics/weakness.hpp>

namespace aftercourse::statistics {
namespace {

using Columns = std::vector<std::vector<double>>;
std::vector<std::span<const double>> spans(const Columns& columns) {
  return {columns.begin(), columns.end()};
}

/// LSAT, section 6, by pattern: Bock and Lieberman (1970) Psychometrika 35:179, table 1.
struct Pattern {
  const char* answers;
  int n;
};
constexpr Pattern lsat6[] = {{"00000", 3},   {"00001", 6},  {"00010", 2},  {"00011", 11}, {"00100", 1},
                             {"00101", 1},   {"00110", 3},  {"00111", 4},  {"01000", 1},  {"01001", 8},
                             {"01011", 16},  {"01101", 3},  {"01110", 2},  {"01111", 15}, {"10000", 10},
                             {"10001", 29},  {"10010", 14}, {"10011", 81}, {"10100", 3},  {"10101", 28},
                             {"10110", 15},  {"10111", 80}, {"11000", 16}, {"11001", 56}, {"11010", 21},
                             {"11011", 173}, {"11100", 11}, {"11101", 61}, {"11110", 28}, {"11111", 298}};
Columns lsat6_columns() {
  Columns columns(5);
  for (const Pattern& p : lsat6)
    for (int i = 0; i < p.n; ++i)
      for (std::size_t j = 0; j < 5; ++j) columns[j].push_back(p.answers[j] - '0');
  return columns;
}

TEST(TwoParameterLogistic, FindsTheMaximumOverLsat6) { // 81 Gauss-Hermite nodes, gradient below 1e-9
  const Columns data = lsat6_columns();
  const ItemResponseModel m = two_parameter_logistic(spans(data));
  EXPECT_NEAR(m.log_likelihood, -2466.6533773980827, 1e-9);
  const std::vector<double> difficulty{-3.3588111367343934, -1.3700576243256304, -0.2796662314283378,
                                       -1.8663810308954534, -3.125906795699691};
  const std::vector<double> slope{0.8256595221193456, 0.7227441972205707, 0.8908745343157725,
                                  0.6883679720223963, 0.6568559392744089};
  const std::vector<double> difficulty_error{0.8664721009239807, 0.30749067229641597, 0.09962283107431207,
                                             0.4343173476402217, 0.8712219199341822};
  const std::vector<double> slope_error{0.25811493403231234, 0.18667967053851267, 0.23276384097849478,
                                        0.18514293476293073, 0.20990917907588943};
  for (std::size_t j = 0; j < 5; ++j) {
    EXPECT_NEAR(m.items[j].difficulty, difficulty[j], 1e-7);
    EXPECT_NEAR(m.items[j].discrimination, slope[j], 1e-8);
    EXPECT_NEAR(m.items[j].difficulty_error / difficulty_error[j], 1, 2e-6);
    EXPECT_NEAR(m.items[j].discrimination_error / slope_error[j], 1, 2e-6);
  }
  EXPECT_EQ(m.parameters, 10);
  EXPECT_EQ(m.patterns.size(), 30u);
  EXPECT_NEAR(m.patterns[0].expected, 2.2764886264822914, 1e-6);
  // R's ltm, factor.scores(method = "EB"): the mode, as printed at rpubs 1049111.
  EXPECT_NEAR(m.patterns[3].mode, -1.041, 0.002);
  EXPECT_NEAR(m.patterns[3].mode_error, 0.800, 0.001);
  EXPECT_NEAR(m.patterns[29].mode, 0.606, 0.002);
  EXPECT_NEAR(m.patterns[29].mode_error, 0.855, 0.001);
  EXPECT_NEAR(m.ability[0], m.patterns[0].ability, 0);
}

TEST(Rasch, SharesOneDiscriminationOrTakesOneThatIsGiven) {
  const Columns data = lsat6_columns();
  const ItemResponseModel m = rasch(spans(data));
  EXPECT_NEAR(m.log_likelihood, -2466.937599578622, 1e-9);
  const std::vector<double> difficulty{-3.615266964211105, -1.3224209392051647, -0.3176306306981104,
                                       -1.7300904136109931, -2.7801723201417494};
  for (std::size_t j = 0; j < 5; ++j) EXPECT_NEAR(m.items[j].difficulty, difficulty[j], 1e-7);
  EXPECT_NEAR(m.items[0].discrimination, 0.755134616692896, 1e-9);
  EXPECT_NEAR(m.items[0].discrimination_error, 0.06943320940736994, 1e-7);
  EXPECT_NEAR(m.items[4].difficulty_error, 0.25104814940694065, 1e-6);
  EXPECT_EQ(m.parameters, 6);
  // Rizopoulos (2006) J. Statistical Software 17(5), rasch(LSAT, constraint = cbind(6, 1))
  const ItemResponseModel fixed = rasch(spans(data), 1.0);
  EXPECT_NEAR(fixed.items[0].difficulty, -2.872, 5e-4);
  EXPECT_NEAR(fixed.items[4].difficulty, -2.219, 5e-4);
  EXPECT_DOUBLE_EQ(fixed.items[0].discrimination_error, 0);
}

TEST(ItemResponse, WeightsStandForRepeatedPersons) {
  Columns patterns(5);
  std::vector<double> weights;
  for (const Pattern& p : lsat6) {
    weights.push_back(p.n);
    for (std::size_t j = 0; j < 5; ++j) patterns[j].push_back(p.answers[j] - '0');
  }
  const ItemResponseModel m = two_parameter_logistic(spans(patterns), {.weights = weights});
  EXPECT_EQ(m.n, 1000);
  EXPECT_NEAR(m.log_likelihood, -2466.6533773980827, 1e-9);
}

TEST(ItemResponse, MissingAnswersSayNothing) {
  Columns data = lsat6_columns();
  const ItemResponseModel complete = two_parameter_logistic(spans(data));
  for (auto& column : data) column.push_back(no_value); // a person without answers
  const ItemResponseModel with_empty = two_parameter_logistic(spans(data));
  EXPECT_EQ(with_empty.missing, 1);
  EXPECT_EQ(with_empty.n, 1000);
  EXPECT_TRUE(std::isnan(with_empty.ability.back()));
  EXPECT_NEAR(with_empty.log_likelihood, complete.log_likelihood, 1e-9);
  // An item that one person alone leaves out goes through the formulas for missing answers.
  data[0][500] = no_value;
  const ItemResponseModel one_missing = two_parameter_logistic(spans(data));
  EXPECT_NEAR(one_missing.items[2].difficulty, complete.items[2].difficulty, 1e-3);
  EXPECT_NEAR(one_missing.items[2].difficulty_error, complete.items[2].difficulty_error, 1e-3);
  EXPECT_EQ(one_missing.items[0].n, 999);
  EXPECT_TRUE(std::isnan(one_missing.patterns.front().expected));
}

TEST(ItemResponse, ClustersOfOneGiveTheSandwich) {
  const Columns data = lsat6_columns();
  std::vector<std::int32_t> each(1000), tens(1000);
  for (std::int32_t i = 0; i < 1000; ++i)
    each[static_cast<std::size_t>(i)] = i, tens[static_cast<std::size_t>(i)] = i % 100;
  const ItemResponseModel plain = rasch(spans(data)), robust = rasch(spans(data), {}, {.clusters = each});
  EXPECT_EQ(robust.clusters, 1000);
  EXPECT_EQ(rasch(spans(data), {}, {.clusters = tens}).clusters, 100);
  EXPECT_NEAR(robust.items[0].intercept_error, plain.items[0].intercept_error, 0.01); // the model fits
}

TEST(ItemResponse, SaysWhatItCannot) {
  Columns data = lsat6_columns();
  data.emplace_back(1000, 1.0);
  const ItemResponseModel m = two_parameter_logistic(spans(data));
  EXPECT_NEAR(m.log_likelihood, -2466.6533773980827, 1e-9); // an item that all got right changes nothing
  EXPECT_EQ(m.items[5].not_estimable.en, "all answers are right: the difficulty is without bound");
  EXPECT_TRUE(std::isnan(m.items[5].difficulty));
  EXPECT_FALSE(two_parameter_logistic(spans({{1, 0, 1}, {0, 1, 1}})).not_estimable.empty());
  EXPECT_FALSE(rasch(spans({{1, 1}, {1, 1}})).not_estimable.empty());
  // A Guttman scale separates perfectly.
  Columns guttman(4);
  for (int score = 0; score <= 4; ++score)
    for (int i = 0; i < 10; ++i)
      for (int j = 0; j < 4; ++j) guttman[static_cast<std::size_t>(j)].push_back(j < score);
  EXPECT_FALSE(two_parameter_logistic(spans(guttman)).not_estimable.empty());
  EXPECT_NE(rasch(spans({{0, 1, 0, 1}, {0, 0, 1, 1}})).not_estimable.en.find("no more than chance"),
            std::string::npos);
  EXPECT_THROW(rasch(spans({{1, 2}, {0, 1}})), InvalidArgument);
  EXPECT_THROW(two_parameter_logistic(spans({{2, 2}})), InvalidArgument);
  EXPECT_THROW(rasch(spans({{1, 0}, {0, 1}}), 0.0), InvalidArgument);
  EXPECT_THROW(rasch({}), InvalidArgument);
  EXPECT_THROW(rasch(spans({{1, 0}, {0, 1}}), {}, {.nodes = 2}), InvalidArgument);
}

TEST(ConditionalRasch, AgreesWithErmOverLsat6) { // eRm 1.0-2, RM and person.parameter
  const Columns data = lsat6_columns();
  const ConditionalRasch m = conditional_rasch(spans(data));
  EXPECT_NEAR(m.log_likelihood, -1091.5696899823213, 1e-8);
  const std::vector<double> easiness{1.2561284932585661, -0.4749059911484614, -1.2359842303815372,
                                     -0.1684106085141306, 0.623172336785563};
  for (std::size_t j = 0; j < 5; ++j) EXPECT_NEAR(m.items[j].difficulty, -easiness[j], 2e-7);
  EXPECT_NEAR(m.items[0].standard_error / 0.10440569342274653, 1, 1e-4);
  EXPECT_NEAR(m.scores[1].ability, -1.6015333704384993, 1e-5);
  EXPECT_NEAR(m.scores[4].ability, 1.599947418169625, 1e-5);
  EXPECT_TRUE(std::isnan(m.scores[0].ability));
  EXPECT_TRUE(std::isnan(m.scores[5].ability));
  EXPECT_FALSE(conditional_rasch(spans({{1, 1, 1}, {0, 1, 0}, {0, 0, 0}})).not_estimable.empty());
  EXPECT_FALSE(conditional_rasch(spans({{1, 1, 1, 1, 0}, {0, 0, 1, 1, 0}})).not_estimable.empty()); // Guttman
}

TEST(ItemAnalysis, GivesMoodlesFigures) { // Moodle's fixture results00.csv: 25 attempts at 7 items of 1 mark
  const Columns marks{
      {1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0.8, 1, 1, 1, 0, 1, 0.8, 1, 1, 0, 1, 1, 1, 0, 0},
      {1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0},
      {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.3333333, 1, 1, 1, 1},
      {1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1},
      {1, 0.5, 0.5, 1,   0, 0.5, 0.5, 0.5, 1,   0.5, 0.5, 0.5, 0.5,
       1, 0,   0.5, 0.5, 0, 0.5, 0.5, 0.5, 0.5, 0,   0.5, 1},
      {0, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 1},
      {1, 0, 1, 0, 0.5, 0.5, 0.5, 0.5, 1, 0.5, 0.5, 1, 0.5, 0.5, 1, 1, 1, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 1, 1}};
  const ItemAnalysis a = item_analysis(spans(marks), std::vector<double>(7, 1.0));
  EXPECT_NEAR(a.items[0].facility, 0.704, 1e-9);
  EXPECT_NEAR(a.items[0].sd, 0.4513682901, 1e-9);
  EXPECT_NEAR(a.items[0].effective_weight, 21.2922742344, 3e-5);
  EXPECT_NEAR(a.items[0].discrimination_index, -7.0650767526, 3e-5);
  EXPECT_NEAR(a.items[0].discriminative_efficiency, -9.4550536967, 3e-5);
  EXPECT_NEAR(a.items[0].greatest_covariance, 0.2385555565, 1e-7);
  EXPECT_NEAR(a.internal_consistency, -87.2230935542, 5e-4);
  EXPECT_NEAR(a.error_ratio, 136.8294900795, 5e-4);
  EXPECT_NEAR(a.standard_error, 1.1106813066, 1e-6);
  EXPECT_NEAR(a.skewness, -0.092502502, 1e-6);
  EXPECT_NEAR(a.kurtosis, -0.7073968557, 1e-6);
  EXPECT_NEAR(a.median, 4.5, 1e-9);
}

TEST(ItemAnalysis, LeavesOutWhatDoesNotExist) {
  const ItemAnalysis a =
      item_analysis(spans({{0, 0, 0}, {1, 0, 1}, {0, 1, 1}}), std::vector<double>{1, 1, 0});
  EXPECT_DOUBLE_EQ(a.items[0].facility, 0);
  EXPECT_TRUE(std::isnan(a.items[0].discrimination_index));
  EXPECT_DOUBLE_EQ(a.items[0].effective_weight, 0);
  EXPECT_TRUE(std::isnan(a.items[2].facility));
  const ItemAnalysis one = item_analysis(spans({{1}, {0}}), std::vector<double>{1, 1});
  EXPECT_TRUE(std::isnan(one.sd));
  EXPECT_TRUE(std::isnan(one.internal_consistency));
  EXPECT_FALSE(item_analysis(spans({{}, {}}), std::vector<double>{1, 1}).not_estimable.empty());
  EXPECT_THROW(item_analysis(spans({{1}}), std::vector<double>{-1}), InvalidArgument);
}

TEST(ItemAnalysis, ShowsWhoChoseADistractor) {
  // Ten persons; the better five chose A (right), of the others two B and three C.
  Columns marks{{1, 1, 1, 1, 1, 0, 0, 0, 0, 0}, {5, 5, 4, 4, 3, 3, 2, 2, 1, 1}};
  ItemAnalysis a = item_analysis(spans(marks), std::vector<double>{1, 5});
  const Choices choices{"1", {0, 0, 0, 0, 0, 1, 1, 2, 2, 2}, {"A", "B", "C", "D"}, "A"};
  add_distractors(a, spans(marks), std::vector<Choices>{choices});
  ASSERT_EQ(a.options.size(), 4u);
  EXPECT_EQ(a.upper_n, 4); // ⌈2.7⌉ = 3, and the fourth is tied with the third
  EXPECT_EQ(a.lower_n, 4);
  EXPECT_TRUE(a.options[0].right);
  EXPECT_DOUBLE_EQ(a.options[0].upper_share, 1);
  EXPECT_DOUBLE_EQ(a.options[0].lower_share, 0);
  EXPECT_DOUBLE_EQ(a.options[2].discrimination, -0.75);
  EXPECT_EQ(a.options[3].n, 0);
  EXPECT_TRUE(std::isnan(a.options[3].point_biserial));
  EXPECT_GT(a.options[0].point_biserial, 0.8);
}

TEST(ItemBias, AgreesWithR) { // R 4.2.2 mantelhaen.test over the strata of equal score
  const Columns data = lsat6_columns();
  std::vector<std::int32_t> focal(1000);
  for (std::size_t i = 0; i < 1000; ++i) focal[i] = i % 3 == 0;
  for (std::size_t i = 0; i < 1000; ++i)
    if (i % 2 == 0 && data[1][i] == 0) focal[i] = 1;
  const ItemBias bias = item_bias(spans(data), focal);
  EXPECT_NEAR(bias.items[1].odds_ratio, 3.962613774061, 1e-8);
  EXPECT_NEAR(bias.items[1].chi_square, 60.693225848641, 1e-8);
  EXPECT_NEAR(bias.items[1].low, 2.786745419597, 1e-8);
  EXPECT_EQ(bias.items[1].ets_class, "C-");
  EXPECT_NEAR(bias.items[1].delta, -2.35 * std::log(bias.items[1].odds_ratio), 1e-14);
  EXPECT_FALSE(item_bias(spans(data), std::vector<std::int32_t>(1000, 0)).not_estimable.empty());
  EXPECT_THROW(item_bias(spans({{1, 2}}), std::vector<std::int32_t>{0, 1}), InvalidArgument);
}

TEST(Weakness, IsAPosteriorProbability) {
  const std::vector<std::string> points{"safety", "tools"}, groups{"Li", "Wang"};
  const std::vector<double> right{1, 0, 0, 0, 1, 1, 1, 1};
  const std::vector<std::int32_t> point{0, 0, 0, 0, 0, 0, 1, 1}, group{0, 0, 0, 0, 1, 1, 1, 1};
  const Weakness w = weakness(right, point, group, points, groups);
  ASSERT_EQ(w.rows.size(), 3u);
  EXPECT_EQ(w.rows[0].group, "Li");
  EXPECT_EQ(w.rows[0].point, "safety");
  // SciPy 1.17: beta(1.5, 3.5).cdf(0.6), .ppf(0.025)
  EXPECT_NEAR(w.rows[0].probability_below, 0.921881484999084, 1e-12);
  EXPECT_NEAR(w.rows[0].low, 0.02847089508714679, 1e-12);
  EXPECT_NE(in_words(w).en.find("1 of 4 right"), std::string::npos);
  const Weakness stated =
      weakness(right, point, group, points, groups, {.prior = WeaknessPrior::stated, .a = 1, .b = 1});
  EXPECT_NEAR(stated.rows[0].posterior_mean, 2.0 / 6, 1e-14);
  EXPECT_THROW(weakness(right, point, group, points, groups, {.pass_mark = 1}), InvalidArgument);
  EXPECT_FALSE(weakness({}, {}, {}, points, groups).not_estimable.empty());
}

TEST(Weakness, BorrowsFromTheOtherGroups) {
  // 40 groups of 10 answers whose shares are spread evenly; the prior by SciPy's Nelder-Mead over betaln.
  std::vector<double> right;
  std::vector<std::int32_t> point, group;
  std::vector<std::string> groups;
  for (std::int32_t g = 0; g < 40; ++g) {
    groups.push_back(std::to_string(g));
    for (std::int32_t i = 0; i < 10; ++i) {
      right.push_back(i < g % 11);
      point.push_back(0);
      group.push_back(g);
    }
  }
  const Weakness own = weakness(right, point, group, std::vector<std::string>{"p"}, groups);
  const Weakness shared = weakness(right, point, group, std::vector<std::string>{"p"}, groups,
                                   {.prior = WeaknessPrior::empirical});
  EXPECT_NEAR(shared.rows[0].prior_a, 1.0048013646116594, 1e-4);
  EXPECT_NEAR(shared.rows[0].prior_b, 1.1476719857410176, 1e-4);
  EXPECT_GT(shared.rows[0].posterior_mean, own.rows[0].share);
}

} // namespace
} // namespace aftercourse::statistics
