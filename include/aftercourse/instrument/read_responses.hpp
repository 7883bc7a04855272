// Reading responses: what form tools export as CSV - one row a response, one column an item (or row of a
// matrix), several choices in one cell.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/instrument/response.hpp>

namespace aftercourse {

struct ResponseColumns {
  /// What -> heading. What: `id`, `person`, `occurrence`, `subject`, `role`, `submitted`, `seconds`, an item
  /// ("q1") or a row of a matrix ("q7.r2"). "=PLAN-7" is a constant, "#" numbers the rows. Items not named
  /// here are found by their heading: the id, or the text in either language, with or without a number before
  /// it ("3. ...", "Q3_...") and stops after it; rows of a matrix as "text [row]", "text:row", "text(row)" or
  /// "text-row". A `multiple` item may have a column for each option instead, "text:option", "text_option",
  /// "text-option", "text(option)" or with the id, whose cells say 1 or 0, yes or no, or name the option.
  /// Headings are compared as fold() makes them.
  std::map<std::string, std::string> columns{};
  char separator = ',';
  /// Between several choices in a cell; empty: any of ; , 、 | (full or half width), ┋ and line breaks.
  std::string choice_separator{};
  /// Cells that mean that nothing was answered, besides the empty one.
  std::vector<std::string> missing = {"(空)", "(跳过)", "N/A"};
  std::string source = "responses"; ///< names the text in faults
};

/// Appends nothing on a fault: every fault goes to `faults` with line, column, field (the item) and reason,
/// and the rows without one are returned. Columns that belong to no item are left out of the reading (see
/// unread_columns), and so are rows of nothing but separators; items without a column are missing in every
/// response. A scale takes a number, a label, or both ("5 满意", "5分"); `single` and `multiple` take ids or
/// texts of options. Times are "2026-10-20 14:03:22", "2026/10/20 14:03" or a date; a time of `seconds` may
/// end in 秒 or s. Faults: AC5827 a heading that is not there, or stands twice; AC5828 no such time, number
/// or ragged row; AC5821 to AC5825 as check_responses. A response of an id or without one is numbered by its
/// row.
std::vector<Response> read_responses(std::string_view csv, const Instrument& instrument,
                                     const ResponseColumns& columns, std::vector<Fault>& faults);
/// The same, whole or not at all: throws DataError AC5820 that lists every fault.
std::vector<Response> read_responses(std::string_view csv, const Instrument& instrument,
                                     const ResponseColumns& columns = {});

/// The headings, as they are written and in their order, of the columns that read_responses leaves out: a
/// number, a time, the device, or an item whose text in the form is not that of the questionnaire. Throws
/// DataError AC5820 when the first line is refused.
std::vector<std::string> unread_columns(std::string_view csv, const Instrument& instrument,
                                        const ResponseColumns& columns = {});

} // namespace aftercourse
