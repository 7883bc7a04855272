// CSV as records of cells (RFC 4180). Cells are views into the text; only quoted cells that hold a doubled
// quote are copied.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace aftercourse {

class CsvScan {
 public:
  CsvScan(std::string_view text, char separator);

  /// Reads the next record that is not a blank line; false at the end of the text.
  bool next();
  /// The cells of the record, valid until the next one is read.
  const std::vector<std::string_view>& cells() const noexcept { return cells_; }
  /// The line on which the record starts, from 1.
  std::int64_t line() const noexcept { return line_; }
  /// What is wrong with its quotes, in the last cell read; null when all is well.
  const char* fault() const noexcept { return fault_; }

 private:
  void skip_blank_lines();
  std::string_view read_plain();
  std::string_view read_quoted();
  void end_record();
  bool take(char c) noexcept;
  bool at_line_end() const noexcept;

  const char* at_;
  const char* end_;
  char separator_;
  std::array<bool, 256> stops_{}; // the bytes that can end a plain cell
  std::int64_t line_ = 1, lines_before_at_ = 0;
  const char* fault_ = nullptr;
  std::vector<std::string_view> cells_;
  std::deque<std::string> copies_; // does not move what it holds
};

} // namespace aftercourse
