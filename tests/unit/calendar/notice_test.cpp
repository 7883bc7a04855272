#include <filesystem>
#include <fstream>
#include <iterator>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const Calendar& cn() {
  static const Calendar calendar = Calendar::built_in("cn");
  return calendar;
}

/// The code, and the field of the first fault where there are faults.
template <class Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return e.faults().empty() ? e.code() : e.code() + ' ' + e.faults().front().field;
  }
  return {};
}

constexpr const char* notice_2027 = R"({"year": 2027, "papers": ["https://example.org/2027"], "days": [
  {"name": "元旦", "date": "2026-12-31", "isOffDay": true},
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
  {"name": "元旦", "date": "2027-01-09", "isOffDay": false}]})";

TEST(Notice, AddsAYearToWhatIsAnnounced) {
  const Calendar c = cn().with_notice(notice_2027);
  EXPECT_EQ(c.name(), "cn");
  EXPECT_EQ(c.announced_from(), Date(2007, 1, 1));
  EXPECT_EQ(c.announced_to(), Date(2027, 12, 31));
  EXPECT_FALSE(c.is_working_day(Date(2026, 12, 31))) << "at the turn of the year";
  EXPECT_TRUE(c.is_working_day(Date(2027, 1, 9)));
  EXPECT_EQ(c.special(Date(2027, 1, 9))->source, "https://example.org/2027");
  EXPECT_EQ(c.special(Date(2026, 10, 1)), c.special(Date(2026, 10, 1)));
  EXPECT_FALSE(c.assumes());
  EXPECT_TRUE(cn().assuming().with_notice(notice_2027).assumes());
  EXPECT_EQ(c.with_notice(notice_2027), c) << "a second time nothing changes";
}

TEST(Notice, MayNotLeaveAGap) {
  EXPECT_EQ(refusal([] { cn().with_notice(R"({"year": 2028, "days": []})"); }), "AC1116");
  EXPECT_EQ(refusal([] { cn().with_notice(R"({"year": 2005, "days": []})"); }), "AC1116");
  EXPECT_EQ(cn().with_notice(R"({"year": 2006, "days": []})").announced_from(), Date(2006, 1, 1));
  const Calendar half("half", 0b0011111, {}, Date(2026, 4, 1), Date(2026, 6, 30));
  EXPECT_EQ(refusal([&] { half.with_notice(notice_2027); }), "AC1116") << "July to December 2026 are missing";
  EXPECT_EQ(refusal([&] { half.with_notice(R"({"year": 2025, "days": []})"); }), "AC1116");
  EXPECT_EQ(half.with_notice(R"({"year": 2026, "days": []})").announced_to(), Date(2026, 12, 31));
  EXPECT_EQ(Calendar::built_in("weekdays").with_notice(notice_2027).announced_to(), Date(9999, 12, 31));
}

TEST(Notice, MayNotContradictWhatIsKnownUnlessItAmends) {
  const char* other = R"({"year": 2026, "days": [{"name": "x", "date": "2026-10-10", "isOffDay": true}]})";
  EXPECT_EQ(refusal([&] { cn().with_notice(other); }), "AC1117");
  EXPECT_FALSE(cn().with_notice(other, true).is_working_day(Date(2026, 10, 10)));
  const Calendar own = cn().with_working_days({Date(2027, 1, 1)}, "stock-taking");
  EXPECT_EQ(refusal([&] { own.with_notice(notice_2027); }), "AC1117");
}

TEST(Notice, NamesThePlaceOfWhatCannotBe) {
  const struct {
    const char *json, *refusal;
  } table[] = {
      {R"({"year": 2027, "days": [{"date": "2027-05-01", "isOffDay": true},
                                  {"date": "2027-05-01", "isOffDay": false}]})",
       "AC1113 days[1].date"},
      {R"({"year": 2027, "days": [{"date": "2026-12-17", "isOffDay": true}]})", "AC1113 days[0].date"},
      {R"({"year": 2027, "days": [{"date": "2028-01-15", "isOffDay": true}]})", "AC1113 days[0].date"},
      {R"({"year": 2027, "days": [{"date": "2027-02-29", "isOffDay": true}]})", "AC1113 days[0].date"},
      {R"({"year": 2027, "days": [{"date": "2027-02-28", "isOffDay": 1}]})", "AC1113 days[0].isOffDay"},
      {R"({"year": 2027, "papers": [1], "days": []})", "AC1113 papers[0]"},
      {R"({"year": "2027", "days": []})", "AC1113 year"},
      {R"({"year": 2027})", "AC1113 days"},
      {R"({"name": "c", "week": "1111100"})", "AC1113 year"},
  };
  for (const auto& c : table) {
    EXPECT_EQ(refusal([&] { cn().with_notice(c.json); }), c.refusal) << c.json;
  }
  EXPECT_EQ(refusal([] {
              cn().with_notice(R"({"year": 2027, "days": [{"date": "2026-12-18", "isOffDay": true}]})");
            }),
            "");
}

