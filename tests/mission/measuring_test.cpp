// Clauses that marking schemes, questionnaires, comments and statistics serve without a policy: each test is
// named after its clause and says, for docs/mission.md, what it shows. Where a scenario (mission_test.cpp)
// covers the same clause, the two stand in one line.
#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include <aftercourse/assessment/coverage.hpp>
#include <aftercourse/assessment/item_matrix.hpp>
#include <aftercourse/assessment/marking.hpp>
#include <aftercourse/engine/engine.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>
#include <aftercourse/instrument/scoring.hpp>
#include <aftercourse/statistics/before_after.hpp>
#include <aftercourse/statistics/completion_curve.hpp>
#include <aftercourse/statistics/intraclass_correlation.hpp>
#include <aftercourse/statistics/item_analysis.hpp>
#include <aftercourse/statistics/mann_kendall.hpp>
#include <aftercourse/statistics/proportion.hpp>
#include <aftercourse/statistics/sen_slope.hpp>
#include <aftercourse/statistics/target_scores.hpp>
#include <aftercourse/statistics/weakness.hpp>
#include <aftercourse/text/coding_scheme.hpp>
#include <aftercourse/text/key_terms.hpp>
#include <aftercourse/text/lexicon.hpp>
#include <aftercourse/text/quotations.hpp>
#include <aftercourse/text/similar.hpp>

namespace aftercourse {

namespace {

/// What docs/mission.md says of a clause. Those of a clause that has a scenario, too, stand in its file.
void shows(const char* serving, const char* regulation = "", const char* capability = "",
           const char* open = "") {
  ::testing::Test::RecordProperty("serving", serving);
  ::testing::Test::RecordProperty("regulation", regulation);
  ::testing::Test::RecordProperty("capability", capability);
  ::testing::Test::RecordProperty("open", open);
  ::testing::Test::RecordProperty("test", "measuring_test.cpp");
}

const char* const examination = R"(
assessment: onboarding
version: "1"
key_points: {offer: {en: Offers, zh: 报价}, price: {en: Prices, zh: 价格}, law: {en: Law, zh: 法规}}
components:
  - id: examination
    weight: 60%
    items:
      - {id: q1, type: single, marks: 40, key_points: offer, options: {A: 甲, B: 乙}, key: B}
      - {id: q2, type: numeric, marks: 60, key_points: price, key: 11264}
  - {id: practice, weight: 40%, marks: 100}
pass: 60
grades: {excellent: {from: 90}, good: {from: 75, below: 90}, pass: {from: 60, below: 75}, fail: {below: 60}}
make_up: {counts: best, capped: true}
)";

Sitting paper(const char* q1, const char* q2) {
  Sitting out;
  out.answers = {{"q1", {q1}}, {"q2", {q2}}};
  return out;
}

Sitting paper(const char* q1, const char* q2, std::int64_t practice) {
  Sitting out = paper(q1, q2);
  out.marks = {{"practice", Decimal::from_integer(practice)}};
  return out;
}

Response answered(const char* id, std::initializer_list<std::pair<const char*, int>> given) {
  Response out{.id = id};
  for (const auto& [item, value] : given)
    out.answers.push_back({.item = item, .value = Decimal::from_integer(value)});
  return out;
}

/// Every smallest dimension that something is asked about.
std::set<std::string> asked(const Instrument& instrument) {
  std::set<std::string> out;
  for (const InstrumentItem& item : instrument.definition().items) out.insert(item.dimension);
  return out;
}

bool in_both_languages(const Instrument& instrument) {
  for (const InstrumentItem& item : instrument.definition().items)
    if (item.title.en.empty() || item.title.zh.empty()) return false;
  return true;
}

const GroupScore& score_of(const std::vector<GroupScore>& scores, std::string_view dimension) {
  return *std::ranges::find_if(
      scores, [&](const GroupScore& s) { return s.item.empty() && s.dimension == dimension; });
}

using Comments = std::vector<std::optional<std::string_view>>;
const Comments comments{"讲师很专业，案例讲得清楚", "合同部分讲得不够清楚", "线上平台太差，总是卡顿",
                        "平台卡顿，登录很麻烦",     "证书什么时候发？",     "什么时候发证书"};

} // namespace

// --- tracking

