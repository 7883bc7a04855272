#include <algorithm>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/reading/codes.hpp>
#include <aftercourse/reading/options.hpp>

#include "instrument_data.hpp"

namespace aftercourse::reading {

namespace {

using namespace instrument_codes;

/// The keys that only items of some types have.
std::vector<std::string> keys_of_answer(AnswerType type) {
  switch (type) {
  case AnswerType::scale:
    return {"scale", "reversed", "scored"};
  case AnswerType::matrix:
    return {"scale", "rows", "reversed", "scored"};
  case AnswerType::single:
  case AnswerType::multiple:
    return {"options"};
  case AnswerType::number:
    return {"min", "max"};
  case AnswerType::text:
    break;
  }
  return {};
}

void read_labels(Reading& r, const Node& node, AnswerScale& scale) {
  if (!node.is_mapping())
    return r.error(codes::wrong_form, node, "these are no labels", "`{1: never, 5: always}`");
  std::map<std::string, Decimal> same;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const auto value = read_decimal(r, node.keys[i]);
    ScaleLabel label{value.value_or(Decimal()), read_title(r, node.items[i])};
    if (value && ((scale.min && *value < *scale.min) || (scale.max && *value > *scale.max)))
      r.error(wrong_scale, node.keys[i], "the label " + value->to_string() + " is outside the scale");
    for (const std::string& text : {label.title.en, label.title.zh})
      if (!text.empty() && !same.emplace(fold(text), label.value).second && same[fold(text)] != label.value)
        r.error(codes::taken_name, node.keys[i], "`" + text + "` labels two values");
    scale.labels.push_back(std::move(label));
  }
  std::ranges::sort(scale.labels, {}, &ScaleLabel::value);
}

void read_not_applicable(Reading& r, const Node& node, AnswerScale& scale) {
  if (node.is_word() && (node.text == "true" || node.text == "false")) {
    if (node.text == "true") scale.not_applicable = Title{"Not applicable", "不适用"};
  } else {
    scale.not_applicable = read_title(r, node);
  }
}

/// `scale: agreement`, or a scale of the item's own.
void read_scale_of_item(InstrumentReading& r, const Node& node, InstrumentItem& item) {
  if (node.is_mapping()) {
    item.scale = read_scale(r, node);
    return;
  }
  const auto name = read_text(r, node, "the name of a scale");
  if (!name) return;
  const auto known = r.scales.find(*name);
  if (known != r.scales.end()) {
    item.scale = known->second;
    return;
  }
  std::vector<std::string> names;
  for (const auto& [key, scale] : r.scales) names.push_back(key);
  r.error(unknown_name, node, "unknown scale `" + *name + "`", "one of `scales`", suggest(*name, names));
}

void read_reversed(InstrumentReading& r, const Node& node, InstrumentItem& item) {
  if (item.type == AnswerType::scale) {
    item.reversed = read_boolean(r, node).value_or(false);
    return;
  }
  for (const Node* one : as_list(node)) {
    const auto row = read_text(r, *one, "the id of a row");
    if (row && std::ranges::find(item.rows, *row, &Named::id) == item.rows.end())
      r.error(unknown_name, *one, "the item has no row `" + *row + "`");
    else if (row)
      item.reversed_rows.push_back(*row);
  }
  std::ranges::sort(item.reversed_rows);
}

Skip read_skip(InstrumentReading& r, const Node& node) {
  Skip skip;
  Keys keys(r, node, {"if", "to"}, "a jump");
  if (!keys) return skip;
  if (const Node* to = keys.require("to", "a later item, or `end`"))
    skip.to = read_text(r, *to, "an item").value_or("");
  const Node* condition = keys.require("if", "answers, or `{at_most: 2}`");
  if (!condition) return skip;
  if (!condition->is_mapping()) {
    skip.options = read_texts(r, *condition, "an option or a number");
    return skip;
  }
  Keys bounds(r, *condition, {"at_least", "at_most"}, "a condition");
  if (const Node* least = bounds["at_least"]) skip.at_least = read_decimal(r, *least);
  if (const Node* most = bounds["at_most"]) skip.at_most = read_decimal(r, *most);
  return skip;
}

void read_dimension_of_item(InstrumentReading& r, const Node& node, InstrumentItem& item) {
  const auto name = read_text(r, node, "the id of a dimension");
  if (!name) return;
  if (std::ranges::find(r.dimensions, *name) == r.dimensions.end())
    r.error(unknown_name, node, "unknown dimension `" + *name + "`", "one of `dimensions`",
            suggest(*name, r.dimensions));
  item.dimension = *name;
}

void read_limits(Reading& r, Keys& keys, const Node& node, InstrumentItem& item) {
  if (const Node* min = keys["min"]) item.scale.min = read_decimal(r, *min);
  if (const Node* max = keys["max"]) item.scale.max = read_decimal(r, *max);
  if (item.scale.min && item.scale.max && *item.scale.max < *item.scale.min)
    r.error(wrong_scale, node, "`max` is below `min`");
}

/// What depends on the type.
void read_answer_form(InstrumentReading& r, Keys& keys, const Node& node, InstrumentItem& item) {
  const bool rated = item.type == AnswerType::scale || item.type == AnswerType::matrix;
  if (item.type == AnswerType::matrix)
    if (const Node* rows = keys.require("rows", "`{a: ..., b: ...}`"))
      item.rows = read_named(r, *rows, "`{a: ..., b: ...}`");
  if (rated) {
    item.scored = true;
    if (const Node* scale = keys.require("scale", "`{min: 1, max: 5}`, or the name of a scale"))
      read_scale_of_item(r, *scale, item);
    if (const Node* reversed = keys["reversed"]) read_reversed(r, *reversed, item);
    if (const Node* scored = keys["scored"]) item.scored = read_boolean(r, *scored).value_or(true);
  } else if (item.type == AnswerType::number) {
    read_limits(r, keys, node, item);
  } else if (item.type != AnswerType::text) {
    if (const Node* options = keys.require("options", "`{yes: ..., no: ...}`"))
      item.options = read_options(r, *options, "`{yes: ..., no: ...}`", item.type == AnswerType::multiple);
  }
}

} // namespace

