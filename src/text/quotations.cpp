#include <aftercourse/text/quotations.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <aftercourse/base/error.hpp>

#include "sentences.hpp"
#include "shingles.hpp"

namespace aftercourse::text {

namespace {

/// A sentence that judges.
struct Candidate {
  std::size_t row;
  Passage at;
  double score;
};

/// A dimension, by its place in the scheme, and a judgement.
using Cell = std::pair<std::size_t, PolarityLabel>;

/// How like each text is to all of them, in the mean.
std::vector<double> centralities(const Shingles& shingles, const std::vector<std::size_t>& of) {
  std::map<std::uint32_t, double> sum;
  for (const std::size_t c : of)
    for (const Shingle& s : shingles.of(c)) sum[s.gram] += static_cast<double>(s.weight);
  std::vector<double> result;
  for (const std::size_t c : of) {
    double dot = 0;
    for (const Shingle& s : shingles.of(c)) dot += static_cast<double>(s.weight) * sum[s.gram];
    result.push_back(dot / static_cast<double>(of.size()));
  }
  return result;
}

class Quoting {
 public:
  Quoting(TextColumn texts, const QuotationOptions& options) : texts_(texts), options_(options) {
    const auto& dimensions = options.scheme.dimensions();
    for (std::size_t d = 0; d < dimensions.size(); ++d) places_[dimensions[d].id] = d;
    for (std::size_t row = 0; row < texts.size(); ++row)
      if (texts[row]) read(row, *texts[row]);
  }

  std::vector<Quotation> choose() const {
    std::vector<std::u32string> keys;
    for (const Candidate& c : candidates_) keys.push_back(shingle_key(text_of(c)));
    const Shingles shingles(keys, true);
    std::vector<Quotation> chosen;
    for (const auto& [cell, members] : cells_) choose_of(cell, members, shingles, chosen);
    return chosen;
  }

 private:
  void read(std::size_t row, std::string_view text) {
    for (const Passage& at : sentences(text, static_cast<std::size_t>(options_.shortest),
                                       static_cast<std::size_t>(options_.longest))) {
      const std::string_view sentence = text.substr(at.begin, at.end - at.begin);
      const Polarity polarity = options_.lexicon.polarity(sentence);
      if (polarity.label == PolarityLabel::neutral) continue;
      std::set<std::size_t> dimensions;
      for (const CodingHit& hit : options_.scheme.code(sentence))
        dimensions.insert(places_.at(hit.dimension));
      for (const std::size_t d : dimensions) cells_[{d, polarity.label}].push_back(candidates_.size());
      candidates_.push_back({row, at, polarity.score});
    }
  }
  std::string_view text_of(const Candidate& c) const {
    return texts_[c.row]->substr(c.at.begin, c.at.end - c.at.begin);
  }
  bool same_person(const Candidate& a, const Candidate& b) const {
    if (a.row == b.row) return true;
    return !options_.people.empty() && options_.people[a.row] &&
           options_.people[a.row] == options_.people[b.row];
  }

  void choose_of(const Cell& cell, const std::vector<std::size_t>& members, const Shingles& shingles,
                 std::vector<Quotation>& to) const {
    const std::vector<double> central = centralities(shingles, members);
    std::vector<std::size_t> order(members.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return central[a] > central[b] + 1e-9; });
    std::set<std::size_t> rows;
    for (const std::size_t m : members) rows.insert(candidates_[m].row);
    std::vector<std::size_t> taken;
    for (const std::size_t i : order) {
      if (taken.size() == static_cast<std::size_t>(options_.most)) break;
      const Candidate& c = candidates_[members[i]];
      const bool refused = std::any_of(taken.begin(), taken.end(), [&](std::size_t t) {
        return same_person(candidates_[t], c) || shingles.similarity(t, members[i]) > options_.distinct;
      });
      if (refused) continue;
      taken.push_back(members[i]);
      to.push_back({options_.scheme.dimensions()[cell.first].id, cell.second, std::string(text_of(c)), c.row,
                    c.at.begin, c.at.end, c.score, central[i], static_cast<std::int64_t>(rows.size())});
    }
  }

  TextColumn texts_;
  const QuotationOptions& options_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<Candidate> candidates_;
  std::map<Cell, std::vector<std::size_t>> cells_;
};

void check_quoting(TextColumn texts, const QuotationOptions& options) {
  require_utf8(texts);
  const auto refuse = [](const std::string& message) { throw InvalidArgument("AC5602", message); };
  if (!options.people.empty() && options.people.size() != texts.size())
    refuse("people has " + std::to_string(options.people.size()) + " rows, the texts " +
           std::to_string(texts.size()));
  if (options.most < 1) refuse("most is " + std::to_string(options.most) + ", not 1 or more");
  if (options.shortest < 1 || options.longest < options.shortest)
    refuse("a quotation cannot have " + std::to_string(options.shortest) + " to " +
           std::to_string(options.longest) + " characters");
  if (!(options.distinct >= 0 && options.distinct <= 1))
    refuse("distinct is " + std::to_string(options.distinct) + ", not 0 to 1");
}

} // namespace

std::vector<Quotation> quotations(TextColumn texts, const QuotationOptions& options) {
  check_quoting(texts, options);
  return Quoting(texts, options).choose();
}

} // namespace aftercourse::text
