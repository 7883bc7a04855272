#include <aftercourse/text/key_terms.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>
#include <aftercourse/text/term_index.hpp>

namespace aftercourse::text {
namespace {

using Texts = std::vector<std::optional<std::string_view>>;

Texts repeated(std::string_view text, std::size_t times) { return Texts(times, text); }

Texts operator+(Texts a, const Texts& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

const KeyTerm* find(const std::vector<KeyTerm>& terms, std::string_view term) {
  for (const KeyTerm& t : terms)
    if (t.term == term) return &t;
  return nullptr;
}

TEST(LogLikelihoodRatio, IsThatOfTheTwoByTwoTable) {
  // scipy.stats.chi2_contingency([[a, n - a], [b, m - b]], correction=False, lambda_="log-likelihood")
  EXPECT_NEAR(log_likelihood_ratio(30, 100, 10, 100), 12.9715143, 1e-7);
  EXPECT_NEAR(log_likelihood_ratio(5, 20, 0, 200), 25.2339834, 1e-7);
  EXPECT_NEAR(log_likelihood_ratio(1, 3, 2, 1000), 8.1903342, 1e-7);
  EXPECT_DOUBLE_EQ(log_likelihood_ratio(10, 100, 10, 100), 0);
  EXPECT_DOUBLE_EQ(log_likelihood_ratio(0, 100, 0, 100), 0);
}

TEST(KeyTerms, CountTextsAndNotHowOften) {
  const Texts here = Texts{"卡顿卡顿卡顿卡顿卡顿卡顿卡顿", "平台卡顿"} + repeated("讲师很专业", 8);
  const Texts there = repeated("讲师很专业", 50) + repeated("平台不错", 5);
  const auto terms = key_terms(here, there);
  const KeyTerm* stutter = find(terms, "卡顿");
  ASSERT_NE(stutter, nullptr);
  EXPECT_EQ(stutter->n, 2);
  EXPECT_EQ(stutter->of, 10);
  EXPECT_EQ(stutter->background_of, 55);
  EXPECT_TRUE(stutter->is_new);
  EXPECT_EQ(stutter->example, 0u);
  EXPECT_EQ(terms.front().term, "卡顿");
  EXPECT_NEAR(stutter->g2, log_likelihood_ratio(2, 10, 0, 55), 1e-12);
  EXPECT_NEAR(stutter->p, std::erfc(std::sqrt(stutter->g2 / 2)), 1e-15);
  EXPECT_EQ(find(terms, "讲师"), nullptr); // less frequent than before
}

TEST(KeyTerms, CountPeopleWhereTheyAreKnown) {
  const Texts here = repeated("空调太冷", 6) + repeated("教室太小", 3);
  const Texts people = repeated("P1", 6) + Texts{"P2", "P3", std::nullopt};
  KeyTermOptions options;
  options.people = people;
  const auto terms = key_terms(here, {}, options);
  EXPECT_EQ(find(terms, "空调"), nullptr); // one person, six times
  ASSERT_EQ(terms.size(), 1u);
  EXPECT_EQ(terms[0].term, "教室太小");
  EXPECT_EQ(terms[0].n, 3);
  EXPECT_EQ(terms[0].of, 4);
  EXPECT_EQ(terms[0].example, 6u);
}

TEST(KeyTerms, HaveTheLogOddsOfMonroeColaresiAndQuinn) {
  // y = 3 of 8 counts (讲师 5, 空调 3) here, x = 1 of 10 there, prior 500 * 4 / 18:
  // log((3 + a) / (8 + 500 - 3 - a)) - log((1 + a) / (10 + 500 - 1 - a)), over sqrt(1 / (3 + a) + 1 / (1 +
  // a))
  const auto terms =
      key_terms(repeated("讲师", 5) + repeated("空调", 3), repeated("讲师", 9) + repeated("空调", 1));
  ASSERT_EQ(terms.size(), 1u);
  const double a = 500.0 * 4 / 18;
  const double expected = std::log((3 + a) / (505 - a)) - std::log((1 + a) / (509 - a));
  EXPECT_NEAR(terms[0].log_odds, expected, 1e-12);
  EXPECT_NEAR(terms[0].z, expected / std::sqrt(1 / (3 + a) + 1 / (1 + a)), 1e-12);
}

TEST(KeyTerms, LeaveOutStopWordsNumbersAndSigns) {
  const auto terms = key_terms(repeated("我们的2026年培训，90%是 the best of Excel！", 3), {});
  for (const char* none : {"我们", "的", "2026", "年", "90%", "the", "of", "，", "best of"})
    EXPECT_EQ(find(terms, none), nullptr) << none;
  EXPECT_NE(find(terms, "培训"), nullptr);
  EXPECT_NE(find(terms, "excel"), nullptr);
  KeyTermOptions options;
  options.stop_words = {"Excel"};
  EXPECT_EQ(find(key_terms(repeated("Excel 表格", 3), {}, options), "excel"), nullptr);
}

TEST(KeyTerms, AreTheLongestThatSaysTheSame) {
  const auto terms = key_terms(repeated("课程设计合理", 4) + repeated("合理", 1), {});
  EXPECT_EQ(find(terms, "课程"), nullptr); // only ever in 课程设计
  ASSERT_NE(find(terms, "合理"), nullptr);
  EXPECT_EQ(find(terms, "合理")->n, 5);
}

TEST(KeyTerms, NewOnesAreThoseNoTextHadBefore) {
  const auto terms = new_terms(repeated("大模型课程", 3) + repeated("课程", 5), repeated("课程", 9));
  ASSERT_EQ(terms.size(), 1u);
  EXPECT_EQ(terms[0].term, "大模型课程");
  EXPECT_EQ(terms[0].n, 3);
}

TEST(TermIndex, GivesTheKeyTermsOfEveryPartAgainstEveryOther) {
  const Texts all = {"讲师很专业",      "平台卡顿",     {},          "平台又卡顿了", "讲师专业",
                     "Excel表格很实用", "平台总是卡顿", "讲师很专业"};
  const Texts people = {"a", "b", "b", "a", "c", {}, "d", "c"};
  const TermIndex index(all, {.people = people, .at_least = 1});
  const auto part = [](const Texts& of, const std::vector<std::size_t>& rows) {
    Texts out;
    for (const std::size_t row : rows) out.push_back(of[row]);
    return out;
  };
  const std::vector<std::size_t> ways[][2] = {
      {{0, 4, 7}, {1, 2, 3, 5, 6}}, {{1, 3, 6}, {0}}, {{0, 1, 2, 3, 4, 5, 6, 7}, {}}, {{2}, {0}}};
  for (const auto& [rows, others] : ways) {
    const Texts who = part(people, rows), other_people = part(people, others);
    const auto expected = key_terms(part(all, rows), part(all, others),
                                    {.people = who, .background_people = other_people, .at_least = 1});
    const auto found = index.key_terms(rows, others);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].term, expected[i].term);
      EXPECT_EQ(found[i].n, expected[i].n);
      EXPECT_EQ(found[i].background_n, expected[i].background_n);
      EXPECT_EQ(std::isnan(found[i].g2) ? -1 : found[i].g2, std::isnan(expected[i].g2) ? -1 : expected[i].g2);
      EXPECT_EQ(found[i].example, rows[expected[i].example]);
    }
  }
}

TEST(KeyTerms, AreNoneOfNothing) {
  EXPECT_TRUE(key_terms({}, {}).empty());
  EXPECT_TRUE(key_terms(Texts{std::nullopt, ""}, repeated("课程", 9)).empty());
  EXPECT_TRUE(std::isnan(key_terms(repeated("课程", 2), {}).front().g2));
  EXPECT_TRUE(std::isnan(key_terms(repeated("课程", 2), Texts{std::nullopt}).front().z));
}

TEST(KeyTerms, RefuseWhatTheyCannotMean) {
  const Texts texts = {"课程"};
  const Texts people = {"P1", "P2"};
  const auto code = [&](const KeyTermOptions& options, const Texts& given) -> std::string {
    try {
      key_terms(given, {}, options);
    } catch (const InvalidArgument& e) {
      return e.code();
    }
    return "accepted";
  };
  EXPECT_EQ(code({.people = people}, texts), "AC5602");
  EXPECT_EQ(code({.at_least = 0}, texts), "AC5602");
  EXPECT_EQ(code({.most_words = 5}, texts), "AC5602");
  EXPECT_EQ(code({}, Texts{"ok", "\xFF"}), "AC5601");
}

} // namespace
} // namespace aftercourse::text
