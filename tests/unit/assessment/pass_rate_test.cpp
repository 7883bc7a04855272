#include <aftercourse/assessment/pass_rate.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include <aftercourse/facts/csv_scan.hpp>

namespace aftercourse {
namespace {

TEST(PassRate, NamesItsDenominator) {
  const std::vector<CourseEnd> ends = {
      {true, false, {}}, {false, true, -3}, {false, true, 40}, {false, true, {}}, {false, false, {}}};
  const PassRate started = pass_rate(ends);
  EXPECT_EQ(started.denominator, PassDenominator::started);
  EXPECT_EQ(started.of, 4);
  EXPECT_EQ(in_words(started).en, "1 of 4 who started passed (25.0 %)");
  EXPECT_EQ(pass_rate(ends, PassDenominator::enrolled).of, 5);
  EXPECT_EQ(pass_rate(ends, PassDenominator::completed).of, 2);
}

TEST(PassRate, AnUnknownResultIsMissingAndNoFailure) {
  const std::vector<CourseEnd> ends = {
      {true, false, {}}, {std::nullopt, false, {}}, {false, false, {}}, {std::nullopt, true, 40}};
  const PassRate started = pass_rate(ends);
  EXPECT_EQ(started.passed, 1);
  EXPECT_EQ(started.of, 3); // who withdrew did not pass
  EXPECT_EQ(started.missing, 1);
  EXPECT_EQ(in_words(started).en, "1 of 3 who started passed (33.3 %); of 1 the result is missing");
  const PassRate completed = pass_rate(ends, PassDenominator::completed);
  EXPECT_EQ(completed.of, 2);
  EXPECT_EQ(completed.missing, 1);
}

TEST(PassRate, DayZeroIsNoStart) {
  const std::vector<CourseEnd> ends = {{false, true, 0}, {false, true, 1}};
  EXPECT_EQ(pass_rate(ends).of, 1);
}

TEST(PassRate, OfNobodyIsNone) {
  const PassRate none = pass_rate({});
  EXPECT_TRUE(std::isnan(none.rate));
  EXPECT_EQ(in_words(none).en, "nobody started: there is no pass rate");
}

TEST(PassRate, NeverReadsAsAllOrNothingWhenItIsNot) {
  std::vector<CourseEnd> ends(10000, CourseEnd{true, false, {}});
  ends[0].passed = false;
  EXPECT_EQ(in_words(pass_rate(ends)).en, "9,999 of 10,000 who started passed (99.9 %)");
}

std::string text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The columns of a file by name, as texts, joined by the three columns that name an enrolment.
std::map<std::string, std::map<std::string, std::string>> enrolments(const std::string& file) {
  std::map<std::string, std::map<std::string, std::string>> out;
  const std::string text = text_of_file(file);
  CsvScan scan(text, ',');
  scan.next();
  const std::vector<std::string> names(scan.cells().begin(), scan.cells().end());
  while (scan.next()) {
    std::map<std::string, std::string> row;
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = scan.cells()[i];
    out[row["code_module"] + row["code_presentation"] + row["id_student"]] = row;
  }
  return out;
}

/// The Open University's learning analytics dataset (Kuzilek, Hlosta, Zdrahal 2017, Scientific Data
/// 4:170171).
TEST(PassRate, OfTheOpenUniversity) {
  const std::string folder = AFTERCOURSE_SHARED "/data/oulad/";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no data of the Open University beside this folder";
  const auto registrations = enrolments(folder + "studentRegistration.csv");
  std::vector<CourseEnd> ends;
  for (const auto& [key, row] : enrolments(folder + "studentInfo.csv")) {
    const std::string& end = row.at("final_result");
    CourseEnd& added = ends.emplace_back();
    added.passed = end == "Pass" || end == "Distinction";
    added.withdrawn = end == "Withdrawn";
    const std::string& day = registrations.at(key).at("date_unregistration");
    if (!day.empty() && day != "?") added.withdrawn_on = std::stoi(day);
  }
  EXPECT_EQ(in_words(pass_rate(ends, PassDenominator::enrolled)).en,
            "15,385 of 32,593 who were enrolled passed (47.2 %)");
  EXPECT_EQ(in_words(pass_rate(ends)).en, "15,385 of 29,496 who started passed (52.2 %)");
  EXPECT_EQ(in_words(pass_rate(ends, PassDenominator::completed)).en,
            "15,385 of 22,437 who completed passed (68.6 %)");
}

} // namespace
} // namespace aftercourse
