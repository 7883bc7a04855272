// The tables of a page under docs/, for the tests that hold the page to the code.
#pragma once

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace aftercourse::testing {

/// The cells of a row of a Markdown table, without the spaces around them.
inline std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  for (std::size_t begin = 1, end; (end = row.find('|', begin)) != row.npos; begin = end + 1) {
    const auto first = std::min(row.find_first_not_of(' ', begin), end);
    const auto last = row.find_last_not_of(' ', end - 1) + 1;
    cells.push_back(first < last ? row.substr(first, last - first) : "");
  }
  return cells;
}

/// The rows of the tables under a heading ("## Vectors"), their headings too.
inline std::vector<std::vector<std::string>> table_under(const std::string& heading, const char* page) {
  std::ifstream in(std::string(AFTERCOURSE_DOCS "/") + page);
  std::vector<std::vector<std::string>> rows;
  bool under = false;
  for (std::string line; std::getline(in, line);)
    if (line.starts_with('#'))
      under = line == heading;
    else if (under && line.starts_with("| "))
      rows.push_back(cells_of(line));
  return rows;
}

/// Those whose first cell stands in backquotes.
inline std::vector<std::vector<std::string>> rows_under(const std::string& heading, const char* page) {
  std::vector<std::vector<std::string>> rows;
  for (auto& row : table_under(heading, page))
    if (row.at(0).starts_with('`')) rows.push_back(std::move(row));
  for (auto& row : rows)
    for (std::string& cell : row)
      if (cell.starts_with('`')) cell = cell.substr(1, cell.find('`', 1) - 1);
  return rows;
}

} // namespace aftercourse::testing
