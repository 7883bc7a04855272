#include <aftercourse/text/segmenter.hpp>

#include <random>
#include <string>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse::text {
namespace {

std::vector<std::string> words(std::string_view text, const Segmenter& segmenter = {}) {
  std::vector<std::string> found;
  for (const Token& t : segmenter.segment(text).tokens)
    found.emplace_back(text.substr(t.begin, t.end - t.begin));
  return found;
}

std::string joined(std::string_view text, const Segmenter& segmenter = {}) {
  std::string all;
  for (const std::string& word : words(text, segmenter)) all += (all.empty() ? "" : "|") + word;
  return all;
}

/// What is cut where, by any reader's judgement.
struct Cut {
  const char *text, *expected;
  friend void PrintTo(const Cut& cut, std::ostream* out) { *out << cut.text; }
};

class Cuts : public testing::TestWithParam<Cut> {};

TEST_P(Cuts, AreWhereAReaderPutsThem) {
  const auto [text, expected] = GetParam();
  EXPECT_EQ(joined(text), expected) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Chinese, Cuts,
    testing::Values(Cut{"培训内容很实用，讲师讲得清楚。", "培训|内容|很|实用|，|讲师|讲|得|清楚|。"},
                    Cut{"南京市长江大桥", "南京市|长江大桥"}, Cut{"研究生命的起源", "研究|生命|的|起源"},
                    Cut{"不够清楚", "不够|清楚"}, Cut{"线上平台腾讯会议卡顿", "线上|平台|腾讯会议|卡顿"},
                    Cut{"老师 讲得好", "老师|讲|得|好"}));
INSTANTIATE_TEST_SUITE_P(
    Mixed, Cuts,
    testing::Values(Cut{"Excel表格", "Excel|表格"}, Cut{"PPT做得太快", "PPT|做|得|太|快"},
                    Cut{"Ｅｘｃｅｌ表格，ＫＰＩ考核９０％！", "Ｅｘｃｅｌ|表格|，|ＫＰＩ|考核|９０％|！"},
                    Cut{"2026年3.5小时 1,000人 2026-10-01", "2026|年|3.5|小时|1,000|人|2026-10-01"},
                    Cut{"I don't like e-mail, R&D or C++.", "I|don't|like|e-mail|,|R&D|or|C++|."},
                    Cut{"don’t", "don’t"}, Cut{"5S管理", "5S|管理"}, Cut{"and so on...", "and|so|on|.|.|."},
                    Cut{"", ""}, Cut{" \t\n\xE3\x80\x80", ""}));
INSTANTIATE_TEST_SUITE_P(Signs, Cuts,
                         testing::Values(Cut{"好👍", "好|👍"},
                                         Cut{"👨‍👩‍👧👍🏽", "👨‍👩‍👧|👍🏽"},
                                         Cut{"🇨🇳🇩🇪", "🇨🇳|🇩🇪"}, Cut{"Z̷̢͠a̸l̵g̶o̷", "Z̷̢͠a̸l̵g̶o̷"}, Cut{"\xCC\x81好", "好"},
                                         Cut{"培\xE2\x80\x8B训", "培\xE2\x80\x8B训"}));

TEST(Segmenter, GivesTheNormalForm) {
  EXPECT_EQ(normal_form("Ｅｘｃｅｌ，“好”　Ⅲ\n\n（试）"), "excel,\"好\" Ⅲ (试)");
  EXPECT_EQ(normal_form("ÀÉ Ñ ŽŁ ΩΔ ЖЁ"), "àé ñ žł ωδ жё");
  EXPECT_EQ(normal_form("「你好」。《书》、…—"), "\"你好\".<书>,…-");
  EXPECT_EQ(normal_form("培\xE2\x80\x8B训"), "培训");
}

TEST(Segmenter, NamesWhatAWordIs) {
  const std::string_view text = "培训 Excel 90% ， 👍";
  std::vector<std::string_view> kinds;
  for (const Token& t : Segmenter().segment(text).tokens) kinds.push_back(name_of(t.kind));
  EXPECT_EQ(kinds, (std::vector<std::string_view>{"han", "word", "number", "punctuation", "symbol"}));
}

TEST(Segmenter, NeverCutsTheCallersTerms) {
  const std::vector<std::string> terms = {"云枢平台", "SAP系统", "six sigma", "得太"};
  const Segmenter own(terms);
  EXPECT_EQ(joined("云枢平台上线", own), "云枢平台|上线");
  EXPECT_EQ(joined("ＳＡＰ系统上线了", own), "ＳＡＰ系统|上线|了");
  EXPECT_EQ(joined("our Six  Sigma class", own), "our|Six  Sigma|class");
  EXPECT_EQ(joined("做得太快", own), "做|得太|快");
  EXPECT_EQ(joined("做得太快"), "做|得|太|快");
}

TEST(Segmenter, RefusesATermWithoutLetters) {
  for (const char* term : {"", "  ", "!!", "123"}) {
    const std::vector<std::string> terms = {term};
    EXPECT_THROW((Segmenter(terms)), InvalidArgument) << term;
  }
}

/// Whatever the text, the words lie in it in order, what is between them is white space or without a width,
/// and each word's normal form is that of its bytes.
void expect_whole(std::string_view text) {
  const Segmentation s = Segmenter().segment(text);
  EXPECT_EQ(s.normal, normal_form(text));
  std::size_t end = 0;
  for (const Token& t : s.tokens) {
    ASSERT_GE(t.begin, end);
    ASSERT_GT(t.end, t.begin);
    EXPECT_EQ(normal_form(text.substr(end, t.begin - end)), "");
    EXPECT_EQ(s.word(t), normal_form(text.substr(t.begin, t.end - t.begin)));
    end = t.end;
  }
  EXPECT_EQ(normal_form(text.substr(end)), "");
}

TEST(Segmenter, LosesNothingOfAnyText) {
  const char* const pieces[] = {
      "培", "训",       "，",           "。", "a",  "Ｂ", "9", ".", "-", " ", "\n",   "　",
      "👍",  "\xCC\x81", "\xE2\x80\x8D", "の", "한", "é",  "’", "+", "%", "&", "很好", "\xF0\xA0\x80\x80",
      "♥",  "٣"};
  std::mt19937 random(20261121);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::size_t k = random() % 12; k-- > 0;) text += pieces[random() % std::size(pieces)];
    SCOPED_TRACE(text);
    expect_whole(text);
  }
}

