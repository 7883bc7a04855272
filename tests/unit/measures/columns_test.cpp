// The tables have the columns that docs/agenda.md lists.
#include <aftercourse/measures/evaluate.hpp>
#include <aftercourse/measures/proposed_finding.hpp>

#include <gtest/gtest.h>

#include "../docs_page.hpp"

namespace aftercourse {
namespace {

std::string name_of(Column::Type type) {
  switch (type) {
  case Column::Type::boolean:
    return "boolean";
  case Column::Type::integer:
    return "integer";
  case Column::Type::decimal:
    return "decimal";
  case Column::Type::real:
    return "real";
  case Column::Type::date:
    return "date";
  case Column::Type::instant:
    return "instant";
  case Column::Type::text:
    return "text";
  case Column::Type::text_list:
    return "list of text";
  }
  return {};
}

std::vector<std::string> described(const std::string& heading) {
  std::vector<std::string> columns;
  for (const auto& row : testing::rows_under(heading, "agenda.md"))
    columns.push_back(row.at(0) + ": " + row.at(1));
  return columns;
}

std::vector<std::string> columns_of(const Frame& frame) {
  std::vector<std::string> columns;
  for (const Column& c : frame.columns()) columns.push_back(c.name + ": " + name_of(c.type));
  return columns;
}

TEST(Columns, of_the_agenda_are_those_described) {
  EXPECT_EQ(columns_of(TaskSet().to_frame()), described("## The agenda"));
}

TEST(Columns, of_an_evaluation_are_those_described_with_the_groups_behind_the_measure) {
  EvaluationQuery query;
  query.measures = {"completion_rate"};
  auto columns = described("## An evaluation");
  EXPECT_EQ(columns_of(evaluate(TaskSet(), query)), columns);
  query.by = {"unit", "month"};
  columns.insert(columns.begin() + 1, {"unit: text", "month: text"});
  EXPECT_EQ(columns_of(evaluate(TaskSet(), query)), columns);
}

TEST(Columns, of_findings_are_those_described) {
  EXPECT_EQ(columns_of(evaluate_findings(TaskSet())), described("## Findings"));
}

} // namespace
} // namespace aftercourse
