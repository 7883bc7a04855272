// Measures of what a questionnaire says, beside the scores that the instrument floor gives for the same
// answers.
#include "company.hpp"

#include <random>

#include <aftercourse/base/error.hpp>
#include <aftercourse/instrument/scoring.hpp>

namespace aftercourse {
namespace {

using namespace test;
using Lines = std::vector<std::string>;

const std::string policy = "policy: answers\nversion: \"1\"\n";

const std::string measures = R"yaml(
  - {id: content, clause: "1", score: {instrument: liking, dimension: content}}
  - {id: all, clause: "1", score: {instrument: liking}}
  - {id: dimensions, clause: "1", by: [dimension], score: {instrument: liking}}
  - {id: items, clause: "1", by: [item], score: {instrument: liking}}
  - {id: favourable, clause: "2", by: [dimension], favourable: {instrument: liking}}
  - {id: typo, clause: "3", score: {instrument: likin}}
  - {id: no_dimension, clause: "3", score: {instrument: liking, dimension: contnet}}
  - {id: no_item, clause: "3", score: {instrument: liking, item: q9}}
  - {id: no_scores, clause: "3", score: {instrument: liking, dimension: remarks}}
  - {id: mixed_scales, clause: "3", score: {instrument: mixed}}
  - {id: appraised, clause: "4", score: {instrument: appraisal, dimension: work}}
  - {id: appraised_item, clause: "4", score: {instrument: appraisal, item: q1}}
)yaml";

Instrument liking(const std::string& version, int max) {
  const std::string scale = "type: scale, scale: {min: 1, max: " + std::to_string(max) + ", favourable: 4";
  return Instrument::parse("instrument: liking\nversion: \"" + version + R"("
title: {en: Liking, zh: 喜欢程度}
dimensions:
  - {id: content, title: {en: Content, zh: 内容}, parts: [{id: use, title: {en: Use, zh: 实用}}]}
  - {id: mood, title: {en: Mood, zh: 心情}}
  - {id: remarks, title: {en: Remarks, zh: 意见}}
items:
  - {id: q1, dimension: use, )" +
                           scale + R"(, not_applicable: true}, text: {en: Useful, zh: 有用吗}}
  - {id: q2, dimension: content, )" +
                           scale + R"(}, text: {en: Deep, zh: 深吗}}
  - {id: q3, dimension: mood, )" +
                           scale + R"(}, reversed: true, text: {en: Dull, zh: 无聊吗}, skip: {if: 1, to: q5}}
  - {id: q4, dimension: mood, )" +
                           scale + R"(}, text: {en: Again, zh: 再来吗}}
  - {id: q5, dimension: remarks, type: text, text: {en: More, zh: 其他}}
)");
}

Instrument mixed() {
  return Instrument::parse(R"(
instrument: mixed
version: "1"
title: {en: Mixed, zh: 混合}
dimensions: [{id: a, title: {en: A, zh: 甲}}, {id: b, title: {en: B, zh: 乙}}]
items:
  - {id: q1, dimension: a, type: scale, scale: {min: 1, max: 5}, text: {en: A, zh: 甲}}
  - {id: q2, dimension: b, type: scale, scale: {min: 1, max: 7}, text: {en: B, zh: 乙}}
)");
}

Instrument appraisal() {
  return Instrument::parse(R"(
instrument: appraisal
version: "1"
title: {en: Appraisal, zh: 评价}
missing_role: rescale
roles: {superior: {weight: 60%, title: {en: S, zh: 上级}}, peer: {weight: 40%, title: {en: P, zh: 同事}}}
dimensions: [{id: work, title: {en: Work, zh: 工作}}]
items:
  - {id: q1, dimension: work, type: scale, scale: {min: 1, max: 5}, text: {en: A, zh: 甲}}
  - {id: q2, dimension: work, type: scale, scale: {min: 1, max: 5}, text: {en: B, zh: 乙}}
)");
}

Instruments known() {
  Instruments all;
  for (const Instrument& i : {liking("1", 5), mixed(), appraisal()}) all.add(i);
  return all;
}

/// The same facts and policies with these questionnaires.
TaskSet with(const TaskSet& tasks, const Instruments& instruments) {
  return derive({tasks.policies().begin(), tasks.policies().end()}, tasks.facts(), {},
                {tasks.as_of(), tasks.as_of(), {}, {}}, instruments);
}

TaskSet answered(const std::string& facts, const Instruments& instruments = known()) {
  return with(tasks_of(measures, facts, "2026-03-01", policy), instruments);
}

EvaluationQuery internal(std::vector<std::string> names, std::vector<std::string> by = {}) {
  EvaluationQuery q = query(std::move(names), std::move(by));
  q.audience = Audience::internal;
  return q;
}

/// Responses of 60 people, drawn at random, as facts and as the instrument floor takes them.
struct Drawn {
  std::string facts;
  std::vector<Response> responses;
};

Drawn draw(const char* instrument, const std::vector<std::string>& items, bool appraised) {
  std::mt19937 random(7);
  Drawn out;
  std::string people, programmes, responses, answers;
  for (int p = 0; p < 60; ++p) people += "        - {id: L" + std::to_string(p) + ", name: a}\n";
  for (int p = 0; p < 6; ++p)
    programmes +=
        "        - {id: P" + std::to_string(p) + ", title: T, starts: 2026-01-01, ends: 2026-01-02}\n";
  for (int r = 0; r < 60; ++r) {
    const std::string id = "R" + std::to_string(r), person = "L" + std::to_string(r);
    Response response{.id = id, .person = person};
    std::string more;
    if (appraised) {
      response.subject = "L" + std::to_string(r / 5);
      response.role = r % 5 == 0 && r % 3 != 0 ? "superior" : "peer";
      more = ", subject: " + response.subject + ", role: " + response.role;
    }
    responses += "        - {id: " + id + ", instrument: " + instrument +
                 ", version: \"1\", person: " + person + ", programme: P" + std::to_string(r % 6) +
                 ", date: 2026-02-01" + more + "}\n";
    for (const std::string& item : items) {
      const auto value = static_cast<int>(random() % 7); // 0: no answer, 6: not applicable
      const bool none = value == 6 && item == "q1" && !appraised;
      if (value == 0 || (value == 6 && !none)) continue;
      ItemAnswer answer{.item = item};
      if (none)
        answer.not_applicable = true;
      else
        answer.value = Decimal::from_units(value * Decimal::scale);
      answers += "        - {id: " + id + "." + item + ", response: " + id + ", item: " + item +
                 (none ? ", not_applicable: true}\n" : ", value: " + std::to_string(value) + "}\n");
      response.answers.push_back(answer);
    }
    out.responses.push_back(response);
  }
  out.facts = "      person:\n" + people + "      programme:\n" + programmes +
              "      instrument_response:\n" + responses + "      instrument_answer:\n" + answers;
  return out;
}

std::string code_of(const TaskSet& tasks, const EvaluationQuery& q) {
  try {
    (void)evaluate(tasks, q);
  } catch (const Error& e) {
    return e.code();
  }
  return "no error";
}

TEST(AnswerMeasures, are_the_group_scores_of_the_instrument_floor) {
  const Drawn drawn = draw("liking", {"q1", "q2", "q3", "q4"}, false);
  const TaskSet tasks = answered(drawn.facts);
  const Frame scores = evaluate(tasks, query({"dimensions"})),
              shares = evaluate(tasks, query({"favourable"})), items = evaluate(tasks, query({"items"})),
              whole = evaluate(tasks, query({"all"}));
  std::size_t seen = 0;
  for (const GroupScore& expected : group_scores(liking("1", 5), drawn.responses)) {
    const bool is_item = !expected.item.empty(), is_whole = !is_item && expected.dimension.empty();
    const Frame& frame = is_item ? items : is_whole ? whole : scores;
    const std::string name = is_item ? "item" : "dimension",
                      id = is_item ? expected.item : expected.dimension;
    for (std::size_t row = 0; row < frame.rows(); ++row) {
      if (!is_whole && frame.cell(row, name) != id) continue;
      EXPECT_NEAR(real(frame, "value", row), expected.mean, 1e-6) << id;
      EXPECT_EQ(real(frame, "denominator", row), static_cast<double>(expected.n)) << id;
      ++seen;
    }
    for (std::size_t row = 0; row < shares.rows() && !is_item && !is_whole; ++row) {
      if (shares.cell(row, "dimension") != id) continue;
      EXPECT_EQ(real(shares, "numerator", row), static_cast<double>(expected.favourable));
      EXPECT_EQ(real(shares, "denominator", row), static_cast<double>(expected.judged));
      ++seen;
    }
  }
  EXPECT_EQ(seen, 3u + 3u + 4u + 1u); // content, use, mood; the same shares; four items; the whole
}

TEST(AnswerMeasures, of_an_appraisal_are_the_mean_of_the_weighted_totals) {
  const Drawn drawn = draw("appraisal", {"q1", "q2"}, true);
  double sum = 0, n = 0, without = 0;
  for (const AppraisalScore& score : appraisal_scores(appraisal(), drawn.responses))
    if (score.dimension == "work" && !std::isnan(score.total))
      sum += score.total, ++n;
    else if (score.dimension == "work")
      ++without;
  const Frame frame = evaluate(answered(drawn.facts), query({"appraised"}));
  EXPECT_GT(n, 10);
  EXPECT_EQ(without, 0); // the weights are rescaled
  EXPECT_EQ(real(frame, "denominator"), n);
  EXPECT_NEAR(real(frame, "value"), sum / n, 1e-6);
  EXPECT_EQ(evaluate(answered(drawn.facts), internal({"appraised"}, {"subject"})).rows(), 12u);
  // Told apart by role, each response counts.
  const Frame by_role = evaluate(answered(drawn.facts), query({"appraised"}, {"role"}));
  ASSERT_EQ(by_role.rows(), 2u);
  EXPECT_GT(real(by_role, "denominator", 0), 12);
}

TEST(AnswerMeasures, merge_from_any_parts_to_the_same_bytes) {
  for (const bool appraised : {false, true}) {
    const Drawn drawn =
        appraised ? draw("appraisal", {"q1", "q2"}, true) : draw("liking", {"q1", "q2", "q3", "q4"}, false);
    const TaskSet tasks = answered(drawn.facts);
    EvaluationQuery q = query(appraised ? Lines{"appraised"} : Lines{"dimensions", "favourable"});
    q.interval = Interval::process;
    const MeasureState whole(tasks, q);
    MeasureState parts(tasks, q, {2, 3});
    parts.update(tasks, {0, 3});
    parts.update(tasks, {1, 3});
    EXPECT_EQ(parts, whole);
    EXPECT_EQ(MeasureState::deserialize(whole.serialize()), whole);
    Instruments others = known();
    others.add(liking("2", 5));
    const TaskSet elsewhere = with(tasks, others);
    if (appraised) continue;
    EXPECT_THROW(parts.update(elsewhere), Conflict); // scored by another questionnaire
  }
}

TEST(AnswerMeasures, have_intervals_over_programmes_and_numbers_of_the_period_before) {
  const TaskSet tasks = answered(draw("liking", {"q1", "q2", "q3", "q4"}, false).facts);
  EvaluationQuery q = query({"content"});
  q.interval = Interval::process;
  q.period = "2026-02";
  q.versus = Versus::previous;
  const Frame frame = evaluate(tasks, q);
  EXPECT_TRUE(frame.cell(0, "interval").starts_with("process (6 clusters"));
  EXPECT_LT(real(frame, "low"), real(frame, "value"));
  EXPECT_EQ(frame.cell(0, "previous"), "");
  q.period = "2026-03";
  EXPECT_EQ(evaluate(tasks, q).cell(0, "state"), "no data");
  EXPECT_EQ(real(evaluate(tasks, q), "previous"), real(frame, "value"));
}

const std::string of_versions = R"yaml(
      person: [{id: L1, name: a}, {id: L2, name: b}]
      instrument_response:
        - {id: R1, instrument: liking, version: "1", date: 2026-02-01}
        - {id: R2, instrument: liking, version: "2", date: 2026-02-01}
        - {id: R3, instrument: liking, date: 2026-02-01}
        - {id: R4, instrument: liking, version: "2", person: L1, date: 2026-02-01}
        - {id: R5, instrument: liking, version: "2", person: L1, date: 2026-02-02}
        - {id: R6, instrument: liking, version: "2", date: 2026-02-02}
        - {id: R7, instrument: liking, version: "2", date: 2026-02-02}
      instrument_answer:
        - {id: A1, response: R1, item: q1, value: 5}
        - {id: A2, response: R2, item: q1, value: 6}
        - {id: A3, response: R3, item: q1, value: 5}
        - {id: A4, response: R4, item: q1, value: 1}
        - {id: A5, response: R5, item: q1, value: 7}
        - {id: A6, response: R6, item: q1, value: 8}
        - {id: A7, response: R7, item: q1, not_applicable: true}
)yaml";

