#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

/// A feed of these lines, the first of which is line 2.
std::string feed(const std::string& lines) { return "BEGIN:VCALENDAR\n" + lines + "END:VCALENDAR\n"; }

std::string event(const std::string& lines) { return "BEGIN:VEVENT\n" + lines + "END:VEVENT\n"; }

/// "2026-10-01 off 国庆节", a day after the other.
std::vector<std::string> days_of(const Calendar& c) {
  std::vector<std::string> days;
  for (const SpecialDay& d : c.special_days())
    days.push_back(d.date.to_string() + (d.working ? " worked " : " off ") + d.name);
  return days;
}
using Days = std::vector<std::string>;

Days read(const std::string& events) { return days_of(Calendar::from_ics(feed(events))); }

/// "line: reason" of every fault.
std::vector<std::string> faults(const std::string& text) {
  try {
    Calendar::from_ics(text);
  } catch (const DataError& e) {
    EXPECT_EQ(e.code(), "AC1151");
    std::vector<std::string> all;
    for (const Fault& f : e.faults()) all.push_back(std::to_string(f.row) + ": " + f.reason);
    return all;
  }
  return {};
}

TEST(CalendarIcs, ReadsDaysOffOverMondayToFriday) {
  const Calendar c = Calendar::from_ics(feed("X-WR-CALNAME:厂历\n" +
                                             event("DTSTART;VALUE=DATE:20261001\n"
                                                   "DTEND;VALUE=DATE:20261004\n"
                                                   "SUMMARY:国庆节\\, 第一段\n"
                                                   "URL:https://example.org/2026\n") +
                                             event("DTSTART:20261226\nSUMMARY:盘点日（班）\n")));
  EXPECT_EQ(c.name(), "厂历");
  EXPECT_EQ(days_of(c), (Days{"2026-10-01 off 国庆节, 第一段", "2026-10-02 off 国庆节, 第一段",
                              "2026-10-03 off 国庆节, 第一段", "2026-12-26 worked 盘点日"}));
  EXPECT_EQ(c.special(Date(2026, 10, 1))->source, "https://example.org/2026");
  EXPECT_EQ(c.announced_from(), Date(2026, 1, 1));
  EXPECT_EQ(c.announced_to(), Date(2026, 12, 31));
  EXPECT_FALSE(c.assumes());
  EXPECT_TRUE(c.is_working_day(Date(2026, 12, 26)));
  EXPECT_FALSE(c.is_working_day(Date(2026, 12, 27))) << "a Sunday";
}

TEST(CalendarIcs, LengthComesFromDtendOrDuration) {
  EXPECT_EQ(read(event("DTSTART:20261001\nDURATION:P2D\n")).size(), 2u);
  EXPECT_EQ(read(event("DTSTART:20261001\nDURATION:P1W\n")).size(), 7u);
  EXPECT_EQ(read(event("DTSTART:20261001\nDTEND:20261001\n")).size(), 1u) << "some write the last day";
  EXPECT_EQ(read(event("DTSTART:20261001T000000\nDTEND:20261003T000000\n")).size(), 2u);
  EXPECT_EQ(read(event("DTSTART;TZID=Asia/Shanghai:20261010T090000\n"
                       "DTEND;TZID=Asia/Shanghai:20261010T180000\nSUMMARY:国庆节 补班 第1天/共1天\n")),
            (Days{"2026-10-10 worked 国庆节 补班 第1天/共1天"}))
      << "a make-up day may have hours";
  EXPECT_EQ(read(event("DTSTART:20261010T220000\nDURATION:PT8H\nSUMMARY:补班\n")).size(), 2u);
}

