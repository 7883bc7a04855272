// TermIndex: the terms of a column of texts, found once, so that many parts of the column can be held against
// each other: each group of comments against all others. An immutable value, cheap to copy and safe from many
// threads; it keeps copies of the terms, not the texts.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <aftercourse/text/key_terms.hpp>

namespace aftercourse::text {

class TermIndex {
 public:
  /// `options.people` are those of the texts; `background_people` is not used. Throws as key_terms() does.
  explicit TermIndex(TextColumn texts, const KeyTermOptions& options = {});
  /// The key terms of some rows against others; `example` is one of `rows`. Rows without a text do not count.
  std::vector<KeyTerm> key_terms(std::span<const std::size_t> rows,
                                 std::span<const std::size_t> background) const;

 private:
  struct Data;
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse::text
