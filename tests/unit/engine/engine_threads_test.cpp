// Readers and a writer at the same time.
#include <aftercourse/engine/engine.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

std::vector<Person> people(int from, int count) {
  std::vector<Person> all;
  for (int i = from; i < from + count; ++i) {
    Person p;
    p.id = "L" + std::to_string(i);
    p.name = "李雷";
    all.push_back(p);
  }
  return all;
}

TEST(EngineThreads, a_reader_never_sees_less_than_was_recorded_before_it_asked) {
  Engine engine = Engine::open();
  engine.record(people(0, 1000));
  std::atomic<int> recorded = 1000;
  std::atomic<bool> done = false;
  std::atomic<int> too_few = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!done) {
        const int before = recorded;
        if (engine.facts("person").rows() < static_cast<std::size_t>(before)) ++too_few;
      }
    });
  for (int i = 1; i <= 100; ++i) {
    engine.record(people(1000 * i, 1000));
    recorded = 1000 * (i + 1);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(too_few, 0);
}

} // namespace
} // namespace aftercourse
