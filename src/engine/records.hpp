// Records: how adopted policies and calendars stand in the journal, as documents of full text.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/engine/engine.hpp>

namespace aftercourse {

/// Throws InvalidArgument AC7010 (ends before it begins), AC7011 (unknown or unfit parameter).
void check_adoption(const Policy& policy, const Adoption& adoption);
/// The policy's own kinds, if it has any, and the adoption as JSON with the policy's full text.
std::vector<Document> documents_of(const Policy& policy, const Adoption& adoption);
/// Every adoption known, its policy resolved against the schema of the snapshot.
std::vector<Adopted> adopted_in(const Snapshot& known);
/// The latest calendar of everyone and of each unit.
Calendars calendars_in(const Snapshot& known);
/// Those of the library and those added, in their order.
Instruments instruments_in(const Snapshot& known);
/// That of a unit, as the nearest unit above it has it. Throws NotFound AC7001.
Calendar calendar_in(const Snapshot& known, std::string_view unit);
/// The latest time zone; nothing when none was set.
std::optional<TimeZone> zone_in(const Snapshot& known);
/// The day so far ahead, or the last day that there is.
Date horizon_of(Date as_of, Period ahead, const Calendar& calendar);
/// The first faults of a refused batch, for people.
std::string refusal_of(const std::vector<Fault>& faults);
Frame history_of(const Snapshot& known, std::string_view kind, std::string_view id);

} // namespace aftercourse
