#include <aftercourse/calendar/calendar.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

constexpr std::uint8_t monday_to_friday = 0b0011111;

const Calendar& cn() {
  static const Calendar calendar = Calendar::built_in("cn");
  return calendar;
}

template <class Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return e.code();
  }
  return {};
}

/// What the definition says, day by day.
Date walk(const Calendar& c, Date d, std::int64_t n) {
  const int step = n < 0 ? -1 : 1;
  for (; n != 0; n -= c.is_working_day(d) ? step : 0) d = d.plus_days(step);
  return d;
}

TEST(Calendar, KnowsTheNationalDayOf2026) {
  EXPECT_TRUE(cn().is_working_day(Date(2026, 9, 20))) << "a Sunday worked in advance";
  EXPECT_TRUE(cn().is_working_day(Date(2026, 9, 30)));
  for (int day = 1; day <= 7; ++day) EXPECT_FALSE(cn().is_working_day(Date(2026, 10, day)));
  EXPECT_TRUE(cn().is_working_day(Date(2026, 10, 10))) << "a Saturday worked in its place";
  EXPECT_EQ(cn().special(Date(2026, 10, 1))->name, "国庆节");
  EXPECT_EQ(cn().special(Date(2026, 9, 30)), nullptr);
  EXPECT_EQ(cn().add_working_days(Date(2026, 9, 30), 5), Date(2026, 10, 13));
  EXPECT_EQ(cn().add_working_days(Date(2026, 10, 3), -1), Date(2026, 9, 30));
  EXPECT_EQ(cn().working_days_between(Date(2026, 9, 30), Date(2026, 10, 13)), 5);
  EXPECT_EQ(cn().working_days_between(Date(2026, 10, 13), Date(2026, 9, 30)), -5);
  EXPECT_EQ(cn().roll(Date(2026, 10, 3), Roll::following), Date(2026, 10, 8));
  EXPECT_EQ(cn().roll(Date(2026, 10, 3), Roll::preceding), Date(2026, 9, 30));
  EXPECT_EQ(cn().roll(Date(2026, 10, 3), Roll::none), Date(2026, 10, 3));
  EXPECT_EQ(cn().roll(Date(2026, 10, 8), Roll::preceding), Date(2026, 10, 8));
}

TEST(Calendar, CrossesTheYear) {
  EXPECT_EQ(cn().add_working_days(Date(2025, 12, 31), 1), Date(2026, 1, 4))
      << "a Sunday worked after New Year";
  EXPECT_EQ(cn().add_working_days(Date(2026, 1, 4), -1), Date(2025, 12, 31));
  EXPECT_FALSE(cn().is_provisional(Date(2007, 1, 1)));
  EXPECT_TRUE(cn().is_provisional(Date(2006, 12, 31)));
  EXPECT_FALSE(cn().is_provisional(Date(2026, 12, 31)));
  EXPECT_TRUE(cn().is_provisional(Date(2027, 1, 1)));
}

TEST(Calendar, RefusesWhatWasNotAnnounced) {
  const Date last(2026, 12, 31), first(2007, 1, 1);
  const auto refused = [](auto call) {
    try {
      call();
    } catch (const InvalidArgument& e) {
      return e.code() + ' ' + std::string(e.what()).substr(0, 10);
    }
    return std::string("no error");
  };
  EXPECT_EQ(refused([] { cn().is_working_day(Date(2027, 10, 1)); }), "AC1114 2027-10-01");
  EXPECT_EQ(refused([&] { cn().add_working_days(last, 1); }), "AC1114 2027-01-01");
  EXPECT_EQ(refused([&] { cn().add_working_days(first, -1); }), "AC1114 2006-12-31");
  EXPECT_EQ(refused([&] { cn().working_days_between(last, Date(2028, 1, 1)); }), "AC1114 2027-01-01");
  EXPECT_EQ(refused([&] { cn().working_days_between(Date(2006, 12, 30), last); }), "AC1114 2006-12-31");
  EXPECT_EQ(refused([] { cn().roll(Date(2027, 1, 3), Roll::preceding); }), "AC1114 2027-01-03");
  EXPECT_EQ(refused([] { cn().nth_working_day(PeriodUnit::years, Date(2027, 3, 1), 1); }),
            "AC1114 2027-01-01");

  // The days that are counted are all announced.
  EXPECT_EQ(cn().working_days_between(Date(2006, 12, 31), last),
            cn().assuming().working_days_between(Date(2006, 12, 31), last));
  EXPECT_EQ(cn().add_working_days(Date(2006, 12, 31), 1), Date(2007, 1, 4));
  EXPECT_EQ(cn().add_working_days(Date(2027, 1, 1), -1), last);
  EXPECT_EQ(cn().add_working_days(Date(2030, 1, 1), 0), Date(2030, 1, 1)) << "rests on no day";
  EXPECT_EQ(cn().roll(Date(2030, 1, 1), Roll::none), Date(2030, 1, 1));
}

