#include <algorithm>

#include "exact.hpp"
#include "scheme_data.hpp"

namespace aftercourse::reading {

namespace {

Exact marks_when_rounded(const Rounding& rounding, bool applies, const Exact& value) {
  return applies ? exact(rounded(value, rounding.digits, rounding.tie)) : value;
}

/// The score of who has everything right: below 100 where marks are rounded down.
Exact full_score(const Rounding& rounding, const Component& component) {
  Exact marks = component.items.empty() ? exact(component.marks) : Exact(0);
  for (const Item& item : component.items)
    marks += marks_when_rounded(rounding, rounding.items, exact(item.marks));
  return marks_when_rounded(rounding, rounding.components, marks * 100 / exact(component.marks));
}

class Reach {
 public:
  Reach(const SchemeDefinition& scheme, const Node& root, const Report& report)
      : scheme_(scheme), root_(root), report_(report) {}

  std::vector<Diagnostic> find() {
    const auto nodes = as_list(*root_.find("components"));
    Exact total = 0;
    for (std::size_t c = 0; c < scheme_.components.size(); ++c) {
      const Component& component = scheme_.components[c];
      const Exact score = full_score(scheme_.rounding, component);
      total += exact(component.weight) * score;
      if (component.minimum) check_minimum(*nodes[c]->find("minimum"), component, score);
    }
    total = marks_when_rounded(scheme_.rounding, scheme_.rounding.decides, total);
    if (total < exact(scheme_.pass))
      warn(*root_.find("pass"), "nobody reaches the pass mark " + scheme_.pass.to_string() +
                                    ": with everything right the total is " + shown(total).to_string() +
                                    ", as marks are rounded");
    return std::move(warnings_);
  }

 private:
  void check_minimum(const Node& node, const Component& component, const Exact& score) {
    const std::string of = "the minimum " + component.minimum->to_string() + " of `" + component.id + "`";
    const Exact minimum = exact(*component.minimum);
    if (score < minimum)
      return warn(node, "nobody reaches " + of + ": with everything right the score is " +
                            shown(score).to_string() + ", as marks are rounded");
    if (scheme_.make_up && scheme_.make_up->capped && scheme_.pass < *component.minimum)
      warn(node, "no make-up reaches " + of + ": it is capped at the pass mark " + scheme_.pass.to_string());
  }

  void warn(const Node& node, std::string message) {
    warnings_.push_back({Diagnostic::Severity::warning,
                         std::string(assessment_codes::unreachable),
                         report_.at(node),
                         std::move(message),
                         {},
                         {},
                         {}});
  }

  const SchemeDefinition& scheme_;
  const Node& root_;
  const Report& report_;
  std::vector<Diagnostic> warnings_;
};

} // namespace

std::vector<Diagnostic> unreachable_marks(const SchemeDefinition& scheme, const Node& root,
                                          const Report& report) {
  std::vector<Diagnostic> warnings = Reach(scheme, root, report).find();
  sort_by_place(warnings);
  return warnings;
}

} // namespace aftercourse::reading
