#include "predictor_arguments.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

PredictorArguments::PredictorArguments(const Call& call, const Sample& sample, std::string_view argument)
    : rows_(static_cast<std::size_t>(sample.n())), terms_(call.texts("terms")) {
  const std::vector<const Variable*> columns = call.variables(argument);
  std::vector<std::string> names;
  for (const Variable* column : columns) names.push_back(column->name);
  const std::vector<std::string> as_label = call.texts("labels");
  for (const std::string& name : as_label)
    if (std::ranges::find(names, name) == names.end()) refuse_unknown("predictor", name, names);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i]->is_label || std::ranges::find(as_label, names[i]) != as_label.end()) {
      const Labels& labels = labels_.emplace_back(sample.labels(argument, i));
      predictors_.push_back({names[i], {}, labels.codes, labels.names});
    } else {
      predictors_.push_back({names[i], sample.numbers(argument, i), {}, {}});
    }
  }
  if (terms_.empty()) terms_ = names;
}

Design PredictorArguments::design(bool intercept) const {
  return Design(rows_, predictors_, terms_, intercept);
}

std::vector<double> yes_or_no(const Call& call, const Sample& sample, std::string_view argument) {
  const Variable& column = call.variable(argument);
  if (!column.is_label) {
    const auto numbers = sample.numbers(argument);
    return {numbers.begin(), numbers.end()};
  }
  const Labels labels = occurring(column.labels);
  if (labels.names.size() > 2)
    throw InvalidArgument("AC5504", std::string(argument) + ": column " + column.name + " has " +
                                        std::to_string(labels.names.size()) + " labels; it is to have two");
  std::vector<double> out;
  for (const std::size_t row : sample.rows()) out.push_back(labels.codes[row]);
  return out;
}

} // namespace aftercourse::statistics