TEST(Calendar, AssumesThePatternWhenToldTo) {
  const Calendar assuming = cn().assuming();
  EXPECT_TRUE(assuming.assumes());
  EXPECT_FALSE(cn().assumes());
  EXPECT_NE(assuming, cn());
  EXPECT_EQ(assuming.assuming(), assuming);
  EXPECT_TRUE(assuming.is_working_day(Date(2027, 10, 1)));
  EXPECT_FALSE(assuming.is_working_day(Date(2027, 10, 2)));
  EXPECT_EQ(assuming.add_working_days(Date(2026, 12, 31), 1), Date(2027, 1, 1));
  EXPECT_TRUE(assuming.is_provisional(Date(2026, 12, 31), Date(2027, 1, 1)));
  EXPECT_TRUE(assuming.is_provisional(Date(2027, 1, 1), Date(2026, 12, 31)));
  EXPECT_TRUE(assuming.is_provisional(Date(2000, 1, 1), Date(2030, 1, 1)));
  EXPECT_FALSE(assuming.is_provisional(Date(2007, 1, 1), Date(2026, 12, 31)));
  EXPECT_TRUE(assuming.with_days_off({Date(2026, 6, 15)}).assumes());
  EXPECT_EQ(Calendar::from_json(assuming.to_json()), assuming);
  for (const char* name : {"weekdays", "every-day"})
    EXPECT_TRUE(Calendar::built_in(name).is_working_day(Date(9999, 12, 31))) << "a Friday; " << name;
}

TEST(Calendar, ZeroWorkingDaysIsTheDayItself) {
  EXPECT_EQ(cn().add_working_days(Date(2026, 10, 3), 0), Date(2026, 10, 3));
}

TEST(Calendar, AgreesWithThePublishedYears) {
  const std::filesystem::path folder = std::filesystem::path(AFTERCOURSE_SHARED) / "data" / "holiday_cn";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  std::vector<SpecialDay> published;
  for (int year = 2007; year <= 2026; ++year) {
    std::ifstream file(folder / (std::to_string(year) + ".json"));
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const auto days = Calendar::from_json(text).special_days();
    published.insert(published.end(), days.begin(), days.end());
  }
  const Calendar years("cn", monday_to_friday, published, cn().announced_from(), cn().announced_to());
  EXPECT_EQ(cn(), years) << "the same days with the same names";

  std::size_t next = 0; // an oracle of its own: the list in hand and the day of the week
  const auto& special = years.special_days();
  for (Date d(2007, 1, 1); d <= Date(2026, 12, 31); d = d.plus_days(1)) {
    while (next < special.size() && special[next].date < d) ++next;
    const bool listed = next < special.size() && special[next].date == d;
    ASSERT_EQ(cn().is_working_day(d), listed ? special[next].working : d.weekday() <= 5) << d.to_string();
  }
}

