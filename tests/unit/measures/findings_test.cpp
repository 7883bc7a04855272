// What a policy's findings see in its measures: found, watched or unknown.
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/instrument/scoring.hpp>
#include <aftercourse/measures/proposed_finding.hpp>

#include "company.hpp"

namespace aftercourse {
namespace {

using namespace test;
using Lines = std::vector<std::string>;

/// Checks that stand alone: every one is a cluster of its own.
std::string policy_of(const std::string& findings) {
  return R"yaml(
policy: p
title: {en: P, zh: 制}
version: "1"
kinds:
  check: {about: One check., fields: {unit: "unit?", date: date, ok: "boolean?", value: "decimal?", size: "integer?"}}
measures:
  - {id: good, title: {en: Checks in order, zh: 合格率}, clause: "1", share: {of: check, success: {check.ok: true}}}
  - {id: mean, clause: "2", mean: {of: check.value}}
  - {id: per, clause: "3", ratio: {of: check.value, to: check.size}}
  - {id: present, clause: "4", share: {of: attendance, success: {attendance.present: true}}}
  - {id: liking, clause: "5", mean: {of: instrument_response.score}}
  - {id: right, clause: "6", accuracy: {of: follow_up_audit.result}}
findings:
)yaml" + findings;
}

/// The facts of one kind, one line each.
class Facts {
 public:
  Facts& units(int n) {
    text_ += "      unit: [";
    for (int i = 1; i <= n; ++i) text_ += (i > 1 ? ", " : "") + ("{id: U" + std::to_string(i)) + ", name: u}";
    text_ += "]\n      check:\n";
    return *this;
  }
  /// n checks of a unit, `ok` of them in order.
  Facts& checks(const std::string& unit, int n, int ok, const std::string& date = "2026-03-02") {
    for (int i = 0; i < n; ++i)
      add("unit: " + unit + ", date: " + date + ", ok: " + (i < ok ? "true" : "false"));
    return *this;
  }
  Facts& value(const std::string& unit, const std::string& date, double value, int size = 0) {
    return add("unit: " + unit + ", date: " + date + ", value: " + std::to_string(value) +
               (size ? ", size: " + std::to_string(size) : ""));
  }
  Facts& add(const std::string& fields) {
    text_ += "        - {id: F" + std::to_string(++count_) + ", " + fields + "}\n";
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int count_ = 0;
};

TaskSet facts_of(const std::string& findings, const std::string& facts,
                 const std::string& as_of = "2026-04-01") {
  return tasks_of("", facts, as_of, policy_of(findings));
}

Lines seen(const std::string& findings, const Facts& facts, const std::string& as_of = "2026-04-01") {
  return rows(evaluate_findings(facts_of(findings, facts.text(), as_of)), {"group", "state"});
}

const std::string low = "  - {id: low, clause: \"9\", measure: good, by: [unit], limit: {below: 50%}}\n";

TEST(Findings, p_values_are_corrected_over_the_groups_of_a_rule) {
  // Of ten with probability ½ at most 0, 1, 2, 3: 1, 11, 56, 176 of 1024. Times 4, 2, 4/3, 1 for their ranks.
  Facts facts;
  facts.units(4);
  for (int i = 0; i < 4; ++i) facts.checks("U" + std::to_string(i + 1), 10, i);
  const Frame frame = evaluate_findings(facts_of(low, facts.text()));
  EXPECT_EQ(rows(frame, {"group", "state", "value", "limit", "n"}),
            (Lines{"unit = U1 | found | 0 | 0.5 | 10", "unit = U2 | found | 0.1 | 0.5 | 10"}));
  EXPECT_NEAR(real(frame, "p_value", 0), 1 / 1024.0, 1e-12);
  EXPECT_NEAR(real(frame, "p_adjusted", 0), 4 / 1024.0, 1e-12);
  EXPECT_NEAR(real(frame, "p_value", 1), 11 / 1024.0, 1e-12);
  EXPECT_NEAR(real(frame, "p_adjusted", 1), 22 / 1024.0, 1e-12);
  EXPECT_NEAR(real(frame, "bound", 0), 1 - std::pow(0.05, 0.1), 1e-12);
}

TEST(Findings, a_group_that_fires_alone_may_not_among_many) {
  Facts one, many;
  one.units(1).checks("U1", 10, 1);
  many.units(6).checks("U1", 10, 1);
  for (int i = 2; i <= 6; ++i) many.checks("U" + std::to_string(i), 10, 5);
  EXPECT_EQ(seen(low, one), Lines{"unit = U1 | found"});
  EXPECT_EQ(seen(low, many), Lines{}); // 6 * 0.0107 = 0.064
}

TEST(Findings, nothing_fires_where_all_are_equal) {
  Facts facts;
  facts.units(3);
  for (const char* unit : {"U1", "U2", "U3"}) {
    facts.checks(unit, 20, 10);
    for (int month = 1; month <= 6; ++month)
      for (int i = 0; i < 4; ++i) facts.value(unit, "2026-0" + std::to_string(month) + "-05", 3.4, 1);
  }
  EXPECT_EQ(seen(low + R"yaml(
  - {id: a, clause: "1", measure: good, by: [unit], gap: {at_least: 0}}
  - {id: b, clause: "1", measure: mean, by: [unit], gap: {at_least: 0}}
  - {id: c, clause: "1", measure: mean, by: [unit], limit: {below: 3.4}}
  - {id: d, clause: "1", measure: mean, by: [unit], trend: {over: month, direction: down}}
  - {id: e, clause: "1", measure: mean, by: [unit], trend: {over: month, direction: up}}
  - {id: f, clause: "1", measure: mean, by: [unit], chart: {kind: xmr, over: month, baseline: 3}, min_n: 1}
  - {id: g, clause: "1", measure: per, by: [unit], chart: {kind: u, over: month, baseline: 3}, min_n: 1}
  - {id: h, clause: "1", measure: good, by: [unit], nobody: true}
)yaml",
                 facts, "2026-07-01"),
            Lines{});
}

TEST(Findings, few_are_watched_and_not_counted_among_the_tests) {
  Facts facts;
  facts.units(3).checks("U1", 10, 1).checks("U2", 9, 0).checks("U3", 9, 9);
  const Frame frame = evaluate_findings(facts_of(low, facts.text()));
  EXPECT_EQ(rows(frame, {"group", "state", "p_value", "bound", "n"}),
            (Lines{"unit = U1 | found | 0.0107421875 | " + frame.cell(0, "bound") + " | 10",
                   "unit = U2 | watch |  |  | 9"}));
  EXPECT_EQ(real(frame, "p_adjusted", 0), real(frame, "p_value", 0));
  EXPECT_EQ(frame.cell(1, "words"),
            "Checks in order (unit = U2) is 0 % (n = 9), below the limit of 50 %: it is "
            "watched, since fewer than 10 were counted.");
  EXPECT_EQ(frame.cell(1, "words_zh"),
            "合格率（unit = U2）为0 %（n = 9），低于限值50 %：样本不足10例，先作关注。");
}

TEST(Findings, a_limit_may_be_above) {
  Facts facts;
  facts.units(2).checks("U1", 10, 9).checks("U2", 10, 1);
  EXPECT_EQ(seen("  - {id: high, clause: \"1\", measure: good, by: [unit], limit: {above: 0.5}}\n", facts),
            Lines{"unit = U1 | found"});
}

TEST(Findings, the_sentence_says_what_was_tested) {
  Facts facts;
  facts.units(2).checks("U1", 10, 1).checks("U2", 10, 9);
  const Frame frame = evaluate_findings(facts_of(low, facts.text()));
  EXPECT_EQ(
      frame.cell(0, "words"),
      "Checks in order (unit = U1) is 10 % (n = 10), below the limit of 50 %; with 95 % confidence at most "
      "39.42 % (exact), p = 0.0107, corrected for 2 groups p = 0.0215. Every case was counted; they are "
      "judged as a sample of the process that brings the next.");
  EXPECT_EQ(frame.cell(0, "words_zh"),
            "合格率（unit = U1）为10 %（n = 10），低于限值50 %；以95%的把握不高于39.42 %（精确法），p = "
            "0.0107，按2组校正后 "
            "p = 0.0215。已计入全部个案，并视作产生后续个案的过程的样本加以判断。");
}

/// Ten learners of each programme attended, or not.
std::string attendances(const std::vector<std::pair<std::string, int>>& present) {
  std::string people = "      person: [", programmes = "      programme: [", enrolments, rows;
  for (int i = 0; i < 10; ++i) people += (i ? ", " : "") + ("{id: L" + std::to_string(i)) + ", name: n}";
  for (std::size_t p = 0; p < present.size(); ++p) {
    const std::string id = "P" + std::to_string(p);
    programmes += (p ? ", " : "") + ("{id: " + id) + ", title: t, starts: 2026-01-01, ends: 2026-01-02}";
    for (int i = 0; i < 10; ++i) {
      const std::string e = id + "-" + std::to_string(i);
      enrolments += "        - {id: " + e + ", programme: " + id + ", person: L" + std::to_string(i) +
                    ", unit: " + present[p].first + "}\n";
      rows += "        - {id: " + e + ", enrolment: " + e +
              ", date: 2026-01-02, present: " + (i < present[p].second ? "true" : "false") + "}\n";
    }
  }
  return "      unit: [{id: U1, name: a}, {id: U2, name: b}]\n" + people + "]\n" + programmes +
         "]\n      enrolment:\n" + enrolments + "      attendance:\n" + rows;
}

TEST(Findings, of_one_cluster_chance_cannot_be_told) {
  // U1's learners all sat in one programme; U2's in four, of which each is a cluster.
  const std::string facts = attendances({{"U1", 2}, {"U2", 2}, {"U2", 3}, {"U2", 2}, {"U2", 1}});
  const Frame frame = evaluate_findings(
      facts_of("  - {id: a, clause: \"1\", measure: present, by: [unit], limit: {below: 60%}}\n", facts));
  EXPECT_EQ(rows(frame, {"group", "state", "n"}),
            (Lines{"unit = U1 | watch | 10", "unit = U2 | found | 40"}));
  EXPECT_NE(frame.cell(0, "words").find("fewer than two clusters"), std::string::npos);
  EXPECT_NE(frame.cell(1, "words").find("t over 4 clusters"), std::string::npos);
}

TEST(Findings, within_a_programme_its_learners_are_independent) {
  const std::string facts = attendances({{"U1", 2}, {"U1", 9}});
  const Frame frame = evaluate_findings(facts_of(
      "  - {id: a, clause: \"1\", measure: present, by: [programme], limit: {below: 60%}}\n", facts));
  EXPECT_EQ(rows(frame, {"group", "state"}), Lines{"programme = P0 | found"});
  EXPECT_NE(frame.cell(0, "words").find("(exact)"), std::string::npos);
}

TEST(Findings, clusters_that_agree_are_counted_as_clusters) {
  const std::string facts =
      attendances({{"U1", 0}, {"U1", 0}, {"U2", 0}, {"U2", 0}, {"U2", 0}, {"U2", 0}, {"U2", 0}, {"U2", 0}});
  const Frame frame = evaluate_findings(
      facts_of("  - {id: a, clause: \"1\", measure: present, by: [unit], limit: {below: 50%}}\n", facts));
  EXPECT_EQ(rows(frame, {"group", "state"}), Lines{"unit = U2 | found"}); // ½^6 times 2 groups; ½^2 is chance
}

TEST(Findings, a_gap_is_tested_against_the_rest) {
  Facts facts;
  facts.units(3).checks("U1", 20, 4).checks("U2", 20, 16).checks("U3", 20, 17);
  const std::string gap = "  - {id: a, clause: \"1\", measure: good, by: [unit], gap: {at_least: 20%";
  const Frame frame = evaluate_findings(facts_of(gap + "}}\n", facts.text()));
  EXPECT_EQ(rows(frame, {"group", "state", "limit"}), Lines{"unit = U1 | found | -0.2"});
  EXPECT_NEAR(real(frame, "value"), 0.2 - 33 / 40.0, 1e-12);
  EXPECT_LT(real(frame, "bound"), -0.2);
  EXPECT_EQ(seen(gap + ", side: above}}\n", facts), Lines{});
  EXPECT_EQ(seen(gap + ", side: below}}\n", facts), Lines{"unit = U1 | found"});
  EXPECT_EQ(seen("  - {id: a, clause: \"1\", measure: good, by: [unit], gap: {at_least: 60%}}\n", facts),
            Lines{});
}

TEST(Findings, a_group_alone_differs_from_nobody) {
  Facts facts;
  facts.units(1).checks("U1", 20, 0);
  EXPECT_EQ(seen("  - {id: a, clause: \"1\", measure: good, by: [unit], gap: {at_least: 0}}\n", facts),
            Lines{});
}

std::string responses(const std::vector<std::tuple<std::string, int, double>>& groups) {
  std::string text =
      "      unit: [{id: U1, name: a}, {id: U2, name: b}, {id: U3, name: c}]\n      instrument_response:\n";
  int id = 0;
  for (const auto& [unit, n, score] : groups)
    for (int i = 0; i < n; ++i)
      text += "        - {id: R" + std::to_string(++id) + ", instrument: i, unit: " + unit +
              ", date: 2026-03-01, score: " + std::to_string(score + (i % 2 ? 0.25 : -0.25)) + "}\n";
  return text;
}

TEST(Findings, what_too_few_answered_is_told_of_nowhere) {
  const std::string findings = R"yaml(
  - {id: a, clause: "1", measure: liking, by: [unit], limit: {below: 3}, min_n: 2}
  - {id: b, clause: "1", measure: liking, by: [unit], gap: {at_least: 0.5}, min_n: 2}
)yaml";
  // U3's four stay hidden, also within the rest; U2 would differ from U1 and U3 together, but not from U1.
  const Frame frame =
      evaluate_findings(facts_of(findings, responses({{"U1", 10, 2}, {"U2", 10, 2}, {"U3", 4, 5}})));
  EXPECT_EQ(rows(frame, {"finding", "group", "state"}),
            (Lines{"a | unit = U1 | found", "a | unit = U2 | found"}));
  EXPECT_EQ(frame.to_json().find("U3"), std::string::npos);
}

