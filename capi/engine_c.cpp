// The engine itself: opening, what is decided, and its file. Recording is in batch_c.cpp, questions in
// tables_c.cpp.
#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

OpenOptions open_options(const aftercourse_open_options* given) {
  const aftercourse_open_options o = c::options(given, aftercourse_open_options_init);
  OpenOptions result;
  result.create = o.create != 0;
  result.read_only = o.read_only != 0;
  result.migrate = o.migrate != 0;
  result.busy_timeout_ms = o.busy_timeout_ms;
  result.progress = c::progress(o.progress, o.progress_user);
  if (o.clock != nullptr)
    result.clock = [clock = o.clock, user = o.clock_user] {
      std::int64_t microseconds = 0;
      std::int32_t offset_minutes = 0;
      if (clock(user, &microseconds, &offset_minutes) != 0)
        throw Cancelled("AC9001", "the host's clock gave no time");
      constexpr std::int32_t day = 24 * 60;
      if (offset_minutes <= -day || offset_minutes >= day)
        throw InvalidArgument("AC1102",
                              "the host's clock is " + std::to_string(offset_minutes) + " minutes from UTC");
      return Instant(microseconds, offset_minutes);
    };
  return result;
}

Adoption adoption_from(const aftercourse_adoption* given) {
  const aftercourse_adoption a = c::options(&c::needed(given, "adoption"), aftercourse_adoption_init);
  Adoption result;
  result.on = Date::from_days(a.on);
  result.until = c::date_or_none(a.until);
  result.units = c::texts_from_json(c::text(a.units, a.units_length, "adoption.units"), "adoption.units");
  result.parameters = c::overrides_from_json(
      c::text(a.parameters, a.parameters_length, "adoption.parameters"), "adoption.parameters");
  result.source = c::text(a.source, a.source_length, "adoption.source");
  return result;
}

} // namespace

extern "C" {

void aftercourse_open_options_init(aftercourse_open_options* options) {
  c::clear(options);
  if (options == nullptr) return;
  const OpenOptions defaults;
  options->create = defaults.create ? 1 : 0;
  options->busy_timeout_ms = defaults.busy_timeout_ms;
}

void aftercourse_stamp_init(aftercourse_stamp* stamp) {
  c::clear(stamp);
  if (stamp == nullptr) return;
  stamp->actor_length = stamp->source_length = stamp->reason_length = stamp->at_length =
      AFTERCOURSE_TERMINATED;
}

void aftercourse_receipt_init(aftercourse_receipt* receipt) { c::clear(receipt); }

void aftercourse_adoption_init(aftercourse_adoption* adoption) {
  c::clear(adoption);
  if (adoption == nullptr) return;
  adoption->on = adoption->until = AFTERCOURSE_NO_DATE;
  adoption->units_length = adoption->parameters_length = adoption->source_length = AFTERCOURSE_TERMINATED;
}

int32_t aftercourse_engine_open(const char* path, size_t path_length, const aftercourse_open_options* options,
                                aftercourse_engine** engine, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(engine, "engine");
    const std::string_view file = c::text(path, path_length, "path");
    const OpenOptions opening = open_options(options);
    out = new aftercourse_engine{file.data() == nullptr ? Engine::open(opening)
                                                        : Engine::open(c::path(file), opening)};
  });
}

void aftercourse_engine_free(aftercourse_engine* engine) { delete engine; }

void aftercourse_engine_cancel(aftercourse_engine* engine) {
  if (engine != nullptr) engine->value.cancel();
}

int32_t aftercourse_engine_adopt(aftercourse_engine* engine, const aftercourse_policy* policy,
                                 const aftercourse_adoption* adoption, const aftercourse_stamp* stamp,
                                 aftercourse_receipt* receipt, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::ReceiptOut out(receipt);
    Engine& adopting = c::needed(engine, "engine").value;
    out.assign(adopting.adopt(c::needed(policy, "policy").value, adoption_from(adoption), c::stamp(stamp)));
  });
}

int32_t aftercourse_engine_declare_json(aftercourse_engine* engine, const char* kinds, size_t kinds_length,
                                        const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                        aftercourse_error** error) {
  return c::guard(error, [&] {
    c::ReceiptOut out(receipt);
    Engine& declaring = c::needed(engine, "engine").value;
    const auto declared = kinds_from_json(c::needed_text(kinds, kinds_length, "kinds"));
    out.assign(declaring.declare(declared, c::stamp(stamp)));
  });
}

int32_t aftercourse_engine_kinds_json(const aftercourse_engine* engine, char** json, size_t* length,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(to_json(c::needed(engine, "engine").value.schema().kinds()));
  });
}

int32_t aftercourse_engine_set_calendar(aftercourse_engine* engine, const aftercourse_calendar* calendar,
                                        const char* unit, size_t unit_length, const aftercourse_stamp* stamp,
                                        aftercourse_receipt* receipt, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::ReceiptOut out(receipt);
    Engine& setting = c::needed(engine, "engine").value;
    const Calendar& worked = c::needed(calendar, "calendar").value;
    out.assign(setting.set_calendar(worked, c::text(unit, unit_length, "unit"), c::stamp(stamp)));
  });
}

int32_t aftercourse_engine_calendar(const aftercourse_engine* engine, const char* unit, size_t unit_length,
                                    aftercourse_calendar** calendar, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(calendar, "calendar");
    const Engine& asked = c::needed(engine, "engine").value;
    out = new aftercourse_calendar{asked.calendar(c::text(unit, unit_length, "unit"))};
  });
}

int32_t aftercourse_engine_backup(const aftercourse_engine* engine, const char* path, size_t path_length,
                                  aftercourse_progress progress, void* progress_user,
                                  aftercourse_error** error) {
  return c::guard(error, [&] {
    c::needed(engine, "engine")
        .value.backup(c::path(c::needed_text(path, path_length, "path")),
                      c::progress(progress, progress_user));
  });
}

int32_t aftercourse_engine_verify(const aftercourse_engine* engine, aftercourse_progress progress,
                                  void* progress_user, aftercourse_error** error) {
  return c::guard(error,
                  [&] { c::needed(engine, "engine").value.verify(c::progress(progress, progress_user)); });
}

int32_t aftercourse_engine_quick_check(const aftercourse_engine* engine, aftercourse_progress progress,
                                       void* progress_user, char** json, size_t* length,
                                       aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const Engine& checked = c::needed(engine, "engine").value;
    out.assign(c::to_json(checked.quick_check(c::progress(progress, progress_user))));
  });
}

int32_t aftercourse_engine_last_write(const aftercourse_engine* engine, uint64_t* write,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    const Engine& asked = c::needed(engine, "engine").value;
    c::needed(write, "write") = asked.last_write();
  });
}

} // extern "C"
