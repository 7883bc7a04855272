// Intraclass correlations: how much of the variance of marks is that of the units marked. All six of Shrout
// and Fleiss, over complete cases:
//   ICC(1,1) ICC(1,k)  every unit by other raters: one-way analysis of variance
//   ICC(2,1) ICC(2,k)  a sample of raters marks every unit: absolute agreement
//   ICC(3,1) ICC(3,k)  these raters and no others: consistency
// 1: reliability of one rater's mark, k: of the mean of all raters' marks. The default is ICC(2,1), what an
// appraisal by interchangeable raters needs.
// Estimates: Shrout and Fleiss (1979) Psychological Bulletin 86:420, p. 423. F tests and intervals: McGraw
// and Wong (1996) Psychological Methods 1:30, tables 7 and 8, as R's irr: those of agreement have
// Satterthwaite's degrees of freedom at the estimate. Shrout and Fleiss take those of ICC(2,k) from ICC(2,1)
// by Spearman-Brown, as R's psych does: the option `spearman_brown`. Pure function. Fewer than two units or
// raters, or marks that are all equal, are not estimable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

enum class IntraclassForm : std::uint8_t { icc_1_1, icc_2_1, icc_3_1, icc_1_k, icc_2_k, icc_3_k };
BOOST_DESCRIBE_ENUM(IntraclassForm, icc_1_1, icc_2_1, icc_3_1, icc_1_k, icc_2_k, icc_3_k)

struct IntraclassOptions {
  IntraclassForm form = IntraclassForm::icc_2_1;
  bool spearman_brown = false; ///< the interval of ICC(2,k) from that of ICC(2,1)
  double level = 0.95;
};

struct IntraclassRow {
  std::string form;  ///< "ICC(2,1)"
  std::string model; ///< one-way; two-way agreement; two-way consistency
  double estimate = no_value, low = no_value, high = no_value;
  double f = no_value, df1 = no_value, df2 = no_value, p_value = no_value; ///< of no correlation
};
BOOST_DESCRIBE_STRUCT(IntraclassRow, (), (form, model, estimate, low, high, f, df1, df2, p_value))

/// n: units. The estimate is that of the form asked for; `forms` has all six.
struct IntraclassCorrelation : Estimate {
  std::int64_t raters = 0;
  double f = no_value, df1 = no_value, df2 = no_value, p_value = no_value;
  double between_units = no_value, between_raters = no_value, residual = no_value,
         within_units = no_value; ///< mean squares
  std::vector<IntraclassRow> forms;
};
BOOST_DESCRIBE_STRUCT(IntraclassCorrelation, (Estimate),
                      (raters, f, df1, df2, p_value, between_units, between_raters, residual, within_units,
                       forms))

/// One column a rater. Throws InvalidArgument AC5501 to AC5503.
IntraclassCorrelation intraclass_correlation(std::span<const std::span<const double>> raters,
                                             const IntraclassOptions& options = {});

Wording in_words(const IntraclassCorrelation& icc);

} // namespace aftercourse::statistics
