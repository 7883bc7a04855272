// Findings on a number of each group: beyond a limit, away from the rest, nobody at all.
#include <cmath>

#include "finding_words.hpp"
#include "one_sided.hpp"
#include "proposal.hpp"

namespace aftercourse {

namespace {

using Side = FindingRule::Side;

std::string n_text(std::int64_t n) { return " (n = " + std::to_string(n) + ")"; }
std::string n_text_zh(std::int64_t n) { return "（n = " + std::to_string(n) + "）"; }

/// One group's number, before anything is said of it.
Proposal measured(const Judging& judging, const AskedMeasure& asked, const EvaluationQuery& query,
                  const MeasuredRow& row) {
  Proposal p = begun(judging, asked, query, row.group);
  p.finding.value = row.value;
  p.finding.n = row.sample.n;
  p.numbers = {row};
  p.numbers.front().bounds = {}; // the test has its own
  return p;
}

/// Facts without a value, or none at all where a number was expected: whether there is a problem is unknown.
/// What is hidden, or not due yet, is nothing to tell of.
bool without_data(const MeasuredRow& row) {
  return !row.suppressed && !row.value && row.state == "no data" && (row.missing > 0 || row.group.empty());
}

Proposal unknown_proposal(Proposal p) {
  p.finding.state = ProposedFinding::State::unknown;
  p.seen = measure_of_group(p);
  p.obstacle = {"there are no data", "没有数据"};
  return p;
}

/// The groups that have a number, each made by `make`, and those of which it is unknown.
template <class Make>
std::vector<Proposal> each_group(const Judging& judging, Make&& make) {
  const AskedMeasure asked = judging.measure();
  const EvaluationQuery query = judging.query(asked);
  const std::vector<MeasuredRow> rows = answer_one(judging.tasks, asked, query).rows;
  std::vector<Proposal> out;
  for (const MeasuredRow& row : rows) {
    if (without_data(row)) out.push_back(unknown_proposal(measured(judging, asked, query, row)));
    if (row.value) out.push_back(make(measured(judging, asked, query, row), rows));
  }
  return settled(std::move(out));
}

bool beyond(Side side, double value, double limit) {
  return side == Side::below ? value < limit : value > limit;
}

/// The test of a number, or difference, that lies on the wrong side of the limit or not.
template <class Number>
void test_side(Proposal& p, const Number& number, Side side, double limit) {
  p.finding.bound = number.bound(side, finding_error);
  p.finding.p_value = number.p_value(side, limit);
  p.passes = beyond(side, *p.finding.bound, limit);
}

} // namespace

std::vector<Proposal> judge_limit(const Judging& judging) {
  const Side side = judging.rule.side;
  const double limit = judging.limit();
  return each_group(judging, [&](Proposal p, const auto&) {
    const bool share = is_share(p.asked->rule->type);
    const std::int64_t n = *p.finding.n;
    p.finding.limit = limit;
    p.wrong = beyond(side, *p.finding.value, limit);
    const Wording what = measure_of_group(p), word = side_word(side);
    const std::string value = shown_number(*p.finding.value, share), bar = shown_number(limit, share);
    p.seen = {what.en + " is " + value + n_text(n) + ", " + word.en + " the limit of " + bar,
              what.zh + "为" + value + n_text_zh(n) + "，" + word.zh + "限值" + bar};
    if (n < judging.rule.min_n) {
      p.obstacle = too_few(judging.rule.min_n);
      return p;
    }
    const OneSided number(p.numbers.front().sample, share);
    if (!number.not_estimable().empty()) {
      p.obstacle = not_tested(number.not_estimable());
      return p;
    }
    test_side(p, number, side, limit);
    const std::string bound = shown_number(*p.finding.bound, share);
    p.tested = bound_words(side, {bound, bound}, number.method());
    return p;
  });
}

namespace {

/// All groups; what is suppressed is no part of them, so that no difference tells of it.
RatioSample total_of(const std::vector<MeasuredRow>& rows) {
  RatioSample total;
  for (const MeasuredRow& row : rows)
    if (row.value) total += row.sample;
  return total;
}

/// The error of saying that the difference exceeds the limit on the side where it lies, whichever that is.
double p_of_either(const OneSidedDifference& difference, Side side, double limit) {
  const double sign = side == Side::below ? -1 : 1;
  return std::min(1.0, difference.p_value(side, sign * limit) + difference.p_value(side, -sign * limit));
}

void say_gap(Proposal& p, const OneSided& own, const OneSided& others, Side side, double limit, bool share) {
  const Wording what = measure_of_group(p), word = side_word(side),
                away = shown_difference(std::abs(*p.finding.value), share),
                bar = shown_difference(limit, share);
  const std::string one = shown_number(own.value(), share), other = shown_number(others.value(), share);
  p.seen = {what.en + " is " + one + n_text(*p.finding.n) + ", " + away.en + " " + word.en + " the rest (" +
                other + "): more than " + bar.en,
            what.zh + "为" + one + n_text_zh(*p.finding.n) + "，" + word.zh + "其余各组（" + other + "）" +
                away.zh + "，超过" + bar.zh};
}

Proposal gap_of(const FindingRule& rule, double limit, Proposal p, const RatioSample& rest) {
  const bool share = is_share(p.asked->rule->type);
  const OneSided own(p.numbers.front().sample, share), others(rest, share);
  const OneSidedDifference difference(own, others);
  const double value = difference.value();
  const Side side = rule.side != Side::either ? rule.side : value < 0 ? Side::below : Side::above;
  const double signed_limit = side == Side::below ? -limit : limit;
  p.finding.value = value;
  p.finding.limit = signed_limit;
  p.wrong = beyond(side, value, signed_limit);
  say_gap(p, own, others, side, limit, share);
  if (std::min(*p.finding.n, rest.n) < rule.min_n) p.obstacle = too_few(rule.min_n);
  for (const OneSided* number : {&own, &others})
    if (p.obstacle.empty() && !number->not_estimable().empty())
      p.obstacle = not_tested(number->not_estimable());
  if (!p.obstacle.empty()) return p;
  test_side(p, difference, side, signed_limit);
  if (rule.side == Side::either) p.finding.p_value = p_of_either(difference, side, limit);
  const double distance = side == Side::below ? -*p.finding.bound : *p.finding.bound;
  p.tested = distance_words(side, shown_difference(distance, share), own.method());
  return p;
}

} // namespace

std::vector<Proposal> judge_gap(const Judging& judging) {
  const double limit = judging.limit();
  std::optional<RatioSample> total;
  return each_group(judging, [&](Proposal p, const std::vector<MeasuredRow>& rows) {
    if (!total) total = total_of(rows);
    RatioSample rest = *total;
    rest -= p.numbers.front().sample;
    if (rest.n == 0) return p; // alone: nothing to differ from
    return gap_of(judging.rule, limit, std::move(p), rest);
  });
}

std::vector<Proposal> judge_nobody(const Judging& judging) {
  return each_group(judging, [&](Proposal p, const auto&) {
    p.wrong = p.passes = p.numbers.front().of == 0;
    p.finding.limit = 0;
    const Wording what = measure_of_group(p);
    const std::string n = std::to_string(*p.finding.n);
    p.seen = {what.en + ": nobody of " + n, what.zh + "：" + n + "例中无一"};
    if (*p.finding.n < judging.rule.min_n) p.obstacle = too_few(judging.rule.min_n);
    return p;
  });
}

} // namespace aftercourse
