#include <aftercourse/text/lexicon.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse::text {
namespace {

struct Judged {
  const char *text, *label;
  std::vector<std::string> quotes;
  std::vector<std::string> changed_by; ///< of the first
  friend void PrintTo(const Judged& judged, std::ostream* out) { *out << judged.text; }
};

class Judgements : public testing::TestWithParam<Judged> {};

TEST_P(Judgements, AreThoseOfAReader) {
  const auto& [text, label, quotes, changed_by] = GetParam();
  const Polarity p = Lexicon::built_in().polarity(text);
  EXPECT_EQ(name_of(p.label), label) << text << ": " << p.score;
  std::vector<std::string> found;
  for (const PolarityHit& hit : p.evidence) {
    found.push_back(hit.quote);
    EXPECT_EQ(std::string_view(text).substr(hit.begin, hit.end - hit.begin), hit.quote);
  }
  EXPECT_EQ(found, quotes);
  if (!p.evidence.empty()) {
    EXPECT_EQ(p.evidence.front().changed_by, changed_by);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Chinese, Judgements,
    testing::Values(Judged{"讲得清楚", "positive", {"清楚"}, {}},
                    Judged{"不够清楚", "negative", {"不够清楚"}, {"lack"}},
                    Judged{"没什么用", "negative", {"没什么用"}, {}},
                    Judged{"不是很满意", "negative", {"不是很满意"}, {"lack"}},
                    Judged{"还可以", "positive", {"还可以"}, {}},
                    Judged{"非常不满意", "negative", {"非常不满意"}, {"degree"}},
                    Judged{"没有感觉到特别有用", "negative", {"没有感觉到特别有用"}, {"negation", "degree"}},
                    Judged{"一点也不枯燥", "positive", {"一点也不枯燥"}, {"negation"}},
                    Judged{"一点都不好", "negative", {"一点都不好"}, {"degree"}},
                    Judged{"讲师水平不高", "negative", {"水平不高"}, {}},
                    Judged{"PPT做得太快", "negative", {"太快"}, {"excess"}},
                    Judged{"节奏快", "neutral", {}, {}},
                    Judged{"不是很快", "negative", {"不是很快"}, {"negation"}},
                    Judged{"老师态度很好，但是时间太短了", "mixed", {"很好", "太短"}, {"contrast"}},
                    Judged{"希望讲得更清楚", "negative", {"更清楚"}, {"degree", "wish"}},
                    Judged{"希望多一些案例", "neutral", {}, {}}, Judged{"好像是周三", "neutral", {}, {}},
                    Judged{"他的爱好是唱歌", "neutral", {}, {}}, Judged{"", "neutral", {}, {}}));
INSTANTIATE_TEST_SUITE_P(
    English, Judgements,
    testing::Values(
        Judged{"The course was clear.", "positive", {"clear"}, {}},
        Judged{"It was not clear enough.", "negative", {"not clear enough"}, {"lack"}},
        Judged{"Not very helpful", "negative", {"Not very helpful"}, {"negation"}},
        Judged{"I didn't find the second day useful",
               "negative",
               {"didn't find the second day useful"},
               {"negation"}},
        Judged{"not bad at all", "positive", {"not bad"}, {}},
        Judged{"The pace was too fast.", "negative", {"too fast"}, {"excess"}},
        Judged{"Could be clearer", "negative", {"clearer"}, {"wish"}},
        Judged{"Great content but the pace was a bit slow", "mixed", {"Great", "a bit slow"}, {"contrast"}},
        Judged{"I would like a certificate", "neutral", {}, {}},
        Judged{"We met on Monday", "neutral", {}, {}}));

TEST(Polarity, IsTheSumBroughtWithinOne) {
  const Polarity p = Lexicon::built_in().polarity("清楚"); // one word of weight 2
  EXPECT_DOUBLE_EQ(p.score, 2 / std::sqrt(4.0 + 15));
  EXPECT_DOUBLE_EQ(p.positive, 2);
  EXPECT_DOUBLE_EQ(p.negative, 0);
  std::string much;
  for (int i = 0; i < 1000; ++i) much += "清楚，";
  EXPECT_LE(Lexicon::built_in().polarity(much).score, 1);
}

TEST(Polarity, DoesNotReachBeyondItsClause) {
  EXPECT_EQ(Lexicon::built_in().polarity("没迟到，讲得清楚").evidence.back().value, 2);
  EXPECT_EQ(Lexicon::built_in().polarity("不\n清楚").evidence.back().value, 2);
}

constexpr std::string_view own = R"(
lexicon: ours
version: "2"
extends: built-in
positive: {zh: [云里雾里], en: [spiffy]}
)";

TEST(Lexicon, ExtendsTheBuiltInOne) {
  const Lexicon lexicon = Lexicon::from_yaml(own);
  EXPECT_EQ(lexicon.name(), "ours");
  EXPECT_EQ(lexicon.version(), "2");
  EXPECT_EQ(lexicon.polarity("云里雾里").label,
            PolarityLabel::positive); // stands in the place of the built-in term
  EXPECT_EQ(Lexicon::built_in().polarity("云里雾里").label, PolarityLabel::negative);
  EXPECT_EQ(lexicon.polarity("quite spiffy").label, PolarityLabel::positive);
  EXPECT_EQ(lexicon.polarity("讲得清楚").label, PolarityLabel::positive);
}

TEST(Lexicon, MayStandAlone) {
  const Lexicon lexicon = Lexicon::from_yaml("{lexicon: x, negative: {en: [slow*]}}");
  EXPECT_EQ(lexicon.polarity("good and slowish").label, PolarityLabel::negative);
  EXPECT_EQ(lexicon.polarity("good").label, PolarityLabel::neutral);
}

TEST(Lexicon, NamesEveryFaultWithItsLine) {
  try {
    Lexicon::from_yaml(
        "lexicon: x\npositiv: {zh: [好]}\nnegative:\n  zh: [差, [坏]]\n  fr: [mal]\nwish: 3\nwish: {}\n",
        "own.yaml");
    FAIL();
  } catch (const DataError& e) {
    EXPECT_EQ(e.code(), "AC5603");
    std::vector<std::int64_t> lines;
    for (const Fault& f : e.faults()) lines.push_back(f.row);
    EXPECT_EQ(lines, (std::vector<std::int64_t>{2, 7, 5, 4, 6}));
  }
}

TEST(Lexicon, RefusesWhatIsNoFileOfWords) {
  for (const char* text :
       {"", "[]", "a: b: c", "x: &a 1\ny: *a", "lexicon: !!int 3", "{lexicon: x}\n---\n{lexicon: y}",
        "? [a]\n: b", "positive: {zh: [\"\"]}", "lexicon: x\nextends: other", "lexicon: \"\xFF\"", "{"})
    EXPECT_THROW(Lexicon::from_yaml(text), DataError) << text;
  EXPECT_THROW(Lexicon::from_yaml("lexicon: " + std::string(100, '[')), Error);
  EXPECT_THROW(Lexicon::from_yaml(std::string((4u << 20) + 1, ' ')), LimitError);
}

TEST(Polarity, TakesHostileTexts) {
  // Time grows with the length alone, whatever stands beside what, and without a sign that ends a clause.
  for (const char* piece :
       {"不不不很很很好，", "不不不", "很很", "缺乏", "但好", "不足很", "好", "not enough "}) {
    std::string line;
    while (line.size() < 1'000'000) line += piece;
    const Polarity p = Lexicon::built_in().polarity(line);
    EXPECT_TRUE(p.score >= -1 && p.score <= 1) << piece;
  }
  EXPECT_THROW(Lexicon::built_in().polarity("好\xFF"), InvalidArgument);
}

} // namespace
} // namespace aftercourse::text
