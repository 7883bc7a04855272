// Filter: a query's `where`, judged once a word instead of once a row.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "words.hpp"

namespace aftercourse {

class Filter {
 public:
  explicit Filter(const std::map<std::string, std::vector<std::string>>& where) {
    for (const auto& [name, allowed] : where) columns_.push_back({name, allowed, {}, {}});
  }
  std::size_t size() const noexcept { return columns_.size(); }
  const std::string& name(std::size_t column) const noexcept { return columns_[column].name; }
  /// Where the codes given to lets_in() come from.
  Words& words(std::size_t column) noexcept { return columns_[column].words; }

  /// Whether each column's code(column) is allowed; an empty text among the values allows rows without a
  /// group.
  template <class Code>
  bool lets_in(Code&& code) {
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (!columns_[c].allows(code(c))) return false;
    return true;
  }

 private:
  struct Column {
    std::string name;
    std::vector<std::string> allowed;
    Words words;
    std::vector<bool> verdicts; // by code

    bool is_allowed(const std::string& text) const {
      return std::find(allowed.begin(), allowed.end(), text) != allowed.end();
    }
    bool allows(std::uint32_t code) {
      if (code == no_code) return is_allowed({});
      while (verdicts.size() <= code) verdicts.push_back(is_allowed(words.texts()[verdicts.size()]));
      return verdicts[code];
    }
  };
  std::vector<Column> columns_;
};

} // namespace aftercourse
