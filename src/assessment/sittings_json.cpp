#include <aftercourse/assessment/sittings_json.hpp>

#include <boost/json.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

namespace {

namespace json = boost::json;

[[noreturn]] void refuse_form(const std::string& where, const std::string& expected) {
  throw InvalidArgument("AC5705", "the JSON of the sittings: expected " + expected +
                                      (where.empty() ? "" : " at " + where));
}

const json::object& object_at(const json::value& value, const std::string& where) {
  if (const auto* object = value.if_object()) return *object;
  refuse_form(where, "an object");
}

/// A text, number or truth as it would be written.
std::string written(const json::value& value, const std::string& where) {
  if (const auto* text = value.if_string()) return std::string(*text);
  if (value.is_number()) return json::serialize(value);
  if (const auto* truth = value.if_bool()) return *truth ? "true" : "false";
  refuse_form(where, "a text or number");
}

/// Whether 85% is 0.85 marks or 85 of 100 nobody can tell.
Decimal marks_at(const json::value& value, const std::string& where) {
  const std::string text = written(value, where);
  const auto number = Decimal::parse(text);
  if (text.ends_with('%')) refuse_form(where, "marks such as 85, not a share of them such as 85%,");
  if (!number) refuse_form(where, "a number of at most six decimals");
  return *number;
}

void add_answers(const json::value& value, Sitting& sitting) {
  for (const auto& [item, given] : object_at(value, "answers")) {
    GivenAnswer& answer = sitting.answers.emplace_back();
    answer.item = item;
    if (const auto* several = given.if_array())
      for (const json::value& one : *several) answer.values.push_back(written(one, "answers." + answer.item));
    else if (!given.is_null())
      answer.values.push_back(written(given, "answers." + answer.item));
  }
}

void add_ratings(const json::value& value, Sitting& sitting) {
  for (const auto& [item, raters] : object_at(value, "ratings"))
    for (const auto& [rater, criteria] : object_at(raters, "ratings." + std::string(item)))
      for (const auto& [criterion, given] :
           object_at(criteria, "ratings." + std::string(item) + "." + std::string(rater)))
        if (!given.is_null())
          sitting.ratings.push_back({item, criterion, rater, written(given, "ratings." + std::string(item))});
}

Sitting sitting_from(const json::value& value, const std::string& where) {
  Sitting sitting;
  for (const auto& [key, given] : object_at(value, where)) {
    if (given.is_null()) continue;
    if (key == "date")
      sitting.date = Date::from_text(written(given, "date"));
    else if (key == "answers")
      add_answers(given, sitting);
    else if (key == "ratings")
      add_ratings(given, sitting);
    else if (key == "marks")
      for (const auto& [component, marks] : object_at(given, "marks")) {
        if (!marks.is_null())
          sitting.marks.push_back({component, marks_at(marks, "marks." + std::string(component))});
      }
    else
      refuse_form(where, "`date`, `answers`, `ratings` or `marks`, not `" + std::string(key) + "`");
  }
  return sitting;
}

} // namespace

std::vector<Sitting> sittings_from_json(std::string_view text) {
  if (const auto bad = invalid_utf8(text)) refuse_form("byte " + std::to_string(*bad), "UTF-8");
  json::error_code error;
  json::parse_options options;
  options.max_depth = 64;
  const json::value value = json::parse(text, error, {}, options);
  if (error == json::error::too_deep) throw LimitError("AC8002", "the JSON is nested deeper than 64 levels");
  if (error) refuse_form("", "JSON (" + error.message() + ")");
  std::vector<Sitting> out;
  if (const auto* several = value.if_array()) {
    for (std::size_t i = 0; i < several->size(); ++i)
      out.push_back(sitting_from((*several)[i], "sitting " + std::to_string(i + 1)));
    return out;
  }
  out.push_back(sitting_from(value, "the sitting"));
  return out;
}

} // namespace aftercourse
