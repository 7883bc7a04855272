// Calendars as iCalendar: holiday feeds as they are published, and what to_ics() writes. docs/time.md says
// how days off are told from make-up working days.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/calendar/icalendar.hpp>
#include <aftercourse/calendar/ics_value.hpp>
#include <aftercourse/calendar/recurrence.hpp>

namespace aftercourse {

namespace {

constexpr std::size_t most_days = 100'000, most_faults = 100;
constexpr std::string_view marks_at_end[] = {"（休）", "（班）", "(休)", "(班)"};

/// What an event makes of its days.
enum class Mark : std::uint8_t { none, ordinary, off, working };

struct Event {
  Mark mark = Mark::none;
  std::int64_t line = 0;
  std::string name, source;
  std::int32_t days = 1;              ///< from each occurrence on
  std::vector<LocalTime> starts = {}; ///< DTSTART and RDATE
  std::optional<Recurrence> set = {}; ///< nothing when it occurs once
  bool endless = false;               ///< a rule has neither COUNT nor UNTIL
};

std::string text_of(const IcsComponent& c, std::string_view name) {
  const IcsProperty* p = c.find(name);
  return p != nullptr ? ics_unescape(p->value) : std::string{};
}

std::string name_of(const IcsComponent& event) {
  std::string name = text_of(event, "SUMMARY");
  for (const std::string_view mark : marks_at_end)
    if (name.ends_with(mark)) return name.substr(0, name.size() - mark.size());
  return name;
}

std::string source_of(const IcsComponent& event) {
  if (event.find("X-AFTERCOURSE-SOURCE") != nullptr) return text_of(event, "X-AFTERCOURSE-SOURCE");
  const IcsProperty* url = event.find("URL");
  return url != nullptr ? url->value : std::string{};
}

/// Whether the sign stands by itself: "国庆节（班）", "班｜国庆节", but not "班长会议".
bool stands_alone(std::string_view text, std::string_view sign) {
  constexpr std::string_view around[] = {" ",  "(", ")",  "（", "）", "[", "]", "【",
                                         "】", "|", "｜", ":",  "：", "·", "-"};
  for (std::size_t at = text.find(sign); at != text.npos; at = text.find(sign, at + sign.size())) {
    const std::string_view before = text.substr(0, at), after = text.substr(at + sign.size());
    const bool begins = before.empty() || std::any_of(std::begin(around), std::end(around),
                                                      [&](auto s) { return before.ends_with(s); });
    const bool ends = after.empty() || std::any_of(std::begin(around), std::end(around),
                                                   [&](auto s) { return after.starts_with(s); });
    if (begins && ends) return true;
  }
  return false;
}

/// "Special Working Day", "National Day (workday)", "工作日", but not "non-working day" or "非工作日".
bool says_working(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  constexpr std::string_view denied[] = {"non-", "non ", "non", "not a ", "no ", "非"};
  for (const std::string_view word : {"workday", "working day", "work day", "工作日"})
    for (std::size_t at = lower.find(word); at != lower.npos; at = lower.find(word, at + 1)) {
      const std::string_view before = std::string_view(lower).substr(0, at);
      if (std::none_of(std::begin(denied), std::end(denied), [&](auto no) { return before.ends_with(no); }))
        return true;
    }
  return false;
}

/// What the words of published feeds for mainland China say.
Mark mark_in(std::string_view text) {
  for (const std::string_view word : {"补班", "上班", "加班"})
    if (text.find(word) != text.npos) return Mark::working;
  if (stands_alone(text, "班") || says_working(text)) return Mark::working;
  return stands_alone(text, "休") ? Mark::off : Mark::none;
}

/// What our own property says, that of Apple's feeds, the categories, or the summary, in this order.
Mark mark_of(const IcsComponent& event) {
  if (event.find("X-AFTERCOURSE-DAY") != nullptr) {
    const std::string own = text_of(event, "X-AFTERCOURSE-DAY");
    if (same_ics_name(own, "OFF")) return Mark::off;
    if (same_ics_name(own, "WORKING")) return Mark::working;
    return same_ics_name(own, "ORDINARY") ? Mark::ordinary : Mark::none;
  }
  const std::string apple = text_of(event, "X-APPLE-SPECIAL-DAY");
  if (same_ics_name(apple, "WORK-HOLIDAY")) return Mark::off;
  if (same_ics_name(apple, "ALTERNATE-WORKDAY")) return Mark::working;
  if (const IcsProperty* categories = event.find("CATEGORIES"))
    for (const std::string& category : ics_texts(categories->value))
      if (const Mark said = mark_in(category); said != Mark::none) return said;
  return mark_in(text_of(event, "SUMMARY"));
}

bool is_event(const IcsComponent& c) { return same_ics_name(c.name, "VEVENT"); }

// --- reading -----------------------------------------------------------------------------------------------

class IcsCalendarReader {
 public:
  Calendar read(std::string_view text, std::optional<std::pair<Date, Date>> announced) {
    const std::vector<IcsComponent> tree = parse_ics(text);
    const bool marks_days_off = std::any_of(tree.begin(), tree.end(), [&](const IcsComponent& c) {
      const auto off = [&](const IcsComponent& e) { return is_event(e) && mark_of(e) == Mark::off; };
      return std::any_of(c.components.begin(), c.components.end(), off);
    });
    for (const IcsComponent& c : tree) {
      if (!same_ics_name(c.name, "VCALENDAR")) continue;
      if (head_ == nullptr) head_ = &c;
      add(c, marks_days_off);
    }
    if (head_ == nullptr) fault(tree.empty() ? 1 : tree.front().line, "there is no VCALENDAR");
    check();
    const WorkPattern pattern = this->pattern();
    if (!announced) announced = this->announced();
    check();
    lay_days(*announced);
    check();
    const Calendar made(name(), pattern, special_days(), announced->first, announced->second);
    return same_ics_name(text_of(*head_, "X-AFTERCOURSE-ASSUME"), "TRUE") ? made.assuming() : made;
  }

