#include "mixed_design.hpp"

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

namespace {

using Index = Eigen::Index;

constexpr double dependent_below =
    1e-11; ///< of a column's length: what is left when it depends on the others

void check_columns(const Observations& rows, const Design& fixed, std::span<const RandomTerm> random) {
  const auto check = [&](std::span<const double> values, const std::string& name) {
    require_equal_length(rows.outcome.size(), values.size(), "the outcome", name);
    require_finite(values, name);
  };
  check(rows.outcome, "the outcome");
  for (const DesignColumn& column : fixed.columns()) check(column.values, column.name);
  if (!rows.cluster.empty())
    throw InvalidArgument("AC5504", "a mixed model takes no clusters: give their column as a random term");
  if (!rows.offset.empty()) throw InvalidArgument("AC5504", "a linear mixed model takes no offset");
  if (random.empty())
    throw InvalidArgument(
        "AC5504", "a mixed model has at least one random term; without one it is a linear regression");
  for (const RandomTerm& term : random) {
    require_equal_length(rows.outcome.size(), term.codes.size(), "the outcome", term.factor);
    for (const DesignColumn& column : term.slopes) check(column.values, column.name);
    if (!term.intercept && term.slopes.empty())
      throw InvalidArgument("AC5504",
                            "the random term of " + term.factor + " has neither an intercept nor a slope");
    for (const std::int32_t code : term.codes)
      if (code < 0 || static_cast<std::size_t>(code) >= term.levels.size())
        throw InvalidArgument("AC5504", "code " + std::to_string(code) + " of " + term.factor +
                                            " is none of its " + std::to_string(term.levels.size()) +
                                            " levels");
  }
  if (rows.weights.empty()) return;
  check(rows.weights, "weights");
  for (const double weight : rows.weights)
    if (weight < 0) throw InvalidArgument("AC5504", "a weight is negative; 0 leaves an observation out");
}

void read_weights(MixedDesign& design, std::size_t rows, std::span<const double> weights) {
  for (std::size_t i = 0; i < rows; ++i)
    if (weights.empty() || weights[i] > 0) design.used.push_back(i);
  design.observations = design.used.size();
  if (weights.empty() || design.used.empty()) return;
  double sum = 0;
  for (const std::size_t i : design.used) {
    sum += weights[i];
    design.sum_log_weights += std::log(weights[i]);
  }
  design.mean_weight = sum / static_cast<double>(design.observations);
  for (const std::size_t i : design.used) design.weights.push_back(weights[i] / design.mean_weight);
}

/// The values that count, times the roots of their weights.
Eigen::VectorXd weighted(const MixedDesign& design, std::span<const double> values) {
  Eigen::VectorXd column(static_cast<Index>(design.observations));
  for (std::size_t i = 0; i < design.observations; ++i)
    column[static_cast<Index>(i)] = (values.empty() ? 1.0 : values[design.used[i]]) *
                                    (design.weights.empty() ? 1.0 : std::sqrt(design.weights[i]));
  return column;
}

/// Takes from a column what lies along the first `known` of q, twice for the sake of precision, and gives the
/// parts.
Eigen::VectorXd orthogonalise(Eigen::VectorXd& column, const Eigen::MatrixXd& q, Index known) {
  Eigen::VectorXd parts = Eigen::VectorXd::Zero(known);
  for (int round = 0; round < 2; ++round) {
    const Eigen::VectorXd along = q.leftCols(known).transpose() * column;
    column.noalias() -= q.leftCols(known) * along;
    parts += along;
  }
  return parts;
}

/// Orthonormal columns q with columns = q r; the index of the first that depends on those before it, or their
/// number.
std::size_t orthonormalise(std::vector<Eigen::VectorXd>& columns, Eigen::MatrixXd& q, Eigen::MatrixXd& r,
                           Index rows) {
  const auto count = static_cast<Index>(columns.size());
  q.resize(rows, count);
  r = Eigen::MatrixXd::Zero(count, count);
  for (Index j = 0; j < count; ++j) {
    Eigen::VectorXd& column = columns[static_cast<std::size_t>(j)];
    const double length = column.norm();
    r.col(j).head(j) = orthogonalise(column, q, j);
    const double left = column.norm();
    if (!(left > dependent_below * length)) return static_cast<std::size_t>(j);
    r(j, j) = left;
    q.col(j) = column / left;
  }
  return columns.size();
}

Wording few_observations(std::size_t n, std::size_t p) {
  return {"there are " + std::to_string(n) + " observations for " + std::to_string(p) +
              " fixed effects and a variance",
          "只有 " + std::to_string(n) + " 个观测，不足以估计 " + std::to_string(p) + " 个固定效应和方差"};
}

Wording dependent_column(const std::string& name) {
  return {"the fixed effect of " + name + " depends linearly on those before it",
          "固定效应“" + name + "”是前面各项的线性组合，无法分开估计"};
}

void read_fixed(MixedDesign& design, std::span<const double> outcome, const Design& fixed) {
  std::vector<Eigen::VectorXd> columns;
  if (fixed.intercept()) columns.push_back(weighted(design, {}));
  for (const DesignColumn& column : fixed.columns()) columns.push_back(weighted(design, column.values));
  design.fixed = columns.size();
  if (design.observations < design.fixed + 2) {
    design.not_estimable = few_observations(design.observations, design.fixed);
    return;
  }
  const Eigen::VectorXd root_weights = weighted(design, {});
  design.mean_row.resize(static_cast<Index>(design.fixed));
  for (std::size_t j = 0; j < columns.size(); ++j)
    design.mean_row[static_cast<Index>(j)] = root_weights.dot(columns[j]) / root_weights.squaredNorm();
  const std::size_t independent =
      orthonormalise(columns, design.q, design.r, static_cast<Index>(design.observations));
  if (independent < design.fixed) {
    design.not_estimable = dependent_column(std::string(fixed.parameter(independent)));
    return;
  }
  Eigen::VectorXd rest = weighted(design, outcome);
  const double length = rest.norm();
  design.outcome_on_q = orthogonalise(rest, design.q, static_cast<Index>(design.fixed));
  design.sum_of_squares = rest.squaredNorm();
  if (!(rest.norm() > 1e-13 * length))
    design.not_estimable = {"the fixed effects explain the outcome entirely: nothing varies about them",
                            "固定效应完全解释了结果变量，没有剩余变异"};
  design.q.conservativeResize(Eigen::NoChange,
                              design.q.cols() + 1); // the outcome stands behind the fixed columns
  design.q.rightCols(1) = rest;
}

/// Codes of the levels that occur, in the caller's order.
void read_levels(MixedFactor& factor, const MixedDesign& design, const RandomTerm& term) {
  std::vector<std::int32_t> level_of_code(term.levels.size(), -1);
  for (const std::size_t i : design.used) level_of_code[static_cast<std::size_t>(term.codes[i])] = 0;
  for (std::size_t code = 0; code < term.levels.size(); ++code)
    if (level_of_code[code] == 0) {
      level_of_code[code] = static_cast<std::int32_t>(factor.code_of.size());
      factor.code_of.push_back(static_cast<std::int32_t>(code));
    }
  factor.levels = factor.code_of.size();
  factor.observations.resize(factor.levels);
  factor.level_of.reserve(design.observations);
  for (const std::size_t i : design.used) {
    const std::int32_t level = level_of_code[static_cast<std::size_t>(term.codes[i])];
    factor.level_of.push_back(level);
    ++factor.observations[static_cast<std::size_t>(level)];
  }
}

Wording dependent_slope(const RandomTerm& term) {
  return {"the random effects of " + term.factor + " depend linearly on each other: a slope does not vary",
          "“" + term.factor + "”的随机效应彼此线性相关：某个斜率变量没有变化"};
}

void read_columns(MixedFactor& factor, MixedDesign& design, const RandomTerm& term) {
  std::vector<Eigen::VectorXd> columns;
  if (term.intercept) columns.push_back(weighted(design, {}));
  for (const DesignColumn& slope : term.slopes) columns.push_back(weighted(design, slope.values));
  factor.columns = columns.size();
  factor.correlated = term.correlated;
  const auto k = static_cast<Index>(factor.columns);
  const double root_n = std::sqrt(static_cast<double>(design.observations));
  Eigen::MatrixXd q, r;
  const std::vector<Eigen::VectorXd> given = columns;
  if (orthonormalise(columns, q, r, static_cast<Index>(design.observations)) < columns.size()) {
    design.not_estimable = dependent_slope(term);
    return;
  }
  factor.basis = r.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(k, k)) * root_n;
  factor.orthogonal = Eigen::MatrixXd::Identity(k, k);
  if (!term.correlated) {
    Eigen::MatrixXd scale = Eigen::MatrixXd::Zero(k, k);
    for (Index j = 0; j < k; ++j) {
      const double length = given[static_cast<std::size_t>(j)].norm();
      scale(j, j) = root_n / length;
      q.col(j) = given[static_cast<std::size_t>(j)] / length;
    }
    factor.orthogonal = scale.inverse() * factor.basis;
    factor.basis = scale;
  }
  factor.z.resize(design.observations * factor.columns);
  for (Index i = 0; i < q.rows(); ++i)
    for (Index j = 0; j < k; ++j) factor.z[static_cast<std::size_t>(i * k + j)] = q(i, j) * root_n;
}

