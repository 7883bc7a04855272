// associations: what goes with an outcome? Each factor by itself, with an effect size and a p-value that is
// corrected for having looked at several. An association is no cause: whoever chose the factor may have
// chosen the outcome with it. Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/data.hpp>

namespace aftercourse::statistics {

/// One factor. The effect size is
///   correlation  both are numbers: Pearson's r, interval by Fisher's z (1921, Metron 1:3-32)
///   eta squared  one is numbers, the other labels: the share of the variance between the groups, interval as
///                one_way_anova(); df is between
///   Cramer's V   both are labels, interval as chi_square()
/// By cluster p is that of Wald's test with CR1 and t or F with clusters - 1, and there is no interval.
struct Association {
  std::string factor, effect;
  double estimate = no_value, low = no_value, high = no_value;
  double p_value = no_value, p_adjusted = no_value;
  std::int64_t n = 0, missing = 0; ///< rows in which both are known, and others
  Wording not_estimable;
};
BOOST_DESCRIBE_STRUCT(Association, (),
                      (factor, effect, estimate, low, high, p_value, p_adjusted, n, missing, not_estimable))

/// `n`: the rows that have an outcome.
struct Associations : Answer {
  std::string outcome, correction;
  std::vector<Association> associations; ///< in the order of the factors
};
BOOST_DESCRIBE_STRUCT(Associations, (Answer), (outcome, correction, associations))

struct AssociationOptions {
  std::string correction = "holm"; ///< or another of adjust_p_values
  std::string cluster{};           ///< a column; empty: observations are independent
  Missing missing = Missing::drop;
  double level = 0.95;
};

/// Columns of the data by name. Throws NotFound AC5505 for no such column, InvalidArgument AC5507 without a
/// factor, AC5504 for an unknown correction and for clusters beside an outcome of labels, AC5501, DataError
/// AC5506.
Associations associations(const Data& data, const std::string& outcome,
                          const std::vector<std::string>& factors, const AssociationOptions& options = {});

Wording in_words(const Associations& answer);

} // namespace aftercourse::statistics
