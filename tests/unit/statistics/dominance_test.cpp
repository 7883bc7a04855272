// Dominance of two samples, against its definition.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <aftercourse/base/wide.hpp>

#include "../../../src/statistics/dominance.hpp"

namespace aftercourse::statistics {
namespace {

/// How many values of an ascending sample are below one, and how many equal it.
struct Position {
  std::int64_t below, equal;
};

Position position(const std::vector<double>& ascending, double value) {
  const auto [low, high] = std::equal_range(ascending.begin(), ascending.end(), value);
  return {low - ascending.begin(), high - low};
}

/// The sums as they are defined, value by value and exact.
struct Sums {
  std::int64_t doubled_wins = 0, equal_pairs = 0;
  Wide ties = 0, first_squares = 0, second_squares = 0;
};

Sums sums_by_definition(const std::vector<double>& first, const std::vector<double>& second) {
  const auto m = static_cast<std::int64_t>(first.size()), n = static_cast<std::int64_t>(second.size());
  Sums sums;
  for (const double x : first) {
    const auto [below, equal] = position(second, x);
    const Wide larger = n - 2 * below - equal, run = position(first, x).equal + equal;
    sums.first_squares += larger * larger;
    sums.equal_pairs += equal;
    sums.ties += run * run - 1;
  }
  for (const double y : second) {
    const auto [below, equal] = position(first, y);
    const Wide smaller = 2 * below + equal - m, run = position(second, y).equal + equal;
    sums.second_squares += smaller * smaller;
    sums.doubled_wins += 2 * below + equal;
    sums.ties += run * run - 1;
  }
  return sums;
}

void expect_as_defined(std::vector<double> first, std::vector<double> second, const std::string& what) {
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  const Sums sums = sums_by_definition(first, second);
  const Dominance d = dominance(first, second);
  const double m = d.m, n = d.n, delta = d.delta();
  EXPECT_EQ(m, static_cast<double>(first.size())) << what;
  EXPECT_EQ(n, static_cast<double>(second.size())) << what;
  EXPECT_EQ(d.doubled_wins, sums.doubled_wins) << what;
  EXPECT_EQ(d.equal_pairs, static_cast<double>(sums.equal_pairs)) << what;
  EXPECT_EQ(d.ties, static_cast<double>(sums.ties)) << what;
  EXPECT_EQ(d.first_squares,
            std::max(0.0, static_cast<double>(sums.first_squares) / (n * n) - m * delta * delta))
      << what;
  EXPECT_EQ(d.second_squares,
            std::max(0.0, static_cast<double>(sums.second_squares) / (m * m) - n * delta * delta))
      << what;
}

using Draw = std::function<double(std::mt19937_64&)>;

struct Kind {
  std::string name;
  Draw draw;
};

const std::vector<Kind> kinds{
    {"no ties", [](auto& r) { return std::normal_distribution<double>()(r); }},
    {"five steps", [](auto& r) { return static_cast<double>(r() % 5); }},
    {"a tie now and then", [](auto& r) { return static_cast<double>(r() % 1'000'000); }},
    {"ties of two or three", [](auto& r) { return static_cast<double>(r() % 20'000); }},
    {"one run in the middle", [](auto& r) { return r() % 4 ? 0.0 : std::normal_distribution<double>()(r); }},
};

TEST(Dominance, IsAsDefinedForSmallSamples) {
  std::mt19937_64 random(11);
  for (const std::uint64_t values : {1, 2, 3, 7, 40, 1000})
    for (int k = 0; k < 300; ++k) {
      std::vector<double> first(1 + random() % 9), second(1 + random() % 9);
      for (double& x : first) x = static_cast<double>(random() % values);
      for (double& y : second) y = static_cast<double>(random() % values);
      expect_as_defined(first, second, std::to_string(values) + " values, " + std::to_string(k));
    }
}

TEST(Dominance, IsAsDefinedForLargeSamples) {
  std::mt19937_64 random(12);
  for (const auto& [name, draw] : kinds)
    for (const auto& [m, n] : std::vector<std::pair<std::size_t, std::size_t>>{
             {1, 30'000}, {30'000, 1}, {50, 20'000}, {20'000, 30'000}, {30'000, 20'000}}) {
      std::vector<double> first(m), second(n);
      for (double& x : first) x = draw(random);
      for (double& y : second) y = draw(random);
      const std::string what = name + ", " + std::to_string(m) + " and " + std::to_string(n);
      expect_as_defined(first, second, what);
      for (double& y : second) y += 2; // some overlap
      expect_as_defined(first, second, what + ", shifted");
      for (double& y : second) y += 1e7; // none
      expect_as_defined(first, second, what + ", apart");
    }
}

} // namespace
} // namespace aftercourse::statistics
