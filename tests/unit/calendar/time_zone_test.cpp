#include <aftercourse/calendar/time_zone.hpp>

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

namespace aftercourse {
namespace {

const std::filesystem::path folder = std::filesystem::path(AFTERCOURSE_DATA) / "zoneinfo";

std::string bytes_of(const std::string& zone) {
  std::ifstream in(folder / zone, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class Error>
std::string code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& e) {
    return e.code();
  }
  return "";
}

/// Expected values are those of Python's zoneinfo.
struct Case {
  const char* zone;
  Date day;
  std::int32_t hour, minute;
  const char* instant;
  Occurs occurs = Occurs::once;
};

TEST(TimeZone, says_what_a_local_time_means) {
  const Case cases[] = {
      {"Asia/Shanghai", {2026, 9, 12}, 23, 30, "2026-09-12T23:30:00+08:00"},
      {"Asia/Shanghai", {1988, 7, 1}, 12, 0, "1988-07-01T12:00:00+09:00"}, // China had summer time
      {"Europe/Berlin", {2026, 3, 29}, 2, 30, "2026-03-29T03:30:00+02:00", Occurs::never},
      {"Europe/Berlin", {2026, 3, 29}, 1, 59, "2026-03-29T01:59:00+01:00"},
      {"Europe/Berlin", {2026, 3, 29}, 3, 0, "2026-03-29T03:00:00+02:00"},
      {"Europe/Berlin", {2026, 10, 25}, 2, 30, "2026-10-25T02:30:00+02:00", Occurs::twice},
      {"Europe/Berlin", {2026, 10, 25}, 3, 0, "2026-10-25T03:00:00+01:00"},
      {"Europe/Berlin", {2050, 3, 27}, 2, 30, "2050-03-27T03:30:00+02:00", Occurs::never}, // by the rule
      {"America/New_York", {2026, 3, 8}, 2, 30, "2026-03-08T03:30:00-04:00", Occurs::never},
      {"America/New_York", {2026, 11, 1}, 1, 30, "2026-11-01T01:30:00-04:00", Occurs::twice},
      {"America/New_York", {2099, 7, 4}, 12, 0, "2099-07-04T12:00:00-04:00"},
      {"Australia/Lord_Howe", {2026, 10, 4}, 2, 15, "2026-10-04T02:45:00+11:00", Occurs::never}, // half an
                                                                                                 // hour
      {"Australia/Lord_Howe", {2026, 4, 5}, 1, 45, "2026-04-05T01:45:00+11:00", Occurs::twice},
      {"Australia/Lord_Howe", {2060, 1, 1}, 0, 0, "2060-01-01T00:00:00+11:00"}, // the southern summer
  };
  for (const Case& c : cases) {
    const auto local = TimeZone::load(c.zone, folder).local(c.day, (c.hour * 60 + c.minute) * 60);
    EXPECT_EQ(local.instant.to_string(), c.instant) << c.zone;
    EXPECT_EQ(static_cast<int>(local.occurs), static_cast<int>(c.occurs)) << c.zone << ' ' << c.instant;
  }
}

TEST(TimeZone, gives_a_moment_the_offset_of_the_place) {
  const auto berlin = TimeZone::load("Europe/Berlin", folder);
  const auto at = [&](const char* moment) { return berlin.at(Instant::from_text(moment)).to_string(); };
  EXPECT_EQ(at("2026-03-29T00:59:59Z"), "2026-03-29T01:59:59+01:00");
  EXPECT_EQ(at("2026-03-29T01:00:00Z"), "2026-03-29T03:00:00+02:00");
  EXPECT_EQ(at("2026-10-25T00:59:59Z"), "2026-10-25T02:59:59+02:00");
  EXPECT_EQ(at("2026-10-25T01:00:00Z"), "2026-10-25T02:00:00+01:00");
  EXPECT_EQ(at("1850-01-01T12:00:00Z"), "1850-01-01T12:53:00+00:53"); // 53 minutes 28 seconds of its own
  EXPECT_EQ(at("1400-01-01T00:00:00Z"), "1400-01-01T00:53:00+00:53");
  EXPECT_EQ(at("9999-12-31T12:00:00.5Z"), "9999-12-31T13:00:00.500000+01:00");
  const auto shanghai = TimeZone::load("Asia/Shanghai", folder);
  EXPECT_EQ(shanghai.at(Instant::from_text("2026-09-12T15:30:00Z")).local_day(), Date(2026, 9, 12));
  EXPECT_EQ(shanghai.at(Instant::from_text("2026-09-12T16:00:00Z")).local_day(), Date(2026, 9, 13));
}

TEST(TimeZone, refuses_a_moment_whose_day_there_is_out_of_range) {
  const TimeZone east = TimeZone::from_posix("Asia/Shanghai", "CST-8"), west = TimeZone::fixed("west", -60);
  EXPECT_THROW(east.at(Instant::from_text("9999-12-31T16:00Z")), InvalidArgument);
  EXPECT_EQ(east.at(Instant::from_text("9999-12-31T15:59Z")).local_day(), Date(9999, 12, 31));
  EXPECT_THROW(west.at(Instant::from_text("1400-01-01T00:00Z")), InvalidArgument);
}

TEST(TimeZone, follows_a_rule_of_posix) {
  const auto offset = [](const char* rule, const char* moment) {
    return TimeZone::from_posix("x", rule).at(Instant::from_text(moment)).offset_minutes();
  };
  EXPECT_EQ(offset("CST-8", "2026-07-01T00:00:00Z"), 8 * 60);
  EXPECT_EQ(offset("<+0330>-3:30", "2026-07-01T00:00:00Z"), 210);
  EXPECT_EQ(offset("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z"), -300);
  EXPECT_EQ(offset("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z"), -240);
  EXPECT_EQ(offset("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z"), -300);
  EXPECT_EQ(offset("AAA0BBB,J60/0,J90/0", "2024-02-29T12:00:00Z"), 0); // J60 is 1 March, leap year or not
  EXPECT_EQ(offset("AAA0BBB,J60/0,J90/0", "2024-03-01T00:00:00Z"), 60);
  EXPECT_EQ(offset("AAA0BBB,59/0,90/0", "2024-02-29T00:00:00Z"), 60); // 59 from 0 is 29 February
  EXPECT_EQ(offset("AAA0BBB,59/0,90/0", "2023-02-28T23:59:59Z"), 0);
  EXPECT_EQ(offset("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z"), 180);       // 26:00 on Thursday
  EXPECT_EQ(offset("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z"), -120); // 23:00 the day before
  EXPECT_EQ(offset("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z"), -60);
}

TEST(TimeZone, refuses_what_is_none) {
  for (const char* rule :
       {"", "C", "CST", "CST-8X", "CST-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,J0,J9", "CET-1CEST,M3.5.0,M10.5.0/168", "<CET-1"})
    EXPECT_EQ(code_of<InvalidArgument>([&] { (void)TimeZone::from_posix("x", rule); }), "AC1130") << rule;
  EXPECT_EQ(code_of<InvalidArgument>([] { (void)TimeZone::fixed("x", 24 * 60); }), "AC1130");
  EXPECT_EQ(code_of<InvalidArgument>([] { (void)TimeZone::fixed("", 0); }), "AC1130");
  for (const char* name : {"", "Europe", "Europe/Atlantis", "../zoneinfo/Europe/Berlin", "/etc/localtime"})
    EXPECT_EQ(code_of<NotFound>([&] { (void)TimeZone::load(name, folder); }), "AC1132") << name;
  EXPECT_EQ(code_of<DataError>([] { (void)TimeZone::load("README", folder); }), "AC1131");
  const auto berlin = TimeZone::load("Europe/Berlin", folder);
  EXPECT_EQ(code_of<InvalidArgument>([&] { (void)berlin.local(Date(1400, 1, 1), 0); }), "AC1101");
  for (const std::int32_t seconds : {-1, 86'400})
    EXPECT_EQ(code_of<InvalidArgument>([&] { (void)berlin.local(Date(2026, 1, 1), seconds); }), "AC1130");
}

TEST(TimeZone, refuses_a_file_cut_at_any_byte) {
  const std::string bytes = bytes_of("Europe/Berlin");
  ASSERT_GT(bytes.size(), 1000u);
  for (std::size_t length = 0; length < bytes.size(); ++length)
    EXPECT_EQ(code_of<DataError>(
                  [&] { (void)TimeZone::from_tzif("x", std::string_view(bytes).substr(0, length)); }),
              "AC1131")
        << length;
}

TEST(TimeZone, with_any_byte_changed_is_a_zone_or_an_error) {
  const std::string whole = bytes_of("Australia/Lord_Howe");
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const int flip : {1, 0x80, 0xff}) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(bytes[at] ^ flip);
      try {
        const auto zone = TimeZone::from_tzif("x", bytes);
        EXPECT_LT(std::abs(zone.offset_at(1'800'000'000)), 26 * 3600);
      } catch (const Error&) {
      }
    }
}

TEST(TimeZone, is_read_back_from_its_text) {
  for (const TimeZone& zone : {TimeZone::load("Europe/Berlin", folder), TimeZone::fixed("China", 480),
                               TimeZone::from_posix("x", "CET-1CEST,M3.5.0,M10.5.0/3")}) {
    const auto back = TimeZone::from_json(zone.to_json());
    EXPECT_EQ(back, zone);
    EXPECT_EQ(back.to_json(), zone.to_json());
    EXPECT_EQ(back.offset_at(1'785'000'000), zone.offset_at(1'785'000'000));
  }
  for (const char* bad : {"", "{", "[]", "{}", R"({"name": "x", "first": "0", "changes": [], "rule": ""})",
                          R"({"name": "x", "first": 0, "changes": [[2, 0], [1, 0]], "rule": ""})"})
    EXPECT_EQ(code_of<DataError>([&] { (void)TimeZone::from_json(bad); }), "AC1131") << bad;
}

} // namespace
} // namespace aftercourse
