// Lists in a cell of the file: a JSON array of texts, always written in the same way, so that equal lists
// have equal bytes: ["content.grasp","a \"quote\""]. Only ", \ and control characters are escaped.
#pragma once

#include <string>
#include <string_view>

namespace aftercourse {

/// Builds one list.
class ListText {
 public:
  void add(std::string_view item);
  std::string take(); ///< the list; the next one begins empty

 private:
  std::string text_ = "[";
};

/// Takes a list apart. `next` gives the items one after another; what it gives lives until the next call.
class ListItems {
 public:
  explicit ListItems(std::string_view text);
  bool next(std::string_view& item);
  /// Whether the text was a list as ListText writes it; ask when next() has given false.
  bool good() const noexcept { return good_; }

 private:
  bool unescape(std::string_view& item);

  std::string_view rest_;
  std::string unescaped_;
  bool good_ = true, first_ = true;
};

} // namespace aftercourse
