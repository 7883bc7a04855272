// Texts that were handed out, and days as text.
#include "arguments.hpp"
#include "guard.hpp"

using namespace aftercourse;

extern "C" {

void aftercourse_text_free(char* text) { std::free(text); }

int32_t aftercourse_date_parse(const char* text, size_t text_length, int32_t* date,
                               aftercourse_error** error) {
  return c::guard(error, [&] {
    const std::string_view given = c::needed_text(text, text_length, "text");
    c::needed(date, "date") = Date::from_text(given).days();
  });
}

int32_t aftercourse_date_format(int32_t date, char** text, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] { c::TextOut(text, length).assign(Date::from_days(date).to_string()); });
}

} // extern "C"