 private:
  void fault(std::int64_t line, std::string reason) {
    faults_.push_back({"ics", line, 0, {}, std::move(reason), "AC1151"});
    if (faults_.size() == most_faults) check();
  }

  void check() {
    if (faults_.empty()) return;
    const std::string first = to_string(faults_.front());
    throw DataError("AC1151", first).with_faults(std::move(faults_));
  }

  using Replaced = std::map<std::string, std::vector<LocalTime>>; ///< by UID: days that stand elsewhere

  void add(const IcsComponent& calendar, bool marks_days_off) {
    Replaced replaced;
    for (const IcsComponent& c : calendar.components)
      if (const IcsProperty* of = is_event(c) ? c.find("RECURRENCE-ID") : nullptr)
        replace(*of, replaced[text_of(c, "UID")]);
    for (const IcsComponent& c : calendar.components)
      if (is_event(c) && !same_ics_name(text_of(c, "STATUS"), "CANCELLED"))
        read_event(c, marks_days_off, replaced);
  }

  void replace(const IcsProperty& id, std::vector<LocalTime>& replaced) {
    if (id.parameter("RANGE") != nullptr)
      fault(id.line, "RECURRENCE-ID with a RANGE is not read; write the days");
    else if (const auto moment = this->moment(id, id.value))
      replaced.push_back(moment->date());
  }

  // --- an event

  /// What a feed that marks its days off leaves unmarked is a festival without a day off.
  void read_event(const IcsComponent& c, bool marks_days_off, const Replaced& replaced) {
    const Mark mark = mark_of(c);
    if (const IcsProperty* own = c.find("X-AFTERCOURSE-DAY"); own != nullptr && mark == Mark::none)
      return fault(own->line, "X-AFTERCOURSE-DAY is OFF, WORKING or ORDINARY");
    if (mark == Mark::ordinary || (mark == Mark::none && marks_days_off)) return;
    if (events_.size() == most_days) too_much(c.line);
    const IcsProperty* begins = c.find("DTSTART");
    if (begins == nullptr) return fault(c.line, "the event has no DTSTART");
    const auto start = moment(*begins, begins->value);
    if (!start) return;
    Event e{.mark = mark, .line = c.line, .name = name_of(c), .source = source_of(c)};
    e.days = days(c, *start, mark == Mark::working);
    const auto elsewhere = replaced.find(text_of(c, "UID"));
    const bool replaces = elsewhere == replaced.end() || c.find("RECURRENCE-ID") != nullptr;
    if (recur(c, *start, replaces ? std::vector<LocalTime>{} : elsewhere->second, e))
      events_.push_back(std::move(e));
  }

