#include "fisher.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include <boost/math/tools/roots.hpp>

namespace aftercourse::statistics {

namespace {

constexpr double same_probability = 1e-7; // relative: tables as probable as the one seen count with it
constexpr std::int64_t most_rounds = 20'000'000;

double log_factorial(std::int64_t n) { return std::lgamma(static_cast<double>(n) + 1); }

/// The place where the rising function `f` crosses 0, searched from 0 outwards.
template <class F>
double crossing(const F& f) {
  double low = -1, high = 1;
  while (f(low) > 0) low *= 2;
  while (f(high) < 0) high *= 2;
  std::uintmax_t iterations = 200;
  const auto root = boost::math::tools::toms748_solve(
      f, low, high, boost::math::tools::eps_tolerance<double>(50), iterations);
  return (root.first + root.second) / 2;
}

/// The remaining totals of the rows, ascending: rows are alike but for them.
using RowTotals = std::vector<std::int64_t>;

/// Tables column by column. A stage is the number of columns still to fill; a path's length is the log of
/// Π 1 / x_ij! over the cells filled.
class Network {
 public:
  Network(RowTotals rows, std::vector<std::int64_t> columns)
      : rows_(std::move(rows)), columns_(std::move(columns)) {
    std::sort(rows_.begin(), rows_.end());
    bounds_.resize(columns_.size() + 1);
  }

  /// The share of the tables whose length is at most `limit`; negative when it takes too many steps.
  double share_at_most(double limit);

 private:
  struct Bounds {
    double longest, shortest;
  };
  using Past = std::map<std::int64_t, std::pair<double, double>>; // rounded length -> length, ways

  /// Calls visit(next totals, length) for each way to fill the last of `stage` columns.
  template <class Visit>
  void for_each_column(const RowTotals& totals, std::size_t stage, const Visit& visit);
  template <class Visit>
  void fill(const RowTotals& totals, RowTotals& left, std::size_t row, std::int64_t rest, std::int64_t room,
            double length, const Visit& visit);
  const Bounds& bounds(const RowTotals& totals, std::size_t stage);
  /// log of the sum over all ways to fill `stage` columns of Π 1 / x_ij!.
  double log_all(const RowTotals& totals, std::size_t stage) const;
  void step() {
    if (++steps_ > most_rounds) throw TooMuch{};
  }

