// The tables of a page under docs/, for the tests that hold the page to the code.
#pragma once

#include <fstream>
#include <string>
#include <vector>

namespace aftercourse::testing {

/// The cells of a row of a Markdown table: what stands in backquotes, else the text without its spaces.
inline std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  for (std::size_t begin = 1, end; (end = row.find('|', begin)) != row.npos; begin = end + 1) {
    const std::string cell = row.substr(begin, end - begin);
    const bool quoted = cell.starts_with(" `");
    const auto first = quoted ? 2 : cell.find_first_not_of(' ');
    const auto last = quoted ? cell.find('`', 2) : cell.find_last_not_of(' ') + 1;
    cells.push_back(first == cell.npos ? "" : cell.substr(first, last - first));
  }
  return cells;
}

/// The rows of the tables under a heading ("## Vectors") whose first cell stands in backquotes.
inline std::vector<std::vector<std::string>> rows_under(const std::string& heading, const char* page) {
  std::ifstream in(std::string(AFTERCOURSE_DOCS "/") + page);
  std::vector<std::vector<std::string>> rows;
  bool under = false;
  for (std::string line; std::getline(in, line);)
    if (line.starts_with('#'))
      under = line == heading;
    else if (under && line.starts_with("| `"))
      rows.push_back(cells_of(line));
  return rows;
}

} // namespace aftercourse::testing
