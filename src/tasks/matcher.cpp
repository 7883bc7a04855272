// Matching: which fact discharges which task. Within a policy, tasks of one subject and one `do` compete for
// the facts tied to them: a fact that names its task or period goes there, else to the task whose window
// holds its date, earliest due first, else to the earliest overdue one; ties by id. Facts are taken in the
// order of their dates, so that what happened later never changes where an earlier fact went.
#include "derivation.hpp"

#include <algorithm>

#include "holders.hpp"
#include "joint.hpp"

namespace aftercourse {

namespace {

/// One `fact` of a joint evidence tree, numbered in reading order.
struct Leaf {
  const Evidence* evidence;
  std::uint16_t index;
};

void collect_leaves(const Evidence& e, std::vector<Leaf>& leaves) {
  if (e.type == Evidence::Type::fact) leaves.push_back({&e, static_cast<std::uint16_t>(leaves.size())});
  for (const Evidence& part : e.parts) collect_leaves(part, leaves);
}

struct Piece {
  std::uint16_t leaf;
  Place fact;
  std::int32_t date;
  std::int32_t due; ///< as it stood when the fact was recorded
};

/// A task that is being matched.
struct Slot {
  TaskIndex task;
  const TaskGroup* group;
  std::vector<Piece> pieces;
  std::vector<std::string> items; ///< for_each: what each evidence must name
  bool complete = false;          ///< all parts are there (and accepted, where that is needed)
  Row decision = no_row;
};

/// A fact that may go to a slot.
struct Candidate {
  std::int32_t date;
  Place fact;
  std::uint32_t slot;
  std::uint16_t leaf;
};

struct Completeness {
  bool complete;
  std::int32_t have, of;
};

class Matcher {
 public:
  explicit Matcher(Derivation& d) : d_(d), facts_(d.out.facts) {}

  void match_subject(std::span<const TaskIndex> tasks, std::span<const std::uint32_t> groups) {
    slots_.clear();
    candidates_.clear();
    for (std::size_t i = 0; i < tasks.size(); ++i) add_slot(tasks[i], d_.out.groups[groups[i]]);
    if (candidates_.empty()) return;
    std::sort(candidates_.begin(), candidates_.end(), [&](const Candidate& a, const Candidate& b) {
      if (a.date != b.date) return a.date < b.date;
      if (a.fact.kind != b.fact.kind) return a.fact.kind < b.fact.kind;
      if (a.fact.row != b.fact.row) return id_of(a.fact) < id_of(b.fact);
      return a.slot != b.slot ? a.slot < b.slot : a.leaf < b.leaf;
    });
    for (std::size_t i = 0; i < candidates_.size();) {
      std::size_t j = i;
      while (j < candidates_.size() && candidates_[j].fact == candidates_[i].fact &&
             candidates_[j].date == candidates_[i].date)
        ++j;
      place(std::span(candidates_).subspan(i, j - i));
      i = j;
    }
    for (const Slot& slot : slots_)
      if (!slot.pieces.empty()) write(slot);
  }

 private:
  // --- collecting
  // ----------------------------------------------------------------------------------------------------

  void add_slot(TaskIndex task, const TaskGroup& group) {
    const auto index = static_cast<std::uint32_t>(slots_.size());
    slots_.push_back({task, &group, {}, {}, false, no_row});
    if (d_.out.states[task] == State::asked) return;
    const Rule& rule = d_.rule(group);
    const Viewpoint from = d_.viewpoint(group, d_.out.subjects[task]);
    for (const Leaf& leaf : leaves_of(rule)) collect(rule, leaf, from, index);
  }

  const std::vector<Leaf>& leaves_of(const Rule& rule) {
    auto& leaves = leaves_[&rule];
    if (leaves.empty()) collect_leaves(rule.done_by, leaves);
    return leaves;
  }

