#include "rank_trend.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "double_double.hpp"

namespace aftercourse::statistics {

namespace {

/// Sorts by merging and calls inverted(left, end, right) when right[0] goes before [left, end), which are
/// greater.
template <typename T, typename Less, typename Inverted>
void merge_sort(std::vector<T>& items, const Less& less, const Inverted& inverted) {
  std::vector<T> other(items.size());
  for (std::size_t width = 1; width < items.size(); width *= 2) {
    for (std::size_t first = 0; first < items.size(); first += 2 * width) {
      const std::size_t middle = std::min(first + width, items.size()),
                        last = std::min(middle + width, items.size());
      std::size_t a = first, b = middle, out = first;
      while (a < middle && b < last) {
        if (less(items[b], items[a])) {
          inverted(items.data() + a, items.data() + middle, items[b]);
          other[out++] = items[b++];
        } else {
          other[out++] = items[a++];
        }
      }
      while (a < middle) other[out++] = items[a++];
      while (b < last) other[out++] = items[b++];
    }
    items.swap(other);
  }
}

template <typename T, typename Less>
std::int64_t count_inversions(std::vector<T>& items, const Less& less) {
  std::int64_t count = 0;
  merge_sort(items, less, [&](const T* left, const T* end, const T&) { count += end - left; });
  return count;
}

/// Over the runs of equal items of a sorted range: Σ t(t-1)/2 and the sums that the variance needs.
struct TieSums {
  double pairs = 0, two = 0, three = 0, five = 0; ///< t(t-1)/2, t(t-1), t(t-1)(t-2), t(t-1)(2t+5)
};
template <typename T, typename Same>
TieSums tie_sums(const std::vector<T>& sorted, const Same& same) {
  TieSums sums;
  for (std::size_t first = 0; first < sorted.size();) {
    std::size_t last = first + 1;
    while (last < sorted.size() && same(sorted[first], sorted[last])) ++last;
    const double t = static_cast<double>(last - first);
    sums.pairs += t * (t - 1) / 2;
    sums.two += t * (t - 1);
    sums.three += t * (t - 1) * (t - 2);
    sums.five += t * (t - 1) * (2 * t + 5);
    first = last;
  }
  return sums;
}

using TimedValue = std::pair<double, double>; // time, value

std::vector<TimedValue> points_of(const TrendPart& part) {
  std::vector<TimedValue> points(part.time.size());
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = {part.time[i], part.values[i]};
  return points;
}

/// value - slope · time to more than double precision, so that equal slopes are seen as equal.
DoubleDouble height(const TimedValue& point, double slope) {
  const DoubleDouble rise = two_product(slope, point.first), rest = two_sum(point.second, -rise.high);
  return quick_two_sum(rest.high, rest.low - rise.low);
}
bool lower(const DoubleDouble& a, const DoubleDouble& b) {
  return a.high != b.high ? a.high < b.high : a.low < b.low;
}

struct Heights {
  DoubleDouble low, high; ///< at the lower and the upper slope
  TimedValue point;
};

constexpr std::int64_t few_pairs = std::int64_t{1} << 21; // are kept and searched as they are

} // namespace

std::vector<TrendPart> trend_parts(const TrendSeries& series) {
  const std::size_t n = series.time.size();
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(series.time[a], series.values[a]) < std::pair(series.time[b], series.values[b]);
  });
  const bool labelled = !series.seasons.codes.empty();
  std::vector<TrendPart> parts(labelled            ? series.seasons.labels.size()
                               : series.period > 0 ? static_cast<std::size_t>(series.period)
                                                   : 1);
  for (std::size_t s = 0; s < parts.size(); ++s)
    parts[s].season = labelled            ? series.seasons.labels[s]
                      : series.period > 0 ? std::to_string(s + 1)
                                          : std::string();
  const double period = static_cast<double>(series.period);
  for (const std::uint32_t i : order) {
    const double cycle = series.period > 0 ? std::floor(series.time[i] / period) : series.time[i];
    const std::size_t season = labelled            ? static_cast<std::size_t>(series.seasons.codes[i])
                               : series.period > 0 ? static_cast<std::size_t>(series.time[i] - cycle * period)
                                                   : 0;
    parts[season].time.push_back(cycle);
    parts[season].values.push_back(series.values[i]);
  }
  return parts;
}

TrendScore trend_score(const TrendPart& part) {
  TrendScore score;
  score.n = static_cast<std::int64_t>(part.time.size());
  const double n = static_cast<double>(score.n);
  std::vector<TimedValue> points = points_of(part);
  const TieSums times = tie_sums(points, [](const auto& a, const auto& b) { return a.first == b.first; });
  const TieSums both = tie_sums(points, [](const auto& a, const auto& b) { return a == b; });
  const auto falling = static_cast<double>(
      count_inversions(points, [](const auto& a, const auto& b) { return a.second < b.second; }));
  const TieSums values = tie_sums(points, [](const auto& a, const auto& b) { return a.second == b.second; });
  score.pairs = n * (n - 1) / 2;
  score.s = score.pairs - times.pairs - values.pairs + both.pairs - 2 * falling;
  score.tau_denominator = std::sqrt((score.pairs - times.pairs) * (score.pairs - values.pairs));
  if (score.n < 2) return score;
  score.variance = (n * (n - 1) * (2 * n + 5) - times.five - values.five) / 18 +
                   times.two * values.two / (2 * n * (n - 1));
  if (score.n > 2) score.variance += times.three * values.three / (9 * n * (n - 1) * (n - 2));
  return score;
}

double trend_z(double s, double variance) {
  return s == 0 ? 0 : (s - (s > 0 ? 1 : -1)) / std::sqrt(variance);
}

