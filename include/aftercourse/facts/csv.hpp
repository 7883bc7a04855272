// Facts from CSV (RFC 4180; UTF-8 with or without byte order mark; CR LF or LF). The header names the fields,
// or a column map says which column holds what.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/progress.hpp>
#include <aftercourse/facts/journal.hpp>

namespace aftercourse {

struct CsvOptions {
  char separator = ',';
  /// field -> column heading. Empty: headings are field names, and an unknown heading is a fault. Given: only
  /// these columns are read. The value "=phone" is the constant text `phone`; "#" numbers the rows ("1", "2"
  /// ...); several columns joined make an id: "slug+day".
  std::map<std::string, std::string> columns{};
  /// Cells that mean missing, besides the empty one.
  std::vector<std::string> missing{};
  /// How dates are written: "%Y-%m-%d" (default), or with %m/%d/%y and so on (numbers only); a time after it
  /// is ignored where the format ends in "*".
  std::string date_format = "%Y-%m-%d";
  std::string list_separator = ";";
  bool short_rows = false; ///< a row may end early: what it lacks is missing; a longer one is still a fault
  bool trim = false;       ///< spaces and tabs around a cell are no part of it
};

/// Appends the good rows to the result; every fault goes to `faults` with line, column, field and reason (a
/// ragged row, a quote that never closes, a value of the wrong type). A heading that does not fit is a fault
/// and no row is read. Throws InvalidArgument AC2039 for options that make no sense, NotFound AC2002 for a
/// field of the map that the kind does not have.
RecordOp read_csv(Snapshot known, std::size_t kind, std::string_view text, std::string origin,
                  const CsvOptions& options, std::vector<Fault>& faults, const Progress& progress = {});

} // namespace aftercourse
