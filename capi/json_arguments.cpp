#include "json_arguments.hpp"

#include <limits>

#include "arguments.hpp"

namespace aftercourse::c {

namespace json = boost::json;

void refuse_argument(std::string_view name, const std::string& reason) {
  throw InvalidArgument("AC9110", reason, "arguments." + std::string(name));
}

JsonArguments::JsonArguments(const char* given, std::size_t length) {
  boost::system::error_code error;
  value_ = json::parse(needed_text(given, length, "arguments"), error);
  if (error) throw InvalidArgument("AC9110", "not JSON: " + error.message(), "arguments");
  if (!value_.is_object()) throw InvalidArgument("AC9110", "expected an object", "arguments");
}

text::TextColumn JsonArguments::column(const char* name) {
  std::vector<std::optional<std::string_view>>& rows = columns_[name];
  for (const json::value& item : list(name)) {
    if (item.is_null())
      rows.emplace_back();
    else if (item.is_string())
      rows.emplace_back(std::string_view(item.get_string()));
    else
      refuse_argument(name, "expected an array of texts and nulls");
  }
  return rows;
}

std::vector<std::string> JsonArguments::texts(const char* name) {
  std::vector<std::string> found;
  for (const json::value& item : list(name)) {
    if (!item.is_string()) refuse_argument(name, "expected an array of texts");
    found.emplace_back(item.get_string());
  }
  return found;
}

std::optional<std::string> JsonArguments::text(const char* name) {
  const json::value* value = take(name);
  if (value == nullptr) return {};
  if (!value->is_string()) refuse_argument(name, "expected a text");
  return std::string(value->get_string());
}

std::int64_t JsonArguments::integer(const char* name, std::int64_t otherwise) {
  const json::value* value = take(name);
  if (value == nullptr) return otherwise;
  if (!value->is_int64()) refuse_argument(name, "expected a whole number");
  return value->get_int64();
}

double JsonArguments::number(const char* name, double otherwise) { return number(name).value_or(otherwise); }

std::optional<double> JsonArguments::number(const char* name) {
  const json::value* value = take(name);
  if (value == nullptr) return {};
  if (!value->is_number()) refuse_argument(name, "expected a number");
  return value->to_number<double>();
}

std::vector<double> JsonArguments::numbers(const char* name) { return numbers_of(list(name), name); }

const json::object& JsonArguments::object(const char* name) {
  static const json::object nothing;
  const json::value* value = take(name);
  if (value == nullptr) return nothing;
  if (!value->is_object()) refuse_argument(name, "expected an object");
  return value->get_object();
}

std::optional<std::string> JsonArguments::json(const char* name) {
  const json::value* value = take(name);
  return value == nullptr ? std::nullopt : std::optional(json::serialize(*value));
}

void JsonArguments::finish() const {
  for (const auto& [name, value] : value_.get_object())
    if (!taken_.contains(std::string_view(name)))
      refuse_argument(name, "this function takes no such argument");
}

const json::value* JsonArguments::take(const char* name) {
  taken_.insert(name);
  const json::value* value = value_.get_object().if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

const json::array& JsonArguments::list(const char* name) {
  static const json::array nothing;
  const json::value* value = take(name);
  if (value == nullptr) return nothing;
  if (!value->is_array()) refuse_argument(name, "expected an array");
  return value->get_array();
}

std::vector<double> numbers_of(const json::array& array, std::string_view name) {
  std::vector<double> out;
  for (const json::value& item : array) {
    if (!item.is_null() && !item.is_number()) refuse_argument(name, "expected an array of numbers and nulls");
    out.push_back(item.is_null() ? std::numeric_limits<double>::quiet_NaN() : item.to_number<double>());
  }
  return out;
}

} // namespace aftercourse::c