std::vector<double> middle_ranks(const std::vector<double>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    for (std::size_t i = first; i < last; ++i) ranks[order[i]] = (static_cast<double>(first + last) + 1) / 2;
    first = last;
  }
  return ranks;
}

PairSlopes::PairSlopes(const std::vector<TrendPart>& parts) : parts_(parts) {
  least_ = std::numeric_limits<double>::infinity();
  greatest_ = -least_;
  for (const TrendPart& part : parts) {
    const auto n = static_cast<std::int64_t>(part.time.size());
    count_ += n * (n - 1) / 2 -
              static_cast<std::int64_t>(tie_sums(part.time, [](double a, double b) { return a == b; }).pairs);
    // The steepest slopes are those between neighbours in time.
    for (std::size_t i = 0; i < part.time.size();) {
      std::size_t next = i;
      while (next < part.time.size() && part.time[next] == part.time[i]) ++next;
      std::size_t end = next;
      while (end < part.time.size() && part.time[end] == part.time[next]) ++end;
      if (next < part.time.size()) {
        const double step = part.time[next] - part.time[i];
        least_ = std::min(least_, (part.values[next] - part.values[next - 1]) / step);
        greatest_ = std::max(greatest_, (part.values[end - 1] - part.values[i]) / step);
      }
      i = next;
    }
  }
  if (count_ > few_pairs) return;
  all_.reserve(static_cast<std::size_t>(count_));
  for (const TrendPart& part : parts)
    for (std::size_t i = 0; i < part.time.size(); ++i)
      for (std::size_t j = i + 1; j < part.time.size(); ++j)
        if (part.time[j] > part.time[i])
          all_.push_back((part.values[j] - part.values[i]) / (part.time[j] - part.time[i]));
}

PairSlopes::Counts PairSlopes::counts(double slope) const {
  Counts counts{0, 0};
  for (const TrendPart& part : parts_) {
    const std::vector<TimedValue> points = points_of(part);
    std::vector<DoubleDouble> heights;
    heights.reserve(points.size());
    for (const TimedValue& point : points) heights.push_back(height(point, slope));
    // Where the later point lies lower the slope between them is below; points of one time stand in order of
    // value.
    const std::int64_t below = count_inversions(heights, lower);
    const auto same = [](const DoubleDouble& a, const DoubleDouble& b) {
      return a.high == b.high && a.low == b.low;
    };
    const double equal = tie_sums(heights, same).pairs -
                         tie_sums(points, [](const auto& a, const auto& b) { return a == b; }).pairs;
    counts.below += below;
    counts.at_most += below + static_cast<std::int64_t>(equal);
  }
  return counts;
}

/// All slopes strictly between two: of the points in order of their heights at the lower slope, the pairs
/// that change places on the way to the upper one.
std::vector<double> PairSlopes::between(double low, double high) const {
  std::vector<double> slopes;
  for (const TrendPart& part : parts_) {
    std::vector<Heights> points;
    for (const TimedValue& point : points_of(part))
      points.push_back({height(point, low), height(point, high), point});
    std::sort(points.begin(), points.end(), [](const Heights& a, const Heights& b) {
      return lower(a.low, b.low) || (!lower(b.low, a.low) && lower(a.high, b.high));
    });
    merge_sort(
        points, [](const Heights& a, const Heights& b) { return lower(a.high, b.high); },
        [&](const Heights* left, const Heights* end, const Heights& right) {
          for (; left != end; ++left)
            slopes.push_back((right.point.second - left->point.second) /
                             (right.point.first - left->point.first));
        });
  }
  return slopes;
}

double PairSlopes::select(std::int64_t rank) const {
  // The slope sought lies strictly between low and high; `before` slopes are at most low, `until` below high.
  double low = std::nextafter(least_, -std::numeric_limits<double>::infinity());
  double high = std::nextafter(greatest_, std::numeric_limits<double>::infinity());
  std::int64_t before = 0, until = count_;
  for (int round = 0; until - before > few_pairs && std::nextafter(low, high) < high; ++round) {
    // Where slopes lie evenly, the rank tells the slope; every third time the middle, for where they do not.
    const double share = static_cast<double>(rank - before) / static_cast<double>(until - before);
    const double aside = round % 3 == 0 ? 0.01 : round % 3 == 1 ? -0.01 : 0; // so that both ends close in
    double pivot = low + (high - low) * (round % 3 == 2 ? 0.5 : std::clamp(share + aside, 0.001, 0.999));
    if (!(pivot > low && pivot < high)) pivot = std::midpoint(low, high);
    if (!(pivot > low && pivot < high)) pivot = std::nextafter(low, high);
    const Counts at = counts(pivot);
    if (at.below <= rank && rank < at.at_most) return pivot;
    if (at.at_most <= rank)
      low = pivot, before = at.at_most;
    else
      high = pivot, until = at.below;
  }
  if (until - before > few_pairs) return low; // all of them lie between two neighbouring numbers
  std::vector<double> slopes = between(low, high);
  const auto at = slopes.begin() + static_cast<std::ptrdiff_t>(rank - before);
  std::nth_element(slopes.begin(), at, slopes.end());
  return *at;
}

double PairSlopes::at(std::int64_t rank) const {
  if (all_.empty()) return select(rank);
  const auto at = all_.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(all_.begin(), at, all_.end());
  return *at;
}

double PairSlopes::median() const {
  const double upper = at(count_ / 2);
  return count_ % 2 == 1 ? upper : (at(count_ / 2 - 1) + upper) / 2;
}

} // namespace aftercourse::statistics
