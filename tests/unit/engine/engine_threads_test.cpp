// One engine used from many threads: a writer, readers on snapshots, and a thread that stops them.
#include <aftercourse/engine/engine.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const char* const rules = R"(
policy: p
version: "1"
roles: {office: {}}
rules: [{id: call, clause: "1", after: programme.ended, each: enrolment, window: {to: 2 weeks}, by: office, done_by: follow_up}]
measures: [{id: calls, clause: "1", completion: {rules: [call]}}]
)";

/// Each write adds a programme with ten learners, all of whom must be called.
void add_programme(Engine& engine, int n) {
  const std::string p = std::to_string(n);
  std::string enrolments;
  for (int i = 0; i < 10; ++i)
    enrolments += std::string(i ? ", " : "") + R"({"id": "E)" + p + "." + std::to_string(i) +
                  R"(", "programme": "P)" + p + R"(", "person": "L"})";
  Batch b = engine.batch();
  if (n == 0) b.record_json("person", R"([{"id": "L", "name": "x"}])");
  b.record_json("programme",
                R"([{"id": "P)" + p + R"(", "title": "T", "starts": "2026-03-01", "ends": "2026-03-10"}])");
  b.record_json("enrolment", "[" + enrolments + "]");
  engine.commit(std::move(b));
}

Engine open_engine() {
  Engine engine = Engine::open();
  Adoption adoption;
  adoption.on = Date(2026, 1, 1);
  engine.adopt(Policy::parse(rules, "p.yaml"), adoption);
  add_programme(engine, 0);
  return engine;
}

TEST(EngineThreads, readers_see_whole_writes_while_another_thread_writes) {
  Engine engine = open_engine();
  std::atomic<bool> stop = false;
  std::vector<std::thread> readers;
  for (int r = 0; r < 3; ++r)
    readers.emplace_back([&, r] {
      std::size_t most = 0;
      while (!stop) {
        AgendaQuery query;
        query.as_of = Date(2026, 3, 20 + r);
        const std::size_t tasks = engine.agenda(query).size();
        EXPECT_EQ(tasks % 10, 0u);
        EXPECT_GE(tasks, most); // what was once seen stays
        most = tasks;
        EvaluationQuery calls;
        calls.measures = {"calls"};
        EXPECT_EQ(engine.evaluate(calls, Date(2026, 4, 20)).rows(), 1u);
        EXPECT_EQ(engine.facts("enrolment").rows() % 10, 0u);
      }
    });
  for (int n = 1; n <= 20; ++n) add_programme(engine, n);
  stop = true;
  for (std::thread& reader : readers) reader.join();
  AgendaQuery query;
  query.as_of = Date(2026, 3, 20);
  EXPECT_EQ(engine.agenda(query).size(), 210u);
}

TEST(EngineThreads, writers_take_turns) {
  Engine engine = open_engine();
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w)
    writers.emplace_back([&, w] {
      for (int n = 0; n < 5; ++n) add_programme(engine, 1 + 5 * w + n);
    });
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(engine.facts("programme").rows(), 21u);
  EXPECT_EQ(engine.last_write(), 22u); // the adoption, and each programme in a write of its own
}

TEST(EngineThreads, another_thread_stops_a_long_question) {
  Engine engine = open_engine();
  std::atomic<bool> started = false;
  std::thread stopper([&] {
    while (!started) std::this_thread::yield();
    engine.cancel();
    started = false; // lets the question go on, to its next step
  });
  AgendaQuery query;
  query.as_of = Date(2026, 3, 20);
  query.progress = [&](std::uint64_t, std::uint64_t, std::string_view) {
    started = true;
    while (started) std::this_thread::yield();
    return true;
  };
  EXPECT_THROW(engine.agenda(query), Cancelled);
  stopper.join();
  query.progress = {};
  EXPECT_EQ(engine.agenda(query).size(), 10u); // the next question is answered
}

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

TEST(EngineThreads, a_callback_may_read_but_not_write) {
  Engine engine = open_engine();
  std::string code;
  std::size_t seen = 0;
  Stamp stamp;
  stamp.progress = [&](std::uint64_t, std::uint64_t, std::string_view) {
    seen = engine.facts("enrolment").rows();
    try {
      add_programme(engine, 2);
    } catch (const Misuse& e) {
      code = e.code();
    }
    return true;
  };
  Batch b = engine.batch();
  b.record_json("person", R"([{"id": "L2", "name": "x"}])");
  engine.commit(std::move(b), stamp);
  EXPECT_EQ(code, "AC7004");
  EXPECT_EQ(seen, 10u);
  add_programme(engine, 3); // and after it
  EXPECT_EQ(engine.facts("enrolment").rows(), 20u);
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
