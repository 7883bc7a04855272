// MonthView: a month of a calendar to look at, as text for a terminal and as a fragment of HTML for a page or
// a notebook: days off, make-up working days with their names, and marks over days, such as tasks. An
// immutable value that stands on its own; safe from many threads.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

/// Something shown over days of a month. Marks of one kind ("overdue") are shown alike.
struct DayMark {
  Date from, to; ///< both included
  std::string text;
  std::string kind = {};
  bool operator==(const DayMark&) const = default;
};

class MonthView {
 public:
  /// The month that holds `in`; of the marks those that touch it. Throws InvalidArgument AC1114 when a day of
  /// the month is beyond what was announced and the calendar does not assume, AC1118 for a mark that ends
  /// before it begins.
  MonthView(const Calendar& calendar, Date in, std::vector<DayMark> marks = {});

  const std::string& calendar_name() const noexcept { return name_; }
  Date first() const noexcept { return days_.front().date; }
  Date last() const noexcept { return days_.back().date; }
  const std::vector<DayNote>& days() const noexcept { return days_; }   ///< one a day
  const std::vector<DayMark>& marks() const noexcept { return marks_; } ///< by their first day

  /// Weeks from Monday to Sunday. "1 off" and "10 work" (1休, 10班) are announced, "(11)" is off by the
  /// pattern, "4?" is provisional; below stand the letters of the marks, up to 26, and a legend. Columns
  /// are right where Chinese characters are two columns wide.
  std::string to_text() const;
  std::string to_text_zh() const;
  /// One <div> with its own style, which needs nothing else and takes colours that are readable on light and
  /// dark pages; texts are escaped. A table with captions, headers and titles for those who listen to it. At
  /// most six marks are shown beside each other, then how many more there are.
  std::string to_html() const;
  std::string to_html_zh() const;

 private:
  std::string name_;
  std::vector<DayNote> days_;
  std::vector<DayMark> marks_;
};

} // namespace aftercourse
