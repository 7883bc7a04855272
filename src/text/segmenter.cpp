#include <aftercourse/text/segmenter.hpp>

#include <algorithm>

#include <aftercourse/base/error.hpp>
#include <aftercourse/text/column.hpp>

#include "characters.hpp"
#include "dictionary.hpp"
#include "phrases.hpp"

namespace aftercourse::text {

struct Segmenter::Data {
  Trie han;        ///< terms of Chinese characters alone
  Phrases phrases; ///< the others
};

namespace {

using enum CharacterClass;

constexpr std::int32_t own_term_cost = 1; // below that of every word: own terms are never cut
constexpr char32_t zero_width_joiner = 0x200D;

bool is_regional_indicator(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

/// Walks over the characters of a text, each with the marks that follow it, and puts them into words.
class Scanner {
 public:
  Scanner(std::string_view text, const Trie* own) : text_(text), own_(own) {
    out_.normal.reserve(text.size());
    out_.tokens.reserve(text.size() / 4);
    while (next_ < text_.size() && is_mark_next()) skip_mark();
    advance();
  }

  Segmentation scan() {
    while (!done_) {
      if (now_.of == space)
        advance();
      else if (now_.of == han)
        take_han();
      else if (now_.of == letter || now_.of == digit)
        take_word();
      else
        take_sign();
    }
    return std::move(out_);
  }

 private:
  bool is_mark_next() const {
    std::size_t at = next_;
    return static_cast<std::uint8_t>(text_[at]) >= 0x80 &&
           normal_character(take_character(text_, at)).of == mark;
  }
  void skip_mark() { joined_ = take_character(text_, next_) == zero_width_joiner; }

  void advance() {
    begin_ = next_;
    joined_ = false;
    done_ = next_ >= text_.size();
    if (done_) return;
    now_ = normal_character(take_character(text_, next_));
    while (next_ < text_.size() && is_mark_next()) skip_mark();
  }
  Character peek() const {
    if (next_ >= text_.size()) return {};
    std::size_t at = next_;
    return normal_character(take_character(text_, at));
  }

  void open(TokenKind kind) {
    const bool apart = !out_.tokens.empty() && out_.tokens.back().end < begin_;
    if (apart) out_.normal += ' ';
    out_.tokens.push_back({begin_, begin_, out_.normal.size(), 0, kind});
  }
  void put() {
    append_utf8(out_.normal, now_.code);
    advance();
    close();
  }
  void close() {
    Token& token = out_.tokens.back();
    token.end = begin_;
    token.normal_end = out_.normal.size();
  }

  void take_sign() {
    const bool flag = is_regional_indicator(now_.code);
    open(now_.of == punctuation ? TokenKind::punctuation : TokenKind::symbol);
    bool joined = joined_;
    put();
    if (flag && !done_ && is_regional_indicator(now_.code)) return put();
    while (joined && !done_ && now_.of == symbol) {
      joined = joined_;
      put();
    }
  }

  /// Letters and digits with the signs that stand within them: "don't", "e-mail", "3.5", "r&d", and "c++".
  void take_word() {
    open(TokenKind::number);
    bool letters = false, of_digit = false;
    const auto take = [&] {
      letters |= now_.of == letter;
      of_digit = now_.of == digit;
      put();
    };
    while (!done_) {
      if (now_.of == letter || now_.of == digit || now_.code == U'_')
        take();
      else if (joins(of_digit, now_.code, peek()))
        put();
      else
        break;
    }
    while (!done_ && (letters ? now_.code == U'+' || now_.code == U'#' : now_.code == U'%')) put();
    if (letters) out_.tokens.back().kind = TokenKind::word;
  }
  static bool joins(bool after_digit, char32_t sign, Character after) {
    if (after.of != letter && after.of != digit) return false;
    if (sign == U'-') return true;
    if (sign == U'.' || sign == U',' || sign == U':') return after_digit && after.of == digit;
    return (sign == U'\'' || sign == U'&') && !after_digit && after.of == letter;
  }

  void take_han() {
    codes_.clear();
    begins_.clear();
    if (!out_.tokens.empty() && out_.tokens.back().end < begin_) out_.normal += ' ';
    for (; !done_ && now_.of == han; advance()) {
      codes_ += now_.code;
      begins_.push_back(begin_);
    }
    begins_.push_back(begin_);
    find_words();
    for (std::size_t i = 0; i < codes_.size(); i += lengths_[i]) {
      Token token{begins_[i], begins_[i + lengths_[i]], out_.normal.size(), 0, TokenKind::han};
      for (std::size_t k = i; k < i + lengths_[i]; ++k) append_utf8(out_.normal, codes_[k]);
      token.normal_end = out_.normal.size();
      out_.tokens.push_back(token);
    }
  }

  /// The length of the word that begins at each character, on the way of least cost to the end of the run. Of
  /// ways that cost the same, the one whose next word is longer.
  void find_words() {
    const std::size_t n = codes_.size();
    costs_.assign(n + 1, 0);
    lengths_.assign(n, 1);
    for (std::size_t i = n; i-- > 0;) {
      costs_[i] = costs_[i + 1] + unknown_cost;
      try_words(dictionary_, i, [](std::int32_t cost) { return cost; });
      if (own_ != nullptr) try_words(*own_, i, [](std::int32_t) { return own_term_cost; });
    }
  }
  template <class Cost>
  void try_words(const Trie& words, std::size_t i, Cost cost_of) {
    Trie::Node node = Trie::root;
    for (std::size_t end = i; end < codes_.size();) {
      node = words.child(node, codes_[end++]);
      if (node == Trie::nowhere) return;
      const std::int32_t value = words.value(node);
      if (value == Trie::none) continue;
      const std::int64_t cost = costs_[end] + cost_of(value);
      if (cost > costs_[i]) continue;
      costs_[i] = cost;
      lengths_[i] = static_cast<std::uint32_t>(end - i);
    }
  }

  std::string_view text_;
  const Trie& dictionary_ = chinese_dictionary();
  const Trie* own_;
  Segmentation out_;
  Character now_;
  std::size_t begin_ = 0, next_ = 0; ///< of the character now, and of the next
  bool done_ = false, joined_ = false;
  std::u32string codes_; ///< a run of Chinese characters, ...
  std::vector<std::size_t> begins_;
  std::vector<std::int64_t> costs_; ///< from each character to the end of the run
  std::vector<std::uint32_t> lengths_;
};

/// Puts the words of each term together.
void join_phrases(Segmentation& s, const Phrases& phrases) {
  std::vector<Token> joined;
  joined.reserve(s.tokens.size());
  for (std::size_t i = 0; i < s.tokens.size(); ++i) {
    Token token = s.tokens[i];
    if (const auto match = phrases.longest(s, i); match && match->last > i) {
      const Token& last = s.tokens[match->last];
      token.end = last.end;
      token.normal_end = last.normal_end;
      token.kind = TokenKind::word;
      i = match->last;
    }
    joined.push_back(token);
  }
  s.tokens = std::move(joined);
}

} // namespace

std::string_view name_of(TokenKind kind) noexcept {
  constexpr std::string_view names[] = {"han", "word", "number", "punctuation", "symbol"};
  return names[static_cast<std::size_t>(kind)];
}

Segmenter::Segmenter() = default;

Segmenter::Segmenter(std::span<const std::string> words) {
  if (words.empty()) return;
  auto data = std::make_shared<Data>();
  for (const std::string& word : words) {
    require_utf8(word);
    const std::u32string characters = normal_characters(word);
    const auto is = [](CharacterClass of) {
      return [of](char32_t c) { return normal_character(c).of == of; };
    };
    if (std::none_of(characters.begin(), characters.end(), is(han)) &&
        std::none_of(characters.begin(), characters.end(), is(letter)))
      throw InvalidArgument("AC5602", "\"" + word + "\" is no term: it has no letter");
    if (!std::all_of(characters.begin(), characters.end(), is(han))) {
      data->phrases.add(word, 0);
      continue;
    }
    Trie::Node node = Trie::root;
    for (const char32_t c : characters) node = data->han.add_child(node, c);
    data->han.set(node, 0);
  }
  data_ = std::move(data);
}

Segmentation Segmenter::segment(std::string_view text) const {
  require_utf8(text);
  Segmentation result = Scanner(text, data_ == nullptr ? nullptr : &data_->han).scan();
  if (data_ != nullptr && !data_->phrases.empty()) join_phrases(result, data_->phrases);
  return result;
}

std::string normal_form(std::string_view text) {
  require_utf8(text);
  std::string normal;
  normal.reserve(text.size());
  for (const char32_t c : normal_characters(text)) append_utf8(normal, c);
  return normal;
}

} // namespace aftercourse::text
