#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/mixed_model.hpp>

namespace aftercourse::statistics {
namespace {

using Numbers = std::vector<double>;
using Codes = std::vector<std::int32_t>;

// Davies and Goldsmith (1972): yields of dyestuff, six batches of five; diameters of penicillin on 24 plates
// of six samples (plate by plate).
const Numbers dyestuff{1545, 1440, 1440, 1520, 1580, 1540, 1555, 1490, 1560, 1495,
                       1595, 1550, 1605, 1510, 1560, 1445, 1440, 1595, 1465, 1545,
                       1595, 1630, 1515, 1635, 1625, 1520, 1455, 1450, 1480, 1445};
const Numbers penicillin{27, 23, 26, 23, 23, 21, 27, 23, 26, 23, 23, 21, 25, 21, 25, 24, 24, 20, 26, 23, 25,
                         23, 23, 20, 25, 22, 26, 22, 23, 20, 24, 22, 25, 23, 22, 19, 24, 20, 23, 21, 22, 19,
                         26, 22, 26, 24, 24, 21, 24, 21, 24, 22, 22, 20, 24, 21, 24, 23, 22, 19, 26, 23, 26,
                         24, 24, 21, 25, 22, 26, 24, 24, 20, 26, 24, 26, 24, 25, 22, 26, 23, 26, 23, 23, 20,
                         26, 23, 25, 24, 24, 22, 25, 22, 25, 23, 23, 20, 25, 21, 24, 23, 23, 20, 25, 22, 24,
                         23, 23, 19, 24, 21, 23, 21, 21, 19, 26, 23, 26, 24, 24, 21, 25, 21, 24, 22, 22, 18,
                         25, 22, 25, 22, 22, 20, 24, 21, 24, 22, 24, 19, 24, 21, 24, 22, 21, 18};

/// 0, 0 ... 1, 1 ...: `count` codes, each `times` in a row, from the start again after `levels`.
Codes cycled(std::size_t count, std::size_t levels, std::size_t times) {
  Codes codes;
  for (std::size_t i = 0; i < count; ++i) codes.push_back(static_cast<std::int32_t>(i / times % levels));
  return codes;
}

std::vector<std::string> names(std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back("L" + std::to_string(i));
  return out;
}

/// Columns of a model, kept alive.
struct Frame {
  Numbers outcome, weights;
  std::vector<Numbers> covariates;
  std::vector<Codes> factors;
  std::vector<std::vector<std::string>> levels;

