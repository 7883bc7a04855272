// Key terms: the words that stand out in a column of comments against a background - the comments of the
// period before, of the other courses, of everybody. What counts is in how many texts a term stands, or in
// the texts of how many people, and never how often: one person who shouts does not decide.
//
// Two numbers rank: the log-likelihood ratio G2 of the two-by-two table of texts with and without the term
// (Dunning, Computational Linguistics 19(1), 1993, section 5), which asks how sure the difference is, and the
// log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn, Political Analysis 16(4),
// 2008, equations 15, 16, 19 and 22), whose z is less taken by words that are frequent everywhere. Functions
// are pure.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/text/column.hpp>
#include <aftercourse/text/segmenter.hpp>

namespace aftercourse::text {

struct KeyTermOptions {
  Segmenter segmenter = {};
  std::vector<std::string> stop_words = {}; ///< besides the built-in ones
  TextColumn people =
      {}; ///< who wrote each text, as many as texts; a missing one stands for himself. None: each text counts
  TextColumn background_people = {};
  std::int64_t at_least = 2; ///< texts (people) that a term needs
  int most_words = 2;        ///< 1 to 4: words of a term that stand side by side
  bool by_log_odds = false;  ///< the order: by G2, or by z
};

/// A term. Without a background the numbers that compare are NaN and terms are in the order of n.
struct KeyTerm {
  std::string term;
  std::int64_t n = 0, background_n = 0;   ///< texts (people) that have it
  std::int64_t of = 0, background_of = 0; ///< texts (people) in all
  double share = 0, background_share = 0;
  double g2 = nan, p = nan; ///< chi-square with 1 degree of freedom
  double log_odds = nan, z = nan;
  bool is_new = false;     ///< the background does not have it
  std::size_t example = 0; ///< the first row that has it

 private:
  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
};

/// The terms that are more frequent than in the background, the most telling first; ties by n, then by their
/// text. Throws InvalidArgument AC5601 for what is no UTF-8, AC5602 for an option outside its range or
/// columns of unequal length. No text, no term.
std::vector<KeyTerm> key_terms(TextColumn texts, TextColumn background, const KeyTermOptions& options = {});

/// The terms of `texts` that no text before has, by n: what came up since the last period. The same errors.
std::vector<KeyTerm> new_terms(TextColumn texts, TextColumn before, const KeyTermOptions& options = {});

/// The log-likelihood ratio of a of n against b of m: twice the sum of observed times the logarithm of
/// observed by expected, over the four cells.
double log_likelihood_ratio(double a, double n, double b, double m);

/// Words that say nothing by themselves, zh and en: src/text/data/stop_words.yaml.
bool is_stop_word(std::string_view normal_word);

} // namespace aftercourse::text
