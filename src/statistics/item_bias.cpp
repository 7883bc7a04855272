#include <aftercourse/statistics/item_bias.hpp>

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

/// Of one score: reference right and wrong, focal right and wrong.
struct BiasStratum {
  double a = 0, b = 0, c = 0, d = 0;

  double n() const { return a + b + c + d; }
  bool says_something() const { return a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0; }
};

struct BiasSums {
  double r = 0, s = 0;                           ///< Σ ad/n, Σ bc/n
  double pr = 0, ps_qr = 0, qs = 0;              ///< Robins, Breslow and Greenland
  double observed = 0, expected = 0, spread = 0; ///< of reference right
  std::int64_t strata = 0;
};

BiasSums bias_sums(std::span<const BiasStratum> strata) {
  BiasSums sums;
  for (const BiasStratum& t : strata) {
    if (!t.says_something()) continue;
    const double n = t.n(), r = t.a * t.d / n, s = t.b * t.c / n, p = (t.a + t.d) / n, q = (t.b + t.c) / n;
    ++sums.strata;
    sums.r += r;
    sums.s += s;
    sums.pr += p * r;
    sums.ps_qr += p * s + q * r;
    sums.qs += q * s;
    const double reference = t.a + t.b, focal = t.c + t.d, right = t.a + t.c, wrong = t.b + t.d;
    sums.observed += t.a;
    sums.expected += reference * right / n;
    sums.spread += reference * focal * right * wrong / (n * n * (n - 1));
  }
  return sums;
}

std::string ets_class_of(const ItemBiasRow& row) {
  const double size = std::abs(row.delta);
  constexpr double one_sided = 1.6448536269514722;
  const std::string sign = row.delta > 0 ? "+" : "-";
  if (row.p_value >= 0.05 || size < 1) return "A";
  if (size >= 1.5 && size - one_sided * row.delta_error > 1) return "C" + sign;
  return "B" + sign;
}

ItemBiasRow row_of_bias(std::size_t j, std::span<const BiasStratum> strata, double level) {
  const BiasSums sums = bias_sums(strata);
  ItemBiasRow row;
  row.item = std::to_string(j + 1);
  row.strata = sums.strata;
  if (!(sums.r > 0) || !(sums.s > 0)) {
    row.not_estimable = {"no two persons of equal score in the two groups differ both ways",
                         "两组中同分者的作答差异不足以比较"};
    return row;
  }
  row.odds_ratio = sums.r / sums.s;
  const double error = std::sqrt(sums.pr / (2 * sums.r * sums.r) + sums.ps_qr / (2 * sums.r * sums.s) +
                                 sums.qs / (2 * sums.s * sums.s));
  const double z = distributions::normal_quantile((1 + level) / 2);
  row.low = row.odds_ratio * std::exp(-z * error);
  row.high = row.odds_ratio * std::exp(z * error);
  row.delta = -2.35 * std::log(row.odds_ratio);
  row.delta_error = 2.35 * error;
  const double off = std::max(0.0, std::abs(sums.observed - sums.expected) - 0.5);
  row.chi_square = off * off / sums.spread;
  row.p_value = distributions::chi_square_upper(1, row.chi_square);
  row.ets_class = ets_class_of(row);
  return row;
}

void require_right_or_wrong(std::span<const std::span<const double>> items, std::size_t persons) {
  if (items.empty()) throw InvalidArgument("AC5507", "there is no column of items");
  for (std::size_t j = 0; j < items.size(); ++j) {
    const std::string name = "item " + std::to_string(j + 1);
    require_equal_length(persons, items[j].size(), "the groups", name);
    require_finite(items[j], name);
    if (std::ranges::any_of(items[j], [](double x) { return x != 0 && x != 1; }))
      throw InvalidArgument("AC5504", "an answer is right (1) or wrong (0); " + name + " has another number");
  }
}

} // namespace

ItemBias item_bias(std::span<const std::span<const double>> items, std::span<const std::int32_t> focal,
                   double level) {
  require_level(level);
  require_right_or_wrong(items, focal.size());
  ItemBias bias;
  bias.estimator = "Mantel-Haenszel";
  bias.level = level;
  bias.n = static_cast<std::int64_t>(focal.size());
  std::vector<std::size_t> score(focal.size(), 0);
  for (const auto item : items)
    for (std::size_t i = 0; i < item.size(); ++i) score[i] += item[i] == 1;
  for (const std::int32_t f : focal) {
    if (f != 0 && f != 1) throw InvalidArgument("AC5504", "a person is of the focal group (1) or not (0)");
    ++(f == 1 ? bias.focal_n : bias.reference_n);
  }
  if (bias.focal_n == 0 || bias.reference_n == 0) {
    bias.not_estimable = {"one of the two groups is empty", "两组中有一组没有人"};
    return bias;
  }
  for (std::size_t j = 0; j < items.size(); ++j) {
    std::vector<BiasStratum> strata(items.size() + 1);
    for (std::size_t i = 0; i < focal.size(); ++i) {
      BiasStratum& t = strata[score[i]];
      const bool right = items[j][i] == 1;
      ++(focal[i] == 1 ? (right ? t.c : t.d) : (right ? t.a : t.b));
    }
    bias.items.push_back(row_of_bias(j, strata, level));
  }
  return bias;
}

Wording in_words(const ItemBias& bias) {
  const Wording size = size_in_words(bias);
  if (!bias.not_estimable.empty())
    return {"No item bias: " + bias.not_estimable.en + " (" + size.en + ").",
            "无法检验题目偏差：" + bias.not_estimable.zh + "（" + size.zh + "）。"};
  std::string large;
  for (const ItemBiasRow& row : bias.items)
    if (row.ets_class.starts_with('C')) large += (large.empty() ? "" : ", ") + row.item;
  const std::string items = std::to_string(bias.items.size()), none = large.empty() ? "none" : large;
  return {"Of " + items + " items these favour one group strongly at equal score (ETS class C): " + none +
              "; " + size.en + ".",
          items + " 个题目中，同分者之间明显偏向一组（ETS C 类）的题目：" + (large.empty() ? "无" : large) +
              "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
