// Survey: what the answers to a questionnaire are worth, by the name of a function: net promoter, response
// rate, weights by known margins, bounds, who answered, answers as a matrix. Arguments come and answers leave
// as JSON.
#include <algorithm>
#include <cmath>

#include <aftercourse/instrument/answering.hpp>
#include <aftercourse/instrument/net_promoter.hpp>
#include <aftercourse/instrument/nonresponse.hpp>
#include <aftercourse/instrument/raking.hpp>
#include <aftercourse/instrument/read_responses.hpp>
#include <aftercourse/instrument/response_rate.hpp>
#include <aftercourse/instrument/responses_json.hpp>
#include <aftercourse/instrument/versions.hpp>
#include <aftercourse/reading/to_json.hpp>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json_arguments.hpp"

using namespace aftercourse;

namespace {

namespace json = boost::json;
using c::JsonArguments;

/// An answer with its sentence.
template <class Answer>
std::string with_words(const Answer& answer) {
  std::string text = reading::to_json(answer);
  text.pop_back();
  return text + ",\"words\":" + reading::to_json(in_words(answer)) + "}";
}

std::string net_promoter_json(JsonArguments& a) {
  const std::vector<double> answers = a.numbers("answers");
  const double level = a.number("level", 0.95);
  a.finish();
  return with_words(net_promoter(answers, level));
}

std::string response_rate_json(JsonArguments& a) {
  const auto count = [&](const char* name) { return a.integer(name, 0); };
  const Dispositions counts{count("complete"), count("partial"), count("refusal"),      count("non_contact"),
                            count("other"),    count("unknown"), count("unknown_other")};
  a.finish();
  return with_words(response_rate(counts));
}

std::string missing_bounds_json(JsonArguments& a) {
  std::vector<double> answers = a.numbers("answers");
  const auto missing = std::erase_if(answers, [](double x) { return std::isnan(x); });
  const std::int64_t more = a.integer("missing", 0);
  const auto min = a.number("min"), max = a.number("max");
  a.finish();
  if (!min || !max) c::refuse_argument(min ? "max" : "min", "the range of the answers is needed");
  return with_words(missing_bounds(answers, more + static_cast<std::int64_t>(missing), *min, *max));
}

/// Texts as codes into labels in their order; -1: null.
std::vector<std::int32_t> codes_of(const json::array& column, std::string_view name,
                                   std::vector<std::string>& labels) {
  std::vector<std::int32_t> codes;
  for (const json::value& item : column) {
    if (!item.is_null() && !item.is_string())
      c::refuse_argument(name, "expected an array of texts and nulls");
    if (item.is_null()) {
      codes.push_back(-1);
      continue;
    }
    const std::string text(item.get_string());
    const auto found = std::ranges::find(labels, text);
    codes.push_back(static_cast<std::int32_t>(found - labels.begin()));
    if (found == labels.end()) labels.push_back(text);
  }
  return codes;
}

const json::array& array_in(const json::value& value, std::string_view name) {
  if (!value.is_array()) c::refuse_argument(name, "expected an array");
  return value.get_array();
}

/// {"unit": ["east", "west", ...]} against {"unit": {"east": 0.4, "west": 0.6}}.
std::vector<RakingMargin> margins_of(const json::object& groups, const json::object& targets) {
  std::vector<RakingMargin> margins;
  for (const auto& [name, shares] : targets) {
    const json::value* column = groups.if_contains(name);
    if (column == nullptr || !shares.is_object())
      c::refuse_argument("targets." + std::string(name),
                         "expected an object, and a column of that name in `groups`");
    RakingMargin& margin = margins.emplace_back();
    margin.name = name;
    std::vector<std::string> labels;
    for (const auto& [label, target] : shares.get_object()) {
      labels.emplace_back(label);
      if (!target.is_number()) c::refuse_argument("targets." + margin.name, "expected numbers");
      margin.targets.push_back(target.to_number<double>());
    }
    margin.group = codes_of(array_in(*column, margin.name), margin.name, labels);
    if (labels.size() > margin.targets.size())
      c::refuse_argument("groups." + margin.name, "`" + labels[margin.targets.size()] + "` has no target");
    if (std::ranges::find(margin.group, -1) != margin.group.end())
      c::refuse_argument("groups." + margin.name, "a group is missing");
  }
  return margins;
}

std::string rake_json(JsonArguments& a) {
  const auto margins = margins_of(a.object("groups"), a.object("targets"));
  RakingOptions options;
  options.base = a.numbers("weights");
  options.tolerance = a.number("tolerance", options.tolerance);
  options.max_rounds = a.integer("max_rounds", options.max_rounds);
  options.trim = a.number("trim");
  a.finish();
  const std::size_t n = margins.empty() ? options.base.size() : margins.front().group.size();
  return with_words(rake(n, margins, options));
}

std::string responders_json(JsonArguments& a) {
  std::vector<bool> responded;
  for (const double x : a.numbers("responded")) responded.push_back(x != 0 && !std::isnan(x));
  std::vector<Characteristic> known;
  for (const auto& [name, column] : a.object("columns")) {
    const json::array& values = array_in(column, name);
    Characteristic& added = known.emplace_back();
    added.name = name;
    if (std::ranges::any_of(values, [](const json::value& v) { return v.is_string(); }))
      added.codes = codes_of(values, name, added.labels);
    else
      added.numbers = c::numbers_of(values, name);
  }
  a.finish();
  return reading::to_json(compare_responders(responded, known));
}

// --- of a questionnaire

std::vector<Response> responses_in(JsonArguments& a, const char* name, const Instrument& instrument) {
  return responses_from_json(instrument, a.json(name).value_or("[]"));
}

std::string unread_json(const Instrument& instrument, JsonArguments& a) {
  const auto csv = a.text("csv");
  if (!csv) c::refuse_argument("csv", "the text of the export is needed");
  const std::string separator = a.text("separator").value_or(",");
  if (separator.size() != 1) c::refuse_argument("separator", "expected one character");
  ResponseColumns how{.separator = separator.front()};
  for (const auto& [field, heading] : a.object("columns")) {
    if (!heading.is_string()) c::refuse_argument("columns." + std::string(field), "expected a text");
    how.columns.emplace(field, heading.get_string());
  }
  a.finish();
  return reading::to_json(unread_columns(*csv, instrument, how));
}

std::string matrix_json(const Instrument& instrument, JsonArguments& a) {
  const auto responses = responses_in(a, "responses", instrument);
  const std::string dimension = a.text("dimension").value_or("");
  a.finish();
  const AnswerMatrix matrix = answer_matrix(instrument, responses, dimension);
  return "{\"responses\":" + reading::to_json(matrix.responses) +
         ",\"items\":" + reading::to_json(matrix.items) + ",\"values\":" + reading::to_json(matrix.values) +
         "}";
}

std::string flags_json(const Instrument& instrument, JsonArguments& a) {
  const auto responses = responses_in(a, "responses", instrument);
  AnsweringOptions options;
  options.least_items = a.integer("least_items", options.least_items);
  options.fast = a.number("fast", options.fast);
  a.finish();
  return reading::to_json(answering_flags(instrument, responses, options));
}

std::string dispositions_json(const Instrument& instrument, JsonArguments& a) {
  const auto responses = responses_in(a, "responses", instrument);
  const std::int64_t invited = a.integer("invited", static_cast<std::int64_t>(responses.size()));
  a.finish();
  return with_words(response_rate(dispositions_of(instrument, responses, invited)));
}

std::string versions_json(const Instrument& older, JsonArguments& a) {
  const auto yaml = a.text("newer");
  if (!yaml) c::refuse_argument("newer", "the text of the newer version is needed");
  const Instrument newer = Instrument::parse(*yaml);
  const auto before = responses_in(a, "responses", older);
  const auto after = responses_in(a, "newer_responses", newer);
  const double level = a.number("level", 0.95);
  a.finish();
  return reading::to_json(compare_versions(older, before, newer, after, level));
}

std::string survey(const aftercourse_instrument* instrument, std::string_view function, JsonArguments& a) {
  if (function == "net_promoter") return net_promoter_json(a);
  if (function == "response_rate") return response_rate_json(a);
  if (function == "missing_bounds") return missing_bounds_json(a);
  if (function == "rake") return rake_json(a);
  if (function == "compare_responders") return responders_json(a);
  const auto by = [&]() -> const Instrument& { return c::needed(instrument, "instrument").value; };
  if (function == "answer_matrix") return matrix_json(by(), a);
  if (function == "answering_flags") return flags_json(by(), a);
  if (function == "dispositions") return dispositions_json(by(), a);
  if (function == "compare_versions") return versions_json(by(), a);
  if (function == "unread_columns") return unread_json(by(), a);
  throw NotFound("AC9103", "no function '" + std::string(function) +
                               "' of surveys; there are net_promoter, response_rate, missing_bounds, rake, "
                               "compare_responders, answer_matrix, answering_flags, dispositions, "
                               "compare_versions and unread_columns");
}

} // namespace

extern "C" {

int32_t aftercourse_survey_json(const aftercourse_instrument* instrument, const char* function,
                                size_t function_length, const char* arguments, size_t arguments_length,
                                char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const std::string_view name = c::needed_text(function, function_length, "function");
    JsonArguments given(arguments, arguments_length);
    out.assign(survey(instrument, name, given));
  });
}

} // extern "C"