TEST(Findings, nobody_answered) {
  Facts facts;
  facts.units(3).checks("U1", 12, 0).checks("U2", 12, 1).checks("U3", 3, 0);
  const Frame frame = evaluate_findings(
      facts_of("  - {id: a, clause: \"1\", measure: good, by: [unit], nobody: true}\n", facts.text()));
  EXPECT_EQ(rows(frame, {"group", "state", "n", "p_value"}),
            (Lines{"unit = U1 | found | 12 | ", "unit = U3 | watch | 3 | "}));
  EXPECT_EQ(frame.cell(0, "words"), "Checks in order (unit = U1): nobody of 12.");
}

TEST(Findings, a_trend_looks_at_closed_periods_only) {
  const std::string trend = "  - {id: a, clause: \"1\", measure: mean, trend: {over: month, periods: 5, "
                            "direction: down}, min_n: 5}\n";
  Facts facts;
  facts.units(1);
  const std::vector<double> values{1, 50, 40, 30, 20, 10, 99}; // January lies before the five, July is open
  for (std::size_t m = 0; m < values.size(); ++m)
    facts.value("U1", "2026-0" + std::to_string(m + 1) + "-15", values[m]);
  const Frame frame = evaluate_findings(facts_of(trend, facts.text(), "2026-07-31"));
  ASSERT_EQ(frame.rows(), 1u);
  EXPECT_EQ(real(frame, "value"), -10);
  EXPECT_EQ(frame.cell(0, "n"), "5");
  // S = -10, its variance 5 * 4 * 15 / 18, corrected for continuity.
  EXPECT_NEAR(real(frame, "p_value"), 0.5 * std::erfc(9 / std::sqrt(300 / 18.0) / std::sqrt(2.0)), 1e-12);
  EXPECT_EQ(seen(trend, facts, "2026-08-01"), Lines{}); // 99 has closed
}