/// Too few levels, or as many effects as observations.
Wording why_not(const MixedFactor& factor, const MixedDesign& design, const std::string& name) {
  if (factor.levels < 2)
    return {"the factor " + name + " has one level: nothing varies between levels",
            "因子“" + name + "”只有一个水平，水平之间没有变异"};
  if (factor.effects() < design.observations) return {};
  return {"the random effects of " + name + " are as many (" + std::to_string(factor.effects()) +
              ") as the observations (" + std::to_string(design.observations) +
              "): they cannot be told from the residuals",
          "“" + name + "”的随机效应（" + std::to_string(factor.effects()) + " 个）不少于观测（" +
              std::to_string(design.observations) + " 个），无法与残差区分"};
}

void multiply_with_fixed(MixedFactor& factor, const MixedDesign& design) {
  const std::size_t border = design.border(), k = factor.columns;
  factor.with_fixed.assign(factor.effects() * border, 0.0);
  for (std::size_t j = 0; j < border; ++j) {
    const double* column = design.q.col(static_cast<Index>(j)).data();
    for (std::size_t i = 0; i < design.observations; ++i) {
      const auto level = static_cast<std::size_t>(factor.level_of[i]);
      for (std::size_t c = 0; c < k; ++c)
        factor.with_fixed[(level * k + c) * border + j] += factor.z[i * k + c] * column[i];
    }
  }
}

