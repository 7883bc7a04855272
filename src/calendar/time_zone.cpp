#include <aftercourse/calendar/time_zone.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "posix_zone.hpp"
#include "tzif.hpp"

namespace aftercourse {

namespace {

namespace json = boost::json;

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t first_second = Date::min_days * day_seconds,
                       last_second = (Date::max_days + std::int64_t{1}) * day_seconds - 1;

PosixZone rule_of(std::string_view rule, const std::string& name) {
  if (const auto zone = PosixZone::parse(rule)) return *zone;
  throw InvalidArgument(
      "AC1130", "`" + std::string(rule) + "` is no rule of a time zone such as CET-1CEST,M3.5.0,M10.5.0/3",
      name);
}

void check_name(const std::string& name) {
  if (name.empty() || invalid_utf8(name)) throw InvalidArgument("AC1130", "a time zone needs a name");
}

} // namespace

struct TimeZone::Data {
  std::string name;
  Tzif zone;
  std::optional<PosixZone> after; ///< zone.rule
};

TimeZone TimeZone::fixed(std::string name, std::int32_t offset_minutes) {
  check_name(name);
  if (offset_minutes <= -24 * 60 || offset_minutes >= 24 * 60)
    throw InvalidArgument("AC1130", "an offset of " + std::to_string(offset_minutes) + " minutes", name);
  return TimeZone(std::make_shared<const Data>(Data{std::move(name), {offset_minutes * 60, {}, {}}, {}}));
}

TimeZone TimeZone::from_posix(std::string name, std::string_view rule) {
  check_name(name);
  const PosixZone zone = rule_of(rule, name);
  return TimeZone(std::make_shared<const Data>(Data{std::move(name), {0, {}, std::string(rule)}, zone}));
}

TimeZone TimeZone::from_tzif(std::string name, std::string_view bytes) {
  check_name(name);
  Tzif zone = read_tzif(bytes, name);
  std::optional<PosixZone> after;
  if (!zone.rule.empty()) after = rule_of(zone.rule, name);
  return TimeZone(std::make_shared<const Data>(Data{std::move(name), std::move(zone), after}));
}

TimeZone TimeZone::load(std::string_view name, const std::filesystem::path& folder) {
  const std::filesystem::path relative = std::u8string(name.begin(), name.end());
  const bool inside = !relative.empty() && relative.is_relative() &&
                      std::ranges::none_of(relative, [](const auto& part) { return part == ".."; });
  std::error_code unknown;
  std::ifstream in(folder / relative, std::ios::binary);
  if (!inside || !in || !std::filesystem::is_regular_file(folder / relative, unknown))
    throw NotFound("AC1132", "there is no time zone `" + std::string(name) + "`", folder.string());
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  return from_tzif(std::string(name), bytes);
}

TimeZone TimeZone::from_json(std::string_view text) {
  const auto refuse = [](const std::string& reason) { return DataError("AC1131", reason, "time zone"); };
  boost::system::error_code error;
  const json::value value = json::parse(text, error);
  if (error) throw refuse("not JSON: " + error.message());
  try {
    const json::object& o = value.as_object();
    Tzif zone;
    zone.first = json::value_to<std::int32_t>(o.at("first"));
    zone.changes = json::value_to<decltype(zone.changes)>(o.at("changes"));
    zone.rule = json::value_to<std::string>(o.at("rule"));
    if (!std::ranges::is_sorted(zone.changes)) throw refuse("the changes are not in order");
    const auto too_far = [](std::int32_t offset) { return offset <= -day_seconds || offset >= day_seconds; };
    if (too_far(zone.first) ||
        std::ranges::any_of(zone.changes, [&](const auto& c) { return too_far(c.second); }))
      throw refuse("an offset of a day or more");
    std::string name = json::value_to<std::string>(o.at("name"));
    check_name(name);
    std::optional<PosixZone> after;
    if (!zone.rule.empty()) after = rule_of(zone.rule, name);
    return TimeZone(std::make_shared<const Data>(Data{std::move(name), std::move(zone), after}));
  } catch (const Error&) {
    throw;
  } catch (const std::exception& e) {
    throw refuse(std::string("expected name, first, changes and rule: ") + e.what());
  }
}

std::string TimeZone::to_json() const {
  json::object o;
  o["name"] = data_->name;
  o["first"] = data_->zone.first;
  o["changes"] = json::value_from(data_->zone.changes);
  o["rule"] = data_->zone.rule;
  return json::serialize(o);
}

const std::string& TimeZone::name() const noexcept { return data_->name; }

std::int32_t TimeZone::offset_at(std::int64_t utc_seconds) const noexcept {
  const std::int64_t at = std::clamp(utc_seconds, first_second, last_second);
  const auto& changes = data_->zone.changes;
  const auto next = std::ranges::upper_bound(changes, at, {}, &std::pair<std::int64_t, std::int32_t>::first);
  if (next == changes.end() && data_->after) return data_->after->offset_at(at);
  return next == changes.begin() ? data_->zone.first : std::prev(next)->second;
}

Instant TimeZone::at(Instant moment) const {
  const std::int64_t micro = moment.microseconds();
  const std::int64_t seconds = micro / second - (micro % second < 0 ? 1 : 0);
  const std::int32_t minutes = offset_at(seconds) / 60, shown = minutes * 60;
  if (seconds + shown < first_second || seconds + shown > last_second)
    throw InvalidArgument("AC1101", moment.to_string() + " is outside the years 1400-9999 in " + name());
  return {micro, minutes};
}

TimeZone::Local TimeZone::local(Date day, std::int32_t seconds) const {
  if (seconds < 0 || seconds >= day_seconds)
    throw InvalidArgument("AC1130", "a day has seconds 0 to 86399, not " + std::to_string(seconds),
                          data_->name);
  const std::int64_t shown = day.days() * day_seconds + seconds;
  // Clocks are changed at most once within a day on either side.
  const std::int32_t before = offset_at(shown - day_seconds), after = offset_at(shown + day_seconds);
  const bool as_before = offset_at(shown - before) == before, as_after = offset_at(shown - after) == after;
  const std::int64_t utc = as_before || !as_after ? shown - before : shown - after;
  if (utc < first_second || utc > last_second)
    throw InvalidArgument("AC1101", "in UTC " + day.to_string() + " there lies outside the years 1400-9999",
                          data_->name);
  const Occurs occurs = !as_before && !as_after                    ? Occurs::never
                        : as_before && as_after && before != after ? Occurs::twice
                                                                   : Occurs::once;
  return {at(Instant(utc * second, 0)), occurs};
}

bool TimeZone::operator==(const TimeZone& o) const noexcept {
  const auto fields = [](const Data& d) {
    return std::tie(d.name, d.zone.first, d.zone.changes, d.zone.rule);
  };
  return data_ == o.data_ || fields(*data_) == fields(*o.data_);
}

} // namespace aftercourse
