#include "joint.hpp"

#include <algorithm>

namespace aftercourse {

namespace {

/// Whether the field by which evidence names an item refers to any kind, and so says which: "module/M1".
bool names_its_kind(const Snapshot& facts, const Evidence& each) {
  const Field& field = facts.schema().kind(each.parts.front().kind).fields[each.each_field];
  return field.type == FieldType::reference && field.target.empty();
}

} // namespace

std::vector<std::string> items_of(const Evaluator& evaluator, const Evidence& each, const Viewpoint& from) {
  std::vector<std::string> items;
  if (!each.each) return items;
  const Snapshot& facts = evaluator.facts();
  const Path& path = *each.each;
  if (path.ends_in_row() && !path.steps.empty() && path.steps.back().type == Step::Type::in_force) {
    const Step& last = path.steps.back();
    Path owner = path; // every fact that refers there, not only the one in force
    owner.steps.pop_back();
    const Place at = evaluator.follow(owner, from);
    if (!at) return items;
    const Table& table = facts.table(last.kind);
    const std::string prefix = names_its_kind(facts, each) ? table.kind().name + "/" : "";
    for (const Row row : facts.referring(last.kind, last.field, at.row))
      items.push_back(prefix + std::string(table.id(row)));
  } else {
    const Value v = evaluator.value(path, from);
    if (const auto* list = std::get_if<std::vector<std::string>>(&v))
      items = *list;
    else if (!is_missing(v))
      items.push_back(to_string(v));
  }
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return items;
}

std::vector<std::string> items_named(const Snapshot& facts, const Evidence& each, Place fact) {
  const Value v = facts.table(fact.kind).get(fact.row, each.each_field);
  if (const auto* list = std::get_if<std::vector<std::string>>(&v)) return *list;
  return {to_string(v)};
}

namespace {

std::int32_t parts_of(const Evaluator& evaluator, const Evidence& e, const Viewpoint& from) {
  switch (e.type) {
  case Evidence::Type::fact:
  case Evidence::Type::any:
    return 1;
  case Evidence::Type::at_least:
    return static_cast<std::int32_t>(e.n);
  case Evidence::Type::for_each:
    return static_cast<std::int32_t>(items_of(evaluator, e, from).size());
  case Evidence::Type::all: {
    std::int32_t n = 0;
    for (const Evidence& part : e.parts) n += parts_of(evaluator, part, from);
    return n;
  }
  }
  return 1;
}

} // namespace

std::int32_t parts_of(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from) {
  if (rule.done_by.type == Evidence::Type::fact && !rule.asks.empty())
    return static_cast<std::int32_t>(rule.asks.size());
  return parts_of(evaluator, rule.done_by, from);
}

} // namespace aftercourse
