#include <algorithm>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/reading/codes.hpp>

#include "scheme_data.hpp"

namespace aftercourse::reading {

namespace {

/// `excellent: 10`, or `excellent: {marks: 10, text: {en: ..., zh: ...}}`.
void read_level(Reading& r, const Node& key, const Node& node, Criterion& criterion) {
  const auto id = read_id(r, key, "a level");
  if (!id) return;
  Level level{{*id, {}}, {}};
  const Node* marks = &node;
  if (node.is_mapping()) {
    Keys keys(r, node, {"marks", "text"}, "a level");
    if (const Node* text = keys["text"]) level.title = read_title(r, *text);
    marks = keys.require("marks", "a number from 0 on");
  }
  if (!marks) return;
  if (const auto read = read_marks(r, *marks, Decimal())) level.marks = *read;
  const auto same = std::ranges::find_if(criterion.levels, [&](const Level& l) {
    return fold(l.id) == fold(level.id) || l.marks == level.marks;
  });
  if (same != criterion.levels.end())
    r.error(codes::taken_name, key,
            "the levels `" + same->id + "` and `" + level.id + "` cannot be told apart");
  criterion.levels.push_back(std::move(level));
}

Criterion read_criterion(Reading& r, const Node& node, Names& names) {
  Criterion criterion;
  Keys keys(r, node, {"id", "text", "levels"}, "a criterion");
  if (!keys) return criterion;
  if (const Node* id = keys.require("id", "letters, digits and hyphens")) {
    criterion.id = read_id(r, *id, "the criterion's id").value_or("");
    names.add(r, *id, criterion.id);
  }
  if (const Node* text = keys["text"]) criterion.title = read_title(r, *text);
  const Node* levels = keys.require("levels", "`{full: 10, half: 5, none: 0}`");
  if (!levels) return criterion;
  if (!levels->is_mapping() || levels->keys.size() < 2)
    r.error(codes::wrong_form, *levels, "these are no levels", "two or more: `{full: 10, half: 5, none: 0}`");
  else
    for (std::size_t i = 0; i < levels->keys.size(); ++i)
      read_level(r, levels->keys[i], levels->items[i], criterion);
  std::ranges::sort(criterion.levels, std::greater(), &Level::marks);
  return criterion;
}

void read_raters(Reading& r, Keys& keys, Rubric& rubric) {
  if (const Node* merge = keys["merge"]) rubric.merge = read_enum<Merge>(r, *merge).value_or(Merge::mean);
  const bool third = rubric.merge == Merge::third_rater;
  rubric.raters = third ? 2 : 1;
  if (const Node* raters = keys["raters"]) {
    rubric.raters = read_integer(r, *raters, 1).value_or(1);
    if (third && rubric.raters != 2)
      r.error(codes::wrong_value, *raters, "a third rater is called after two", "`raters: 2`");
  }
  const Node* differ = keys["differ"];
  if (third) differ = keys.require("differ", "the marks by which two raters may differ");
  if (!differ) return;
  rubric.differ = read_marks(r, *differ, Decimal());
  if (!third) r.error(codes::wrong_value, *differ, "only `merge: third-rater` looks at a difference");
}

} // namespace

Rubric read_rubric(SchemeReading& r, const Node& node, const Item& item) {
  Rubric rubric;
  Keys keys(r, node, {"criteria", "raters", "merge", "differ"}, "a rubric");
  if (!keys) return rubric;
  read_raters(r, keys, rubric);
  const Node* criteria = keys.require("criteria", "a list");
  if (!criteria) return rubric;
  Names names("the criterion");
  std::int64_t highest = 0;
  const std::size_t before = r.report.size();
  for (const Node* one : as_list(*criteria)) {
    rubric.criteria.push_back(read_criterion(r, *one, names));
    const auto& levels = rubric.criteria.back().levels;
    const std::int64_t top = levels.empty() ? 0 : levels.front().marks.units();
    if (__builtin_add_overflow(highest, top, &highest)) highest = 0;
  }
  const Decimal sum = Decimal::from_units(highest);
  if (r.report.size() == before && sum != item.marks)
    r.error(assessment_codes::wrong_marks, *criteria,
            "the highest levels add to " + sum.to_string() + " marks, the item has " +
                item.marks.to_string());
  return rubric;
}

} // namespace aftercourse::reading
