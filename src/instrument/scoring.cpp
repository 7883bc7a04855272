#include <aftercourse/instrument/scoring.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include <boost/math/distributions/students_t.hpp>

#include "answer_check.hpp"
#include "sheet.hpp"

namespace aftercourse {

namespace {

/// The id of dimension `d` of the sheet; empty for the whole.
std::string dimension_id(const Sheet& sheet, std::size_t d) {
  return d < sheet.definition().dimensions.size() ? sheet.definition().dimensions[d].id : "";
}

bool has_score(const Sheet& sheet, std::size_t d) {
  return d < sheet.definition().dimensions.size() || sheet.has_whole();
}

PartScore score_places(const Sheet& sheet, const Sheet::Filled& filled, std::span<const std::size_t> places,
                       bool can_have_score) {
  PartScore out;
  std::int64_t sum = 0;
  for (const std::size_t p : places) {
    if (filled.states[p] != AnswerState::not_asked) ++out.asked;
    if (!filled.values[p] || filled.states[p] != AnswerState::answered) continue;
    ++out.answered;
    sum += filled.values[p]->units();
    const auto& cut = sheet.item(p).scale.favourable;
    if (!cut) continue;
    ++out.judged;
    if (*filled.values[p] >= *cut) ++out.favourable;
  }
  if (can_have_score && out.answered > 0 && 2 * out.answered >= out.asked)
    out.score = static_cast<double>(sum) / static_cast<double>(out.answered * Decimal::scale);
  return out;
}

PartScore score_in(const Sheet& sheet, const Sheet::Filled& filled, std::size_t d) {
  return score_places(sheet, filled, sheet.scored()[d], has_score(sheet, d));
}

ScoredPart part_of(const Sheet& sheet, std::span<const std::size_t> places) {
  ScoredPart out;
  for (const std::size_t p : places) {
    const AnswerScale& scale = sheet.item(p).scale;
    out.min = out.scored == 0 ? *scale.min : std::min(out.min, *scale.min);
    out.max = out.scored == 0 ? *scale.max : std::max(out.max, *scale.max);
    ++out.scored;
    out.cut += scale.favourable ? 1 : 0;
  }
  out.has_score = out.scored > 0;
  return out;
}

/// The weighted mean of scores that come one by one, and their spread (Welford's recurrence).
class Spread {
 public:
  void add(double score, double weight) {
    ++n_;
    weight_ += weight;
    if (weight_ == 0) return;
    const double off = score - mean_;
    mean_ += off * weight / weight_;
    squares_ += weight * off * (score - mean_);
  }
  void fill(GroupScore& out, bool weighted, double level) const {
    out.n = n_;
    if (n_ == 0 || weight_ == 0) return;
    out.mean = mean_;
    if (weighted || n_ < 2) return;
    const auto n = static_cast<double>(n_);
    out.sd = std::sqrt(squares_ / (n - 1));
    const boost::math::students_t t(n - 1);
    const double half =
        boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * out.sd / std::sqrt(n);
    out.low = mean_ - half;
    out.high = mean_ + half;
  }

 private:
  std::int64_t n_ = 0;
  double weight_ = 0, mean_ = 0, squares_ = 0;
};

/// One dimension or item while responses are added.
struct Gathering {
  GroupScore out;
  Spread spread;
  double favourable = 0, judged = 0; ///< weights

  void count(const Sheet& sheet, const Sheet::Filled& filled, std::size_t p, double weight) {
    switch (filled.states[p]) {
    case AnswerState::not_asked:
      ++out.not_asked;
      return;
    case AnswerState::missing:
      ++out.missing;
      return;
    case AnswerState::not_applicable:
      ++out.not_applicable;
      return;
    case AnswerState::answered:
      break;
    }
    ++out.valid;
    const auto& cut = sheet.item(p).scale.favourable;
    if (!cut) return;
    const bool is_favourable = *filled.values[p] >= *cut;
    ++out.judged;
    out.favourable += is_favourable ? 1 : 0;
    judged += weight;
    favourable += is_favourable ? weight : 0;
  }

