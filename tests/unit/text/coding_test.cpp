#include <aftercourse/text/coding_scheme.hpp>
#include <aftercourse/text/quotations.hpp>

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse::text {
namespace {

using Texts = std::vector<std::optional<std::string_view>>;

std::set<std::string> dimensions(std::string_view text) {
  std::set<std::string> found;
  for (const CodingHit& hit : CodingScheme::built_in().code(text)) {
    EXPECT_EQ(text.substr(hit.begin, hit.end - hit.begin), hit.quote);
    found.insert(hit.dimension);
  }
  return found;
}

TEST(Coding, FindsTheDimensionsOfTheFollowUpQuestionnaire) {
  using Set = std::set<std::string>;
  EXPECT_EQ(dimensions("讲师很专业，互动很好"), (Set{"lecturer", "lecturer.expertise", "lecturer.methods"}));
  EXPECT_EQ(dimensions("线上平台卡顿"), (Set{"mode.platform"}));
  EXPECT_EQ(dimensions("内容过时"), (Set{"content", "content.currency"}));
  EXPECT_EQ(dimensions("建议多安排周末"), (Set{"satisfaction.suggestions", "mode.timing"}));
  EXPECT_EQ(dimensions("The instructors explained it too fast"), (Set{"lecturer", "lecturer.methods"}));
  EXPECT_EQ(dimensions("Zoom lagged all day"), (Set{"mode.platform"}));
  EXPECT_EQ(dimensions("啦啦啦"), Set{});
  EXPECT_EQ(dimensions(""), Set{});
}

TEST(Coding, HasTheTreeOfTheFollowUpQuestionnaire) {
  std::vector<std::string> ids;
  for (const CodingDimension& d : CodingScheme::built_in().dimensions()) {
    ids.push_back(d.id);
    EXPECT_FALSE(d.title.en.empty() || d.title.zh.empty()) << d.id;
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"content",
                                           "content.usefulness",
                                           "content.depth",
                                           "content.currency",
                                           "lecturer",
                                           "lecturer.expertise",
                                           "lecturer.methods",
                                           "lecturer.style",
                                           "lecturer.answering",
                                           "mode",
                                           "mode.teaching",
                                           "mode.timing",
                                           "mode.venue",
                                           "mode.platform",
                                           "effect",
                                           "effect.knowledge",
                                           "effect.attitude",
                                           "effect.career",
                                           "satisfaction",
                                           "satisfaction.overall",
                                           "satisfaction.suggestions"}));
}

constexpr std::string_view scheme = R"(
scheme: two
dimensions:
  - {id: pace, title: Pace, terms: {zh: [讲 ... 快], en: [pac*, talk* ... fast]}}
  - {id: room, terms: {zh: [空调, 空调温度]}}
)";

TEST(Coding, SaysWhichEntryItWasAndWhere) {
  const CodingScheme two = CodingScheme::from_yaml(scheme);
  const std::string_view text = "老师讲得有点快，空调温度低";
  const auto hits = two.code(text);
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0], (CodingHit{"pace", "讲 ... 快", "讲得有点快", 6, 21}));
  EXPECT_EQ(hits[1].quote, "空调温度"); // and not 空调 besides
  EXPECT_EQ(two.code("talked far too fast").front().entry, "talk* ... fast");
  EXPECT_EQ(two.code("pacing").front().dimension, "pace");
  EXPECT_TRUE(two.code("讲完了。快走").empty()); // another clause
  EXPECT_TRUE(two.code("space").empty());
}

TEST(Coding, RefusesASchemeThatIsNone) {
  for (const char* text : {"scheme: x", "scheme: x\ndimensions: []", "scheme: x\ndimensions: [{title: t}]",
                           "scheme: x\ndimensions: [{id: a}, {id: a}]", "scheme: x\ndimensions: [{id: a.b}]",
                           "scheme: x\ndimensions: [{id: a, terms: {zh: [\" ... b\"]}}]",
                           "dimensions: [{id: a}]", "scheme: x\ndimensions: [{id: a, words: {}}]"})
    EXPECT_THROW(CodingScheme::from_yaml(text), DataError) << text;
}

TEST(Quotations, AreCentralDistinctAndVerbatim) {
  const Texts texts = {"讲师讲得非常清楚。下午有点困。",
                       "讲师讲得清楚！",
                       "讲师讲得很清楚。",
                       "讲师的普通话不好",
                       std::nullopt,
                       "讲师幽默风趣"};
  const auto quotes = quotations(texts, {.most = 2});
  std::vector<std::string> of_lecturer;
  for (const Quotation& q : quotes) {
    EXPECT_EQ(texts[q.row]->substr(q.begin, q.end - q.begin), q.quote);
    EXPECT_EQ(q.label != PolarityLabel::neutral, true);
    if (q.dimension == "lecturer" && q.label == PolarityLabel::positive) {
      of_lecturer.push_back(q.quote);
      EXPECT_EQ(q.n, 4);
    }
  }
  ASSERT_EQ(of_lecturer.size(), 2u);
  EXPECT_EQ(of_lecturer[0].substr(0, 12), "讲师讲得");
  EXPECT_EQ(of_lecturer[1], "讲师幽默风趣"); // the other praise of clearness is too like the first
}

TEST(Quotations, AreNeverTwoOfOnePerson) {
  const Texts texts = {"讲师讲得清楚", "讲师幽默风趣"}, people = {"P1", "P1"};
  const auto lecturer = [](const std::vector<Quotation>& all) {
    return std::count_if(all.begin(), all.end(),
                         [](const Quotation& q) { return q.dimension == "lecturer"; });
  };
  EXPECT_EQ(lecturer(quotations(texts)), 2);
  EXPECT_EQ(lecturer(quotations(texts, {.people = people})), 1);
}

TEST(Quotations, KeepToTheirLength) {
  std::string text = "讲师讲得清楚，";
  for (int i = 0; i < 30; ++i) text += "讲师";
  const Texts texts = {text};
  for (const Quotation& q : quotations(texts, {.longest = 20})) EXPECT_EQ(q.quote, "讲师讲得清楚，");
  EXPECT_TRUE(quotations(texts, {.longest = 5}).empty());
  EXPECT_TRUE(quotations({}).empty());
  EXPECT_THROW(quotations(texts, {.most = 0}), InvalidArgument);
  EXPECT_THROW(quotations(texts, {.shortest = 9, .longest = 8}), InvalidArgument);
  EXPECT_THROW(quotations(texts, {.distinct = 2}), InvalidArgument);
}

} // namespace
} // namespace aftercourse::text
