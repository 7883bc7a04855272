// Several processes on one file, and processes that are killed in the middle of a write.
#include <csignal>
#include <random>
#include <set>

#include "desk.hpp"

namespace aftercourse {
namespace {

using namespace test;

class StoreProcesses : public StoreTest {};

TEST_F(StoreProcesses, AWriteThatIsKilledIsThereEntirelyOrNotAtAll) {
  constexpr std::size_t rows = 3'000;
  std::mt19937 random(5);
  for (int round = 0; round < 15; ++round) {
    const Signal ready;
    Child child([&] {
      Desk desk(file);
      for (int i = 0;; ++i) {
        const RecordOp batch = desk.batch("R" + std::to_string(round) + "." + std::to_string(i) + ".", rows);
        if (i == 0) ready.give();
        desk.commit({batch});
      }
    });
    ready.await();
    usleep(static_cast<useconds_t>(random() % 40'000));
    child.kill();
    child.wait();

    const Snapshot known = reread(file); // verifies
    EXPECT_EQ(known.table("sample").size(), known.last_write() * rows);
    EXPECT_TRUE(Store::open(file).quick_check().empty());
  }
}

TEST_F(StoreProcesses, AKilledFirstOpeningCanBeRepeated) {
  std::mt19937 random(6);
  for (int round = 0; round < 20; ++round) {
    file = folder / ("new" + std::to_string(round) + ".db");
    Child child([&] { Desk desk(file); });
    usleep(static_cast<useconds_t>(random() % 4'000));
    child.kill();
    child.wait();
    Desk desk(file);
    desk.commit({desk.batch("A", 3)});
    EXPECT_EQ(reread(file).last_write(), 1u);
  }
}

TEST_F(StoreProcesses, TheSecondWaitsAndThenIsBusy) {
  Desk(file).commit({Desk(file).batch("A", 1)});
  const Signal locked, enough;
  Child child([&] {
    Desk desk(file);
    desk.store.begin();
    locked.give();
    enough.await();
    desk.store.load(desk.journal);
    desk.append({desk.batch("B", 1)});
  });
  locked.await();
  Desk hasty(file, {.busy_timeout = std::chrono::milliseconds(30)});
  const auto code = code_of([&] { hasty.commit({hasty.batch("C", 1)}); });
  EXPECT_EQ(code, "AC6006");
  EXPECT_EQ(hasty.store.last_write(), 1u); // readers never wait
  enough.give();
  Desk patient(file);
  patient.commit({patient.batch("C", 1)});
  child.wait();
  EXPECT_EQ(reread(file).table("sample").size(), 3u);
}

TEST_F(StoreProcesses, InterleavedWritesLoseNothing) {
  constexpr int processes = 4, writes = 25;
  std::vector<std::unique_ptr<Child>> children;
  for (int p = 0; p < processes; ++p)
    children.push_back(std::make_unique<Child>([&, p] {
      Desk desk(file, {.busy_timeout = std::chrono::seconds(60)}); // all make the file at once
      for (int i = 0; i < writes; ++i)
        desk.commit({desk.batch(std::to_string(p) + "." + std::to_string(i) + ".", 3)});
    }));
  for (const auto& child : children) EXPECT_EQ(child->wait(), 0);
  const Snapshot known = reread(file);
  EXPECT_EQ(known.last_write(), std::uint64_t{processes * writes});
  std::set<std::string_view> ids;
  for (Row row = 0; row < known.table("sample").size(); ++row) ids.insert(known.table("sample").id(row));
  EXPECT_EQ(ids.size(), std::size_t{processes * writes * 3});
}

} // namespace
} // namespace aftercourse
