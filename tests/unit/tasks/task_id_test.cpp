// The ids of tasks are those that docs/task-ids.md publishes.
#include <aftercourse/tasks/task.hpp>

#include <gtest/gtest.h>

#include "../docs_page.hpp"

namespace aftercourse {
namespace {

TEST(TaskId, is_the_published_one) {
  const auto vectors = testing::rows_under("## Vectors", "task-ids.md");
  EXPECT_GE(vectors.size(), 7u);
  for (const auto& v : vectors) {
    ASSERT_EQ(v.size(), 7u);
    EXPECT_EQ(task_id(v[0], v[1], v[2], v[3], v[4], v[5]), v[6]);
  }
}

TEST(TaskId, keeps_the_border_between_its_parts) {
  EXPECT_NE(task_id("a", "bc", "d", "e", "f"), task_id("ab", "c", "d", "e", "f"));
}

} // namespace
} // namespace aftercourse