  void collect(const Rule& rule, const Leaf& leaf, const Viewpoint& from, std::uint32_t slot) {
    const Evidence& e = *leaf.evidence;
    if (e.own) {
      const auto date = from.subject ? d_.evaluator.day_in(from.subject, e.date_field) : no_day;
      if (date != no_day && date <= d_.options.as_of.days())
        candidates_.push_back({date, from.subject, slot, leaf.index});
      return;
    }
    const Table& table = facts_.table(e.kind);
    if (table.size() == 0) return;
    const auto reached = table.kind().find("reached");
    d_.evaluator.tied(e.kind, e.link, from, [&](Row row) {
      const auto date = table.day(row, e.date_field);
      if (date == no_day || date > d_.options.as_of.days()) return true;
      if (opens_the_duty(rule, {e.kind, row}, from)) return true;
      if (reached && table.cells[*reached].booleans[row] == 0)
        return true; // nobody was reached: an attempt, no evidence
      Viewpoint inner = from;
      inner.row = {e.kind, row};
      inner.day = Date::unchecked(date);
      if (e.where && d_.evaluator.judge(*e.where, inner) != Truth::yes) return true;
      if (rule.each_holder && !made_by_holder(e, row, slots_[slot].task)) return true;
      candidates_.push_back({date, {e.kind, row}, slot, leaf.index});
      return true;
    });
  }

  /// What a duty follows is no evidence that it was done: a failed examination is not its own resit.
  static bool opens_the_duty(const Rule& rule, Place fact, const Viewpoint& from) {
    const bool follows_fact =
        rule.after.type == Anchor::Type::event || rule.after.type == Anchor::Type::amended;
    return follows_fact && fact == from.anchor;
  }

