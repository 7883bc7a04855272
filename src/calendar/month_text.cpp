#include <algorithm>
#include <string>

#include "month_words.hpp"
#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

namespace {

constexpr std::size_t letters = 26, shown_in_cell = 4;

/// Filled with spaces up to that many columns.
std::string padded(std::string text, std::size_t columns) {
  text.resize(text.size() + columns - std::min(display_width(text), columns), ' ');
  return text;
}

class MonthText {
 public:
  MonthText(const MonthView& view, const MonthWords& words)
      : view_(view), words_(words), width_(std::max(cell_width(words.off), cell_width(words.work))) {}

  std::string render() {
    text_ = words_.month(view_.first()) + " · " + view_.calendar_name() + "\n\n";
    std::string line;
    for (const char* name : words_.weekdays_short) line += padded(' ' + std::string(name), width_);
    add_line(line);
    for (const Date monday : mondays_of(view_)) add_week(monday);
    add_legend();
    return std::move(text_);
  }

 private:
  /// "(31)" or "31 off", a question mark, and space to the next.
  static std::size_t cell_width(const char* badge) { return 3 + 1 + display_width(badge) + 1 + 2; }

  void add_line(std::string line) {
    line.resize(line.find_last_not_of(' ') + 1);
    text_ += line + '\n';
  }

  void add_week(Date monday) {
    const std::span<const DayNote> week = week_of(view_, monday);
    std::string days(static_cast<std::size_t>(week.front().date.weekday() - 1) * width_, ' '), marks = days;
    for (const DayNote& day : week) {
      days += padded(cell(day), width_);
      marks += padded("  " + letters_of(day.date), width_);
    }
    add_line(days);
    if (marks.find_first_not_of(' ') != std::string::npos) add_line(marks);
  }

  std::string cell(const DayNote& day) const {
    const std::string number = std::to_string(day.date.day());
    const std::string gap = number.size() == 1 ? " " : "";
    const char* const unknown = day.provisional ? "?" : "";
    if (day.why == DayNote::Why::pattern)
      return (day.working ? ' ' + gap + number : gap + '(' + number + ')') + unknown;
    return ' ' + gap + number + ' ' + (day.working ? words_.work : words_.off) + unknown;
  }

  std::string letters_of(Date day) const {
    std::string of_day;
    for (std::size_t i = 0; i < view_.marks().size(); ++i) {
      const DayMark& mark = view_.marks()[i];
      if (day < mark.from || mark.to < day) continue;
      if (i >= letters || of_day.size() == shown_in_cell) return of_day + '+';
      of_day += static_cast<char>('a' + i);
    }
    return of_day;
  }

  void add_legend() {
    std::string legend;
    const auto runs = special_runs(view_);
    for (const auto why : {DayNote::Why::day_off, DayNote::Why::make_up_day})
      for (const SpecialRun& run : runs)
        if (run.why == why) legend += described(run);
    const auto& days = view_.days();
    if (std::any_of(days.begin(), days.end(),
                    [](const DayNote& d) { return d.why == DayNote::Why::pattern && !d.working; }))
      legend += entry("( )", words_.by_pattern);
    if (std::any_of(days.begin(), days.end(), [](const DayNote& d) { return d.provisional; }))
      legend += entry("?", words_.provisional);
    for (std::size_t i = 0; i < std::min(letters, view_.marks().size()); ++i) legend += described(i);
    if (view_.marks().size() > letters)
      legend += entry("+", std::to_string(view_.marks().size() - letters) + ' ' + words_.more);
    if (!legend.empty()) text_ += '\n' + legend;
  }

  static std::string entry(const std::string& key, const std::string& meaning) {
    return ' ' + padded(key, 6) + meaning + '\n';
  }

  std::string described(const SpecialRun& run) const {
    const bool worked = run.why == DayNote::Why::make_up_day;
    std::string days = std::to_string(run.from);
    if (run.to != run.from) days += '-' + std::to_string(run.to);
    const std::string reason = run.name.empty() ? worked ? words_.make_up_day : words_.day_off : run.name;
    return entry(worked ? words_.work : words_.off, padded(days, 6) + reason);
  }

  std::string described(std::size_t mark_index) const {
    const DayMark& mark = view_.marks()[mark_index];
    std::string days = mark.from.to_string();
    if (mark.to != mark.from) days += " - " + mark.to.to_string();
    const std::string kind = mark.kind.empty() ? "" : " [" + mark.kind + ']';
    return entry(std::string(1, static_cast<char>('a' + mark_index)), padded(days, 25) + mark.text + kind);
  }

  const MonthView& view_;
  const MonthWords& words_;
  std::size_t width_;
  std::string text_;
};

} // namespace

std::string MonthView::to_text() const { return MonthText(*this, month_words_en).render(); }
std::string MonthView::to_text_zh() const { return MonthText(*this, month_words_zh).render(); }

} // namespace aftercourse
