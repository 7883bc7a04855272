// Segmenter: where the words of a Chinese or English text are. Chinese runs are cut into the words of a
// dictionary whose counts make the text most probable (a unigram model; Viterbi's algorithm over the graph of
// all words), other scripts at their letters and digits. Dictionary: jieba's, pruned (docs/text.md).
//
// Nothing is guessed: a name that no dictionary has comes out as its characters. A company's own terms are
// given as words of the segmenter and are then never cut. Values are immutable, cheap to copy and safe from
// many threads. The dictionary is read once a process and shared; it never changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aftercourse::text {

enum class TokenKind : std::uint8_t {
  han,         ///< Chinese characters
  word,        ///< letters of any other script, with the digits among them: "excel", "don't", "c++", "5s"
  number,      ///< digits with their signs: "3.5", "90%", "2026-10-01"
  punctuation, ///< one sign
  symbol,      ///< emoji and other signs that are no punctuation
};

/// "han", "word", "number", "punctuation", "symbol"
std::string_view name_of(TokenKind kind) noexcept;

/// A word, and where it stands: bytes of the text as it was given, and of its normal form.
struct Token {
  std::size_t begin = 0, end = 0;
  std::size_t normal_begin = 0, normal_end = 0;
  TokenKind kind = TokenKind::han;
  bool operator==(const Token&) const = default;
};

/// A text in words. `normal` is the text in its normal form: full-width forms and the punctuation of Chinese
/// are as in ASCII ("Ｅｘｃｅｌ，" is "excel,"), letters are small, characters without a width are gone.
struct Segmentation {
  std::string normal;
  std::vector<Token> tokens; ///< in order; white space belongs to none

  std::string_view word(const Token& t) const noexcept {
    return std::string_view(normal).substr(t.normal_begin, t.normal_end - t.normal_begin);
  }
};

class Segmenter {
 public:
  /// The built-in dictionary alone.
  Segmenter();
  /// With terms of the caller's, in any script; blanks within a term stand for white space. Throws
  /// InvalidArgument AC5601 for a term that is no UTF-8, AC5602 for one without a letter.
  explicit Segmenter(std::span<const std::string> words);

  /// Throws InvalidArgument AC5601 for what is no UTF-8. Time and memory grow with the length of the text.
  Segmentation segment(std::string_view text) const;

 private:
  struct Data;
  std::shared_ptr<const Data> data_; ///< null: no terms of the caller's
};

/// The normal form alone.
std::string normal_form(std::string_view text);

} // namespace aftercourse::text
