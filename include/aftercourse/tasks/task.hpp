// Task: one duty of one rule for one subject and one occurrence. Tasks are derived, never stored: the same
// facts, policy, calendar and day give the same tasks with the same ids everywhere. A Task is a plain value
// for one of them; a TaskSet holds many.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/calendar/window.hpp>

namespace aftercourse {

enum class State : std::uint8_t {
  upcoming,  ///< its window has not opened
  open,      ///< may be done now; a task due today is still open
  submitted, ///< evidence is there and waits for acceptance
  done,      ///< discharged by its due date
  done_late, ///< discharged after it
  overdue,   ///< due before as_of and not discharged
  waived,    ///< somebody entitled to it waived it
  void_,     ///< the subject left or the anchor was cancelled before it was due
  asked,     ///< its rule's condition is unknown and the rule asks: a person must say whether it applies
};
std::string_view name_of(State s) noexcept; ///< "upcoming", "done late", "void" ...
std::string_view zh_name_of(State s) noexcept;
std::optional<State> state_named(std::string_view name) noexcept;

/// A message that fell due: a reminder of an open task, or a notice along the reporting line of a missed one.
struct NoticeDue {
  Date on;
  std::vector<std::string> tell;    ///< roles
  std::vector<std::string> holders; ///< the persons who held them on that day
};

struct Task {
  std::string id;  ///< 32 hexadecimal digits
  std::string key; ///< "follow-up-visits/first-visit/enrolment/E1/P1"
  std::string policy, version, rule, clause, act, title, title_zh;
  std::string subject_kind, subject, occurrence;
  std::string anchor_kind, anchor; ///< the anchor's fact; empty for calendar periods
  Date anchor_day;
  Window window; ///< window.to is the due date
  State state = State::open;
  std::string channel;              ///< empty when the rule names none
  std::vector<std::string> roles;   ///< who may discharge it
  std::vector<std::string> holders; ///< the persons who hold these roles at as_of; empty: nobody does
  std::optional<Date> done_on;      ///< date of the evidence that completed it (of submission, when accepted)
  std::vector<std::string> evidence;      ///< "follow_up/F1"
  std::int32_t parts_done = 0, parts = 1; ///< "2 of 4" of joint evidence
  std::int32_t attempts = 0;              ///< failed attempts so far
  std::vector<NoticeDue> reminders;       ///< those that fell due by as_of, when it is open
  std::vector<NoticeDue> notices;         ///< those that fell due by as_of, when it is overdue
  bool provisional = false;               ///< a bound rests on days that are not announced
};

/// The id of a task: the first 16 bytes of digest_of({"aftercourse-task-1", policy, rule, subject_kind,
/// subject, occurrence, holder}) in hexadecimal; `holder` is empty unless the rule makes a task for each
/// holder. docs/task-ids.md has vectors.
std::string task_id(std::string_view policy, std::string_view rule, std::string_view subject_kind,
                    std::string_view subject, std::string_view occurrence, std::string_view holder = {});

} // namespace aftercourse
