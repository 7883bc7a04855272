// Small marking schemes for tests.
#pragma once

#include <string>

#include <aftercourse/assessment/marking.hpp>
#include <aftercourse/base/error.hpp>

namespace aftercourse {

/// One examination of these items (YAML lines, indented by 6), and whatever stands at the head.
inline std::string paper(const std::string& items, const std::string& head = "pass: 60\n") {
  return "assessment: sample\nversion: 1\nkey_points: {grasp: {en: Grasp, zh: 掌握}, use: Use}\n" + head +
         "components:\n  - id: examination\n    weight: 100%\n    items:\n" + items;
}

inline std::string item(const std::string& rest, const std::string& id = "q1") {
  return "      - {id: " + id + ", " + rest + "}\n";
}

inline Sitting answered(const std::string& value, const std::string& id = "q1") {
  Sitting sitting;
  sitting.answers.push_back({id, {value}});
  return sitting;
}

inline ItemMark mark_one(const std::string& item_yaml, const std::vector<std::string>& values) {
  Sitting sitting;
  sitting.answers.push_back({"q1", values});
  return mark(Scheme::parse(paper(item(item_yaml))), "L1", std::span(&sitting, 1)).items.front();
}

inline std::string marks_one(const std::string& item_yaml, const std::vector<std::string>& values) {
  return mark_one(item_yaml, values).marks->to_string();
}

/// A component whose mark is recorded directly, out of 100.
inline std::string recorded(const std::string& head, const std::string& more = {}) {
  return "assessment: sample\nversion: 1\n" + head +
         "components:\n  - {id: examination, weight: 100%, marks: 100" + more + "}\n";
}

inline Sitting scored(const char* marks, const char* component = "examination") {
  Sitting sitting;
  sitting.marks.push_back({component, *Decimal::parse(marks)});
  return sitting;
}

inline AssessmentOutcome outcome(const std::string& yaml, const std::vector<Sitting>& sittings) {
  return mark(Scheme::parse(yaml), "L1", sittings);
}

} // namespace aftercourse
