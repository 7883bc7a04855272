// The states are those that docs/concepts.md lists, and each has a word in docs/glossary.md.
#include <aftercourse/tasks/task.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include "../docs_page.hpp"

namespace aftercourse {
namespace {

TEST(State, is_one_of_those_described) {
  const auto described = testing::rows_under("# Concepts", "concepts.md");
  for (const auto& row : described) EXPECT_TRUE(state_named(row.at(0))) << row.at(0);
  EXPECT_EQ(described.size(), static_cast<std::size_t>(State::asked) + 1);
}

TEST(State, has_a_chinese_word) {
  const auto words = testing::table_under("## Tasks / 任务", "glossary.md");
  for (int s = 0; s <= static_cast<int>(State::asked); ++s) {
    const auto name = name_of(static_cast<State>(s));
    EXPECT_TRUE(std::any_of(words.begin(), words.end(), [&](const auto& row) { return row.at(1) == name; }))
        << name;
  }
}

} // namespace
} // namespace aftercourse
