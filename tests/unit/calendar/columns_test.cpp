#include <aftercourse/calendar/columns.hpp>

#include <aftercourse/base/error.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

template <class Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return e.code() + ' ' + e.where();
  }
  return {};
}

TEST(Columns, NameTheFirstRowThatIsRefusedAndWriteNothing) {
  const Calendar cn = Calendar::built_in("cn");
  const std::int32_t good = Date(2026, 9, 30).days(), beyond = Date(2027, 1, 4).days();
  std::vector<std::int32_t> days(10'000, good), n(10'000, 1), out(10'000, 77);
  const auto untouched = out;
  days[6000] = beyond;
  days[9000] = Date::max_days + 1;
  EXPECT_EQ(refusal([&] { add_working_days(cn, days, n, out); }), "AC1114 row 6000");
  EXPECT_EQ(refusal([&] { add_working_days(cn, days, 1, out); }), "AC1114 row 6000");
  EXPECT_EQ(refusal([&] { working_days_between(cn, days, n, out); }), "AC1114 row 0") << "n are days of 1970";
  EXPECT_EQ(refusal([&] { roll(cn, days, Roll::following, out); }), "AC1114 row 6000");
  EXPECT_EQ(refusal([&] { add_working_days(cn.assuming(), days, n, out); }), "AC1101 row 9000");
  EXPECT_EQ(out, untouched);
  std::vector<std::int8_t> worked(10'000, 7);
  EXPECT_EQ(refusal([&] { is_working_day(cn, days, worked); }), "AC1114 row 6000");
  EXPECT_EQ(worked, std::vector<std::int8_t>(10'000, 7));

  days = std::vector<std::int32_t>(10'000, good);
  n[5000] = 10'000'000;
  EXPECT_EQ(refusal([&] { add_working_days(cn, days, n, out); }), "AC1101 row 5000");
  n[5000] = 500;
  EXPECT_EQ(refusal([&] { add_working_days(cn, days, n, out); }), "AC1114 row 5000") << "the day it reaches";
  for (const std::int64_t far : {INT64_MAX, INT64_MIN, std::int64_t{INT32_MIN}, std::int64_t{1} << 32})
    EXPECT_EQ(refusal([&] { add_working_days(cn, days, far, out); }), "AC1101 row 0") << far;
  EXPECT_EQ(out, untouched);
}

TEST(Columns, AddPeriodsAsTheScalarDoes) {
  const Calendar cn = Calendar::built_in("cn");
  std::vector<std::int32_t> days;
  for (std::int32_t d = Date(2024, 1, 1).days(); d < Date(2026, 1, 1).days(); ++d) days.push_back(d);
  days[100] = no_day;
  for (const char* text :
       {"0 days", "-3 days", "7 working days", "2 weeks", "1 month", "-5 quarters", "4 years"}) {
    const Period p = Period::from_text(text);
    std::vector<std::int32_t> out(days.size());
    add(cn, days, p, out);
    for (std::size_t i = 0; i < days.size(); ++i)
      ASSERT_EQ(out[i], i == 100 ? no_day : add(Date::from_days(days[i]), p, cn).days()) << text << ' ' << i;
  }
  days[200] = Date::max_days;
  auto in_place = days;
  EXPECT_EQ(refusal([&] { add(cn, in_place, {1, PeriodUnit::months}, in_place); }), "AC1101 row 200");
  EXPECT_EQ(in_place, days);
  EXPECT_EQ(refusal([&] { add(cn, days, {1, PeriodUnit::days}, {}); }), "AC1004 ");
}

TEST(Columns, TellWhatIsProvisional) {
  const Calendar cn = Calendar::built_in("cn");
  const std::vector<std::int32_t> days{Date(2026, 1, 31).days(), no_day, cn.announced_to().days() + 1};
  std::vector<std::int8_t> provisional(3);
  is_provisional(cn, days, provisional);
  EXPECT_EQ(provisional, (std::vector<std::int8_t>{0, -1, 1}));
}

TEST(Columns, OfUnequalLengthAreRefused) {
  const Calendar c = Calendar::built_in("weekdays");
  const std::vector<std::int32_t> three(3, 0), two(2, 0);
  std::vector<std::int32_t> out(3), short_out(2);
  std::vector<std::int8_t> worked(2);
  EXPECT_EQ(refusal([&] { add_working_days(c, three, two, out); }), "AC1004 ");
  EXPECT_EQ(refusal([&] { add_working_days(c, three, three, short_out); }), "AC1004 ");
  EXPECT_EQ(refusal([&] { add_working_days(c, three, 1, short_out); }), "AC1004 ");
  EXPECT_EQ(refusal([&] { working_days_between(c, three, two, out); }), "AC1004 ");
  EXPECT_EQ(refusal([&] { roll(c, two, Roll::none, out); }), "AC1004 ");
  EXPECT_EQ(refusal([&] { is_working_day(c, three, worked); }), "AC1004 ");
  EXPECT_EQ(refusal([&] { is_provisional(c, three, worked); }), "AC1004 ");
}

TEST(Columns, MayBeEmptyOrWhollyMissing) {
  const Calendar c = Calendar::built_in("cn");
  add_working_days(c, {}, 1, {});
  const std::vector<std::int32_t> missing(5, no_day);
  std::vector<std::int32_t> out(5, 0);
  add_working_days(c, missing, 3, out);
  EXPECT_EQ(out, missing);
}

} // namespace
} // namespace aftercourse
