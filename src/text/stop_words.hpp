// StopWords: words that are no term by themselves; the built-in ones and a caller's.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace aftercourse::text {

class StopWords {
 public:
  explicit StopWords(const std::vector<std::string>& further);
  bool contains(std::string_view normal_word) const;

 private:
  std::unordered_set<std::string> further_;
};

} // namespace aftercourse::text