  std::size_t factor(Codes codes, std::size_t count) {
    factors.push_back(std::move(codes));
    levels.push_back(names(count));
    return factors.size() - 1;
  }
  RandomTerm term(std::size_t f, const std::vector<std::size_t>& slopes = {}, bool correlated = true) const {
    RandomTerm out{"f" + std::to_string(f), factors[f], levels[f]};
    out.correlated = correlated;
    for (const std::size_t s : slopes) out.slopes.push_back({"x" + std::to_string(s), 0, covariates[s], {}});
    return out;
  }
  MixedModel fit(const std::vector<RandomTerm>& terms, const std::vector<std::size_t>& fixed = {},
                 const MixedModelOptions& options = {}) const {
    std::vector<Predictor> predictors;
    for (const std::size_t x : fixed) predictors.push_back({"x" + std::to_string(x), covariates[x], {}, {}});
    const Design design(outcome.size(), predictors);
    return mixed_model({outcome, weights, {}, {}}, design, terms, options);
  }
};

// Bates, Maechler, Bolker and Walker (2015); to more digits lme4 1.1-31 (bobyqa, rhoend 1e-9). The design is
// balanced, so the restricted estimates are those of the analysis of variance: (11271.5 - 2451.25) / 5 and
// 2451.25.
TEST(MixedModel, AgreesWithDyestuff) {
  Frame frame{dyestuff, {}, {}, {}, {}};
  const std::size_t batch = frame.factor(cycled(30, 6, 5), 6);
  const MixedModel m = frame.fit({frame.term(batch)});
  EXPECT_NEAR(m.criterion, 319.6542768422576, 1e-8);
  EXPECT_NEAR(m.components[0].variance, 1764.05, 1e-3);
  EXPECT_NEAR(m.components[1].variance, 2451.25, 1e-3);
  EXPECT_NEAR(m.fixed[0].estimate, 1527.5, 1e-9);
  EXPECT_NEAR(m.fixed[0].standard_error, 19.383411943672694, 1e-5);
  EXPECT_NEAR(m.fixed[0].df, 5, 1e-5); // balanced: batches - 1
  EXPECT_NEAR(m.theta[0], 0.8483237673320814, 1e-6);
  EXPECT_NEAR(m.terms[0].icc, 1764.05 / (1764.05 + 2451.25), 1e-6);
  const Numbers effects{-17.6068512234638,   0.39126336052202143, 28.562225318065284,
                        -23.084538270763822, 56.73318727560837,   -44.995286459964106};
  const double shrunk = 5 * 1764.05 / (5 * 1764.05 + 2451.25);
  for (std::size_t i = 0; i < 6; ++i) {
    const RandomEffect& effect = m.random.at("f0")[i];
    EXPECT_NEAR(effect.estimate, effects[i], 1e-4);
    EXPECT_NEAR(effect.conditional_sd, std::sqrt(1764.05 * (1 - shrunk)), 1e-4);
    // The mean of all is estimated as well: shrunk / 6 of a variance more.
    EXPECT_NEAR(effect.reliability, shrunk * (1 - 1.0 / 6), 1e-6);
    EXPECT_EQ(effect.observations, 5);
  }
  EXPECT_EQ(m.n, 30);
  EXPECT_EQ(m.parameters, 3);
  EXPECT_NEAR(m.aic, 319.6542768422576 + 6, 1e-8);
  EXPECT_FALSE(m.singular);
  const MixedModel ml = frame.fit({frame.term(batch)}, {}, {.restricted = false});
  EXPECT_NEAR(ml.criterion, 327.32705988112673, 1e-8); // MixedModels.jl, test/pls.jl
  EXPECT_NEAR(ml.theta[0], 0.7525806540074477, 1e-6);
}

TEST(MixedModel, AgreesWithPenicillin) {
  Frame frame{penicillin, {}, {}, {}, {}};
  const std::size_t plate = frame.factor(cycled(144, 24, 6), 24), sample = frame.factor(cycled(144, 6, 1), 6);
  const MixedModel ml = frame.fit({frame.term(plate), frame.term(sample)}, {}, {.restricted = false});
  EXPECT_NEAR(ml.criterion, 332.1883486700085, 1e-8); // MixedModels.jl, test/pls.jl
  EXPECT_NEAR(ml.fixed[0].standard_error, 0.7446037806555799, 1e-5);
  EXPECT_NEAR(ml.components[0].sd, 0.845571948075415, 1e-5);
  EXPECT_NEAR(ml.components[1].sd, 1.770666460750787, 5e-5);
  EXPECT_NEAR(ml.residual_sd, 0.549931906953287, 1e-6);
  const MixedModel reml = frame.fit({frame.term(plate), frame.term(sample)});
  EXPECT_NEAR(reml.criterion, 330.86058899108605, 1e-8); // lme4
  EXPECT_NEAR(reml.theta[0], 1.5396777461090985, 1e-5);
  EXPECT_NEAR(reml.theta[1], 3.512415850547344, 2e-5);
}

/// Generalised least squares by the book: the criterion for given variances, from V itself.
class ByTheBook {
 public:
  /// `covariances` of each term, rows of one level's effects.
  ByTheBook(const Frame& frame, const std::vector<RandomTerm>& terms, const std::vector<std::size_t>& fixed)
      : frame_(frame), terms_(terms), n_(frame.outcome.size()) {
    x_.push_back(Numbers(n_, 1));
    for (const std::size_t f : fixed) x_.push_back(frame.covariates[f]);
  }

  double criterion(const std::vector<std::vector<Numbers>>& covariances, double residual,
                   bool restricted) const {
    std::vector<Numbers> v(n_, Numbers(n_));
    for (std::size_t i = 0; i < n_; ++i) {
      v[i][i] = residual / (frame_.weights.empty() ? 1 : frame_.weights[i]);
      for (std::size_t t = 0; t < terms_.size(); ++t)
        for (std::size_t j = 0; j < n_; ++j)
          if (terms_[t].codes[i] == terms_[t].codes[j])
            for (std::size_t a = 0; a < covariances[t].size(); ++a)
              for (std::size_t b = 0; b < covariances[t].size(); ++b)
                v[i][j] += z(t, i, a) * covariances[t][a][b] * z(t, j, b);
    }
    const double log_v = factor(v);
    const std::size_t p = x_.size();
    std::vector<Numbers> columns = x_;
    columns.push_back(frame_.outcome);
    for (Numbers& column : columns) solve(v, column);
    std::vector<Numbers> normal(p + 1, Numbers(p + 1));
    for (std::size_t a = 0; a <= p; ++a)
      for (std::size_t b = 0; b <= p; ++b)
        for (std::size_t i = 0; i < n_; ++i) normal[a][b] += columns[a][i] * columns[b][i];
    factor(normal);
    const double rest = normal[p][p] * normal[p][p], degrees = static_cast<double>(restricted ? n_ - p : n_);
    double log_x = 0;
    for (std::size_t a = 0; a < p; ++a) log_x += 2 * std::log(normal[a][a]);
    return log_v + (restricted ? log_x : 0) + rest + degrees * std::log(2 * std::numbers::pi);
  }

