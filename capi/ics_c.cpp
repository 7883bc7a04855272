// Agendas and changes as iCalendar.
#include <memory>

#include <aftercourse/engine/agenda_ics.hpp>

#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"
#include "queries.hpp"

using namespace aftercourse;

namespace {

AgendaIcs::Component component(std::int32_t number) {
  if (number == AFTERCOURSE_ICS_TODO) return AgendaIcs::Component::todo;
  if (number == AFTERCOURSE_ICS_EVENT) return AgendaIcs::Component::event;
  throw InvalidArgument("AC9103", "there is no component " + std::to_string(number), "options.component");
}

AgendaIcs agenda_ics(const aftercourse_ics_options* given) {
  const aftercourse_ics_options o = c::options(given, aftercourse_ics_options_init);
  AgendaIcs result;
  result.component = component(o.component);
  result.language = c::language(o.language);
  for (const std::string& alarm :
       c::texts_from_json(c::text(o.alarms, o.alarms_length, "options.alarms"), "options.alarms"))
    result.alarms.push_back(TaskAlarm::from_text(alarm));
  const auto domain = c::text(o.domain, o.domain_length, "options.domain");
  if (!domain.empty()) result.domain = domain;
  const auto product = c::text(o.product, o.product_length, "options.product");
  if (!product.empty()) result.product = product;
  return result;
}

struct Free {
  void operator()(char* text) const noexcept { aftercourse_text_free(text); }
};

} // namespace

extern "C" {

void aftercourse_ics_options_init(aftercourse_ics_options* options) {
  c::clear(options);
  if (options == nullptr) return;
  options->alarms_length = options->domain_length = options->product_length = AFTERCOURSE_TERMINATED;
}

int32_t aftercourse_engine_agenda_ics(const aftercourse_engine* engine, int32_t as_of,
                                      const aftercourse_agenda_options* options,
                                      const aftercourse_ics_options* form, char** ics, size_t* length,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(ics, length);
    const Engine& asked = c::needed(engine, "engine").value;
    const AgendaIcs as = agenda_ics(form);
    const AgendaQuery query = c::agenda_query(Date::from_days(as_of), options);
    const Progress watched = asked.cancellable(query.progress);
    out.assign(to_ics(asked.agenda(query), as, watched));
  });
}

int32_t aftercourse_engine_changes_ics(const aftercourse_engine* engine, const char* cursor,
                                       size_t cursor_length, int32_t as_of, const char* horizon,
                                       size_t horizon_length, const aftercourse_ics_options* form,
                                       aftercourse_progress progress, void* progress_user, char** next_cursor,
                                       char** ics, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(ics, length);
    char*& next = c::needed(next_cursor, "next_cursor");
    const Engine& asked = c::needed(engine, "engine").value;
    const AgendaIcs as = agenda_ics(form);
    const std::string_view ahead = c::text(horizon, horizon_length, "horizon");
    const Progress watched = asked.cancellable(c::progress(progress, progress_user));
    const Changes changes = asked.changes(c::text(cursor, cursor_length, "cursor"), Date::from_days(as_of),
                                          ahead.empty() ? Period{} : Period::from_text(ahead), watched);
    const std::string text = to_ics(changes, as, watched);
    char* copy = nullptr;
    c::TextOut(&copy, nullptr).assign(changes.cursor);
    std::unique_ptr<char, Free> kept(copy); // until the other text is there, too
    out.assign(text);
    next = kept.release();
  });
}

} // extern "C"
