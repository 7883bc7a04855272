#include <aftercourse/tasks/evaluator.hpp>

#include <algorithm>
#include <set>

#include <aftercourse/base/wide.hpp>

#include "reach.hpp"

namespace aftercourse {

namespace {

/// Numbers of different types compare by value; everything else only with its own type.
std::optional<std::partial_ordering> order(const Value& a, const Value& b) {
  const auto number = [](const Value& v) -> std::optional<double> {
    if (const auto* i = std::get_if<std::int64_t>(&v)) return static_cast<double>(*i);
    if (const auto* d = std::get_if<Decimal>(&v)) return d->to_double();
    if (const auto* r = std::get_if<double>(&v)) return *r;
    return std::nullopt;
  };
  const auto exact = [](const Value& v) -> std::optional<Wide> {
    if (const auto* i = std::get_if<std::int64_t>(&v)) return static_cast<Wide>(*i) * Decimal::scale;
    if (const auto* d = std::get_if<Decimal>(&v)) return d->units();
    return std::nullopt;
  };
  if (const auto x = exact(a), y = exact(b); x && y) return std::partial_ordering(*x <=> *y);
  if (const auto x = number(a), y = number(b); x && y) return *x <=> *y;
  if (a.index() != b.index()) return std::nullopt;
  if (const auto* s = std::get_if<std::string>(&a)) return *s <=> std::get<std::string>(b);
  if (const auto* d = std::get_if<Date>(&a)) return *d <=> std::get<Date>(b);
  if (const auto* t = std::get_if<Instant>(&a)) return *t <=> std::get<Instant>(b);
  if (const auto* f = std::get_if<bool>(&a)) return *f <=> std::get<bool>(b);
  return std::nullopt;
}

bool equal(const Value& a, const Value& b) {
  const auto o = order(a, b);
  return o ? *o == std::partial_ordering::equivalent : a == b;
}

const Calendar& every_day() {
  static const Calendar calendar = Calendar::built_in("every-day");
  return calendar;
}

Truth truth(bool b) noexcept { return b ? Truth::yes : Truth::no; }

} // namespace

Place Evaluator::start(Path::Root root, const Viewpoint& from) const noexcept {
  switch (root) {
  case Path::Root::subject:
    return from.subject;
  case Path::Root::anchor:
    return from.anchor;
  case Path::Root::row:
    return from.row;
  }
  return {};
}

std::int32_t Evaluator::day_in(Place place, std::size_t field, std::uint64_t at_write) const {
  if (at_write != 0) {
    const Value v = facts_->value_at(place.kind, place.row, field, at_write);
    const Date* d = std::get_if<Date>(&v);
    return d ? d->days() : no_day;
  }
  return facts_->table(place.kind).day(place.row, field);
}

std::int32_t Evaluator::day_of(Place place, std::uint64_t at_write) const {
  const auto field = facts_->schema().kind(place.kind).dated_by();
  return field ? day_in(place, *field, at_write) : no_day;
}

bool Evaluator::in_force(Place place, Date day) const {
  const Kind& kind = facts_->schema().kind(place.kind);
  if (!kind.spans()) {
    const auto dated = day_of(place);
    return dated == no_day || dated <= day.days();
  }
  const auto starts = day_in(place, kind.at("starts"));
  const auto ends = day_in(place, kind.at("ends"));
  return (starts == no_day || starts <= day.days()) && (ends == no_day || day.days() <= ends);
}

Place Evaluator::step(Place at, const Step& step, const Viewpoint& from) const {
  if (step.type == Step::Type::reference) {
    const Kind& kind = facts_->schema().kind(at.kind);
    const Field& field = kind.fields[step.field];
    if (from.at_write != 0 && !field.list && !field.target.empty()) {
      const Value v = facts_->value_at(at.kind, at.row, step.field, from.at_write);
      const auto* id = std::get_if<std::string>(&v);
      const std::size_t target = facts_->schema().at(field.target);
      return id ? Place{target, facts_->table(target).find(*id)} : Place{target, no_row};
    }
    if (field.target.empty()) {
      const auto [target, row] = facts_->resolve(facts_->table(at.kind).text(at.row, step.field));
      return {target, row};
    }
    return {facts_->schema().at(field.target), facts_->table(at.kind).target(at.row, step.field)};
  }
  Place latest{step.kind, no_row};
  for (const Row row : facts_->referring(step.kind, step.field, at.row))
    if (in_force({step.kind, row}, from.day)) latest.row = row;
  return latest;
}

Place Evaluator::follow(const Path& path, const Viewpoint& from) const {
  Place at = start(path.root, from);
  if (at.kind != path.root_kind) return {}; // evidence of another kind started this chain
  for (const Step& s : path.steps) {
    if (!at || (s.type != Step::Type::reference && s.type != Step::Type::in_force)) break;
    at = step(at, s, from);
  }
  return at;
}

Value Evaluator::value(const Path& path, const Viewpoint& from) const {
  const Place at = follow(path, from);
  if (!at) return {};
  const Table& table = facts_->table(at.kind);
  if (path.ends_in_row()) return std::string(table.id(at.row));
  const Step& last = path.steps.back();
  switch (last.type) {
  case Step::Type::id:
    return std::string(table.id(at.row));
  case Step::Type::recorded:
    return facts_->write(table.recorded_by[at.row]).recorded_at.local_day();
  case Step::Type::duration: {
    const Kind& kind = facts_->schema().kind(at.kind);
    const auto starts = day_in(at, kind.at("starts"), from.at_write);
    const auto ends = day_in(at, kind.at("ends"), from.at_write);
    if (starts == no_day || ends == no_day) return {};
    return std::int64_t{ends} - starts + 1;
  }
  default:
    if (from.at_write != 0) return facts_->value_at(at.kind, at.row, last.field, from.at_write);
    return table.get(at.row, last.field);
  }
}

std::optional<Date> Evaluator::date(const Path& path, const Viewpoint& from) const {
  const Value v = value(path, from);
  const Date* d = std::get_if<Date>(&v);
  return d ? std::optional(*d) : std::nullopt;
}

std::int32_t Evaluator::end_of_span(const Path& path, Place place) const {
  const Kind& kind = facts_->schema().kind(place.kind);
  if (!kind.spans()) return Date::max_days;
  const auto end_field = kind.at("ends"), start_field = kind.at("starts");
  auto end = day_in(place, end_field);
  if (path.steps.empty() || path.steps.back().type != Step::Type::in_force)
    return end == no_day ? Date::max_days : end;
  const std::size_t reference = path.steps.back().field;
  const Row owner = facts_->table(place.kind).target(place.row, reference);
  // Rows come by start: a transfer's second span begins the day after the first ends, and the employment
  // lasts.
  for (const Row row : facts_->referring(place.kind, reference, owner)) {
    if (end == no_day) break;
    const auto starts = day_in({place.kind, row}, start_field), ends = day_in({place.kind, row}, end_field);
    if (starts <= end + 1 && (ends == no_day || ends > end)) end = ends;
  }
  return end == no_day ? Date::max_days : end;
}

bool Evaluator::is_tied(std::size_t kind, Row row, const Link& link, const Viewpoint& from) const {
  const Table& table = facts_->table(kind);
  for (std::size_t i = 0; i < link.ties.size(); ++i) {
    const auto& tie = link.ties[i];
    const Field& field = table.kind().fields[tie.field];
    const Place wanted = follow(tie.to, from);
    if (field.list) {
      const Value v = table.get(row, tie.field);
      const auto* ids = std::get_if<std::vector<std::string>>(&v);
      if (!ids && i > 0) continue;
      if (!ids || !wanted) return false;
      const std::string id(facts_->table(wanted.kind).id(wanted.row));
      if (std::find(ids->begin(), ids->end(), id) == ids->end()) return false;
      continue;
    }
    const Place actual = field.target.empty()
                             ? [&] { const auto [k, r] = facts_->resolve(table.text(row, tie.field)); return Place{k, r}; }()
                             : Place{wanted.kind, table.target(row, tie.field)};
    if (!actual && i > 0) continue; // not filled in: does not contradict
    if (!actual || !(actual == wanted)) return false;
  }
  return true;
}

std::span<const Row> Evaluator::first_tied(std::size_t kind, const Link& link, const Viewpoint& from) const {
  if (link.ties.empty()) return facts_->living(kind);
  const auto& first = link.ties.front();
  const Place target = follow(first.to, from);
  if (!target) return {};
  const bool any = facts_->table(kind).kind().fields[first.field].target.empty();
  return any ? facts_->referring_any(kind, first.field, target.kind, target.row)
             : facts_->referring(kind, first.field, target.row);
}

Period Evaluator::period(const Setting<Period>& setting, const Viewpoint& from) const {
  if (!setting.is_parameter()) return setting.literal;
  const auto text = from.policy->parameter(setting.parameter, from.parameters_on);
  if (!text)
    throw PolicyError(
        "AC4002", "parameter `" + setting.parameter + "` has no value on " + from.parameters_on.to_string(),
        setting.at.to_string());
  return Period::from_text(*text);
}

Decimal Evaluator::share(const Setting<Decimal>& setting, const Viewpoint& from) const {
  if (!setting.is_parameter()) return setting.literal;
  const auto text = from.policy->parameter(setting.parameter, from.parameters_on);
  const auto value = text ? Decimal::parse(*text) : std::nullopt;
  if (!value)
    throw PolicyError(
        "AC4002", "parameter `" + setting.parameter + "` has no value on " + from.parameters_on.to_string(),
        setting.at.to_string());
  return *value;
}

Value Evaluator::literal(const Setting<Value>& setting, FieldType operand, const Viewpoint& from) const {
  if (!setting.is_parameter()) return setting.literal;
  const auto text = from.policy->parameter(setting.parameter, from.parameters_on);
  if (!text)
    throw PolicyError(
        "AC4002", "parameter `" + setting.parameter + "` has no value on " + from.parameters_on.to_string(),
        setting.at.to_string());
  return read_value(operand, *text).value_or(Value{});
}

Truth Evaluator::compare(const Value& left, const Condition& condition, const Viewpoint& from) const {
  if (condition.comparison == Comparison::missing) return truth(is_missing(left));
  if (condition.comparison == Comparison::present) return truth(!is_missing(left));
  if (is_missing(left)) return Truth::unknown;

  std::vector<Value> right;
  if (condition.right_path)
    right.push_back(value(*condition.right_path, from));
  else
    for (const auto& r : condition.right) right.push_back(literal(r, condition.operand, from));
  const auto* list = std::get_if<std::vector<std::string>>(&left);
  const auto among = [&](const Value& v) {
    return std::any_of(right.begin(), right.end(), [&](const Value& r) { return equal(v, r); });
  };
  if (list) { // a list is compared by its members
    const bool hit = std::any_of(list->begin(), list->end(), [&](const std::string& s) { return among(s); });
    return truth(hit !=
                 (condition.comparison == Comparison::differs || condition.comparison == Comparison::not_in));
  }
  if (condition.comparison == Comparison::in) return truth(among(left));
  if (condition.comparison == Comparison::not_in) return truth(!among(left));
  if (right.empty() || is_missing(right.front())) return Truth::unknown;
  const auto o = order(left, right.front());
  if (!o) return Truth::unknown;
  switch (condition.comparison) {
  case Comparison::equals:
    return truth(*o == 0);
  case Comparison::differs:
    return truth(*o != 0);
  case Comparison::at_least:
    return truth(*o >= 0);
  case Comparison::at_most:
    return truth(*o <= 0);
  case Comparison::above:
    return truth(*o > 0);
  case Comparison::below:
    return truth(*o < 0);
  case Comparison::contains: {
    const auto *text = std::get_if<std::string>(&left), *part = std::get_if<std::string>(&right.front());
    return text && part ? truth(text->find(*part) != std::string::npos) : Truth::unknown;
  }
  default:
    return Truth::unknown;
  }
}

bool Evaluator::counts(const Condition& condition, std::size_t which, Place candidate,
                       const Viewpoint& from) const {
  if (condition.dated == Dated::in_force && !in_force(candidate, from.day)) return false;
  const auto day = day_of(candidate, from.at_write);
  const bool up_to = condition.dated == Dated::up_to || condition.dated == Dated::in_window;
  const Date last = condition.within ? from.day : from.counted_to.value_or(from.day);
  if (up_to && day != no_day && day > last.days()) return false;
  if (condition.dated == Dated::in_window && day != no_day && day < from.opens.days()) return false;
  if (condition.within && day != no_day) {
    // The period before the day, both ends included: a year later to the day is still within a year.
    const Period p = period(*condition.within, from);
    if (reach(Date::unchecked(day), p, every_day()).days() < from.day.days()) return false;
  }
  if (which >= condition.children.size()) return true;
  Viewpoint inner = from;
  inner.row = candidate;
  return judge(condition.children[which], inner) == Truth::yes;
}

Value Evaluator::fold(const Condition& condition, const Viewpoint& from) const {
  std::int64_t rows = 0, values = 0;
  Wide sum = 0;
  std::optional<Value> extreme;
  std::set<std::string> different;
  const bool of_value =
      condition.fold != Fold::exists && (condition.fold != Fold::count || condition.distinct);
  for (std::size_t k = 0; k < condition.kinds.size(); ++k) {
    tied(condition.kinds[k], condition.links[k], from, [&](Row row) {
      const Place candidate{condition.kinds[k], row};
      if (!counts(condition, k, candidate, from)) return true;
      ++rows;
      if (!of_value) return true;
      Viewpoint inner = from;
      inner.row = candidate;
      const Value v = value(condition.left, inner);
      if (is_missing(v)) return true;
      ++values;
      if (const auto* i = std::get_if<std::int64_t>(&v)) sum += static_cast<Wide>(*i) * Decimal::scale;
      if (const auto* d = std::get_if<Decimal>(&v)) sum += d->units();
      if (const auto* r = std::get_if<double>(&v))
        sum += static_cast<Wide>(*r * static_cast<double>(Decimal::scale));
      if (condition.distinct) different.insert(to_string(v));
      const bool replaces =
          !extreme || condition.fold == Fold::latest ||
          (condition.fold == Fold::max && order(v, *extreme) == std::partial_ordering::greater) ||
          (condition.fold == Fold::min && order(v, *extreme) == std::partial_ordering::less);
      if (replaces) extreme = v;
      return true;
    });
  }
  switch (condition.fold) {
  case Fold::exists:
  case Fold::count:
    return condition.distinct ? static_cast<std::int64_t>(different.size()) : rows;
  case Fold::sum:
    return Decimal::from_units(static_cast<std::int64_t>(sum));
  case Fold::mean:
    if (values == 0) return {};
    return Decimal::from_units(static_cast<std::int64_t>(sum / values));
  default:
    return extreme.value_or(Value{});
  }
}

Truth Evaluator::judge_fold(const Condition& condition, const Viewpoint& from) const {
  const Value v = fold(condition, from);
  const bool counted = condition.fold == Fold::exists || condition.fold == Fold::count;
  const Truth now =
      condition.fold == Fold::exists ? truth(std::get<std::int64_t>(v) > 0) : compare(v, condition, from);
  if (from.settled || condition.dated == Dated::any) return now;
  // The day is not over: more may come, so only what more cannot change is certain.
  const bool grows =
      condition.fold == Fold::exists || (counted && (condition.comparison == Comparison::at_least ||
                                                     condition.comparison == Comparison::above));
  if (grows) return now == Truth::yes ? now : Truth::unknown;
  const bool shrinks =
      counted && (condition.comparison == Comparison::at_most || condition.comparison == Comparison::below);
  if (shrinks) return now == Truth::no ? now : Truth::unknown;
  return Truth::unknown;
}

Truth Evaluator::judge(const Condition& condition, const Viewpoint& from) const {
  switch (condition.type) {
  case Condition::Type::constant:
    return truth(condition.value);
  case Condition::Type::all:
  case Condition::Type::any: {
    const Truth decisive = condition.type == Condition::Type::all ? Truth::no : Truth::yes;
    Truth result = condition.type == Condition::Type::all ? Truth::yes : Truth::no;
    for (const Condition& child : condition.children) {
      const Truth t = judge(child, from);
      if (t == decisive) return t;
      if (t == Truth::unknown) result = t;
    }
    return result;
  }
  case Condition::Type::negation: {
    const Truth t = judge(condition.children.front(), from);
    return t == Truth::unknown ? t : truth(t == Truth::no);
  }
  case Condition::Type::compare:
    return compare(value(condition.left, from), condition, from);
  case Condition::Type::fold:
    return judge_fold(condition, from);
  }
  return Truth::unknown;
}

bool touches_subject(const Path& path) noexcept { return path.root == Path::Root::subject; }

bool touches_subject(const Condition& condition) noexcept {
  if (condition.type == Condition::Type::compare &&
      (touches_subject(condition.left) || (condition.right_path && touches_subject(*condition.right_path))))
    return true;
  for (const Link& link : condition.links)
    for (const auto& tie : link.ties)
      if (touches_subject(tie.to)) return true;
  return std::any_of(condition.children.begin(), condition.children.end(),
                     [](const Condition& c) { return touches_subject(c); });
}

} // namespace aftercourse