TEST(Findings, three_periods_are_no_trend) {
  Facts facts;
  facts.units(1).value("U1", "2026-01-15", 30).value("U1", "2026-02-15", 20).value("U1", "2026-03-15", 10);
  EXPECT_EQ(
      seen("  - {id: a, clause: \"1\", measure: mean, trend: {over: month, direction: down}, min_n: 1}\n",
           facts),
      Lines{});
}

const std::string p_chart =
    "  - {id: a, clause: \"1\", measure: good, chart: {kind: p, over: month, baseline: 2}}\n";

TEST(Findings, the_last_point_of_a_chart_is_judged_by_a_frozen_baseline) {
  Facts out, in, late;
  for (Facts* facts : {&out, &in, &late})
    facts->units(1).checks("U1", 20, 10, "2026-01-05").checks("U1", 20, 10, "2026-02-05");
  out.checks("U1", 20, 17, "2026-03-05"); // ½ ± 3 √(¼ / 20) ends at 0.8354
  in.checks("U1", 20, 16, "2026-03-05");
  late.checks("U1", 20, 17, "2026-03-05").checks("U1", 20, 10, "2026-04-05");
  const Frame frame = evaluate_findings(facts_of(p_chart, out.text()));
  ASSERT_EQ(rows(frame, {"state", "value", "n"}), Lines{"found | 0.85 | 20"});
  EXPECT_NEAR(real(frame, "limit"), 0.5 + 3 * std::sqrt(0.25 / 20), 1e-12);
  EXPECT_EQ(seen(p_chart, in), Lines{});
  EXPECT_EQ(seen(p_chart, late, "2026-05-01"), Lines{}); // March was told of in April
  EXPECT_EQ(seen(p_chart, out, "2026-05-01"), Lines{});  // nothing came in April
}

