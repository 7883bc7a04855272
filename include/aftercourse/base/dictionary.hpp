// Dictionary: texts coded as 32-bit symbols, append-only. Text columns hold symbols, so that equality is an
// integer comparison and a million rows of the same unit cost four bytes each. Symbol 0 is the empty text. A
// Dictionary may be read from many threads while one appends: texts never move once stored.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace aftercourse {

using Symbol = std::uint32_t;

class Dictionary {
 public:
  Dictionary();
  ~Dictionary();
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  /// The symbol of `text`, added when it is new. Throws LimitError AC8001 past 2^32 - 2 texts.
  Symbol intern(std::string_view text);
  /// The symbol of `text` if it is known.
  std::optional<Symbol> find(std::string_view text) const;
  /// The text of a symbol that this dictionary gave out; valid as long as the dictionary lives.
  std::string_view text(Symbol s) const noexcept;
  std::uint32_t size() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace aftercourse
