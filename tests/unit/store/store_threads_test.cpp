// Each thread with a store of its own.
#include <thread>

#include "desk.hpp"

namespace aftercourse {
namespace {

using namespace test;

class StoreThreads : public StoreTest {};

TEST_F(StoreThreads, BackupsWhileWritingAreWhole) {
  constexpr std::size_t rows = 500;
  Desk first(file);
  first.commit({first.batch("A", rows)});
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    Desk desk(file);
    for (int i = 0; !stop; ++i) desk.commit({desk.batch("W" + std::to_string(i) + ".", rows)});
  });
  for (int i = 0; i < 5; ++i) {
    const fs::path copy = folder / ("copy" + std::to_string(i) + ".db");
    first.store.backup(copy);
    const Snapshot known = reread(copy);
    EXPECT_EQ(known.table("sample").size(), known.last_write() * rows);
  }
  stop = true;
  writer.join();
  const Snapshot known = reread(file);
  EXPECT_EQ(known.table("sample").size(), known.last_write() * rows);
}

TEST_F(StoreThreads, LargeWritesHaveTheSameHashAsSmallOnes) {
  Desk desk(file);
  desk.commit({desk.batch("A", 30'000)}); // hashed on a thread of its own
  desk.commit({desk.batch("B", 30)});
  expect_same(desk.journal.head(), reread(file));
}

} // namespace
} // namespace aftercourse
