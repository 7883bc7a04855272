// From answers to scores.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <aftercourse/instrument/answering.hpp>
#include <aftercourse/instrument/versions.hpp>

#include "sheets.hpp"

namespace aftercourse {
namespace {

const std::string tree = "dimensions: {id: whole, parts: [{id: left}, {id: right}]}\n";

Instrument two_by_two(const std::string& last = {}) {
  return Instrument::parse(sheet(scaled("a", ", dimension: left") + scaled("b", ", dimension: left") +
                                     scaled("c", ", dimension: right") +
                                     scaled("d", ", dimension: right" + last),
                                 tree));
}

double score(const std::vector<PersonScore>& scores, const std::string& dimension) {
  return std::ranges::find(scores, dimension, &PersonScore::dimension)->score;
}

const GroupScore& in(const std::vector<GroupScore>& scores, const std::string& dimension) {
  return *std::ranges::find_if(
      scores, [&](const GroupScore& s) { return s.dimension == dimension && s.item.empty(); });
}

std::vector<PersonScore> person(const Instrument& instrument, const Response& response) {
  return person_scores(instrument, std::span(&response, 1));
}

std::string first_code(const Instrument& instrument, const Response& response) {
  const auto faults = check_responses(instrument, std::span(&response, 1));
  return faults.empty() ? "none" : faults.front().code;
}

TEST(PersonScores, MeanOfTheAnsweredWhenHalfAreAnswered) {
  const Instrument instrument = two_by_two();
  const auto half = person(instrument, ticks("r", {4, 0, 2, 5}));
  EXPECT_EQ(score(half, "left"), 4);
  EXPECT_EQ(score(half, "right"), 3.5);
  EXPECT_DOUBLE_EQ(score(half, "whole"), 11.0 / 3);
  EXPECT_DOUBLE_EQ(score(half, ""), 11.0 / 3);
  const auto few = person(instrument, ticks("r", {4, 0, 0, 0}));
  EXPECT_EQ(score(few, "left"), 4);
  EXPECT_TRUE(std::isnan(score(few, "right")));
  EXPECT_TRUE(std::isnan(score(few, "whole"))); // one of four
}

TEST(PersonScores, ReversedItemsCountTheOtherWay) {
  const Instrument instrument = two_by_two(", reversed: true");
  EXPECT_EQ(score(person(instrument, ticks("r", {0, 0, 5, 1})), "right"), 5);
  EXPECT_EQ(answered_items(instrument, ticks("r", {0, 0, 0, 2})).back().value->to_string(), "4");
}

TEST(PersonScores, NotApplicableIsMissing) {
  Response response = ticks("r", {4, 0, 5, 0});
  response.answers.push_back(does_not_apply("b"));
  response.answers.push_back(does_not_apply("d"));
  const auto scores = person(two_by_two(), response);
  EXPECT_EQ(score(scores, "left"), 4);
  EXPECT_EQ(std::ranges::find(scores, "left", &PersonScore::dimension)->asked, 2);
  EXPECT_EQ(answered_items(two_by_two(), response)[1].state, AnswerState::not_applicable);
}

TEST(PersonScores, WhatWasNotAskedCountsNowhere) {
  const Instrument instrument = Instrument::parse(
      sheet("  - {id: q, type: single, text: q, options: {yes: Y, no: N}, skip: {if: no, to: d}}\n" +
            scaled("a") + scaled("b") + scaled("c") + scaled("d")));
  Response response = ticks("r", {1, 0, 0, 5});
  response.answers.push_back(chose("q", {"no"}));
  const auto items = answered_items(instrument, response);
  EXPECT_EQ(items[1].state, AnswerState::not_asked); // though something is written there
  EXPECT_EQ(items[3].state, AnswerState::not_asked);
  EXPECT_EQ(items[4].state, AnswerState::answered);
  EXPECT_EQ(score(person(instrument, response), ""), 5);
  response.answers.back() = chose("q", {"yes"});
  EXPECT_EQ(answered_items(instrument, response)[2].state, AnswerState::missing);
  EXPECT_EQ(score(person(instrument, response), ""), 3);
}

TEST(PersonScores, JumpsByNumbersAndToTheEnd) {
  const Instrument instrument =
      Instrument::parse(sheet(scaled("a", ", skip: {if: {at_most: 2}, to: end}") + scaled("b")));
  EXPECT_EQ(answered_items(instrument, ticks("r", {2, 5}))[1].state, AnswerState::not_asked);
  EXPECT_EQ(answered_items(instrument, ticks("r", {3, 5}))[1].state, AnswerState::answered);
}

TEST(PersonScores, RowsOfAMatrixAreItems) {
  const Instrument instrument = Instrument::parse(
      sheet("  - {id: m, type: matrix, text: m, scale: s, rows: {x: X, y: Y}, reversed: y}\n"));
  Response response{.id = "r"};
  response.answers = {ticked("m.x", 5), ticked("m.y", 1)};
  EXPECT_EQ(score(person(instrument, response), ""), 5);
}

TEST(GroupScores, MeanOfPersonsNotOfAnswers) {
  const Instrument instrument = two_by_two();
  const std::vector<Response> responses{ticks("1", {5, 5, 5, 5}), ticks("2", {2, 0, 2, 0})};
  const auto scores = group_scores(instrument, responses);
  const GroupScore& whole = in(scores, "whole");
  EXPECT_EQ(whole.n, 2);
  EXPECT_DOUBLE_EQ(whole.mean, 3.5); // the mean of the six answers is 4
  EXPECT_DOUBLE_EQ(whole.sd, std::sqrt(4.5));
  EXPECT_NEAR(whole.high - whole.mean, 12.706204736432095 * std::sqrt(4.5 / 2),
              1e-9); // t with 1 degree of freedom
  EXPECT_EQ(whole.valid, 6);
  EXPECT_EQ(whole.missing, 2);
  EXPECT_EQ(whole.favourable, 4);
  EXPECT_DOUBLE_EQ(whole.favourable_share, 4.0 / 6);
  const auto& item = scores.back();
  EXPECT_EQ(item.item, "d");
  EXPECT_EQ(item.n, 1);
  EXPECT_EQ(item.mean, 5);
  EXPECT_TRUE(std::isnan(item.sd));
}

TEST(GroupScores, FavourableAtTheCutAfterReversing) {
  const Instrument instrument = Instrument::parse(sheet(scaled("a", ", reversed: true")));
  const std::vector<Response> responses{ticks("1", {2}), ticks("2", {3})};
  EXPECT_EQ(group_scores(instrument, responses).front().favourable, 1);
}

TEST(GroupScores, WeightsOfRaking) {
  const Instrument instrument = Instrument::parse(sheet(scaled("a")));
  const std::vector<Response> responses{ticks("1", {5}), ticks("2", {2})};
  const std::vector<double> weights{1, 2};
  const auto scores = group_scores(instrument, responses, weights);
  EXPECT_DOUBLE_EQ(scores.front().mean, 3);
  EXPECT_DOUBLE_EQ(scores.front().favourable_share, 1.0 / 3);
  EXPECT_THROW(group_scores(instrument, responses, std::vector<double>{1}), InvalidArgument);
  EXPECT_THROW(group_scores(instrument, responses, std::vector<double>{1, -1}), InvalidArgument);
}

TEST(GroupScores, OfNobodyAreNone) {
  const auto scores = group_scores(two_by_two(), {});
  EXPECT_EQ(scores.front().n, 0);
  EXPECT_TRUE(std::isnan(scores.front().mean) && std::isnan(scores.front().favourable_share));
}

TEST(Responses, EveryFaultIsListed) {
  const Instrument instrument = Instrument::parse(sheet(
      scaled("a") +
      "  - {id: q, type: single, text: q, options: {yes: Y, no: N}}\n  - {id: t, type: text, text: t}\n"));
  EXPECT_EQ(first_code(instrument, ticks("r", {6})), "AC5823");
  EXPECT_EQ(first_code(instrument, ticks("r", {-1})), "AC5823");
  Response half{.id = "r"};
  half.answers = {ticked("a", 1)};
  half.answers[0].value = *Decimal::parse("2.5");
  EXPECT_EQ(first_code(instrument, half), "AC5823");
  EXPECT_EQ(first_code(instrument, ticks("r", {1, 1})), "AC5821");
  const auto with = [](std::vector<ItemAnswer> answers) {
    Response response{.id = "r"};
    response.answers = std::move(answers);
    return response;
  };
  EXPECT_EQ(first_code(instrument, with({chose("q", {"maybe"})})), "AC5822");
  EXPECT_EQ(first_code(instrument, with({chose("q", {"yes", "no"})})), "AC5825");
  EXPECT_EQ(first_code(instrument, with({chose("a", {"yes"})})), "AC5825");
  EXPECT_EQ(first_code(instrument, with({ticked("t", 1)})), "AC5825");
  EXPECT_EQ(first_code(instrument, with({ticked("a", 1), ticked("a", 2)})), "AC5824");
  const std::vector<Response> several{ticks("r", {6}), ticks("r", {7})};
  try {
    person_scores(instrument, several);
    FAIL();
  } catch (const DataError& e) {
    EXPECT_EQ(e.code(), "AC5820");
    ASSERT_EQ(e.faults().size(), 3u); // two values and the id
    EXPECT_EQ(e.faults()[0].row, 1);
    EXPECT_EQ(e.faults()[2].row, 2);
  }
}

TEST(Responses, TheLastSubmissionCounts) {
  Response first = ticks("1", {1}), second = ticks("2", {2}), other = ticks("3", {3}),
           nobody = ticks("4", {4});
  first.person = second.person = other.person = "L1";
  first.occurrence = second.occurrence = "P1";
  other.occurrence = "P2";
  first.submitted = LocalTime::from_text("2026-10-20 09:00");
  second.submitted = LocalTime::from_text("2026-10-19 09:00");
  const auto ids = [](const std::vector<Response>& responses) {
    std::string out;
    for (const Response& r : last_submissions(responses)) out += r.id;
    return out;
  };
  EXPECT_EQ(ids({first, second, other, nobody, nobody}), "1344");
  second.submitted.reset();
  EXPECT_EQ(ids({first, second, other}), "23"); // of unknown times the later row
}

const std::string appraisal = "roles: {superior: {weight: 50%}, peer: {weight: 30%}, self: {weight: 20%}}\n";

Response appraised(const std::string& role, int value, const std::string& subject = "L1") {
  static int number = 0;
  Response response = ticks(std::to_string(++number), {value});
  response.role = role;
  response.subject = subject;
  return response;
}

TEST(Appraisals, WeighTheMeansOfRoles) {
  const Instrument instrument = Instrument::parse(sheet(scaled("a"), appraisal));
  const std::vector<Response> responses{appraised("superior", 4), appraised("peer", 3), appraised("peer", 4),
                                        appraised("self", 5)};
  const auto scores = appraisal_scores(instrument, responses);
  ASSERT_EQ(scores.size(), 1u);
  EXPECT_DOUBLE_EQ(scores[0].total, 0.5 * 4 + 0.3 * 3.5 + 0.2 * 5);
  EXPECT_EQ(scores[0].roles[1].n, 2);
}

TEST(Appraisals, AMissingRoleIsNamed) {
  const std::vector<Response> responses{appraised("superior", 4), appraised("self", 5)};
  const auto incomplete = appraisal_scores(Instrument::parse(sheet(scaled("a"), appraisal)), responses);
  EXPECT_TRUE(std::isnan(incomplete[0].total));
  EXPECT_EQ(incomplete[0].missing_roles, std::vector<std::string>{"peer"});
  const auto rescaled = appraisal_scores(
      Instrument::parse(sheet(scaled("a"), appraisal + "missing_role: rescale\n")), responses);
  EXPECT_DOUBLE_EQ(rescaled[0].total, (0.5 * 4 + 0.2 * 5) / 0.7);
  EXPECT_TRUE(rescaled[0].rescaled);
}

TEST(Appraisals, NeedSubjectAndRole) {
  const Instrument instrument = Instrument::parse(sheet(scaled("a"), appraisal));
  const std::vector<Response> nobody{appraised("", 4)};
  EXPECT_THROW(appraisal_scores(instrument, nobody), DataError);
  EXPECT_THROW(appraisal_scores(Instrument::parse(sheet(scaled("a"))), {}), InvalidArgument);
}

TEST(Answering, AStraightLineIsOneThroughTheScoredItems) {
  const Instrument instrument = Instrument::parse(sheet(
      scaled("a") + scaled("b") + scaled("c") + scaled("d") + scaled("e") + scaled("f", ", scored: false")));
  const auto flags = answering_flags(instrument, std::vector{ticks("1", {4, 4, 4, 4, 4, 1})});
  EXPECT_TRUE(flags[0].straight_line); // another question, such as whether one would recommend it
  EXPECT_EQ(flags[0].scale_answers, 5);
}

TEST(Answering, FlagsStraightLinesAndHaste) {
  const Instrument instrument = Instrument::parse(
      sheet(scaled("a") + scaled("b") + scaled("c", ", reversed: true") + scaled("d") + scaled("e")));
  std::vector<Response> responses{ticks("1", {3, 3, 3, 3, 3}), ticks("2", {3, 3, 3, 3, 4}),
                                  ticks("3", {3, 3, 3, 3}), ticks("4", {1, 2, 1, 2, 1}),
                                  ticks("5", {1, 2, 1, 2, 1})};
  for (std::size_t i = 0; i < responses.size(); ++i)
    responses[i].seconds = Decimal::from_integer(i == 3 ? 10 : 100);
  const auto flags = answering_flags(instrument, responses);
  EXPECT_TRUE(flags[0].straight_line); // as ticked, though c is reversed
  EXPECT_FALSE(flags[1].straight_line);
  EXPECT_EQ(flags[1].longest_run, 4);
  EXPECT_FALSE(flags[2].straight_line); // four are too few
  EXPECT_TRUE(flags[3].fast);
  EXPECT_FALSE(flags[4].fast);
  responses.pop_back();
  EXPECT_FALSE(answering_flags(instrument, responses)[3].fast); // four times say nothing of what is usual
}

TEST(Versions, CompareOverSharedItemsOnly) {
  const Instrument older = Instrument::parse(
      sheet(scaled("a", ", dimension: d") + scaled("b", ", dimension: d") + scaled("c", ", dimension: d"),
            "dimensions: {id: d}\n"));
  const Instrument newer = Instrument::parse(sheet(
      scaled("b", ", dimension: d, required: true") +
          "  - {id: a, type: scale, scale: s, text: changed, dimension: d}\n" + scaled("e", ", dimension: d"),
      "dimensions: {id: d}\n"));
  const SharedItems shared = shared_items(older, newer);
  EXPECT_EQ(shared.same, std::vector<std::string>{"b"});
  ASSERT_EQ(shared.changed.size(), 3u);
  EXPECT_EQ(shared.changed[0].what, std::vector<std::string>{"title.en"});
  EXPECT_EQ(shared.changed[1].what, std::vector<std::string>{"removed"});
  EXPECT_EQ(shared.changed[2].what, std::vector<std::string>{"added"});

  const std::vector<Response> before{ticks("1", {1, 2, 1}), ticks("2", {1, 4, 1})};
  std::vector<Response> after{ticks("1", {5, 4}), ticks("2", {5, 5})};
  const auto scores = compare_versions(older, before, newer, after);
  ASSERT_EQ(scores.size(), 2u); // d and the whole
  EXPECT_EQ(scores[0].items, std::vector<std::string>{"b"});
  EXPECT_EQ(scores[0].older.mean, 3);
  EXPECT_EQ(scores[0].newer.mean, 4.5);
  EXPECT_EQ(scores[0].difference, 1.5);
  EXPECT_NEAR(scores[0].low, -5.41852283007106, 1e-9); // R: t.test(c(4, 5), c(2, 4))
  EXPECT_NEAR(scores[0].high, 8.41852283007107, 1e-9);
}

TEST(AnswerMatrices, AreAsScored) {
  const Instrument instrument = two_by_two(", reversed: true");
  const std::vector<Response> responses{ticks("1", {1, 2, 3, 4}), ticks("2", {1, 0, 3, 0})};
  const AnswerMatrix matrix = answer_matrix(instrument, responses, "right");
  EXPECT_EQ(matrix.items, (std::vector<std::string>{"c", "d"}));
  EXPECT_EQ(matrix.values[0], (std::vector<double>{3, 2}));
  EXPECT_TRUE(std::isnan(matrix.values[1][1]));
}

} // namespace
} // namespace aftercourse