/// The observations sorted by level, stable.
std::vector<std::int32_t> by_level(const MixedFactor& factor, std::vector<std::size_t>& first) {
  first.assign(factor.levels + 1, 0);
  for (const std::int32_t level : factor.level_of) ++first[static_cast<std::size_t>(level) + 1];
  for (std::size_t l = 0; l < factor.levels; ++l) first[l + 1] += first[l];
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  std::vector<std::int32_t> order(factor.level_of.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[next[static_cast<std::size_t>(factor.level_of[i])]++] = static_cast<std::int32_t>(i);
  return order;
}

MixedPair multiply(const MixedDesign& design, std::size_t row_factor, std::size_t column_factor) {
  const MixedFactor &f = design.factors[row_factor], &g = design.factors[column_factor];
  MixedPair pair{row_factor, column_factor, {}, {}, {}, 0};
  std::vector<std::size_t> first;
  const std::vector<std::int32_t> order = by_level(f, first);
  std::vector<std::size_t> block_of(g.levels);
  const std::size_t size = f.columns * g.columns;
  for (std::size_t l = 0; l < f.levels; ++l) {
    const std::size_t before = pair.rows.size();
    for (std::size_t at = first[l]; at < first[l + 1]; ++at) {
      const auto i = static_cast<std::size_t>(order[at]);
      const std::int32_t other = g.level_of[i];
      std::size_t& block = block_of[static_cast<std::size_t>(other)];
      if (block >= pair.rows.size() || block < before || pair.columns[block] != other) {
        block = pair.rows.size();
        pair.rows.push_back(static_cast<std::int32_t>(l));
        pair.columns.push_back(other);
        pair.products.resize(pair.products.size() + size);
      }
      double* to = &pair.products[block * size];
      for (std::size_t a = 0; a < f.columns; ++a)
        for (std::size_t b = 0; b < g.columns; ++b)
          to[a * g.columns + b] += f.z[i * f.columns + a] * g.z[i * g.columns + b];
    }
  }
  return pair;
}

} // namespace

