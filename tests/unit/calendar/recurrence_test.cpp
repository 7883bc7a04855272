#include <aftercourse/calendar/recurrence.hpp>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <random>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const Calendar& cn() {
  static const Calendar calendar = Calendar::built_in("cn");
  return calendar;
}

const Calendar& weekdays() {
  static const Calendar calendar = Calendar::built_in("weekdays");
  return calendar;
}

Recurrence set_of(const char* start, const char* rule, std::optional<Calendar> calendar = {}) {
  return Recurrence(LocalTime::from_text(start), {RecurrenceRule::parse(rule)}, {}, {}, std::move(calendar));
}

/// The dates alone, or with the time where it is not 9:00: "1997-09-02 1997-09-03T12:00:00".
std::string text_of(const std::vector<LocalTime>& times) {
  std::string text;
  for (const LocalTime t : times) {
    const bool at_nine = !t.has_time() || t.second_of_day() == 9 * 3600;
    text += (text.empty() ? "" : " ") + (at_nine ? t.date().to_string() : t.to_string());
  }
  return text;
}

template <class Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return e.code();
  }
  return "no error";
}

std::vector<LocalTime> moments(std::initializer_list<const char*> texts) {
  std::vector<LocalTime> list;
  for (const char* text : texts) list.push_back(LocalTime::from_text(text));
  return list;
}

