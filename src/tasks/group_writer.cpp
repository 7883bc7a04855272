#include "group_writer.hpp"

#include <algorithm>

#include "holders.hpp"
#include "unit_calendar.hpp"

namespace aftercourse {

GroupWriter::GroupWriter(Derivation& d, const RuleInForce& rule)
    : d_(d), in_force_(rule), rule_(rule.rule()), by_unit_(d.out.calendars.size() > 1) {}

void GroupWriter::write(const Occurrence& o, const std::vector<Row>& subjects, bool asked) {
  if (subjects.empty()) return;
  if (!in_force_.window_concerns_subject() && !by_unit_ && !rule_.each_holder)
    return write_group(o, subjects, asked, 0);
  for (const Row subject : subjects)
    write_group(o, {&subject, 1}, asked, unit_calendar(d_, rule_, o, subject));
}

void GroupWriter::write_group(const Occurrence& o, std::span<const Row> subjects, bool asked,
                              std::uint16_t calendar) {
  auto& out = d_.out;
  const Viewpoint from = in_force_.viewpoint(o, subjects.front());
  const auto reckoned =
      o.window ? std::nullopt : window_at(d_.evaluator, rule_, from, o.day, out.calendars[calendar]);
  Window window{o.day, o.day};
  if (o.window)
    window = *o.window;
  else if (reckoned)
    window = window_of(*reckoned);
  else if (rule_.if_unknown == IfUnknown::exclude)
    return;
  else
    asked = true; // a date it needs is missing: a person must say
  if (window.from > d_.options.horizon) return;
  if (++written_ > d_.options.limits.occurrences) in_force_.refuse("more occurrences than allowed");
  TaskGroup group;
  group.adopted = in_force_.adopted_index();
  group.rule = in_force_.rule_index();
  group.calendar = calendar;
  if (reckoned) {
    group.from_provisional = reckoned->from.provisional || (o.provisional && !rule_.from.of);
    group.due_provisional = reckoned->to.provisional || (o.provisional && !rule_.to.of);
  }
  group.anchor_kind = static_cast<std::uint16_t>(o.anchor.kind);
  group.anchor = o.anchor.row;
  group.parent = o.parent;
  group.anchor_day = o.day.days();
  group.from = window.from.days();
  group.due = window.to.days();
  group.begin = static_cast<TaskIndex>(out.subjects.size());
  group.occurrence = no_index;
  if (!o.label.empty()) {
    group.occurrence = static_cast<std::uint32_t>(out.occurrences.size());
    out.occurrences.push_back(o.label);
  }
  write_columns(from, subjects, asked ? State::asked : state_of(window));
  group.count = static_cast<std::uint32_t>(out.subjects.size() - group.begin);
  out.groups.push_back(group);
}

void GroupWriter::write_columns(const Viewpoint& from, std::span<const Row> subjects, State state) {
  auto& out = d_.out;
  const std::vector<std::string> holders =
      rule_.each_holder ? holders_of(d_.evaluator, rule_.by, from) : std::vector<std::string>{};
  const std::size_t times = std::max<std::size_t>(holders.size(), 1);
  if (out.subjects.size() + subjects.size() * times > d_.options.limits.tasks)
    in_force_.refuse("more tasks than allowed");
  for (std::size_t i = 0; i < times; ++i) {
    if (!holders.empty()) out.holders[static_cast<TaskIndex>(out.subjects.size())] = holders[i];
    out.subjects.insert(out.subjects.end(), subjects.begin(), subjects.end());
  }
  out.states.resize(out.subjects.size(), state);
}

State GroupWriter::state_of(const Window& window) const {
  if (window.from > d_.options.as_of) return State::upcoming;
  return window.to < d_.options.as_of ? State::overdue : State::open;
}

} // namespace aftercourse
