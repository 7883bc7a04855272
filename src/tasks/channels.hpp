// Channels of a task: which one applies now, and the due date that a letter by it sets.
#pragma once

#include "derivation.hpp"

namespace aftercourse {

/// The viewpoint of a subject of a group, on its anchor day.
Viewpoint viewpoint_in(const TaskSet::Data& data, const TaskGroup& group, Row subject);
/// Moves due dates to the reply date of the channel, where its letter sets one.
void apply_reply_dates(Derivation& d, std::span<const PlannedRule> level);
/// The due date that a letter by the channel asks for, counted from the letter's day, or the date that
/// `reply_by` names; nothing when neither is there. The letter is the first communication to the subject by
/// the channel, since the window opened and the channel applies. Reminders move nothing.
std::optional<Reckoning> reply_date(const Evaluator& evaluator, const Channel& channel, const Viewpoint& now,
                                    const Calendar& calendar);

} // namespace aftercourse
