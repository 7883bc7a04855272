// aftercourse: the engine for what happens after the course. One include for hosts; each header may be used
// alone.
#pragma once

#include <aftercourse/engine/agenda_ics.hpp>
#include <aftercourse/engine/engine.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>
#include <aftercourse/facts/json.hpp>
#include <aftercourse/measures/rate_state.hpp>
#include <aftercourse/version.hpp>
