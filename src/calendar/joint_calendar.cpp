#include <algorithm>
#include <iterator>

#include "calendar_data.hpp"
#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

/// What both specials say, joined where they differ: "国庆节; shutdown".
std::string joined(const std::string& a, const std::string& b) {
  if (a.empty() || a == b) return b;
  return b.empty() ? a : a + "; " + b;
}

std::vector<Date> special_dates(const Calendar& a, const Calendar& b) {
  std::vector<Date> dates;
  for (const Calendar* c : {&a, &b})
    for (const SpecialDay& day : c->special_days()) dates.push_back(day.date);
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

/// Of the special days of either calendar those that explain what holds together.
template <class Join>
std::vector<SpecialDay> special_days_of(const Calendar& a, const Calendar& b, Join join) {
  std::vector<SpecialDay> days;
  for (const Date d : special_dates(a, b)) {
    const bool working = join(a.data().worked.contains(d.days()), b.data().worked.contains(d.days()));
    SpecialDay day{d, working};
    bool explains = false;
    for (const Calendar* c : {&a, &b}) {
      const SpecialDay* special = c->special(d);
      if (special == nullptr || special->working != working) continue;
      explains = true;
      day.name = joined(day.name, special->name);
      day.source = joined(day.source, special->source);
    }
    if (explains) days.push_back(std::move(day));
  }
  return days;
}

template <class Join>
Calendar joint(const Calendar& a, const Calendar& b, const std::string& name, WorkPattern pattern,
               Join join) {
  const Date from = std::max(a.announced_from(), b.announced_from());
  const Date to = std::min(a.announced_to(), b.announced_to());
  if (to < from)
    throw InvalidArgument("AC1116", "no day is announced in both calendar '" + a.name() + "' and calendar '" +
                                        b.name() + "'");
  const Calendar made(name, std::move(pattern), special_days_of(a, b, join), from, to);
  return a.assumes() && b.assumes() ? made.assuming() : made;
}

} // namespace

Calendar both(const Calendar& a, const Calendar& b) {
  return joint(a, b, a.name() + " and " + b.name(), both(a.pattern(), b.pattern()),
               [](bool x, bool y) { return x && y; });
}

Calendar either(const Calendar& a, const Calendar& b) {
  return joint(a, b, a.name() + " or " + b.name(), either(a.pattern(), b.pattern()),
               [](bool x, bool y) { return x || y; });
}

} // namespace aftercourse