TEST(measuring, T03) {
  shows(
      "Instrument, Engine::add_instrument, Scheme", "2(1)2",
      "Evaluation tools are kept as versioned instruments: questionnaire, work-performance form, examination "
      "paper; each names the dimensions and indicators it measures");
  Engine engine = Engine::open();
  for (const std::string& name : Instrument::built_in_names()) {
    const Instrument instrument = Instrument::built_in(name);
    EXPECT_FALSE(instrument.definition().dimensions.empty()) << name;
    EXPECT_NE(instrument.to_html(Language::zh).find(instrument.definition().title.zh), std::string::npos);
    engine.add_instrument(instrument);
    std::string other = instrument.text();
    other.replace(other.find("min: 1"), 6, "min: 0");
    EXPECT_THROW(engine.add_instrument(Instrument::parse(other)), Conflict) << name; // the same version
  }
  EXPECT_EQ(Scheme::parse(examination).definition().key_points.size(), 3u);
}

TEST(measuring, T08) {
  shows("mark, coverage");
  const Scheme scheme = Scheme::parse(examination);
  const auto grade = [&](const Sitting& sitting) { return mark(scheme, "L1", std::vector{sitting}).grade; };
  EXPECT_EQ(grade(paper("B", "11264", 90)), Grade::excellent); // 0.6 x 100 + 0.4 x 90 = 96
  EXPECT_EQ(grade(paper("A", "11264", 100)), Grade::good);     // 0.6 x 60 + 40 = 76
  EXPECT_EQ(grade(paper("A", "11264", 80)), Grade::pass);      // 36 + 32 = 68
  EXPECT_EQ(grade(paper("B", "1536", 80)), Grade::fail);       // 24 + 32 = 56
  EXPECT_EQ(coverage(scheme).not_examined, std::vector<std::string>{"law"});
}

TEST(measuring, T09) {
  shows("Instrument::built_in(\"work-performance\"), appraisal_scores, intraclass_correlation");
  const Instrument sheet = Instrument::built_in("work-performance");
  EXPECT_EQ(asked(sheet).contains("attitude") + asked(sheet).contains("ability") +
                asked(sheet).contains("results"),
            3);
  std::vector<Response> appraisals;
  const auto appraise = [&](const char* id, const char* role, int value) {
    Response one{.id = id, .subject = "L1", .role = role};
    for (const InstrumentItem& item : sheet.definition().items)
      if (item.dimension == "attitude")
        one.answers.push_back({.item = item.id, .value = Decimal::from_integer(value)});
    appraisals.push_back(one);
  };
  appraise("1", "superior", 4);
  appraise("2", "peer", 3);
  appraise("3", "peer", 5);
  appraise("4", "self", 5);
  const auto scores = appraisal_scores(sheet, appraisals);
  const auto attitude = std::ranges::find(scores, "attitude", &AppraisalScore::dimension);
  EXPECT_NEAR(attitude->total, 0.5 * 4 + 0.3 * 4 + 0.2 * 5, 1e-12);
  const std::vector<double> ann{4, 3, 5, 2}, bo{5, 3, 5, 1};
  const auto agreement = statistics::intraclass_correlation(std::vector<std::span<const double>>{ann, bo});
  EXPECT_NEAR(agreement.estimate, 28.0 / 31, 1e-12);
}

TEST(measuring, T11) {
  shows("Instrument::built_in(\"effect\"), group_scores");
  const Instrument effect = Instrument::built_in("effect");
  const std::set<std::string> all = asked(effect);
  for (const char* dimension : {"content", "mode", "lecturer", "timing", "application"})
    EXPECT_TRUE(all.contains(dimension)) << dimension;
  const std::vector<Response> responses{answered("1", {{"timing-date", 2}, {"timing-length", 4}}),
                                        answered("2", {{"timing-date", 5}, {"timing-length", 5}})};
  const GroupScore timing = score_of(group_scores(effect, responses), "timing");
  EXPECT_EQ(timing.n, 2);
  EXPECT_DOUBLE_EQ(timing.mean, 4);
  EXPECT_EQ(timing.favourable, 3);
}

TEST(measuring, T18) {
  shows("mann_kendall, sen_slope", "4(3)1",
        "Quantitative indicator analysis, trend of application, career progress", "career progress");
  const std::vector<double> used{0.40, 0.44, 0.47, 0.52, 0.55, 0.61}, quarter{1, 2, 3, 4, 5, 6};
  const statistics::TrendSeries series{.time = quarter, .values = used};
  EXPECT_LT(statistics::mann_kendall(series).p_value, 0.05);
  EXPECT_NEAR(statistics::sen_slope(series).estimate, 0.04, 0.005);
}

// --- follow-up visits

