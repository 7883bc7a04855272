#include <algorithm>

#include <aftercourse/reading/codes.hpp>

#include "instrument_data.hpp"

namespace aftercourse::reading {

namespace {

using namespace instrument_codes;

/// "q2, q3, q4, q2": what a jump backwards would ask again and again.
std::string circle(const std::vector<InstrumentItem>& items, std::size_t first, std::size_t last) {
  std::string out;
  for (std::size_t i = first; i <= last; ++i) {
    if (last - first > 6 && i == first + 3) {
      out += "..., ";
      i = last - 1;
    }
    out += items[i].id + ", ";
  }
  return out + items[first].id;
}

const Node& place_of_jump(const Node& item, std::size_t number) {
  const Node* skip = item.find("skip");
  return skip ? *as_list(*skip)[number] : item;
}

void check_target(InstrumentReading& r, const Node& node, const std::vector<InstrumentItem>& items,
                  std::size_t at, const Skip& skip) {
  if (skip.to.empty() || skip.to == "end") return;
  const auto target = std::ranges::find(items, skip.to, &InstrumentItem::id);
  if (target == items.end()) {
    std::vector<std::string> names{"end"};
    for (const InstrumentItem& item : items) names.push_back(item.id);
    return r.error(unknown_name, node, "a jump to `" + skip.to + "`, which is not there",
                   "a later item, or `end`", suggest(skip.to, names));
  }
  const auto to = static_cast<std::size_t>(target - items.begin());
  if (to <= at)
    r.error(wrong_skip, node,
            "`" + items[at].id + "` jumps back to `" + skip.to + "`: a cycle (" + circle(items, to, at) + ")",
            "a later item, or `end`");
}

/// The answers that a jump names can be given.
void check_condition(InstrumentReading& r, const Node& node, const InstrumentItem& item, const Skip& skip) {
  const bool numeric = item.type == AnswerType::scale || item.type == AnswerType::number;
  const bool chosen = item.type == AnswerType::single || item.type == AnswerType::multiple;
  if (!numeric && !chosen)
    return r.error(wrong_skip, node, "only scale, number, single and multiple items can lead to a jump");
  if (chosen && (skip.at_least || skip.at_most))
    return r.error(wrong_skip, node, "options have no order", "a list of options");
  for (const std::string& option : skip.options) {
    if (chosen && std::ranges::find(item.options, option, &Named::id) == item.options.end()) {
      std::vector<std::string> names;
      for (const Named& known : item.options) names.push_back(known.id);
      r.error(unknown_name, node, "`" + option + "` is no option of `" + item.id + "`", "",
              suggest(option, names));
    }
    const auto number = Decimal::parse(option);
    if (numeric && (!number || (item.scale.min && *number < *item.scale.min) ||
                    (item.scale.max && *number > *item.scale.max)))
      r.error(wrong_skip, node, "`" + option + "` is no answer to `" + item.id + "`");
  }
}

/// Whether `part` is `whole` or lies below it.
bool lies_in(const std::vector<Dimension>& dimensions, std::string part, const std::string& whole) {
  while (!part.empty() && part != whole) {
    const auto found = std::ranges::find(dimensions, part, &Dimension::id);
    part = found == dimensions.end() ? "" : found->parent;
  }
  return part == whole;
}

} // namespace

void check_skips(InstrumentReading& r, const std::vector<const Node*>& nodes,
                 const std::vector<InstrumentItem>& items) {
  for (std::size_t i = 0; i < items.size(); ++i)
    for (std::size_t k = 0; k < items[i].skips.size(); ++k) {
      const Node& place = place_of_jump(*nodes[i], k);
      check_target(r, place, items, i, items[i].skips[k]);
      check_condition(r, place, items[i], items[i].skips[k]);
    }
}

void check_ranges(InstrumentReading& r, const std::vector<const Node*>& nodes,
                  const InstrumentDefinition& instrument) {
  for (const Dimension& dimension : instrument.dimensions) {
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < instrument.items.size(); ++i) {
      const InstrumentItem& item = instrument.items[i];
      if (!item.scored || !item.scale.min || !lies_in(instrument.dimensions, item.dimension, dimension.id))
        continue;
      if (!first) {
        first = i;
        continue;
      }
      const AnswerScale& other = instrument.items[*first].scale;
      if (other.min != item.scale.min || other.max != item.scale.max)
        r.report.error(mixed_ranges, r.at(*nodes[i]),
                       "`" + item.id + "` and `" + instrument.items[*first].id + "` count in `" +
                           dimension.id + "` on different scales",
                       "one scale, or `scored: false`", "", r.at(*nodes[*first]));
    }
  }
}

} // namespace aftercourse::reading
