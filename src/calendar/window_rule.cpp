#include <aftercourse/calendar/window_rule.hpp>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

ReckonedWindow WindowRule::explain(Date anchor, const Calendar& calendar) const {
  const ReckonedWindow reckoned{reckon(anchor, from, Roll::none, calendar),
                                reckon(anchor, to, roll, calendar)};
  const Window window = reckoned.window();
  if (window.to < window.from)
    throw InvalidArgument("AC1120", "the window from " + from.to_string() + " to " + to.to_string() +
                                        " around " + anchor.to_string() + " would end on " +
                                        window.to.to_string() + ", before it begins on " +
                                        window.from.to_string());
  return reckoned;
}

} // namespace aftercourse
