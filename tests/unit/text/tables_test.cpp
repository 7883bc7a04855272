#include <aftercourse/text/tables.hpp>

#include <gtest/gtest.h>

namespace aftercourse::text {
namespace {

using Texts = std::vector<std::optional<std::string_view>>;

TEST(Tables, PlaceWordsInCharactersAndBytes) {
  const Frame table = token_table(Texts{"培训OK", std::nullopt, "好"});
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.cell(1, "word"), "OK");
  EXPECT_EQ(table.cell(1, "normal"), "ok");
  EXPECT_EQ(table.cell(1, "begin"), "2");
  EXPECT_EQ(table.cell(1, "end"), "4");
  EXPECT_EQ(table.cell(1, "begin_byte"), "6");
  EXPECT_EQ(table.cell(1, "end_byte"), "8");
  EXPECT_EQ(table.cell(2, "row"), "2");
}

TEST(Tables, HaveNullsWhereATextIsMissing) {
  const Frame table = polarity_table(Texts{"不够清楚", std::nullopt, ""}, Lexicon::built_in());
  ASSERT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.cell(0, "label"), "negative");
  EXPECT_TRUE(table.column("score").is_null(1));
  EXPECT_TRUE(table.column("evidence").is_null(1));
  EXPECT_FALSE(table.column("score").is_null(2));
  EXPECT_EQ(table.cell(2, "label"), "neutral");
}

TEST(Tables, AreThereForEveryAnswer) {
  const Texts texts = {"讲师讲得清楚", "讲师讲得很清楚", "讲师讲得不够清楚"};
  EXPECT_EQ(polarity_evidence_table(texts, Lexicon::built_in()).cell(2, "quote"), "不够清楚");
  EXPECT_EQ(polarity_evidence_table(texts, Lexicon::built_in()).cell(2, "begin"), "4");
  EXPECT_EQ(coding_table(texts, CodingScheme::built_in()).cell(0, "title_zh"), "培训讲师");
  EXPECT_EQ(similar_table(texts).rows(), 3u);
  EXPECT_EQ(to_frame(key_terms(texts, {})).cell(0, "n"), "3");
  EXPECT_TRUE(to_frame(key_terms(texts, {})).column("g2").is_null(0));
  EXPECT_EQ(quotation_table(texts).cell(0, "dimension"), "lecturer");
  EXPECT_EQ(similar_table({}).rows(), 0u);
}

TEST(Tables, PlaceTheHitsOfALongTextInItsTime) {
  std::string line;
  while (line.size() < 1'000'000) line += "不清楚讲师";
  const Texts texts = {line};
  const Frame table = polarity_evidence_table(texts, Lexicon::built_in());
  const std::size_t last = table.rows() - 1;
  EXPECT_EQ(std::stoul(table.cell(last, "begin")) * 3, std::stoul(table.cell(last, "begin_byte")));
  EXPECT_GT(coding_table(texts, CodingScheme::built_in()).rows(), 60'000u);
}

} // namespace
} // namespace aftercourse::text
