#include <aftercourse/statistics/ratings.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

namespace {

template <class T>
std::size_t rows_of_ratings(std::span<const std::span<const T>> columns, const char* what) {
  if (columns.empty()) throw InvalidArgument("AC5507", std::string("there is no column of ") + what);
  for (std::size_t i = 1; i < columns.size(); ++i)
    require_equal_length(columns[0].size(), columns[i].size(), std::string("the first column of ") + what,
                         "column " + std::to_string(i + 1));
  return columns[0].size();
}

void require_counts(std::span<const std::span<const double>> columns) {
  for (std::size_t j = 0; j < columns.size(); ++j) {
    require_finite(columns[j], "column " + std::to_string(j + 1) + " of counts");
    if (std::ranges::any_of(columns[j], [](double n) { return n < 0; }))
      throw InvalidArgument("AC5504",
                            "a count is not negative; column " + std::to_string(j + 1) + " has one");
  }
}

/// Finds the code of a number: at once for whole numbers of a short range, otherwise by bisection.
class CodeOfNumber {
 public:
  explicit CodeOfNumber(std::span<const double> categories) {
    for (std::size_t i = 0; i < categories.size(); ++i)
      sorted_.push_back({categories[i], static_cast<std::int32_t>(i)});
    std::ranges::sort(sorted_, {}, &Entry::value);
    if (sorted_.empty()) return;
    low_ = sorted_.front().value;
    const double length = sorted_.back().value - low_;
    if (length >= max_length ||
        std::ranges::any_of(sorted_, [](const Entry& e) { return std::floor(e.value) != e.value; }))
      return;
    table_.assign(static_cast<std::size_t>(length) + 1, Ratings::not_rated);
    for (const Entry& e : sorted_) table_[static_cast<std::size_t>(e.value - low_)] = e.code;
  }

  /// not_rated for NaN and for a number that is no category.
  std::int32_t operator()(double value) const {
    if (!table_.empty()) {
      const double at = value - low_;
      if (!(at >= 0 && at < static_cast<double>(table_.size()))) return Ratings::not_rated;
      const auto place = static_cast<std::int32_t>(at);
      return static_cast<double>(place) == at ? table_[static_cast<std::size_t>(place)] : Ratings::not_rated;
    }
    const auto at = std::ranges::lower_bound(sorted_, value, {}, &Entry::value);
    return at != sorted_.end() && at->value == value ? at->code : Ratings::not_rated;
  }

 private:
  static constexpr double max_length = 65536;
  struct Entry {
    double value;
    std::int32_t code;
  };
  std::vector<Entry> sorted_;
  std::vector<std::int32_t> table_;
  double low_ = 0;
};

/// The least and greatest rating; NaN is passed over.
struct RatingRange {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();

  explicit RatingRange(std::span<const std::span<const double>> columns) {
    constexpr std::size_t lanes = 4; // so that no comparison waits for the one before
    std::array<double, lanes> least{low, low, low, low}, most{high, high, high, high};
    const auto widen = [&](std::size_t lane, double v) {
      least[lane] = v < least[lane] ? v : least[lane];
      most[lane] = v > most[lane] ? v : most[lane];
    };
    for (const auto column : columns) {
      std::size_t i = 0;
      for (; i + lanes <= column.size(); i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) widen(lane, column[i + lane]);
      for (; i < column.size(); ++i) widen(0, column[i]);
    }
    low = std::ranges::min(least);
    high = std::ranges::max(most);
  }
};

/// Gives the codes that occur the numbers 0, 1, ... and each its score.
void close_gaps(Ratings& ratings, const std::vector<char>& seen, double low) {
  std::vector<std::int32_t> dense(seen.size(), Ratings::not_rated);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!seen[i]) continue;
    dense[i] = static_cast<std::int32_t>(ratings.scores.size());
    ratings.scores.push_back(low + static_cast<double>(i));
  }
  ratings.categories = ratings.scores.size();
  if (ratings.categories == seen.size()) return;
  for (std::int32_t& code : ratings.codes)
    if (code >= 0) code = dense[static_cast<std::size_t>(code)];
}

