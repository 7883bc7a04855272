// Unit calendar: by which calendar the days of a task are counted.
#pragma once

#include "derivation.hpp"
#include "occurrence.hpp"

namespace aftercourse {

/// The index of the calendar of the anchor's unit, or of the subject's where the anchor has none: its own, or
/// that of the nearest unit above it; everyone's, 0, when none of them has one.
std::uint16_t unit_calendar(const Derivation& d, const Rule& rule, const Occurrence& o, Row subject);

} // namespace aftercourse
