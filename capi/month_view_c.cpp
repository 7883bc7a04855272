#include <aftercourse/calendar/month_view.hpp>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

MonthView view_of(const aftercourse_calendar* calendar, int32_t date, const char* marks, size_t length) {
  return {c::needed(calendar, "calendar").value, Date::from_days(date),
          c::marks_from_json(c::text(marks, length, "marks"), "marks")};
}

} // namespace

extern "C" {

int32_t aftercourse_calendar_month_text(const aftercourse_calendar* calendar, int32_t date, const char* marks,
                                        size_t marks_length, int32_t language, char** text, size_t* length,
                                        aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(text, length);
    const MonthView view = view_of(calendar, date, marks, marks_length);
    out.assign(c::language(language) == Language::zh ? view.to_text_zh() : view.to_text());
  });
}

int32_t aftercourse_calendar_month_html(const aftercourse_calendar* calendar, int32_t date, const char* marks,
                                        size_t marks_length, int32_t language, char** html, size_t* length,
                                        aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(html, length);
    const MonthView view = view_of(calendar, date, marks, marks_length);
    out.assign(c::language(language) == Language::zh ? view.to_html_zh() : view.to_html());
  });
}

} // extern "C"
