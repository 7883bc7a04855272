#include <aftercourse/text/key_terms.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include <aftercourse/base/error.hpp>

#include "stop_words.hpp"

namespace aftercourse::text {

namespace {

constexpr double prior_strength =
    500; ///< pseudo-counts of the prior in all, shared out as the terms are frequent
constexpr int longest_term = 4;

/// In how many texts, or in the texts of how many people, each term stands.
class TermCounts {
 public:
  struct Count {
    std::int64_t n = 0;
    std::size_t first_row = 0;
    std::size_t last_holder = SIZE_MAX;
    std::size_t front_end = 0,
                back_begin = 0; ///< of the terms that lack its last and its first word; 0: one word
  };
  TermCounts(TextColumn texts, TextColumn people, const KeyTermOptions& options)
      : options_(options), stop_words_(options.stop_words) {
    const std::vector<std::size_t> order = by_person(texts, people);
    std::size_t holder = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::size_t row = order[i];
      const bool same = i > 0 && !people.empty() && people[row] && people[order[i - 1]] == people[row];
      if (i > 0 && !same) ++holder;
      add_text(*texts[row], row, holder);
    }
    of_ = order.empty() ? 0 : static_cast<std::int64_t>(holder) + 1;
  }

  std::int64_t of() const noexcept { return of_; }
  const std::unordered_map<std::string, Count>& terms() const noexcept { return terms_; }
  std::int64_t n(const std::string& term) const {
    const auto found = terms_.find(term);
    return found == terms_.end() ? 0 : found->second.n;
  }
  /// For each term, the n of the most frequent longer one that it is part of.
  std::unordered_map<std::string, std::int64_t> most_within() const {
    std::unordered_map<std::string, std::int64_t> most;
    for (const auto& [term, count] : terms_) {
      if (count.front_end == 0) continue;
      for (std::string part : {term.substr(0, count.front_end), term.substr(count.back_begin)}) {
        std::int64_t& n = most[std::move(part)];
        n = std::max(n, count.n);
      }
    }
    return most;
  }

 private:
  /// The rows with a text, those of one person together.
  static std::vector<std::size_t> by_person(TextColumn texts, TextColumn people) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < texts.size(); ++row)
      if (texts[row]) rows.push_back(row);
    if (!people.empty())
      std::stable_sort(rows.begin(), rows.end(),
                       [&](std::size_t a, std::size_t b) { return people[a] < people[b]; });
    return rows;
  }

  bool can_stand(const Token& token, std::string_view word) const {
    return token.kind != TokenKind::punctuation && token.kind != TokenKind::symbol &&
           token.kind != TokenKind::number && !stop_words_.contains(word);
  }

  /// Terms are runs of words side by side without a stop word, a number or a sign among them.
  void add_text(std::string_view text, std::size_t row, std::size_t holder) {
    const Segmentation s = options_.segmenter.segment(text);
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
      for (std::size_t k = i; k < s.tokens.size() && k < i + static_cast<std::size_t>(options_.most_words);
           ++k) {
        if (!can_stand(s.tokens[k], s.word(s.tokens[k]))) break;
        if (k > i && apart(s.tokens[k - 1], s.tokens[k])) break;
        const std::size_t begin = s.tokens[i].normal_begin;
        Count& c = count(s.normal.substr(begin, s.tokens[k].normal_end - begin), row, holder);
        if (k == i) continue;
        c.front_end = s.tokens[k - 1].normal_end - begin;
        c.back_begin = s.tokens[i + 1].normal_begin - begin;
      }
    }
  }
  static bool apart(const Token& before, const Token& now) {
    return before.end != now.begin && (before.kind == TokenKind::han || now.kind == TokenKind::han);
  }
  Count& count(std::string term, std::size_t row, std::size_t holder) {
    Count& c = terms_.try_emplace(std::move(term), Count{.first_row = row}).first->second;
    c.first_row = std::min(c.first_row, row);
    if (c.last_holder != holder) ++c.n;
    c.last_holder = holder;
    return c;
  }

  const KeyTermOptions& options_;
  StopWords stop_words_;
  std::unordered_map<std::string, Count> terms_;
  std::int64_t of_ = 0;
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
  TermTotals totals;
  for (const auto& [term, count] : here.terms()) totals.here += static_cast<double>(count.n);
  for (const auto& [term, count] : there.terms()) totals.there += static_cast<double>(count.n);
  return totals;
}

/// A term that stands in no other text than a longer one is part of that one: 腾讯 of 腾讯会议.
void drop_parts(std::vector<KeyTerm>& terms,
                const std::unordered_map<std::string, std::int64_t>& most_within) {
  std::erase_if(terms, [&](const KeyTerm& term) {
    const auto within = most_within.find(term.term);
    return within != most_within.end() && within->second == term.n;
  });
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

std::vector<KeyTerm> key_terms(TextColumn texts, TextColumn background, const KeyTermOptions& options) {
  check_terms(texts, background, options);
  const TermCounts here(texts, options.people, options),
      there(background, options.background_people, options);
  const TermTotals totals = totals_of(here, there);
  const bool compare = there.of() > 0;
  std::vector<KeyTerm> terms;
  for (const auto& [text, count] : here.terms()) {
    if (count.n < options.at_least) continue;
    KeyTerm term;
    term.term = text;
    term.n = count.n;
    term.of = here.of();
    term.share = share_of(term.n, term.of);
    term.background_n = there.n(text);
    term.background_of = there.of();
    term.background_share = share_of(term.background_n, term.background_of);
    term.example = count.first_row;
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
  drop_parts(terms, here.most_within());
  const auto rank = [&](const KeyTerm& t) { return compare ? (options.by_log_odds ? t.z : t.g2) : 0.0; };
  std::sort(terms.begin(), terms.end(), [&](const KeyTerm& a, const KeyTerm& b) {
    return std::tuple(-rank(a), -a.n, std::string_view(a.term)) <
           std::tuple(-rank(b), -b.n, std::string_view(b.term));
  });
  return terms;
}

std::vector<KeyTerm> new_terms(TextColumn texts, TextColumn before, const KeyTermOptions& options) {
  std::vector<KeyTerm> terms = key_terms(texts, before, options);
  const bool nothing_before = !terms.empty() && terms.front().background_of == 0;
  if (!nothing_before) std::erase_if(terms, [](const KeyTerm& term) { return !term.is_new; });
  std::stable_sort(terms.begin(), terms.end(), [](const KeyTerm& a, const KeyTerm& b) { return a.n > b.n; });
  return terms;
}

} // namespace aftercourse::text