  /// A DATE, or a DATE-TIME on the clock of the place.
  std::optional<LocalTime> moment(const IcsProperty& p, std::string_view value) {
    if (const auto date = parse_ics_date(value)) return LocalTime(*date);
    const auto time = parse_ics_date_time(value);
    if (time && !time->utc) return time->time;
    fault(p.line, p.name + (time ? " is in UTC, and which day that is depends on the place: write a date"
                                 : " is no date, such as 20261001"));
    return {};
  }

  /// How many days the event covers, from its DTEND (exclusive) or DURATION. A make-up day may have hours; a
  /// day off is a whole one.
  std::int32_t days(const IcsComponent& c, LocalTime start, bool may_have_hours) {
    constexpr std::int64_t day = LocalTime::day_seconds;
    const std::int64_t begins = start.second_of_day();
    std::int64_t ends = start.has_time() ? begins : day; // in seconds from the midnight that begins the day
    const IcsProperty *end = c.find("DTEND"), *duration = c.find("DURATION");
    const std::int64_t line = end != nullptr ? end->line : duration != nullptr ? duration->line : c.line;
    if (end != nullptr && duration != nullptr)
      fault(line, "DTEND and DURATION stand beside each other");
    else if (end != nullptr) {
      const auto to = moment(*end, end->value);
      if (!to) return 1;
      ends = (to->date().days() - start.date().days()) * day + to->second_of_day();
      if (ends == 0 && !start.has_time()) ends = day; // some write the last day here
    } else if (duration != nullptr) {
      const auto lasts = parse_ics_duration(duration->value);
      if (!lasts) return fault(line, "DURATION is none, such as P1D"), 1;
      ends = begins + lasts->days * day + lasts->seconds;
    }
    if (ends < begins) return fault(line, "the event ends before it begins"), 1;
    const bool whole = begins == 0 && ends % day == 0 && ends > begins;
    if (!whole && !may_have_hours) fault(line, "a day off is a whole day; this event has times of day");
    const std::int64_t count = std::max<std::int64_t>(1, (ends + day - 1) / day);
    if (count > static_cast<std::int64_t>(most_days)) too_much(line);
    return static_cast<std::int32_t>(count);
  }

  /// Fills in when it occurs; false when a part is wrong.
  bool recur(const IcsComponent& c, LocalTime start, const std::vector<LocalTime>& replaced, Event& e) {
    const std::size_t before = faults_.size();
    std::vector<RecurrenceRule> rules;
    std::vector<LocalTime> dates, exceptions = replaced;
    std::int64_t line = c.line;
    for (const IcsProperty& p : c.properties) {
      if (same_ics_name(p.name, "RRULE"))
        add_rule(p, rules, line);
      else if (same_ics_name(p.name, "RDATE"))
        add_dates(p, dates);
      else if (same_ics_name(p.name, "EXDATE"))
        add_dates(p, exceptions);
      else if (same_ics_name(p.name, "EXRULE"))
        fault(p.line, "EXRULE is not read; write EXDATE");
    }
    if (faults_.size() != before) return false;
    e.starts = dates;
    e.starts.push_back(start);
    e.endless = std::any_of(rules.begin(), rules.end(), [](auto& r) { return !r.count && !r.until; });
    try {
      if (!rules.empty() || !dates.empty() || !exceptions.empty())
        e.set.emplace(start, std::move(rules), std::move(dates), std::move(exceptions));
    } catch (const InvalidArgument& refused) {
      fault(line, refused.what());
      return false;
    }
    return true;
  }

