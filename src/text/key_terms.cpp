#include <aftercourse/text/key_terms.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include <aftercourse/base/error.hpp>
#include <aftercourse/text/term_index.hpp>

#include "stop_words.hpp"

namespace aftercourse::text {

namespace {

constexpr double prior_strength =
    500; ///< pseudo-counts of the prior in all, shared out as the terms are frequent
constexpr int longest_term = 4;

/// A term, and of one of several words those that lack its last and its first word.
struct IndexedTerm {
  std::string text;
  std::size_t front = SIZE_MAX, back = SIZE_MAX;
};

/// In how many texts, or in the texts of how many people, each term stands.
struct TermCounts {
  std::vector<std::int64_t> n;        ///< by term
  std::vector<std::size_t> first_row; ///< by term
  std::int64_t of = 0;
};

void require_people(TextColumn people, TextColumn texts, const char* name) {
  if (people.empty() || people.size() == texts.size()) return;
  throw InvalidArgument("AC5602", std::string(name) + " has " + std::to_string(people.size()) +
                                      " rows, the texts " + std::to_string(texts.size()));
}

void check_terms(TextColumn texts, TextColumn background, const KeyTermOptions& options) {
  require_utf8(texts);
  require_utf8(background);
  require_people(options.people, texts, "people");
  require_people(options.background_people, background, "background_people");
  if (options.most_words < 1 || options.most_words > longest_term)
    throw InvalidArgument("AC5602", "most_words is " + std::to_string(options.most_words) + ", not 1 to 4");
  if (options.at_least < 1)
    throw InvalidArgument("AC5602", "at_least is " + std::to_string(options.at_least) + ", not 1 or more");
}

double share_of(std::int64_t n, std::int64_t of) {
  return of == 0 ? std::numeric_limits<double>::quiet_NaN()
                 : static_cast<double>(n) / static_cast<double>(of);
}

/// Sums of counts over all terms, which the log-odds ratio compares.
struct TermTotals {
  double here = 0, there = 0;
};

/// Monroe, Colaresi and Quinn: the prior of a term is its share of both, as prior_strength counts in all.
void set_log_odds(KeyTerm& term, const TermTotals& totals) {
  const double y = static_cast<double>(term.n), x = static_cast<double>(term.background_n);
  const double prior = prior_strength * (y + x) / (totals.here + totals.there);
  const double odds = (y + prior) / (totals.here + prior_strength - y - prior);
  const double background_odds = (x + prior) / (totals.there + prior_strength - x - prior);
  term.log_odds = std::log(odds) - std::log(background_odds);
  term.z = term.log_odds / std::sqrt(1 / (y + prior) + 1 / (x + prior));
}

TermTotals totals_of(const TermCounts& here, const TermCounts& there) {
  const auto sum = [](const TermCounts& counts) {
    double total = 0;
    for (const std::int64_t n : counts.n) total += static_cast<double>(n);
    return total;
  };
  return {sum(here), sum(there)};
}

} // namespace

double log_likelihood_ratio(double a, double n, double b, double m) {
  const double all = n + m, have = a + b;
  const auto part = [](double observed, double expected) {
    return observed > 0 ? observed * std::log(observed / expected) : 0;
  };
  const double sum = part(a, n * have / all) + part(b, m * have / all) + part(n - a, n * (all - have) / all) +
                     part(m - b, m * (all - have) / all);
  return std::max(0.0, 2 * sum);
}

struct TermIndex::Data {
  KeyTermOptions options; ///< without its columns
  std::vector<IndexedTerm> terms;
  std::vector<std::vector<std::size_t>> of_row; ///< terms
  std::vector<std::size_t> person;              ///< by row; no_person: no text

  static constexpr std::size_t no_person = SIZE_MAX;

  TermCounts count(std::span<const std::size_t> rows) const {
    TermCounts out;
    out.n.resize(terms.size());
    out.first_row.resize(terms.size(), SIZE_MAX);
    std::vector<std::size_t> by_person;
    for (const std::size_t row : rows)
      if (person[row] != no_person) by_person.push_back(row);
    std::ranges::stable_sort(by_person, {}, [&](std::size_t row) { return person[row]; });
    std::vector<std::size_t> last(terms.size(), no_person); // who had each term
    for (std::size_t i = 0; i < by_person.size(); ++i) {
      const std::size_t row = by_person[i], holder = person[row];
      if (i == 0 || holder != person[by_person[i - 1]]) ++out.of;
      for (const std::size_t term : of_row[row]) {
        if (last[term] != holder) ++out.n[term];
        last[term] = holder;
        out.first_row[term] = std::min(out.first_row[term], row);
      }
    }
    return out;
  }

  /// A term that stands in no other text than a longer one is part of that one: 腾讯 of 腾讯会议.
  std::vector<bool> parts_of_longer(const TermCounts& here) const {
    std::vector<std::int64_t> most(terms.size());
    for (std::size_t t = 0; t < terms.size(); ++t)
      if (terms[t].front != SIZE_MAX)
        for (const std::size_t part : {terms[t].front, terms[t].back})
          most[part] = std::max(most[part], here.n[t]);
    std::vector<bool> out;
    for (std::size_t t = 0; t < terms.size(); ++t) out.push_back(most[t] > 0 && most[t] == here.n[t]);
    return out;
  }
};

namespace {

/// Finds the terms of texts: runs of words side by side without a stop word, a number or a sign among them.
class TermReader {
 public:
  TermReader(const KeyTermOptions& options, std::vector<IndexedTerm>& terms)
      : options_(options), stop_words_(options.stop_words), terms_(terms) {}

