// A company made up at random, as one set of tasks or divided by learner among several sites that know the
// same programmes.
#pragma once

#include <array>
#include <random>

#include "company.hpp"

namespace aftercourse::test {

inline const std::string all_measures = R"yaml(
  - {id: visits, clause: "1", completion: {rules: [visit]}}
  - {id: in_time, clause: "2", on_time: {rules: &both [visit, second-visit]}}
  - {id: missed, clause: "3", overdue: {rules: *both}}
  - {id: learners, clause: "4", completion: {rules: *both, count: subject}}
  - {id: present, clause: "5", share: {of: attendance, success: {attendance.present: true}}}
  - {id: score, clause: "6", mean: {of: assessment_result.score}}
  - {id: points, clause: "7", sum: {of: assessment_result.score}}
  - {id: of_maximum, clause: "8", ratio: {of: assessment_result.score, to: assessment_result.maximum}}
  - {id: results, clause: "9", count: {of: assessment_result}}
  - {id: different_scores, clause: "10", count: {of: assessment_result.score, distinct: true}}
  - {id: waited, clause: "11", elapsed: {of: follow_up.enrolment.programme.ends, to: follow_up.date}}
  - {id: grades, clause: "12", distribution: {of: assessment_result.grade}}
  - {id: accuracy, clause: "13", accuracy: {of: follow_up_audit.result}}
)yaml";

inline EvaluationQuery all_of_them(std::vector<std::string> by, Interval interval) {
  EvaluationQuery q = query({"visits", "in_time", "missed", "learners", "present", "score", "points",
                             "of_maximum", "results", "different_scores", "waited", "grades", "accuracy"},
                            std::move(by));
  q.interval = interval;
  return q;
}

class RandomCompany {
 public:
  explicit RandomCompany(unsigned seed, int learners = 40) : random_(seed) {
    for (int i = 0; i < learners; ++i) learners_.push_back(learner(std::to_string(i)));
  }
  TaskSet whole() { return site(std::vector<int>(learners_.size(), 0), 0); }
  /// The tasks of the learners that are assigned to that site.
  TaskSet site(const std::vector<int>& site_of, int site) const {
    Lists lists;
    for (std::size_t i = 0; i < learners_.size(); ++i)
      if (site_of[i] == site)
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) lists[kind] += learners_[i][kind];
    std::string facts = shared;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind)
      facts +=
          "      " + std::string(kinds[kind]) + ":" + (lists[kind].empty() ? " []\n" : "\n" + lists[kind]);
    return tasks_of(all_measures, facts, "2026-04-15");
  }
  std::size_t size() const { return learners_.size(); }

 private:
  static constexpr std::array<const char*, 5> kinds{"enrolment", "follow_up", "attendance",
                                                    "assessment_result", "follow_up_audit"};
  using Lists = std::array<std::string, kinds.size()>; ///< YAML by kind
  static inline const std::string shared = R"yaml(
      unit: [{id: U1, name: 销售部}, {id: U11, name: 一组, parent: U1}, {id: U2, name: 财务部}]
      person: [{id: L0, name: a}, {id: L1, name: b}, {id: L2, name: c}, {id: L3, name: d}, {id: L4, name: e}, {id: L5, name: f}, {id: L6, name: g}]
      programme: [{id: P0, title: Sales, starts: 2026-03-01, ends: 2026-03-10}, {id: P1, title: 客服, starts: 2026-03-20, ends: 2026-03-31}, {id: P2, title: IT, starts: 2026-04-01, ends: 2026-04-10}]
      draw: [{id: D1, policy: p, rule: audit, occurrence: 2026-03, date: 2026-03-31, seed: s, population: 90, members: [follow_up/F0, follow_up/F1, follow_up/F2, follow_up/F3, follow_up/F4, follow_up/F5, follow_up/F6, follow_up/F7]}, {id: D2, policy: p, rule: audit, occurrence: 2026-04, date: 2026-04-10, seed: s, population: 30, members: [follow_up/F8, follow_up/F9, follow_up/F10, follow_up/F11]}]
)yaml";

  std::string pick(const std::vector<std::string>& of) { return of[random_() % of.size()]; }
  std::string number(std::uint32_t below) { return std::to_string(random_() % below); }

  Lists learner(const std::string& n) {
    const auto item = [](const std::string& text) { return "        - {" + text + "}\n"; };
    Lists lists;
    const std::string programme = number(3);
    lists[0] = item("id: E" + n + ", programme: P" + programme + ", person: L" + number(7) +
                    pick({"", ", unit: U1", ", unit: U11", ", unit: U2"}));
    const std::string of = ", enrolment: E" + n;
    if (random_() % 4 > 0) {
      lists[1] = item("id: F" + n + of + ", date: 2026-0" + pick({"3-12", "3-19", "4-02", "4-12"}) +
                      ", channel: phone, reached: true");
      for (int i = 0; i < 2; ++i)
        lists[4] += item("id: A" + n + "-" + std::to_string(i) + ", follow_up: F" + n +
                         ", date: 2026-04-13, item: " + pick({"grasp", "mode"}) +
                         ", result: " + pick({"right", "right", "wrong", "could_not_be_verified"}));
    }
    for (int i = 0; i < 3; ++i)
      lists[2] += item("id: T" + n + "-" + std::to_string(i) + of + ", date: 2026-03-0" +
                       std::to_string(i + 1) + ", present: " + pick({"true", "true", "false"}));
    if (random_() % 3 > 0)
      lists[3] = item("id: R" + n + of + ", date: 2026-04-1" + number(5) + ", score: " + number(60) + "." +
                      number(10) + pick({"", ", maximum: 60", ", maximum: 100"}) +
                      pick({"", ", grade: good", ", grade: pass"}));
    return lists;
  }

  std::mt19937 random_;
  std::vector<Lists> learners_;
};

} // namespace aftercourse::test
