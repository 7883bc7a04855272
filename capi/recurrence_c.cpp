#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

std::vector<LocalTime> local_times(const char* json, size_t length, const char* name) {
  std::vector<LocalTime> times;
  for (const std::string& text : c::texts_from_json(c::text(json, length, name), name))
    times.push_back(LocalTime::from_text(text));
  return times;
}

LocalTime local_time_or(LocalTime otherwise, const char* text, size_t length, const char* name) {
  const std::string_view given = c::text(text, length, name);
  return given.data() == nullptr ? otherwise : LocalTime::from_text(given);
}

Recurrence recurrence_from(std::string_view rule, std::string_view start,
                           const aftercourse_recurrence_options& o) {
  std::vector<RecurrenceRule> rules;
  if (rule.data() != nullptr) rules.push_back(RecurrenceRule::parse(rule));
  const std::string_view further = c::text(o.further_rules, o.further_rules_length, "further_rules");
  for (const std::string& text : c::texts_from_json(further, "further_rules"))
    rules.push_back(RecurrenceRule::parse(text));
  std::optional<Calendar> calendar;
  if (o.calendar != nullptr) calendar = o.calendar->value;
  return {LocalTime::from_text(start), std::move(rules), local_times(o.dates, o.dates_length, "dates"),
          local_times(o.exceptions, o.exceptions_length, "exceptions"), std::move(calendar)};
}

} // namespace

extern "C" {

void aftercourse_recurrence_options_init(aftercourse_recurrence_options* options) {
  c::clear(options);
  if (options == nullptr) return;
  options->further_rules_length = options->dates_length = options->exceptions_length = AFTERCOURSE_TERMINATED;
}

int32_t aftercourse_recurrence_new(const char* rule, size_t rule_length, const char* start,
                                   size_t start_length, const aftercourse_recurrence_options* options,
                                   aftercourse_recurrence** recurrence, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(recurrence, "recurrence");
    const auto o = c::options(options, aftercourse_recurrence_options_init);
    const std::string_view begins = c::needed_text(start, start_length, "start");
    out = new aftercourse_recurrence{recurrence_from(c::text(rule, rule_length, "rule"), begins, o)};
  });
}

void aftercourse_recurrence_free(aftercourse_recurrence* recurrence) { delete recurrence; }

int32_t aftercourse_recurrence_contains(const aftercourse_recurrence* recurrence, const char* moment,
                                        size_t moment_length, int32_t* contains, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Recurrence& asked = c::needed(recurrence, "recurrence").value;
    int32_t& out = c::needed(contains, "contains");
    out = asked.contains(LocalTime::from_text(c::needed_text(moment, moment_length, "moment"))) ? 1 : 0;
  });
}

int32_t aftercourse_recurrence_occurrences(const aftercourse_recurrence* recurrence, const char* from,
                                           size_t from_length, const char* to, size_t to_length,
                                           aftercourse_occurrences** occurrences, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Recurrence& asked = c::needed(recurrence, "recurrence").value;
    auto& out = c::needed(occurrences, "occurrences");
    const LocalTime first = local_time_or(Date::unchecked(Date::min_days), from, from_length, "from");
    const LocalTime last = local_time_or(Date::unchecked(Date::max_days), to, to_length, "to");
    out = new aftercourse_occurrences{asked.cursor(first, last), nullptr};
  });
}

int32_t aftercourse_occurrences_next(aftercourse_occurrences* occurrences, size_t capacity, int32_t* dates,
                                     int32_t* seconds, size_t* count, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& walk = c::needed(occurrences, "occurrences");
    const auto days = c::needed_array(dates, capacity, "dates");
    size_t& out = c::needed(count, "count");
    size_t filled = 0;
    try {
      for (std::optional<LocalTime> t; filled < capacity && !walk.failure && (t = walk.value.next());
           ++filled) {
        days[filled] = t->date().days();
        if (seconds != nullptr) seconds[filled] = t->has_time() ? t->second_of_day() : AFTERCOURSE_NO_TIME;
      }
    } catch (...) {
      walk.failure = std::current_exception();
    }
    if (filled == 0 && walk.failure) std::rethrow_exception(walk.failure);
    out = filled;
  });
}

void aftercourse_occurrences_free(aftercourse_occurrences* occurrences) { delete occurrences; }

} // extern "C"