TEST(AnswerMeasures, name_every_response_that_was_left_out) {
  Instruments instruments = known();
  instruments.add(liking("2", 7));
  const TaskSet tasks = answered(of_versions, instruments);
  const Frame frame = evaluate(tasks, internal({"content"}));
  EXPECT_EQ(rows(frame, {"numerator", "denominator", "missing", "state"}), Lines{"13 | 2 | 4 | ok"});
  const std::string why = explain_value(tasks, internal({"content"}), 0).to_text();
  for (const char* line : {"2 counted", "instrument_response/R2", "instrument_response/R5",
                           "1 of a version of the questionnaire that is not known", "1 with answers",
                           "instrument_response/R6 (q1)", "1 on another scale", "1 with too few of the items",
                           "1 followed by a later one"})
    EXPECT_NE(why.find(line), std::string::npos) << line << "\n" << why;
  // With one version known, a response that names none answers that.
  EXPECT_EQ(
      rows(evaluate(answered(of_versions), internal({"content"})), {"numerator", "denominator", "missing"}),
      Lines{"10 | 2 | 4"});
}

TEST(AnswerMeasures, refuse_what_no_questionnaire_can_say) {
  const TaskSet tasks = answered(of_versions);
  for (const char* name : {"typo", "no_dimension", "no_item"})
    EXPECT_EQ(code_of(tasks, query({name})), "AC5030") << name;
  for (const char* name : {"no_scores", "mixed_scales", "appraised_item"})
    EXPECT_EQ(code_of(tasks, query({name})), "AC5031") << name;
  EXPECT_EQ(code_of(tasks, query({"content"}, {"nothing"})), "AC5002");
  EvaluationQuery q = query({"all"});
  q.where["dimension"] = {"content", "mood"};
  EXPECT_EQ(code_of(tasks, q), "AC5031");
  q.where["dimension"] = {"content"};
  EXPECT_EQ(code_of(tasks, q), "no error");
}

TEST(AnswerMeasures, skip_logic_leaves_an_item_out_everywhere) {
  const TaskSet tasks = answered(R"yaml(
      instrument_response: [{id: R1, instrument: liking, version: "1", date: 2026-02-01}]
      instrument_answer:
        - {id: A1, response: R1, item: q3, value: 1}
        - {id: A2, response: R1, item: q4, value: 1}
)yaml");
  // "Dull?" 1 is reversed to 5 and leads past q4, whatever was written there.
  EXPECT_EQ(rows(evaluate(tasks, internal({"items"})), {"item", "value", "missing"}),
            (Lines{"q1 |  | 1", "q2 |  | 1", "q3 | 5 | 0"}));
}

} // namespace
} // namespace aftercourse
