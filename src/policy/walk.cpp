#include "walk.hpp"

namespace aftercourse::reading {

namespace {

void walk(const Path& path, const Visitor& visit) {
  visit.kind(path.root_kind);
  for (const Step& step : path.steps) visit.kind(step.kind);
  if (path.ends_in_row()) visit.kind(path.end_kind);
}

void walk(const std::optional<Path>& path, const Visitor& visit) {
  if (path) walk(*path, visit);
}

void walk(const Link& link, const Visitor& visit) {
  for (const Link::Tie& tie : link.ties) walk(tie.to, visit);
}

void walk_kinds(const Condition& c, const Visitor& visit) {
  if (c.type == Condition::Type::compare) walk(c.left, visit);
  walk(c.right_path, visit);
  for (const std::size_t kind : c.kinds) visit.kind(kind);
  for (const Link& link : c.links) walk(link, visit);
  for (const Condition& child : c.children) walk_kinds(child, visit);
}

void walk(const Condition& c, const Visitor& visit) {
  visit.condition(c);
  walk_kinds(c, visit);
}

void walk(const std::optional<Condition>& c, const Visitor& visit) {
  if (c) walk(*c, visit);
}

void walk(const Evidence& e, const Visitor& visit) {
  if (e.type == Evidence::Type::fact) visit.kind(e.kind);
  walk(e.link, visit);
  walk(e.where, visit);
  walk(e.each, visit);
  for (const Evidence& part : e.parts) walk(part, visit);
}

void walk(const Sample& sample, const Visitor& visit) {
  for (const Path& path : sample.strata) walk(path, visit);
}

void walk(const Channel& channel, const Visitor& visit) {
  if (channel.sample) walk(*channel.sample, visit);
  walk(channel.when, visit);
  walk(channel.reply_by, visit);
}

void walk(const Holder& holder, const Visitor& visit) {
  walk(holder.is, visit);
  walk(holder.of, visit);
}

} // namespace

void walk(const Rule& rule, const Visitor& visit) {
  visit.kind(rule.subject_kind);
  if (rule.anchor_kind) visit.kind(*rule.anchor_kind);
  walk(rule.each.via, visit);
  walk(rule.where, visit);
  walk(rule.decided_at, visit);
  walk(rule.from.of, visit);
  walk(rule.to.of, visit);
  if (rule.series)
    for (const Evidence& e : rule.series->reset_by) walk(e, visit);
  walk(rule.lasting, visit);
  for (const Bound& bound : rule.until) walk(bound.of, visit);
  for (const VoidBy& v : rule.void_by) {
    visit.kind(v.kind);
    walk(v.where, visit);
  }
  for (const Holder& holder : rule.by) walk(holder, visit);
  if (rule.sample) walk(*rule.sample, visit);
  for (const Channel& channel : rule.channels) walk(channel, visit);
  walk(rule.done_by, visit);
  if (rule.accepted_by) walk(*rule.accepted_by, visit);
}

void walk(const MeasureRule& measure, const Visitor& visit) {
  visit.kind(measure.kind);
  walk(measure.where, visit);
  walk(measure.success, visit);
  walk(measure.of, visit);
  walk(measure.to, visit);
}

void walk(const FindingRule& finding, const Visitor& visit) {
  if (finding.kind) visit.kind(*finding.kind);
  walk(finding.where, visit);
  if (finding.type == FindingRule::Type::state) walk(finding.must, visit);
}

} // namespace aftercourse::reading
