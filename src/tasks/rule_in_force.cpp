#include "rule_in_force.hpp"

#include <algorithm>

#include <aftercourse/tasks/governing.hpp>

#include "unit_calendar.hpp"

namespace aftercourse {

namespace {

bool touches_subject(const Bound& bound) { return bound.of && touches_subject(*bound.of); }

bool has_version_for_units(const std::vector<Adopted>& policies, const std::string& name) {
  return std::any_of(policies.begin(), policies.end(),
                     [&](const Adopted& a) { return a.policy.name() == name && !a.adoption.units.empty(); });
}

} // namespace

RuleInForce::RuleInForce(Derivation& derivation, std::uint16_t adopted, std::uint16_t rule)
    : d_(derivation), adopted_index_(adopted), rule_index_(rule), adopted_(d_.out.policies[adopted]),
      rule_(adopted_.policy.rules()[rule]),
      by_unit_(has_version_for_units(d_.out.policies, adopted_.policy.name())),
      where_concerns_subject_(rule_.where && aftercourse::touches_subject(*rule_.where)),
      window_concerns_subject_(touches_subject(rule_.from) || touches_subject(rule_.to)),
      concerns_everyone_(!rule_.where && !rule_.lasting && rule_.until.empty() && !by_unit_) {}

Date RuleInForce::earliest() const {
  if (rule_.include_earlier)
    return rule_.after.type == Anchor::Type::period ? adopted_.adoption.on : Date::unchecked(Date::min_days);
  if (rule_.include_from && *rule_.include_from < adopted_.adoption.on) return *rule_.include_from;
  return adopted_.adoption.on;
}

Date RuleInForce::earliest_origin() const {
  Date first = earliest();
  for (const Adopted& a : d_.out.policies)
    if (a.policy.name() == adopted_.policy.name()) first = std::min(first, a.adoption.on);
  return first;
}

bool RuleInForce::governs(const Occurrence& o) const {
  if (o.chained) return true;
  if (o.begins() < (rule_.series ? adopted_.adoption.on : earliest())) return false;
  return by_unit_ || aftercourse::governs(d_.out.policies, adopted_index_, d_.evaluator, o.begins(), {});
}

bool RuleInForce::governs(const Occurrence& o, Row subject) const {
  return o.chained || !by_unit_ ||
         aftercourse::governs(d_.out.policies, adopted_index_, d_.evaluator, o.begins(),
                              {o.anchor, {rule_.subject_kind, subject}, o.day});
}

Applies RuleInForce::applies(const Occurrence& o, Row subject) const {
  if (concerns_everyone_) return Applies::yes;
  if (!governs(o, subject) || !lasts(o, subject)) return Applies::no;
  return rule_.where ? condition(o, subject) : Applies::yes;
}

Applies RuleInForce::condition(const Occurrence& o, Row subject) const {
  Viewpoint from = viewpoint(o, subject);
  if (rule_.decided_at) {
    const auto decided = d_.evaluator.date(*rule_.decided_at, from);
    if (!decided) return Applies::no; // not known yet when it will be decided
    from.day = *decided;
  }
  from.settled =
      from.day < d_.options.as_of || (from.day == d_.options.as_of && !o.ends_a_span && !rule_.decided_at);
  const Truth t = d_.evaluator.judge(*rule_.where, from);
  if (t == Truth::yes) return Applies::yes;
  if (t == Truth::no) return Applies::no;
  if (!from.settled) {
    // Undecided only because the day is not over: the duty does not exist yet. Otherwise a value is
    // missing.
    from.settled = true;
    if (d_.evaluator.judge(*rule_.where, from) != Truth::unknown) return Applies::no;
  }
  switch (rule_.if_unknown) {
  case IfUnknown::include:
    return Applies::yes;
  case IfUnknown::exclude:
    return Applies::no;
  default:
    return Applies::ask; // never dropped silently
  }
}

bool RuleInForce::lasts(const Occurrence& o, Row subject) const {
  if (!rule_.lasting && rule_.until.empty()) return true;
  const Viewpoint from = viewpoint(o, subject);
  if (rule_.lasting) {
    const Place span = d_.evaluator.follow(*rule_.lasting, from);
    if (!span || !d_.evaluator.in_force(span, o.day)) return false;
  }
  if (rule_.until.empty()) return true;
  const Calendar& calendar = d_.out.calendars[unit_calendar(d_, rule_, o, subject)];
  const auto end = end_of_duty(d_.evaluator, rule_, from, calendar);
  return !end || *end >= o.day;
}

Viewpoint RuleInForce::viewpoint(const Occurrence& o, Row subject) const {
  Viewpoint from;
  from.subject = {rule_.subject_kind, subject};
  from.anchor = o.anchor;
  from.day = o.day;
  from.policy = &adopted_;
  from.parameters_on = std::max(o.begins(), adopted_.adoption.on);
  return from;
}

std::string RuleInForce::label_of(const Occurrence& o) const {
  return o.label.empty() ? id_of(o.anchor) : o.label;
}

std::string RuleInForce::id_of(Place place) const {
  return std::string(d_.out.facts.table(place.kind).id(place.row));
}

void RuleInForce::sort_by_id(std::vector<Row>& subjects) const {
  const Table& table = d_.out.facts.table(rule_.subject_kind);
  std::sort(subjects.begin(), subjects.end(), [&](Row a, Row b) { return table.id(a) < table.id(b); });
}

void RuleInForce::refuse(const std::string& what) const {
  throw LimitError("AC8004",
                   "rule `" + rule_.id + "` of policy `" + adopted_.policy.name() + "` makes " + what,
                   rule_.at.to_string());
}

} // namespace aftercourse
