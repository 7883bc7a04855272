// JsonArguments: the arguments of a function that C hosts ask for by name: the members of a JSON object, each
// read at most once. What is not as expected is InvalidArgument AC9110 and names the place.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include <aftercourse/text/column.hpp>

namespace aftercourse::c {

[[noreturn]] void refuse_argument(std::string_view name, const std::string& reason);

class JsonArguments {
 public:
  JsonArguments(const char* given, std::size_t length);

  /// Texts and nulls; they live as long as this.
  text::TextColumn column(const char* name);
  std::vector<std::string> texts(const char* name);
  std::optional<std::string> text(const char* name);
  std::int64_t integer(const char* name, std::int64_t otherwise);
  double number(const char* name, double otherwise);
  std::optional<double> number(const char* name);
  /// Numbers; null is NaN.
  std::vector<double> numbers(const char* name);
  /// The members of an object; none when it is absent.
  const boost::json::object& object(const char* name);
  /// Any value, as JSON; nothing when it is absent.
  std::optional<std::string> json(const char* name);
  /// Refuses what the function does not take.
  void finish() const;

 private:
  const boost::json::value* take(const char* name);
  const boost::json::array& list(const char* name);

  boost::json::value value_;
  std::set<std::string, std::less<>> taken_;
  std::map<std::string, std::vector<std::optional<std::string_view>>> columns_;
};

/// The numbers of an array; null is NaN.
std::vector<double> numbers_of(const boost::json::array& array, std::string_view name);

} // namespace aftercourse::c
