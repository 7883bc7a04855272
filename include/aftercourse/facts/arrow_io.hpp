// Facts from and to Arrow's C stream. In: any of utf8, large utf8, string views, dictionaries, null columns,
// integers of all widths, floats, decimals, booleans (bit-packed), date32/date64, timestamps and lists of
// text; with offsets, slices and unknown null counts. Out: one batch, buffers shared with the snapshot where
// their layout allows.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/base/arrow.hpp>
#include <aftercourse/base/frame.hpp>
#include <aftercourse/base/progress.hpp>
#include <aftercourse/facts/journal.hpp>

namespace aftercourse {

/// Reads the stream to its end and releases it, also on error. `columns` renames: field -> column (empty:
/// columns are field names and an unknown one is a fault). Throws DataError AC2040 for types that their
/// fields cannot take, with all of them in faults(), and AC2041 when the stream fails or contradicts itself
/// (nothing is kept). Other faults go to `faults`.
///
/// Values are taken as they are typed: no float for an integer, no number for a text. A float becomes the
/// decimal that its shortest text says, if that has at most six decimals. NaN is how pandas writes a missing
/// number: it is missing for an optional field and a fault for a required one. A timestamp is a date only at
/// midnight; without a zone it is UTC, and its zone must have a fixed offset (UTC, +08:00, Asia/Shanghai).
RecordOp read_arrow(Snapshot known, std::size_t kind, ArrowArrayStream* stream, std::string origin,
                    const std::map<std::string, std::string>& columns, std::vector<Fault>& faults,
                    const Progress& progress = {});

/// The living facts of a kind dated up to `as_of` (all when missing), as a table: id and fields in schema
/// order.
Frame to_frame(const Snapshot& known, std::size_t kind, std::optional<Date> as_of = std::nullopt,
               const Progress& progress = {});

} // namespace aftercourse