  GroupScore finish(bool weighted, double level) {
    spread.fill(out, weighted, level);
    if (judged > 0) out.favourable_share = favourable / judged;
    return out;
  }
};

class GroupScorer {
 public:
  explicit GroupScorer(const Instrument& instrument) : sheet_(instrument) {
    for (std::size_t d = 0; d < sheet_.scored().size(); ++d)
      dimensions_.emplace_back().out.dimension = dimension_id(sheet_, d);
    for (const std::size_t p : sheet_.scored().back()) items_.emplace_back().out.item = sheet_.places()[p].id;
  }

  void add(const Response& response, double weight) {
    const auto filled = sheet_.fill(response);
    for (std::size_t d = 0; d < dimensions_.size(); ++d) {
      const PartScore person = score_in(sheet_, filled, d);
      if (!std::isnan(person.score)) dimensions_[d].spread.add(person.score, weight);
      for (const std::size_t p : sheet_.scored()[d]) dimensions_[d].count(sheet_, filled, p, weight);
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const std::size_t p = sheet_.scored().back()[i];
      items_[i].count(sheet_, filled, p, weight);
      if (filled.states[p] == AnswerState::answered)
        items_[i].spread.add(filled.values[p]->to_double(), weight);
    }
  }

  std::vector<GroupScore> finish(bool weighted, double level) {
    std::vector<GroupScore> out;
    for (Gathering& d : dimensions_) out.push_back(d.finish(weighted, level));
    for (Gathering& i : items_) out.push_back(i.finish(weighted, level));
    return out;
  }

 private:
  Sheet sheet_;
  std::vector<Gathering> dimensions_, items_;
};

void check_weights(std::span<const double> weights, std::size_t n, double level) {
  if (!weights.empty() && weights.size() != n)
    throw InvalidArgument("AC5805", std::to_string(weights.size()) + " weights for " + std::to_string(n) +
                                        " responses");
  for (const double w : weights)
    if (!(w >= 0) || std::isinf(w)) throw InvalidArgument("AC5805", "a weight is not a number from 0 on");
  if (!(level > 0 && level < 1)) throw InvalidArgument("AC5805", "a level lies between 0 and 1");
}

void require_roles(const Instrument& instrument, std::span<const Response> responses) {
  if (instrument.definition().roles.empty())
    throw InvalidArgument("AC5806", "the questionnaire has no roles: it is no appraisal by several parties");
  require_good_responses(instrument, responses);
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < responses.size(); ++i)
    for (const auto& [field, value] :
         {std::pair("subject", &responses[i].subject), std::pair("role", &responses[i].role)})
      if (value->empty())
        faults.push_back(
            {"responses", static_cast<std::int64_t>(i) + 1, 0, field, "an appraisal needs it", "AC5826"});
  if (!faults.empty()) refuse_responses("the appraisals cannot be scored", std::move(faults));
}

/// The means by role of one subject in one dimension become one.
AppraisalScore weigh(const InstrumentDefinition& definition, const std::vector<Spread>& spreads) {
  AppraisalScore out;
  double sum = 0, weight = 0;
  for (std::size_t r = 0; r < definition.roles.size(); ++r) {
    GroupScore group;
    spreads[r].fill(group, true, 0.95);
    const AppraiserRole& role = definition.roles[r];
    out.roles.push_back({role.id, role.weight, group.n, group.mean});
    if (group.n == 0) {
      if (role.weight > Decimal()) out.missing_roles.push_back(role.id);
      continue;
    }
    sum += role.weight.to_double() * group.mean;
    weight += role.weight.to_double();
  }
  if (out.missing_roles.empty())
    out.total = sum;
  else if (definition.rescale_roles && weight > 0) {
    out.total = sum / weight;
    out.rescaled = true;
  }
  return out;
}

} // namespace

std::vector<PersonScore> person_scores(const Instrument& instrument, std::span<const Response> responses) {
  require_good_responses(instrument, responses);
  const Sheet sheet(instrument);
  std::vector<PersonScore> out;
  for (const Response& response : responses) {
    const auto filled = sheet.fill(response);
    for (std::size_t d = 0; d < sheet.scored().size(); ++d) {
      const PartScore score = score_in(sheet, filled, d);
      out.push_back({response.id, dimension_id(sheet, d), score.score, score.answered, score.asked});
    }
  }
  return out;
}

