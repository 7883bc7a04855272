#include "comment_table.hpp"

#include "words.hpp"

namespace aftercourse {

namespace {

using CommentRows = std::vector<CommentRow>;

Column column_named(std::string name, Column::Type type) {
  Column c;
  c.name = std::move(name);
  c.type = type;
  return c;
}

template <class Get>
Column text_column(std::string name, const CommentRows& rows, Get get) {
  Column c = column_named(std::move(name), Column::Type::text);
  Words words;
  for (const CommentRow& row : rows) {
    const std::string text = get(row);
    c.codes.push_back(static_cast<std::int32_t>(words.intern(text)));
    c.valid.push_back(text.empty() ? 0 : 1);
  }
  c.words = words.texts();
  return c;
}

Column count_column(std::string name, const CommentRows& rows, std::int64_t CommentRow::*count) {
  Column c = column_named(std::move(name), Column::Type::integer);
  for (const CommentRow& row : rows) {
    c.integers.push_back(row.suppressed() ? 0 : row.*count);
    c.valid.push_back(row.suppressed() ? 0 : 1);
  }
  return c;
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
