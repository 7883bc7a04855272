#include "../../../src/store/list_text.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

using List = std::vector<std::string>;

std::string text_of(const List& items) {
  ListText list;
  for (const std::string& item : items) list.add(item);
  return list.take();
}

bool read(std::string_view text, List& items) {
  ListItems list(text);
  for (std::string_view item; list.next(item);) items.emplace_back(item);
  return list.good();
}

TEST(ListText, IsJson) {
  EXPECT_EQ(text_of({"content.grasp", "培训"}), R"(["content.grasp","培训"])");
  EXPECT_EQ(text_of({"a \"b\" \\", "\n\x01\x1f"}), R"(["a \"b\" \\","\u000a\u0001\u001f"])");
}

TEST(ListText, IsReadBack) {
  for (const List& items : {List{"a"}, List{"a", "b", "a"}, List{"\"", "\\", "\\\"", "\\u0041"},
                            List{"\t\n", ",", "[]", "培训"}}) {
    List again;
    EXPECT_TRUE(read(text_of(items), again));
    EXPECT_EQ(again, items);
  }
}

TEST(ListText, RefusesWhatIsNoList) {
  for (const char* text : {"", "[", "]", "a", "[a]", "[\"a]", "[\"a\"", "[\"a\",]", "[\"a\"\"b\"]",
                           "[\"a\\\"]", "[\"\\u00zz\"]", "[,\"a\"]"}) {
    List items;
    EXPECT_FALSE(read(text, items)) << text;
  }
}

} // namespace
} // namespace aftercourse
