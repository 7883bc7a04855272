// The functions of each family, as functions.cpp lists them.
#pragma once

#include <vector>

#include <aftercourse/statistics/function.hpp>

namespace aftercourse::statistics {

std::vector<Function> description_functions();
std::vector<Function> proportion_functions();
std::vector<Function> survey_functions();
std::vector<Function> test_functions();
std::vector<Function> agreement_functions();
std::vector<Function> item_functions();
std::vector<Function> model_functions();
std::vector<Function> mixed_functions();
std::vector<Function> time_functions();
std::vector<Function> effect_functions();

/// The answer with what the sample left out.
template <class Answer>
Result with_missing(Answer answer, const Sample& sample) {
  answer.missing = sample.missing();
  return to_result(answer);
}

} // namespace aftercourse::statistics
