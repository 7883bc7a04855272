// RandomTerms: the random terms of a mixed model as a person writes them, over the columns of a call. A term
// is a factor
// ("lecturer"), a factor with slopes ("days | subject", without intercept "0 + days | subject", uncorrelated
// "days || subject"), an interaction ("dept:service") or nested factors ("school/class": school, and class
// within school). Private to this floor.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/data.hpp>
#include <aftercourse/statistics/mixed_model.hpp>

namespace aftercourse::statistics {

/// One factor with its slopes, in names of columns.
struct WrittenTerm {
  std::string factor; ///< as it is reported: "school:class"
  std::vector<std::string> columns, slopes;
  bool intercept = true, correlated = true;
};

/// Throws InvalidArgument AC5504 for what is no term, NotFound AC5505 for what is no column.
std::vector<WrittenTerm> read_terms(std::span<const std::string> texts, const Data& data);

/// The columns that the terms of a Design name.
std::vector<std::string> columns_of_terms(std::span<const std::string> terms, const Data& data);

/// Several labels of a row as one: "Engineering:2".
Labels combined(const Labels& a, const Labels& b);

} // namespace aftercourse::statistics
