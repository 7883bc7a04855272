// Response rates, nonresponse, raking and the net promoter score.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include <aftercourse/instrument/net_promoter.hpp>
#include <aftercourse/instrument/nonresponse.hpp>
#include <aftercourse/instrument/raking.hpp>
#include <aftercourse/instrument/response_rate.hpp>

#include "sheets.hpp"

namespace aftercourse {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

TEST(ResponseRates, FollowTheStandardDefinitions) {
  const ResponseRate rate = response_rate({.complete = 60,
                                           .partial = 15,
                                           .refusal = 10,
                                           .non_contact = 20,
                                           .other = 5,
                                           .unknown = 8,
                                           .unknown_other = 2});
  EXPECT_EQ(rate.of, 120);
  EXPECT_DOUBLE_EQ(rate.rr1, 0.5);
  EXPECT_DOUBLE_EQ(rate.rr2, 0.625);
  EXPECT_EQ(in_words(rate).en, "60 of 120 answered completely (RR1 50.0 %), 15 more in part (RR2 62.5 %)");
  EXPECT_TRUE(std::isnan(response_rate({}).rr1));
  EXPECT_THROW(response_rate({.complete = -1}), InvalidArgument);
}

TEST(ResponseRates, NeverReadAsAllWhenTheyAreNot) {
  EXPECT_NE(in_words(response_rate({.complete = 9999, .refusal = 1})).en.find("RR1 99.9 %"),
            std::string::npos);
}

TEST(Dispositions, OfFiveItems) {
  const Instrument five =
      Instrument::parse(sheet(scaled("a", ", required: true") + scaled("b") + scaled("c") + scaled("d") +
                              scaled("e") + "  - {id: t, type: text, text: t}\n"));
  EXPECT_EQ(disposition_of(five, ticks("r", {1, 1, 1, 1, 1})), Disposition::complete);
  EXPECT_EQ(disposition_of(five, ticks("r", {1, 1, 1, 1, 0})),
            Disposition::partial); // 80 % is not more than 80 %
  EXPECT_EQ(disposition_of(five, ticks("r", {1, 1, 1, 0, 0})), Disposition::partial);
  EXPECT_EQ(disposition_of(five, ticks("r", {1, 1, 0, 0, 0})), Disposition::break_off);
  EXPECT_EQ(disposition_of(five, ticks("r", {})), Disposition::break_off);
  const std::vector<Response> responses{ticks("1", {1, 1, 1, 1, 1}), ticks("2", {1, 1, 1, 0, 0}),
                                        ticks("3", {1})};
  const Dispositions counts = dispositions_of(five, responses, 10);
  EXPECT_EQ(counts.complete, 1);
  EXPECT_EQ(counts.partial, 1);
  EXPECT_EQ(counts.refusal, 1);
  EXPECT_EQ(counts.non_contact, 7);
  EXPECT_THROW(dispositions_of(five, responses, 2), InvalidArgument);
}

TEST(Nonresponse, StandardisedDifferences) {
  const std::vector<bool> responded{true, true, true, false, false, false};
  const std::vector<Characteristic> known{{"age", {30, 40, 50, 20, 30, nan_value}, {}, {}},
                                          {"unit", {}, {0, 0, 1, 0, 1, 1}, {"A", "B"}}};
  const auto differences = compare_responders(responded, known);
  ASSERT_EQ(differences.size(), 3u);
  EXPECT_DOUBLE_EQ(differences[0].responders, 40);
  EXPECT_EQ(differences[0].n_others, 2);
  EXPECT_DOUBLE_EQ(differences[0].difference, 15 / std::sqrt((100.0 + 50) / 2));
  EXPECT_EQ(differences[1].label, "A");
  EXPECT_DOUBLE_EQ(differences[1].difference, (2.0 / 3 - 1.0 / 3) / std::sqrt(2.0 / 9));
  EXPECT_DOUBLE_EQ(differences[2].difference, -differences[1].difference);
  EXPECT_THROW(compare_responders({true}, known), InvalidArgument);
}

TEST(Nonresponse, NothingVariesOrNobodyIsThere) {
  const std::vector<Characteristic> known{{"x", {1, 1, 1, 1}, {}, {}}};
  EXPECT_TRUE(std::isnan(compare_responders({true, true, false, false}, known)[0].difference));
  EXPECT_TRUE(std::isnan(compare_responders({true, true, true, true}, known)[0].difference));
}

TEST(Nonresponse, BestAndWorst) {
  const std::vector<double> answers{5, 4, 3};
  const MissingBounds bounds = missing_bounds(answers, 2, 1, 5);
  EXPECT_DOUBLE_EQ(bounds.observed, 4);
  EXPECT_DOUBLE_EQ(bounds.worst, (12 + 2) / 5.0);
  EXPECT_DOUBLE_EQ(bounds.best, (12 + 10) / 5.0);
  EXPECT_EQ(in_words(bounds).en,
            "the mean of 3 answers is 4; with the 2 missing it lies between 2.8 and 4.4");
  EXPECT_DOUBLE_EQ(missing_bounds({}, 3, 0, 1).best, 1);
  EXPECT_FALSE(missing_bounds({}, 0, 0, 1).not_estimable.empty());
  EXPECT_THROW(missing_bounds(answers, 0, 1, 4), InvalidArgument);
  EXPECT_THROW(missing_bounds(answers, -1, 1, 5), InvalidArgument);
}

/// Responses by two characteristics of two groups each: 40, 30, 10 and 20 in the cells.
struct Crossed {
  std::vector<std::int32_t> first, second;
  Crossed() {
    const int cells[2][2] = {{40, 30}, {10, 20}};
    for (int i = 0; i < 2; ++i)
      for (int k = 0; k < 2; ++k)
        for (int n = 0; n < cells[i][k]; ++n) {
          first.push_back(i);
          second.push_back(k);
        }
  }
  double weight(const Raking& raking, std::int32_t i, std::int32_t k) const {
    double sum = 0;
    for (std::size_t r = 0; r < first.size(); ++r)
      if (first[r] == i && second[r] == k) sum += raking.weights[r];
    return sum;
  }
};

TEST(Rakings, MeetTheMarginsAndKeepTheOddsRatio) {
  const Crossed c;
  const std::vector<RakingMargin> margins{{"sex", c.first, {50, 50}}, {"age", c.second, {0.3, 0.7}}};
  const Raking raking = rake(100, margins);
  EXPECT_TRUE(raking.converged);
  const double a = c.weight(raking, 0, 0), b = c.weight(raking, 0, 1), d = c.weight(raking, 1, 0),
               e = c.weight(raking, 1, 1);
  EXPECT_NEAR(a + b, 50, 1e-8);
  EXPECT_NEAR(a + d, 30, 1e-8);
  EXPECT_NEAR(a + b + d + e, 100, 1e-9);
  EXPECT_NEAR(a * e / (b * d), 40.0 * 20 / (30 * 10), 1e-7); // what raking does not change
  double sum = 0, squares = 0;
  for (const double w : raking.weights) {
    sum += w;
    squares += w * w;
  }
  EXPECT_NEAR(raking.kish_effect, 100 * squares / (sum * sum), 1e-12);
  EXPECT_NEAR(raking.effective_n, 100 / raking.kish_effect, 1e-12);
}

TEST(Rakings, OfOneMarginIsPoststratification) {
  const Crossed c;
  const Raking raking = rake(100, std::vector<RakingMargin>{{"sex", c.first, {1, 1}}});
  EXPECT_NEAR(raking.weights.front(), 50.0 / 70, 1e-12);
  EXPECT_NEAR(raking.weights.back(), 50.0 / 30, 1e-12);
}

TEST(Rakings, TrimmedWeightsStayBelowTheLimit) {
  const Crossed c;
  const std::vector<RakingMargin> margins{{"sex", c.first, {50, 50}}, {"age", c.second, {0.3, 0.7}}};
  const Raking free = rake(100, margins);
  const double largest = *std::ranges::max_element(free.weights);
  const Raking trimmed = rake(100, margins, {.tolerance = 1e-9, .max_rounds = 5000, .trim = largest * 1.01});
  EXPECT_TRUE(trimmed.converged);
  EXPECT_EQ(trimmed.trimmed, 0);
  const Raking tight = rake(100, margins, {.trim = 1.2});
  EXPECT_FALSE(tight.converged); // 30 responses cannot weigh 50 at 1.2 each
  EXPECT_NE(in_words(tight).en.find("were not met"), std::string::npos);
}

TEST(Rakings, AGroupWithoutResponsesCannotBeMet) {
  const Raking raking = rake(2, std::vector<RakingMargin>{{"unit", {0, 0}, {10, 5}}});
  EXPECT_EQ(raking.not_estimable.en, "nobody of group 2 of `unit` answered");
  EXPECT_TRUE(std::isnan(raking.weights.front()));
  EXPECT_TRUE(rake(2, std::vector<RakingMargin>{{"unit", {0, 0}, {10, 0}}}).converged);
  EXPECT_FALSE(rake(0, {}).not_estimable.empty());
}

TEST(Rakings, RefuseWhatMakesNoSense) {
  const std::vector<RakingMargin> good{{"u", {0, 1}, {1, 1}}};
  EXPECT_THROW(rake(3, good), InvalidArgument);
  EXPECT_THROW(rake(2, std::vector<RakingMargin>{{"u", {0, 2}, {1, 1}}}), InvalidArgument);
  EXPECT_THROW(rake(2, std::vector<RakingMargin>{{"u", {0, 1}, {1, -1}}}), InvalidArgument);
  EXPECT_THROW(rake(2, good, {.base = {0, 0}}), InvalidArgument);
  EXPECT_THROW(rake(2, good, {.trim = 1}), InvalidArgument);
}

/// Instructor training, post-workshop survey of the Carpentries, 8 September 2018.
TEST(NetPromoters, OfTheCarpentries) {
  std::vector<double> answers(501, 10);
  answers.insert(answers.end(), 71, 0);
  answers.insert(answers.end(), 889 - 501 - 71, 8);
  answers.insert(answers.end(), 78, nan_value);
  const NetPromoter score = net_promoter(answers);
  EXPECT_EQ(score.n, 889);
  EXPECT_EQ(score.missing, 78);
  EXPECT_DOUBLE_EQ(score.estimate, 430.0 / 889);
  EXPECT_NEAR(score.standard_error, 0.021461347330678, 1e-14);
  EXPECT_NE(in_words(score).en.find("501 promoters and 71 detractors of 889 answers, 78 missing"),
            std::string::npos);
}

TEST(NetPromoters, AtTheirEdges) {
  EXPECT_EQ(net_promoter(std::vector<double>{9, 10}).estimate, 1);
  EXPECT_EQ(net_promoter(std::vector<double>{9, 10}).standard_error, 0);
  EXPECT_EQ(net_promoter(std::vector<double>{6, 7, 8, 9}).detractors, 1);
  EXPECT_FALSE(net_promoter(std::vector<double>{nan_value}).not_estimable.empty());
  EXPECT_THROW(net_promoter(std::vector<double>{11}), InvalidArgument);
  EXPECT_THROW(net_promoter(std::vector<double>{7.5}), InvalidArgument);
  EXPECT_THROW(net_promoter({}, 1.5), InvalidArgument);
}

} // namespace
} // namespace aftercourse
