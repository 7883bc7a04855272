#include "sitting_marks.hpp"

#include <algorithm>

#include <aftercourse/base/fold.hpp>
#include <aftercourse/base/utf8.hpp>

#include "merging.hpp"
#include "objective.hpp"

namespace aftercourse {

namespace {

/// Files what was given under its component.
class Sorter {
 public:
  Sorter(const SchemeDefinition& scheme, std::vector<Fault>& faults)
      : scheme_(scheme), faults_(faults), sorted_(scheme.components.size()) {
    for (std::size_t c = 0; c < scheme.components.size(); ++c) {
      component_names_.push_back(scheme.components[c].id);
      for (const Item& item : scheme.components[c].items) {
        items_.emplace(item.id, std::pair(c, &item));
        item_names_.push_back(item.id);
      }
    }
  }

  void add(const Sitting& sitting) {
    ++number_;
    for (const GivenAnswer& answer : sitting.answers) add(answer);
    for (const Rating& rating : sitting.ratings) add(rating);
    for (const RecordedMark& mark : sitting.marks) add(mark);
  }

  std::vector<std::vector<ComponentSitting>> take() { return std::move(sorted_); }

 private:
  void refuse(const std::string& field, std::string reason, const char* code) {
    faults_.push_back({"sittings", number_, 0, field, std::move(reason), code});
  }

  void refuse_unknown(const std::string& field, const std::string& what,
                      const std::vector<std::string>& known) {
    const auto near = nearest(field, known);
    refuse(field, "there is no such " + what + (near ? "; did you mean `" + *near + "`?" : ""), "AC5721");
  }

  ComponentSitting& sitting_of(std::size_t component) {
    auto& list = sorted_[component];
    if (list.empty() || list.back().number != number_) list.emplace_back().number = number_;
    return list.back();
  }

  const std::pair<std::size_t, const Item*>* find_item(const std::string& id) {
    const auto found = items_.find(id);
    if (found != items_.end()) return &found->second;
    refuse_unknown(id, "item", item_names_);
    return nullptr;
  }

  void add(const GivenAnswer& answer) {
    const auto* item = find_item(answer.item);
    if (item && !sitting_of(item->first).answers.emplace(answer.item, &answer).second)
      refuse(answer.item, "the item is answered twice", "AC5724");
  }

  void add(const Rating& rating) {
    const auto* found = find_item(rating.item);
    if (!found) return;
    const auto& criteria = found->second->rubric.criteria;
    const auto criterion = std::ranges::find(criteria, rating.criterion, &Criterion::id);
    if (criterion == criteria.end()) {
      std::vector<std::string> known;
      for (const Criterion& c : criteria) known.push_back(c.id);
      return refuse_unknown(rating.item + "." + rating.criterion, "criterion", known);
    }
    if (!marks_of(*criterion, rating.given))
      return refuse(rating.item + "." + rating.criterion,
                    "`" + rating.given + "` is no level, and no number from " +
                        criterion->levels.back().marks.to_string() + " to " +
                        criterion->levels.front().marks.to_string(),
                    exact_number(fold(rating.given)) ? "AC5723" : "AC5722");
    auto& ratings = sitting_of(found->first).ratings[rating.item];
    if (std::ranges::any_of(ratings, [&](const Rating* r) {
          return r->rater == rating.rater && r->criterion == rating.criterion;
        }))
      return refuse(rating.item + "." + rating.criterion, "one rater rated it twice", "AC5724");
    ratings.push_back(&rating);
  }

  void add(const RecordedMark& mark) {
    const auto known = std::ranges::find(scheme_.components, mark.component, &Component::id);
    if (known == scheme_.components.end())
      return refuse_unknown(mark.component, "component", component_names_);
    if (!known->items.empty())
      return refuse(mark.component, "the component is marked by its items", "AC5724");
    if (mark.marks < Decimal() || mark.marks > known->marks)
      return refuse(mark.component, mark.marks.to_string() + " is outside 0 to " + known->marks.to_string(),
                    "AC5723");
    auto& sitting = sitting_of(static_cast<std::size_t>(known - scheme_.components.begin()));
    if (sitting.mark) return refuse(mark.component, "the component is marked twice", "AC5724");
    sitting.mark = &mark;
  }

