// Recurrence against what others found: every example of RFC 5545, the tests of libical and of
// python-dateutil
// (../shared/truth/rrule), and 2,000 random rules that python-dateutil expanded (tests/data/recurrence).
#include <aftercourse/calendar/recurrence.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

std::vector<std::string> words(const std::vector<LocalTime>& times) {
  std::vector<std::string> texts;
  for (const LocalTime t : times) texts.push_back(t.to_basic_string());
  return texts;
}

/// The clock of New York at a moment written in UTC, for the few that the RFC's examples need: summer time
/// from the first Sunday of April to the last of October.
LocalTime in_new_york(LocalTime utc) {
  const auto sunday = [&](int month, int ordinal) {
    RecurrenceRule rule;
    rule.by_month = {month};
    rule.by_day = {{ordinal, 7}};
    const LocalTime january(Date(utc.date().year(), 1, 1), 7 * 3600);
    return Recurrence(january, {rule}).take(1).at(0);
  };
  const int hours = sunday(4, 1) <= utc && utc < sunday(10, -1) ? 4 : 5;
  const int second = utc.second_of_day() - 3600 * hours;
  return second >= 0 ? LocalTime(utc.date(), second)
                     : LocalTime(utc.date().plus_days(-1), second + LocalTime::day_seconds);
}

/// One case of the truth. A moment "...Z" is on the clock of its set.
struct Case {
  std::string id;
  Recurrence set;
  std::vector<std::string> expected;
  bool complete = true, contested = false;
};

LocalTime moment(const boost::json::value& text) {
  std::string_view stamp = text.as_string();
  if (stamp.ends_with('Z')) stamp.remove_suffix(1);
  return LocalTime::from_text(stamp);
}

Case read_case(const boost::json::object& from) {
  RecurrenceRule rule = RecurrenceRule::parse(from.at("rrule").as_string());
  if (from.contains("tzid") && rule.until_utc) {
    rule.until = in_new_york(*rule.until);
    rule.until_utc = false;
  }
  std::vector<LocalTime> exceptions;
  for (const auto& e : from.at("exdate").as_array()) exceptions.push_back(moment(e));
  Case c{
      from.at("id").as_string().c_str(), Recurrence(moment(from.at("dtstart")), {rule}, {}, exceptions), {}};
  for (const auto& e : from.at("expected").as_array()) c.expected.push_back(moment(e).to_basic_string());
  c.complete = from.at("expected_is").as_string() == "complete";
  c.contested = from.at("contested").as_bool();
  return c;
}

const std::filesystem::path& truth() {
  static const std::filesystem::path folder = std::filesystem::path(AFTERCOURSE_SHARED) / "truth" / "rrule";
  return folder;
}

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const char* name : {"rfc5545.json", "libical.json", "dateutil.json"}) {
    std::ifstream file(truth() / name);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const auto list = boost::json::parse(text);
    for (const auto& each : list.as_array()) all.push_back(read_case(each.as_object()));
  }
  return all;
}

/// What we give, with one more than is expected, so that a set that goes on is seen to.
std::vector<std::string> given(const Case& c) {
  return words(c.set.take(c.expected.size() + (c.complete ? 1 : 0)));
}

TEST(RecurrenceTruth, AgreesWithEveryCaseOnWhichTheSourcesAgree) {
  if (!std::filesystem::exists(truth())) GTEST_SKIP() << "no " << truth();
  std::size_t compared = 0;
  for (const Case& c : cases()) {
    if (c.contested) continue;
    EXPECT_EQ(given(c), c.expected) << c.id << ": " << c.set.rules().at(0).to_string();
    ++compared;
  }
  EXPECT_EQ(compared, 376u);
}

/// What the contested cases turn on, and what we say. docs/decisions/0010-recurrence.md gives the reasons.
enum class Question { utc_until, week_without_day, month_day_of_year, bare_date, set_pos, week_year };

struct Decision {
  const char* id;
  Question question;
  bool as_listed;                 ///< the dates of the file, or else those of `dates`
  std::vector<std::string> dates; ///< the first of them
};

