#include "sheet.hpp"

#include <algorithm>

namespace aftercourse {

namespace {

std::size_t index_of_item(const InstrumentDefinition& definition, std::string_view id) {
  const auto found = std::ranges::find(definition.items, id, &InstrumentItem::id);
  return static_cast<std::size_t>(found - definition.items.begin());
}

bool is_in(const Skip& skip, const ItemAnswer& answer) {
  if (answer.value) {
    if (skip.at_least || skip.at_most)
      return (!skip.at_least || *answer.value >= *skip.at_least) &&
             (!skip.at_most || *answer.value <= *skip.at_most);
    return std::ranges::any_of(skip.options,
                               [&](const auto& o) { return Decimal::parse(o) == answer.value; });
  }
  return std::ranges::any_of(answer.choices, [&](const std::string& choice) {
    return std::ranges::find(skip.options, choice) != skip.options.end();
  });
}

bool is_given(const ItemAnswer& answer) {
  return answer.value || (answer.text && !answer.text->empty()) || !answer.choices.empty();
}

Decimal counted_value(const InstrumentItem& item, bool reversed, Decimal value) {
  if (!reversed) return value;
  return Decimal::from_units(item.scale.min->units() + item.scale.max->units() - value.units());
}

} // namespace

Sheet::Sheet(const Instrument& instrument) : instrument_(instrument), definition_(&instrument_.definition()) {
  for (std::size_t i = 0; i < definition_->items.size(); ++i) {
    const InstrumentItem& item = definition_->items[i];
    first_place_.push_back(places_.size());
    if (item.type != AnswerType::matrix) places_.push_back({item.id, i, nullptr, item.reversed});
    for (const Named& row : item.rows)
      places_.push_back({item.id + "." + row.id, i, &row,
                         std::ranges::find(item.reversed_rows, row.id) != item.reversed_rows.end()});
  }
  first_place_.push_back(places_.size());
  for (std::size_t p = 0; p < places_.size(); ++p) by_id_.emplace(places_[p].id, p);

  scored_.resize(definition_->dimensions.size() + 1);
  const InstrumentItem* first = nullptr;
  for (std::size_t p = 0; p < places_.size(); ++p) {
    const InstrumentItem& one = item(p);
    if (!one.scored) continue;
    if (!first) first = &one;
    has_whole_ = has_whole_ && first->scale.min == one.scale.min && first->scale.max == one.scale.max;
    scored_.back().push_back(p);
    for (std::string in = one.dimension; !in.empty();) {
      const auto found = std::ranges::find(definition_->dimensions, in, &Dimension::id);
      scored_[static_cast<std::size_t>(found - definition_->dimensions.begin())].push_back(p);
      in = found->parent;
    }
  }
}

std::optional<std::size_t> Sheet::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

/// Where the answer jumps to; nothing when it leads on to the next item.
std::optional<std::string> Sheet::next_item(const InstrumentItem& item, const ItemAnswer* answer) const {
  if (!answer) return {};
  for (const Skip& skip : item.skips)
    if (is_in(skip, *answer)) return skip.to;
  return {};
}

Sheet::Filled Sheet::fill(const Response& response) const {
  Filled out;
  out.states.assign(places_.size(), AnswerState::not_asked);
  out.values.resize(places_.size());
  out.answers.assign(places_.size(), nullptr);
  for (const ItemAnswer& answer : response.answers)
    if (const auto place = find(answer.item)) out.answers[*place] = &answer;

  for (std::size_t i = 0; i < definition_->items.size();) {
    const InstrumentItem& one = definition_->items[i];
    for (std::size_t p = first_place_[i]; p < first_place_[i + 1]; ++p) {
      const ItemAnswer* answer = out.answers[p];
      const bool given = answer && is_given(*answer);
      out.states[p] = given                              ? AnswerState::answered
                      : answer && answer->not_applicable ? AnswerState::not_applicable
                                                         : AnswerState::missing;
      if (given && answer->value) out.values[p] = counted_value(one, places_[p].reversed, *answer->value);
    }
    const auto jump =
        one.type == AnswerType::matrix ? std::nullopt : next_item(one, out.answers[first_place_[i]]);
    if (jump == "end") break;
    i = jump ? index_of_item(*definition_, *jump) : i + 1;
  }
  return out;
}

} // namespace aftercourse
