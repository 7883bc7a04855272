#include "model_words.hpp"

namespace aftercourse::statistics {

std::vector<CollinearColumn> collinear_columns(const Design& design,
                                               const std::vector<Collinear>& collinear) {
  std::vector<CollinearColumn> columns;
  for (const Collinear& c : collinear) {
    CollinearColumn& column = columns.emplace_back();
    column.name = design.parameter(c.parameter);
    for (const std::size_t other : c.of) {
      if (!column.of.empty()) column.of += ", ";
      column.of += design.parameter(other);
    }
  }
  return columns;
}

std::vector<std::size_t> columns_of(const Design& design, const std::vector<Collinear>& collinear) {
  std::vector<std::size_t> columns;
  for (const Collinear& c : collinear)
    if (const std::size_t first = design.intercept() ? 1 : 0; c.parameter >= first)
      columns.push_back(c.parameter - first);
  return columns;
}

Wording model_size(const Answer& answer) {
  Wording size{"n = " + std::to_string(answer.n), "n = " + std::to_string(answer.n)};
  if (answer.clusters > 0) {
    size.en += " in " + std::to_string(answer.clusters) + " clusters";
    size.zh += "，" + std::to_string(answer.clusters) + " 个群";
  }
  return size;
}

} // namespace aftercourse::statistics
