// How the words of a lexicon change each other. The factors below are stated in docs/text.md.
#include <aftercourse/text/polarity.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include "lexicon_data.hpp"

namespace aftercourse::text {

namespace {

constexpr double plain_judgement = 1.5; ///< of a quality that there is too much or too little of
constexpr double negated_praise = -0.8; ///< not clear
constexpr double softly_negated = -0.5; ///< not very clear
constexpr double negated_blame = -0.4;  ///< not bad
constexpr double lacking = -0.9;        ///< not clear enough
constexpr double intensified = 1.4, toned_down = 0.6;
constexpr double wished_praise = -0.3, wished_blame = 0.7;
constexpr double before_contrast = 0.6, after_contrast = 1.4;
constexpr double alpha = 15;          ///< of the normalisation
constexpr double mixed_share = 0.4;   ///< of the weaker side in the stronger
constexpr double neutral_below = 0.1; ///< of the score's size
/// Words without a role between a word and what changes it: English says "did not find the second day
/// useful".
constexpr std::size_t reach_of_han = 4, reach_of_letters = 8;
constexpr std::size_t window = 16; ///< pieces of any kind, so that no text takes more than its length

/// A term of the lexicon, or a word that is none, in the order of the text.
struct Piece {
  std::size_t first, last; ///< tokens
  const LexiconTerm* term = nullptr;
  bool used = false; ///< it changed another, so it says nothing of its own
  bool is(Role role) const noexcept { return term != nullptr && term->is(role); }
};

/// What stands before a word and changes it.
struct Changes {
  std::size_t from; ///< the first piece that counts
  bool negated = false, softly = false, lack = false, excess = false;
  double inner = 1, outer = 1; ///< degrees between a negation and the word, and before the negation

  double degree() const noexcept { return negated ? outer : inner; }

  /// Takes what a piece does that stands `plain` words before; whether it did anything.
  bool take(const Piece& piece, std::size_t plain, bool quality) {
    const bool lacks = piece.is(Role::lack) && plain <= 2,
               exceeds = piece.is(Role::excess) && plain <= 1 && quality;
    const bool negates = piece.is(Role::negation);
    const bool grades = !negates && !lacks && !exceeds && !excess && plain <= 2 &&
                        (piece.is(Role::intensifier) || piece.is(Role::downtoner));
    if (negates) softly = inner != 1;
    if (grades) (negated ? outer : inner) *= piece.is(Role::intensifier) ? intensified : toned_down;
    negated ^= negates;
    lack |= lacks;
    excess |= exceeds;
    return lacks || exceeds || negates || grades;
  }
};

class Judge {
 public:
  Judge(std::string_view text, const Segmentation& s, const Phrases& phrases,
        const std::vector<LexiconTerm>& terms)
      : text_(text), s_(s), phrases_(phrases), terms_(terms) {}

  Polarity judge() {
    for (std::size_t token = 0; token < s_.tokens.size();) {
      const std::size_t end = sentence_end(token);
      judge_sentence(token, end);
      token = end;
    }
    return summed_up();
  }

 private:
  bool is_sign(std::size_t token, std::string_view signs) const {
    const std::string_view word = s_.word(s_.tokens[token]);
    return s_.tokens[token].kind == TokenKind::punctuation && word.size() == 1 &&
           signs.find(word[0]) != signs.npos;
  }
  /// White space ends a clause where it is a new line, or stands between Chinese words.
  bool space_breaks_before(std::size_t token, bool sentence) const {
    if (token == 0) return false;
    const Token &before = s_.tokens[token - 1], &now = s_.tokens[token];
    if (before.end == now.begin) return false;
    const std::string_view between = text_.substr(before.end, now.begin - before.end);
    if (between.find('\n') != between.npos) return true;
    return !sentence && before.kind == TokenKind::han && now.kind == TokenKind::han;
  }
  std::size_t sentence_end(std::size_t token) const {
    for (std::size_t at = token; at < s_.tokens.size(); ++at) {
      if (at > token && space_breaks_before(at, true)) return at;
      if (is_sign(at, ".!?;")) return at + 1;
    }
    return s_.tokens.size();
  }
  std::size_t clause_end(std::size_t token, std::size_t end) const {
    for (std::size_t at = token; at < end; ++at) {
      if (at > token && space_breaks_before(at, false)) return at;
      if (is_sign(at, ",:~") || s_.word(s_.tokens[at]) == "…") return at + 1;
    }
    return end;
  }

  void judge_sentence(std::size_t token, std::size_t end) {
    const std::size_t first_hit = hits_.size();
    std::size_t turn = first_hit; // the first hit after the last contrast
    bool turned = false;
    while (token < end) {
      const std::size_t next = clause_end(token, end);
      read_pieces(token, next);
      const std::size_t clause_hits = hits_.size();
      judge_clause();
      const auto contrast = std::find_if(pieces_.rbegin(), pieces_.rend(),
                                         [](const Piece& piece) { return piece.is(Role::contrast); });
      if (contrast != pieces_.rend()) {
        turned = true;
        turn = first_hit_after(s_.tokens[contrast->first].begin, clause_hits);
      }
      token = next;
    }
    if (!turned || turn == first_hit || turn == hits_.size()) return; // nothing to set against
    for (std::size_t i = first_hit; i < hits_.size(); ++i) {
      hits_[i].value *= i < turn ? before_contrast : after_contrast;
      hits_[i].changed_by.emplace_back("contrast");
    }
  }

  std::size_t first_hit_after(std::size_t byte, std::size_t from) const {
    while (from < hits_.size() && hits_[from].begin < byte) ++from;
    return from;
  }