TEST(Findings, a_chart_without_its_baseline_is_unknown) {
  Facts facts;
  facts.units(1).checks("U1", 20, 10, "2026-02-05").checks("U1", 20, 20, "2026-03-05");
  const Frame frame = evaluate_findings(facts_of(p_chart, facts.text()));
  EXPECT_EQ(rows(frame, {"state"}), Lines{"unknown"});
  EXPECT_NE(frame.cell(0, "words").find("need 2 periods"), std::string::npos);
}

TEST(Findings, a_chart_may_begin_anew) {
  Facts facts;
  facts.units(1);
  const std::vector<double> values{10, 12, 50, 52, 50, 52};
  for (std::size_t m = 0; m < values.size(); ++m)
    facts.value("U1", "2026-0" + std::to_string(m + 1) + "-15", values[m]);
  const std::string chart =
      "  - {id: a, clause: \"1\", measure: mean, min_n: 1, chart: {kind: xmr, over: month, baseline: 2";
  EXPECT_EQ(seen(chart + "}}\n", facts, "2026-07-01"), Lines{" | found"});
  EXPECT_EQ(seen(chart + ", from: 2026-03}}\n", facts, "2026-07-01"), Lines{});
}

TEST(Findings, counts_per_unit_have_a_chart_of_their_own) {
  Facts facts;
  facts.units(1)
      .value("U1", "2026-01-05", 8, 10)
      .value("U1", "2026-02-05", 12, 10)
      .value("U1", "2026-03-05", 20, 10);
  const Frame frame = evaluate_findings(facts_of(
      "  - {id: a, clause: \"1\", measure: per, min_n: 1, chart: {kind: u, over: month, baseline: 2}}\n",
      facts.text()));
  ASSERT_EQ(rows(frame, {"state", "value"}), Lines{"found | 2"});
  EXPECT_NEAR(real(frame, "limit"), 1 + 3 * std::sqrt(1.0 / 10), 1e-12);
}

