#include <aftercourse/base/utf8.hpp>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, AcceptsValidText) {
  for (const auto text : {""sv, "plain ASCII of some length"sv, "培训回访完成率"sv, "é€𝄞"sv, "\x7F"sv,
                          "\xC2\x80"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv})
    EXPECT_EQ(invalid_utf8(text), std::nullopt) << text;
}

TEST(Utf8, FindsTheFirstFault) {
  const struct {
    std::string_view text;
    std::size_t at;
    const char* why;
  } cases[] = {{"\x80"sv, 0, "a continuation alone"},
               {"abc\xC0\xAF"sv, 3, "overlong, two bytes"},
               {"\xC1\xBF"sv, 0, "overlong, two bytes"},
               {"\xE0\x9F\xBF"sv, 0, "overlong, three bytes"},
               {"\xF0\x8F\xBF\xBF"sv, 0, "overlong, four bytes"},
               {"ab\xED\xA0\x80"sv, 2, "a surrogate"},
               {"\xF4\x90\x80\x80"sv, 0, "beyond U+10FFFF"},
               {"\xF5\x80\x80\x80"sv, 0, "no such lead"},
               {"\xFF"sv, 0, "no such byte"},
               {"培\xE8\xAE"sv, 3, "cut short"},
               {"\xE8\xAE\x41"sv, 0, "a third byte that is none"},
               {"0123456789\0"sv, 10, "NUL"},
               {"0123\000567"sv, 4, "NUL among eight"}};
  for (const auto& c : cases) EXPECT_EQ(invalid_utf8(c.text), c.at) << c.why;
}

TEST(Utf8, CountsCodePointsAndColumns) {
  EXPECT_EQ(code_points("回访 done"), 7u);
  EXPECT_EQ(display_width("回访 done"), 9u);
  EXPECT_EQ(display_width("ｶﾅ"), 2u) << "half-width forms";
  EXPECT_EQ(display_width("，。"), 4u) << "full-width punctuation";
  EXPECT_EQ(display_width("e\u0301"), 1u) << "a mark stands on its letter";
}

TEST(Nearest, ForgivesAThirdOfTheWord) {
  const std::vector<std::string> names = {"completion_rate", "accuracy_rate", "done", "回访完成率"};
  EXPECT_EQ(nearest("completoin_rate", names), "completion_rate") << "two letters exchanged";
  EXPECT_EQ(nearest("accuracyrate", names), "accuracy_rate");
  EXPECT_EQ(nearest("回访完全率", names), "回访完成率");
  EXPECT_EQ(nearest("dome", names), "done");
  EXPECT_EQ(nearest("nothing", names), std::nullopt);
  EXPECT_EQ(nearest("", names), std::nullopt);
  EXPECT_EQ(nearest(std::string(1 << 20, 'x'), names), std::nullopt);
}

} // namespace
} // namespace aftercourse