 private:
  double z(std::size_t term, std::size_t i, std::size_t column) const {
    return column == 0 ? 1 : terms_[term].slopes[column - 1].values[i];
  }
  /// Cholesky in place; twice the logarithms of the pivots.
  static double factor(std::vector<Numbers>& m) {
    double sum = 0;
    for (std::size_t j = 0; j < m.size(); ++j)
      for (std::size_t i = j; i < m.size(); ++i) {
        double value = m[i][j];
        for (std::size_t k = 0; k < j; ++k) value -= m[i][k] * m[j][k];
        m[i][j] = i == j ? std::sqrt(value) : value / m[j][j];
        if (i == j) sum += 2 * std::log(m[i][j]);
      }
    return sum;
  }
  static void solve(const std::vector<Numbers>& l, Numbers& column) {
    for (std::size_t i = 0; i < l.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) column[i] -= l[i][k] * column[k];
      column[i] /= l[i][i];
    }
  }

  const Frame& frame_;
  const std::vector<RandomTerm>& terms_;
  std::size_t n_;
  std::vector<Numbers> x_;
};

/// The covariance of each term's effects as the answer has it.
std::vector<std::vector<Numbers>> covariances(const MixedModel& m, const std::vector<RandomTerm>& terms) {
  std::vector<std::vector<Numbers>> out;
  std::size_t at = 0, correlation = 0;
  for (const RandomTerm& term : terms) {
    const std::size_t k = 1 + term.slopes.size();
    std::vector<Numbers> g(k, Numbers(k));
    for (std::size_t a = 0; a < k; ++a) g[a][a] = m.components[at + a].variance;
    for (std::size_t a = 0; a < k && term.correlated; ++a)
      for (std::size_t b = a + 1; b < k; ++b)
        g[a][b] = g[b][a] =
            m.correlations[correlation++].correlation * m.components[at + a].sd * m.components[at + b].sd;
    at += k;
    out.push_back(g);
  }
  return out;
}

/// Unbalanced: levels drawn at random, nested, crossed, with slopes; some variances are 0.
Frame drawn(unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  Frame frame;
  const std::size_t n = 60;
  Codes a, b, nested;
  for (std::size_t i = 0; i < n; ++i) {
    a.push_back(static_cast<std::int32_t>(random() % 6));
    b.push_back(static_cast<std::int32_t>(random() % 4));
    nested.push_back(a.back() * 2 + static_cast<std::int32_t>(random() % 2));
  }
  frame.factor(a, 6), frame.factor(b, 4), frame.factor(nested, 12);
  frame.covariates.resize(2);
  Numbers effect(12), slope(6);
  for (double& e : effect) e = seed % 3 == 0 ? 0 : normal(random);
  for (double& s : slope) s = normal(random);
  for (std::size_t i = 0; i < n; ++i) {
    frame.covariates[0].push_back(normal(random) + 3);
    frame.covariates[1].push_back(normal(random));
    frame.weights.push_back(1 + static_cast<double>(random() % 3));
    frame.outcome.push_back(effect[static_cast<std::size_t>(a[i])] +
                            effect[static_cast<std::size_t>(11 - b[i])] +
                            slope[static_cast<std::size_t>(a[i])] * frame.covariates[1][i] + normal(random));
  }
  return frame;
}

// The criterion is that of V = Z G Z' + R itself, and no change of a variance lowers it.
TEST(MixedModel, IsTheLeastOfTheCriterionByTheBook) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    const Frame frame = drawn(seed);
    const std::vector<std::vector<RandomTerm>> models{
        {frame.term(0), frame.term(1)},         {frame.term(0), frame.term(2)},
        {frame.term(0, {1}), frame.term(1)},    {frame.term(0, {1}, false)},
        {frame.term(0, {0, 1}), frame.term(2)}, {frame.term(0), frame.term(1), frame.term(2)}};
    for (std::size_t which = 0; which < models.size(); ++which)
      for (const bool restricted : {true, false}) {
        SCOPED_TRACE("seed " + std::to_string(seed) + " model " + std::to_string(which));
        const MixedModel m = frame.fit(models[which], {0}, {.restricted = restricted});
        ASSERT_TRUE(m.not_estimable.empty()) << m.not_estimable.en;
        const ByTheBook book(frame, models[which], {0});
        std::vector<std::vector<Numbers>> g = covariances(m, models[which]);
        const double residual = m.residual_sd * m.residual_sd;
        for (auto& term : g) // a correlation with what does not vary is not defined
          for (Numbers& row : term)
            for (double& value : row)
              if (std::isnan(value)) value = 0;
        EXPECT_NEAR(book.criterion(g, residual, restricted), m.criterion, 1e-7);
        for (std::size_t t = 0; t < g.size(); ++t)
          for (std::size_t c = 0; c < g[t].size(); ++c) {
            auto moved = g;
            moved[t][c][c] += 1e-3;
            EXPECT_GE(book.criterion(moved, residual, restricted), m.criterion - 1e-8);
          }
        for (const double by : {0.999, 1.001})
          EXPECT_GE(book.criterion(g, residual * by, restricted), m.criterion - 1e-8);
      }
  }
}