MixedDesign read_design(const Observations& rows, const Design& fixed, std::span<const RandomTerm> random) {
  check_columns(rows, fixed, random);
  MixedDesign design;
  read_weights(design, rows.outcome.size(), rows.weights);
  if (design.observations == 0) {
    design.not_estimable = {"no observation counts: there is none, or all weights are 0",
                            "没有可用的观测（或权重全为 0）"};
    return design;
  }
  read_fixed(design, rows.outcome, fixed);
  std::size_t nodes = 0;
  for (const RandomTerm& term : random) {
    if (!design.not_estimable.empty()) return design;
    MixedFactor& factor = design.factors.emplace_back();
    read_levels(factor, design, term);
    read_columns(factor, design, term);
    if (design.not_estimable.empty()) design.not_estimable = why_not(factor, design, term.factor);
    factor.first = design.effects;
    factor.first_node = nodes;
    design.effects += factor.effects();
    nodes += factor.levels;
    if (design.not_estimable.empty()) multiply_with_fixed(factor, design);
  }
  if (!design.not_estimable.empty()) return design;
  for (std::size_t f = 0; f < design.factors.size(); ++f) design.pairs.push_back(multiply(design, f, f));
  for (std::size_t f = 0; f < design.factors.size(); ++f)
    for (std::size_t g = f + 1; g < design.factors.size(); ++g)
      design.pairs.push_back(multiply(design, f, g));
  return design;
}

FrontTree arrange(MixedDesign& design) {
  std::vector<std::int32_t> sizes;
  std::vector<FrontTree::Edge> edges;
  for (const MixedFactor& factor : design.factors)
    sizes.insert(sizes.end(), factor.levels, static_cast<std::int32_t>(factor.columns));
  for (const MixedPair& pair : design.pairs) {
    if (pair.diagonal()) continue;
    const auto f = static_cast<std::int32_t>(design.factors[pair.row_factor].first_node);
    const auto g = static_cast<std::int32_t>(design.factors[pair.column_factor].first_node);
    for (std::size_t i = 0; i < pair.rows.size(); ++i)
      edges.emplace_back(f + pair.rows[i], g + pair.columns[i]);
  }
  FrontTree tree(sizes, edges, static_cast<std::int32_t>(design.border()));
  const auto row_of = [&](const MixedFactor& factor, std::int32_t level) {
    return tree.first_of_node[factor.first_node + static_cast<std::size_t>(level)];
  };
  for (MixedPair& pair : design.pairs) {
    const MixedFactor &f = design.factors[pair.row_factor], &g = design.factors[pair.column_factor];
    pair.first_entry = design.entries.size();
    for (std::size_t i = 0; i < pair.rows.size(); ++i)
      for (std::int32_t a = 0; a < static_cast<std::int32_t>(f.columns); ++a)
        for (std::int32_t b = 0; b < (pair.diagonal() ? a + 1 : static_cast<std::int32_t>(g.columns)); ++b)
          design.entries.push_back({row_of(f, pair.rows[i]) + a, row_of(g, pair.columns[i]) + b});
  }
  for (const MixedFactor& factor : design.factors)
    for (std::int32_t level = 0; level < static_cast<std::int32_t>(factor.levels); ++level)
      for (std::int32_t c = 0; c < static_cast<std::int32_t>(factor.columns); ++c)
        for (std::int32_t j = 0; j < tree.border; ++j)
          design.entries.push_back({tree.inner + j, row_of(factor, level) + c});
  for (std::int32_t i = 0; i < tree.border; ++i)
    for (std::int32_t j = 0; j <= i; ++j) design.entries.push_back({tree.inner + i, tree.inner + j});
  return tree;
}

} // namespace aftercourse::statistics
