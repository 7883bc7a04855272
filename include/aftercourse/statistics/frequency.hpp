// Frequency: how often each value of a column of labels occurs, alone or crossed with another, with counts,
// shares and the interval of each share: Wilson's for independent observations, Korn and Graubard's with
// sampling weights or clusters (proportion.hpp). Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// A column of labels: codes into their names.
struct LabelColumn {
  std::span<const std::int32_t> codes;
  std::span<const std::string> names;
};

struct FrequencyOptions {
  double level = 0.95;
  std::span<const double> weights{};        ///< sampling weights; empty: all equal
  std::span<const std::int32_t> clusters{}; ///< codes; empty: independent observations
};

struct Frequency {
  std::string value;
  std::int64_t count = 0;
  double weight = 0; ///< the count without weights
  double share = no_value, low = no_value, high = no_value;
  double cumulative = no_value; ///< share of this value and those before it
};
BOOST_DESCRIBE_STRUCT(Frequency, (), (value, count, weight, share, low, high, cumulative))

struct FrequencyTable : Answer {
  std::vector<Frequency> frequencies; ///< every name, in order, those that do not occur too
};
BOOST_DESCRIBE_STRUCT(FrequencyTable, (Answer), (frequencies))

struct Cell {
  std::string row, column;
  std::int64_t count = 0;
  double weight = 0;
  double share = no_value;     ///< of all
  double row_share = no_value; ///< of its row, with its interval
  double low = no_value, high = no_value;
  double column_share = no_value; ///< of its column
};
BOOST_DESCRIBE_STRUCT(Cell, (), (row, column, count, weight, share, row_share, low, high, column_share))

struct CrossTable : Answer {
  std::vector<Cell> cells; ///< row by row
};
BOOST_DESCRIBE_STRUCT(CrossTable, (Answer), (cells))

/// Throw InvalidArgument AC5502, AC5503, AC5504 for a code beyond its names or a negative weight. n counts
/// the observations of positive weight. The share of an empty row or column is NaN.
FrequencyTable frequencies(const LabelColumn& column, const FrequencyOptions& options = {});
CrossTable cross_table(const LabelColumn& rows, const LabelColumn& columns,
                       const FrequencyOptions& options = {});

Wording in_words(const FrequencyTable& table);
Wording in_words(const CrossTable& table);

} // namespace aftercourse::statistics
