#include "explain_window.hpp"

#include <algorithm>
#include <array>

#include "reach.hpp"

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

/// The special days that a count of working days from a to b passed over or used; plain weekends need no
/// words.
void add_special_days(const Calendar& calendar, Date a, Date b, Explanation& e) {
  constexpr int most = 40;
  const Date low = std::min(a, b), high = std::max(a, b);
  int shown = 0;
  for (const SpecialDay& day : calendar.special_days()) {
    if (day.date < low || day.date > high || ++shown > most) continue;
    e.details.push_back({"day",
                         day_en(day.date) + (day.working ? " is a make-up working day" : " is a day off") +
                             (day.name.empty() ? "" : " (" + day.name + ")"),
                         day_zh(day.date) + (day.working ? " 调休上班" : " 放假") +
                             (day.name.empty() ? "" : "（" + day.name + "）"),
                         {{"date", day.date.to_string()}, {"working", day.working ? "yes" : "no"}},
                         {}});
  }
}

Explanation bound(const Evaluator& evaluator, const Bound& b, const Viewpoint& from, const Calendar& calendar,
                  bool opening) {
  const Period p = evaluator.period(b.plus, from);
  const auto base = b.of ? evaluator.date(*b.of, from) : std::optional(from.day);
  Explanation e{opening ? "from" : "to", "", "", {}, {}};
  if (!base) {
    e.en = std::string(opening ? "It opens" : "It closes") + " at " + b.of->text + ", which is missing";
    e.zh = std::string(opening ? "开始" : "截止") + "取决于 " + b.of->text + "，但该日期缺失";
    return e;
  }
  const Date day = reach(*base, p, calendar);
  const std::string origin = b.of ? b.of->text + " " + base->to_string() : base->to_string();
  e.en = std::string(opening ? "opens " : "closes ") + day_en(day) + " = " + origin +
         (p.count == 0 ? "" : " + " + p.to_string());
  e.zh = std::string(opening ? "开始：" : "截止：") + day_zh(day) + " = " + origin +
         (p.count == 0 ? "" : " + " + p.to_string_zh());
  if (p.unit == PeriodUnit::working_days) add_special_days(calendar, *base, day, e);
  return e;
}

} // namespace

Explanation explain_window(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                           const Window& window, const Calendar& calendar) {
  Explanation e{
      "window",
      "Its window is " + day_en(window.from) + " to " + day_en(window.to) + ", both included (calendar " +
          calendar.name() + ")",
      "办理期间：" + day_zh(window.from) + " 至 " + day_zh(window.to) + "，首尾两日均计入（日历 " +
          calendar.name() + "）",
      {{"from", window.from.to_string()}, {"to", window.to.to_string()}, {"calendar", calendar.name()}},
      {}};
  if (rule.after.type == Anchor::Type::period && rule.after.whole_period && !rule.window_given) return e;
  e.details.push_back(bound(evaluator, rule.from, from, calendar, true));
  e.details.push_back(bound(evaluator, rule.to, from, calendar, false));
  const auto base = rule.to.of ? evaluator.date(*rule.to.of, from) : std::optional(from.day);
  if (!base) return e;
  const Date unrolled = reach(*base, evaluator.period(rule.to.plus, from), calendar);
  const Date rolled = reach_rolled(unrolled, rule.roll, calendar);
  const auto opening = rule.from.of ? evaluator.date(*rule.from.of, from) : std::optional(from.day);
  if (opening && reach(*opening, evaluator.period(rule.from.plus, from), calendar) > rolled)
    e.details.push_back({"one day",
                         "That would be after it closes, so it is open on that one day",
                         "开始晚于截止，故仅当日有效",
                         {},
                         {}});
  if (rolled != unrolled) {
    Explanation roll{"roll",
                     day_en(unrolled) + " is a day off, so the due date moves to " + day_en(rolled),
                     day_zh(unrolled) + " 为休息日，期限移至 " + day_zh(rolled),
                     {},
                     {}};
    add_special_days(calendar, unrolled, rolled, roll);
    e.details.push_back(std::move(roll));
  }
  if (window.to != rolled && !rule.channels.empty())
    e.details.push_back({"reply",
                         "the letter asks for a reply by " + window.to.to_string(),
                         "函件要求于 " + window.to.to_string() + " 前回复",
                         {},
                         {}});
  return e;
}

} // namespace aftercourse