  std::vector<std::size_t> read(std::string_view text) {
    const Segmentation s = options_.segmenter.segment(text);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < s.tokens.size(); ++i)
      for (std::size_t k = i; k < s.tokens.size() && k < i + static_cast<std::size_t>(options_.most_words);
           ++k) {
        if (!can_stand(s.tokens[k], s.word(s.tokens[k]))) break;
        if (k > i && apart(s.tokens[k - 1], s.tokens[k])) break;
        const std::size_t term = intern(s, i, k);
        found.push_back(term);
        if (k == i || terms_[term].front != SIZE_MAX) continue;
        const std::size_t front = intern(s, i, k - 1), back = intern(s, i + 1, k);
        terms_[term].front = front;
        terms_[term].back = back;
      }
    return found;
  }

 private:
  std::size_t intern(const Segmentation& s, std::size_t first, std::size_t last) {
    const std::size_t begin = s.tokens[first].normal_begin;
    std::string text = s.normal.substr(begin, s.tokens[last].normal_end - begin);
    const auto [entry, fresh] = codes_.try_emplace(std::move(text), terms_.size());
    if (fresh) terms_.push_back({entry->first});
    return entry->second;
  }
  bool can_stand(const Token& token, std::string_view word) const {
    return token.kind != TokenKind::punctuation && token.kind != TokenKind::symbol &&
           token.kind != TokenKind::number && !stop_words_.contains(word);
  }
  static bool apart(const Token& before, const Token& now) {
    return before.end != now.begin && (before.kind == TokenKind::han || now.kind == TokenKind::han);
  }

  const KeyTermOptions& options_;
  StopWords stop_words_;
  std::vector<IndexedTerm>& terms_;
  std::unordered_map<std::string, std::size_t> codes_;
};

} // namespace

TermIndex::TermIndex(TextColumn texts, const KeyTermOptions& options) {
  check_terms(texts, {}, options);
  auto data = std::make_shared<Data>();
  data->options = options;
  data->options.people = data->options.background_people = {};
  TermReader reader(options, data->terms);
  std::unordered_map<std::string_view, std::size_t> known;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    data->of_row.push_back(texts[row] ? reader.read(*texts[row]) : std::vector<std::size_t>());
    const bool named = !options.people.empty() && options.people[row];
    // Who is not known stands for himself.
    data->person.push_back(!texts[row] ? Data::no_person
                           : named     ? known.try_emplace(*options.people[row], row).first->second
                                       : row);
  }
  data_ = std::move(data);
}

std::vector<KeyTerm> TermIndex::key_terms(std::span<const std::size_t> rows,
                                          std::span<const std::size_t> background) const {
  const TermCounts here = data_->count(rows), there = data_->count(background);
  const std::vector<bool> within_longer = data_->parts_of_longer(here);
  const KeyTermOptions& options = data_->options;
  const TermTotals totals = totals_of(here, there);
  const bool compare = there.of > 0;
  std::vector<KeyTerm> terms;
  for (std::size_t t = 0; t < data_->terms.size(); ++t) {
    if (here.n[t] < options.at_least || within_longer[t]) continue;
    KeyTerm term;
    term.term = data_->terms[t].text;
    term.n = here.n[t];
    term.of = here.of;
    term.share = share_of(term.n, term.of);
    term.background_n = there.n[t];
    term.background_of = there.of;
    term.background_share = share_of(term.background_n, term.background_of);
    term.example = here.first_row[t];
    term.is_new = compare && term.background_n == 0;
    if (compare) {
      if (term.share <= term.background_share) continue;
      term.g2 = log_likelihood_ratio(static_cast<double>(term.n), static_cast<double>(term.of),
                                     static_cast<double>(term.background_n),
                                     static_cast<double>(term.background_of));
      term.p = std::erfc(std::sqrt(term.g2 / 2));
      set_log_odds(term, totals);
    }
    terms.push_back(std::move(term));
  }
  const auto rank = [&](const KeyTerm& t) { return compare ? (options.by_log_odds ? t.z : t.g2) : 0.0; };
  std::sort(terms.begin(), terms.end(), [&](const KeyTerm& a, const KeyTerm& b) {
    return std::tuple(-rank(a), -a.n, std::string_view(a.term)) <
           std::tuple(-rank(b), -b.n, std::string_view(b.term));
  });
  return terms;
}

std::vector<KeyTerm> key_terms(TextColumn texts, TextColumn background, const KeyTermOptions& options) {
  check_terms(texts, background, options);
  std::vector<std::optional<std::string_view>> all(texts.begin(), texts.end()),
      people(options.people.begin(), options.people.end());
  all.insert(all.end(), background.begin(), background.end());
  people.resize(texts.size());
  people.insert(people.end(), options.background_people.begin(), options.background_people.end());
  people.resize(all.size());
  KeyTermOptions together = options;
  together.people = people;
  together.background_people = {};
  std::vector<std::size_t> rows(all.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return TermIndex(all, together)
      .key_terms(std::span(rows).first(texts.size()), std::span(rows).subspan(texts.size()));
}

std::vector<KeyTerm> new_terms(TextColumn texts, TextColumn before, const KeyTermOptions& options) {
  std::vector<KeyTerm> terms = key_terms(texts, before, options);
  const bool nothing_before = !terms.empty() && terms.front().background_of == 0;
  if (!nothing_before) std::erase_if(terms, [](const KeyTerm& term) { return !term.is_new; });
  std::stable_sort(terms.begin(), terms.end(), [](const KeyTerm& a, const KeyTerm& b) { return a.n > b.n; });
  return terms;
}

} // namespace aftercourse::text