/// RFC 5545, 3.8.5.3, typed from its text; New York's 9:00. The first occurrences, of those that go on.
TEST(Recurrence, GivesTheExamplesOfTheRfc) {
  const struct {
    const char *start, *rule, *first;
  } examples[] = {
      {"19970902T090000", "FREQ=DAILY;COUNT=10",
       "1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06 1997-09-07 1997-09-08 1997-09-09 1997-09-10 "
       "1997-09-11"},
      {"19970902T090000", "FREQ=DAILY;UNTIL=19970905T000000", "1997-09-02 1997-09-03 1997-09-04"},
      {"19970902T090000", "FREQ=DAILY;INTERVAL=2", "1997-09-02 1997-09-04 1997-09-06"},
      {"19970902T090000", "FREQ=DAILY;INTERVAL=10;COUNT=5",
       "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12"},
      {"19980129T090000", "FREQ=YEARLY;UNTIL=20000131T090000;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
       "1998-01-29 1998-01-30 1998-01-31 1999-01-01"},
      {"19980129T090000", "FREQ=DAILY;UNTIL=20000131T090000;BYMONTH=1",
       "1998-01-29 1998-01-30 1998-01-31 1999-01-01"},
      {"19970902T090000", "FREQ=WEEKLY;COUNT=10", "1997-09-02 1997-09-09 1997-09-16 1997-09-23"},
      {"19970902T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02 1997-09-16 1997-09-30 1997-10-14"},
      {"19970902T090000", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
       "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 "
       "1997-10-02"},
      {"19970901T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR",
       "1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17"},
      {"19970902T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
       "1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16"},
      {"19970905T090000", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05 1997-10-03 1997-11-07 1997-12-05"},
      {"19970907T090000", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
       "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 1998-05-03 "
       "1998-05-31"},
      {"19970922T090000", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
       "1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16"},
      {"19970928T090000", "FREQ=MONTHLY;BYMONTHDAY=-3",
       "1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26"},
      {"19970902T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
       "1997-09-02 1997-09-15 1997-10-02 1997-10-15 1997-11-02 1997-11-15"},
      {"19970930T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
       "1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01 1997-12-31 1998-01-01 1998-01-31 "
       "1998-02-01"},
      {"19970910T090000", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
       "1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11 1999-03-12 "
       "1999-03-13"},
      {"19970902T090000", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
       "1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-11-04"},
      {"19970610T090000", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10 1997-07-10 1998-06-10 1998-07-10"},
      {"19970310T090000", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
       "1997-03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10"},
      {"19970101T090000", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
       "1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 2003-04-10 2003-07-19 "
       "2006-01-01"},
      {"19970519T090000", "FREQ=YEARLY;BYDAY=20MO", "1997-05-19 1998-05-18 1999-05-17"},
      {"19970512T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12 1998-05-11 1999-05-17"},
      {"19970313T090000", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13 1997-03-20 1997-03-27 1998-03-05"},
      {"19970605T090000", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
       "1997-06-05 1997-06-12 1997-06-19 1997-06-26"},
      {"19970902T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
       "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13"},
      {"19970913T090000", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
       "1997-09-13 1997-10-11 1997-11-08 1997-12-13 1998-01-10 1998-02-07"},
      {"19961105T090000", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
       "1996-11-05 2000-11-07 2004-11-02"},
      {"19970904T090000", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
       "1997-09-04 1997-10-07 1997-11-06"},
      {"19970929T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
       "1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30"},
      {"19970902T090000", "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000",
       "1997-09-02 1997-09-02T12:00:00 1997-09-02T15:00:00"},
      {"19970902T090000", "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
       "1997-09-02 1997-09-02T09:15:00 1997-09-02T09:30:00 1997-09-02T09:45:00 1997-09-02T10:00:00 "
       "1997-09-02T10:15:00"},
      {"19970902T090000", "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
       "1997-09-02 1997-09-02T10:30:00 1997-09-02T12:00:00 1997-09-02T13:30:00"},
      {"19970902T090000", "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40;COUNT=7",
       "1997-09-02 1997-09-02T09:20:00 1997-09-02T09:40:00 1997-09-02T10:00:00 1997-09-02T10:20:00 "
       "1997-09-02T10:40:00 1997-09-03"},
      {"19970902T164000", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16;COUNT=3",
       "1997-09-02T16:40:00 1997-09-03 1997-09-03T09:20:00"},
      {"19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
       "1997-08-05 1997-08-10 1997-08-19 1997-08-24"},
      {"19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
       "1997-08-05 1997-08-17 1997-08-19 1997-08-31"},
      {"20070115T090000", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
       "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30"},
  };
  for (const auto& e : examples) {
    const auto wanted =
        static_cast<std::size_t>(std::count(e.first, e.first + std::strlen(e.first), ' ') + 1);
    EXPECT_EQ(text_of(set_of(e.start, e.rule).take(wanted)), e.first) << e.rule;
  }
}

TEST(Recurrence, EndsWithCountUntilAndTheYear9999) {
  EXPECT_EQ(set_of("1997-09-02", "FREQ=DAILY;COUNT=10").take(99).size(), 10u);
  EXPECT_EQ(text_of(set_of("1997-09-02T09:00", "FREQ=DAILY;UNTIL=19970903T085959").take(9)), "1997-09-02");
  EXPECT_EQ(text_of(set_of("1997-09-02T09:00", "FREQ=DAILY;UNTIL=19970903T090000").take(9)),
            "1997-09-02 1997-09-03")
      << "UNTIL itself is within";
  EXPECT_EQ(text_of(set_of("1997-09-02T09:00", "FREQ=DAILY;UNTIL=19970903").take(9)), "1997-09-02 1997-09-03")
      << "and so is the whole of a bare date";
  EXPECT_EQ(text_of(set_of("9998-12-31", "FREQ=YEARLY").take(9)), "9998-12-31 9999-12-31");
  EXPECT_EQ(text_of(set_of("9999-12-30", "FREQ=DAILY").take(9)), "9999-12-30 9999-12-31");
  EXPECT_EQ(set_of("9999-12-31T23:59:58", "FREQ=SECONDLY").take(9).size(), 2u);
  EXPECT_EQ(text_of(set_of("1400-01-01", "FREQ=WEEKLY;BYDAY=MO,WE").take(2)), "1400-01-01 1400-01-06");
  EXPECT_EQ(text_of(set_of("1400-01-01", "FREQ=YEARLY;INTERVAL=2147483647").take(2)), "1400-01-01");
  EXPECT_EQ(text_of(set_of("1400-01-01T00:00", "FREQ=HOURLY;INTERVAL=2147483647").take(2)),
            "1400-01-01T00:00:00");
  Recurrence::Cursor ended = set_of("9999-12-31", "FREQ=DAILY").cursor();
  EXPECT_TRUE(ended.next());
  EXPECT_FALSE(ended.next());
  EXPECT_FALSE(ended.next());
}

TEST(Recurrence, OfNothingEndsAtOnce) {
  for (const char* rule :
       {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=2", "FREQ=WEEKLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=6;BYMONTHDAY=31", "FREQ=DAILY;INTERVAL=7;BYDAY=WE", "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2", "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "FREQ=DAILY;BYHOUR=9;BYSETPOS=2",
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=2", "FREQ=HOURLY;INTERVAL=168;BYDAY=WE",
        "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1", "FREQ=MINUTELY;INTERVAL=7;BYHOUR=3;BYMINUTE=5;BYDAY=MO",
        "FREQ=SECONDLY;INTERVAL=604800;BYDAY=WE", "FREQ=SECONDLY;INTERVAL=3;BYSECOND=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;BYMINUTE=0;BYSETPOS=5"}) {
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(text_of(set_of("1997-09-02T09:00", rule).take(1)), "") << rule; // a Tuesday
    const auto taken = std::chrono::steady_clock::now() - begun;
    EXPECT_LT(taken, std::chrono::seconds(1))
        << rule << ": it takes some milliseconds, or else it walks the years";
  }
}

TEST(Recurrence, LeapsOverWhatIsFiltered) {
  EXPECT_EQ(text_of(set_of("1997-09-02T09:00", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;BYHOUR=3;"
                                               "BYMINUTE=2;BYSECOND=1")
                        .take(3)),
            "2016-02-29T03:02:01 2044-02-29T03:02:01 2072-02-29T03:02:01");
  EXPECT_EQ(text_of(set_of("1997-09-02T09:00", "FREQ=HOURLY;INTERVAL=49;BYHOUR=3").take(2)),
            "1997-10-09T03:00:00 1997-11-27T03:00:00")
      << "9:00 + n * 49 h is at 3:00 when n = 18 (mod 24)";
  EXPECT_EQ(text_of(set_of("1997-09-02T23:59:59", "FREQ=SECONDLY;BYMINUTE=0,59;BYSECOND=0,59").take(3)),
            "1997-09-02T23:59:59 1997-09-03T00:00:00 1997-09-03T00:00:59");
}

TEST(Recurrence, CountsTheStartOnlyWhenTheRuleGivesIt) {
  EXPECT_EQ(text_of(set_of("1997-09-02", "FREQ=MONTHLY;BYMONTHDAY=13;COUNT=2").take(9)),
            "1997-09-13 1997-10-13");
  EXPECT_EQ(text_of(Recurrence(Date(1997, 9, 2), {}).take(9)), "1997-09-02")
      << "without rules it is the first";
  EXPECT_EQ(text_of(Recurrence(Date(1997, 9, 2), {}, moments({"1997-09-01", "1997-09-02"})).take(9)),
            "1997-09-01 1997-09-02");
}

TEST(Recurrence, LeavesOutDaysThatAMonthHasNot) {
  EXPECT_EQ(text_of(set_of("2026-01-31", "FREQ=MONTHLY").take(4)),
            "2026-01-31 2026-03-31 2026-05-31 2026-07-31");
  EXPECT_EQ(text_of(set_of("2024-02-29", "FREQ=YEARLY").take(3)), "2024-02-29 2028-02-29 2032-02-29");
}

TEST(Recurrence, CountsBySetPosInTheWholeFirstPeriod) {
  // The 3rd weekday of the week is Wednesday, also in the week that the start cuts.
  EXPECT_EQ(text_of(set_of("2024-10-22", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3").take(2)),
            "2024-10-23 2024-10-30");
  EXPECT_EQ(
      text_of(set_of("2026-01-01T09:00", "FREQ=MONTHLY;BYDAY=MO;BYHOUR=9,15;BYSETPOS=-1,1,-40").take(3)),
      "2026-01-05 2026-01-26T15:00:00 2026-02-02");
}

TEST(Recurrence, IgnoresTheClockWithABareDate) {
  EXPECT_EQ(text_of(set_of("2024-10-18", "FREQ=DAILY;BYHOUR=9;BYMINUTE=1,2;COUNT=2").take(9)),
            "2024-10-18 2024-10-19");
  EXPECT_FALSE(set_of("2024-10-18", "FREQ=DAILY").take(1).at(0).has_time());
}

TEST(Recurrence, AddsAndTakesAwayDates) {
  const auto nine = [](const char* day) { return LocalTime::from_text(std::string(day) + "T09:00"); };
  const std::vector<RecurrenceRule> two = {RecurrenceRule::parse("FREQ=WEEKLY;COUNT=3"),
                                           RecurrenceRule::parse("FREQ=DAILY;INTERVAL=14;COUNT=2")};
  const Recurrence set(nine("1997-09-02"), two, {nine("1997-09-05"), nine("1997-08-01"), nine("1997-09-09")},
                       {nine("1997-09-02"), LocalTime::from_text("1997-09-09T10:00")});
  EXPECT_EQ(text_of(set.take(9)), "1997-08-01 1997-09-05 1997-09-09 1997-09-16")
      << "what several give is one; an exception takes it away from all";
  const Recurrence without_day(nine("1997-09-02"), {RecurrenceRule::parse("FREQ=HOURLY;COUNT=16")}, {},
                               {Date(1997, 9, 2)});
  EXPECT_EQ(text_of(without_day.take(9)), "1997-09-03T00:00:00") << "COUNT counts what is excepted";
}

TEST(Recurrence, IsAskedBetweenMoments) {
  const Recurrence set = set_of("1997-09-02T09:00", "FREQ=WEEKLY");
  const auto between = [&](const char* a, const char* b) {
    return text_of(set.between(LocalTime::from_text(a), LocalTime::from_text(b)));
  };
  EXPECT_EQ(between("1997-09-09T09:00", "1997-09-16T09:00"), "1997-09-09 1997-09-16") << "both ends included";
  EXPECT_EQ(between("1997-09-09T09:00:01", "1997-09-16T08:59:59"), "");
  EXPECT_EQ(between("1997-09-09", "1997-09-16"), "1997-09-09 1997-09-16");
  EXPECT_EQ(between("1996-01-01", "1997-09-02"), "1997-09-02");
  EXPECT_EQ(between("1997-09-16", "1997-09-09"), "");
  EXPECT_EQ(between("9999-12-20", "9999-12-31"), "9999-12-21 9999-12-28");
  EXPECT_TRUE(set.contains(Date(1997, 9, 9)));
  EXPECT_TRUE(set.contains(LocalTime::from_text("1997-09-09T09:00")));
  EXPECT_FALSE(set.contains(LocalTime::from_text("1997-09-09T09:00:01")));
  EXPECT_FALSE(set.contains(Date(1997, 9, 8)));
}

TEST(Recurrence, IsWalkedBetweenMoments) {
  const Recurrence ends = set_of("2026-01-01", "FREQ=MONTHLY;X-BYWORKDAY=-1", cn());
  Recurrence::Cursor walk = ends.cursor(Date(2026, 11, 30), Date(2026, 12, 31));
  EXPECT_EQ(walk.next(), LocalTime(Date(2026, 11, 30)));
  EXPECT_EQ(walk.next(), LocalTime(Date(2026, 12, 31)));
  EXPECT_EQ(walk.next(), std::nullopt) << "and 2027, which is not announced, is not asked for";
  EXPECT_EQ(walk.next(), std::nullopt);

  Recurrence::Cursor clock =
      set_of("1997-09-02T09:00", "FREQ=HOURLY").cursor(Date(1997, 9, 2), Date(1997, 9, 2));
  int count = 0;
  while (clock.next()) ++count;
  EXPECT_EQ(count, 15) << "a bare date as the end includes its day";
  EXPECT_EQ(ends.cursor(Date(2026, 2, 1), Date(2026, 1, 31)).next(), std::nullopt);
}

TEST(Recurrence, JumpsToWhereItIsAsked) {
  std::mt19937 random(5545);
  for (const char* rule :
       {"FREQ=YEARLY;INTERVAL=3;BYMONTH=2,11", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1,31",
        "FREQ=WEEKLY;WKST=WE", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU", "FREQ=DAILY;INTERVAL=11",
        "FREQ=DAILY;BYDAY=SA;BYHOUR=7,8", "FREQ=HOURLY;INTERVAL=31",
        "FREQ=MINUTELY;INTERVAL=1441;BYHOUR=9,10", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1",
        "FREQ=DAILY;INTERVAL=11;COUNT=40", "FREQ=YEARLY;BYWEEKNO=1,53", "FREQ=SECONDLY;INTERVAL=86399"}) {
    const Recurrence set = set_of("1997-09-02T09:00", rule);
    const std::vector<LocalTime> all = set.take(200);
    for (int i = 0; i < 50; ++i) {
      const std::size_t a = random() % all.size(), b = a + random() % (all.size() - a);
      const std::vector<LocalTime> wanted(all.begin() + static_cast<std::ptrdiff_t>(a),
                                          all.begin() + static_cast<std::ptrdiff_t>(b) + 1);
      ASSERT_EQ(set.between(all[a], all[b]), wanted) << rule;
      ASSERT_EQ(set.cursor(all[a]).next(), all[a]) << rule;
    }
  }
}

/// The week of a day, day by day from ISO 8601: a week is of the year of its Thursday, the last holds 28
/// December.
TEST(Recurrence, CountsWeeksFromEitherEndOfTheirYear) {
  const auto monday_of = [](Date d) { return d.plus_days(1 - d.weekday()); };
  for (const int n : {1, 2, 52, 53, -1, -2, -52, -53}) {
    RecurrenceRule rule;
    rule.by_week_no = {n};
    const Recurrence set(Date(1890, 1, 1), {rule});
    std::vector<LocalTime> wanted;
    for (Date d(1890, 1, 1); d <= Date(2310, 12, 31); d = d.plus_days(1)) {
      const int year = monday_of(d).plus_days(3).year();
      const int week = (monday_of(d).days() - monday_of(Date(year, 1, 4)).days()) / 7 + 1;
      const int from_end = (monday_of(Date(year, 12, 28)).days() - monday_of(d).days()) / 7 + 1;
      if (week == n || from_end == -n) wanted.push_back(d);
    }
    EXPECT_EQ(set.between(Date(1890, 1, 1), Date(2310, 12, 31)), wanted) << n;
  }
}

TEST(Recurrence, IsIterated) {
  static_assert(std::input_iterator<Recurrence::Iterator>);
  std::vector<LocalTime> seen;
  for (const LocalTime t : set_of("1997-09-02", "FREQ=DAILY;COUNT=3")) seen.push_back(t);
  EXPECT_EQ(text_of(seen), "1997-09-02 1997-09-03 1997-09-04");
  EXPECT_TRUE(set_of("1997-09-02", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30").begin() == std::default_sentinel);
  Recurrence::Cursor outlives = set_of("1997-09-02", "FREQ=DAILY").cursor();
  EXPECT_EQ(outlives.next(), LocalTime(Date(1997, 9, 2)));
}

TEST(Recurrence, FindsTheNthWorkingDay) {
  EXPECT_EQ(
      text_of(set_of("2026-01-01", "FREQ=MONTHLY;X-BYWORKDAY=-1", cn())
                  .between(Date(2026, 1, 1), Date(2026, 12, 31))),
      "2026-01-30 2026-02-28 2026-03-31 2026-04-30 2026-05-29 2026-06-30 2026-07-31 2026-08-31 2026-09-30 "
      "2026-10-30 2026-11-30 2026-12-31")
      << "28 February 2026 is a Saturday worked for the Spring Festival";
  EXPECT_EQ(text_of(set_of("2026-09-01", "FREQ=MONTHLY;X-BYWORKDAY=1,2;COUNT=4", cn()).take(9)),
            "2026-09-01 2026-09-02 2026-10-08 2026-10-09");
  EXPECT_EQ(text_of(set_of("2026-03-01", "FREQ=MONTHLY;INTERVAL=3;X-BYWORKDAY=-1;COUNT=3", cn()).take(9)),
            "2026-03-31 2026-06-30 2026-09-30")
      << "the last of each quarter";
  EXPECT_EQ(text_of(set_of("2026-01-01", "FREQ=YEARLY;BYMONTH=5,10;X-BYWORKDAY=1;COUNT=2", cn()).take(9)),
            "2026-05-06 2026-10-08");
  EXPECT_EQ(text_of(set_of("2025-01-01", "FREQ=YEARLY;X-BYWORKDAY=-1;COUNT=2", weekdays()).take(9)),
            "2025-12-31 2026-12-31");
  EXPECT_EQ(text_of(set_of("2026-09-28", "FREQ=WEEKLY;X-BYWORKDAY=-1;COUNT=3", cn()).take(9)),
            "2026-09-30 2026-10-10 2026-10-16")
      << "10 October is a Saturday worked; its week has three days";
  EXPECT_EQ(text_of(set_of("2026-01-01", "FREQ=MONTHLY;X-BYWORKDAY=1;BYDAY=MO;COUNT=2", weekdays()).take(9)),
            "2026-02-02 2026-03-02")
      << "other parts limit it: 1 January and 1 April are no Mondays";
  EXPECT_EQ(set_of("2026-01-01", "FREQ=WEEKLY;X-BYWORKDAY=6", weekdays()).take(9).size(), 0u);
}

TEST(Recurrence, MovesOccurrencesOffDaysOff) {
  EXPECT_EQ(
      text_of(set_of("2026-01-01", "FREQ=MONTHLY;BYDAY=1MO;X-ROLL=FOLLOWING", cn())
                  .between(Date(2026, 1, 1), Date(2026, 12, 31))),
      "2026-01-05 2026-02-02 2026-03-02 2026-04-07 2026-05-06 2026-06-01 2026-07-06 2026-08-03 2026-09-07 "
      "2026-10-08 2026-11-02 2026-12-07")
      << "the first Monday, moved to the next working day";
  EXPECT_EQ(text_of(set_of("2026-09-29", "FREQ=DAILY;X-ROLL=FOLLOWING;COUNT=10", cn()).take(9)),
            "2026-09-29 2026-09-30 2026-10-08")
      << "COUNT counts the days before they are moved onto each other";
  EXPECT_EQ(text_of(set_of("2026-10-03", "FREQ=DAILY;X-ROLL=PRECEDING;COUNT=2", cn()).take(9)), "2026-09-30")
      << "which may lie before the start";
  EXPECT_EQ(text_of(set_of("2026-10-01T09:00",
                           "FREQ=DAILY;BYHOUR=9,10;BYSETPOS=1,2;X-ROLL=FOLLOWING;COUNT=16", cn())
                        .take(9)),
            "2026-10-08 2026-10-08T10:00:00")
      << "several times of a day stay in order";
  EXPECT_EQ(text_of(set_of("2026-09-30", "FREQ=DAILY;X-ROLL=FOLLOWING", cn())
                        .between(Date(2026, 10, 8), Date(2026, 10, 9))),
            "2026-10-08 2026-10-09");
  const auto first_three = [](const char* rule) { return text_of(set_of("2026-01-01", rule, cn()).take(3)); };
  EXPECT_EQ(first_three("FREQ=MONTHLY;BYMONTHDAY=31;X-ROLL=MODIFIED-FOLLOWING"),
            "2026-01-30 2026-03-31 2026-05-29");
  EXPECT_EQ(first_three("FREQ=MONTHLY;INTERVAL=9;BYMONTHDAY=1;X-ROLL=MODIFIED-PRECEDING;COUNT=2"),
            "2026-01-04 2026-10-08")
      << "31 December and 30 September lie in other months";
  EXPECT_EQ(first_three("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3,6;X-ROLL=NEAREST;COUNT=2"),
            "2026-09-30 2026-10-08");
}

TEST(Recurrence, RefusesWhatDoesNotFitTogether) {
  EXPECT_EQ(code_of([] { set_of("2026-01-01", "FREQ=MONTHLY;X-BYWORKDAY=-1"); }), "AC1142");
  EXPECT_EQ(code_of([] { set_of("2026-01-01", "FREQ=MONTHLY;X-ROLL=FOLLOWING"); }), "AC1142");
  EXPECT_EQ(code_of([] { set_of("2026-01-01", "FREQ=HOURLY"); }), "AC1142");
  EXPECT_EQ(code_of([] { Recurrence(Date(2026, 1, 1), {}, moments({"2026-01-02T09:00"})); }), "AC1142");
  EXPECT_EQ(code_of([] { Recurrence(LocalTime(Date(2026, 1, 1), 0), {}, moments({"2026-01-02"})); }),
            "AC1142");
  RecurrenceRule by_hand;
  by_hand.by_month = {13};
  EXPECT_EQ(code_of([&] { Recurrence(Date(2026, 1, 1), {by_hand}); }), "AC1140");
  EXPECT_EQ(code_of([] {
              set_of("2026-01-01T00:00", "FREQ=SECONDLY").between(Date(2026, 1, 1), Date(2027, 1, 1));
            }),
            "AC1143");
}

TEST(Recurrence, ComparesByWhatItIsMadeOf) {
  const Recurrence a = set_of("2026-01-01", "FREQ=DAILY"), b = set_of("2026-01-01", "freq=daily;interval=1");
  EXPECT_EQ(a, b);
  EXPECT_FALSE(a == set_of("2026-01-02", "FREQ=DAILY"));
  EXPECT_FALSE(a == set_of("2026-01-01", "FREQ=DAILY", weekdays()));
}

} // namespace
} // namespace aftercourse
