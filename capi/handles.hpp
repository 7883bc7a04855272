// What the opaque handles of aftercourse.h hold: one value of the C++ library each.
#pragma once

#include <exception>
#include <optional>

#include <aftercourse/calendar/recurrence.hpp>
#include <aftercourse/engine/engine.hpp>
#include <aftercourse/statistics/result.hpp>

#include "aftercourse.h"

struct aftercourse_error {
  aftercourse::Error value;
};

struct aftercourse_engine {
  aftercourse::Engine value;
};

struct aftercourse_batch {
  std::optional<aftercourse::Batch> value; ///< nothing once it was committed
};

struct aftercourse_policy {
  aftercourse::Policy value;
};

struct aftercourse_instrument {
  aftercourse::Instrument value;
};

struct aftercourse_scheme {
  aftercourse::Scheme value;
};

struct aftercourse_calendar {
  aftercourse::Calendar value;
};

struct aftercourse_recurrence {
  aftercourse::Recurrence value;
};

struct aftercourse_occurrences {
  aftercourse::Recurrence::Cursor value;
  std::exception_ptr failure; ///< what stopped it
};

struct aftercourse_time_zone {
  aftercourse::TimeZone value;
};

struct aftercourse_statistic_result {
  aftercourse::statistics::Result value;
};

struct aftercourse_measure_state {
  aftercourse::MeasureState value;
};
