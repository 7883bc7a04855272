// Lexicon: the words by which praise and blame are told, as data: a YAML file of lists in Chinese and
// English. The built-in one is src/text/data/polarity.yaml, written for comments on training; docs/text.md
// describes its parts. A company adds words of its own by extending it.
//
// An immutable value, cheap to copy and safe from many threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <aftercourse/text/polarity.hpp>

namespace aftercourse::text {

class Lexicon {
 public:
  /// The built-in one; read once a process.
  static const Lexicon& built_in();
  /// Reads a lexicon; `source` names it in faults. With `extends: built-in` its terms are added to the
  /// built-in ones and stand in their place where a term is in both. Throws DataError AC5603 with every fault
  /// and its line, LimitError AC5604 for more than 4 MiB or 16 levels.
  static Lexicon from_yaml(std::string_view yaml, std::string_view source = "lexicon");

  const std::string& name() const noexcept;
  const std::string& version() const noexcept;

  /// How a text judges. Throws InvalidArgument AC5601 for what is no UTF-8.
  Polarity polarity(std::string_view text) const;

 private:
  struct Data;
  friend struct LexiconReader;
  explicit Lexicon(std::shared_ptr<const Data> data);
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse::text
