// Facts from and to Arrow's C stream. In: any of utf8, large utf8, string views, dictionaries, null columns, integers of
// all widths, floats, decimals, booleans (bit-packed), date32/date64, timestamps and lists of text; with offsets, slices
// and unknown null counts. Out: one batch, buffers shared with the snapshot where their layout allows.
#pragma once

#include <optional>
#include <map>
#include <string>
#include <vector>

#include <aftercourse/base/arrow.hpp>
#include <aftercourse/base/frame.hpp>
#include <aftercourse/base/progress.hpp>
#include <aftercourse/facts/journal.hpp>

namespace aftercourse {

/// Reads the stream to its end and releases it, also on error. `columns` renames: field -> column (empty: columns are
/// field names and an unknown one is a fault). Throws DataError AC2040 for a type that a field cannot take, AC2041 when the
/// stream itself fails (nothing is kept). Other faults go to `faults`.
RecordOp read_arrow(Snapshot known, std::size_t kind, ArrowArrayStream* stream, std::string origin,
                    const std::map<std::string, std::string>& columns, std::vector<Fault>& faults, const Progress& progress = {});

/// The living facts of a kind dated up to `as_of` (all when missing), as a table: id and fields in schema order.
Frame to_frame(const Snapshot& known, std::size_t kind, std::optional<Date> as_of = std::nullopt);

} // namespace aftercourse
