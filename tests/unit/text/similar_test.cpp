#include <aftercourse/text/similar.hpp>

#include <map>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse::text {
namespace {

using Texts = std::vector<std::optional<std::string_view>>;

std::vector<std::vector<std::size_t>> groups(const Texts& texts, double threshold = 0.6) {
  std::vector<std::vector<std::size_t>> found;
  for (const SimilarText& t : group_similar(texts, {threshold})) {
    if (t.group == found.size()) found.emplace_back();
    found.at(t.group).push_back(t.row);
  }
  return found;
}

TEST(Similar, GroupsQuestionsThatSayTheSame) {
  const Texts texts = {"什么时候发证书？", "补考怎么报名", "证书什么时候发",  "怎么报名补考？",
                       "下次培训在哪里",   std::nullopt,   "什么时候发证书!!"};
  EXPECT_EQ(groups(texts), (std::vector<std::vector<std::size_t>>{{0, 2, 6}, {1, 3}, {4}}));
}

TEST(Similar, TakesSpellingOfSignsForNothing) {
  EXPECT_DOUBLE_EQ(similarity("Ｅｘｃｅｌ 怎么用？", "excel怎么用"), 1);
  EXPECT_DOUBLE_EQ(similarity("甲", "乙"), 0);
  EXPECT_DOUBLE_EQ(similarity("", ""), 1);
  EXPECT_DOUBLE_EQ(similarity("", "a"), 0);
  EXPECT_DOUBLE_EQ(similarity("?!", "?!"), 1);
  EXPECT_NEAR(similarity("ab", "ac"), 1.0 / 3, 1e-6); // a, b, ab and a, c, ac
}

TEST(Similar, RepresentsAGroupByTheTextMostLikeTheOthers) {
  const Texts texts = {"请问证书什么时候发下来呢", "证书什么时候发", "证书什么时候发", "证书什么时候能发"};
  for (const SimilarText& t : group_similar(texts, {0.4})) {
    EXPECT_EQ(t.size, 4);
    EXPECT_EQ(t.is_representative, t.row == 1);
    EXPECT_EQ(t.similarity == 1, t.row == 1 || t.row == 2);
  }
}

/// Texts that share many signs, so that similarities lie close together.
std::vector<std::string> random_texts(std::uint32_t seed, std::size_t n) {
  const char* const signs[] = {"证", "书", "发", "考", "补", "时", "候", "课"};
  std::mt19937 random(seed);
  std::vector<std::string> texts(n);
  for (std::string& text : texts)
    for (std::size_t k = 2 + random() % 6; k-- > 0;) text += signs[random() % 8];
  return texts;
}

TEST(Similar, CutsGroupsAsTheThresholdRises) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const std::vector<std::string> texts = random_texts(seed, 60);
    const Texts column(texts.begin(), texts.end());
    const auto once = group_similar(column, {0.7});
    EXPECT_EQ(once.size(), texts.size());
    std::set<std::size_t> rows;
    std::int64_t last_size = INT64_MAX;
    for (const SimilarText& t : once) {
      rows.insert(t.row);
      EXPECT_LE(t.size, last_size);
      last_size = t.size;
      EXPECT_GE(t.similarity, 0.7 - 1e-5);
    }
    EXPECT_EQ(rows.size(), texts.size());
    for (const double higher : {0.8, 0.9, 1.0}) { // a higher threshold cuts groups, and joins none
      std::map<std::size_t, std::size_t> group_of;
      for (const SimilarText& t : once) group_of[t.row] = t.group;
      for (const auto& group : groups(column, higher))
        for (const std::size_t row : group) EXPECT_EQ(group_of[row], group_of[group.front()]);
    }
  }
}

TEST(Similar, DoesNotChain) {
  // Each is like its neighbours, the first is not like the last.
  const Texts chain = {"甲乙丙丁", "乙丙丁戊", "丙丁戊己", "丁戊己庚", "戊己庚辛"};
  EXPECT_GE(groups(chain, 0.5).size(), 2u);
}

TEST(Similar, TakesTenThousandTexts) {
  std::vector<std::string> texts = random_texts(7, 10'000);
  const Texts column(texts.begin(), texts.end());
  EXPECT_EQ(group_similar(column, {0.8}).size(), texts.size());
}

TEST(Similar, RefusesAThresholdThatIsNone) {
  for (const double threshold : {0.0, -1.0, 1.5, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_THROW(group_similar({}, {threshold}), InvalidArgument);
  EXPECT_TRUE(group_similar({}).empty());
  EXPECT_TRUE(group_similar(Texts{std::nullopt}).empty());
  EXPECT_THROW(group_similar(Texts{"a", "\xFF"}), InvalidArgument);
}

} // namespace
} // namespace aftercourse::text
