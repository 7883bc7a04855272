// Coefficient: one line of a model's table, and what the models share in reporting it: how the covariance of
// the coefficients is estimated, which columns others determine, the joint test of a term. Plain values.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// How the covariance of the coefficients is estimated.
enum class Covariance : std::uint8_t {
  automatic,  ///< cr1 when clusters are given, else classical
  classical,  ///< one variance for all observations; of a generalised model the inverse information
  hc0,        ///< White (1980) Econometrica 48:817
  hc1,        ///< hc0 · n / (n - p)
  hc2,        ///< residuals squared over 1 - leverage (MacKinnon and White 1985, J. Econometrics 29:305)
  hc3,        ///< over (1 - leverage)²; Long and Ervin (2000) advise it for small samples
  cr1,        ///< clusters: Liang and Zeger (1986), times G/(G-1) · (n-1)/(n-p); t with G - 1
  newey_west, ///< rows in order of time, Bartlett weights (Newey and West 1987 Econometrica 55:703)
};

/// "classical", "HC3", "CR1", "Newey-West" ...
std::string_view name_of(Covariance covariance) noexcept;
/// Throws InvalidArgument AC5504 listing the names, in any case of letters.
Covariance covariance_named(std::string_view name);

struct Coefficient {
  std::string name;
  double estimate = no_value, standard_error = no_value;
  double statistic = no_value, p_value = no_value; ///< estimate / standard error, two-sided
  double low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(Coefficient, (), (name, estimate, standard_error, statistic, p_value, low, high))

/// A column that others determine; it has no coefficient.
struct CollinearColumn {
  std::string name;
  std::string of; ///< the others, with commas
};
BOOST_DESCRIBE_STRUCT(CollinearColumn, (), (name, of))

/// The joint test that all coefficients of a term are 0 (Wald).
struct TermTest {
  std::string term;
  std::int64_t df = 0;
  double statistic = no_value, p_value = no_value; ///< F(df, residual df), or chi-square(df)
  double gvif =
      no_value; ///< generalised variance inflation (Fox and Monette 1992, JASA 87:178); VIF when df is 1
};
BOOST_DESCRIBE_STRUCT(TermTest, (), (term, df, statistic, p_value, gvif))

/// The columns of a regression that are one an observation. Empty spans: none.
struct Observations {
  std::span<const double> outcome{}, weights{}, offset{};
  std::span<const std::int32_t> cluster{}; ///< any codes
};

} // namespace aftercourse::statistics
