// CodingScheme: the dimensions into which comments are sorted, as data: a YAML file with, for each dimension,
// its terms in Chinese and English. The built-in one is that of the follow-up questionnaire (content,
// lecturer, mode, effect, satisfaction: src/text/data/training.yaml). Every hit says which entry it was and
// where, so that a person can check and mend the dictionary.
//
// An immutable value, cheap to copy and safe from many threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/language.hpp>

namespace aftercourse::text {

/// A dimension; `id` is a path ("lecturer.style"), its parents are dimensions too.
struct CodingDimension {
  std::string id;
  Wording title;
};

/// Where a text touches a dimension.
struct CodingHit {
  std::string dimension;
  std::string entry;              ///< of the scheme: 讲 ... 清楚
  std::string quote;              ///< verbatim
  std::size_t begin = 0, end = 0; ///< bytes of the text
  bool operator==(const CodingHit&) const = default;
};

class CodingScheme {
 public:
  /// The built-in one; read once a process.
  static const CodingScheme& built_in();
  /// Reads a scheme; `source` names it in faults. Throws DataError AC5603 with every fault and its line,
  /// LimitError AC5604 for more than 4 MiB or 16 levels.
  static CodingScheme from_yaml(std::string_view yaml, std::string_view source = "scheme");

  const std::string& name() const noexcept;
  const std::string& version() const noexcept;
  /// In the order of the file, parents before their parts.
  const std::vector<CodingDimension>& dimensions() const noexcept;

  /// The hits of a text, by where they begin; of one dimension and entry each place once. Throws
  /// InvalidArgument AC5601 for what is no UTF-8.
  std::vector<CodingHit> code(std::string_view text) const;

 private:
  struct Data;
  friend struct SchemeReader;
  explicit CodingScheme(std::shared_ptr<const Data> data);
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse::text
