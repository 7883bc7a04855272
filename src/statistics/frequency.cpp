#include <aftercourse/statistics/frequency.hpp>

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>

#include "binomial_bounds.hpp"
#include "linearisation.hpp"
#include "sentence.hpp"
#include "share_interval.hpp"
#include "weighted_moments.hpp"

namespace aftercourse::statistics {

namespace {

[[noreturn]] void reject_frequency(const std::string& why) { throw InvalidArgument("AC5504", why); }

void check_labels(const LabelColumn& column, std::size_t n) {
  require_equal_length(column.codes.size(), n, "a column of labels", "the other column");
  for (const std::int32_t code : column.codes)
    if (code < 0 || static_cast<std::size_t>(code) >= column.names.size())
      reject_frequency("the code " + std::to_string(code) + " has no name");
}

/// The observations, and how the share of some among others is bounded.
class CountedSample {
 public:
  CountedSample(std::size_t n, const FrequencyOptions& o) : options_(o), n_(n) {
    require_level(o.level);
    require_finite(o.weights, "weights");
    if (!o.weights.empty()) require_equal_length(o.weights.size(), n, "weights", "the labels");
    if (!o.clusters.empty()) require_equal_length(o.clusters.size(), n, "cluster", "the labels");
    if (std::ranges::any_of(o.weights, [](double w) { return w < 0; }))
      reject_frequency("a weight is negative");
    if (designed()) units_ = primary_units(n, {}, o.clusters);
  }

  bool designed() const { return !options_.weights.empty() || !options_.clusters.empty(); }
  double weight(std::size_t i) const { return options_.weights.empty() ? 1 : options_.weights[i]; }

  Answer begun(const char* estimator) const {
    Answer out;
    out.estimator = std::string(estimator) + (designed() ? " (Korn-Graubard)" : " (wilson)");
    out.level = options_.level;
    for (std::size_t i = 0; i < n_; ++i) out.n += weight(i) > 0 ? 1 : 0;
    if (!options_.clusters.empty()) out.clusters = static_cast<std::int64_t>(units_.count);
    if (n_ == 0)
      out.not_estimable = reasons::nothing;
    else if (out.n == 0)
      out.not_estimable = reasons::no_weight;
    return out;
  }

  /// Of `part` among `whole` observations; in_part and in_whole tell which they are.
  template <class InPart, class InWhole>
  ShareBounds bounds(std::int64_t part, std::int64_t whole, const InPart& in_part,
                     const InWhole& in_whole) const {
    if (whole == 0) return {};
    if (!designed()) {
      const BinomialBounds b = binomial_bounds(part, whole, ProportionMethod::wilson, options_.level);
      return {b.low, b.high, no_value};
    }
    CompensatedSum some, all;
    for (std::size_t i = 0; i < n_; ++i)
      if (in_whole(i)) {
        all.add(weight(i));
        if (in_part(i)) some.add(weight(i));
      }
    const double share = part == 0 ? 0 : part == whole ? 1 : some.value() / all.value();
    std::vector<double> z(n_);
    for (std::size_t i = 0; i < n_; ++i)
      if (in_whole(i)) z[i] = weight(i) * ((in_part(i) ? 1.0 : 0.0) - share) / all.value();
    const LinearisedVariance v = variance_of_sum(units_, z);
    return share_bounds({share, v.variance, v.df, whole}, ShareInterval::korn_graubard, options_.level);
  }

 private:
  const FrequencyOptions& options_;
  std::size_t n_;
  PrimaryUnits units_;
};

struct Tally {
  std::int64_t count = 0;
  CompensatedSum weight;