  void read_pieces(std::size_t token, std::size_t end) {
    pieces_.clear();
    while (token < end) {
      if (const auto match = phrases_.longest(s_, token); match && match->last < end) {
        pieces_.push_back({token, match->last, &terms_[static_cast<std::size_t>(match->number)]});
        token = match->last + 1;
        continue;
      }
      if (s_.tokens[token].kind == TokenKind::han)
        for (const std::int32_t part : phrases_.parts(s_.word(s_.tokens[token])))
          pieces_.push_back({token, token, &terms_[static_cast<std::size_t>(part)]});
      if (pieces_.empty() || pieces_.back().last != token) pieces_.push_back({token, token});
      ++token;
    }
  }

  void judge_clause() {
    bool wished = false;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is(Role::wish)) wished = true;
      // What changes others is judged by itself only when nothing after it needs it.
      if (pieces_[i].term != nullptr && pieces_[i].term->judges() && !changes_what_follows(i))
        judge_piece(i, wished);
    }
  }

  /// Whether a word for a lack or an excess belongs to a judgement that follows.
  bool changes_what_follows(std::size_t i) const {
    if (!pieces_[i].term->changes()) return false;
    for (std::size_t k = i + 1, plain = 0; k < pieces_.size() && k < i + window && plain < 3; ++k) {
      if (pieces_[k].term == nullptr)
        ++plain;
      else if (pieces_[k].term->judges() && !pieces_[k].term->changes())
        return true;
    }
    return false;
  }

  Changes changes_before(std::size_t i) const {
    const std::size_t reach =
        s_.tokens[pieces_[i].first].kind == TokenKind::han ? reach_of_han : reach_of_letters;
    Changes found{i};
    std::size_t plain = 0;
    for (std::size_t k = i; k-- > 0 && k + window > i && plain < reach;) {
      const Piece& piece = pieces_[k];
      if (piece.is(Role::wish) || piece.is(Role::contrast)) break;
      if (piece.term == nullptr || !(piece.term->changes() || piece.term->judges()))
        ++plain;
      else if (!piece.term->changes())
        break; // another judgement
      else if (found.take(piece, plain, pieces_[i].is(Role::quality)))
        found.from = k;
    }
    return found;
  }

  /// The piece that says "enough" after this one.
  std::size_t enough_after(std::size_t i) const {
    for (std::size_t k = i + 1; k < pieces_.size() && k <= i + 2; ++k)
      if (pieces_[k].is(Role::enough)) return k;
    return i;
  }

  void judge_piece(std::size_t i, bool wished) {
    const LexiconTerm& term = *pieces_[i].term;
    Changes changes = changes_before(i);
    std::size_t last = i;
    if (const std::size_t enough = enough_after(i); enough > i && changes.negated) {
      changes.lack = true;
      last = enough;
    }
    PolarityHit hit;
    hit.weight = term.weight;
    hit.value = changed(term, changes, hit.changed_by);
    if (hit.value == 0) return;
    if (changes.degree() != 1 || changes.softly) hit.changed_by.emplace_back("degree");
    hit.value *= changes.degree();
    if (wished) {
      hit.value *= hit.value > 0 ? wished_praise : wished_blame;
      hit.changed_by.emplace_back("wish");
    }
    hit.begin = s_.tokens[pieces_[changes.from].first].begin;
    hit.end = s_.tokens[pieces_[last].last].end;
    hit.quote = text_.substr(hit.begin, hit.end - hit.begin);
    const std::size_t term_begin = s_.tokens[pieces_[i].first].begin;
    hit.term = text_.substr(term_begin, s_.tokens[pieces_[i].last].end - term_begin);
    hits_.push_back(std::move(hit));
  }

  static double changed(const LexiconTerm& term, const Changes& changes, std::vector<std::string>& by) {
    if (changes.lack && term.weight >= 0) {
      by.emplace_back("lack");
      return std::max(term.weight, plain_judgement) * lacking;
    }
    if (changes.excess && term.is(Role::quality) && !changes.negated) {
      by.emplace_back("excess");
      return -std::max(std::abs(term.weight), plain_judgement);
    }
    if (!changes.negated) return term.weight;
    if (term.weight != 0) by.emplace_back("negation");
    return term.weight * (term.weight < 0 ? negated_blame : changes.softly ? softly_negated : negated_praise);
  }

  Polarity summed_up() {
    Polarity result;
    for (const PolarityHit& hit : hits_) (hit.value > 0 ? result.positive : result.negative) += hit.value;
    const double sum = result.positive + result.negative;
    result.score = sum / std::sqrt(sum * sum + alpha);
    const double weaker = std::min(result.positive, -result.negative),
                 stronger = std::max(result.positive, -result.negative);
    if (weaker > 0 && weaker >= mixed_share * stronger)
      result.label = PolarityLabel::mixed;
    else if (std::abs(result.score) >= neutral_below)
      result.label = sum > 0 ? PolarityLabel::positive : PolarityLabel::negative;
    result.evidence = std::move(hits_);
    return result;
  }

  std::string_view text_;
  const Segmentation& s_;
  const Phrases& phrases_;
  const std::vector<LexiconTerm>& terms_;
  std::vector<Piece> pieces_; ///< of the clause
  std::vector<PolarityHit> hits_;
};

} // namespace

std::string_view name_of(PolarityLabel label) noexcept {
  constexpr std::string_view names[] = {"positive", "negative", "mixed", "neutral"};
  return names[static_cast<std::size_t>(label)];
}

Polarity judge(std::string_view text, const Segmentation& s, const Phrases& phrases,
               const std::vector<LexiconTerm>& terms) {
  return Judge(text, s, phrases, terms).judge();
}

} // namespace aftercourse::text
