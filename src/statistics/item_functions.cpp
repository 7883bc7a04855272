#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/conditional_rasch.hpp>
#include <aftercourse/statistics/item_analysis.hpp>
#include <aftercourse/statistics/item_bias.hpp>
#include <aftercourse/statistics/item_response.hpp>
#include <aftercourse/statistics/weakness.hpp>

#include "functions.hpp"

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

/// The rows of an answer get the names of the columns.
template <class Row>
void name_items(std::vector<Row>& rows, const std::vector<const Variable*>& columns) {
  for (std::size_t j = 0; j < rows.size() && j < columns.size(); ++j) rows[j].item = columns[j]->name;
}

/// One mark for all items, or one an item; 1 when nothing is said.
std::vector<double> greatest_marks(const Call& call, std::size_t items) {
  std::vector<double> marks = call.numbers("max_marks");
  if (marks.empty()) marks = {1.0};
  if (marks.size() == 1) marks.assign(items, marks.front());
  require_equal_length(items, marks.size(), "the items", "max_marks");
  return marks;
}

void require_marks_within(const std::vector<std::span<const double>>& marks,
                          const std::vector<double>& greatest, const std::vector<const Variable*>& items) {
  for (std::size_t j = 0; j < marks.size(); ++j)
    for (const double mark : marks[j])
      if (mark > greatest[j] * (1 + 1e-12))
        throw InvalidArgument("AC5504", "item " + items[j]->name + " has a mark of " + readable(mark) +
                                            " and a greatest mark of " + readable(greatest[j]) +
                                            "; say the greatest marks in max_marks");
}

/// What was chosen, over the rows of the sample; a missing answer chose nothing. Items go by the names of
/// their marks where there are marks for each.
std::vector<Choices> called_choices(const Call& call, std::span<const std::size_t> rows) {
  const std::vector<const Variable*> responses = call.variables("responses");
  const std::vector<std::string> key = call.texts("key");
  if (key.size() != responses.size())
    throw InvalidArgument("AC5504", "the key has one right option for each column of responses");
  const std::vector<const Variable*> items = call.variables("items");
  const std::vector<const Variable*>& named = items.size() == responses.size() ? items : responses;
  std::vector<Choices> choices;
  for (std::size_t j = 0; j < responses.size(); ++j) {
    const Labels labels = as_labels(*responses[j]);
    Choices& item = choices.emplace_back();
    item.item = named[j]->name;
    item.options = labels.names;
    item.right = key[j];
    if (std::ranges::find(item.options, key[j]) == item.options.end()) item.options.push_back(key[j]);
    for (const std::size_t row : rows) item.codes.push_back(labels.codes[row]);
  }
  return choices;
}

/// Marks of 1 and 0 by the key.
std::vector<std::vector<double>> marks_by_key(const std::vector<Choices>& choices) {
  std::vector<std::vector<double>> marks;
  for (const Choices& item : choices) {
    const auto right =
        static_cast<std::int32_t>(std::ranges::find(item.options, item.right) - item.options.begin());
    std::vector<double>& column = marks.emplace_back();
    for (const std::int32_t code : item.codes) column.push_back(code == right);
  }
  return marks;
}

/// From responses and key alone: every response counts, a missing one is wrong.
Result analysis_by_key(const Call& call) {
  std::vector<std::size_t> rows(call.data().rows());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  if (call.missing() == Missing::error) call.sample();
  const std::vector<Choices> choices = called_choices(call, rows);
  const std::vector<std::vector<double>> marks = marks_by_key(choices);
  const std::vector<std::span<const double>> columns(marks.begin(), marks.end());
  ItemAnalysis analysis = item_analysis(columns, greatest_marks(call, columns.size()));
  name_items(analysis.items, call.variables("responses"));
  add_distractors(analysis, columns, choices, call.number("group_share", 0.27));
  return to_result(analysis);
}

Result run_item_analysis(const Call& call) {
  if (!call.given("items") && !call.given("responses"))
    throw InvalidArgument("AC5504", "item_analysis: items (marks), or responses with their key");
  if (!call.given("items")) return analysis_by_key(call);
  const Sample sample = call.sample({"items"});
  const auto items = call.variables("items");
  const auto marks = sample.all_numbers("items");
  const std::vector<double> greatest = greatest_marks(call, marks.size());
  require_marks_within(marks, greatest, items);
  ItemAnalysis analysis = item_analysis(marks, greatest);
  name_items(analysis.items, items);
  if (call.given("responses"))
    add_distractors(analysis, marks, called_choices(call, sample.rows()), call.number("group_share", 0.27));
  return with_missing(std::move(analysis), sample);
}

/// The right and wrong answers of a call; who has no weight or cluster is left out.
struct CalledAnswers {
  std::vector<std::vector<double>> picked;
  std::vector<std::span<const double>> items;
  std::vector<double> weights;
  std::vector<std::int32_t> clusters;
  std::int64_t missing = 0;
};