  /// With a task for each holder, a fact counts for the person it names beside the one it concerns.
  bool made_by_holder(const Evidence& e, Row row, TaskIndex task) const {
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

  // --- placing
  // -------------------------------------------------------------------------------------------------------

  /// Decides where one fact goes. `same` are its candidates, by slot.
  void place(std::span<const Candidate> same) {
    const Table& table = facts_.table(same.front().fact.kind);
    const Row row = same.front().fact.row;
    const Kind& kind = table.kind();
    if (const auto field = kind.find("tasks");
        field && kind.fields[*field].list && !table.missing(row, *field)) {
      place_by_task(same, std::get<std::vector<std::string>>(table.get(row, *field)));
      return;
    }
    const auto period = kind.find("period");
    if (period && !kind.fields[*period].list && !table.missing(row, *period))
      place_by_period(same, table.text(row, *period));
    else
      place_by_date(same, [](const Candidate&) { return true; });
  }

  void place_by_task(std::span<const Candidate> same, const std::vector<std::string>& names) {
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
  void place_by_period(std::span<const Candidate> same, std::string_view period) {
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

  bool is_of_period(const Candidate& c) const {
    return d_.rule(*slots_[c.slot].group).after.type == Anchor::Type::period;
  }

  /// The task whose window holds the date, earliest due first; then one it is late for; then one it is early
  /// for.
  template <typename Eligible>
  void place_by_date(std::span<const Candidate> same, Eligible eligible) {
    const Candidate* best = nullptr;
    Window best_window;
    int best_rank = 3;
    for (const Candidate& c : same) {
      if (!eligible(c) || !needs(c)) continue;
      const Window window = window_for(c);
      const int rank = rank_of(c, window);
      if (rank == 3) continue;
      if (!best || rank < best_rank || (rank == best_rank && before(c, window, *best, best_window))) {
        best = &c;
        best_window = window;
        best_rank = rank;
      }
    }
    if (best) assign(*best, best_window);
  }

  void assign_if_in_time(const Candidate& c) {
    const Window window = window_for(c);
    if (needs(c) && rank_of(c, window) != 3) assign(c, window);
  }

  /// 0: within the window; 1: after it; 2: before it, where that counts; 3: not at all.
  int rank_of(const Candidate& c, const Window& window) const {
    const Date date = Date::unchecked(c.date);
    if (window.contains(date)) return 0;
    if (date > window.to) return 1;
    return d_.rule(*slots_[c.slot].group).early_counts ? 2 : 3;
  }

  bool before(const Candidate& a, const Window& wa, const Candidate& b, const Window& wb) const {
    if (wa.to != wb.to) return wa.to < wb.to;
    if (a.slot == b.slot) return a.leaf < b.leaf;
    const Slot &x = slots_[a.slot], &y = slots_[b.slot];
    return task_id_of(d_.out, *x.group, x.task) < task_id_of(d_.out, *y.group, y.task);
  }

  /// The window as it stood when the fact was recorded, unless the rule wants it done again after a move.
  Window window_for(const Candidate& c) const {
    const TaskGroup& g = *slots_[c.slot].group;
    const Window now{Date::unchecked(g.from), Date::unchecked(d_.due(g, slots_[c.slot].task))};
    const Rule& rule = d_.rule(g);
    if (rule.redo_if_moved || !may_have_moved(g, slots_[c.slot].task)) return now;
    const std::uint64_t write = facts_.table(c.fact.kind).recorded_by[c.fact.row];
    const auto then = window_of(d_, g, d_.out.subjects[slots_[c.slot].task], write);
    return then ? *then : now;
  }

  bool may_have_moved(const TaskGroup& g, TaskIndex task) const {
    if (g.anchor != no_row && d_.amended[g.anchor_kind].contains(g.anchor)) return true;
    const Rule& rule = d_.rule(g);
    for (const Bound* bound : {&rule.from, &rule.to}) {
      if (!bound->of) continue;
      const Place place = d_.evaluator.follow(*bound->of, d_.viewpoint(g, d_.out.subjects[task]));
      if (place && d_.amended[place.kind].contains(place.row)) return true;
    }
    return false;
  }

  bool needs(const Candidate& c) {
    Slot& slot = slots_[c.slot];
    if (slot.complete) return false;
    const Rule& rule = d_.rule(*slot.group);
    if (rule.done_by.type == Evidence::Type::fact)
      return rule.asks.empty() || asks_more(rule, slot, c.fact); // a pending submission takes a newer one
    return required(rule.done_by, c, slot);
  }

  /// Whether the part of the tree that the leaf belongs to still lacks evidence.
  bool required(const Evidence& root, const Candidate& c, Slot& slot) {
    std::uint16_t index = 0;
    bool wanted = false;
    const std::function<void(const Evidence&, const Evidence*)> visit = [&](const Evidence& e,
                                                                            const Evidence* parent) {
      if (e.type == Evidence::Type::fact) {
        if (index == c.leaf) wanted = leaf_wants(e, parent, c, slot);
        ++index;
      }
      for (const Evidence& part : e.parts) visit(part, &e);
    };
    visit(root, nullptr);
    return wanted;
  }

  bool leaf_wants(const Evidence&, const Evidence* parent, const Candidate& c, Slot& slot) {
    const auto held = std::count_if(slot.pieces.begin(), slot.pieces.end(),
                                    [&](const Piece& p) { return p.leaf == c.leaf; });
    if (parent && parent->type == Evidence::Type::at_least && parent->parts.size() == 1)
      return held < parent->n;
    if (parent && parent->type == Evidence::Type::for_each) {
      load_items(*parent, slot);
      const auto covered = items_covered(*parent, c.leaf, slot);
      const auto named = items_named(facts_, *parent, c.fact);
      return std::any_of(named.begin(), named.end(), [&](const std::string& item) {
        return !covered.contains(item) && std::binary_search(slot.items.begin(), slot.items.end(), item);
      });
    }
    return held == 0;
  }

  void load_items(const Evidence& each, Slot& slot) {
    if (slot.items.empty())
      slot.items = items_of(d_.evaluator, each, d_.viewpoint(*slot.group, d_.out.subjects[slot.task]));
  }

  std::set<std::string> items_covered(const Evidence& each, std::uint16_t leaf, const Slot& slot) const {
    std::set<std::string> covered;
    for (const Piece& piece : slot.pieces) {
      if (piece.leaf != leaf) continue;
      for (std::string& item : items_named(facts_, each, piece.fact))
        if (std::binary_search(slot.items.begin(), slot.items.end(), item)) covered.insert(std::move(item));
    }
    return covered;
  }

  // --- judging
  // -------------------------------------------------------------------------------------------------------

  void assign(const Candidate& c, const Window& window) {
    Slot& slot = slots_[c.slot];
    const Rule& rule = d_.rule(*slot.group);
    const bool one_at_a_time =
        rule.accepted_by && rule.done_by.type == Evidence::Type::fact && rule.asks.empty();
    if (one_at_a_time) slot.pieces.clear(); // a newer submission takes the place of the pending one
    slot.pieces.push_back({c.leaf, c.fact, c.date, window.to.days()});
    if (!progress(slot).complete) return;
    if (!rule.accepted_by) {
      slot.complete = true;
      return;
    }
    judge_acceptance(rule, slot);
  }

  /// A decision on the submitted evidence: accepted ends the matter, returned or rejected reopens it.
  void judge_acceptance(const Rule& rule, Slot& slot) {
    const Evidence& wanted = *rule.accepted_by;
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

  Completeness progress(Slot& slot) {
    const Rule& rule = d_.rule(*slot.group);
    std::uint16_t leaf = 0;
    Completeness p = progress(rule.done_by, leaf, slot);
    if (!rule.asks.empty() && rule.done_by.type == Evidence::Type::fact) p = topics_asked(rule, slot);
    return p;
  }

  Completeness progress(const Evidence& e, std::uint16_t& leaf, Slot& slot) {
    const auto held = [&](std::uint16_t l) {
      return static_cast<std::int32_t>(
          std::count_if(slot.pieces.begin(), slot.pieces.end(), [&](const Piece& p) { return p.leaf == l; }));
    };
    switch (e.type) {
    case Evidence::Type::fact: {
      const bool there = held(leaf++) > 0;
      return {there, there ? 1 : 0, 1};
    }
    case Evidence::Type::at_least:
      if (e.parts.size() == 1 && e.parts.front().type == Evidence::Type::fact) {
        const auto n = static_cast<std::int32_t>(e.n), have = std::min(held(leaf++), n);
        return {have >= n, have, n};
      }
      [[fallthrough]];
    case Evidence::Type::all:
    case Evidence::Type::any: {
      std::int32_t complete = 0, have = 0, of = 0;
      for (const Evidence& part : e.parts) {
        const Completeness p = progress(part, leaf, slot);
        complete += p.complete ? 1 : 0;
        have += p.have;
        of += p.of;
      }
      const auto parts = static_cast<std::int32_t>(e.parts.size());
      if (e.type == Evidence::Type::all) return {complete == parts, have, of};
      const std::int32_t n = e.type == Evidence::Type::any ? 1 : static_cast<std::int32_t>(e.n);
      return {complete >= n, std::min(complete, n), n};
    }
    case Evidence::Type::for_each: {
      load_items(e, slot);
      const auto of = static_cast<std::int32_t>(slot.items.size());
      const auto have = static_cast<std::int32_t>(items_covered(e, leaf++, slot).size());
      return {of > 0 && have >= of, have, of};
    }
    }
    return {false, 0, 1};
  }

  /// The topics that a fact names; nothing when its kind has none.
  std::optional<std::vector<std::string>> topics_of(Place fact) const {
    const Table& table = facts_.table(fact.kind);
    const auto field = table.kind().find("topics");
    if (!field) return {};
    Value v = table.get(fact.row, *field);
    auto* topics = std::get_if<std::vector<std::string>>(&v);
    return topics ? std::move(*topics) : std::vector<std::string>();
  }

  /// Whether a fact names a topic that is still to be asked; one that names none is not known to be useless.
  bool asks_more(const Rule& rule, const Slot& slot, Place fact) const {
    const auto named = topics_of(fact);
    if (!named || named->empty()) return true;
    std::set<std::string> asked;
    for (const Piece& piece : slot.pieces)
      if (const auto topics = topics_of(piece.fact)) asked.insert(topics->begin(), topics->end());
    return std::any_of(named->begin(), named->end(), [&](const std::string& topic) {
      return !asked.contains(topic) &&
             std::find(rule.asks.begin(), rule.asks.end(), topic) != rule.asks.end();
    });
  }

  /// Topics asked accumulate over facts.
  Completeness topics_asked(const Rule& rule, const Slot& slot) const {
    std::set<std::string> asked;
    for (const Piece& piece : slot.pieces) {
      const auto topics = topics_of(piece.fact);
      if (!topics) return {true, 1, 1};
      asked.insert(topics->begin(), topics->end());
    }
    const auto have = static_cast<std::int32_t>(std::count_if(
        rule.asks.begin(), rule.asks.end(), [&](const std::string& topic) { return asked.contains(topic); }));
    const auto of = static_cast<std::int32_t>(rule.asks.size());
    return {have == of, have, of};
  }

  void write(const Slot& slot) {
    const Rule& rule = d_.rule(*slot.group);
    Slot copy = slot;
    const Completeness p = progress(copy);
    Outcome& outcome = d_.outcome(slot.task);
    outcome.decision = slot.decision;
    outcome.parts_done = p.have;
    outcome.parts = p.of;
    outcome.evidence_begin = static_cast<std::uint32_t>(d_.out.evidence.size());
    outcome.evidence_count = static_cast<std::uint32_t>(slot.pieces.size());
    const Piece* last = &slot.pieces.front();
    for (const Piece& piece : slot.pieces)
      if (piece.date >= last->date) last = &piece;
    for (const Piece& piece : slot.pieces)
      if (&piece != last)
        d_.out.evidence.push_back({static_cast<std::uint32_t>(piece.fact.kind), piece.fact.row});
    d_.out.evidence.push_back(
        {static_cast<std::uint32_t>(last->fact.kind), last->fact.row}); // the completing one stands last
    if (last->due != slot.group->due) outcome.due = last->due;
    if (slot.complete)
      outcome.done_on = last->date;
    else if (rule.accepted_by && p.complete)
      outcome.submitted_on = last->date;
  }

  std::string_view id_of(Place place) const { return facts_.table(place.kind).id(place.row); }

  Derivation& d_;
  const Snapshot& facts_;
  std::unordered_map<const Rule*, std::vector<Leaf>> leaves_;
  std::vector<Slot> slots_;
  std::vector<Candidate> candidates_;
};

bool has_facts(const Derivation& d, const Evidence& e) {
  if (e.type == Evidence::Type::fact) return e.own || d.out.facts.table(e.kind).size() > 0;
  return std::any_of(e.parts.begin(), e.parts.end(),
                     [&](const Evidence& part) { return has_facts(d, part); });
}

} // namespace

void match_level(Derivation& d, std::span<const PlannedRule> level) {
  // A pool: what competes for the same facts.
  std::map<std::tuple<std::string, std::string, std::size_t>, std::vector<const PlannedRule*>> pools;
  for (const PlannedRule& p : level) {
    const Policy& policy = d.out.policies[p.adopted].policy;
    const Rule& rule = policy.rules()[p.rule];
    if (p.first < p.last && has_facts(d, rule.done_by))
      pools[{policy.name(), rule.act, rule.subject_kind}].push_back(&p);
  }
  Matcher matcher(d);
  for (const auto& [key, rules] : pools) {
    const std::size_t subjects = d.out.facts.table(std::get<2>(key)).size();
    std::vector<std::uint32_t> begins(subjects + 1, 0);
    const auto each_task = [&](auto&& visit) {
      for (const PlannedRule* p : rules)
        for (std::uint32_t g = p->first; g < p->last; ++g)
          for (TaskIndex t = d.out.groups[g].begin; t < d.out.groups[g].begin + d.out.groups[g].count; ++t)
            visit(t, g);
    };
    each_task([&](TaskIndex t, std::uint32_t) { ++begins[d.out.subjects[t] + 1]; });
    for (std::size_t i = 0; i < subjects; ++i) begins[i + 1] += begins[i];
    std::vector<TaskIndex> tasks(begins[subjects]);
    std::vector<std::uint32_t> groups(begins[subjects]);
    std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
    each_task([&](TaskIndex t, std::uint32_t g) {
      const std::uint32_t at = next[d.out.subjects[t]]++;
      tasks[at] = t;
      groups[at] = g;
    });
    for (std::size_t s = 0; s < subjects; ++s) {
      if (begins[s] == begins[s + 1]) continue;
      const std::size_t n = begins[s + 1] - begins[s];
      matcher.match_subject(std::span(tasks).subspan(begins[s], n), std::span(groups).subspan(begins[s], n));
      if (s % 65536 == 0) report(d.options.progress, s, subjects, "matching evidence");
    }
  }
}

} // namespace aftercourse