AnswerScale read_scale(Reading& r, const Node& node) {
  AnswerScale scale;
  Keys keys(r, node, {"min", "max", "labels", "favourable", "not_applicable"}, "a scale");
  if (!keys) return scale;
  const Decimal widest = Decimal::from_integer(1'000'000), lowest = Decimal::from_integer(-1'000'000);
  if (const Node* min = keys.require("min", "the lowest answer"))
    scale.min = read_decimal(r, *min, lowest, widest);
  if (const Node* max = keys.require("max", "the highest answer"))
    scale.max = read_decimal(r, *max, lowest, widest);
  const auto whole = [](Decimal d) { return d.units() % Decimal::scale == 0; };
  if (scale.min && scale.max && (*scale.max <= *scale.min || !whole(*scale.min) || !whole(*scale.max)))
    r.error(wrong_scale, node,
            "a scale goes from a whole number to a higher one, not from " + scale.min->to_string() + " to " +
                scale.max->to_string());
  if (const Node* labels = keys["labels"]) read_labels(r, *labels, scale);
  if (const Node* favourable = keys["favourable"]) {
    scale.favourable = read_decimal(r, *favourable);
    if (scale.favourable && scale.min && scale.max &&
        (*scale.favourable <= *scale.min || *scale.favourable > *scale.max))
      r.error(wrong_scale, *favourable,
              "the cut of a favourable answer lies above the lowest answer, up to the highest");
  }
  if (const Node* none = keys["not_applicable"]) read_not_applicable(r, *none, scale);
  return scale;
}

void read_instrument_item(InstrumentReading& r, const Node& node, InstrumentItem& item) {
  std::vector<std::string> known = {"id", "type", "text", "dimension", "required", "skip"};
  const Node* type = node.is_mapping() ? node.find("type") : nullptr;
  std::optional<AnswerType> read;
  if (type) read = read_enum<AnswerType>(r, *type);
  std::vector<std::string> further = {"scale", "reversed", "scored", "rows", "options", "min", "max"};
  if (read) further = keys_of_answer(*read);
  known.insert(known.end(), further.begin(), further.end());
  Keys keys(r, node, known,
            read ? "a `" + words_of<AnswerType>()[static_cast<std::size_t>(*read)] + "` item" : "an item");
  if (!keys) return;
  if (const Node* id = keys.require("id", "letters, digits and hyphens")) {
    item.id = read_id(r, *id, "the item's id").value_or("");
    r.items.add(r, *id, item.id);
    if (item.id == "end")
      r.error(codes::taken_name, *id,
              "`end` is where a jump leaves the questionnaire, so no item is called so", "another id");
  }
  if (const Node* text = keys.require("text", "`{en: ..., zh: ...}`")) item.title = read_title(r, *text);
  if (const Node* dimension = keys["dimension"]) read_dimension_of_item(r, *dimension, item);
  if (const Node* required = keys["required"]) item.required = read_boolean(r, *required).value_or(false);
  if (const Node* skip = keys["skip"])
    for (const Node* one : as_list(*skip)) item.skips.push_back(read_skip(r, *one));
  if (!keys.require("type", "scale, single, multiple, matrix, number or text") || !read) return;
  item.type = read.value_or(AnswerType::scale);
  read_answer_form(r, keys, node, item);
}

} // namespace aftercourse::reading
