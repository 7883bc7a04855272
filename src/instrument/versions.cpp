#include <aftercourse/instrument/versions.hpp>

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

#include "instrument_data.hpp"
#include "sheet.hpp"

namespace aftercourse {

namespace {

/// What an item says apart from where it stands: its dimension, jumps and place do not change an answer's
/// meaning.
reading::Lines lines_of_item(InstrumentItem item) {
  item.dimension.clear();
  item.skips.clear();
  item.required = false;
  reading::Lines lines;
  reading::lay_out(item, "", lines);
  return lines;
}

std::vector<double> scores_in(const Sheet& sheet, std::span<const Response> responses,
                              const std::vector<std::size_t>& places) {
  std::vector<double> out;
  for (const Response& response : responses) {
    const auto filled = sheet.fill(response);
    double sum = 0;
    std::int64_t asked = 0, answered = 0;
    for (const std::size_t p : places) {
      asked += filled.states[p] == AnswerState::not_asked ? 0 : 1;
      if (filled.states[p] != AnswerState::answered) continue;
      ++answered;
      sum += filled.values[p]->to_double();
    }
    if (answered > 0 && 2 * answered >= asked) out.push_back(sum / static_cast<double>(answered));
  }
  return out;
}

GroupScore summary(const std::vector<double>& scores, double level) {
  GroupScore out;
  out.n = static_cast<std::int64_t>(scores.size());
  if (scores.empty()) return out;
  const auto n = static_cast<double>(scores.size());
  double mean = 0, squares = 0;
  for (const double s : scores) mean += s / n;
  for (const double s : scores) squares += (s - mean) * (s - mean);
  out.mean = mean;
  if (out.n < 2) return out;
  out.sd = std::sqrt(squares / (n - 1));
  const boost::math::students_t t(n - 1);
  const double half =
      boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * out.sd / std::sqrt(n);
  out.low = mean - half;
  out.high = mean + half;
  return out;
}

void add_difference(VersionScore& out, double level) {
  out.difference = out.newer.mean - out.older.mean;
  if (out.older.n < 2 || out.newer.n < 2) return;
  const auto n0 = static_cast<double>(out.older.n), n1 = static_cast<double>(out.newer.n);
  const double v0 = out.older.sd * out.older.sd / n0, v1 = out.newer.sd * out.newer.sd / n1;
  if (!(v0 + v1 > 0)) return;
  const double degrees = (v0 + v1) * (v0 + v1) / (v0 * v0 / (n0 - 1) + v1 * v1 / (n1 - 1));
  const boost::math::students_t t(degrees);
  const double half = boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * std::sqrt(v0 + v1);
  out.low = out.difference - half;
  out.high = out.difference + half;
}

/// The scored places of one dimension of a version, of those shared.
std::vector<std::size_t> shared_places(const Sheet& sheet, const std::string& dimension,
                                       const std::vector<std::string>& same) {
  const auto& dimensions = sheet.definition().dimensions;
  const auto d = dimension.empty()
                     ? dimensions.size()
                     : static_cast<std::size_t>(std::ranges::find(dimensions, dimension, &Dimension::id) -
                                                dimensions.begin());
  std::vector<std::size_t> out;
  for (const std::size_t p : sheet.scored()[d])
    if (std::ranges::find(same, sheet.places()[p].id) != same.end()) out.push_back(p);
  return out;
}

} // namespace

SharedItems shared_items(const Instrument& older, const Instrument& newer) {
  SharedItems out;
  for (const InstrumentItem& item : older.definition().items) {
    const auto& items = newer.definition().items;
    const auto other = std::ranges::find(items, item.id, &InstrumentItem::id);
    if (other == items.end()) {
      out.changed.push_back({item.id, {"removed"}});
      continue;
    }
    const auto changes = reading::changes_between(lines_of_item(item), lines_of_item(*other));
    if (changes.empty()) {
      if (item.type != AnswerType::matrix) out.same.push_back(item.id);
      for (const Named& row : item.rows) out.same.push_back(item.id + "." + row.id);
      continue;
    }
    auto& changed = out.changed.emplace_back();
    changed.item = item.id;
    for (const Change& change : changes) changed.what.push_back(change.what);
  }
  for (const InstrumentItem& item : newer.definition().items)
    if (std::ranges::find(older.definition().items, item.id, &InstrumentItem::id) ==
        older.definition().items.end())
      out.changed.push_back({item.id, {"added"}});
  return out;
}

std::vector<VersionScore> compare_versions(const Instrument& older, std::span<const Response> older_responses,
                                           const Instrument& newer, std::span<const Response> newer_responses,
                                           double level) {
  if (!(level > 0 && level < 1)) throw InvalidArgument("AC5805", "a level lies between 0 and 1");
  require_good_responses(older, older_responses);
  require_good_responses(newer, newer_responses);
  const Sheet before(older), after(newer);
  const auto same = shared_items(older, newer).same;
  std::vector<std::string> dimensions;
  for (const Dimension& d : older.definition().dimensions)
    if (std::ranges::find(newer.definition().dimensions, d.id, &Dimension::id) !=
        newer.definition().dimensions.end())
      dimensions.push_back(d.id);
  if (before.has_whole() && after.has_whole()) dimensions.emplace_back();
  std::vector<VersionScore> out;
  for (const std::string& dimension : dimensions) {
    // An item that moved to another dimension counts in none of the two.
    const auto in_older = shared_places(before, dimension, same),
               in_newer = shared_places(after, dimension, same);
    std::vector<std::size_t> places[2];
    VersionScore score;
    for (const std::size_t p : in_older)
      for (const std::size_t q : in_newer)
        if (before.places()[p].id == after.places()[q].id) {
          places[0].push_back(p);
          places[1].push_back(q);
          score.items.push_back(before.places()[p].id);
        }
    if (score.items.empty()) continue;
    score.dimension = dimension;
    score.older = summary(scores_in(before, older_responses, places[0]), level);
    score.newer = summary(scores_in(after, newer_responses, places[1]), level);
    score.older.dimension = score.newer.dimension = dimension;
    add_difference(score, level);
    out.push_back(std::move(score));
  }
  return out;
}

} // namespace aftercourse
