// Small questionnaires for tests.
#pragma once

#include <string>

#include <aftercourse/instrument/scoring.hpp>

namespace aftercourse {

/// Items are YAML lines indented by 2.
inline std::string sheet(const std::string& items, const std::string& head = {}) {
  return "instrument: sample\nversion: 1\nscales: {s: {min: 1, max: 5, favourable: 4, not_applicable: true, "
         "labels: {1: {en: No, zh: 否}, 5: {en: Yes, zh: 是}}}}\n" +
         head + "items:\n" + items;
}

/// A scale item of 1 to 5.
inline std::string scaled(const std::string& id, const std::string& more = {}) {
  return "  - {id: " + id + ", type: scale, scale: s, text: " + id + more + "}\n";
}

inline ItemAnswer ticked(const std::string& item, int value) {
  ItemAnswer answer{.item = item};
  answer.value = Decimal::from_integer(value);
  return answer;
}

inline ItemAnswer chose(const std::string& item, std::vector<std::string> choices) {
  ItemAnswer answer{.item = item};
  answer.choices = std::move(choices);
  return answer;
}

inline ItemAnswer does_not_apply(const std::string& item) {
  ItemAnswer answer{.item = item};
  answer.not_applicable = true;
  return answer;
}

/// Values of a, b, c ... in turn; 0 leaves one out.
inline Response ticks(const std::string& id, const std::vector<int>& values) {
  Response response{.id = id};
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] != 0)
      response.answers.push_back(ticked(std::string(1, static_cast<char>('a' + i)), values[i]));
  return response;
}

} // namespace aftercourse