/// The forms of feeds that are in use, and how each is read.
TEST(CalendarIcs, MakeUpDaysAreToldByTheFirstMarkThatSpeaks) {
  const struct {
    const char* lines;
    bool working;
  } table[] = {
      {"SUMMARY:国庆节\n", false},
      {"SUMMARY:国庆节（休）\n", false},
      {"SUMMARY:国庆节（班）\n", true},
      {"SUMMARY:国庆节(班)\n", true},
      {"SUMMARY:班｜国庆节\n", true},
      {"SUMMARY:【班】\n", true},
      {"SUMMARY:上班(补国庆节假期)\n", true},
      {"SUMMARY:国庆节 补班 第1天/共2天\n", true},
      {"SUMMARY:[加班]\n", true},
      {"SUMMARY:调休上班\n", true},
      {"SUMMARY:国庆节·班\n", true},
      {"SUMMARY:Special Working Day\n", true},
      {"SUMMARY:National Day (workday)\n", true},
      {"SUMMARY:Working day for National Day\n", true},
      {"SUMMARY:国庆节 工作日\n", true},
      {"SUMMARY:Non-working day\n", false},
      {"SUMMARY:非工作日\n", false},
      {"SUMMARY:班长会议\n", false},
      {"SUMMARY:高三值班班会\n", false},
      {"SUMMARY:春节调休\nCATEGORIES:上班\n", true},
      {"SUMMARY:Founders\nCATEGORIES:company,Working Day\n", true},
      {"SUMMARY:国庆节（班）\nCATEGORIES:休\n", false},
      {"SUMMARY:国庆节\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\n", true},
      {"SUMMARY:国庆节（班）\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY\n", false},
      {"SUMMARY:停班（班）\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\nX-AFTERCOURSE-DAY:off\n", false},
      {"SUMMARY:元旦\nX-AFTERCOURSE-DAY:WORKING\n", true},
  };
  for (const auto& c : table) {
    const Calendar read = Calendar::from_ics(feed(event("DTSTART:20261010\n" + std::string(c.lines))));
    ASSERT_EQ(read.special_days().size(), 1u) << c.lines;
    EXPECT_EQ(read.special_days()[0].working, c.working) << c.lines;
  }
}

TEST(CalendarIcs, AFeedThatMarksItsDaysOffHasFestivalsThatAreNone) {
  const std::string festival = event("DTSTART:20260809T120000Z\nSUMMARY:七夕\n"),
                    off = event("DTSTART:20261001\nSUMMARY:国庆节（休）\n"),
                    unmarked = event("DTSTART:20261002\nSUMMARY:中秋节\n");
  EXPECT_EQ(read(festival + off + unmarked), (Days{"2026-10-01 off 国庆节"}));
  EXPECT_EQ(read(unmarked + event("DTSTART:20261010\nSUMMARY:班\n")),
            (Days{"2026-10-02 off 中秋节", "2026-10-10 worked 班"}));
  EXPECT_EQ(read(unmarked + event("DTSTART:20261010\nX-AFTERCOURSE-DAY:ORDINARY\n")),
            (Days{"2026-10-02 off 中秋节"}));
}

TEST(CalendarIcs, RulesGiveDaysAsFarAsIsAnnounced) {
  EXPECT_EQ(read(event("DTSTART:20250501\nRRULE:FREQ=YEARLY;COUNT=2\nRDATE:20250502,20251003\n"
                       "EXDATE:20260501\n")),
            (Days{"2025-05-01 off ", "2025-05-02 off ", "2025-10-03 off "}));
  const std::string endless = event("DTSTART:20241001\nDURATION:P2D\nRRULE:FREQ=YEARLY\nSUMMARY:厂庆\n");
  EXPECT_EQ(read(endless), (Days{"2024-10-01 off 厂庆", "2024-10-02 off 厂庆"})) << "who knows for how long";
  EXPECT_EQ(
      read("X-AFTERCOURSE-ANNOUNCED:20250101/20261001\n" + endless),
      (Days{"2025-10-01 off 厂庆", "2025-10-02 off 厂庆", "2026-10-01 off 厂庆", "2026-10-02 off 厂庆"}));
  EXPECT_EQ(days_of(Calendar::from_ics(feed(endless), std::pair{Date(2030, 10, 2), Date(2030, 12, 31)})),
            (Days{"2030-10-01 off 厂庆", "2030-10-02 off 厂庆"}))
      << "an occurrence that reaches in";
  EXPECT_EQ(read(endless + event("DTSTART:20260101\n")).size(), 7u) << "2024 to 2026";
}

