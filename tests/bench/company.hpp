// A company of any size, for the benchmarks: programmes that end day after day, each with its learners, and
// follow-ups that discharge some of the tasks. Only what the rules below look at is filled in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/facts/journal.hpp>
#include <aftercourse/policy/policy.hpp>
#include <aftercourse/tasks/derive.hpp>

namespace aftercourse::bench {

inline const Date first_end{2024, 1, 1}; ///< the day the first programme ends
inline constexpr int days = 700;         ///< programmes end on so many days, in turn

struct Size {
  Row programmes, learners; ///< learners of each programme
  Row calls = 0;            ///< follow-ups of each learner, a month apart
};

inline std::string numbered(char letter, Row n) { return letter + std::to_string(n); }

/// Empty rows of a kind, of the schema of what is known.
inline Rows rows_of(const Snapshot& known, std::string_view kind) {
  return Rows(known.schema(), known.schema().at(kind), known.shared_words());
}

inline Rows programmes(const Snapshot& known, const Size& size) {
  Rows rows = rows_of(known, "programme");
  const auto title = rows.kind().at("title"), starts = rows.kind().at("starts"),
             ends = rows.kind().at("ends");
  for (Row p = 0; p < size.programmes; ++p) {
    const Row row = rows.append(numbered('P', p));
    rows.set(row, title, std::string("Sales"));
    const auto end = first_end.days() + static_cast<std::int32_t>(p % days);
    rows.cells[starts].days[row] = end - 9;
    rows.cells[ends].days[row] = end;
  }
  return rows;
}

inline Rows enrolments(const Snapshot& known, const Size& size) {
  Rows rows = rows_of(known, "enrolment");
  const auto programme = rows.kind().at("programme"), person = rows.kind().at("person");
  const Symbol learner = rows.words().intern("L1");
  rows.reserve(std::size_t{size.programmes} * size.learners);
  for (Row e = 0; e < size.programmes * size.learners; ++e) {
    const Row row = rows.append(numbered('E', e));
    rows.cells[programme].symbols[row] = rows.words().intern(numbered('P', e / size.learners));
    rows.cells[person].symbols[row] = learner;
  }
  return rows;
}

inline Rows follow_ups(const Snapshot& known, const Size& size) {
  Rows rows = rows_of(known, "follow_up");
  const auto enrolment = rows.kind().at("enrolment"), date = rows.kind().at("date"),
             channel = rows.kind().at("channel"), reached = rows.kind().at("reached");
  const Symbol phone = rows.words().intern("phone");
  for (Row e = 0; e < size.programmes * size.learners; ++e)
    for (Row call = 0; call < size.calls; ++call) {
      const Row row = rows.append(numbered('F', e * size.calls + call));
      const auto end = first_end.days() + static_cast<std::int32_t>(e / size.learners % days);
      rows.cells[enrolment].symbols[row] = rows.words().intern(numbered('E', e));
      rows.cells[date].days[row] = end + 30 * static_cast<std::int32_t>(call) + 7;
      rows.cells[channel].symbols[row] = phone;
      rows.cells[reached].booleans[row] = 1;
    }
  return rows;
}

inline Rows persons(const Snapshot& known) {
  Rows rows = rows_of(known, "person");
  rows.set(rows.append("L1"), rows.kind().at("name"), std::string("李雷"));
  return rows;
}

inline std::vector<Operation> operations(const Snapshot& known, const Size& size) {
  std::vector<Operation> all;
  for (Rows rows : {persons(known), programmes(known, size), enrolments(known, size)})
    all.push_back(RecordOp{std::move(rows), {}, {}});
  if (size.calls > 0) all.push_back(RecordOp{follow_ups(known, size), {}, {}});
  return all;
}

inline Snapshot record(const Size& size) {
  Journal journal;
  Write write;
  write.recorded_at = Instant::from_text("2026-01-01T09:00+08:00");
  journal.publish(journal.prepare(operations(journal.head(), size), write));
  return journal.head();
}

/// A follow-up of every learner in each of the months after a programme; all compete for the same calls.
inline Policy monthly_visits(int months) {
  std::string text =
      "policy: visits\ntitle: {en: Visits, zh: 回访}\nversion: \"1\"\nroles: {office: {}}\nrules:\n";
  for (int m = 0; m < months; ++m)
    text += "  - {id: visit-" + std::to_string(m + 1) +
            ", clause: \"1\", after: programme.ended, each: enrolment, " +
            "window: {from: " + std::to_string(30 * m) + " days, to: " + std::to_string(30 * m + 29) +
            " days}, do: visit, by: office, done_by: follow_up}\n";
  return Policy::parse(text, "visits.yaml");
}

} // namespace aftercourse::bench