CalledAnswers called_answers(const Call& call) {
  CalledAnswers answers;
  if (call.missing() == Missing::error) call.sample(); // refuses what is missing
  const auto items = call.variables("items");
  for (const Variable* item : items)
    if (item->is_label) throw InvalidArgument("AC5504", "items: column " + item->name + " holds texts");
  const Sample sample = call.sample({"weights", "cluster"});
  const bool all = sample.missing() == 0;
  for (const Variable* item : items) {
    if (all) {
      answers.items.push_back(item->numbers);
      continue;
    }
    std::vector<double>& column = answers.picked.emplace_back();
    for (const std::size_t row : sample.rows()) column.push_back(item->numbers[row]);
  }
  if (!all) answers.items = {answers.picked.begin(), answers.picked.end()};
  const auto weights = sample.weights();
  answers.weights.assign(weights.begin(), weights.end());
  answers.clusters = sample.cluster().codes;
  answers.missing = sample.missing();
  return answers;
}

Result result_of_model(ItemResponseModel model, const Call& call, const CalledAnswers& answers) {
  name_items(model.items, call.variables("items"));
  model.missing += answers.missing;
  return to_result(model);
}

ItemResponseOptions response_options(const Call& call, const CalledAnswers& answers) {
  return {.nodes = call.integer("nodes", 81),
          .clusters = answers.clusters,
          .weights = answers.weights,
          .level = call.level()};
}

Result run_two_parameter_logistic(const Call& call) {
  const CalledAnswers answers = called_answers(call);
  return result_of_model(two_parameter_logistic(answers.items, response_options(call, answers)), call,
                         answers);
}

Result run_rasch(const Call& call) {
  const CalledAnswers answers = called_answers(call);
  std::optional<double> fixed;
  if (call.given("discrimination")) fixed = call.number("discrimination", 1);
  return result_of_model(rasch(answers.items, fixed, response_options(call, answers)), call, answers);
}

Result run_conditional_rasch(const Call& call) {
  const Sample sample = call.sample();
  ConditionalRasch model = conditional_rasch(sample.all_numbers("items"), call.level());
  name_items(model.items, call.variables("items"));
  return with_missing(std::move(model), sample);
}

Result run_item_bias(const Call& call) {
  const Sample sample = call.sample();
  const Labels group = sample.labels("group");
  if (group.names.size() > 2)
    throw InvalidArgument("AC5504",
                          "two groups are compared, and there are " + std::to_string(group.names.size()));
  const std::string focal = call.text("focal", group.names.empty() ? "" : group.names.back());
  if (!group.names.empty() && std::ranges::find(group.names, focal) == group.names.end())
    refuse_unknown("group", focal, group.names);
  std::vector<std::int32_t> is_focal;
  for (const std::int32_t code : group.codes)
    is_focal.push_back(group.names[static_cast<std::size_t>(code)] == focal);
  ItemBias bias = item_bias(sample.all_numbers("items"), is_focal, call.level());
  name_items(bias.items, call.variables("items"));
  return with_missing(std::move(bias), sample);
}

Result run_weakness(const Call& call) {
  WeaknessOptions options;
  options.pass_mark = call.number("pass_mark", 0.6);
  options.level = call.level();
  const std::string prior = call.text("prior", "jeffreys");
  const std::vector<double> stated = call.numbers("beta");
  if (prior == "empirical") options.prior = WeaknessPrior::empirical;
  if (!stated.empty()) {
    if (stated.size() != 2 || call.given("prior"))
      throw InvalidArgument("AC5504", "a stated prior is two numbers in beta, and no other prior with it");
    options.prior = WeaknessPrior::stated;
    options.a = stated[0];
    options.b = stated[1];
  }
  const Sample sample = call.sample();
  const Labels point = sample.labels("point"), group = sample.labels("group");
  return with_missing(
      weakness(sample.numbers("right"), point.codes, group.codes, point.names, group.names, options), sample);
}

} // namespace

std::vector<Function> item_functions() {
  const std::vector<Parameter> model{{"items", Kind::columns, true},
                                     {"nodes", Kind::integer},
                                     {"weights", Kind::column},
                                     {"cluster", Kind::column}};
  std::vector<Parameter> one_slope = model;
  one_slope.push_back({"discrimination", Kind::number});
  return {
      {"item_analysis",
       {{"items", Kind::columns},
        {"max_marks", Kind::numbers},
        {"responses", Kind::columns},
        {"key", Kind::texts},
        {"group_share", Kind::number}},
       &run_item_analysis},
      {"rasch", one_slope, &run_rasch},
      {"conditional_rasch", {{"items", Kind::columns, true}}, &run_conditional_rasch},
      {"two_parameter_logistic", model, &run_two_parameter_logistic},
      {"item_bias",
       {{"items", Kind::columns, true}, {"group", Kind::column, true}, {"focal", Kind::text}},
       &run_item_bias},
      {"weakness",
       {{"right", Kind::column, true},
        {"point", Kind::column, true},
        {"group", Kind::column, true},
        {"pass_mark", Kind::number},
        {"prior", Kind::text, false, "jeffreys | empirical"},
        {"beta", Kind::numbers}},
       &run_weakness},
  };
}

} // namespace aftercourse::statistics