TEST(measuring, V06) {
  shows(
      "Instrument::built_in(\"follow-up\")", "3(1)-(5)",
      "Follow-up asks about content (usefulness, depth and breadth, currency), lecturer (expertise, methods, "
      "style, answering), mode (teaching mode, timing, venue, online platform), effect (knowledge and skill, "
      "attitude, career) and satisfaction (overall, suggestions)");
  const Instrument follow_up = Instrument::built_in("follow-up");
  std::map<std::string, std::set<std::string>> parts;
  for (const Dimension& d : follow_up.definition().dimensions)
    if (!d.parent.empty()) parts[d.parent].insert(d.id);
  EXPECT_EQ(parts, (std::map<std::string, std::set<std::string>>{
                       {"content", {"usefulness", "depth", "currency"}},
                       {"lecturer", {"expertise", "methods", "style", "answering"}},
                       {"mode", {"teaching-mode", "timing", "venue", "platform"}},
                       {"effect", {"knowledge", "attitude", "career"}}}));
  const std::set<std::string> all = asked(follow_up);
  for (const auto& [dimension, its] : parts)
    for (const std::string& part : its) EXPECT_TRUE(all.contains(part)) << part;
  EXPECT_EQ(follow_up.item("satisfaction-overall").type, AnswerType::scale);
  EXPECT_EQ(follow_up.item("suggestions").type, AnswerType::text);
  EXPECT_TRUE(in_both_languages(follow_up));
}

TEST(measuring, V08) {
  shows("Instrument::built_in(\"interview\")");
  const Instrument interview = Instrument::built_in("interview");
  EXPECT_TRUE(in_both_languages(interview));
  for (const char* dimension : {"content", "lecturer", "mode", "effect", "satisfaction"})
    EXPECT_TRUE(asked(interview).contains(dimension)) << dimension;
  const std::string page = interview.to_html(Language::zh);
  for (const InstrumentItem& item : interview.definition().items)
    EXPECT_NE(page.find(item.title.zh), std::string::npos) << item.id;
}

TEST(measuring, V10) {
  shows("group_scores, Instrument::to_html", "4(3)",
        "Questionnaire covers every dimension, sent in a set time online or on paper; indicator scores and "
        "satisfaction computed; report",
        "report");
  const Instrument follow_up = Instrument::built_in("follow-up");
  std::set<std::string> without_items;
  const std::set<std::string> all = asked(follow_up);
  for (const Dimension& d : follow_up.definition().dimensions) {
    const bool has_parts = std::ranges::any_of(follow_up.definition().dimensions,
                                               [&](const Dimension& part) { return part.parent == d.id; });
    if (!has_parts && !all.contains(d.id)) without_items.insert(d.id);
  }
  EXPECT_TRUE(without_items.empty());
  EXPECT_NE(follow_up.to_html(Language::zh).find("线上平台运行稳定"), std::string::npos); // on paper
  const std::vector<Response> responses{
      answered("1", {{"satisfaction-overall", 5}, {"content-useful", 4}, {"content-problems", 2}}),
      answered("2", {{"satisfaction-overall", 2}, {"content-useful", 4}, {"content-problems", 4}})};
  const auto scores = group_scores(follow_up, responses);
  EXPECT_DOUBLE_EQ(score_of(scores, "satisfaction").mean, 3.5);
  EXPECT_DOUBLE_EQ(score_of(scores, "usefulness").mean, 3.5);
}

TEST(measuring, V17) {
  shows("group_scores, proportion_interval", "6(2)1", "Means, percentages and the like per indicator");
  const Instrument follow_up = Instrument::built_in("follow-up");
  std::vector<Response> responses;
  for (int value : {5, 4, 4, 2})
    responses.push_back(answered(std::to_string(responses.size()).c_str(), {{"mode-venue", value}}));
  responses.push_back(answered("none", {}));
  const GroupScore venue = score_of(group_scores(follow_up, responses), "venue");
  EXPECT_EQ(venue.n, 4);
  EXPECT_EQ(venue.missing, 1);
  EXPECT_DOUBLE_EQ(venue.mean, 3.75);
  EXPECT_DOUBLE_EQ(venue.favourable_share, 0.75);
  EXPECT_LT(venue.low, venue.mean);
  const auto share = statistics::proportion_interval(3, 4);
  EXPECT_NEAR(share.low, 0.3006, 5e-5); // Wilson
  EXPECT_NEAR(share.high, 0.9544, 5e-5);
}

