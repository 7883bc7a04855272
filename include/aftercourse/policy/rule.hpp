// Rule: one duty of a regulation. After something happens, for each of those concerned, a role does this
// within a window, and that proves it. Plain data, resolved against a schema when the policy is read;
// docs/policy-format.md explains the YAML form key by key.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/calendar/period.hpp>
#include <aftercourse/calendar/roll.hpp>
#include <aftercourse/policy/condition.hpp>

namespace aftercourse {

/// What a duty follows.
struct Anchor {
  enum class Type : std::uint8_t {
    event,   ///< date `field` of a fact of `kind`: `programme.ended`
    amended, ///< that field of a recorded fact was changed: `{amended: session.starts}`; the day it was
             ///< recorded
    period,  ///< each calendar month, quarter or year: `{every: month}`, `month.ends`, `month.starts`
    task,    ///< the evidence of a task of `rule`: `{task: visit}`
    missed,  ///< a task of `rule` was not done by its due date: `{missed: visit}`; that due date
  };
  Type type = Type::event;
  std::size_t kind = 0, field = 0;
  PeriodUnit period = PeriodUnit::months;
  bool whole_period = false; ///< `{every: month}`: the window is the period itself unless one is given
  bool closing = false;      ///< `month.ends`
  std::size_t rule = 0;
};

/// Whom a duty concerns.
struct Subjects {
  enum class Type : std::uint8_t {
    anchor,     ///< the anchor's fact itself (task anchors: the parent's subject)
    path,       ///< the row that `via` leads to from the anchor's fact: `each: person` after violation.date
    referring,  ///< the rows of `kind` whose reference `field` means what `via` leads to: `each: enrolment`;
                ///< without steps that is the anchor's fact itself
    all,        ///< every living row of `kind` (period anchors)
    done_tasks, ///< the evidence of the tasks of `rules` done within the period: `each: {done: first-visit}`
  };
  Type type = Type::anchor;
  std::size_t kind = 0, field = 0;
  std::vector<std::size_t> rules; ///< done_tasks
  Path via; ///< path, referring: from the anchor's fact (Root::anchor); task anchors: or the parent's subject
            ///< (Root::subject)
  Location at;
};

/// One end of a window: a period from the anchor day, or from a date that a fact holds.
struct Bound {
  std::optional<Path> of;
  Setting<Period> plus;
};

/// What discharges a task.
struct Evidence {
  enum class Type : std::uint8_t { fact, all, any, at_least, for_each };
  Type type = Type::fact;
  Location at;
  std::size_t kind = 0;
  std::size_t date_field =
      0;            ///< which date of the fact counts (its dated_by, or `improvement_action.completed`)
  bool own = false; ///< the subject's own field: `done_by: improvement_action.completed`
  Link link;
  std::optional<Condition> where; ///< paths start at the evidence (Root::row) or at the task
  std::int64_t n = 0;             ///< at_least
  std::optional<Path> each;    ///< for_each: a list field or referring rows; one piece of evidence for each
  std::size_t each_field = 0;  ///< for_each: the evidence's field that names it
  std::vector<Evidence> parts; ///< all, any (several), at_least, for_each (one)
};

struct Sample {
  std::optional<Setting<Decimal>> share; ///< 0 to 1
  std::optional<Setting<Value>> count;   ///< or that many of each stratum
  std::vector<Path> strata;
  std::string seed; ///< default: the policy's name
};

/// A way in which a task may be discharged, in order of preference; the first that applies is the task's
/// channel.
struct Channel {
  std::string name;
  Location at;
  std::optional<Sample> sample;
  std::optional<Condition> when;
  std::optional<Setting<Period>> reply_within; ///< the due date becomes the letter's day plus this
  std::optional<Path> reply_by;                ///< the due date becomes this date, once known
};

/// A role as it resolves in a rule: to the person a path leads to, or to the holders of the role in a unit.
struct Holder {
  std::string role;
  std::optional<Path> is;
  std::optional<Path> of;
};

/// Who is told how long after the due date when a task is missed.
struct Notice {
  Setting<Period> after;
  std::vector<Holder> tell;
  Location at;
};

/// Who is reminded how long before the due date while a task is open.
struct Reminder {
  Setting<Period> before;
  std::vector<Holder> tell; ///< empty: those who are to do it
  Location at;
};

enum class IfUnknown : std::uint8_t { unset, include, exclude, ask };

/// A recurrence counted from the anchor day: the k-th occurrence is k periods after it.
struct Series {
  Setting<Period> every;
  std::vector<Evidence> reset_by; ///< facts tied to the subject that start the series again at their date
};

/// A fact tied to the subject or anchor (or the subject itself) whose date, up to the due date, makes a task
/// void.
struct VoidBy {
  std::size_t kind = 0, field = 0; ///< kind and its date
  bool own = false;                ///< the subject's own date
  Link link;
  std::optional<Condition> where; ///< paths start at the fact (Root::row) or at the task
  Location at;
};

struct Rule {
  std::string id;
  std::vector<std::string> was; ///< earlier names: tasks keep their ids
  Title title;
  std::string clause;
  std::vector<std::string> mission; ///< ids of requirements it serves
  Location at;

  Anchor after;
  Subjects each;
  std::size_t subject_kind = 0;
  std::optional<std::size_t>
      anchor_kind; ///< the kind of the anchor's fact: of the parent's evidence (task), of the
                   ///< parent's anchor (missed); none for periods and mixed evidence
  std::optional<Condition> where;
  IfUnknown if_unknown = IfUnknown::unset;
  std::optional<Path> decided_at; ///< the day conditions are judged at; default: the anchor day
  Bound from, to;
  bool window_given = false;
  Roll roll = Roll::none;
  std::optional<Series> series;
  std::optional<Path>
      lasting; ///< `while:` a row with a span: occurrences need it in force, its end makes them void
  std::vector<Bound> until; ///< the earliest of these dates ends the duty
  std::vector<VoidBy> void_by;
  bool include_earlier = false; ///< set by `include_from: always`
  std::optional<Date> include_from;

  std::string act; ///< `do:`; tasks of one policy with the same act and subject compete for evidence
  std::vector<Holder> by;
  bool each_holder = false; ///< `by: {each: role}`: a task for every holder
  std::optional<Sample> sample;
  std::vector<Channel> channels;
  std::vector<std::string> asks;
  Evidence done_by;
  std::optional<Evidence> accepted_by; ///< a decision on the evidence: accepted, returned ...
  std::vector<Reminder> remind;
  std::vector<Notice> missed;
  bool redo_if_moved = false;
  bool early_counts = false; ///< `early: counts`: evidence before the window discharges
};

} // namespace aftercourse