  void add(double w) {
    if (w > 0) ++count;
    weight.add(w);
  }
  double of(const Tally& whole) const {
    return whole.count > 0 ? weight.value() / whole.weight.value() : no_value;
  }
};

} // namespace

FrequencyTable frequencies(const LabelColumn& column, const FrequencyOptions& options) {
  check_labels(column, column.codes.size());
  const CountedSample sample(column.codes.size(), options);
  FrequencyTable out;
  static_cast<Answer&>(out) = sample.begun("frequencies");
  std::vector<Tally> tallies(column.names.size());
  Tally all;
  for (std::size_t i = 0; i < column.codes.size(); ++i) {
    tallies[static_cast<std::size_t>(column.codes[i])].add(sample.weight(i));
    all.add(sample.weight(i));
  }
  CompensatedSum before;
  for (std::size_t v = 0; v < tallies.size(); ++v) {
    const Tally& t = tallies[v];
    Frequency row{column.names[v], t.count, t.weight.value(), t.of(all), no_value, no_value, no_value};
    const ShareBounds b = sample.bounds(
        t.count, all.count, [&](std::size_t i) { return static_cast<std::size_t>(column.codes[i]) == v; },
        [](std::size_t) { return true; });
    row.low = b.low, row.high = b.high;
    before.add(t.weight.value());
    if (all.count > 0) row.cumulative = before.value() / all.weight.value();
    out.frequencies.push_back(std::move(row));
  }
  return out;
}

CrossTable cross_table(const LabelColumn& rows, const LabelColumn& columns, const FrequencyOptions& options) {
  check_labels(rows, columns.codes.size());
  check_labels(columns, rows.codes.size());
  const CountedSample sample(rows.codes.size(), options);
  CrossTable out;
  static_cast<Answer&>(out) = sample.begun("cross table");
  const std::size_t width = columns.names.size();
  std::vector<Tally> cells(rows.names.size() * width), of_row(rows.names.size()), of_column(width);
  Tally all;
  const auto place = [&](std::size_t i) {
    return static_cast<std::size_t>(rows.codes[i]) * width + static_cast<std::size_t>(columns.codes[i]);
  };
  for (std::size_t i = 0; i < rows.codes.size(); ++i)
    for (Tally* t : {&cells[place(i)], &of_row[place(i) / width], &of_column[place(i) % width], &all})
      t->add(sample.weight(i));
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const Tally &t = cells[at], &row = of_row[at / width], &column = of_column[at % width];
    const ShareBounds b = sample.bounds(
        t.count, row.count, [&](std::size_t i) { return place(i) == at; },
        [&](std::size_t i) { return place(i) / width == at / width; });
    out.cells.push_back({rows.names[at / width], columns.names[at % width], t.count, t.weight.value(),
                         t.of(all), t.of(row), b.low, b.high, t.of(column)});
  }
  return out;
}

Wording in_words(const FrequencyTable& f) {
  const Wording counted = counted_words(f);
  if (!f.not_estimable.empty() || f.frequencies.empty())
    return {"Not estimable: " + f.not_estimable.en + " (" + counted.en + ").",
            "无法估计：" + f.not_estimable.zh + "（" + counted.zh + "）。"};
  const auto most = std::ranges::max_element(f.frequencies, {}, &Frequency::share);
  const std::string values = std::to_string(f.frequencies.size()), share = readable(most->share);
  return {"Of " + values + " values the most frequent is " + most->value + ", a share of " + share + " (" +
              counted.en + ").",
          values + "个取值中最多的是" + most->value + "，比例为" + share + "（" + counted.zh + "）。"};
}

Wording in_words(const CrossTable& t) {
  const Wording counted = counted_words(t);
  if (!t.not_estimable.empty())
    return {"Not estimable: " + t.not_estimable.en + " (" + counted.en + ").",
            "无法估计：" + t.not_estimable.zh + "（" + counted.zh + "）。"};
  const std::string cells = std::to_string(t.cells.size());
  return {"A table of " + cells + " cells with the share of each in its row and column (" + counted.en + ").",
          "共" + cells + "个单元格的交叉表，含行比例与列比例（" + counted.zh + "）。"};
}

} // namespace aftercourse::statistics
