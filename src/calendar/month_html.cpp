#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "month_words.hpp"
#include <aftercourse/base/html.hpp>

namespace aftercourse {

namespace {

constexpr std::size_t most_lanes = 6, colours = 6;

/// Tints of the page's own colours, so that light and dark pages both stay readable. No meaning rests on
/// colour alone: days have badges, marks have texts.
constexpr const char* style = R"(
.aftercourse-month{font:14px/1.35 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:60em;color:inherit}
.aftercourse-month table{border-collapse:collapse;table-layout:fixed;width:100%;margin:0}
.aftercourse-month caption{caption-side:top;text-align:left;font-size:1.35em;font-weight:600;padding:0 0 .5em;color:inherit}
.aftercourse-month caption small{font-size:.6em;font-weight:400;opacity:.65;margin-left:.6em}
.aftercourse-month th{font-weight:500;font-size:.85em;opacity:.7;padding:.3em .5em;text-align:left;background:none;border:0}
.aftercourse-month tbody th{width:2.2em;text-align:right;vertical-align:top;padding-top:.5em;font-variant-numeric:tabular-nums}
.aftercourse-month thead th:first-child{width:2.2em;text-align:right}
.aftercourse-month td{border:1px solid rgba(128,128,128,.28);height:4.6em;vertical-align:top;padding:.35em .4em;text-align:left;white-space:normal;background:none}
.aftercourse-month td.out{border-color:rgba(128,128,128,.12)}
.aftercourse-month td.rest{background:rgba(128,128,128,.10)}
.aftercourse-month td.off{background:rgba(220,60,60,.13)}
.aftercourse-month td.work{background:rgba(40,120,220,.13)}
.aftercourse-month td time{font-weight:600;font-variant-numeric:tabular-nums}
.aftercourse-month td.rest time,.aftercourse-month td.off time{font-weight:400}
.aftercourse-month .badge{float:right;font-size:.75em;font-weight:600;padding:.05em .45em;border-radius:.8em;color:#fff}
.aftercourse-month .off .badge{background:#c93a3a}
.aftercourse-month .work .badge{background:#2468c4}
.aftercourse-month .name{font-size:.78em;height:1.5em;line-height:1.5em;opacity:.8;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.aftercourse-month td.provisional{border-style:dashed}
.aftercourse-month ul{list-style:none;margin:.25em 0 0;padding:0}
.aftercourse-month li{height:1.45em;margin:0 0 2px;padding:0}
.aftercourse-month .mark{display:block;position:relative;box-sizing:border-box;padding:0 .45em;font-size:.82em;line-height:1.75em;height:1.75em;border-radius:.3em;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;width:calc(var(--days)*(100% + .976em + 1px) - .976em - 1px);border-left:3px solid var(--ink);background:var(--tint)}
.aftercourse-month .mark.goes-on{border-top-right-radius:0;border-bottom-right-radius:0}
.aftercourse-month .mark.went-on{border-left-style:dotted;border-top-left-radius:0;border-bottom-left-radius:0}
.aftercourse-month .more{font-size:.78em;opacity:.75}
.aftercourse-month dl{display:flex;flex-wrap:wrap;gap:.3em 1.2em;margin:.7em 0 0;font-size:.85em}
.aftercourse-month dl div{display:flex;gap:.4em;align-items:baseline}
.aftercourse-month dt{font-weight:600}.aftercourse-month dd{margin:0;opacity:.85}
.aftercourse-month .swatch{display:inline-block;width:.8em;height:.8em;border-radius:.2em;background:var(--ink)}
.aftercourse-month .k0{--ink:#2f7d6b;--tint:rgba(47,160,130,.22)}
.aftercourse-month .k1{--ink:#b26a00;--tint:rgba(230,150,30,.25)}
.aftercourse-month .k2{--ink:#7a4fc0;--tint:rgba(140,100,220,.22)}
.aftercourse-month .k3{--ink:#b8336a;--tint:rgba(220,80,140,.20)}
.aftercourse-month .k4{--ink:#2d6fb0;--tint:rgba(60,140,220,.20)}
.aftercourse-month .k5{--ink:#5c6b2f;--tint:rgba(140,160,60,.24)}
)";

class MonthHtml {
 public:
  MonthHtml(const MonthView& view, const MonthWords& words) : view_(view), words_(words) {
    for (const DayMark& mark : view.marks())
      if (std::find(kinds_.begin(), kinds_.end(), mark.kind) == kinds_.end()) kinds_.push_back(mark.kind);
  }

  std::string render() {
    html_ = std::string("<div class=\"aftercourse-month\" lang=\"") + words_.language + "\"><style>" + style +
            "</style><table><caption>" + words_.month(view_.first()) + "<small>" +
            escape_html(view_.calendar_name()) + "</small></caption>";
    add_head();
    html_ += "<tbody>";
    for (const Date monday : mondays_of(view_)) add_week(monday);
    html_ += "</tbody></table>";
    add_legend();
    return std::move(html_) + "</div>";
  }

 private:
  /// Which mark lies beside which: an index into the marks for each lane and day of a week.
  struct Week {
    Date monday;
    std::span<const DayNote> days;
    std::array<std::array<std::optional<std::size_t>, 7>, most_lanes> lanes;
    std::array<std::size_t, 7> more{}; ///< marks of a day that found no lane
    std::size_t used = 0;
  };

  void add_head() {
    html_ += std::string("<thead><tr><th scope=\"col\">") + words_.week + "</th>";
    for (std::size_t day = 0; day < 7; ++day)
      html_ += std::string("<th scope=\"col\"><abbr title=\"") + words_.weekdays[day] +
               "\" style=\"text-decoration:none\">" + words_.weekdays_short[day] + "</abbr></th>";
    html_ += "</tr></thead>";
  }

  static std::size_t weekday_in(const Week& week, Date d) {
    return static_cast<std::size_t>(std::clamp(d.days() - week.monday.days(), 0, 6));
  }
  /// The first and last weekday that a mark has in a week, in the month.
  static std::pair<std::size_t, std::size_t> part_of(const Week& week, const DayMark& mark) {
    return {weekday_in(week, std::max(mark.from, week.days.front().date)),
            weekday_in(week, std::min(mark.to, week.days.back().date))};
  }

  void lay(Week& week, std::size_t index) const {
    const DayMark& mark = view_.marks()[index];
    if (mark.to < week.days.front().date || week.days.back().date < mark.from) return;
    const auto [from, to] = part_of(week, mark);
    for (std::size_t lane = 0; lane < most_lanes; ++lane) {
      const auto first = week.lanes[lane].begin() + static_cast<std::ptrdiff_t>(from);
      const auto end = week.lanes[lane].begin() + static_cast<std::ptrdiff_t>(to) + 1;
      if (std::any_of(first, end, [](const auto& taken) { return taken.has_value(); })) continue;
      std::fill(first, end, index);
      week.used = std::max(week.used, lane + 1);
      return;
    }
    for (std::size_t day = from; day <= to; ++day) ++week.more[day];
  }

  void add_week(Date monday) {
    Week week{monday, week_of(view_, monday), {}, {}, 0};
    for (std::size_t i = 0; i < view_.marks().size(); ++i) lay(week, i);
    html_ +=
        "<tr><th scope=\"row\">" + std::to_string(week.days.front().date.to_boost().week_number()) + "</th>";
    auto next = week.days.begin();
    for (std::size_t day = 0; day < 7; ++day) {
      if (next != week.days.end() && weekday_in(week, next->date) == day)
        add_day(week, day, *next++);
      else
        html_ += "<td class=\"out\"></td>";
    }
    html_ += "</tr>";
  }

  static const char* class_of(const DayNote& day) {
    if (day.why == DayNote::Why::pattern) return day.working ? "plain" : "rest";
    return day.working ? "work" : "off";
  }

  /// "2026-10-10 Saturday: make-up working day, 国庆节".
  std::string title_of(std::size_t weekday, const DayNote& day) const {
    std::string title = day.date.to_string() + ' ' + words_.weekdays[weekday] + ": ";
    if (day.why == DayNote::Why::pattern)
      title += day.working ? words_.working_day : words_.by_pattern;
    else
      title += day.working ? words_.make_up_day : words_.day_off;
    if (!day.name.empty()) title += ", " + day.name;
    if (day.provisional) title += std::string(", ") + words_.provisional;
    return escape_html(title);
  }

  void add_day(const Week& week, std::size_t weekday, const DayNote& day) {
    html_ += std::string("<td class=\"") + class_of(day) + (day.provisional ? " provisional" : "") +
             "\" title=\"" + title_of(weekday, day) + "\">";
    if (day.why != DayNote::Why::pattern)
      html_ += std::string("<span class=\"badge\">") + (day.working ? words_.work : words_.off) + "</span>";
    html_ += "<time datetime=\"" + day.date.to_string() + "\">" + std::to_string(day.date.day()) + "</time>";
    if (day.provisional) html_ += "?";
    // A name stands in every week that has one, so that marks of a week begin at the same height.
    const bool named =
        std::any_of(week.days.begin(), week.days.end(), [](const DayNote& d) { return !d.name.empty(); });
    if (named)
      html_ += "<div class=\"name\">" + (day.name.empty() ? "&nbsp;" : escape_html(day.name)) + "</div>";
    add_marks(week, weekday, day.date);
    html_ += "</td>";
  }

  void add_marks(const Week& week, std::size_t weekday, Date day) {
    if (week.used == 0) return;
    html_ += "<ul>";
    for (std::size_t lane = 0; lane < week.used; ++lane) {
      const auto& index = week.lanes[lane][weekday];
      const bool begins = index && (day == view_.marks()[*index].from || day == week.days.front().date);
      if (begins)
        add_mark(week, view_.marks()[*index]);
      else
        html_ += "<li aria-hidden=\"true\"></li>";
    }
    if (week.more[weekday] != 0)
      html_ += "<li class=\"more\">+" + std::to_string(week.more[weekday]) + ' ' + words_.more + "</li>";
    html_ += "</ul>";
  }

  void add_mark(const Week& week, const DayMark& mark) {
    const auto [from, to] = part_of(week, mark);
    std::string title = mark.text + " (" + mark.from.to_string();
    if (mark.to != mark.from) title += " - " + mark.to.to_string();
    title += mark.kind.empty() ? ")" : ", " + mark.kind + ")";
    html_ += "<li><span class=\"mark " + colour_of(mark.kind);
    if (week.days.back().date < mark.to) html_ += " goes-on";
    if (mark.from < week.days.front().date) html_ += " went-on";
    html_ += "\" style=\"--days:" + std::to_string(to - from + 1) + "\" title=\"" + escape_html(title) +
             "\">" + escape_html(mark.text) + "</span></li>";
  }

  std::string colour_of(const std::string& kind) const {
    const auto at = static_cast<std::size_t>(std::find(kinds_.begin(), kinds_.end(), kind) - kinds_.begin());
    return "k" + std::to_string(at % colours);
  }

  void add_legend() {
    std::string items;
    for (const SpecialRun& run : special_runs(view_)) {
      const bool worked = run.why == DayNote::Why::make_up_day;
      items += item(std::to_string(run.from) + (run.to != run.from ? "–" + std::to_string(run.to) : ""),
                    std::string(worked ? words_.make_up_day : words_.day_off) +
                        (run.name.empty() ? "" : " · " + escape_html(run.name)));
    }
    const auto& days = view_.days();
    if (std::any_of(days.begin(), days.end(), [](const DayNote& d) { return d.provisional; }))
      items += item("?", words_.provisional);
    for (const std::string& kind : kinds_)
      if (!kind.empty())
        items += item("<span class=\"swatch " + colour_of(kind) + "\"></span>", escape_html(kind));
    if (!items.empty()) html_ += "<dl>" + items + "</dl>";
  }

  static std::string item(const std::string& key, const std::string& meaning) {
    return "<div><dt>" + key + "</dt><dd>" + meaning + "</dd></div>";
  }

  const MonthView& view_;
  const MonthWords& words_;
  std::vector<std::string> kinds_; // in the order in which they come
  std::string html_;
};

} // namespace

std::string MonthView::to_html() const { return MonthHtml(*this, month_words_en).render(); }
std::string MonthView::to_html_zh() const { return MonthHtml(*this, month_words_zh).render(); }

} // namespace aftercourse
