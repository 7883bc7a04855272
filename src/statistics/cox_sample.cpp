#include "cox_sample.hpp"

#include <algorithm>

#include "risk_sets.hpp"

namespace aftercourse::statistics {

namespace {

struct CoxKey {
  double time;
  std::uint32_t row;
  std::int32_t stratum;
};

std::vector<CoxKey> ordered_rows(const SurvivalTimes& times, const SubjectGroups& strata) {
  std::vector<CoxKey> keys;
  keys.reserve(times.time.size());
  for (std::uint32_t i = 0; i < times.time.size(); ++i)
    if (weight_of(times, i) > 0)
      keys.push_back({times.time[i], i, strata.codes.empty() ? 0 : strata.codes[i]});
  std::sort(keys.begin(), keys.end(), [](const CoxKey& a, const CoxKey& b) {
    if (a.stratum != b.stratum) return a.stratum < b.stratum;
    return a.time != b.time ? a.time > b.time : a.row < b.row;
  });
  return keys;
}

/// The covariate in the order of the rows, centred and scaled; scale 0 when it is constant.
void standardise(CoxSample& sample, std::size_t column, std::span<const double> values) {
  double total = 0, sum = 0;
  bool constant = true;
  for (std::size_t i = 0; i < sample.n; ++i) {
    sum += sample.weight[i] * values[sample.row[i]];
    total += sample.weight[i];
    constant = constant && values[sample.row[i]] == values[sample.row[0]];
  }
  double mean = sum / total, rest = 0, squares = 0;
  for (std::size_t i = 0; i < sample.n; ++i) rest += sample.weight[i] * (values[sample.row[i]] - mean);
  mean += rest / total;
  for (std::size_t i = 0; i < sample.n; ++i) {
    const double from_mean = values[sample.row[i]] - mean;
    squares += sample.weight[i] * from_mean * from_mean;
  }
  const double scale = constant ? 0 : std::sqrt(squares / total);
  for (std::size_t i = 0; i < sample.n; ++i)
    sample.x[i * sample.p + column] = scale > 0 ? (values[sample.row[i]] - mean) / scale : 0;
  sample.mean.push_back(constant && sample.n > 0 ? values[sample.row[0]] : mean);
  sample.scale.push_back(scale);
}

void find_times(CoxSample& sample, const std::vector<CoxKey>& keys) {
  std::size_t stratum_first = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i == 0 || keys[i].stratum != keys[i - 1].stratum) stratum_first = i;
    if (i == stratum_first || keys[i].time != keys[i - 1].time)
      sample.times.push_back({keys[i].time, i, i, stratum_first, keys[i].stratum, 0, 0});
    CoxTime& t = sample.times.back();
    t.last = i + 1;
    if (!sample.died[i]) continue;
    ++t.deaths;
    t.death_weight += sample.weight[i];
  }
}

void order_entries(CoxSample& sample, const std::vector<CoxKey>& keys) {
  sample.by_entry.resize(keys.size());
  for (std::uint32_t i = 0; i < keys.size(); ++i) sample.by_entry[i] = i;
  std::sort(sample.by_entry.begin(), sample.by_entry.end(), [&](std::uint32_t a, std::uint32_t b) {
    return keys[a].stratum != keys[b].stratum ? keys[a].stratum < keys[b].stratum
                                              : sample.entry[a] > sample.entry[b];
  });
}

} // namespace

CoxSample::CoxSample(const SurvivalTimes& given, std::span<const CoxCovariate> covariates,
                     const SubjectGroups& strata, std::span<const double> offsets)
    : p(covariates.size()) {
  const std::vector<CoxKey> keys = ordered_rows(given, strata);
  n = keys.size();
  row.reserve(n), weight.reserve(n), offset.reserve(n), died.reserve(n);
  for (const CoxKey& key : keys) {
    row.push_back(key.row);
    weight.push_back(weight_of(given, key.row));
    offset.push_back(offsets.empty() ? 0 : offsets[key.row]);
    died.push_back(given.event[key.row] != 0);
    if (!given.entry.empty()) entry.push_back(given.entry[key.row]);
  }
  x.resize(n * p);
  for (std::size_t column = 0; column < p; ++column) standardise(*this, column, covariates[column].values);
  find_times(*this, keys);
  if (!given.entry.empty()) order_entries(*this, keys);
}

std::vector<double> CoxSample::linear_predictor(std::span<const double> beta) const {
  std::vector<double> eta = offset;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < p; ++j) eta[i] += covariates(i)[j] * beta[j];
  return eta;
}

} // namespace aftercourse::statistics
