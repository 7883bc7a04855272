#include "matcher.hpp"

#include <algorithm>

namespace aftercourse {

namespace {

void collect_leaves(const Schema& schema, const Evidence& e, const Evidence* parent,
                    std::vector<Leaf>& leaves) {
  if (e.type == Evidence::Type::fact)
    leaves.push_back(
        {&e, parent, static_cast<std::uint16_t>(leaves.size()), schema.kind(e.kind).find("reached")});
  for (const Evidence& part : e.parts) collect_leaves(schema, part, &e, leaves);
}

/// What a duty follows is no evidence that it was done: a failed examination is not its own resit.
bool opens_the_duty(const Rule& rule, Place fact, const Viewpoint& from) {
  const bool follows_fact =
      rule.after.type == Anchor::Type::event || rule.after.type == Anchor::Type::amended;
  return follows_fact && fact == from.anchor;
}

/// A field of that name which is (not) a list.
std::optional<std::size_t> field_named(const Kind& kind, std::string_view name, bool list) {
  const auto field = kind.find(name);
  return field && kind.fields[*field].list == list ? field : std::nullopt;
}

} // namespace

Matcher::Matcher(Derivation& d)
    : d_(d), facts_(d.out.facts), completeness_(d),
      anything_amended_(
          std::any_of(d.amended.begin(), d.amended.end(), [](const auto& rows) { return !rows.empty(); })) {
  for (const Adopted& a : d.out.policies) {
    auto& of_policy = leaves_.emplace_back(a.policy.rules().size());
    for (std::size_t r = 0; r < of_policy.size(); ++r)
      collect_leaves(facts_.schema(), a.policy.rules()[r].done_by, nullptr, of_policy[r]);
  }
  for (const Kind& kind : facts_.schema().kinds())
    naming_.push_back({field_named(kind, "tasks", true), field_named(kind, "period", false)});
}

void Matcher::match(std::span<const TaskIndex> tasks, std::span<const std::uint32_t> groups) {
  slot_count_ = 0;
  candidates_.clear();
  for (std::size_t i = 0; i < tasks.size(); ++i) add_slot(tasks[i], d_.out.groups[groups[i]]);
  if (candidates_.empty()) return;
  std::sort(candidates_.begin(), candidates_.end(),
            [&](const Candidate& a, const Candidate& b) { return before(a, b); });
  for (std::size_t i = 0; i < candidates_.size();) {
    std::size_t j = i;
    while (j < candidates_.size() && candidates_[j].fact == candidates_[i].fact &&
           candidates_[j].date == candidates_[i].date)
      ++j;
    place(std::span(candidates_).subspan(i, j - i));
    i = j;
  }
  for (Slot& slot : slots())
    if (!slot.pieces.empty()) write(slot);
}

// --- collecting

void Matcher::add_slot(TaskIndex task, const TaskGroup& group) {
  if (d_.out.states[task] == State::asked) return;
  if (slot_count_ == slots_.size()) slots_.emplace_back();
  const auto index = static_cast<std::uint32_t>(slot_count_++);
  slots_[index].begin(task, group, d_.rule(group),
                      {Date::unchecked(group.from), Date::unchecked(d_.due(group, task))});
  const Viewpoint from = d_.viewpoint(group, d_.out.subjects[task]);
  for (const Leaf& leaf : leaves_of(group)) collect(leaf, from, index);
}

void Matcher::collect(const Leaf& leaf, const Viewpoint& from, std::uint32_t slot) {
  const Evidence& e = *leaf.evidence;
  const auto today = d_.options.as_of.days();
  if (e.own) {
    const auto date = from.subject ? d_.evaluator.day_in(from.subject, e.date_field) : no_day;
    if (date != no_day && date <= today) candidates_.push_back({date, leaf.index, from.subject, slot});
    return;
  }
  const Table& table = facts_.table(e.kind);
  if (table.size() == 0) return;
  const Rule& rule = *slots_[slot].rule;
  d_.evaluator.tied(e.kind, e.link, from, [&](Row row) {
    const auto date = table.day(row, e.date_field);
    if (date == no_day || date > today) return true;
    if (opens_the_duty(rule, {e.kind, row}, from)) return true;
    if (leaf.reached && table.cells[*leaf.reached].booleans[row] == 0)
      return true; // nobody was reached: an attempt, no evidence
    if (e.where) {
      Viewpoint inner = from;
      inner.row = {e.kind, row};
      inner.day = Date::unchecked(date);
      if (d_.evaluator.judge(*e.where, inner) != Truth::yes) return true;
    }
    if (rule.each_holder && !made_by_holder(e, row, slots_[slot].task)) return true;
    candidates_.push_back({date, leaf.index, {e.kind, row}, slot});
    return true;
  });
}

/// With a task for each holder, a fact counts for the person it names beside the one it concerns.
bool Matcher::made_by_holder(const Evidence& e, Row row, TaskIndex task) const {
  const auto holder = d_.out.holders.find(task);
  if (holder == d_.out.holders.end()) return true;
  const Table& table = facts_.table(e.kind);
  for (std::size_t f = 0; f < table.kind().fields.size(); ++f) {
    const Field& field = table.kind().fields[f];
    const bool tie =
        std::any_of(e.link.ties.begin(), e.link.ties.end(), [&](const auto& t) { return t.field == f; });
    if (tie || field.list || field.type != FieldType::reference || field.target != "person") continue;
    return table.text(row, f) == holder->second;
  }
  return true;
}

bool Matcher::before(const Candidate& a, const Candidate& b) const {
  if (a.date != b.date) return a.date < b.date;
  if (a.fact.kind != b.fact.kind) return a.fact.kind < b.fact.kind;
  if (a.fact.row != b.fact.row) {
    const Table& table = facts_.table(a.fact.kind);
    return table.id(a.fact.row) < table.id(b.fact.row);
  }
  return a.slot != b.slot ? a.slot < b.slot : a.leaf < b.leaf;
}

// --- placing

/// Decides where one fact goes. `same` are its candidates, by slot.
void Matcher::place(std::span<const Candidate> same) {
  const Place fact = same.front().fact;
  const Table& table = facts_.table(fact.kind);
  const Naming& naming = naming_[fact.kind];
  if (naming.tasks && !table.missing(fact.row, *naming.tasks))
    place_by_task(same, std::get<std::vector<std::string>>(table.get(fact.row, *naming.tasks)));
  else if (naming.period && !table.missing(fact.row, *naming.period))
    place_by_period(same, table.text(fact.row, *naming.period));
  else
    place_by_date(same, [](const Candidate&) { return true; });
}

void Matcher::place_by_task(std::span<const Candidate> same, const std::vector<std::string>& names) {
  for (const Candidate& c : same) {
    const Slot& slot = slots_[c.slot];
    const bool named = std::any_of(names.begin(), names.end(), [&](const std::string& n) {
      return n == task_id_of(d_.out, *slot.group, slot.task) ||
             n == task_key_of(d_.out, *slot.group, slot.task);
    });
    if (named) assign_if_in_time(c);
  }
}

/// A fact that names a period is for that period's task and no other's; duties that follow no calendar take
/// it by date.
void Matcher::place_by_period(std::span<const Candidate> same, std::string_view period) {
  bool there = false;
  for (const Candidate& c : same) {
    if (!is_of_period(c) || occurrence_of(d_.out, *slots_[c.slot].group) != period) continue;
    there = true;
    if (!needs(c)) continue;
    assign_if_in_time(c);
    return;
  }
  if (!there) place_by_date(same, [&](const Candidate& c) { return !is_of_period(c); });
}

bool Matcher::is_of_period(const Candidate& c) const {
  return slots_[c.slot].rule->after.type == Anchor::Type::period;
}

/// The task whose window holds the date, earliest due first; then one it is late for; then one it is early
/// for.
template <class Eligible>
void Matcher::place_by_date(std::span<const Candidate> same, Eligible&& eligible) {
  const Candidate* best = nullptr;
  Window best_window;
  int best_rank = 3;
  for (const Candidate& c : same) {
    if (!eligible(c) || !needs(c)) continue;
    const Window window = window_for(c);
    const int rank = rank_of(c, window);
    if (rank == 3) continue;
    if (!best || rank < best_rank || (rank == best_rank && goes_first(c, window, *best, best_window))) {
      best = &c;
      best_window = window;
      best_rank = rank;
    }
  }
  if (best) assign(*best, best_window);
}

void Matcher::assign_if_in_time(const Candidate& c) {
  const Window window = window_for(c);
  if (needs(c) && rank_of(c, window) != 3) assign(c, window);
}

/// 0: within the window; 1: after it; 2: before it, where that counts; 3: not at all.
int Matcher::rank_of(const Candidate& c, const Window& window) const {
  const Date date = Date::unchecked(c.date);
  if (window.contains(date)) return 0;
  if (date > window.to) return 1;
  return slots_[c.slot].rule->early_counts ? 2 : 3;
}

bool Matcher::goes_first(const Candidate& a, const Window& wa, const Candidate& b, const Window& wb) const {
  if (wa.to != wb.to) return wa.to < wb.to;
  if (a.slot == b.slot) return a.leaf < b.leaf;
  const Slot &x = slots_[a.slot], &y = slots_[b.slot];
  return task_id_of(d_.out, *x.group, x.task) < task_id_of(d_.out, *y.group, y.task);
}

/// The window as it stood when the fact was recorded, unless the rule wants it done again after a move.
Window Matcher::window_for(const Candidate& c) const {
  const Slot& slot = slots_[c.slot];
  if (!anything_amended_ || slot.rule->redo_if_moved || !may_have_moved(slot)) return slot.window;
  const std::uint64_t write = facts_.table(c.fact.kind).recorded_by[c.fact.row];
  return window_of(d_, *slot.group, d_.out.subjects[slot.task], write).value_or(slot.window);
}

bool Matcher::may_have_moved(const Slot& slot) const {
  const TaskGroup& g = *slot.group;
  if (g.anchor != no_row && d_.amended[g.anchor_kind].contains(g.anchor)) return true;
  for (const Bound* bound : {&slot.rule->from, &slot.rule->to}) {
    if (!bound->of) continue;
    const Place place = d_.evaluator.follow(*bound->of, d_.viewpoint(g, d_.out.subjects[slot.task]));
    if (place && d_.amended[place.kind].contains(place.row)) return true;
  }
  return false;
}

bool Matcher::needs(const Candidate& c) {
  Slot& slot = slots_[c.slot];
  return !slot.complete && completeness_.wants(leaves_of(*slot.group)[c.leaf], c.fact, slot);
}

// --- judging

void Matcher::assign(const Candidate& c, const Window& window) {
  Slot& slot = slots_[c.slot];
  const Rule& rule = *slot.rule;
  const bool one_at_a_time =
      rule.accepted_by && rule.done_by.type == Evidence::Type::fact && rule.asks.empty();
  if (one_at_a_time) slot.pieces.clear(); // a newer submission takes the place of the pending one
  slot.pieces.push_back({c.leaf, c.fact, c.date, window.to.days()});
  if (!completeness_.progress(slot).complete) return;
  if (rule.accepted_by)
    judge_acceptance(slot);
  else
    slot.complete = true;
}

/// A decision on the submitted evidence: accepted ends the matter, returned or rejected reopens it.
void Matcher::judge_acceptance(Slot& slot) {
  const Evidence& wanted = *slot.rule->accepted_by;
  const Table& table = facts_.table(wanted.kind);
  const auto outcome_field = table.kind().find("outcome");
  bool accepted = false, returned = false;
  Viewpoint from = d_.viewpoint(*slot.group, d_.out.subjects[slot.task]);
  from.row = slot.pieces.back().fact;
  d_.evaluator.tied(wanted.kind, wanted.link, from, [&](Row row) {
    const auto date = table.day(row, wanted.date_field);
    if (date == no_day || date > d_.options.as_of.days()) return true;
    Viewpoint inner = from;
    inner.row = {wanted.kind, row};
    if (wanted.where && d_.evaluator.judge(*wanted.where, inner) != Truth::yes) return true;
    const std::string_view outcome =
        outcome_field ? table.text(row, *outcome_field) : std::string_view("accepted");
    accepted = outcome == "accepted";
    returned = outcome == "returned" || outcome == "rejected";
    slot.decision = row;
    return true; // the latest decision counts
  });
  slot.complete = accepted;
  if (returned) slot.pieces.clear();
}

void Matcher::write(Slot& slot) {
  const Extent p = completeness_.progress(slot);
  Outcome& outcome = d_.outcome(slot.task);
  outcome.decision = slot.decision;
  outcome.parts_done = p.have;
  outcome.parts = p.of;
  outcome.evidence_begin = static_cast<std::uint32_t>(d_.out.evidence.size());
  outcome.evidence_count = static_cast<std::uint32_t>(slot.pieces.size());
  const Piece* last = &slot.pieces.front();
  for (const Piece& piece : slot.pieces)
    if (piece.date >= last->date) last = &piece;
  const auto use = [&](const Piece& piece) {
    d_.out.evidence.push_back({static_cast<std::uint32_t>(piece.fact.kind), piece.fact.row});
  };
  for (const Piece& piece : slot.pieces)
    if (&piece != last) use(piece);
  use(*last); // the completing one stands last
  if (last->due != slot.group->due) outcome.due = last->due;
  if (slot.complete)
    outcome.done_on = last->date;
  else if (slot.rule->accepted_by && p.complete)
    outcome.submitted_on = last->date;
}

} // namespace aftercourse
