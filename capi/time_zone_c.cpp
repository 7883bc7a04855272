#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"

using namespace aftercourse;

static_assert(static_cast<int>(Occurs::once) == AFTERCOURSE_OCCURS_ONCE);
static_assert(static_cast<int>(Occurs::never) == AFTERCOURSE_OCCURS_NEVER);
static_assert(static_cast<int>(Occurs::twice) == AFTERCOURSE_OCCURS_TWICE);

extern "C" {

int32_t aftercourse_time_zone_load(const char* name, size_t name_length, const char* folder,
                                   size_t folder_length, aftercourse_time_zone** zone,
                                   aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(zone, "zone");
    const std::string_view wanted = c::needed_text(name, name_length, "name");
    const std::string_view files = c::text(folder, folder_length, "folder");
    out = new aftercourse_time_zone{files.empty() ? TimeZone::load(wanted)
                                                  : TimeZone::load(wanted, c::path(files))};
  });
}

int32_t aftercourse_time_zone_from_tzif(const char* name, size_t name_length, const char* bytes,
                                        size_t length, aftercourse_time_zone** zone,
                                        aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(zone, "zone");
    std::string called(c::needed_text(name, name_length, "name"));
    c::needed(bytes, "bytes");
    out = new aftercourse_time_zone{TimeZone::from_tzif(std::move(called), {bytes, length})};
  });
}

int32_t aftercourse_time_zone_from_posix(const char* name, size_t name_length, const char* rule,
                                         size_t rule_length, aftercourse_time_zone** zone,
                                         aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(zone, "zone");
    std::string called(c::needed_text(name, name_length, "name"));
    out = new aftercourse_time_zone{
        TimeZone::from_posix(std::move(called), c::needed_text(rule, rule_length, "rule"))};
  });
}

void aftercourse_time_zone_free(aftercourse_time_zone* zone) { delete zone; }

const char* aftercourse_time_zone_name(const aftercourse_time_zone* zone) {
  return zone == nullptr ? "" : zone->value.name().c_str();
}

int32_t aftercourse_time_zone_offset(const aftercourse_time_zone* zone, int64_t utc_seconds, int32_t* seconds,
                                     aftercourse_error** error) {
  return c::guard(error, [&] {
    const TimeZone& asked = c::needed(zone, "zone").value;
    c::needed(seconds, "seconds") = asked.offset_at(utc_seconds);
  });
}

int32_t aftercourse_time_zone_local(const aftercourse_time_zone* zone, int32_t date, int32_t seconds,
                                    char** instant, size_t* length, int32_t* occurs,
                                    aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(instant, length);
    const TimeZone::Local local = c::needed(zone, "zone").value.local(Date::from_days(date), seconds);
    out.assign(local.instant.to_string());
    if (occurs != nullptr) *occurs = static_cast<int32_t>(local.occurs);
  });
}

int32_t aftercourse_engine_set_time_zone(aftercourse_engine* engine, const aftercourse_time_zone* zone,
                                         const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                         aftercourse_error** error) {
  return c::guard(error, [&] {
    c::ReceiptOut out(receipt);
    Engine& setting = c::needed(engine, "engine").value;
    out.assign(setting.set_time_zone(c::needed(zone, "zone").value, c::stamp(stamp)));
  });
}

} // extern "C"
