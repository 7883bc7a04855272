// Sorting and ranks, against the standard library's sort and the definition.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "../../../src/statistics/ranks.hpp"

namespace aftercourse::statistics {
namespace {

using Draw = std::function<double(std::mt19937_64&)>;

double normal(std::mt19937_64& random) { return std::normal_distribution<double>()(random); }
double uniform(std::mt19937_64& random) { return std::uniform_real_distribution<double>()(random); }

double any_finite(std::mt19937_64& random) {
  for (;;)
    if (const auto value = std::bit_cast<double>(random()); std::isfinite(value)) return value;
}

struct Distribution {
  std::string name;
  Draw draw;
};

const std::vector<Distribution>& distributions_that_are_hard_to_sort() {
  static const std::vector<Distribution> all{
      {"normal", normal},
      {"uniform", uniform},
      {"any bits", any_finite},
      {"heavy tails", [](auto& r) { return std::cauchy_distribution<double>()(r); }},
      {"five steps", [](auto& r) { return static_cast<double>(r() % 5); }},
      {"hundred scores", [](auto& r) { return static_cast<double>(r() % 101) - 50; }},
      {"all equal", [](auto&) { return 3.5; }},
      {"zeros of both signs", [](auto& r) { return r() % 2 ? 0.0 : -0.0; }},
      {"zeros and more", [](auto& r) { return r() % 3 ? (r() % 2 ? 0.0 : -0.0) : normal(r); }},
      {"subnormal", [](auto& r) { return std::bit_cast<double>(r() >> 20); }},
      {"beside a huge offset", [](auto& r) { return 1e15 + std::round(1000 * normal(r)); }},
      {"beside one", [](auto& r) { return 1 + 1e-12 * normal(r); }},
      {"one in a thousand differs", [](auto& r) { return r() % 1000 ? 1.0 : normal(r); }},
      {"the last bit differs", [](auto& r) { return r() % 2 ? 1.0 : std::nextafter(1.0, 2.0); }},
      {"clusters in clusters",
       [](auto& r) {
         for (int k = 2; k < 50; ++k)
           if (r() % 2) return 1 + std::ldexp(uniform(r), -k);
         return 1.0;
       }},
  };
  return all;
}

constexpr std::size_t sizes[] = {0, 1, 2, 3, 15, 16, 17, 18, 100, 1999, 32'769, 70'000};

/// Each distribution and size: as drawn, ascending, descending, and ascending but for the last.
void for_each_sample(const std::function<void(const std::string&, const std::vector<double>&)>& check) {
  std::mt19937_64 random(7);
  for (const auto& [name, draw] : distributions_that_are_hard_to_sort())
    for (const std::size_t size : sizes) {
      std::vector<double> values(size);
      std::generate(values.begin(), values.end(), [&] { return draw(random); });
      check(name, values);
      std::sort(values.begin(), values.end());
      check(name + ", ascending", values);
      if (!values.empty()) std::rotate(values.begin(), values.end() - 1, values.end());
      check(name + ", rotated", values);
      std::sort(values.begin(), values.end(), std::greater<>());
      check(name + ", descending", values);
    }
}

TEST(Ranks, SortsAsTheStandardLibraryDoes) {
  for_each_sample([](const std::string& name, const std::vector<double>& values) {
    std::vector<double> expected = values;
    std::sort(expected.begin(), expected.end());
    EXPECT_TRUE(sorted(values) == expected) << name << ", " << values.size();
  });
}

TEST(Ranks, OrdersStably) {
  for_each_sample([](const std::string& name, const std::vector<double>& values) {
    std::vector<std::uint32_t> expected(values.size());
    std::iota(expected.begin(), expected.end(), 0U);
    std::stable_sort(expected.begin(), expected.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
    EXPECT_TRUE(sorted_order(values) == expected) << name << ", " << values.size();
  });
}

TEST(Ranks, TiesShareTheMeanOfTheirRanks) {
  for_each_sample([](const std::string& name, const std::vector<double>& values) {
    std::vector<double> ascending = values;
    std::sort(ascending.begin(), ascending.end());
    const Ranks ranks = midranks(values);
    std::int64_t wrong = 0;
    double ties = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto [low, high] = std::equal_range(ascending.begin(), ascending.end(), values[i]);
      wrong += ranks.doubled[i] != (low - ascending.begin()) + (high - ascending.begin()) + 1;
      const auto run = static_cast<double>(high - low);
      ties += run * run - 1; // each of the run
    }
    EXPECT_EQ(wrong, 0) << name << ", " << values.size();
    EXPECT_EQ(ranks.ties, ties) << name << ", " << values.size();
  });
}

TEST(Ranks, KnowTheFarthestNumbers) {
  std::mt19937_64 random(7);
  for (const std::size_t n : {0, 1, 5, 3000}) {
    std::vector<double> values(n);
    for (double& v : values)
      v = std::ldexp(static_cast<double>(random() % 64) - 32, static_cast<int>(random() % 9));
    if (n > 4) values[0] = -0.0, values[1] = 0, values[2] = 1e308, values[3] = -5e-324;
    std::vector<double> expected = values;
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(sorted(values), expected);
    const auto order = sorted_order(values);
    for (std::size_t i = 0; i < n; ++i) EXPECT_EQ(values[order[i]], expected[i]);
  }
  EXPECT_EQ(midranks(std::vector{3.0, 1.0, 3.0, 0.0}).doubled, (std::vector<std::int64_t>{7, 4, 7, 2}));
  EXPECT_EQ(midranks(std::vector{3.0, 1.0, 3.0, 3.0}).ties, 24);
}

} // namespace
} // namespace aftercourse::statistics
