#include <aftercourse/base/dictionary.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

std::string word(std::uint32_t i) { return "learner-" + std::to_string(i); }

TEST(Dictionary, SymbolZeroIsTheEmptyText) {
  Dictionary d;
  EXPECT_EQ(d.size(), 1u);
  EXPECT_EQ(d.intern(""), 0u);
  EXPECT_EQ(d.find(""), Symbol{0});
  EXPECT_EQ(d.text(0), "");
}

TEST(Dictionary, GivesEachTextOneSymbolInOrder) {
  Dictionary d;
  for (std::uint32_t i = 1; i <= 100'000; ++i) ASSERT_EQ(d.intern(word(i)), i);
  for (std::uint32_t i = 1; i <= 100'000; ++i) {
    ASSERT_EQ(d.intern(word(i)), i);
    ASSERT_EQ(d.find(word(i)), Symbol{i});
    ASSERT_EQ(d.text(i), word(i));
  }
  EXPECT_EQ(d.size(), 100'001u);
  EXPECT_FALSE(d.find("stranger"));
}

TEST(Dictionary, KeepsLongTextsAndTextsWithAnyByte) {
  Dictionary d;
  const std::string huge(1 << 20, 'x'), odd("a\0b", 3);
  const Symbol h = d.intern(huge), o = d.intern(odd);
  EXPECT_EQ(d.text(h), huge);
  EXPECT_EQ(d.text(o), odd);
  EXPECT_FALSE(d.find("a"));
}

TEST(Dictionary, TextsNeverMove) {
  Dictionary d;
  const std::string_view first = d.text(d.intern("first"));
  for (std::uint32_t i = 0; i < 50'000; ++i) d.intern(word(i));
  EXPECT_EQ(first.data(), d.text(*d.find("first")).data());
}

TEST(Dictionary, IsReadByManyWhileOneAppends) {
  constexpr std::uint32_t count = 20'000;
  Dictionary d;
  std::atomic<int> wrong = 0;
  const auto read = [&] {
    for (std::uint32_t known = 1; known <= count;) {
      known = d.size();
      const Symbol last = known - 1;
      if (last != 0 && (d.text(last) != word(last) || d.find(word(last)) != last)) ++wrong;
      if (d.find("stranger")) ++wrong;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) readers.emplace_back(read);
  for (std::uint32_t i = 1; i <= count; ++i) d.intern(word(i));
  for (std::thread& t : readers) t.join();
  EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace aftercourse