std::vector<Decision> decisions() {
  using enum Question;
  return {
      {"rfc5545-33", utc_until, false, {"19970902T090000", "19970902T120000"}},
      {"libical-055", week_without_day, false, {"20130101T000000", "20130102T000000", "20130103T000000"}},
      {"libical-102", week_without_day, false, {"20130108T000000", "20130109T000000", "20130110T000000"}},
      {"libical-103", week_without_day, false, {"20130108T000000", "20130109T000000", "20130110T000000"}},
      {"libical-104", week_without_day, false, {"20130107T000000", "20130108T000000", "20130109T000000"}},
      {"libical-105", week_without_day, false, {"20130107T000000", "20130108T000000", "20130109T000000"}},
      {"libical-106", week_without_day, false, {"20130107T000000", "20130108T000000", "20130109T000000"}},
      {"libical-107", week_without_day, false, {"20130107T000000", "20130108T000000", "20130109T000000"}},
      {"libical-108", week_without_day, false, {"20140111T000000", "20140112T000000", "20141229T000000"}},
      {"libical-109", week_without_day, false, {"20140111T000000", "20140112T000000", "20140113T000000"}},
      {"libical-110", week_without_day, false, {"20140111T000000", "20150104T000000", "20150105T000000"}},
      {"libical-111", week_without_day, false, {"20131224T000000", "20131225T000000"}},
      {"libical-130", week_without_day, false, {"20261228T000000"}},
      {"libical-142", week_without_day, false, {"20270102", "20270103", "20271220", "20271221", "20271222"}},
      {"libical-077", month_day_of_year, false, {"20240229", "20240329", "20240429"}},
      {"libical-078", month_day_of_year, false, {"20240201", "20240229", "20240303", "20240331"}},
      {"libical-079", bare_date, true, {}},
      {"libical-112", set_pos, true, {}},
      {"libical-115", set_pos, true, {}},
      {"libical-116", set_pos, true, {}},
      {"libical-123", set_pos, true, {}},
      {"libical-143", week_year, false, {"20100102T000000", "20160102T000000"}},
      {"libical-144", week_year, false, {"20100102T000000", "20151229T000000"}},
      {"libical-146",
       week_year,
       false,
       {"20241231", "20270104", "20270105", "20300101", "20301230", "20301231"}},
  };
}

TEST(RecurrenceTruth, DecidesEveryContestedCase) {
  if (!std::filesystem::exists(truth())) GTEST_SKIP() << "no " << truth();
  std::map<std::string, Decision> decided;
  for (Decision& d : decisions()) decided.emplace(d.id, std::move(d));
  for (const Case& c : cases()) {
    if (!c.contested) continue;
    const auto found = decided.find(c.id);
    ASSERT_NE(found, decided.end()) << c.id << " is contested and not decided";
    const Decision& d = found->second;
    if (d.as_listed)
      EXPECT_EQ(given(c), c.expected) << c.id;
    else
      EXPECT_EQ(words(c.set.take(d.dates.size())), d.dates) << c.id;
    EXPECT_TRUE(d.question != Question::utc_until || c.set.take(9).size() == 2) << c.id;
    decided.erase(found);
  }
  EXPECT_TRUE(decided.empty()) << decided.begin()->first << " is decided and not contested";
}

TEST(RecurrenceTruth, DoesWhatLibicalCannot) {
  // libical_errors.json: "UNIMPLEMENTED". 30 December lies in week 1 when it is a Monday to Wednesday.
  const Recurrence set(
      Date(2024, 12, 30),
      {RecurrenceRule::parse("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101")});
  EXPECT_EQ(words(set.take(9)), (std::vector<std::string>{"20241230", "20251230", "20301230", "20311230"}));
}

/// Lines "START RULE N HASH FIRST LAST": the first 50 occurrences, how many there were, a hash of all.
TEST(RecurrenceTruth, AgreesWithDateutilOnRandomRules) {
  std::ifstream file(AFTERCOURSE_DATA "/recurrence/dateutil.txt");
  ASSERT_TRUE(file);
  std::size_t compared = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream cells(line);
    std::string start, rule, first, last;
    std::uint64_t hash = 0;
    std::size_t count = 0;
    cells >> start >> rule >> count >> std::hex >> hash >> first >> last;
    const auto ours = words(Recurrence(LocalTime::from_text(start), {RecurrenceRule::parse(rule)}).take(50));
    std::uint64_t found = 14695981039346656037u; // FNV-1a of the stamps, each with a line's end
    for (const std::string& stamp : ours)
      for (const char c : stamp + '\n') found = (found ^ static_cast<unsigned char>(c)) * 1099511628211u;
    ASSERT_EQ(ours.size(), count) << line;
    if (count > 0) {
      EXPECT_EQ(ours.front(), first) << line;
      EXPECT_EQ(ours.back(), last) << line;
    }
    ASSERT_EQ(found, hash) << line << " between " << first << " and " << last;
    ++compared;
  }
  EXPECT_EQ(compared, 2000u);
}

} // namespace
} // namespace aftercourse
