#include "completeness.hpp"

#include <algorithm>

#include "joint.hpp"

namespace aftercourse {

namespace {

std::int32_t held(const Slot& slot, std::uint16_t leaf) {
  return static_cast<std::int32_t>(
      std::count_if(slot.pieces.begin(), slot.pieces.end(), [&](const Piece& p) { return p.leaf == leaf; }));
}

/// `at_least: {n: 3, of: review}`: so many of one kind.
bool counts_one_kind(const Evidence& e) {
  return e.type == Evidence::Type::at_least && e.parts.size() == 1 &&
         e.parts.front().type == Evidence::Type::fact;
}

} // namespace

bool Completeness::wants(const Leaf& leaf, Place fact, Slot& slot) const {
  if (!leaf.parent) // a pending submission takes a newer one
    return slot.rule->asks.empty() || asks_more(slot, fact);
  const Evidence& parent = *leaf.parent;
  if (parent.type == Evidence::Type::at_least && parent.parts.size() == 1)
    return held(slot, leaf.index) < parent.n;
  if (parent.type != Evidence::Type::for_each) return held(slot, leaf.index) == 0;
  load_items(parent, slot);
  const auto covered = items_covered(parent, leaf.index, slot);
  const auto named = items_named(facts_, parent, fact);
  return std::any_of(named.begin(), named.end(), [&](const std::string& item) {
    return !covered.contains(item) && std::binary_search(slot.items.begin(), slot.items.end(), item);
  });
}

Extent Completeness::progress(Slot& slot) const {
  const Rule& rule = *slot.rule;
  if (rule.done_by.type == Evidence::Type::fact && !rule.asks.empty()) return topics_asked(slot);
  std::uint16_t leaf = 0;
  return progress(rule.done_by, leaf, slot);
}

Extent Completeness::progress(const Evidence& e, std::uint16_t& leaf, Slot& slot) const {
  if (e.type == Evidence::Type::fact) {
    const bool there = held(slot, leaf++) > 0;
    return {there, there ? 1 : 0, 1};
  }
  if (counts_one_kind(e)) {
    const auto n = static_cast<std::int32_t>(e.n), have = std::min(held(slot, leaf++), n);
    return {have >= n, have, n};
  }
  if (e.type == Evidence::Type::for_each) {
    load_items(e, slot);
    const auto of = static_cast<std::int32_t>(slot.items.size());
    const auto have = static_cast<std::int32_t>(items_covered(e, leaf++, slot).size());
    return {of > 0 && have >= of, have, of};
  }
  return several(e, leaf, slot);
}

/// all, any, or at least n of several parts.
Extent Completeness::several(const Evidence& e, std::uint16_t& leaf, Slot& slot) const {
  std::int32_t complete = 0, have = 0, of = 0;
  for (const Evidence& part : e.parts) {
    const Extent p = progress(part, leaf, slot);
    complete += p.complete ? 1 : 0;
    have += p.have;
    of += p.of;
  }
  const auto parts = static_cast<std::int32_t>(e.parts.size());
  if (e.type == Evidence::Type::all) return {complete == parts, have, of};
  const std::int32_t n = e.type == Evidence::Type::any ? 1 : static_cast<std::int32_t>(e.n);
  return {complete >= n, std::min(complete, n), n};
}

std::optional<std::vector<std::string>> Completeness::topics_of(Place fact) const {
  const Table& table = facts_.table(fact.kind);
  const auto field = table.kind().find("topics");
  if (!field) return {};
  Value v = table.get(fact.row, *field);
  auto* topics = std::get_if<std::vector<std::string>>(&v);
  return topics ? std::move(*topics) : std::vector<std::string>();
}

bool Completeness::asks_more(const Slot& slot, Place fact) const {
  const auto named = topics_of(fact);
  if (!named || named->empty()) return true;
  std::set<std::string> asked;
  for (const Piece& piece : slot.pieces)
    if (const auto topics = topics_of(piece.fact)) asked.insert(topics->begin(), topics->end());
  const auto& wanted = slot.rule->asks;
  return std::any_of(named->begin(), named->end(), [&](const std::string& topic) {
    return !asked.contains(topic) && std::find(wanted.begin(), wanted.end(), topic) != wanted.end();
  });
}

/// Topics asked accumulate over facts.
Extent Completeness::topics_asked(const Slot& slot) const {
  std::set<std::string> asked;
  for (const Piece& piece : slot.pieces) {
    const auto topics = topics_of(piece.fact);
    if (!topics) return {true, 1, 1};
    asked.insert(topics->begin(), topics->end());
  }
  const auto& wanted = slot.rule->asks;
  const auto have = static_cast<std::int32_t>(std::count_if(
      wanted.begin(), wanted.end(), [&](const std::string& topic) { return asked.contains(topic); }));
  const auto of = static_cast<std::int32_t>(wanted.size());
  return {have == of, have, of};
}

void Completeness::load_items(const Evidence& each, Slot& slot) const {
  if (slot.items.empty())
    slot.items = items_of(d_.evaluator, each, d_.viewpoint(*slot.group, d_.out.subjects[slot.task]));
}

std::set<std::string> Completeness::items_covered(const Evidence& each, std::uint16_t leaf,
                                                  const Slot& slot) const {
  std::set<std::string> covered;
  for (const Piece& piece : slot.pieces) {
    if (piece.leaf != leaf) continue;
    for (std::string& item : items_named(facts_, each, piece.fact))
      if (std::binary_search(slot.items.begin(), slot.items.end(), item)) covered.insert(std::move(item));
  }
  return covered;
}

} // namespace aftercourse
