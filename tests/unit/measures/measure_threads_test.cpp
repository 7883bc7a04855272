// Eight threads count one set of tasks; merged, their bytes are those of one thread.
#include <optional>
#include <thread>

#include "random_company.hpp"

namespace aftercourse {
namespace {

using namespace test;

TEST(MeasureThreads, eight_threads_give_the_bytes_of_one) {
  const TaskSet tasks = RandomCompany(8, 200).whole();
  EvaluationQuery q = query({"visits", "learners"}, {"programme", "unit", "channel", "month"});
  q.interval = Interval::process;
  std::vector<std::optional<MeasureState>> states(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < states.size(); ++i)
    threads.emplace_back([&, i] { states[i].emplace(tasks, q, RowPart{i, states.size()}); });
  for (std::thread& t : threads) t.join();
  MeasureState merged = *states[3];
  for (const std::size_t i : {7, 0, 5, 1, 6, 2, 4}) merged.merge(*states[i]);
  EXPECT_TRUE(merged.serialize() == MeasureState(tasks, q).serialize());
}

} // namespace
} // namespace aftercourse
