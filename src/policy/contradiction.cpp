#include "contradiction.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace aftercourse::reading {

namespace {

/// Numbers and days on one scale; texts are only equal or not.
std::optional<long double> position(const Value& v) {
  if (const auto* n = std::get_if<std::int64_t>(&v)) return static_cast<long double>(*n);
  if (const auto* d = std::get_if<Decimal>(&v)) return static_cast<long double>(d->units()) / Decimal::scale;
  if (const auto* r = std::get_if<double>(&v)) return *r;
  if (const auto* day = std::get_if<Date>(&v)) return day->days();
  if (const auto* t = std::get_if<Instant>(&v)) return static_cast<long double>(t->microseconds());
  return {};
}

/// What comparisons have left of the values of one path.
class Possible {
 public:
  Possible(const Condition& c, const Schema& schema) {
    whole_ = c.operand == FieldType::integer || c.operand == FieldType::date;
    if (c.type == Condition::Type::fold) {
      if (c.fold == Fold::count) low_ = 0;
      return;
    }
    if (c.operand == FieldType::boolean) only({"yes", "no"});
    if (c.left.steps.empty()) return;
    const Step& last = c.left.steps.back();
    if (last.type == Step::Type::duration) low_ = 1;
    if (c.operand == FieldType::category && last.type == Step::Type::value) {
      const auto& labels = schema.kind(last.kind).fields[last.field].labels;
      only({labels.begin(), labels.end()});
    }
  }

  void restrict(Comparison op, const Condition& c) {
    switch (op) {
    case Comparison::missing:
      missing_ = true;
      return;
    case Comparison::present:
    case Comparison::contains:
      break;
    case Comparison::equals:
    case Comparison::in:
      only(texts(c));
      break;
    case Comparison::differs:
    case Comparison::not_in:
      for (const std::string& text : texts(c)) never_.insert(text);
      break;
    case Comparison::at_least:
    case Comparison::above:
    case Comparison::at_most:
    case Comparison::below:
      bound(op, position(c.right.front().literal));
    }
    value_ = true;
  }

  bool empty() const {
    if (missing_ && value_) return true;
    if (low_ > high_ || (low_ == high_ && (open_low_ || open_high_))) return true;
    if (!only_) return false;
    return std::none_of(only_->begin(), only_->end(), [&](const std::string& text) {
      const auto at = positions_.find(text);
      return !never_.contains(text) && (at == positions_.end() || within(at->second));
    });
  }

 private:
  std::set<std::string> texts(const Condition& c) {
    std::set<std::string> out;
    for (const auto& setting : c.right) {
      out.insert(to_string(setting.literal));
      if (const auto at = position(setting.literal)) positions_[to_string(setting.literal)] = *at;
    }
    return out;
  }

  void only(const std::set<std::string>& texts) {
    if (!only_) {
      only_ = texts;
      return;
    }
    std::erase_if(*only_, [&](const std::string& text) { return !texts.contains(text); });
  }

  /// Above 3 is from 4 on where only whole numbers are possible.
  void bound(Comparison op, std::optional<long double> at) {
    if (!at) return;
    const bool open = op == Comparison::above || op == Comparison::below;
    const bool lower = op == Comparison::at_least || op == Comparison::above;
    if (open && whole_) *at += lower ? 1 : -1;
    const bool strict = open && !whole_;
    if (lower && (*at > low_ || (*at == low_ && strict))) low_ = *at, open_low_ = strict;
    if (!lower && (*at < high_ || (*at == high_ && strict))) high_ = *at, open_high_ = strict;
  }

  bool within(long double x) const {
    return (open_low_ ? x > low_ : x >= low_) && (open_high_ ? x < high_ : x <= high_);
  }

  bool whole_ = false, missing_ = false, value_ = false, open_low_ = false, open_high_ = false;
  long double low_ = -std::numeric_limits<long double>::infinity();
  long double high_ = std::numeric_limits<long double>::infinity();
  std::optional<std::set<std::string>> only_;
  std::set<std::string> never_;
  std::map<std::string, long double> positions_;
};

Comparison opposite(Comparison c) {
  switch (c) {
  case Comparison::equals:
    return Comparison::differs;
  case Comparison::differs:
    return Comparison::equals;
  case Comparison::at_least:
    return Comparison::below;
  case Comparison::at_most:
    return Comparison::above;
  case Comparison::above:
    return Comparison::at_most;
  case Comparison::below:
    return Comparison::at_least;
  case Comparison::in:
    return Comparison::not_in;
  case Comparison::not_in:
    return Comparison::in;
  case Comparison::missing:
    return Comparison::present;
  case Comparison::present:
    return Comparison::missing;
  case Comparison::contains:
    return Comparison::contains;
  }
  return c;
}

/// The comparisons that must hold together, by path.
class Together {
 public:
  explicit Together(const Schema& schema) : schema_(schema) {}

  void add(const Condition& c, bool wanted) {
    switch (c.type) {
    case Condition::Type::constant:
      false_ = false_ || c.value != wanted;
      return;
    case Condition::Type::all:
    case Condition::Type::any:
      if (wanted == (c.type == Condition::Type::all) || c.children.size() == 1)
        for (const Condition& child : c.children) add(child, wanted);
      return;
    case Condition::Type::negation:
      return add(c.children.front(), !wanted);
    case Condition::Type::compare:
    case Condition::Type::fold:
      compare(c, wanted);
    }
  }

  bool impossible() const {
    return false_ ||
           std::any_of(paths_.begin(), paths_.end(), [](const auto& entry) { return entry.second.empty(); });
  }

 private:
  void compare(const Condition& c, bool wanted) {
    const bool fold = c.type == Condition::Type::fold;
    if (fold && c.fold != Fold::count) return;
    if (c.left.list || c.right_path || c.comparison == Comparison::contains) return;
    for (const auto& setting : c.right)
      if (setting.is_parameter()) return;
    // Two folds may look at different rows: each stands for itself.
    const std::string name = fold ? "fold " + std::to_string(folds_++)
                                  : std::to_string(static_cast<int>(c.left.root)) + ' ' + key(c.left);
    paths_.try_emplace(name, c, schema_)
        .first->second.restrict(wanted ? c.comparison : opposite(c.comparison), c);
  }

  static std::string key(const Path& path) {
    std::string out;
    for (const Step& s : path.steps)
      out += std::to_string(static_cast<int>(s.type)) + ':' + std::to_string(s.kind) + ':' +
             std::to_string(s.field) + ' ';
    return out;
  }

  const Schema& schema_;
  std::map<std::string, Possible> paths_;
  int folds_ = 0;
  bool false_ = false;
};

} // namespace

bool impossible(const Condition& condition, bool wanted, const Schema& schema) {
  Together together(schema);
  together.add(condition, wanted);
  return together.impossible();
}

} // namespace aftercourse::reading