  void add_rule(const IcsProperty& p, std::vector<RecurrenceRule>& rules, std::int64_t& line) {
    line = p.line;
    try {
      RecurrenceRule rule = RecurrenceRule::parse(p.value);
      const std::size_t most = std::max({rule.by_hour.size(), rule.by_minute.size(), rule.by_second.size()});
      if (rule.frequency > Frequency::daily || most > 1)
        return fault(p.line, "a day comes again once a day at the most");
      rules.push_back(std::move(rule));
    } catch (const InvalidArgument& refused) {
      fault(p.line, refused.what());
    }
  }

  void add_dates(const IcsProperty& p, std::vector<LocalTime>& dates) {
    for (const std::string_view value : ics_list(p.value))
      if (const auto read = moment(p, value)) dates.push_back(*read);
  }

  // --- the calendar

  std::string name() const {
    for (const char* property : {"NAME", "X-WR-CALNAME"}) // the first is that of RFC 7986
      if (head_->find(property) != nullptr) return text_of(*head_, property);
    return "ics";
  }

  /// X-AFTERCOURSE-PATTERN;X-FROM=20260105:1111110 1111100, or Monday to Friday.
  WorkPattern pattern() {
    constexpr std::uint8_t monday_to_friday = 0b0011111;
    const IcsProperty* p = head_->find("X-AFTERCOURSE-PATTERN");
    if (p == nullptr) return WorkPattern::weekly(monday_to_friday);
    const auto from = parse_ics_date(p->parameter_text("X-FROM"));
    if (!from) return fault(p->line, "the pattern has no X-FROM with a date"), WorkPattern::weekly(0);
    try {
      return WorkPattern::cycle(p->value, *from);
    } catch (const InvalidArgument& refused) {
      return fault(p->line, refused.what()), WorkPattern::weekly(0);
    }
  }

  std::pair<Date, Date> announced() {
    const IcsProperty* p = head_->find("X-AFTERCOURSE-ANNOUNCED");
    if (p == nullptr) return years_touched();
    const std::size_t slash = std::min(p->value.find('/'), p->value.size());
    const auto from = parse_ics_date(p->value.substr(0, slash));
    const auto to = parse_ics_date(std::string_view(p->value).substr(std::min(slash + 1, p->value.size())));
    if (from && to && *from <= *to) return {*from, *to};
    fault(p->line, "X-AFTERCOURSE-ANNOUNCED is a first and a last day, such as 20260101/20261231");
    return {};
  }

  /// The whole years in which the events' days lie. How far a rule without an end holds is not known: it
  /// counts for the year it starts in.
  std::pair<Date, Date> years_touched() {
    std::optional<int> first, last;
    const auto touch = [&](Date d) {
      first = std::min(first.value_or(d.year()), d.year());
      last = std::max(last.value_or(d.year()), d.year());
    };
    for (const Event& e : events_) {
      if (e.endless || !e.set)
        for (const LocalTime start : e.starts) each_day(e, start.date(), touch);
      else
        for (auto cursor = e.set->cursor(); const auto found = cursor.next();)
          each_day(e, found->date(), touch);
    }
    walked_ = 0;
    if (!first)
      return fault(head_->line, "there is no day off and nothing that says what is announced"),
             std::pair<Date, Date>{};
    return {Date(*first, 1, 1), Date(*last, 12, 31)};
  }

  template <class Use>
  void each_day(const Event& e, Date first, Use&& use) {
    for (std::int32_t i = 0; i < e.days && first.days() + i <= Date::max_days; ++i) {
      if (++walked_ > most_days) too_much(e.line);
      use(first.plus_days(i));
    }
  }

  /// Single days wherever they lie; rules as far as is announced.
  void lay_days(std::pair<Date, Date> announced) {
    for (const Event& e : events_) {
      const auto lay = [&](Date d) { lay_day(e, d); };
      if (!e.set) {
        each_day(e, e.starts.front().date(), lay);
        continue;
      }
      const std::int32_t reach = std::max(announced.first.days() - e.days + 1, Date::min_days);
      for (auto cursor = e.set->cursor(Date::unchecked(reach)); const auto found = cursor.next();) {
        if (announced.second < found->date()) break;
        each_day(e, found->date(), lay);
      }
    }
  }

