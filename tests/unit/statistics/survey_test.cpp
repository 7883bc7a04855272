// References: R 4.2.2 survey 4.1-1 (svymean, svytotal, svyratio, svyciprop "beta", "xlogit", "mean") on the
// same rows, unless a test names another.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/survey.hpp>

namespace aftercourse::statistics {
namespace {

const std::vector<std::int32_t> strata{1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3};
const std::vector<std::int32_t> clusters{1, 1, 2, 2, 3, 3, 1, 1, 1, 2, 2, 3, 4, 1, 1, 2, 2, 2};
const std::vector<double> y{3, 5, 4, 7, 2, 9, 11, 14, 10, 8, 15, 9, 12, 20, 18, 25, 21, 19};
const std::vector<double> x{2, 2, 3, 4, 1, 5, 4, 6, 5, 3, 6, 4, 5, 8, 7, 9, 8, 8};
const std::vector<double> b{0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0};
const std::vector<double> populations{10, 10, 10, 10, 10, 10, 15, 15, 15, 15, 15, 15, 15, 8, 8, 8, 8, 8};
const std::vector<double> weights{2, 1.5, 3, 1, 2, 2.5, 1, 1, 2, 4, 3, 2, 1, .5, 1, 2, 2, 3};

struct Reference {
  const char* name;
  SurveyDesign design;
  double df, mean, mean_se, deff, total, total_se, ratio, ratio_se, share, beta_low, beta_high, logit_low,
      logit_high, taylor_low, taylor_high, mean_low, mean_high;
};

const std::vector<Reference> references{{"strata, clusters, weights",
                                         {weights, strata, clusters, {}},
                                         6,
                                         11.2463768115942,
                                         1.720471679891208,
                                         1.163258261485391,
                                         388,
                                         135.2654797056514,
                                         2.33033033033033,
                                         0.09456007260168137,
                                         0.4492753623188406,
                                         0.3175471186333784,
                                         0.5864282915455001,
                                         0.3177773371666018,
                                         0.5882673375860267,
                                         0.3106157326005947,
                                         0.5879349920370864,
                                         7.036534268509114,
                                         15.456219354679291},
                                        {"strata, clusters, populations",
                                         {{}, strata, clusters, populations},
                                         6,
                                         12.2,
                                         0.7931612287429717,
                                         0.3415989317830327,
                                         808.25,
                                         120.7303296607775,
                                         2.374296205630355,
                                         0.04837484919079048,
                                         0.5584905660377358,
                                         0.4380088194958766,
                                         0.6741255831564781,
                                         0.4353983220904948,
                                         0.6747911996536931,
                                         0.4364593000135522,
                                         0.6805218320619195,
                                         10.25920438952012,
                                         14.14079561047988},
                                        {"weights alone",
                                         {weights, {}, {}, {}},
                                         17,
                                         11.2463768115942,
                                         1.712584999703026,
                                         1.152617902194767,
                                         388,
                                         69.90287379432897,
                                         2.33033033033033,
                                         0.1021144919660172,
                                         0.4492753623188406,
                                         0.1948675945661501,
                                         0.7250080973790468,
                                         0.2105856466445453,
                                         0.7138590459350364,
                                         0.1727014622298444,
                                         0.7258492624078368,
                                         7.633138300857095,
                                         14.859615322331312},
                                        {"clusters and weights",
                                         {weights, {}, clusters, {}},
                                         3,
                                         11.2463768115942,
                                         1.785849200875524,
                                         1.253345068829081,
                                         388,
                                         206.5445875995463,
                                         2.33033033033033,
                                         0.08775692647138099,
                                         0.4492753623188406,
                                         0.3787570779047342,
                                         0.5213325334321682,
                                         0.3764236288215827,
                                         0.5243702126070692,
                                         0.3747609590405592,
                                         0.5237897655971220,
                                         5.563007620474028,
                                         16.929746002714378},
                                        {"strata of single observations",
                                         {{}, strata, {}, populations},
                                         15,
                                         11.63896103896104,
                                         0.4210119369059324,
                                         0.171861003890617,
                                         384.0857142857143,
                                         13.89339391789577,
                                         2.355665887850467,
                                         0.0397587608319236,
                                         0.5567099567099567,
                                         0.3699108816905452,
                                         0.7324663133441465,
                                         0.3710015089744813,
                                         0.7278146064356239,
                                         0.3702047334006663,
                                         0.7432151800192471,
                                         10.74159533736765,
                                         12.53632674055443}};

TEST(Survey, AgreesWithR) {
  for (const Reference& r : references) {
    SCOPED_TRACE(r.name);
    const auto mean = stratified_mean(y, r.design);
    EXPECT_NEAR(mean.estimate, r.mean, 1e-13);
    EXPECT_NEAR(mean.standard_error, r.mean_se, 1e-13);
    EXPECT_NEAR(mean.design_effect, r.deff, 1e-12);
    EXPECT_EQ(mean.df, r.df);
    EXPECT_NEAR(mean.low, r.mean_low, 1e-12);
    EXPECT_NEAR(mean.high, r.mean_high, 1e-12);
    const auto total = stratified_total(y, r.design);
    EXPECT_NEAR(total.estimate, r.total, 1e-11);
    EXPECT_NEAR(total.standard_error, r.total_se, 1e-11);
    const auto ratio = stratified_ratio(y, x, r.design);
    EXPECT_NEAR(ratio.estimate, r.ratio, 1e-14);
    EXPECT_NEAR(ratio.standard_error, r.ratio_se, 1e-14);
    const auto beta = stratified_share(b, r.design);
    EXPECT_EQ(beta.estimator, "survey share (Korn-Graubard)");
    EXPECT_NEAR(beta.estimate, r.share, 1e-14);
    EXPECT_NEAR(beta.low, r.beta_low, 1e-12);
    EXPECT_NEAR(beta.high, r.beta_high, 1e-12);
    const auto logit = stratified_share(b, r.design, {.interval = ShareInterval::logit});
    EXPECT_NEAR(logit.low, r.logit_low, 1e-13);
    EXPECT_NEAR(logit.high, r.logit_high, 1e-13);
    const auto taylor = stratified_share(b, r.design, {.interval = ShareInterval::taylor});
    EXPECT_NEAR(taylor.low, r.taylor_low, 1e-13);
    EXPECT_NEAR(taylor.high, r.taylor_high, 1e-13);
  }
}

TEST(Survey, ReportsItsStrata) {
  const auto e = stratified_mean(y, {{}, strata, clusters, populations},
                                 {.stratum_names = {"none", "north", "south", "west"}});
  ASSERT_EQ(e.by_stratum.size(), 3U);
  EXPECT_EQ(e.by_stratum[0].stratum, "north");
  EXPECT_EQ(e.by_stratum[1].n, 7);
  EXPECT_EQ(e.by_stratum[1].clusters, 4);
  EXPECT_EQ(e.by_stratum[1].population, 15);
  EXPECT_NEAR(e.by_stratum[0].mean, 5, 1e-14);
  EXPECT_NEAR(e.by_stratum[0].sd, std::sqrt(6.8), 1e-14);
  EXPECT_EQ(e.n, 18);
  EXPECT_EQ(e.clusters, 9);
  EXPECT_EQ(e.strata, 3);
  EXPECT_EQ(in_words(e).en, "The mean in the population is estimated at 12.2 from 3 strata (95 % interval "
                            "10.26 to 14.14; n = 18 in 9 clusters).");
}

TEST(Survey, SummariesOfStrataGiveWhatThePublishedExampleGives) {
  // Lohr, Sampling: Design and Analysis, Example 3.2: acres devoted to farms, 1992.
  const auto row = [](const char* name, double N, std::int64_t n, double mean, double s2) {
    return StratumSummary{name, n, N, mean, std::sqrt(s2)};
  };
  const std::vector<StratumSummary> agstrat{row("North Central", 1054, 103, 300504.16, 29618183543.0),
                                            row("Northeast", 220, 21, 97629.81, 7647472708.0),
                                            row("South", 1382, 135, 211315.04, 53587487856.0),
                                            row("West", 422, 41, 662295.51, 396185950266.0)};
  const auto mean = stratified_mean(agstrat), total = stratified_total(agstrat);
  EXPECT_NEAR(mean.estimate, 295560.77, 0.006);
  EXPECT_NEAR(mean.standard_error, 16379.87, 0.006);
  EXPECT_NEAR(total.estimate, 909736035, 2);
  EXPECT_NEAR(total.standard_error, 50417248, 1);
  EXPECT_EQ(mean.n, 300);
  EXPECT_EQ(mean.df, 296);
}

TEST(Survey, SummariesGiveWhatTheirRowsGive) {
  std::vector<StratumSummary> summaries, shares;
  const SurveyDesign design{{}, strata, {}, populations};
  for (const auto& h : stratified_mean(y, design).by_stratum)
    summaries.push_back({h.stratum, h.n, h.population, h.mean, h.sd});
  for (const auto& h : stratified_share(b, design).by_stratum)
    shares.push_back({h.stratum, h.n, h.population, h.mean, no_value});
  const auto rows = stratified_mean(y, design), told = stratified_mean(summaries);
  EXPECT_NEAR(told.estimate, rows.estimate, 1e-13);
  EXPECT_NEAR(told.standard_error, rows.standard_error, 1e-13);
  EXPECT_NEAR(told.high, rows.high, 1e-12);
  EXPECT_NEAR(told.design_effect, rows.design_effect, 1e-12);
  EXPECT_NEAR(stratified_total(summaries).standard_error, stratified_total(y, design).standard_error, 1e-12);
  EXPECT_NEAR(stratified_share(shares).low, stratified_share(b, design).low, 1e-12);
}

TEST(Survey, ObservationsOfWeightZeroAreOfTheDesignAlone) {
  // R: svymean(~y, subset(svydesign(~1, strata=~s, fpc=~N, data=d), b == 1))
  std::vector<double> domain;
  const std::vector<double> ratio{10. / 6, 15. / 7, 8. / 5};
  for (std::size_t i = 0; i < b.size(); ++i)
    domain.push_back(b[i] * ratio[static_cast<std::size_t>(strata[i] - 1)]);
  const auto e = stratified_mean(y, {domain, strata, {}, populations});
  EXPECT_EQ(e.n, 10);
  EXPECT_NEAR(e.estimate, 13.71850699844479, 1e-13);
  EXPECT_NEAR(e.standard_error, 0.8565151883977081, 1e-13);
}

TEST(Survey, LonelyStrataAreCentredOnZero) {
  // R: options(survey.lonely.psu = "adjust"), svymean over svydesign(~1, strata = ~c(1, 1, 2)).
  const std::vector<double> v{4, 6, 9};
  const std::vector<std::int32_t> s{1, 1, 2};
  const auto e = stratified_mean(v, {{}, s, {}, {}});
  EXPECT_EQ(e.lonely_strata, 1);
  EXPECT_EQ(e.df, 1);
  EXPECT_NEAR(e.standard_error, 1.111111111111111, 1e-14);
}

TEST(Survey, TotalsOfClustersGiveWhatTheirRowsGive) {
  const std::vector<DrawnClusters> drawn{{10, 3, {{8, 4}, {11, 7}, {11, 6}}}, {4, 2, {{9, 3}, {14, 5}}}};
  const std::vector<double> ty{8, 11, 11, 9, 14}, tx{4, 7, 6, 3, 5}, N{10, 10, 10, 4, 4};
  const std::vector<std::int32_t> s{0, 0, 0, 1, 1};
  const auto told = stratified_ratio(drawn, false), rows = stratified_ratio(ty, tx, {{}, s, {}, N});
  EXPECT_NEAR(told.estimate, rows.estimate, 1e-14);
  EXPECT_NEAR(told.standard_error, rows.standard_error, 1e-14);
  EXPECT_NEAR(told.low, rows.low, 1e-14);
  // A cluster that was drawn and holds nothing of the group counts in the design.
  const auto wider =
      stratified_ratio(std::vector<DrawnClusters>{{10, 4, drawn[0].clusters}, drawn[1]}, false);
  EXPECT_EQ(wider.df, told.df + 1);
  const std::vector<double> zy{8, 11, 11, 0, 9, 14}, zx{4, 7, 6, 0, 3, 5}, zN{10, 10, 10, 10, 4, 4};
  const std::vector<std::int32_t> zs{0, 0, 0, 0, 1, 1};
  EXPECT_NEAR(wider.standard_error, stratified_ratio(zy, zx, {{}, zs, {}, zN}).standard_error, 1e-14);
}

TEST(Survey, AShareOfNoneOrAllTakesTheExactBounds) {
  const std::vector<double> none(20, 0), all(20, 1);
  // Clopper-Pearson, 0 of 20: 0.1684 (Newcombe 1998, Table I).
  EXPECT_NEAR(stratified_share(none).high, 0.16843347098308536, 1e-14);
  EXPECT_EQ(stratified_share(none).low, 0);
  EXPECT_NEAR(stratified_share(all).low, 1 - 0.16843347098308536, 1e-14);
  EXPECT_EQ(stratified_share(all).high, 1);
  const auto logit = stratified_share(none, {}, {.interval = ShareInterval::logit});
  EXPECT_EQ(logit.estimate, 0);
  EXPECT_TRUE(std::isnan(logit.low));
  EXPECT_FALSE(logit.not_estimable.empty());
}

TEST(Survey, TooLittleHasNoInterval) {
  EXPECT_EQ(stratified_mean(std::vector<double>{}).not_estimable.en, "there is no observation");
  const auto one = stratified_mean(std::vector<double>{3});
  EXPECT_EQ(one.estimate, 3);
  EXPECT_TRUE(std::isnan(one.low));
  EXPECT_FALSE(one.not_estimable.empty());
  const std::vector<double> v{1, 2, 3}, zero{0, 0, 0}, N{3, 3, 3};
  const std::vector<std::int32_t> together{7, 7, 7};
  EXPECT_EQ(stratified_mean(v, {zero, {}, {}, {}}).not_estimable.en, "all weights are 0");
  EXPECT_EQ(stratified_mean(v, {{}, {}, together, {}}).not_estimable.en, "fewer than two clusters");
  EXPECT_EQ(stratified_mean(std::vector<double>{2, 2, 2}).not_estimable.en, "all values are equal");
  const auto census = stratified_mean(v, {{}, {}, {}, N});
  EXPECT_EQ(census.estimate, 2);
  EXPECT_EQ(census.standard_error, 0);
  EXPECT_EQ(census.not_estimable.en, "everything was drawn");
  EXPECT_EQ(stratified_ratio(v, zero).not_estimable.en, "the denominators add up to 0");
}

TEST(Survey, WhatRoundingLeavesOfNoVariationIsNone) {
  const std::vector<double> tenths{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, y{0.7, 1.4, 4.9, 0.3}, x{7, 14, 49, 3};
  const std::vector<double> odd{1, 0.3, 0.7, 2.1, 3, 5, 0.1};
  EXPECT_FALSE(stratified_mean(tenths, {odd, {}, {}, {}}).not_estimable.empty());
  const auto ratio = stratified_ratio(y, x);
  EXPECT_NEAR(ratio.estimate, 0.1, 1e-16);
  EXPECT_TRUE(std::isnan(ratio.low));
  EXPECT_FALSE(ratio.not_estimable.empty());
}

TEST(Survey, WrongDesignsAreRefused) {
  const std::vector<double> v{1, 2, 3}, negative{1, -1, 1}, few{2, 2, 2}, mixed{5, 6, 5}, two{1, 1};
  const std::vector<double> infinite{1, 2, std::numeric_limits<double>::infinity()};
  const auto code = [&](auto&& call) -> std::string {
    try {
      call();
    } catch (const InvalidArgument& e) {
      return e.code();
    }
    return "none";
  };
  EXPECT_EQ(code([&] { stratified_mean(v, {negative, {}, {}, {}}); }), "AC5504");
  EXPECT_EQ(code([&] { stratified_mean(v, {{}, {}, {}, few}); }), "AC5504");
  EXPECT_EQ(code([&] { stratified_mean(v, {{}, {}, {}, mixed}); }), "AC5504");
  EXPECT_EQ(code([&] { stratified_mean(v, {two, {}, {}, {}}); }), "AC5502");
  EXPECT_EQ(code([&] { stratified_mean(infinite); }), "AC5501");
  EXPECT_EQ(code([&] { stratified_share(v); }), "AC5504");
  EXPECT_EQ(code([&] { stratified_mean(v, {}, {.level = 1}); }), "AC5503");
  const std::vector<StratumSummary> more{{"a", 5, 4, 1, 1}}, negative_sd{{"a", 2, 4, 1, -1}};
  EXPECT_EQ(code([&] { stratified_mean(more); }), "AC5504");
  EXPECT_EQ(code([&] { stratified_mean(negative_sd); }), "AC5504");
}

} // namespace
} // namespace aftercourse::statistics
