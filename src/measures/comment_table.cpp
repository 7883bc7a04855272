#include "comment_table.hpp"

#include "row_columns.hpp"

namespace aftercourse {

namespace {

using CommentRows = std::vector<CommentRow>;

Column count_column(std::string name, const CommentRows& rows, std::int64_t CommentRow::*count) {
  return integer_column(std::move(name), rows, [=](const CommentRow& row) {
    return row.suppressed() ? std::nullopt : std::optional(row.*count);
  });
}

Column list_column(std::string name, const CommentRows& rows, std::vector<std::string> CommentRow::*list) {
  Column c = column_named(std::move(name), Column::Type::text_list);
  Words words;
  c.offsets.push_back(0);
  for (const CommentRow& row : rows) {
    for (const std::string& text : row.*list)
      c.codes.push_back(static_cast<std::int32_t>(words.intern(text)));
    c.offsets.push_back(static_cast<std::int32_t>(c.codes.size()));
    c.valid.push_back(row.suppressed() ? 0 : 1);
  }
  c.words = words.texts();
  return c;
}

} // namespace

Frame comment_table(const std::vector<std::string>& by, const CommentRows& rows) {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < by.size(); ++i)
    columns.push_back(text_column(by[i], rows, [&](const CommentRow& r) { return r.group[i]; }));
  columns.push_back(text_column("dimension", rows, [](const CommentRow& r) { return r.dimension; }));
  columns.push_back(text_column("title", rows, [](const CommentRow& r) { return r.title; }));
  columns.push_back(count_column("people", rows, &CommentRow::people));
  columns.push_back(count_column("comments", rows, &CommentRow::comments));
  columns.push_back(count_column("positive", rows, &CommentRow::positive));
  columns.push_back(count_column("negative", rows, &CommentRow::negative));
  columns.push_back(count_column("mixed", rows, &CommentRow::mixed));
  columns.push_back(count_column("neutral", rows, &CommentRow::neutral));
  columns.push_back(list_column("key_terms", rows, &CommentRow::key_terms));
  columns.push_back(list_column("praise", rows, &CommentRow::praise));
  columns.push_back(list_column("blame", rows, &CommentRow::blame));
  columns.push_back(text_column("quotes", rows, [](const CommentRow& r) { return r.quotes; }));
  columns.push_back(text_column("state", rows, [](const CommentRow& r) { return r.state; }));
  return Frame(std::move(columns), rows.size());
}

} // namespace aftercourse
