// Derivation is a function of what is known, not of the order in which it was told: the facts of every write
// of every example under tests/policies/good are shuffled, and no byte of the result may change.
#include <aftercourse/tasks/policy_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::vector<fs::path> good_policies() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(AFTERCOURSE_POLICIES) / "good"))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

Policy read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return Policy::parse(std::string(std::istreambuf_iterator<char>(in), {}), file.filename().string());
}

/// The facts of a write in another order: the kinds, and the facts of each.
std::string shuffled(const std::string& batch, std::mt19937& random) {
  json::value parsed = json::parse(batch);
  json::object* record =
      parsed.as_object().if_contains("record") ? &parsed.at("record").as_object() : nullptr;
  if (!record) return batch;
  std::vector<std::pair<std::string, json::array>> kinds;
  for (const auto& [kind, facts] : *record) kinds.emplace_back(kind, facts.as_array());
  std::shuffle(kinds.begin(), kinds.end(), random);
  record->clear();
  for (auto& [kind, facts] : kinds) {
    std::vector<json::value> order(facts.begin(), facts.end());
    std::shuffle(order.begin(), order.end(), random);
    record->emplace(kind, json::array(order.begin(), order.end()));
  }
  return json::serialize(parsed);
}

Example shuffled(Example example, std::mt19937& random) {
  example.batch_json = shuffled(example.batch_json, random);
  for (std::string& batch : example.batches) batch = shuffled(batch, random);
  return example;
}

/// Everything a host can see of the tasks: the table, and what stands behind it by index.
std::string bytes_of(const TaskSet& tasks) {
  std::string text = tasks.to_frame().to_json();
  for (TaskIndex t = 0; t < tasks.size(); ++t)
    ((text += tasks.id_of(t)) += name_of(tasks.states()[t])) += std::to_string(tasks.due_of(t));
  for (const TaskIndex t : agenda(tasks)) (text += ' ') += std::to_string(t);
  return text;
}

TEST(Derive, shuffled_facts_change_no_byte_under_any_good_policy) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::size_t tasks = 0, moved = 0;
  for (const fs::path& file : good_policies()) {
    const Policy policy = read(file);
    for (const Example& example : policy.examples()) {
      const TaskSet told = run_example(policy, example).tasks;
      tasks += told.size();
      for (int round = 0; round < 3; ++round) {
        const Example other = shuffled(example, random);
        moved += other.batch_json != example.batch_json ? 1 : 0;
        EXPECT_EQ(bytes_of(told), bytes_of(run_example(policy, other).tasks)) << file << ": " << example.name;
      }
    }
  }
  EXPECT_GT(tasks, 100u);
  EXPECT_GT(moved, 100u);
}

TEST(Derive, deriving_again_from_the_same_snapshot_changes_no_byte) {
  for (const fs::path& file : good_policies()) {
    const Policy policy = read(file);
    for (const Example& example : policy.examples()) {
      const TaskSet first = run_example(policy, example).tasks;
      const std::vector<Adopted> adopted(first.policies().begin(), first.policies().end());
      Calendars calendars;
      calendars.everyone = first.calendars().front();
      const Date horizon = add(first.as_of(), Period::from_text(example.horizon), calendars.everyone);
      for (int round = 0; round < 3; ++round)
        EXPECT_EQ(bytes_of(first),
                  bytes_of(derive(adopted, first.facts(), calendars, {first.as_of(), horizon, {}, {}})))
            << file << ": " << example.name;
    }
  }
}

} // namespace
} // namespace aftercourse
