// Digests and comparisons of what files say; choices in cells.
#include <aftercourse/reading/change.hpp>

#include <gtest/gtest.h>

#include <aftercourse/reading/choices.hpp>
#include <aftercourse/reading/forms.hpp>

namespace aftercourse::reading {
namespace {

TEST(Change, ListsWhatWasAddedTakenAwayAndChanged) {
  const Lines before{{"a", "1"}, {"b", "2"}, {"c", "3"}}, after{{"a", "1"}, {"b", "4"}, {"d", "5"}};
  const std::vector<Change> expected{{"b", "2", "4"}, {"c", "3", std::nullopt}, {"d", std::nullopt, "5"}};
  EXPECT_EQ(changes_between(before, after), expected);
  EXPECT_TRUE(changes_between(before, before).empty());
}

TEST(Change, TheDigestTellsPathsFromValues) {
  EXPECT_NE(digest_of_lines({{"ab", "c"}}), digest_of_lines({{"a", "bc"}}));
  EXPECT_EQ(digest_of_lines({}).size(), 64u);
}

Choices colours() {
  Choices choices;
  choices.add(0, "A", {"Red", "红色"});
  choices.add(1, "B", {"Blue, light", "浅蓝"});
  choices.add(2, "C", {"", "绿色、深"});
  return choices;
}

TEST(Choices, FindsOptionsInEveryForm) {
  const Choices choices = colours();
  for (const char* a : {"A", "ａ", " red ", "红 色"}) EXPECT_EQ(choices.find(a), 0u) << a;
  EXPECT_EQ(choices.find("D"), std::nullopt);
  EXPECT_EQ(choices.find(""), std::nullopt);
}

TEST(Choices, CutsCellsAtAnySeparator) {
  const Choices choices = colours();
  const std::vector<std::size_t> first_two{0, 1};
  for (const char* cell : {"A;B", "浅蓝，红色", "A、B、", "A|B|A", "A\nB", "BA", "b，ａ", "A┋B", "浅蓝┋红色"})
    EXPECT_EQ(choices.find_several(cell).options, first_two) << cell;
}

TEST(Choices, AnOptionThatHoldsASeparatorIsFoundWhole) {
  EXPECT_EQ(colours().find_several("Blue, light").options, std::vector<std::size_t>{1});
  EXPECT_EQ(colours().find_several("绿色、深┋红色", "┋").options, (std::vector<std::size_t>{0, 2}));
}

Choices options_called(const std::vector<std::string>& ids) {
  Choices choices;
  for (std::size_t i = 0; i < ids.size(); ++i) choices.add(i, ids[i], {});
  return choices;
}

TEST(Choices, KnowWhatHasTwoMeanings) {
  const auto twofold = options_called({"A", "B", "AB"}).ambiguity();
  ASSERT_TRUE(twofold);
  EXPECT_EQ(twofold->form, "ab");
  EXPECT_EQ(twofold->option, 2u);
  EXPECT_EQ(twofold->others, (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(options_called({"yes", "no", "yes; NO"}).ambiguity());
  EXPECT_FALSE(options_called({"A", "B", "AC"}).ambiguity());
  EXPECT_FALSE(options_called({"A", "AA", ";"}).ambiguity());
  EXPECT_FALSE(options_called({"yes", "no", "yes, but"}).ambiguity());
}

TEST(Choices, TakeDigitsForNumbersWhereOneIsLonger) {
  const Choices dozen = options_called({"1", "2", "3", "12"}), three = options_called({"1", "2", "3"});
  EXPECT_FALSE(dozen.ambiguity());
  EXPECT_EQ(dozen.find_several("12").options, std::vector<std::size_t>{3});
  EXPECT_EQ(dozen.find_several("13").unknown, std::vector<std::string>{"13"});
  EXPECT_EQ(dozen.find_several("1;12").options, (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(three.find_several("12").options, (std::vector<std::size_t>{0, 1}));
}

TEST(Choices, NamesWhatIsNoOption) {
  EXPECT_EQ(colours().find_several("A;purple").unknown, std::vector<std::string>{"purple"});
  EXPECT_EQ(colours().find_several("AD").unknown, std::vector<std::string>{"AD"});
  EXPECT_TRUE(colours().find_several("").options.empty());
}

} // namespace
} // namespace aftercourse::reading