TEST(measuring, V18) {
  shows("text::key_terms, text::Lexicon, text::CodingScheme, text::group_similar, text::quotations", "6(2)2",
        "Comments are summarised: key information, problem points, leaning and focus of opinion");
  const Comments before{"讲师很好", "内容实用"};
  const auto terms = text::key_terms(comments, before);
  EXPECT_TRUE(
      std::ranges::any_of(terms, [](const text::KeyTerm& t) { return t.term == "平台" && t.n == 2; }));
  const auto judged = [](std::string_view one) { return text::Lexicon::built_in().polarity(one).label; };
  EXPECT_EQ(judged(*comments[0]), text::PolarityLabel::positive);
  EXPECT_EQ(judged(*comments[1]), text::PolarityLabel::negative); // 不够清楚
  const auto hits = text::CodingScheme::built_in().code(*comments[2]);
  EXPECT_TRUE(
      std::ranges::any_of(hits, [](const text::CodingHit& h) { return h.dimension == "mode.platform"; }));
  EXPECT_EQ(text::group_similar(comments)[0].size, 2); // the certificate, asked for twice
  for (const text::Quotation& q : text::quotations(comments))
    EXPECT_EQ(comments[q.row]->substr(q.begin, q.end - q.begin), q.quote); // verbatim
}

TEST(measuring, V24) {
  shows("target_scores", "7(3)2",
        "Lecturers' teaching quality is assessed periodically and feeds performance",
        "periodic task, consequence");
  // Two with many ratings, one with a single bad one: the latter is drawn to the mean and suffices for
  // nothing.
  std::vector<double> marks;
  std::vector<std::int32_t> lecturer, group;
  for (int i = 0; i < 120; ++i) {
    lecturer.push_back(i % 6);
    group.push_back(i % 6 * 4 + i / 6 % 4);
    marks.push_back(2 + i % 6 * 0.4 + (i * 7 % 5 - 2) * 0.3);
  }
  lecturer.push_back(6), group.push_back(24), marks.push_back(1);
  std::vector<std::string> lecturers{"a", "b", "c", "d", "e", "f", "new"}, groups;
  for (int g = 0; g < 25; ++g) groups.push_back(std::to_string(g));
  const auto answer = statistics::target_scores(
      {.outcome = marks, .weights = {}, .offset = {}, .cluster = {}}, statistics::Design(marks.size(), {}),
      {.target = lecturer, .occasion = group, .targets = lecturers, .occasions = groups}, {.limit = 2.5});
  ASSERT_TRUE(answer.not_estimable.en.empty()) << answer.not_estimable.en;
  const statistics::TargetScore &sure = answer.scores.front(), &unsure = answer.scores.back();
  EXPECT_TRUE(sure.enough);
  EXPECT_GT(sure.probability_below, 0.95);
  EXPECT_FALSE(unsure.enough);
  EXPECT_GT(unsure.score, unsure.raw_mean);
}

TEST(measuring, V25) {
  shows("before_after", "7(5)1",
        "Persistence of effect is verified through department contact and work results",
        "department contact");
  const std::vector<double> before{10, 12, 9, 11, 10, 13}, after{12, 15, 11, 12, 13, 15};
  const auto change = statistics::before_after(before, after);
  EXPECT_NEAR(change.estimate, 13.0 / 6, 1e-12);
  EXPECT_GT(change.low, 0);
  EXPECT_EQ(change.n, 6);
}

TEST(measuring, V29) {
  shows("completion_curve");
  const double never = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> opened{0, 0, 0, 25}, done{5, never, never, never}, voided{never, 8, never, never};
  const auto curve = statistics::completion_curve(opened, done, voided, 20);
  EXPECT_EQ(curve.not_open_yet, 1); // neither missed nor done
  EXPECT_EQ(curve.n, 3);
  const statistics::IncidenceStep& first = curve.curve.front();
  EXPECT_EQ(first.cause, "done");
  EXPECT_DOUBLE_EQ(first.time, 5);
  EXPECT_DOUBLE_EQ(first.incidence, 1.0 / 3);
}

// --- user training and training groups

TEST(measuring, U12) {
  shows("Scheme", "3(3)1",
        "Assessment forms: examination, homework, project, hands-on; explicit, quantified standards");
  const Scheme scheme = Scheme::parse(examination);
  EXPECT_EQ(scheme.definition().components[1].kind, ComponentKind::practice);
  std::string wrong = examination;
  wrong.replace(wrong.find("40%"), 3, "30%"); // 90 % in all
  EXPECT_THROW(Scheme::parse(wrong), PolicyError);
}

