#include <aftercourse/statistics/options.hpp>

#include <algorithm>

#include <boost/json.hpp>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

namespace {

namespace json = boost::json;

[[noreturn]] void refuse_json(const std::string& place, const std::string& reason) {
  throw InvalidArgument("AC5508", reason, place);
}

bool all_of_kind(const json::array& list, bool (*is)(const json::value&)) {
  return !list.empty() && std::all_of(list.begin(), list.end(), is);
}
bool is_number(const json::value& v) { return v.is_number(); }
bool is_text(const json::value& v) { return v.is_string(); }
bool is_list(const json::value& v) { return v.is_array(); }

std::vector<double> numbers_of(const json::array& list, const std::string& place) {
  if (!list.empty() && !all_of_kind(list, is_number)) refuse_json(place, "expected a list of numbers");
  std::vector<double> out;
  for (const json::value& v : list) out.push_back(v.to_number<double>());
  return out;
}

std::vector<std::string> texts_of(const json::value& value, const std::string& place) {
  if (!value.is_array() || (!value.as_array().empty() && !all_of_kind(value.as_array(), is_text)))
    refuse_json(place, "expected a list of texts");
  std::vector<std::string> out;
  for (const json::value& v : value.as_array()) out.emplace_back(v.as_string());
  return out;
}

Option option_of(const json::value& value, const std::string& place) {
  if (value.is_bool()) return value.as_bool();
  if (value.is_int64()) return value.as_int64();
  if (value.is_number()) return value.to_number<double>();
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_object()) {
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& [key, list] : value.as_object())
      out[key] = texts_of(list, place + "." + std::string(key));
    return out;
  }
  const json::array& list = value.as_array();
  if (all_of_kind(list, is_number)) return numbers_of(list, place);
  if (!all_of_kind(list, is_list)) return texts_of(value, place);
  std::vector<std::vector<double>> rows;
  for (const json::value& row : list) rows.push_back(numbers_of(row.as_array(), place));
  return rows;
}

} // namespace

Options options_from_json(std::string_view text) {
  boost::system::error_code error;
  const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error) refuse_json("arguments", "not JSON: " + error.message());
  if (!value.is_object()) refuse_json("arguments", "expected an object of arguments by name");
  Options out;
  for (const auto& [name, option] : value.as_object())
    if (!option.is_null()) out.emplace(name, option_of(option, name));
  return out;
}

} // namespace aftercourse::statistics