std::vector<ScoredPart> scored_parts(const Instrument& instrument) {
  const Sheet sheet(instrument);
  std::vector<ScoredPart> out;
  for (std::size_t d = 0; d < sheet.scored().size(); ++d) {
    ScoredPart& part = out.emplace_back(part_of(sheet, sheet.scored()[d]));
    part.dimension = dimension_id(sheet, d);
    part.has_score = part.has_score && has_score(sheet, d);
  }
  for (const std::size_t p : sheet.scored().back()) {
    ScoredPart& part = out.emplace_back(part_of(sheet, std::span(&p, 1)));
    part.dimension = sheet.item(p).dimension;
    part.item = sheet.places()[p].id;
  }
  return out;
}

std::vector<PartScore> part_scores(const Instrument& instrument, std::span<const Response> responses) {
  require_good_responses(instrument, responses);
  const Sheet sheet(instrument);
  std::vector<PartScore> out;
  for (const Response& response : responses) {
    const auto filled = sheet.fill(response);
    for (std::size_t d = 0; d < sheet.scored().size(); ++d) out.push_back(score_in(sheet, filled, d));
    for (const std::size_t p : sheet.scored().back())
      out.push_back(score_places(sheet, filled, std::span(&p, 1), true));
  }
  return out;
}

std::vector<GroupScore> group_scores(const Instrument& instrument, std::span<const Response> responses,
                                     std::span<const double> weights, double level) {
  check_weights(weights, responses.size(), level);
  require_good_responses(instrument, responses);
  GroupScorer scorer(instrument);
  for (std::size_t i = 0; i < responses.size(); ++i)
    scorer.add(responses[i], weights.empty() ? 1 : weights[i]);
  return scorer.finish(!weights.empty(), level);
}

std::vector<AppraisalScore> appraisal_scores(const Instrument& instrument,
                                             std::span<const Response> responses) {
  require_roles(instrument, responses);
  const Sheet sheet(instrument);
  const InstrumentDefinition& definition = sheet.definition();
  std::vector<std::string> subjects;
  std::map<std::string, std::vector<std::vector<Spread>>, std::less<>> spreads; // [dimension][role]
  for (const Response& response : responses) {
    auto [known, fresh] = spreads.try_emplace(response.subject);
    if (fresh) {
      subjects.push_back(response.subject);
      known->second.assign(sheet.scored().size(), std::vector<Spread>(definition.roles.size()));
    }
    const auto role =
        std::ranges::find(definition.roles, response.role, &AppraiserRole::id) - definition.roles.begin();
    const auto filled = sheet.fill(response);
    for (std::size_t d = 0; d < sheet.scored().size(); ++d)
      if (const double score = score_in(sheet, filled, d).score; !std::isnan(score))
        known->second[d][static_cast<std::size_t>(role)].add(score, 1);
  }
  std::vector<AppraisalScore> out;
  for (const std::string& subject : subjects)
    for (std::size_t d = 0; d < sheet.scored().size(); ++d) {
      AppraisalScore& score = out.emplace_back(weigh(definition, spreads.at(subject)[d]));
      score.subject = subject;
      score.dimension = dimension_id(sheet, d);
    }
  return out;
}

AnswerMatrix answer_matrix(const Instrument& instrument, std::span<const Response> responses,
                           std::string_view dimension) {
  require_good_responses(instrument, responses);
  const Sheet sheet(instrument);
  std::size_t d = sheet.scored().size() - 1;
  if (!dimension.empty())
    d = static_cast<std::size_t>(&instrument.dimension(dimension) -
                                 instrument.definition().dimensions.data());
  AnswerMatrix out;
  for (const std::size_t p : sheet.scored()[d]) out.items.push_back(sheet.places()[p].id);
  for (const Response& response : responses) {
    const auto filled = sheet.fill(response);
    out.responses.push_back(response.id);
    auto& row = out.values.emplace_back();
    for (const std::size_t p : sheet.scored()[d])
      row.push_back(filled.states[p] == AnswerState::answered ? filled.values[p]->to_double() : no_score);
  }
  return out;
}

} // namespace aftercourse