TEST(measuring, U13) {
  shows("mark, to_text", "3(3)2", "Objective tests are marked automatically and a score report produced");
  const Scheme scheme = Scheme::parse(examination);
  const auto outcome = mark(scheme, "L1", std::vector{paper("乙", "１１,２６４", 50)});
  EXPECT_EQ(outcome.items[0].state, ItemState::right); // by its text
  EXPECT_EQ(outcome.items[1].state, ItemState::right); // whatever its digits
  EXPECT_EQ(outcome.total, Decimal::from_integer(80));
  EXPECT_NE(to_text(outcome, Language::zh).find("80"), std::string::npos);
}

TEST(measuring, U14) {
  shows("item_matrix, item_analysis, weakness", "3(3)3", "Results are analysed; weaknesses get coaching",
        "coaching tasks");
  const Scheme scheme = Scheme::parse(examination);
  std::vector<AssessmentOutcome> outcomes;
  for (int i = 0; i < 12; ++i) // q1 is got right by two of three, q2 by one of four
    outcomes.push_back(mark(scheme, std::to_string(i),
                            std::vector{paper(i % 3 == 0 ? "A" : "B", i % 4 == 0 ? "11264" : "1536", 50)}));
  const ItemMatrix matrix = item_matrix(scheme, outcomes, "examination");
  std::vector<double> q1, q2, right;
  std::vector<std::int32_t> point, group;
  for (const auto& row : matrix.marks) {
    q1.push_back(row[0]), q2.push_back(row[1]);
    right.push_back(row[0] > 0), point.push_back(0), group.push_back(0);
    right.push_back(row[1] > 0), point.push_back(1), group.push_back(0);
  }
  const auto items = statistics::item_analysis(std::vector<std::span<const double>>{q1, q2}, matrix.maximum);
  EXPECT_DOUBLE_EQ(items.items[0].facility, 8.0 / 12);
  EXPECT_DOUBLE_EQ(items.items[1].facility, 3.0 / 12);
  const std::vector<std::string> points{"offer", "price"}, groups{"class"};
  const auto weak = statistics::weakness(right, point, group, points, groups);
  EXPECT_EQ(weak.rows[0].point, "price");
  EXPECT_GT(weak.rows[0].probability_below, 0.95);
}

TEST(measuring, G13) {
  shows(
      "Engine::set_scheme", "6(1)-(2)",
      "Assessment mixes examination, homework, practice with weights and standards, announced when training "
      "starts and not changed silently afterwards");
  Engine engine = Engine::open();
  const auto on = [](const char* day, const char* reason = "") {
    return Stamp{.reason = reason, .at = Instant::from_text(std::string(day) + "T09:00+08:00")};
  };
  const std::vector<Programme> held{
      {.id = "P1", .title = "销售入门", .starts = {2026, 9, 1}, .ends = {2026, 9, 10}}};
  engine.record(held, on("2026-08-01"));
  engine.set_scheme(Scheme::parse(examination), "P1", SchemeChange::before_start, on("2026-08-20"));
  std::string easier = examination;
  easier.replace(easier.find("pass: 60"), 8, "pass: 60 # as announced"); // says the same
  EXPECT_EQ(Scheme::parse(easier).frozen(), engine.scheme("P1").frozen());
  easier.replace(easier.find("weight: 60%"), 11, "weight: 50%");
  easier.replace(easier.find("weight: 40%"), 11, "weight: 50%");
  const Scheme later = Scheme::parse(easier);
  EXPECT_THROW(engine.set_scheme(later, "P1", SchemeChange::before_start, on("2026-09-02")), Conflict);
  EXPECT_THROW(engine.set_scheme(later, "P1", SchemeChange::amendment, on("2026-09-02")), Conflict);
  engine.set_scheme(later, "P1", SchemeChange::amendment, on("2026-09-02", "the practice was longer"));
  EXPECT_EQ(engine.schemes("P1").back().changes.size(), 2u); // both weights
}

TEST(measuring, G14) {
  shows(
      "mark", "6(3)",
      "Results feed performance, promotion, award; the excellent are commended, the failing sit again or are "
      "coached",
      "consequences, coaching");
  const Scheme scheme = Scheme::parse(examination);
  const std::vector<Sitting> sittings{paper("A", "1536", 90), paper("B", "11264")};
  const auto outcome = mark(scheme, "L1", sittings);
  EXPECT_TRUE(outcome.components[0].made_up);
  EXPECT_EQ(outcome.components[0].score, Decimal::from_integer(60)); // capped at the pass mark
  EXPECT_EQ(outcome.total, Decimal::from_integer(72));               // 0.6 x 60 + 0.4 x 90
}

} // namespace aftercourse