TEST(Segmenter, NamesTheByteThatIsNoText) {
  const auto message = [](std::string_view text) -> std::string {
    try {
      Segmenter().segment(text);
    } catch (const InvalidArgument& e) {
      EXPECT_EQ(e.code(), "AC5601");
      return e.what();
    }
    return "accepted";
  };
  EXPECT_EQ(message("好\xFF"), "text: byte 3 is no UTF-8");
  EXPECT_EQ(message("ab\xED\xA0\x80"), "text: byte 2 is no UTF-8"); // a lone surrogate
  EXPECT_EQ(message("\xC0\xAF"), "text: byte 0 is no UTF-8");       // an overlong form
  EXPECT_EQ(message(std::string_view("a\0b", 3)), "text: byte 1 is NUL");
  EXPECT_EQ(message("培\xE8\xAE"), "text: byte 3 is no UTF-8"); // cut off
}

TEST(Segmenter, TakesALineOfTenMegabytes) {
  std::string line;
  while (line.size() < 10'000'000) line += "培训内容很实用";
  const Segmentation s = Segmenter().segment(line);
  EXPECT_EQ(s.tokens.size(), line.size() / std::string("培训内容很实用").size() * 4);
  EXPECT_EQ(s.tokens.back().end, line.size());
  std::string marks = "a";
  while (marks.size() < 1'000'000) marks += "\xCC\xB7";
  EXPECT_EQ(Segmenter().segment(marks).tokens.size(), 1u);
}

} // namespace
} // namespace aftercourse::text