TEST(Findings, the_same_problem_in_several_units) {
  const std::string same = "  - {id: common, clause: \"2\", same: low, in: {unit: 2}}\n";
  Facts two, one;
  two.units(3)
      .checks("U1", 10, 0)
      .checks("U2", 10, 0)
      .checks("U3", 5, 0); // U3's is watched: it does not count
  one.units(3).checks("U1", 10, 0).checks("U2", 10, 9);
  const Frame frame = evaluate_findings(facts_of(same + low, two.text()));
  ASSERT_EQ(rows(frame, {"finding", "state", "value", "limit"})[0], "common | found | 2 | 2");
  EXPECT_EQ(frame.cell(0, "words"), "The same problem low for 2 of `unit`: U1, U2.");
  EXPECT_EQ(rows(evaluate_findings(facts_of(same + low, one.text())), {"finding"}), Lines{"low"});
}

TEST(Findings, a_dimension_of_a_questionnaire_is_weak_in_several_units) {
  Instruments instruments;
  instruments.add(Instrument::parse(R"yaml(
instrument: two
version: "1"
title: {en: Two, zh: 两题}
dimensions: [{id: content, title: {en: Content, zh: 内容}}, {id: mode, title: {en: Mode, zh: 方式}}]
items:
  - {id: q1, dimension: content, type: scale, scale: {min: 1, max: 5}, text: {en: A, zh: 甲}}
  - {id: q2, dimension: mode, type: scale, scale: {min: 1, max: 5}, text: {en: B, zh: 乙}}
)yaml"));
  std::string facts = "      unit: [{id: U1, name: a}, {id: U2, name: b}]\n      instrument_response:\n",
              answers;
  for (int i = 0; i < 20; ++i) {
    const std::string id = std::to_string(i);
    facts += "        - {id: R" + id +
             ", instrument: two, version: \"1\", date: 2026-03-01, unit: " + (i % 2 ? "U1" : "U2") + "}\n";
    for (int item = 1; item <= 2; ++item) // content: 2 and 3, mode: 4 and 5
      answers += "        - {id: R" + id + "-" + std::to_string(item) + ", response: R" + id + ", item: q" +
                 std::to_string(item) + ", value: " + std::to_string(2 * item + i / 2 % 2) + "}\n";
  }
  const TaskSet plain = tasks_of("", facts + "      instrument_answer:\n" + answers, "2026-04-01", R"yaml(
policy: p
version: "1"
measures: [{id: score, clause: "1", score: {instrument: two}}]
findings:
  - {id: weak, clause: "1", measure: score, by: [unit, dimension], limit: {below: 3.5}}
  - {id: common, clause: "2", same: weak, in: {unit: 2}}
)yaml");
  const auto found =
      propose_findings(derive({plain.policies().begin(), plain.policies().end()}, plain.facts(), {},
                              {plain.as_of(), plain.as_of(), {}, {}}, instruments));
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(group_text(found[0]), "unit = U1, dimension = content");
  EXPECT_EQ(*found[0].n, 10);
  EXPECT_EQ(*found[0].value, 2.5);
  // The standard error of five 2s and five 3s is √(2.5 / 9 / 10); t with 9 degrees of freedom.
  EXPECT_NEAR(*found[0].bound, 2.5 + 1.8331129 * std::sqrt(0.25 / 9), 1e-6);
  EXPECT_EQ(group_text(found[2]), "dimension = content");
  EXPECT_EQ(*to_fact(found[2]).dimension, "content");
}

TEST(Findings, without_data_nothing_is_known) {
  Facts facts;
  facts.units(1).add("unit: U1, date: 2026-03-02");
  EXPECT_EQ(seen("  - {id: a, clause: \"1\", measure: good, limit: {below: 50%}}\n", facts),
            Lines{" | unknown"});
  EXPECT_EQ(seen(low, facts), Lines{"unit = U1 | unknown"});
}

TEST(Findings, an_audited_sample_is_judged_by_its_design) {
  std::string facts = attendances({{"U1", 5}});
  facts += "      follow_up:\n";
  std::string audits, members;
  for (int i = 0; i < 10; ++i) {
    const std::string n = std::to_string(i);
    facts += "        - {id: F" + n + ", enrolment: P0-" + n +
             ", date: 2026-02-01, channel: phone, reached: true}\n";
    members += (i ? ", " : "") + ("follow_up/F" + n);
    for (int item = 0; item < 2; ++item)
      audits += "        - {id: A" + n + std::to_string(item) + ", follow_up: F" + n +
                ", date: 2026-02-02, item: i" + std::to_string(item) +
                ", result: " + (i + item < 6 ? "right" : "wrong") + "}\n";
  }
  facts += "      draw: [{id: D, policy: p, rule: a, occurrence: o, date: 2026-02-01, seed: s, population: "
           "100, members: [" +
           members + "], stratum: phone}]\n      follow_up_audit:\n" + audits;
  const Frame frame =
      evaluate_findings(facts_of("  - {id: a, clause: \"1\", measure: right, limit: {below: 90%}}\n", facts));
  ASSERT_EQ(rows(frame, {"state", "value", "n"}), Lines{"found | 0.55 | 20"});
  EXPECT_NE(frame.cell(0, "words").find("t over 10 clusters"), std::string::npos);
  EXPECT_EQ(frame.cell(0, "words").find("Every case"), std::string::npos);
}

TEST(Findings, over_a_period_keep_their_id_while_it_is_the_last) {
  const std::string monthly =
      "  - {id: low, clause: \"9\", measure: good, by: [unit], over: month, limit: {below: 50%}}\n";
  Facts facts;
  facts.units(2).checks("U1", 10, 0).checks("U2", 10, 0).checks("U1", 10, 0, "2026-04-02");
  const auto ids = [&](const std::string& findings, const std::string& as_of) {
    return rows(evaluate_findings(facts_of(findings, facts.text(), as_of)), {"id"});
  };
  const Lines april = ids(monthly, "2026-04-01");
  ASSERT_EQ(april.size(), 2u);
  EXPECT_NE(april[0], april[1]);
  EXPECT_EQ(ids(monthly, "2026-04-30"), april);
  EXPECT_NE(ids(monthly, "2026-05-01")[0], april[0]);
  EXPECT_NE(ids(low, "2026-04-01"), ids(low, "2026-04-02")); // all up to that day
}

TEST(Findings, make_the_fact_that_a_person_records) {
  const std::string titled = "  - {id: low, title: {en: Too few in order, zh: 合格率过低}, clause: \"9\", "
                             "dimension: effect, measure: good, by: "
                             "[unit], over: month, limit: {below: 50%}}\n";
  Facts facts;
  facts.units(1).checks("U1", 10, 0);
  const auto proposed = propose_findings(facts_of(titled, facts.text()));
  ASSERT_EQ(proposed.size(), 1u);
  const Finding fact = to_fact(proposed[0]);
  EXPECT_EQ(fact.id, proposed[0].id);
  EXPECT_EQ(fact.raised, Date(2026, 4, 1));
  EXPECT_EQ(fact.title, "Too few in order (unit = U1, 2026-03)");
  EXPECT_EQ(to_fact(proposed[0], Language::zh).title, "合格率过低（unit = U1, 2026-03）");
  EXPECT_EQ(fact.unit->id, "U1");
  EXPECT_EQ(*fact.dimension, "effect");
  EXPECT_EQ(fact_json(proposed[0]),
            "{\"id\":\"" + fact.id +
                "\",\"raised\":\"2026-04-01\",\"title\":\"Too few in order (unit = U1, "
                "2026-03)\",\"dimension\":\"effect\",\"unit\":\"U1\"}");
}

TEST(Findings, explain_themselves_down_to_the_facts) {
  Facts facts;
  facts.units(1).checks("U1", 10, 0);
  const TaskSet tasks = facts_of(low, facts.text());
  const std::string id = propose_findings(tasks).front().id;
  const Explanation e = explain_finding(tasks, id);
  const std::string text = e.to_text();
  EXPECT_TRUE(text.starts_with(e.en));
  for (const char* part : {"clause 9 of p 1", "Test: is Checks in order below 50 %", "Benjamini", "0 / 10",
                           "10 counted", "check/F1"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_NE(e.to_text(Language::zh).find("检验"), std::string::npos);
  EXPECT_THROW(explain_finding(tasks, "none"), NotFound);
}

TEST(Findings, whose_group_cannot_be_reached_say_so) {
  Facts facts;
  facts.units(1).checks("U1", 10, 0);
  try {
    evaluate_findings(facts_of(
        "  - {id: lost, clause: \"1\", measure: good, by: [lecturer], limit: {below: 1}}\n", facts.text()));
    FAIL() << "it was judged";
  } catch (const InvalidArgument& e) {
    EXPECT_EQ(e.code(), "AC5002");
    EXPECT_NE(std::string(e.what()).find("the finding `lost`"), std::string::npos) << e.what();
    EXPECT_NE(std::string(e.what()).find("p.yaml:"), std::string::npos) << e.what();
  }
}

} // namespace
} // namespace aftercourse
