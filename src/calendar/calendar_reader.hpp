// CalendarReader: takes a calendar or a yearly notice out of a JSON value. Every fault is noted with its
// place, and reading goes on to find the others; `check` throws them all.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

/// A year's notice. Its days may reach into the fortnights before and after the year, as the real ones do.
struct YearlyNotice {
  int year = 0;
  std::string name; ///< empty when it has none
  std::vector<SpecialDay> days;
};

class CalendarReader {
 public:
  /// Where a place such as "days_off[1].date" is in the text that was read: line and column from 1.
  using Locate = std::function<std::pair<std::int64_t, std::int64_t>(const std::string& place)>;

  /// `words`: numbers and truth values may stand as words, as in YAML.
  explicit CalendarReader(bool words = false, Locate locate = {})
      : words_(words), locate_(std::move(locate)) {}

  /// Either form, as Calendar::from_json takes them.
  Calendar read(const boost::json::value& document);
  YearlyNotice read_notice(const boost::json::value& document);

 private:
  using Object = boost::json::object;
  using Value = boost::json::value;

  void fault(std::string place, std::string reason);
  void check();
  const Object& object(const Value& v, const std::string& place);
  const boost::json::array& array(const Value& v, const std::string& place);
  std::string text(const Value* v, const std::string& place);
  Date date(const Value* v, const std::string& place);
  bool truth(const Value* v, const std::string& place);
  std::int64_t number(const Value& v);
  void check_keys(const Object& o, const std::vector<std::string>& known, const std::string& prefix);

  WorkPattern pattern(const Object& o);
  WorkPattern week(const Value& v);
  WorkPattern cycle(const Object& o);
  void days(const Object& o, const std::string& key, bool working, std::vector<SpecialDay>& to);
  std::pair<Date, Date> announced(const Object& o, const std::vector<SpecialDay>& days);
  Calendar calendar(const Object& o);
  SpecialDay notice_day(const Value& v, const std::string& place, const std::string& source);
  void check_notice_days(const YearlyNotice& notice);
  std::string papers(const Object& o);
  YearlyNotice notice(const Object& o);

  bool words_;
  Locate locate_;
  std::vector<Fault> faults_;
};

/// Throws AC1113 with the first fault as message.
[[noreturn]] void refuse_calendar(std::vector<Fault> faults);

} // namespace aftercourse