  const SchemeDefinition& scheme_;
  std::vector<Fault>& faults_;
  std::vector<std::vector<ComponentSitting>> sorted_;
  std::map<std::string, std::pair<std::size_t, const Item*>, std::less<>> items_;
  std::vector<std::string> item_names_, component_names_;
  std::int64_t number_ = 0;
};

void check_order(std::span<const Sitting> sittings, std::vector<Fault>& faults) {
  std::optional<Date> latest;
  for (std::size_t s = 0; s < sittings.size(); ++s) {
    if (latest && sittings[s].date && *sittings[s].date < *latest)
      faults.push_back({"sittings", static_cast<std::int64_t>(s) + 1, 0, "date",
                        "the sitting is dated before an earlier one", "AC5725"});
    if (sittings[s].date) latest = sittings[s].date;
  }
}

/// The item's marks, exact or as the scheme rounds them.
Exact marks_counted(const Rounding& rounding, const Exact& marks) {
  return rounding.items ? exact(rounded(marks, rounding.digits, rounding.tie)) : marks;
}

struct MarkedItem {
  ItemMark mark;
  std::optional<Exact> marks;
  Wording waiting;
};

MarkedItem mark_rubric(const Item& item, const ComponentSitting& sitting, const GivenAnswer* answer) {
  MarkedItem out;
  const auto ratings = sitting.ratings.find(item.id);
  const bool blank =
      answer && std::ranges::all_of(answer->values, [](const auto& v) { return fold(v).empty(); });
  if (ratings == sitting.ratings.end() && blank) {
    out.marks = 0;
    out.mark.reason = {"left blank", "未作答"};
    return out;
  }
  auto merged =
      merge_ratings(item, ratings == sitting.ratings.end() ? std::vector<const Rating*>() : ratings->second);
  out.marks = merged.marks;
  out.waiting = merged.waiting;
  out.mark.raters = std::move(merged.raters);
  out.mark.reason = merged.marks ? merged.reason : merged.waiting;
  if (!merged.marks)
    out.mark.state = ItemState::unmarked;
  else
    out.mark.state = *merged.marks == exact(item.marks) ? ItemState::right
                     : *merged.marks == 0               ? ItemState::wrong
                                                        : ItemState::partial;
  return out;
}

MarkedItem mark_objective(const Item& item, const ComponentSitting& sitting, const GivenAnswer* answer,
                          std::vector<Fault>& faults) {
  auto judged = judge(item, answer ? answer->values : std::vector<std::string>());
  for (const std::string& unknown : judged.unknown)
    faults.push_back(
        {"sittings", sitting.number, 0, item.id, "`" + unknown + "` is no option of the item", "AC5722"});
  MarkedItem out;
  out.mark.state = judged.state;
  out.mark.chosen = std::move(judged.chosen);
  out.mark.reason = std::move(judged.reason);
  out.marks = judged.share * exact(item.marks);
  return out;
}

} // namespace

std::vector<std::vector<ComponentSitting>>
sort_sittings(const SchemeDefinition& scheme, std::span<const Sitting> sittings, std::vector<Fault>& faults) {
  Sorter sorter(scheme, faults);
  for (const Sitting& sitting : sittings) sorter.add(sitting);
  check_order(sittings, faults);
  return sorter.take();
}

ComponentMarks mark_sitting(const SchemeDefinition& scheme, const Component& component,
                            const ComponentSitting& sitting, std::vector<Fault>& faults) {
  ComponentMarks out;
  if (component.items.empty()) {
    out.marks = exact(sitting.mark->marks);
    return out;
  }
  Exact sum = 0;
  for (const Item& item : component.items) {
    const auto given = sitting.answers.find(item.id);
    const GivenAnswer* answer = given == sitting.answers.end() ? nullptr : given->second;
    MarkedItem marked = item.type == ItemType::rubric ? mark_rubric(item, sitting, answer)
                                                      : mark_objective(item, sitting, answer, faults);
    marked.mark.item = item.id;
    marked.mark.component = component.id;
    marked.mark.sitting = sitting.number;
    marked.mark.maximum = item.marks;
    if (marked.marks) {
      const Exact counted = marks_counted(scheme.rounding, *marked.marks);
      marked.mark.marks = shown(counted);
      sum += counted;
    } else {
      out.waiting.push_back({item.id + ": " + marked.waiting.en, item.id + "：" + marked.waiting.zh});
    }
    out.items.push_back(std::move(marked.mark));
  }
  if (out.waiting.empty()) out.marks = sum;
  return out;
}

} // namespace aftercourse
