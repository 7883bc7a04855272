// RateState: counts by hand, merging in any partition and order, and bytes that are not ours.
#include <aftercourse/measures/rate_state.hpp>

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

#include "resealed.hpp"

namespace aftercourse {
namespace {

const Date as_of(2026, 3, 20);
const std::vector<std::string> units{"销售部", "finance", "IT"}, months{"2026-03", "2026-02"};

struct Tasks {
  std::vector<State> states;
  std::vector<std::int32_t> due;
  std::vector<std::uint32_t> unit, month;

  void add(State state, int days_from_as_of, std::uint32_t u, std::uint32_t m) {
    states.push_back(state);
    due.push_back(as_of.days() + days_from_as_of);
    unit.push_back(u);
    month.push_back(m);
  }
  std::vector<GroupColumn> groups() const { return {{unit, units}, {month, months}}; }
};

RateState empty_state() { return {"hash", {"unit", "month"}, as_of}; }

RateState state_of(const Tasks& tasks) {
  RateState state = empty_state();
  state.update(tasks.states, tasks.due, tasks.groups());
  return state;
}

Tasks random_tasks(std::mt19937& random, std::size_t n) {
  Tasks tasks;
  for (std::size_t i = 0; i < n; ++i) {
    const auto unit = random() % 4, month = random() % 3;
    tasks.add(static_cast<State>(random() % 9), static_cast<int>(random() % 41) - 20,
              unit == 3 ? no_code : static_cast<std::uint32_t>(unit),
              month == 2 ? no_code : static_cast<std::uint32_t>(month));
  }
  return tasks;
}

TEST(RateState, counts_every_state_by_group) {
  Tasks t;
  t.add(State::done, -1, 0, 0);
  t.add(State::done, 0, 0, 0); // due on as_of: early
  t.add(State::done_late, -5, 0, 0);
  t.add(State::overdue, -1, 0, 0);
  t.add(State::submitted, -1, 0, 0); // due, not yet accepted
  t.add(State::submitted, 3, 0, 0);
  t.add(State::open, 0, 0, 0);
  t.add(State::upcoming, 9, 1, 1);
  t.add(State::waived, -3, 1, 1);
  t.add(State::void_, -3, 1, 1);
  t.add(State::asked, -3, no_code, 1);
  const RateState state = state_of(t);
  EXPECT_EQ(state.groups(), 3u);
  EXPECT_EQ(state.total(), (RateCounts{.on_time = 1,
                                       .late = 1,
                                       .overdue = 1,
                                       .pending = 1,
                                       .early = 1,
                                       .open = 1,
                                       .submitted = 1,
                                       .upcoming = 1,
                                       .waived = 1,
                                       .voided = 1,
                                       .asked = 1}));
  EXPECT_EQ(state.total().denominator(), 4);
  EXPECT_EQ(
      state.to_frame().to_json(),
      R"([{"unit":"finance","month":"2026-02","on_time":0,"late":0,"overdue":0,"pending":0,"early":0,"open":0,)"
      R"("submitted":0,"upcoming":1,"waived":1,"void":1,"asked":0},)"
      R"({"unit":"销售部","month":"2026-03","on_time":1,"late":1,"overdue":1,"pending":1,"early":1,"open":1,)"
      R"("submitted":1,"upcoming":0,"waived":0,"void":0,"asked":0},)"
      R"({"unit":null,"month":"2026-02","on_time":0,"late":0,"overdue":0,"pending":0,"early":0,"open":0,)"
      R"("submitted":0,"upcoming":0,"waived":0,"void":0,"asked":1}])");
}

TEST(RateState, dense_and_hashed_counting_agree_with_a_plain_loop) {
  std::mt19937 random(1);
  for (const std::size_t n : {std::size_t{3}, std::size_t{70}, std::size_t{10'000}}) { // few rows are hashed
    const Tasks tasks = random_tasks(random, n);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> on_time;
    for (std::size_t i = 0; i < n; ++i)
      on_time[{tasks.unit[i], tasks.month[i]}] +=
          tasks.states[i] == State::done && tasks.due[i] < as_of.days() ? 1 : 0;
    const Frame frame = state_of(tasks).to_frame();
    ASSERT_EQ(frame.rows(), on_time.size());
    for (std::size_t row = 0; row < frame.rows(); ++row) {
      const auto code = [&](const char* column, const std::vector<std::string>& words) {
        const std::string word = frame.cell(row, column);
        return word.empty() ? no_code
                            : static_cast<std::uint32_t>(std::ranges::find(words, word) - words.begin());
      };
      EXPECT_EQ(frame.column("on_time").integers[row],
                (on_time[{code("unit", units), code("month", months)}]));
    }
  }
}

/// Rows in any order, cut anywhere, merged in any order and tree: always the same bytes.
TEST(RateState, any_partition_and_order_gives_the_same_bytes) {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const Tasks tasks = random_tasks(random, random() % 500);
    std::vector<std::size_t> order(tasks.states.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::shuffle(order, random);
    std::vector<Tasks> parts(1 + random() % 9);
    for (const std::size_t i : order) {
      Tasks& part = parts[random() % parts.size()];
      part.add(tasks.states[i], tasks.due[i] - as_of.days(), tasks.unit[i], tasks.month[i]);
    }
    std::vector<RateState> states;
    for (const Tasks& part : parts) states.push_back(state_of(part));
    while (states.size() > 1) {
      std::ranges::shuffle(states, random);
      const RateState last = RateState::deserialize(states.back().serialize());
      states.pop_back();
      states[random() % states.size()].merge(last);
    }
    EXPECT_TRUE(states.front().serialize() == state_of(tasks).serialize());
  }
}

TEST(RateState, strangers_are_refused) {
  RateState state = empty_state();
  EXPECT_THROW(state.merge(RateState("other", {"unit", "month"}, as_of)), Conflict);
  EXPECT_THROW(state.merge(RateState("hash", {"unit"}, as_of)), Conflict);
  EXPECT_THROW(state.merge(RateState("hash", {"unit", "month"}, Date(2026, 3, 21))), Conflict);
}

TEST(RateState, batches_that_do_not_fit_change_nothing) {
  Tasks tasks;
  tasks.add(State::done, -1, 0, 0);
  RateState state = state_of(tasks);
  const std::string before = state.serialize();
  const auto refused = [&](const Tasks& t) {
    EXPECT_THROW(state.update(t.states, t.due, t.groups()), InvalidArgument);
    EXPECT_TRUE(state.serialize() == before);
  };
  Tasks bad = tasks;
  bad.due.push_back(0);
  refused(bad);
  bad = tasks;
  bad.unit[0] = 3; // there are three words
  refused(bad);
  bad = tasks;
  bad.states[0] = static_cast<State>(9);
  refused(bad);
  EXPECT_THROW(state.update(tasks.states, tasks.due, {}), InvalidArgument);
}

TEST(RateState, merging_with_itself_doubles_it) {
  std::mt19937 random(7);
  RateState state = state_of(random_tasks(random, 100));
  const RateCounts once = state.total();
  state.merge(state);
  RateCounts twice = once;
  twice += once;
  EXPECT_EQ(state.total(), twice);
}

TEST(RateState, damaged_bytes_are_refused_or_another_state) {
  std::mt19937 random(3);
  const std::string bytes = state_of(random_tasks(random, 60)).serialize();
  EXPECT_TRUE(RateState::deserialize(bytes).serialize() == bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_THROW((void)RateState::deserialize(bytes.substr(0, size)), CorruptError) << size;
  EXPECT_THROW((void)RateState::deserialize(bytes + '\0'), CorruptError);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (const int bit : {0, 3, 7}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      EXPECT_THROW((void)RateState::deserialize(changed), Error) << i;
      changed = resealed(changed);
      try {
        EXPECT_TRUE(RateState::deserialize(changed).serialize() == changed);
      } catch (const CorruptError&) {
      } catch (const TooNew&) {
      }
    }
  std::string newer = bytes;
  newer[4] = 3;
  EXPECT_THROW((void)RateState::deserialize(newer), TooNew);
}

} // namespace
} // namespace aftercourse
