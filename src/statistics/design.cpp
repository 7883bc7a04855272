#include <aftercourse/statistics/design.hpp>

#include <algorithm>
#include <charconv>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

#include "double_double.hpp"

namespace aftercourse::statistics {

/// Columns before they have a place in the design: views, or made here.
struct Design::Factor {
  struct Part {
    std::string name;
    std::span<const double> view;
    std::vector<double> values, low;

    std::span<const double> numbers() const {
      return values.empty() ? view : std::span<const double>(values);
    }
  };
  std::vector<Part> parts;
};

namespace {

const Predictor* predictor_named(std::string_view name, std::span<const Predictor> predictors) {
  const auto found = std::ranges::find(predictors, name, &Predictor::name);
  return found == predictors.end() ? nullptr : &*found;
}

/// The exponent of "age^2", 0 when that is no power.
int exponent_of(std::string_view text) {
  int exponent = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  return fault == std::errc{} && end == text.data() + text.size() ? exponent : 0;
}

std::vector<std::string> names_of_all(std::span<const Predictor> predictors) {
  std::vector<std::string> names;
  for (const Predictor& p : predictors) names.push_back(p.name);
  return names;
}

[[noreturn]] void refuse_name(std::string_view name, std::span<const Predictor> predictors) {
  std::string known;
  for (const Predictor& p : predictors) known += (known.empty() ? "" : ", ") + p.name;
  throw NotFound("AC5505", "there is no predictor " + std::string(name) + "; there are " +
                               (known.empty() ? "none" : known));
}

/// One column of 0 and 1 for each label that occurs but the first.
auto treatment_columns(const Predictor& predictor) {
  std::vector<std::vector<double>> columns(predictor.labels.size());
  for (std::size_t i = 0; i < predictor.codes.size(); ++i) {
    const std::int32_t code = predictor.codes[i];
    if (code < 0 || static_cast<std::size_t>(code) >= columns.size())
      throw InvalidArgument("AC5504", "row " + std::to_string(i + 1) + " of " + predictor.name +
                                          " has a code outside its labels");
    std::vector<double>& column = columns[static_cast<std::size_t>(code)];
    if (column.empty()) column.resize(predictor.codes.size());
    column[i] = 1;
  }
  return columns;
}

} // namespace

Design::Factor Design::powers(const Predictor& predictor, int exponent) const {
  Factor::Part part{predictor.name + "^" + std::to_string(exponent), {}, {}, {}};
  part.values.reserve(rows_);
  part.low.reserve(rows_);
  for (const double x : predictor.numbers) {
    DoubleDouble power(x);
    for (int k = 1; k < exponent; ++k) power = power * DoubleDouble(x);
    part.values.push_back(power.high);
    part.low.push_back(power.low);
  }
  return {{std::move(part)}};
}

Design::Factor Design::factor(std::string_view name, std::span<const Predictor> predictors) const {
  const Predictor* whole = predictor_named(name, predictors);
  if (whole != nullptr && !whole->labelled()) return {{{whole->name, whole->numbers, {}, {}}}};
  if (whole != nullptr) {
    Factor factor;
    std::vector<std::vector<double>> columns = treatment_columns(*whole);
    bool reference = true;
    for (std::size_t label = 0; label < columns.size(); ++label) {
      if (columns[label].empty()) continue;
      if (!reference)
        factor.parts.push_back(
            {whole->name + "[" + whole->labels[label] + "]", {}, std::move(columns[label]), {}});
      reference = false;
    }
    return factor;
  }
  const std::size_t hat = name.rfind('^');
  const Predictor* base =
      hat == std::string_view::npos ? nullptr : predictor_named(name.substr(0, hat), predictors);
  if (base == nullptr) refuse_name(name, predictors);
  const int exponent = exponent_of(name.substr(hat + 1));
  if (base->labelled() || exponent < 2 || exponent > 20)
    throw InvalidArgument("AC5504", "a power is that of a column of numbers, from 2 to 20; this is " +
                                        std::string(name));
  return powers(*base, exponent);
}

void Design::add(const std::string& term, std::span<const Predictor> predictors) {
  if (std::ranges::find(terms_, term) != terms_.end())
    throw InvalidArgument("AC5504", "the term " + term + " is given twice");
  Factor product;
  if (predictor_named(term, predictors) != nullptr || term.find(':') == std::string::npos) {
    product = factor(term, predictors);
  } else {
    for (std::size_t from = 0; from <= term.size();) {
      const std::size_t colon = std::min(term.find(':', from), term.size());
      const Factor next = factor(std::string_view(term).substr(from, colon - from), predictors);
      Factor longer = from == 0 ? next : Factor{};
      for (const Factor::Part& a : product.parts)
        for (const Factor::Part& b : next.parts) {
          Factor::Part part{a.name + ":" + b.name, {}, std::vector<double>(rows_), {}};
          std::ranges::transform(a.numbers(), b.numbers(), part.values.begin(), std::multiplies<>());
          longer.parts.push_back(std::move(part));
        }
      product = std::move(longer);
      from = colon + 1;
    }
  }
  for (Factor::Part& part : product.parts) {
    DesignColumn column{std::move(part.name), terms_.size(), part.view, {}};
    if (!part.values.empty()) column.values = made_.emplace_back(std::move(part.values));
    if (!part.low.empty()) column.low = made_.emplace_back(std::move(part.low));
    columns_.push_back(std::move(column));
  }
  terms_.push_back(term);
}

Design::Design(std::size_t rows, std::span<const Predictor> predictors, std::span<const std::string> terms,
               bool intercept)
    : rows_(rows), intercept_(intercept) {
  for (const Predictor& p : predictors) require_equal_length(rows, p.size(), "the outcome", p.name);
  for (const std::string& term : terms) add(term, predictors);
}

Design::Design(std::size_t rows, std::span<const Predictor> predictors, bool intercept)
    : Design(rows, predictors, names_of_all(predictors), intercept) {}

std::string_view Design::parameter(std::size_t index) const {
  if (intercept_ && index == 0) return "intercept";
  return columns_[index - (intercept_ ? 1 : 0)].name;
}

Design Design::without(std::span<const std::size_t> columns, bool keep_intercept) const {
  Design rest;
  rest.rows_ = rows_;
  rest.intercept_ = intercept_ && keep_intercept;
  rest.terms_ = terms_;
  for (std::size_t j = 0; j < columns_.size(); ++j)
    if (std::ranges::find(columns, j) == columns.end()) rest.columns_.push_back(columns_[j]);
  return rest;
}

} // namespace aftercourse::statistics