/// Codes and scores in one pass where all ratings are whole numbers of a short range; else changes nothing.
bool encode_whole_numbers(Ratings& ratings, std::span<const std::span<const double>> columns,
                          const RatingRange& range) {
  constexpr double max_length = 65536;
  if (!(range.high - range.low < max_length) || std::abs(range.low) > 1e15 ||
      std::floor(range.low) != range.low)
    return false;
  std::vector<char> seen(static_cast<std::size_t>(range.high - range.low) + 1, 0);
  std::vector<std::int32_t> codes(ratings.units * columns.size());
  constexpr std::size_t block = 512; // whose codes stay in the nearest cache while each rater is read
  bool whole = true;
  for (std::size_t from = 0; from < ratings.units; from += block)
    for (std::size_t r = 0; r < columns.size(); ++r)
      for (std::size_t i = from; i < std::min(from + block, ratings.units); ++i) {
        const double at = columns[r][i] - range.low;
        std::int32_t& code = codes[i * columns.size() + r];
        code = Ratings::not_rated;
        if (std::isnan(at)) continue;
        code = static_cast<std::int32_t>(at);
        whole &= static_cast<double>(code) == at;
        seen[static_cast<std::size_t>(code)] = 1;
      }
  if (!whole) return false;
  ratings.codes = std::move(codes);
  close_gaps(ratings, seen, range.low);
  return true;
}

void require_distinct(std::span<const double> categories) {
  std::vector<double> sorted(categories.begin(), categories.end());
  std::ranges::sort(sorted);
  if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
    throw InvalidArgument("AC5504", "the category " + readable(*twice) + " is declared twice");
}

std::vector<double> distinct_numbers(std::span<const std::span<const double>> columns) {
  std::vector<double> values;
  for (const auto column : columns)
    for (const double v : column)
      if (!std::isnan(v)) values.push_back(v);
  std::ranges::sort(values);
  const auto [end, last] = std::ranges::unique(values);
  values.erase(end, last);
  return values;
}

} // namespace

Ratings Ratings::of_codes(std::span<const std::span<const std::int32_t>> raters, std::size_t categories,
                          std::vector<double> scores) {
  Ratings ratings{
      .units = rows_of_ratings(raters, "ratings"), .categories = categories, .raters = raters.size()};
  if (!scores.empty()) require_equal_length(categories, scores.size(), "the categories", "their scores");
  ratings.scores = std::move(scores);
  ratings.codes.resize(ratings.units * raters.size());
  for (std::size_t r = 0; r < raters.size(); ++r)
    for (std::size_t i = 0; i < ratings.units; ++i) {
      const std::int32_t code = raters[r][i];
      if (code < not_rated || code >= static_cast<std::int32_t>(categories))
        throw InvalidArgument("AC5504", "code " + std::to_string(code) + " is none of the " +
                                            std::to_string(categories) + " categories");
      ratings.codes[i * raters.size() + r] = code;
    }
  return ratings;
}

Ratings Ratings::of_numbers(std::span<const std::span<const double>> raters,
                            std::span<const double> declared) {
  Ratings ratings{.units = rows_of_ratings(raters, "ratings"), .raters = raters.size()};
  const RatingRange range(raters);
  if (range.low <= range.high && (std::isinf(range.low) || std::isinf(range.high)))
    throw InvalidArgument("AC5501", "a rating is infinite");
  if (declared.empty() && encode_whole_numbers(ratings, raters, range)) return ratings;
  require_distinct(declared);
  ratings.scores =
      declared.empty() ? distinct_numbers(raters) : std::vector(declared.begin(), declared.end());
  ratings.categories = ratings.scores.size();
  const CodeOfNumber code_of(ratings.scores);
  ratings.codes.resize(ratings.units * raters.size());
  for (std::size_t r = 0; r < raters.size(); ++r)
    for (std::size_t i = 0; i < ratings.units; ++i) {
      const double value = raters[r][i];
      const std::int32_t code = code_of(value);
      if (code == not_rated && !std::isnan(value))
        throw InvalidArgument("AC5504",
                              "the rating " + readable(value) + " is none of the declared categories");
      ratings.codes[i * raters.size() + r] = code;
    }
  return ratings;
}

Ratings Ratings::of_counts(std::span<const std::span<const double>> categories) {
  Ratings ratings{.units = rows_of_ratings(categories, "counts"), .categories = categories.size()};
  require_counts(categories);
  ratings.counts.resize(ratings.units * categories.size());
  for (std::size_t c = 0; c < categories.size(); ++c)
    for (std::size_t i = 0; i < ratings.units; ++i)
      ratings.counts[i * categories.size() + c] = categories[c][i];
  return ratings;
}