  struct TooMuch {};
  RowTotals rows_;
  std::vector<std::int64_t> columns_;
  std::vector<std::map<RowTotals, Bounds>> bounds_;
  std::int64_t steps_ = 0;
};

template <class Visit>
void Network::fill(const RowTotals& totals, RowTotals& left, std::size_t row, std::int64_t rest,
                   std::int64_t room, double length, const Visit& visit) {
  if (row == totals.size()) {
    step();
    RowTotals sorted_left = left;
    std::sort(sorted_left.begin(), sorted_left.end());
    visit(sorted_left, length);
    return;
  }
  // `room` is what this row and those after it can take.
  const std::int64_t after = room - totals[row];
  for (std::int64_t x = std::max<std::int64_t>(0, rest - after); x <= std::min(rest, totals[row]); ++x) {
    left[row] = totals[row] - x;
    fill(totals, left, row + 1, rest - x, after, length - log_factorial(x), visit);
  }
}

template <class Visit>
void Network::for_each_column(const RowTotals& totals, std::size_t stage, const Visit& visit) {
  RowTotals left(totals.size());
  const std::int64_t room = std::accumulate(totals.begin(), totals.end(), std::int64_t{0});
  fill(totals, left, 0, columns_[stage - 1], room, 0, visit);
}

const Network::Bounds& Network::bounds(const RowTotals& totals, std::size_t stage) {
  const auto found = bounds_[stage].find(totals);
  if (found != bounds_[stage].end()) return found->second;
  Bounds b{0, 0};
  if (stage == 1) { // the last column takes what is left
    for (const std::int64_t t : totals) b.longest -= log_factorial(t);
    b.shortest = b.longest;
  } else if (stage > 1) {
    b = {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    for_each_column(totals, stage, [&](const RowTotals& next, double length) {
      const Bounds& rest = bounds(next, stage - 1);
      b.longest = std::max(b.longest, length + rest.longest);
      b.shortest = std::min(b.shortest, length + rest.shortest);
    });
  }
  return bounds_[stage].emplace(totals, b).first->second;
}

double Network::log_all(const RowTotals& totals, std::size_t stage) const {
  double out = log_factorial(std::accumulate(totals.begin(), totals.end(), std::int64_t{0}));
  for (const std::int64_t t : totals) out -= log_factorial(t);
  for (std::size_t c = 0; c < stage; ++c) out -= log_factorial(columns_[c]);
  return out;
}

double Network::share_at_most(double limit) {
  const double all = log_all(rows_, columns_.size());
  std::map<RowTotals, Past> nodes{{rows_, {{0, {0.0, 1.0}}}}};
  double share = 0;
  try {
    for (std::size_t stage = columns_.size(); stage > 0; --stage) {
      std::map<RowTotals, Past> next_nodes;
      for (const auto& [totals, past] : nodes)
        for_each_column(totals, stage, [&](const RowTotals& next, double length) {
          const Bounds b = bounds(next, stage - 1);
          const double rest = log_all(next, stage - 1);
          for (const auto& [key, path] : past) {
            step();
            const double so_far = path.first + length;
            if (so_far + b.shortest > limit) continue;
            if (so_far + b.longest <= limit) {
              share += path.second * std::exp(so_far + rest - all);
              continue;
            }
            auto& merged =
                next_nodes[next].try_emplace(std::llround(so_far * 1e9), so_far, 0.0).first->second;
            merged.second += path.second;
          }
        });
      nodes = std::move(next_nodes);
    }
  } catch (const TooMuch&) {
    return -1;
  }
  return std::min(share, 1.0);
}

} // namespace

TwoByTwo::TwoByTwo(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
  const std::int64_t row = a + b, column = a + c, other = c + d;
  least_ = std::max<std::int64_t>(0, column - other);
  seen_ = a - least_;
  for (std::int64_t x = least_; x <= std::min(row, column); ++x)
    log_weight_.push_back(-log_factorial(x) - log_factorial(row - x) - log_factorial(column - x) -
                          log_factorial(other - column + x));
}

std::vector<double> TwoByTwo::at(double log_odds) const {
  std::vector<double> p(log_weight_.size());
  double largest = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < p.size(); ++i)
    largest = std::max(largest, p[i] = log_weight_[i] + log_odds * static_cast<double>(i));
  for (double& v : p) v = std::exp(v - largest);
  const double total = std::accumulate(p.begin(), p.end(), 0.0);
  for (double& v : p) v /= total;
  return p;
}

double TwoByTwo::upper_tail(double log_odds) const {
  const auto p = at(log_odds);
  return std::accumulate(p.begin() + seen_, p.end(), 0.0);
}

double TwoByTwo::lower_tail(double log_odds) const {
  const auto p = at(log_odds);
  return std::accumulate(p.begin(), p.begin() + seen_ + 1, 0.0);
}

double TwoByTwo::p_value(Alternative alternative) const {
  if (alternative == Alternative::less) return std::min(1.0, lower_tail(0));
  if (alternative == Alternative::greater) return std::min(1.0, upper_tail(0));
  const auto p = at(0);
  const double limit = p[static_cast<std::size_t>(seen_)] * (1 + same_probability);
  double sum = 0;
  for (const double v : p) sum += v <= limit ? v : 0;
  return std::min(1.0, sum);
}

double TwoByTwo::odds_ratio() const {
  if (seen_ == 0) return 0;
  if (static_cast<std::size_t>(seen_) + 1 == log_weight_.size())
    return std::numeric_limits<double>::infinity();
  return std::exp(crossing([&](double log_odds) {
    const auto p = at(log_odds);
    double mean = 0;
    for (std::size_t i = 0; i < p.size(); ++i) mean += p[i] * static_cast<double>(i);
    return mean - static_cast<double>(seen_);
  }));
}

double TwoByTwo::lower_bound(double tail) const {
  if (seen_ == 0) return 0;
  return std::exp(crossing([&](double log_odds) { return upper_tail(log_odds) - tail; }));
}

double TwoByTwo::upper_bound(double tail) const {
  if (static_cast<std::size_t>(seen_) + 1 == log_weight_.size())
    return std::numeric_limits<double>::infinity();
  return std::exp(crossing([&](double log_odds) { return tail - lower_tail(log_odds); }));
}

double network_p_value(const std::vector<std::vector<std::int64_t>>& counts) {
  RowTotals rows;
  std::vector<std::int64_t> columns(counts[0].size());
  double length = 0;
  for (const auto& row : counts) {
    rows.push_back(std::accumulate(row.begin(), row.end(), std::int64_t{0}));
    for (std::size_t c = 0; c < row.size(); ++c) {
      columns[c] += row[c];
      length -= log_factorial(row[c]);
    }
  }
  if (rows.size() > columns.size()) rows.swap(columns); // fewer rows: fewer states
  std::sort(columns.begin(), columns.end());            // large columns first: they leave the fewest ways
  return Network(std::move(rows), std::move(columns)).share_at_most(length + same_probability);
}

} // namespace aftercourse::statistics