// What differs only by the units of the outcome and by huge offsets is one model.
TEST(MixedModel, IsUnmovedByOffsetsAndUnits) {
  Frame frame = drawn(1);
  const MixedModel m = frame.fit({frame.term(0, {1}), frame.term(1)}, {0});
  for (double& y : frame.outcome) y = 1e9 + 100 * y;
  for (double& x : frame.covariates[0]) x = 1e7 + 0.01 * x;
  for (double& w : frame.weights) w *= 1e6;
  const MixedModel moved = frame.fit({frame.term(0, {1}), frame.term(1)}, {0});
  for (std::size_t i = 0; i + 1 < m.components.size(); ++i)
    EXPECT_NEAR(moved.components[i].sd, 100 * m.components[i].sd, 1e-3 * m.components[i].sd);
  EXPECT_NEAR(moved.residual_sd, 1e5 * m.residual_sd, 1e-1);
  EXPECT_NEAR(moved.fixed[1].estimate, 1e4 * m.fixed[1].estimate, 1e-2);
  EXPECT_NEAR(moved.fixed[1].statistic, m.fixed[1].statistic, 1e-5);
  EXPECT_NEAR(moved.fixed[1].df, m.fixed[1].df, 1e-3);
}

TEST(MixedModel, StatesAVarianceOfZero) {
  Frame frame;
  frame.outcome = {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3};
  const std::size_t f = frame.factor(cycled(12, 4, 3), 4); // all means are equal
  const MixedModel m = frame.fit({frame.term(f)});
  EXPECT_TRUE(m.singular);
  EXPECT_TRUE(m.terms[0].singular);
  EXPECT_EQ(m.components[0].variance, 0);
  EXPECT_TRUE(std::isnan(m.components[0].low));
  EXPECT_NEAR(m.residual_sd, std::sqrt(8.0 / 11), 1e-9);
  EXPECT_NEAR(m.fixed[0].df, 11, 1e-6);
  for (const RandomEffect& effect : m.random.at("f0")) {
    EXPECT_EQ(effect.estimate, 0);
    EXPECT_EQ(effect.conditional_sd, 0);
    EXPECT_EQ(effect.reliability, 0);
  }
  EXPECT_NE(in_words(m).en.find("zero"), std::string::npos);
}

TEST(MixedModel, LeavesOutWeightsOfZeroAndLevelsThatDoNotOccur) {
  Frame frame{dyestuff, Numbers(30, 2), {}, {}, {}};
  const std::size_t batch = frame.factor(cycled(30, 6, 5), 9);
  const MixedModel all = frame.fit({frame.term(batch)});
  frame.outcome.push_back(1e6);
  frame.weights.push_back(0);
  frame.factors[0].push_back(7);
  const MixedModel m = frame.fit({frame.term(batch)});
  EXPECT_EQ(m.n, 30);
  EXPECT_EQ(m.terms[0].levels, 6);
  EXPECT_EQ(m.criterion, all.criterion);
  EXPECT_NEAR(m.components[1].variance, 2 * 2451.25, 1e-3); // of an observation of weight 1
  EXPECT_TRUE(std::isnan(m.fitted[30]));
}