TEST(CalendarIcs, AnOccurrenceThatWasMovedOrCancelledIsNotItsRule) {
  EXPECT_EQ(read(event("UID:1\nDTSTART:20260105\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:停产\n") +
                 event("UID:1\nRECURRENCE-ID:20260112\nDTSTART:20260113\nSUMMARY:停产\n") +
                 event("UID:1\nRECURRENCE-ID:20260119\nDTSTART:20260119\nSTATUS:CANCELLED\n") +
                 event("UID:2\nDTSTART:20260301\nSTATUS:CANCELLED\n")),
            (Days{"2026-01-05 off 停产", "2026-01-13 off 停产"}));
}

TEST(CalendarIcs, EveryFaultNamesItsLine) {
  EXPECT_EQ(faults("BEGIN:VTODO\nEND:VTODO\n"), (Days{"1: there is no VCALENDAR"}));
  EXPECT_EQ(faults(""), (Days{"1: there is no VCALENDAR"}));
  EXPECT_EQ(faults(feed("")), (Days{"1: there is no day off and nothing that says what is announced"}));
  EXPECT_EQ(faults(feed(event("SUMMARY:x\n") + event("DTSTART:2026-10-01\n") +
                        event("DTSTART:20261001\nDTEND:20260930\n") +
                        event("DTSTART:20261001\nDTEND:20261002\nDURATION:P1D\n") +
                        event("DTSTART:20261001\nDURATION:1 day\n") +
                        event("DTSTART:20261001T000000Z\nDURATION:P1D\n") +
                        event("DTSTART:20261001T090000\nDURATION:P1D\n"))),
            (Days{"2: the event has no DTSTART", "6: DTSTART is no date, such as 20261001",
                  "10: the event ends before it begins", "14: DTEND and DURATION stand beside each other",
                  "19: DURATION is none, such as P1D",
                  "22: DTSTART is in UTC, and which day that is depends on the place: write a date",
                  "27: a day off is a whole day; this event has times of day"}));
  EXPECT_EQ(
      faults(feed(event("DTSTART:20261001\nRRULE:FREQ=DAILY;COUNT=1;UNTIL=20261002\n"))).at(0).substr(0, 3),
      "4: ");
  for (const char* finer : {"FREQ=SECONDLY", "FREQ=HOURLY;COUNT=2", "FREQ=DAILY;BYMINUTE=1,2"})
    EXPECT_EQ(faults(feed(event("DTSTART:20261001T000000\nSUMMARY:班\nRRULE:" + std::string(finer) + "\n"))),
              (Days{"5: a day comes again once a day at the most"}));
  EXPECT_EQ(faults(feed(event("DTSTART:20261001\nRRULE:FREQ=MONTHLY;X-BYWORKDAY=1\n"))).at(0).substr(0, 3),
            "4: ")
      << "there is no calendar to count working days by";
  EXPECT_EQ(faults(feed(event("DTSTART:20261001\nRDATE;VALUE=PERIOD:20261001T000000/P1D\nEXDATE:x\n"
                              "EXRULE:FREQ=DAILY\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261001\n"))),
            (Days{"7: RECURRENCE-ID with a RANGE is not read; write the days",
                  "4: RDATE is no date, such as 20261001", "5: EXDATE is no date, such as 20261001",
                  "6: EXRULE is not read; write EXDATE"}));
  EXPECT_EQ(faults(feed("X-AFTERCOURSE-PATTERN:1111100\n" + event("DTSTART:20261001\n"))),
            (Days{"2: the pattern has no X-FROM with a date"}));
  EXPECT_EQ(faults(feed("X-AFTERCOURSE-PATTERN;X-FROM=20260105:week\n" + event("DTSTART:20261001\n")))
                .at(0)
                .substr(0, 3),
            "2: ");
  for (const char* bad : {"2026", "20260101/", "20260102/20260101", "/", "20260101/20261231/"})
    EXPECT_EQ(faults(feed("X-AFTERCOURSE-ANNOUNCED:" + std::string(bad) + "\n")),
              (Days{"2: X-AFTERCOURSE-ANNOUNCED is a first and a last day, such as 20260101/20261231"}));
  EXPECT_EQ(faults(feed(event("DTSTART:20261001\nX-AFTERCOURSE-DAY:MAYBE\n"))),
            (Days{"4: X-AFTERCOURSE-DAY is OFF, WORKING or ORDINARY"}));
  std::string many;
  for (int i = 0; i < 1000; ++i) many += event("");
  EXPECT_EQ(faults(feed(many)).size(), 100u);
}

