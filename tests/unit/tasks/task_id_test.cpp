// The ids of tasks are those that docs/task-ids.md publishes.
#include <aftercourse/tasks/task.hpp>

#include <fstream>
#include <vector>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

/// The cells of a row of a Markdown table, without the backquotes.
std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  for (std::size_t begin = 1, end; (end = row.find('|', begin)) != row.npos; begin = end + 1) {
    const auto first = row.find('`', begin), last = row.rfind('`', end);
    cells.push_back(first < end ? row.substr(first + 1, last - first - 1) : "");
  }
  return cells;
}

TEST(TaskId, is_the_published_one) {
  std::ifstream page(AFTERCOURSE_DOCS "/task-ids.md");
  int vectors = 0;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| `")) continue;
    const auto c = cells_of(line);
    ASSERT_EQ(c.size(), 7u) << line;
    EXPECT_EQ(task_id(c[0], c[1], c[2], c[3], c[4], c[5]), c[6]) << line;
    ++vectors;
  }
  EXPECT_GE(vectors, 7);
}

TEST(TaskId, keeps_the_border_between_its_parts) {
  EXPECT_NE(task_id("a", "bc", "d", "e", "f"), task_id("ab", "c", "d", "e", "f"));
}

} // namespace
} // namespace aftercourse