TEST(Notice, ThePublishedYearsMakeTheBuiltInCalendar) {
  const std::filesystem::path folder = std::filesystem::path(AFTERCOURSE_SHARED) / "data" / "holiday_cn";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  Calendar c("cn", 0b0011111, {}, Date(2007, 1, 1), Date(2007, 12, 31));
  for (int year = 2007; year <= 2026; ++year) {
    std::ifstream file(folder / (std::to_string(year) + ".json"));
    c = c.with_notice(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  EXPECT_EQ(c, cn()) << "days, names, sources and what is announced";
}

TEST(CalendarYaml, ReadsWhatJsonSays) {
  const Calendar c = Calendar::from_yaml(R"(
name: plant
cycle: 1111110 1111100
from: 2026-01-05
announced: {from: 2026-01-01, to: 2027-12-31}
assume: true
days_off:
  - 2026-05-01
  - {date: 2026-10-01, name: 国庆节, source: notice}
working_days: [{date: "2026-05-03", name: stock-taking}]
)");
  EXPECT_EQ(c, Calendar::from_json(R"({"name": "plant", "cycle": "1111110 1111100", "from": "2026-01-05",
      "announced": {"from": "2026-01-01", "to": "2027-12-31"}, "assume": true,
      "days_off": ["2026-05-01", {"date": "2026-10-01", "name": "国庆节", "source": "notice"}],
      "working_days": [{"date": "2026-05-03", "name": "stock-taking"}]})"));
  EXPECT_EQ(Calendar::from_json(c.to_json()), c);
  EXPECT_EQ(Calendar::from_yaml(cn().to_json()), cn()) << "JSON is YAML";
  EXPECT_EQ(cn().with_notice(notice_2027).special(Date(2027, 1, 9))->name,
            Calendar::from_yaml(notice_2027).special(Date(2027, 1, 9))->name);
}

TEST(CalendarYaml, SaysLineAndColumn) {
  const struct {
    const char* yaml;
    std::int64_t line, column;
    const char* field;
  } table[] = {
      {"name: c\nweek: 11111\n", 2, 7, "week"},
      {"name: c\nweek: 1111100\nweak: 1\n", 3, 7, "weak"},
      {"name: c\nweek: 1111100\ndays_off:\n  - 2026-05-01\n  - 2026-02-30\n", 5, 5, "days_off[1]"},
      {"name: c\nweek: 1111100\ndays_off:\n  - {name: x}\n", 4, 5, "days_off[0].date"},
      {"name: c\nweek: 1111100\nassume: maybe\n", 3, 9, "assume"},
      {"name: c\ncycle: 111\nfrom: 2026-13-01\n", 3, 7, "from"},
      {"name: c\ncycle: 11a\nfrom: 2026-01-01\n", 2, 8, "cycle"},
      {"name: c\nweek: 1111100\nfrom: 2026-01-01\n", 3, 7, "from"},
      {"name: c\nname: d\n", 2, 1, ""},
      {"name: &a c\n", 1, 7, ""},
      {"name: !x c\n", 1, 7, ""},
      {"name: [c\n", 2, 1, ""},
      {"name: c\n\xFF", 2, 1, ""},
      {"week: 1111100\n---\nname: c\n", 1, 1, ""},
      {"", 1, 1, ""},
  };
  for (const auto& c : table) {
    try {
      Calendar::from_yaml(c.yaml);
      ADD_FAILURE() << c.yaml;
    } catch (const DataError& e) {
      EXPECT_EQ(e.code(), "AC1113");
      const Fault& fault = e.faults().at(0);
      EXPECT_EQ(fault.field, c.field) << c.yaml << e.what();
      EXPECT_EQ(fault.row, c.line) << c.yaml << e.what();
      EXPECT_EQ(fault.column, c.column) << c.yaml << e.what();
    }
  }
  for (const std::size_t deep : {100u, 10'000u})
    EXPECT_EQ(refusal([&] { Calendar::from_yaml(std::string(deep, '[') + std::string(deep, ']')); }),
              "AC8002");
}

} // namespace
} // namespace aftercourse
