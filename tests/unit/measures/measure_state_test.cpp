// MeasureState: one way to a table, whoever counted which part of it.
#include "random_company.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

#include "resealed.hpp"

namespace aftercourse {
namespace {

using namespace test;

constexpr std::array intervals{Interval::automatic, Interval::process, Interval::wilson};

/// Merges in a random order and tree, each other state as bytes.
MeasureState merge_all(std::vector<MeasureState> states, std::mt19937& random) {
  while (states.size() > 1) {
    std::ranges::shuffle(states, random);
    const MeasureState last = MeasureState::deserialize(states.back().serialize());
    states.pop_back();
    states[random() % states.size()].merge(last);
  }
  return states.front();
}

TEST(MeasureState, evaluate_is_a_state_that_is_finalised) {
  const TaskSet tasks = RandomCompany(1).whole();
  const EvaluationQuery q = all_of_them({"programme", "unit.level_1"}, Interval::process);
  EXPECT_EQ(MeasureState(tasks, q).finalize().to_json(), evaluate(tasks, q).to_json());
}

/// The learners divided among sites at random; each site measures its own.
TEST(MeasureState, sites_merged_in_any_order_give_the_bytes_of_the_whole_company) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomCompany company(seed);
    std::mt19937 random(seed);
    const int sites = 1 + static_cast<int>(random() % 4);
    std::vector<int> site_of(company.size());
    for (int& s : site_of) s = static_cast<int>(random() % static_cast<unsigned>(sites));
    const EvaluationQuery q = all_of_them({"programme", "month"}, intervals[seed % intervals.size()]);
    std::vector<MeasureState> states;
    for (int site = 0; site < sites; ++site) states.emplace_back(company.site(site_of, site), q);
    const MeasureState whole(company.whole(), q), merged = merge_all(std::move(states), random);
    EXPECT_TRUE(merged.serialize() == whole.serialize());
    EXPECT_EQ(merged.finalize().to_json(), whole.finalize().to_json());
  }
}

TEST(MeasureState, parts_of_one_set_make_up_the_whole) {
  const TaskSet tasks = RandomCompany(5).whole();
  std::mt19937 random(5);
  for (const Interval interval : intervals)
    for (const std::size_t of : {2u, 3u, 8u, 500u}) { // of 500 most are empty
      const EvaluationQuery q = all_of_them({"unit"}, interval);
      std::vector<MeasureState> states;
      for (std::size_t part = 0; part < of; ++part) states.emplace_back(tasks, q, RowPart{part, of});
      EXPECT_TRUE(merge_all(std::move(states), random).serialize() == MeasureState(tasks, q).serialize());
    }
  EXPECT_THROW(MeasureState(tasks, all_of_them({}, Interval::none), RowPart{2, 2}), InvalidArgument);
}

TEST(MeasureState, an_update_is_the_same_question_about_more_tasks) {
  RandomCompany company(6);
  std::vector<int> site_of(company.size());
  for (std::size_t i = 0; i < site_of.size(); ++i) site_of[i] = static_cast<int>(i % 2);
  const EvaluationQuery q = all_of_them({}, Interval::automatic);
  MeasureState state(company.site(site_of, 0), q);
  state.update(company.site(site_of, 1));
  EXPECT_TRUE(state == MeasureState(company.whole(), q));
}

TEST(MeasureState, strangers_are_refused) {
  RandomCompany company(2, 5);
  const TaskSet tasks = company.whole();
  const EvaluationQuery q = query({"visits"}, {"programme"});
  MeasureState state(tasks, q);
  const auto refused = [&](const MeasureState& other, const char* what) {
    try {
      state.merge(other);
      FAIL() << what;
    } catch (const Conflict& e) {
      EXPECT_EQ(e.code(), "AC5011");
      EXPECT_NE(std::string(e.what()).find(what), std::string::npos) << e.what();
    }
  };
  refused(MeasureState(tasks, query({"visits"}, {"unit"})), "question");
  refused(MeasureState(tasks, query({"in_time"}, {"programme"})), "question");
  EvaluationQuery narrower = q;
  narrower.where = {{"unit", {"U1"}}};
  refused(MeasureState(tasks, narrower), "question");
  EvaluationQuery wider = q;
  wider.level = 0.9;
  refused(MeasureState(tasks, wider), "question");
  refused(MeasureState(tasks_of(all_measures, "      person: []\n", "2026-04-16"), q), "day");
  std::string other_rules = rules;
  other_rules.replace(other_rules.find("10 days"), 7, "11 days");
  refused(MeasureState(tasks_of(all_measures, "      person: []\n", "2026-04-15", other_rules), q), "policy");
  EXPECT_TRUE(state == MeasureState(tasks, q)); // nothing was merged
}

TEST(MeasureState, damaged_bytes_are_refused_or_another_state) {
  for (const Interval interval : {Interval::automatic, Interval::process}) {
    const std::string bytes =
        MeasureState(RandomCompany(3, 4).whole(), all_of_them({"programme"}, interval)).serialize();
    EXPECT_TRUE(MeasureState::deserialize(bytes).serialize() == bytes);
    for (std::size_t size = 0; size < bytes.size(); ++size)
      EXPECT_THROW((void)MeasureState::deserialize(bytes.substr(0, size)), CorruptError) << size;
    EXPECT_THROW((void)MeasureState::deserialize(bytes + '\0'), CorruptError);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
      EXPECT_THROW((void)MeasureState::deserialize(changed), Error) << i;
      changed = resealed(changed);
      try {
        const MeasureState state = MeasureState::deserialize(changed);
        EXPECT_TRUE(state.serialize() == changed);
        (void)state.finalize(); // whatever it says, it can be shown
      } catch (const CorruptError&) {
      } catch (const TooNew&) {
      }
    }
    std::string newer = bytes;
    newer[4] = 3;
    EXPECT_THROW((void)MeasureState::deserialize(newer), TooNew);
  }
  EXPECT_THROW((void)MeasureState::deserialize("ACRS"), CorruptError); // of another kind
}

TEST(MeasureState, totals_of_groups_equal_the_total_for_every_measure_that_adds_up) {
  for (unsigned seed = 20; seed < 26; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const TaskSet tasks = RandomCompany(seed).whole();
    std::map<std::string, std::array<double, 3>> totals;
    const auto sums = [&](const std::vector<std::string>& by) {
      std::map<std::string, std::array<double, 3>> sums;
      // Learners have tasks in several months, and scores repeat in groups: neither adds up.
      const Frame frame = evaluate(tasks, query({"visits", "in_time", "missed", "present", "points",
                                                 "of_maximum", "results", "accuracy"},
                                                by));
      for (std::size_t row = 0; row < frame.rows(); ++row) {
        auto& sum = sums[frame.cell(row, "measure")];
        for (std::size_t c = 0; const char* column : {"numerator", "denominator", "missing"})
          sum[c++] += std::stod(frame.cell(row, column));
      }
      return sums;
    };
    const auto total = sums({});
    for (const std::vector<std::string>& by : std::vector<std::vector<std::string>>{
             {"programme"}, {"unit"}, {"unit.level_2"}, {"month"}, {"person", "quarter"}})
      for (const auto& [measure, sum] : sums(by))
        for (std::size_t c = 0; c < 3; ++c)
          EXPECT_NEAR(sum[c], total.at(measure)[c], 1e-9) << measure << by[0];
  }
}

} // namespace
} // namespace aftercourse