/// Why a model of `outcome` on a factor has no answer.
std::string why_not(Numbers outcome, Codes codes, std::vector<Numbers> covariates = {},
                    Numbers weights = {}) {
  Frame frame;
  frame.outcome = std::move(outcome);
  frame.weights = std::move(weights);
  frame.covariates = std::move(covariates);
  frame.factor(std::move(codes), 9);
  std::vector<std::size_t> fixed;
  for (std::size_t i = 0; i < frame.covariates.size(); ++i) fixed.push_back(i);
  const MixedModel m = frame.fit({frame.term(0)}, fixed);
  EXPECT_TRUE(std::isnan(m.criterion) || m.not_estimable.empty());
  EXPECT_EQ(m.not_estimable.en.empty(), m.not_estimable.zh.empty());
  return m.not_estimable.en;
}

TEST(MixedModel, SaysWhyItCannotBeEstimated) {
  const auto contains = [](const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
  };
  EXPECT_TRUE(contains(why_not({}, {}), "no observation"));
  EXPECT_TRUE(contains(why_not({1, 2, 3}, {0, 1, 1}, {}, {0, 0, 0}), "no observation"));
  EXPECT_TRUE(contains(why_not({1}, {0}), "1 observation"));
  EXPECT_TRUE(contains(why_not({1, 2, 4, 3}, {0, 0, 0, 0}), "one level"));
  EXPECT_TRUE(contains(why_not({1, 2, 4, 3}, {0, 1, 2, 3}), "as many"));
  EXPECT_TRUE(contains(why_not({7, 7, 7, 7, 7}, {0, 0, 1, 1, 1}), "explain the outcome entirely"));
  EXPECT_TRUE(contains(why_not({1, 2, 4, 3, 5}, {0, 0, 1, 1, 1}, {{3, 3, 3, 3, 3}}), "x0"));
  EXPECT_TRUE(contains(why_not({1, 1, 2, 2, 5, 5}, {0, 0, 1, 1, 2, 2}), "no variance is left"));
}

TEST(MixedModel, RefusesWhatIsNoColumn) {
  Frame frame{{1, 2, 4, 3, 5, 4}, {}, {}, {}, {}};
  const std::size_t f = frame.factor({0, 0, 1, 1, 2, 2}, 2); // code 2 has no level
  EXPECT_THROW(frame.fit({frame.term(f)}), InvalidArgument);
  frame.levels[0].push_back("third");
  EXPECT_THROW(frame.fit({}), InvalidArgument);
  EXPECT_THROW(frame.fit({frame.term(f)}, {}, {.level = 1}), InvalidArgument);
  frame.weights = {1, 1, 1, 1, 1, -1};
  EXPECT_THROW(frame.fit({frame.term(f)}), InvalidArgument);
  frame.weights = {};
  frame.outcome[2] = std::numeric_limits<double>::infinity();
  EXPECT_THROW(frame.fit({frame.term(f)}), InvalidArgument);
}

// 3,000 students and 200 lecturers at random, 20,000 ratings: the variances that made them come back.
TEST(MixedModel, FindsTheVariancesOfManyCrossedLevels) {
  std::mt19937 random(5);
  std::normal_distribution<double> normal;
  Numbers student(3000), lecturer(200);
  for (double& e : student) e = 0.5 * normal(random);
  for (double& e : lecturer) e = 0.8 * normal(random);
  Frame frame;
  Codes s, d;
  for (int i = 0; i < 20000; ++i) {
    s.push_back(static_cast<std::int32_t>(random() % 3000));
    d.push_back(static_cast<std::int32_t>(random() % 200));
    frame.outcome.push_back(student[static_cast<std::size_t>(s.back())] +
                            lecturer[static_cast<std::size_t>(d.back())] + normal(random));
  }
  frame.factor(s, 3000), frame.factor(d, 200);
  const MixedModel m = frame.fit({frame.term(0), frame.term(1)});
  ASSERT_TRUE(m.not_estimable.empty());
  const double truth[] = {0.5, 0.8, 1};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(m.components[i].sd, truth[i], 0.2 * truth[i]);
    EXPECT_LT(m.components[i].low, truth[i]);
    EXPECT_GT(m.components[i].high, truth[i]);
  }
  // The intervals of 200 lecturers hold nearly all.
  int held = 0;
  const std::vector<RandomEffect>& effects = m.random.at("f1");
  for (std::size_t i = 0; i < 200; ++i) held += effects[i].low < lecturer[i] && lecturer[i] < effects[i].high;
  EXPECT_GE(held, 180);
}

} // namespace
} // namespace aftercourse::statistics