  /// The first event of a day names it.
  void lay_day(const Event& e, Date d) {
    const auto [found, added] = days_.emplace(d, &e);
    const bool working = e.mark == Mark::working, known = found->second->mark == Mark::working;
    if (added || working == known || !told_.insert({found->second->line, e.line}).second) return;
    fault(e.line, d.to_string() + " is " + (working ? "worked here and off" : "off here and worked") +
                      " in line " + std::to_string(found->second->line));
  }

  std::vector<SpecialDay> special_days() const {
    std::vector<SpecialDay> all;
    all.reserve(days_.size());
    for (const auto& [day, event] : days_)
      all.push_back({day, event->mark == Mark::working, event->name, event->source});
    return all;
  }

  [[noreturn]] static void too_much(std::int64_t line) {
    throw LimitError("AC8007",
                     "line " + std::to_string(line) + ": more than " + std::to_string(most_days) +
                         " events or special days",
                     "ics");
  }

  const IcsComponent* head_ = nullptr;
  std::vector<Event> events_;
  std::map<Date, const Event*> days_;
  std::set<std::pair<std::int64_t, std::int64_t>> told_; ///< lines that contradict each other, told once
  std::size_t walked_ = 0;
  std::vector<Fault> faults_;
};

// --- writing -----------------------------------------------------------------------------------------------

/// `count` days in a row of one reason, from `first` on.
void write_days(IcsWriter& out, const Calendar& calendar, const SpecialDay& first, std::int32_t count) {
  const std::string day = to_ics(first.date);
  out.begin("VEVENT");
  out.text("UID", day + (first.working ? "-worked@" : "-off@") + calendar.name());
  out.property("DTSTAMP", "19700101T000000Z"); // a value knows no time
  out.property({"DTSTART", day, {{"VALUE", {"DATE"}}}});
  if (first.date.days() + count > Date::max_days) // there is no day after the last
    out.property("DURATION", to_ics(IcsDuration{count, 0}));
  else
    out.property({"DTEND", to_ics(first.date.plus_days(count)), {{"VALUE", {"DATE"}}}});
  out.text("SUMMARY", first.name + (first.working ? "（班）" : "（休）"));
  out.property("X-AFTERCOURSE-DAY", first.working ? "WORKING" : "OFF");
  if (!first.source.empty()) out.text("X-AFTERCOURSE-SOURCE", first.source);
  out.property("TRANSP", "TRANSPARENT");
  out.end();
}

} // namespace

Calendar Calendar::from_ics(std::string_view ics, std::optional<std::pair<Date, Date>> announced) {
  return IcsCalendarReader().read(ics, announced);
}

std::string Calendar::to_ics() const {
  using aftercourse::to_ics;
  IcsWriter out;
  out.begin("VCALENDAR");
  out.property("VERSION", "2.0");
  out.property("PRODID", "-//aftercourse//calendar//EN");
  out.text("NAME", name());
  out.text("X-WR-CALNAME", name());
  out.property({"X-AFTERCOURSE-PATTERN", pattern().days(), {{"X-FROM", {to_ics(pattern().from())}}}});
  out.property("X-AFTERCOURSE-ANNOUNCED", to_ics(announced_from()) + '/' + to_ics(announced_to()));
  if (assumes()) out.property("X-AFTERCOURSE-ASSUME", "TRUE");
  const std::vector<SpecialDay>& days = special_days();
  for (std::size_t first = 0, next = 0; first < days.size(); first = next) {
    const auto continues = [&](const SpecialDay& d) {
      const SpecialDay& before = days[next - 1];
      return d.date.days() == before.date.days() + 1 && d.working == before.working &&
             d.name == before.name && d.source == before.source;
    };
    for (next = first + 1; next < days.size() && continues(days[next]);) ++next;
    write_days(out, *this, days[first], static_cast<std::int32_t>(next - first));
  }
  return out.take();
}

} // namespace aftercourse
