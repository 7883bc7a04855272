#include <aftercourse/calendar/recurrence_rule.hpp>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

TEST(LocalTime, ReadsItsForms) {
  const LocalTime nine(Date(1997, 9, 2), 9 * 3600);
  for (const char* text : {"19970902T090000", "1997-09-02T09:00:00", "1997-09-02T09:00", "1997-09-02 09:00",
                           "1997-09-02 09:00:00"})
    EXPECT_EQ(LocalTime::parse(text), nine) << text;
  for (const char* text : {"19970902", "1997-09-02"})
    EXPECT_EQ(LocalTime::parse(text), LocalTime(Date(1997, 9, 2)));
  EXPECT_EQ(LocalTime::parse("19970902T235960"), LocalTime(Date(1997, 9, 2), 86'399)) << "a leap second";
  for (const char* text : {"", "1997", "1997090", "19970230", "13990101", "19970902T", "19970902T240000",
                           "19970902T096000", "19970902T090061", "19970902T0900", "19970902T090000Z",
                           "1997-09-02T09:00+08:00", "1997-0902", "19970902t090000", " 19970902"})
    EXPECT_FALSE(LocalTime::parse(text)) << text;
  EXPECT_THROW(LocalTime::from_text("tomorrow"), InvalidArgument);
  EXPECT_THROW(LocalTime(Date(1997, 9, 2), 86'400), InvalidArgument);
  EXPECT_THROW(LocalTime(Date(1997, 9, 2), -1), InvalidArgument);
}

TEST(LocalTime, WritesAndOrders) {
  const LocalTime day(Date(1997, 9, 2)), midnight(Date(1997, 9, 2), 0), last(Date(1997, 9, 2), 86'399);
  EXPECT_EQ(last.to_string(), "1997-09-02T23:59:59");
  EXPECT_EQ(last.to_basic_string(), "19970902T235959");
  EXPECT_EQ(day.to_string(), "1997-09-02");
  EXPECT_EQ(day.to_basic_string(), "19970902");
  EXPECT_LT(day, midnight);
  EXPECT_LT(midnight, last);
  EXPECT_LT(last, LocalTime(Date(1997, 9, 3)));
  EXPECT_EQ(day.through_day(), last);
  EXPECT_EQ(midnight.through_day(), midnight);
}

TEST(RecurrenceRule, ReadsEveryPart) {
  const auto rule = RecurrenceRule::parse("freq=yearly;UNTIL=20301231T160000Z;INTERVAL=2;BYSECOND=60,0;"
                                          "BYMINUTE=59;BYHOUR=23,0;BYDAY=-1FR,2MO,+53TU;"
                                          "BYMONTHDAY=31,-31,31;BYYEARDAY=-366,366;BYMONTH=12,1;BYSETPOS=-1,"
                                          "366;WKST=SU;X-BYWORKDAY=-1;X-ROLL=preceding;");
  EXPECT_EQ(rule.frequency, Frequency::yearly);
  EXPECT_EQ(rule.until, LocalTime(Date(2030, 12, 31), 16 * 3600));
  EXPECT_TRUE(rule.until_utc);
  EXPECT_EQ(rule.interval, 2);
  EXPECT_EQ(rule.by_second, (std::vector<int>{0, 59}));
  EXPECT_EQ(rule.by_hour, (std::vector<int>{0, 23}));
  EXPECT_EQ(rule.by_day, (std::vector<WeekdayRule>{{-1, 5}, {2, 1}, {53, 2}}));
  EXPECT_EQ(rule.by_month_day, (std::vector<int>{-31, 31}));
  EXPECT_EQ(rule.week_start, 7);
  EXPECT_EQ(rule.by_work_day, (std::vector<int>{-1}));
  EXPECT_EQ(rule.roll, Roll::preceding);
  EXPECT_EQ(rule.to_string(),
            "FREQ=YEARLY;UNTIL=20301231T160000Z;INTERVAL=2;BYSECOND=0,59;BYMINUTE=59;BYHOUR=0,23;"
            "BYDAY=-1FR,2MO,53TU;BYMONTHDAY=-31,31;BYYEARDAY=-366,366;BYMONTH=1,12;"
            "BYSETPOS=-1,366;X-BYWORKDAY=-1;WKST=SU;X-ROLL=PRECEDING");
  EXPECT_EQ(RecurrenceRule::parse(rule.to_string()), rule);
}

TEST(RecurrenceRule, WritesNoDefaults) {
  EXPECT_EQ(RecurrenceRule::parse("WKST=MO;INTERVAL=1;FREQ=DAILY;X-ROLL=NONE").to_string(), "FREQ=DAILY");
  EXPECT_EQ(RecurrenceRule::parse("COUNT=3;BYWEEKNO=-53,1;FREQ=YEARLY").to_string(),
            "FREQ=YEARLY;COUNT=3;BYWEEKNO=-53,1");
}

TEST(RecurrenceRule, RefusesWithThePartAndItsPlace) {
  const struct {
    const char *text, *says;
  } cases[] = {
      {"", "FREQ is missing"},
      {"INTERVAL=2", "FREQ is missing"},
      {"FREQ=FORTNIGHTLY", "FREQ at character 1: 'FORTNIGHTLY' is none of YEARLY"},
      {"FREQ=DAILY;COUNT=3;UNTIL=20300101", "UNTIL at character 20: it cannot stand together with COUNT"},
      {"FREQ=DAILY;COUNT=0", "COUNT at character 12: it counts from 1"},
      {"FREQ=DAILY;COUNT=-1", "COUNT at character 12"},
      {"FREQ=DAILY;COUNT=2147483648", "COUNT at character 12: '2147483648' is not a number of its range"},
      {"FREQ=DAILY;INTERVAL=0", "INTERVAL at character 12"},
      {"FREQ=DAILY;INTERVAL=1.5", "'1.5' is not a number"},
      {"FREQ=DAILY;UNTIL=20300230", "UNTIL at character 12: expected a date or time"},
      {"FREQ=DAILY;UNTIL=20300101Z", "UNTIL at character 12"},
      {"FREQ=DAILY;FREQ=DAILY", "FREQ at character 12: it stands there twice"},
      {"FREQ=DAILY;BYEASTER=0", "BYEASTER at character 12: there is no such part"},
      {"FREQ=DAILY;SKIP=OMIT", "SKIP at character 12: there is no such part"},
      {"FREQ=DAILY;;COUNT=1", "expected NAME=VALUE"},
      {"FREQ=DAILY;COUNT", "COUNT at character 12: expected NAME=VALUE"},
      {"FREQ=DAILY;COUNT=", "COUNT at character 12: expected NAME=VALUE"},
      {"FREQ=DAILY;BYSECOND=61", "61 is not within 0 to 59"},
      {"FREQ=DAILY;BYMINUTE=-1", "-1 is not within 0 to 59"},
      {"FREQ=DAILY;BYHOUR=24", "24 is not within 0 to 23"},
      {"FREQ=DAILY;BYMONTHDAY=0", "0 is not within 1 to 31 or its negative"},
      {"FREQ=DAILY;BYMONTHDAY=1,32", "BYMONTHDAY at character 12: 32 is not"},
      {"FREQ=DAILY;BYYEARDAY=-367", "-367 is not"},
      {"FREQ=YEARLY;BYWEEKNO=54", "54 is not"},
      {"FREQ=DAILY;BYMONTH=-1", "-1 is not within 1 to 12"},
      {"FREQ=DAILY;BYMONTH=1,", "'' is not a number"},
      {"FREQ=DAILY;BYMONTH=+-1", "'+-1' is not a number"},
      {"FREQ=DAILY;BYMONTH=1;BYSETPOS=367", "BYSETPOS at character 22: 367 is not"},
      {"FREQ=DAILY;BYSETPOS=1", "BYSETPOS at character 12: it chooses"},
      {"FREQ=MONTHLY;BYDAY=XX", "BYDAY at character 14: 'XX' is none of MO"},
      {"FREQ=MONTHLY;BYDAY=M", "'M' is none of MO"},
      {"FREQ=MONTHLY;BYDAY=0MO", "there is no weekday number 0"},
      {"FREQ=MONTHLY;BYDAY=54MO", "54 is not within 1 to 53"},
      {"FREQ=WEEKLY;BYDAY=1MO",
       "BYDAY at character 13: a weekday bears a number only with FREQ=MONTHLY or YEARLY"},
      {"FREQ=DAILY;BYDAY=-1MO", "BYDAY at character 12: a weekday bears a number only"},
      {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYDAY at character 24: a weekday bears a number only"},
      {"FREQ=WEEKLY;WKST=1MO", "WKST at character 13: '1MO' is none of"},
      {"FREQ=DAILY;X-BYWORKDAY=1", "X-BYWORKDAY at character 12: it needs FREQ=WEEKLY"},
      {"FREQ=YEARLY;BYWEEKNO=1;X-BYWORKDAY=1", "X-BYWORKDAY at character 24"},
      {"FREQ=HOURLY;X-ROLL=FOLLOWING", "X-ROLL at character 13: it moves days"},
      {"FREQ=DAILY;X-ROLL=UP", "X-ROLL at character 12: 'UP' is no roll convention"},
  };
  for (const auto& c : cases) try {
      RecurrenceRule::parse(c.text);
      ADD_FAILURE() << c.text << " is taken";
    } catch (const InvalidArgument& e) {
      EXPECT_EQ(e.code(), "AC1140") << c.text;
      EXPECT_NE(std::string(e.what()).find(c.says), std::string::npos) << c.text << ": " << e.what();
    }
}

TEST(RecurrenceRule, TakesLimitsThatTheRfcForbidsAndOthersWrite) {
  for (const char* text :
       {"FREQ=MONTHLY;BYWEEKNO=20", "FREQ=DAILY;BYYEARDAY=1,100", "FREQ=WEEKLY;BYMONTHDAY=13"})
    EXPECT_EQ(RecurrenceRule::parse(text).to_string(), text);
}

TEST(RecurrenceRule, ChecksWhatAProgramFilledIn) {
  RecurrenceRule rule;
  rule.check();
  rule.by_day = {{0, 8}};
  EXPECT_THROW(rule.check(), InvalidArgument);
  rule.by_day = {};
  rule.week_start = 0;
  EXPECT_THROW(rule.check(), InvalidArgument);
}

} // namespace
} // namespace aftercourse
