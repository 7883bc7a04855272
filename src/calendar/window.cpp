#include <aftercourse/calendar/window.hpp>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

Window WindowRule::at(Date anchor, const Calendar& calendar) const {
  const Window window{add(anchor, from, calendar), calendar.roll(add(anchor, to, calendar), roll)};
  if (window.to < window.from)
    throw InvalidArgument("AC1120", "the window from " + from.to_string() + " to " + to.to_string() +
                                        " around " + anchor.to_string() + " would end on " +
                                        window.to.to_string() + ", before it begins on " +
                                        window.from.to_string());
  return window;
}

} // namespace aftercourse
