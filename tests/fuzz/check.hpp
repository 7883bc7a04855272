// What must hold of whatever an importer accepts.
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include <aftercourse/base/utf8.hpp>
#include <aftercourse/facts/json.hpp>

#include "../unit/facts/import.hpp"

namespace aftercourse {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void check(const std::vector<Fault>& faults) {
  for (const Fault& f : faults)
    require(!invalid_utf8(to_string(f)) && !f.reason.empty() && f.code.size() == 6);
}

/// Every row has an id and its line, and can be written as JSON and read back the same.
inline void check(const RecordOp& op) {
  require(op.lines.size() == op.rows.size());
  for (Row row = 0; row < op.rows.size(); ++row) {
    require(op.rows.ids[row] != 0);
    const std::string text = to_json(op.rows, row);
    std::vector<Fault> faults;
    const RecordOp again = read_json(sample_snapshot(), 0, text, "again", faults);
    require(faults.empty() && again.rows.size() == 1 && to_json(again.rows, 0) == text);
  }
}

} // namespace aftercourse
