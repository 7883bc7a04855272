#include <aftercourse/base/fold.hpp>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

TEST(Fold, MakesFullWidthAndHalfWidthEqual) {
  EXPECT_EQ(fold("ＫＰＩ　１２．５％"), "kpi 12.5%");
  EXPECT_EQ(fold("（A）～￥"), "(a)~¥");
  EXPECT_EQ(fold("①⑳ Ⅳ ℃ ﬁ m²"), "120 iv °c fi m2");
}

TEST(Fold, MakesCaseEqual) {
  EXPECT_EQ(fold("Ångström ÀÞ×ß"), "ångström àþ×ß");
  EXPECT_EQ(fold("ΑΩ ДЁ ŠŹŽŸ"), "αω дё šźžÿ");
}

TEST(Fold, MakesSpacesEqual) {
  EXPECT_EQ(fold("  a \t\n b  "), "a b");
  EXPECT_EQ(fold("培 训 KPI 管理 。"), "培训kpi管理。");
  EXPECT_EQ(fold("a\u200Bb\uFEFF\u00A0c"), "ab c");
  EXPECT_EQ(fold(" \u3000"), "");
}

TEST(Fold, MakesQuotesAndDashesEqual) { EXPECT_EQ(fold("“a”–‘b’—−1"), "\"a\"-'b'--1"); }

TEST(Fold, KeepsWhatIsNotUtf8) {
  EXPECT_EQ(fold("A\xff B"), "a\xff b");
  EXPECT_EQ(fold("\xe5\x9f"), "\xe5\x9f");
}

TEST(Fold, TwiceChangesNothingMore) {
  for (char32_t c = 1; c < 0x30000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text = "a ";
    if (c < 0x80)
      text += static_cast<char>(c);
    else if (c < 0x800)
      text += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 63))};
    else if (c < 0x10000)
      text += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)),
               static_cast<char>(0x80 | (c & 63))};
    else
      text += {static_cast<char>(0xF0 | (c >> 18)), static_cast<char>(0x80 | ((c >> 12) & 63)),
               static_cast<char>(0x80 | ((c >> 6) & 63)), static_cast<char>(0x80 | (c & 63))};
    const std::string once = fold(text + " b");
    ASSERT_EQ(fold(once), once) << static_cast<std::uint32_t>(c);
  }
}

} // namespace
} // namespace aftercourse
