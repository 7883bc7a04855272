#include <algorithm>
#include <array>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/reading/codes.hpp>
#include <aftercourse/reading/options.hpp>

#include "exact.hpp"
#include "scheme_data.hpp"

namespace aftercourse::reading {

namespace {

using namespace assessment_codes;

/// The keys that only items of some types have.
std::vector<std::string> keys_of_type(ItemType type) {
  switch (type) {
  case ItemType::single:
    return {"options", "key"};
  case ItemType::multiple:
    return {"options", "key", "credit"};
  case ItemType::numeric:
    return {"key", "tolerance"};
  case ItemType::rubric:
    return {"rubric"};
  case ItemType::true_false:
  case ItemType::text:
    return {"key"};
  }
  return {};
}

void read_options_of_item(SchemeReading& r, const Node& node, Item& item) {
  item.options = read_options(r, node, "`{A: ..., B: ...}`", item.type == ItemType::multiple);
  if (item.options.size() == 1) r.error(codes::wrong_value, node, "one option is no choice", "two or more");
}

void read_option_key(SchemeReading& r, const Node& node, Item& item) {
  std::vector<std::string> ids;
  for (const Named& option : item.options) ids.push_back(option.id);
  for (const Node* one : as_list(node)) {
    const auto text = read_text(r, *one, "the id of an option");
    if (!text) continue;
    if (std::ranges::find(ids, *text) == ids.end())
      r.error(wrong_key, *one, "the key `" + *text + "` is no option of the item", "the id of an option",
              suggest(*text, ids));
    else if (std::ranges::find(item.key, *text) != item.key.end())
      r.error(codes::taken_name, *one, "the key `" + *text + "` is given twice");
    else
      item.key.push_back(*text);
  }
  if (item.type == ItemType::single && as_list(node).size() > 1)
    r.error(wrong_key, node, "a `single` item has one right option", "", "multiple");
  std::ranges::sort(item.key);
}

void read_written_key(SchemeReading& r, const Node& node, Item& item) {
  for (const Node* one : as_list(node)) {
    const auto text = read_text(r, *one, item.type == ItemType::numeric ? "a number" : "an accepted answer");
    if (!text) continue;
    if (item.type == ItemType::numeric && !exact_number(fold(*text)))
      r.error(wrong_key, *one, "the key `" + *text + "` is no number", "a number such as `3.14`");
    else if (fold(*text).empty())
      r.error(wrong_key, *one, "the key is blank");
    else
      item.key.push_back(*text);
  }
}

void read_key(SchemeReading& r, const Node& node, const Node* key, Item& item) {
  if (!key || (key->is_sequence() && key->items.empty()) || key->type == Node::Type::null)
    return r.error(wrong_key, key ? *key : node, "the item has no right answer", "`key`");
  if (item.type == ItemType::true_false) {
    if (const auto truth = read_boolean(r, *key)) item.key = {*truth ? "true" : "false"};
  } else if (item.type == ItemType::single || item.type == ItemType::multiple) {
    read_option_key(r, *key, item);
  } else {
    read_written_key(r, *key, item);
  }
}

void read_tolerance(SchemeReading& r, const Node& node, Item& item) {
  Keys keys(r, node, {"absolute", "relative"}, "a tolerance");
  if (!keys) return;
  if (const Node* absolute = keys["absolute"]) item.absolute = read_decimal(r, *absolute, Decimal());
  if (const Node* relative = keys["relative"])
    item.relative = read_decimal(r, *relative, Decimal(), Decimal::from_integer(1));
}

void read_key_points(SchemeReading& r, const Node& node, Item& item) {
  for (const Node* one : as_list(node)) {
    const auto text = read_text(r, *one, "a key point");
    if (!text) continue;
    if (std::ranges::find(r.key_points, *text) == r.key_points.end())
      r.error(unknown_name, *one, "unknown key point `" + *text + "`", "one of `key_points`",
              suggest(*text, r.key_points));
    else if (std::ranges::find(item.key_points, *text) == item.key_points.end())
      item.key_points.push_back(*text);
  }
  std::ranges::sort(item.key_points);
}

void read_answer(SchemeReading& r, Keys& keys, const Node& node, Item& item) {
  if (item.type == ItemType::rubric) {
    if (const Node* rubric = keys.require("rubric", "criteria with levels"))
      item.rubric = read_rubric(r, *rubric, item);
    return;
  }
  const bool chosen = item.type == ItemType::single || item.type == ItemType::multiple;
  if (chosen) {
    const Node* options = keys.require("options", "`{A: ..., B: ...}`");
    if (!options) return;
    read_options_of_item(r, *options, item);
    if (item.options.empty()) return;
  }
  read_key(r, node, keys["key"], item);
  if (const Node* credit = keys["credit"])
    item.credit = read_enum<Credit>(r, *credit).value_or(Credit::all_or_nothing);
  if (const Node* tolerance = keys["tolerance"]) read_tolerance(r, *tolerance, item);
}

} // namespace

void read_item(SchemeReading& r, const Node& node, Item& item) {
  std::vector<std::string> known = {"id", "type", "text", "marks", "key_points"};
  const Node* type = node.is_mapping() ? node.find("type") : nullptr;
  std::optional<ItemType> read;
  if (type) read = read_enum<ItemType>(r, *type);
  if (read) {
    const auto further = keys_of_type(*read);
    known.insert(known.end(), further.begin(), further.end());
  } else {
    known.insert(known.end(), {"options", "key", "credit", "tolerance", "rubric"});
  }
  Keys keys(r, node, known,
            read ? "a `" + words_of<ItemType>()[static_cast<std::size_t>(*read)] + "` item" : "an item");
  if (!keys) return;
  if (const Node* id = keys.require("id", "letters, digits and hyphens")) {
    item.id = read_id(r, *id, "the item's id").value_or("");
    r.items.add(r, *id, item.id);
  }
  if (const Node* text = keys["text"]) item.title = read_title(r, *text);
  if (const Node* marks = keys.require("marks", "a number above 0"))
    item.marks = read_marks(r, *marks, Decimal::from_units(1), Decimal::from_integer(1'000'000'000))
                     .value_or(Decimal());
  if (const Node* points = keys["key_points"]) read_key_points(r, *points, item);
  if (!keys.require("type", "single, multiple, true-false, numeric, text or rubric") || !read) return;
  item.type = read.value_or(ItemType::single);
  read_answer(r, keys, node, item);
}

} // namespace aftercourse::reading
