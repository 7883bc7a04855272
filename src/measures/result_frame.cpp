#include "result_frame.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "row_columns.hpp"

namespace aftercourse {

namespace {

/// The words of the dictionary ascend, so that months sort in time where a table sorts by its categories.
template <class Get>
Column texts(std::string name, const std::vector<MeasuredRow>& rows, Get get) {
  Column c = column_named(std::move(name), Column::Type::text);
  std::map<std::string, std::int32_t> codes;
  for (const MeasuredRow& row : rows) codes.try_emplace(get(row), 0);
  for (auto& [word, code] : codes) {
    code = static_cast<std::int32_t>(c.words.size());
    c.words.push_back(word);
  }
  for (const MeasuredRow& row : rows) {
    const std::string text = get(row);
    c.codes.push_back(codes.at(text));
    c.valid.push_back(text.empty() ? 0 : 1);
  }
  return c;
}

Column integers(std::string name, const std::vector<MeasuredRow>& rows, std::int64_t MeasuredRow::*member) {
  Column c = column_named(std::move(name), Column::Type::integer);
  for (const MeasuredRow& row : rows) c.integers.push_back(row.*member);
  return c;
}

/// The group columns of all measures together.
std::vector<std::string> all_groups(const std::vector<Answered>& answers, const EvaluationQuery& query) {
  std::vector<std::string> by = query.by;
  for (const Answered& answered : answers)
    for (const std::string& name : answered.by)
      if (std::ranges::find(by, name) == by.end()) by.push_back(name);
  return by;
}

/// The rows of all measures, each with its words in the columns of `by`.
std::vector<MeasuredRow> aligned_rows(const std::vector<Answered>& answers,
                                      const std::vector<std::string>& by) {
  std::vector<MeasuredRow> rows;
  for (const Answered& answered : answers)
    for (const MeasuredRow& row : answered.rows) {
      std::vector<std::string> aligned(by.size());
      for (std::size_t i = 0; i < row.group.size(); ++i)
        aligned[static_cast<std::size_t>(std::ranges::find(by, answered.by[i]) - by.begin())] = row.group[i];
      rows.push_back(row);
      rows.back().group = std::move(aligned);
    }
  return rows;
}

void add_change(std::vector<Column>& columns, const std::vector<MeasuredRow>& rows) {
  columns.push_back(real_column("previous", rows, [](const MeasuredRow& r) { return r.change.previous; }));
  columns.push_back(real_column("change", rows, [](const MeasuredRow& r) { return r.change.value; }));
  columns.push_back(real_column("change_low", rows, [](const MeasuredRow& r) { return r.change.low; }));
  columns.push_back(real_column("change_high", rows, [](const MeasuredRow& r) { return r.change.high; }));
}

std::optional<double> shown(const MeasuredRow& row, double number) {
  return row.suppressed || std::isnan(number) ? std::nullopt : std::optional(number);
}

} // namespace

Frame result_frame(const std::vector<Answered>& answers, const EvaluationQuery& query) {
  const std::vector<std::string> by = all_groups(answers, query);
  const std::vector<MeasuredRow> rows = aligned_rows(answers, by);
  std::vector<Column> columns;
  columns.push_back(texts("measure", rows, [](const MeasuredRow& r) { return r.measure; }));
  for (std::size_t i = 0; i < by.size(); ++i)
    columns.push_back(texts(by[i], rows, [&](const MeasuredRow& r) { return r.group[i]; }));
  columns.push_back(texts("level", rows, [](const MeasuredRow& r) { return r.level; }));
  columns.push_back(real_column("value", rows, [](const MeasuredRow& r) { return r.value; }));
  columns.push_back(real_column("numerator", rows, [](const MeasuredRow& r) { return shown(r, r.of); }));
  columns.push_back(
      real_column("denominator", rows, [](const MeasuredRow& r) { return shown(r, r.out_of); }));
  columns.push_back(integers("on_time", rows, &MeasuredRow::on_time));
  columns.push_back(integers("late", rows, &MeasuredRow::late));
  columns.push_back(integers("early", rows, &MeasuredRow::early));
  columns.push_back(integers("open", rows, &MeasuredRow::open));
  columns.push_back(integers("missing", rows, &MeasuredRow::missing));
  columns.push_back(integers("void", rows, &MeasuredRow::voided));
  columns.push_back(integers("waived", rows, &MeasuredRow::waived));
  columns.push_back(real_column("low", rows, [](const MeasuredRow& r) { return r.bounds.low; }));
  columns.push_back(real_column("high", rows, [](const MeasuredRow& r) { return r.bounds.high; }));
  columns.push_back(texts("interval", rows, [](const MeasuredRow& r) { return r.bounds.name; }));
  if (std::ranges::any_of(answers, &Answered::is_model))
    columns.push_back(real_column("p_value", rows, [](const MeasuredRow& r) { return r.p_value; }));
  if (query.versus != Versus::nothing) add_change(columns, rows);
  columns.push_back(texts("state", rows, [](const MeasuredRow& r) { return r.state; }));
  columns.push_back(texts("clause", rows, [](const MeasuredRow& r) { return r.clause; }));
  return Frame(std::move(columns), rows.size());
}

} // namespace aftercourse
