#include "explain_window.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>

#include "derivation.hpp"

namespace aftercourse {

namespace {

constexpr std::array<std::string_view, 7> weekday_en{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 7> weekday_zh{"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

std::string day_en(Date d) {
  return d.to_string() + " " + std::string(weekday_en[static_cast<std::size_t>(d.weekday() - 1)]);
}
std::string day_zh(Date d) {
  return d.to_string() + " " + std::string(weekday_zh[static_cast<std::size_t>(d.weekday() - 1)]);
}

// --- day by day

/// An explanation is for people: after a good half year it stops.
constexpr int most_days = 200;

/// The days that a count of working days met, in the order in which it met them.
std::vector<Stretch> met_in_order(Date anchor, Date counted, const Calendar& calendar) {
  if (counted > anchor)
    return stretches(calendar, Date::unchecked(anchor.days() + 1),
                     std::min(counted, Date::unchecked(anchor.days() + most_days)), most_days);
  std::vector<Stretch> met =
      stretches(calendar, std::max(counted, Date::unchecked(anchor.days() - most_days)),
                Date::unchecked(anchor.days() - 1), most_days);
  std::reverse(met.begin(), met.end());
  return met;
}

/// What a stretch is, in both languages.
Title words_for(const Stretch& s) {
  const bool one = s.days() == 1;
  switch (s.why) {
  case DayNote::Why::day_off:
    return {one ? "day off" : "days off", "放假"};
  case DayNote::Why::make_up_day:
    return {one ? "make-up working day" : "make-up working days", "调休上班"};
  case DayNote::Why::pattern:
    break;
  }
  if (s.working) return {one ? "working day" : "working days", "工作日"};
  return {one ? "day off" : "days off", "休息日"};
}

/// One stretch in words; `first` is the number of its first day in a count of working days, 0 outside one.
Explanation told(const Stretch& s, std::int32_t first) {
  Title what = words_for(s);
  if (s.working && first > 0) {
    const std::string number = std::to_string(first);
    const std::string last = s.days() == 1 ? "" : std::to_string(first + s.days() - 1);
    what.en += " " + number + (last.empty() ? "" : " to " + last);
    what.zh += "（第" + number + (last.empty() ? "" : "至" + last) + "个）";
  }
  if (!s.name.empty()) {
    what.en += " (" + s.name + ")";
    what.zh += "（" + s.name + "）";
  }
  if (s.provisional) {
    what.en += ", not announced yet";
    what.zh += "，尚未公布";
  }
  const bool one = s.from == s.to;
  return {"day",
          day_en(s.from) + (one ? "" : " to " + day_en(s.to)) + ": " + what.en,
          day_zh(s.from) + (one ? "" : " 至 " + day_zh(s.to)) + "：" + what.zh,
          {{"from", s.from.to_string()}, {"to", s.to.to_string()}, {"working", s.working ? "yes" : "no"}},
          {}};
}

void add_counted(const Reckoning& r, const Calendar& calendar, Explanation& e) {
  if (r.period.unit != PeriodUnit::working_days || r.period.count == 0) return;
  constexpr std::size_t most = 40;
  const std::vector<Stretch> met = met_in_order(r.anchor, r.counted, calendar);
  std::int32_t number = 1;
  for (const Stretch& s : std::span(met).first(std::min(met.size(), most))) {
    e.details.push_back(told(s, number));
    if (s.working) number += s.days();
  }
  if (met.size() > most || std::abs(r.counted.days() - r.anchor.days()) > most_days)
    e.details.push_back({"more", "and so on", "其余从略", {}, {}});
}

// --- bounds

Explanation missing(const Bound& b, bool opening) {
  return {opening ? "from" : "to",
          std::string(opening ? "It opens" : "It closes") + " at " + b.of->text + ", which is missing",
          std::string(opening ? "开始" : "截止") + "取决于 " + b.of->text + "，但该日期缺失",
          {},
          {}};
}

Explanation month_end(const Reckoning& r) {
  const std::string month = label_of(PeriodUnit::months, r.counted), day = std::to_string(r.anchor.day());
  return {"month_end",
          month + " has no day " + day + ", so its last day counts",
          month + " 没有 " + day + " 日，取当月最后一天",
          {},
          {}};
}

Explanation counted(const Reckoning& r, const Bound& b, bool opening, const Calendar& calendar) {
  const std::string origin = (b.of ? b.of->text + " " : "") + r.anchor.to_string();
  const std::string sign = r.period.count < 0 ? " - " : " + ";
  const Period length = r.period.count < 0 ? -r.period : r.period;
  const bool moved = length.count != 0;
  Explanation e{opening ? "from" : "to",
                (opening ? "opens " : "closes ") + day_en(r.counted) + " = " + origin +
                    (moved ? sign + length.to_string() : ""),
                (opening ? "开始：" : "截止：") + day_zh(r.counted) + " = " + origin +
                    (moved ? sign + length.to_string_zh() : ""),
                {},
                {}};
  if (r.clipped()) e.details.push_back(month_end(r));
  add_counted(r, calendar, e);
  return e;
}

Explanation one_day() {
  return {"one_day",
          "It would open after it closes, so it is open on the last day only",
          "开始晚于截止，故仅截止当日有效",
          {},
          {}};
}

Explanation rolled(const Reckoning& r, const Calendar& calendar) {
  Explanation e{"roll",
                day_en(r.counted) + " is a day off, so the due date moves to " + day_en(r.day),
                day_zh(r.counted) + " 为休息日，期限移至 " + day_zh(r.day),
                {},
                {}};
  for (const Stretch& s : stretches(calendar, std::min(r.counted, r.day), std::max(r.counted, r.day)))
    e.details.push_back(told(s, 0));
  return e;
}

Explanation asked_for(const Reckoning& reply, const Calendar& calendar) {
  const bool within = reply.period.count != 0;
  Explanation e{"reply",
                (within ? "the letter of " + day_en(reply.anchor) + " asks for a reply within " +
                              reply.period.to_string() + ", by "
                        : "the letter asks for a reply by ") +
                    day_en(reply.day),
                (within ? day_zh(reply.anchor) + " 的函件要求 " + reply.period.to_string_zh() + "内回复，即 "
                        : "函件要求于 ") +
                    day_zh(reply.day) + (within ? "" : " 前回复"),
                {},
                {}};
  add_counted(reply, calendar, e);
  return e;
}

/// `days`: those that the window rests on, some of which are not announced.
Explanation provisional(const Window& days, const Calendar& calendar) {
  const Date known_from = calendar.announced_from(), beyond = calendar.announced_to().plus_days(1);
  if (days.from < known_from && days.to < beyond) {
    const std::string from = known_from.to_string();
    return {"provisional",
            "provisional: the days off before " + from + " are not known",
            "暂定：" + from + " 以前的放假安排未知",
            {},
            {}};
  }
  const std::string year = std::to_string(std::max(days.from, beyond).year()),
                    last = std::to_string(std::max(days.to, beyond).year());
  const bool one = year == last;
  return {"provisional",
          one ? "provisional: the notice for " + year + " is not loaded"
              : "provisional: the notices for " + year + " to " + last + " are not loaded",
          "暂定：" + year + (one ? "" : "至" + last) + "年的放假通知尚未载入",
          {{"from", year}, {"to", last}},
          {}};
}

/// The days that the bounds of a window rest on; those from its anchor to its end where something before the
/// window does, such as the due date of the task that it follows.
Window days_behind(const std::optional<Reckoning>& opens, const std::optional<Reckoning>& closes, Date anchor,
                   const Window& window) {
  std::optional<Window> days;
  for (const auto* bound : {&opens, &closes})
    if (*bound && (*bound)->provisional) {
      const Window& next = *(*bound)->rests_on;
      days = days ? Window{std::min(days->from, next.from), std::max(days->to, next.to)} : next;
    }
  return days.value_or(Window{std::min(anchor, window.from), std::max(anchor, window.to)});
}

} // namespace

Explanation explain_window(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                           const Task& task, const std::optional<Reckoning>& reply,
                           const Calendar& calendar) {
  const Window& window = task.window;
  Explanation e{
      "window",
      "Its window is " + day_en(window.from) + " to " + day_en(window.to) + ", both included (calendar " +
          calendar.name() + ")",
      "办理期间：" + day_zh(window.from) + " 至 " + day_zh(window.to) + "，首尾两日均计入（日历 " +
          calendar.name() + "）",
      {{"from", window.from.to_string()}, {"to", window.to.to_string()}, {"calendar", calendar.name()}},
      {}};
  if (rule.after.type == Anchor::Type::period && rule.after.whole_period && !rule.window_given) return e;
  const auto opens = reckon_bound(evaluator, rule.from, Roll::none, from, from.day, calendar);
  const auto closes = reckon_bound(evaluator, rule.to, rule.roll, from, from.day, calendar);
  e.details.push_back(opens ? counted(*opens, rule.from, true, calendar) : missing(rule.from, true));
  e.details.push_back(closes ? counted(*closes, rule.to, false, calendar) : missing(rule.to, false));
  if (closes && closes->rolled()) e.details.push_back(rolled(*closes, calendar));
  if (opens && closes && opens->day > closes->day) e.details.push_back(one_day());
  const bool asked = reply && reply->day == window.to;
  if (asked) e.details.push_back(asked_for(*reply, calendar));
  if (task.provisional)
    e.details.push_back(provisional(days_behind(opens, asked ? reply : closes, from.day, window), calendar));
  return e;
}

} // namespace aftercourse