Ratings Ratings::of_table(std::span<const std::span<const double>> columns) {
  const std::size_t q = rows_of_ratings(columns, "the table");
  require_equal_length(columns.size(), q, "a cross table of two raters", "its columns");
  require_counts(columns);
  Ratings ratings{.units = q * q, .categories = q, .raters = 2};
  for (std::size_t i = 0; i < q; ++i)
    for (std::size_t j = 0; j < q; ++j) {
      ratings.codes.push_back(static_cast<std::int32_t>(i));
      ratings.codes.push_back(static_cast<std::int32_t>(j));
      ratings.times.push_back(columns[j][i]);
    }
  return ratings;
}

double Ratings::all_times() const {
  if (times.empty()) return static_cast<double>(units);
  return std::accumulate(times.begin(), times.end(), 0.0);
}

double Ratings::count(std::size_t unit, std::span<double> into) const {
  double sum = 0;
  if (codes.empty()) {
    for (std::size_t c = 0; c < categories; ++c) {
      into[c] += counts[unit * categories + c];
      sum += counts[unit * categories + c];
    }
    return sum;
  }
  for (std::size_t r = 0; r < raters; ++r)
    if (const std::int32_t code = codes[unit * raters + r]; code != not_rated) {
      into[static_cast<std::size_t>(code)] += 1;
      sum += 1;
    }
  return sum;
}

SquareMatrix agreement_weights(Weighting weighting, std::size_t categories, std::span<const double> scores) {
  if (!scores.empty()) require_equal_length(categories, scores.size(), "the categories", "their scores");
  if (weighting == Weighting::ratio && std::ranges::any_of(scores, [](double s) { return s < 0; }))
    throw InvalidArgument("AC5504", "weights by ratio need scores that are not negative");
  const auto at = [&](std::size_t i) { return scores.empty() ? static_cast<double>(i + 1) : scores[i]; };
  const auto disagreement = [&](std::size_t i, std::size_t j) -> double {
    const double distance = std::abs(at(i) - at(j));
    const double steps = std::abs(static_cast<double>(i) - static_cast<double>(j)) + 1;
    switch (weighting) {
    case Weighting::none:
      return i == j ? 0 : 1;
    case Weighting::linear:
      return distance;
    case Weighting::quadratic:
      return distance * distance;
    case Weighting::ordinal:
      return steps * (steps - 1) / 2;
    case Weighting::radical:
      return std::sqrt(distance);
    case Weighting::ratio: {
      const double sum = at(i) + at(j);
      return i == j ? 0 : distance / sum * (distance / sum);
    }
    }
    return 0;
  };
  SquareMatrix weights{categories, std::vector<double>(categories * categories)};
  double worst = 0;
  for (std::size_t i = 0; i < categories; ++i)
    for (std::size_t j = 0; j < categories; ++j) worst = std::max(worst, weights(i, j) = disagreement(i, j));
  for (double& w : weights.values) w = worst > 0 ? 1 - w / worst : 1;
  return weights;
}

void require_agreement_weights(const SquareMatrix& weights, std::size_t categories) {
  require_equal_length(weights.size, categories, "the weights of agreement", "the categories");
  require_finite(weights.values, "the weights of agreement");
  const auto refuse = [](const char* why) { throw InvalidArgument("AC5504", why); };
  for (std::size_t i = 0; i < categories; ++i) {
    if (weights(i, i) != 1) refuse("two equal ratings agree with weight 1");
    for (std::size_t j = 0; j < i; ++j) {
      if (weights(i, j) != weights(j, i)) refuse("the weights of agreement are symmetric");
      if (weights(i, j) < 0 || weights(i, j) > 1) refuse("a weight of agreement lies within 0 and 1");
    }
  }
}

SquareMatrix weights_of_disagreement(SquareMatrix disagreement) {
  require_finite(disagreement.values, "the weights of disagreement");
  double worst = 0;
  for (std::size_t i = 0; i < disagreement.size; ++i) {
    if (disagreement(i, i) != 0) throw InvalidArgument("AC5504", "two equal ratings disagree by 0");
    for (std::size_t j = 0; j < disagreement.size; ++j) {
      if (disagreement(i, j) < 0) throw InvalidArgument("AC5504", "a weight of disagreement is not negative");
      worst = std::max(worst, disagreement(i, j));
    }
  }
  if (worst == 0) throw InvalidArgument("AC5504", "at least one weight of disagreement is above 0");
  for (double& w : disagreement.values) w = 1 - w / worst;
  return disagreement;
}

} // namespace aftercourse::statistics
