// Facts as JSON: objects with `id` and the fields of the kind; dates as "2026-09-01", decimals as numbers or
// texts, references as ids, lists as arrays. Strict: an unknown field, a field given twice, "1" or 1.5 for an
// integer is a fault.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/progress.hpp>
#include <aftercourse/facts/journal.hpp>

namespace aftercourse {

/// Reads an array of objects, or one object. Good rows are appended to the result; every fault goes to
/// `faults` with its line, column, field and reason. Throws DataError AC2030 when the text is no JSON at all,
/// with line and column; LimitError AC8002 beyond 64 levels of nesting or 1 GiB.
RecordOp read_json(Snapshot known, std::size_t kind, std::string_view text, std::string origin,
                   std::vector<Fault>& faults, const Progress& progress = {});
/// One object a line (blank lines are skipped).
RecordOp read_json_lines(Snapshot known, std::size_t kind, std::string_view text, std::string origin,
                         std::vector<Fault>& faults, const Progress& progress = {});
/// {"field": value, ...} for an amendment; null makes a field missing. Throws DataError with the faults.
std::vector<std::pair<std::size_t, Value>> read_json_fields(const Kind& kind, std::string_view object);
/// A whole batch: {"record": {"programme": [...], ...}, "amend": [{"kind", "id", "fields"}], "retract":
/// [{"kind", "id"}]}.
std::vector<Operation> read_json_batch(Snapshot known, std::string_view text, std::vector<Fault>& faults,
                                       const Progress& progress = {});
/// One fact as a JSON object; missing fields are left out.
std::string to_json(const Rows& rows, Row row);

} // namespace aftercourse