TEST(Calendar, AgreesWithWalkingDayByDay) {
  std::mt19937 random(20261020);
  const auto below = [&random](std::uint32_t n) { return static_cast<std::int32_t>(random() % n); };
  for (int made = 0; made < 200; ++made) {
    const Date origin = Date(1900, 1, 1).plus_days(below(100'000));
    std::vector<SpecialDay> days;
    for (int i = below(60); i >= 0; --i) {
      const Date d = origin.plus_days(below(400));
      days.push_back({d, d.days() % 3 == 0, {}});
    }
    days.push_back({origin, true, {}});
    if (origin.days() % 3 != 0)
      std::erase_if(days, [&](const SpecialDay& s) { return s.date == origin && !s.working; });
    const Calendar c =
        Calendar("random", static_cast<std::uint8_t>(1 + below(127)), days, origin, origin).assuming();
    for (int i = 0; i < 500; ++i) {
      const Date d = origin.plus_days(below(900) - 250);
      const int n = below(81) - 40;
      const Date reached = walk(c, d, n);
      ASSERT_EQ(c.add_working_days(d, n), reached) << d.to_string() << " + " << n << " in " << c.to_json();
      std::int64_t counted = 0;
      for (Date x = std::min(d, reached); x < std::max(d, reached);)
        counted += c.is_working_day(x = x.plus_days(1)) ? 1 : 0;
      ASSERT_EQ(c.working_days_between(d, reached), n < 0 ? -counted : counted)
          << d.to_string() << " + " << n;
    }
  }
}

TEST(Calendar, ReachesBothEndsOfTime) {
  for (const std::string& name : Calendar::built_in_names()) {
    const Calendar c = Calendar::built_in(name).assuming();
    const Date first(1400, 1, 1), last(9999, 12, 31);
    const std::int64_t all = c.working_days_between(first, last);
    EXPECT_EQ(c.add_working_days(first, all), c.roll(last, Roll::preceding)) << name;
    EXPECT_EQ(code_of([&] { c.add_working_days(first, all + 1); }), "AC1101") << name;
    EXPECT_EQ(code_of([&] { c.add_working_days(first, -1); }), "AC1101") << name;
    for (const std::int64_t n : {INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1})
      for (const Date d : {first, last, Date(2026, 10, 1)})
        EXPECT_EQ(code_of([&] { c.add_working_days(d, n); }), "AC1101") << name << ' ' << n;
    EXPECT_EQ(c.roll(first, Roll::preceding), first) << "a Wednesday";
  }
  EXPECT_EQ(Calendar::built_in("every-day").add_working_days(Date(2026, 10, 20), 1'000'000),
            Date(2026, 10, 20).plus_days(1'000'000));
}

TEST(Calendar, MayHaveNoRegularWeek) {
  const Calendar c("sessions", 0, {{Date(2026, 3, 7), true, ""}, {Date(2026, 9, 5), true, ""}},
                   Date(2026, 1, 1), Date(2026, 12, 31));
  EXPECT_EQ(c.add_working_days(Date(2026, 1, 1), 2), Date(2026, 9, 5));
  EXPECT_EQ(c.add_working_days(Date(2027, 1, 1), -2), Date(2026, 3, 7));
  EXPECT_EQ(code_of([&] { c.add_working_days(Date(2026, 1, 1), 3); }), "AC1101");
  EXPECT_EQ(code_of([&] { c.roll(Date(2026, 9, 6), Roll::following); }), "AC1101");
}

TEST(Calendar, RefusesWhatCannotBe) {
  const Date d(2026, 5, 1);
  EXPECT_EQ(code_of([&] { Calendar("c", 0, {{d, false, ""}}, d, d); }), "AC1110");
  EXPECT_EQ(code_of([&] { Calendar("c", 0x80, {}, d, d); }), "AC1110");
  EXPECT_EQ(code_of([&] { Calendar("c", 1, {{d, false, ""}, {d, true, ""}}, d, d); }), "AC1111");
  EXPECT_EQ(code_of([] { Calendar::built_in("mars"); }), "AC1112");
  for (const std::string& bad : {std::string("a\0b", 3), std::string("\xff\xfe"), std::string("x\ry")}) {
    EXPECT_EQ(code_of([&] { Calendar(bad, 1, {}, d, d); }), "AC1119");
    EXPECT_EQ(code_of([&] { Calendar("c", 1, {{d, false, bad}}, d, d); }), "AC1119");
    EXPECT_EQ(code_of([&] { Calendar("c", 1, {}, d, d).with_days_off({d}, "ok", bad); }), "AC1119");
  }
}

TEST(Calendar, LaterDaysWin) {
  const Date labour(2026, 5, 1), own(2026, 6, 15);
  const Calendar c = cn().with_days_off({own, own}, "厂庆").with_working_days({labour}, "值班");
  EXPECT_FALSE(c.is_working_day(own));
  EXPECT_EQ(c.special(own)->name, "厂庆");
  EXPECT_TRUE(c.is_working_day(labour));
  EXPECT_EQ(c.special(labour)->name, "值班");
  EXPECT_TRUE(cn().is_working_day(own)) << "the original is unchanged";
  EXPECT_NE(c, cn());
  EXPECT_EQ(cn().with_days_off({}), cn());
}

TEST(CalendarJson, ReadsBackWhatItWrites) {
  for (const std::string& name : Calendar::built_in_names()) {
    const Calendar c = Calendar::built_in(name);
    EXPECT_EQ(Calendar::from_json(c.to_json()), c) << name;
  }
}

TEST(CalendarJson, ReadsAShortForm) {
  const Calendar c = Calendar::from_json(R"({"name": "plant", "week": "1111110", "days_off": ["2026-05-01"],
      "working_days": [{"date": "2026-05-03", "name": "stock-taking"}]})");
  EXPECT_EQ(c.pattern().week(), 0b0111111);
  EXPECT_FALSE(c.is_working_day(Date(2026, 5, 1)));
  EXPECT_TRUE(c.is_working_day(Date(2026, 5, 3)));
  EXPECT_EQ(c.special(Date(2026, 5, 3))->name, "stock-taking");
  EXPECT_EQ(c.announced_from(), Date(2026, 1, 1));
  EXPECT_EQ(c.announced_to(), Date(2026, 12, 31));
}

TEST(CalendarJson, NamesThePlaceOfEveryFault) {
  const struct {
    const char *json, *place;
  } cases[] = {
      {R"({"week": "1111100"})", "name"},
      {R"({"name": "c"})", "week"},
      {R"({"name": "c", "week": "11111"})", "week"},
      {R"({"name": "c", "week": 31})", "week"},
      {R"({"name": 1, "week": "1111100"})", "name"},
      {R"({"name": "c", "week": "1111100", "dayz_off": []})", "dayz_off"},
      {R"({"name": "c", "week": "1111100", "days_off": {}})", "days_off"},
      {R"({"name": "c", "week": "1111100", "days_off": ["2026-05-01", "2026-02-30"]})", "days_off[1]"},
      {R"({"name": "c", "week": "1111100", "days_off": [{"date": "x"}]})", "days_off[0].date"},
      {R"({"name": "c", "week": "1111100", "announced": {"from": "2026-01-01"}})", "announced.to"},
      {R"({"name": "c", "week": "1111100", "announced": {"from": "2026-01-02", "to": "2026-01-01"}})",
       "announced"},
      {R"({"year": 2026, "days": [{"name": "n", "date": "2026-05-01"}]})", "days[0].isOffDay"},
      {R"({"year": 2026, "days": [{"name": "n", "isOffDay": true}]})", "days[0].date"},
      {R"({"year": 20260, "days": []})", "year"},
      {R"([])", ""},
  };
  for (const auto& c : cases) {
    try {
      Calendar::from_json(c.json);
      ADD_FAILURE() << c.json;
    } catch (const DataError& e) {
      EXPECT_EQ(e.code(), "AC1113");
      ASSERT_EQ(e.faults().size(), 1u) << c.json << e.what();
      EXPECT_EQ(e.faults()[0].field, c.place) << c.json;
    }
  }
}

TEST(CalendarJson, SaysWhereTheTextIsNoJson) {
  for (const char* text : {"{\n  \"name\": nul }", "{\n  \"name\"", "{\n } x", "{\n \xFF}"}) {
    try {
      Calendar::from_json(text);
      ADD_FAILURE() << text;
    } catch (const DataError& e) {
      EXPECT_EQ(e.code(), "AC1113");
      EXPECT_EQ(e.faults().at(0).row, 2) << e.what();
    }
  }
  EXPECT_EQ(code_of([] { Calendar::from_json(""); }), "AC1113");
}

} // namespace
} // namespace aftercourse