TEST(CalendarIcs, ADayBothOffAndWorkedNamesBothLines) {
  EXPECT_EQ(faults(feed(event("DTSTART:20261001\nDTEND:20261008\nSUMMARY:国庆节\n") +
                        event("DTSTART:20261003\nDTEND:20261005\nSUMMARY:班\n") +
                        event("DTSTART:20261003\nSUMMARY:中秋节\n"))),
            (Days{"7: 2026-10-03 is worked here and off in line 2"}))
      << "once for two days, and two reasons to be off are no contradiction";
}

TEST(CalendarIcs, IsBounded) {
  const auto refused = [](const std::string& events) {
    try {
      Calendar::from_ics(feed(events));
    } catch (const LimitError& e) {
      return e.code();
    }
    return std::string{};
  };
  EXPECT_EQ(refused(event("DTSTART:14000101\nDTEND:99991231\n")), "AC8007");
  EXPECT_EQ(refused(event("DTSTART:14000101\nRRULE:FREQ=DAILY;COUNT=2000000\n")), "AC8007");
  EXPECT_EQ(
      refused("X-AFTERCOURSE-ANNOUNCED:14000101/99991231\n" + event("DTSTART:14000101\nRRULE:FREQ=DAILY\n")),
      "AC8007");
  EXPECT_EQ(read(event("DTSTART:99991231\nDURATION:P9D\n")), (Days{"9999-12-31 off "}));
  EXPECT_EQ(read("X-AFTERCOURSE-ANNOUNCED:20260101/20261231\n" +
                 event("DTSTART:20260201\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n")),
            Days{});
}

TEST(CalendarIcs, WhatIsWrittenIsReadAsAnEqualCalendar) {
  const Calendar cn = Calendar::built_in("cn");
  EXPECT_EQ(Calendar::from_ics(cn.to_ics()), cn);
  EXPECT_EQ(Calendar::from_ics(cn.assuming().to_ics()), cn.assuming());
  for (const char* name : {"weekdays", "every-day"})
    EXPECT_EQ(Calendar::from_ics(Calendar::built_in(name).to_ics()), Calendar::built_in(name));
  const WorkPattern big_and_small = WorkPattern::alternating(0b0111111, 0b0011111, Date(2026, 1, 5));
  const Calendar own("", big_and_small,
                     {{Date(2026, 12, 30), false, "停产, \"检修\"; 第一段（休）", "公告 1\n公告 2"},
                      {Date(2026, 12, 31), false, "停产, \"检修\"; 第一段（休）", "公告 1\n公告 2"},
                      {Date(9999, 12, 31), true, "", ""}},
                     Date(2026, 1, 1), Date(9999, 12, 31));
  EXPECT_EQ(Calendar::from_ics(own.to_ics()), own);
  EXPECT_EQ(own.to_ics(), own.to_ics());
}

TEST(CalendarIcs, RunsOfDaysAreOneEvent) {
  const std::string text = Calendar::built_in("weekdays")
                               .with_days_off({Date(2026, 10, 1), Date(2026, 10, 2)}, "国庆节")
                               .with_days_off({Date(2026, 10, 3)}, "中秋节")
                               .to_ics();
  EXPECT_NE(text.find("BEGIN:VEVENT\r\n"
                      "UID:20261001-off@weekdays\r\n"
                      "DTSTAMP:19700101T000000Z\r\n"
                      "DTSTART;VALUE=DATE:20261001\r\n"
                      "DTEND;VALUE=DATE:20261003\r\n"
                      "SUMMARY:国庆节（休）\r\n"
                      "X-AFTERCOURSE-DAY:OFF\r\n"
                      "TRANSP:TRANSPARENT\r\n"
                      "END:VEVENT\r\n"
                      "BEGIN:VEVENT\r\n"
                      "UID:20261003-off@weekdays\r\n"),
            text.npos)
      << text;
}

} // namespace
} // namespace aftercourse
