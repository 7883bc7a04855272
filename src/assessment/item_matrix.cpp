#include <aftercourse/assessment/item_matrix.hpp>

#include <limits>
#include <map>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

ItemMatrix item_matrix(const Scheme& scheme, std::span<const AssessmentOutcome> outcomes,
                       std::string_view component) {
  ItemMatrix out;
  std::map<std::string_view, std::size_t> column;
  if (!component.empty()) scheme.component(component);
  for (const Component& c : scheme.definition().components)
    for (const Item& item : c.items) {
      if (!component.empty() && c.id != component) continue;
      column.emplace(item.id, out.items.size());
      out.items.push_back(item.id);
      out.maximum.push_back(item.marks.to_double());
      out.key_points.push_back(item.key_points);
    }
  const std::string frozen = scheme.frozen();
  for (const AssessmentOutcome& outcome : outcomes) {
    if (outcome.frozen != frozen)
      throw InvalidArgument("AC5704", "`" + outcome.learner + "` was marked by " + outcome.scheme + " " +
                                          outcome.version + ", which says something else than this scheme");
    out.learners.push_back(outcome.learner);
    auto& marks = out.marks.emplace_back(out.items.size(), std::numeric_limits<double>::quiet_NaN());
    auto& chosen = out.chosen.emplace_back(out.items.size());
    for (const ItemMark& mark : outcome.items)
      if (const auto at = column.find(mark.item); at != column.end()) {
        if (mark.marks) marks[at->second] = mark.marks->to_double();
        chosen[at->second] = mark.chosen;
      }
  }
  return out;
}

} // namespace aftercourse
