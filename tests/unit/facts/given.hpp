// Short ways to write facts down in tests.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <aftercourse/facts/journal.hpp>

namespace aftercourse::test {

using Fields = std::vector<std::pair<std::string, Value>>;
struct Fact {
  std::string id;
  Fields fields;
};

inline Value text(const char* t) { return std::string(t); }
inline Value day(const char* d) { return Date::from_text(d); }
inline Value list(std::vector<std::string> items) { return items; }

inline RecordOp record(const Snapshot& known, const std::string& kind, const std::vector<Fact>& facts,
                       std::string origin = {}) {
  RecordOp op{Rows(known.schema(), known.schema().at(kind), known.shared_words()), std::move(origin), {}};
  for (const Fact& fact : facts) {
    const Row row = op.rows.append(fact.id);
    for (const auto& [name, value] : fact.fields) op.rows.set(row, op.rows.kind().at(name), value);
  }
  return op;
}
inline AmendOp amend(const Snapshot& known, const std::string& kind, const std::string& id,
                     const Fields& fields) {
  AmendOp op{known.schema().at(kind), id, {}};
  for (const auto& [name, value] : fields)
    op.fields.emplace_back(known.schema().kind(op.kind).at(name), value);
  return op;
}
inline RetractOp retract(const Snapshot& known, const std::string& kind, const std::string& id) {
  return {known.schema().at(kind), id};
}

/// Minute `n` of a day: writes follow one another.
inline Write write_at(int minute) {
  return {0, Instant(1'000'000'000'000 + minute * std::int64_t{60'000'000}, 480), "li.wei", "test", "a test"};
}

inline Receipt commit(Journal& journal, std::vector<Operation> operations, bool keep_good = false) {
  const int minute = static_cast<int>(journal.head().last_write());
  return journal.publish(journal.prepare(std::move(operations), write_at(minute), keep_good));
}

/// What prepare says against the operations.
inline std::vector<Fault> faults_of(const Journal& journal, std::vector<Operation> operations) {
  const int minute = static_cast<int>(journal.head().last_write());
  try {
    journal.prepare(std::move(operations), write_at(minute));
  } catch (const Error& e) {
    return e.faults();
  }
  return {};
}

inline Fact programme(const char* id, const char* starts = "2026-09-01", const char* ends = "2026-09-10") {
  return {id, {{"title", text("Sales onboarding")}, {"starts", day(starts)}, {"ends", day(ends)}}};
}
inline Fact person(const char* id) { return {id, {{"name", text("Wang Fang")}}}; }
inline Fact enrolment(const char* id, const char* programme = "P1", const char* person = "W") {
  return {id, {{"programme", text(programme)}, {"person", text(person)}}};
}
inline Fact follow_up(const char* id, const char* enrolment, const char* date = "2026-09-20") {
  return {
      id,
      {{"enrolment", text(enrolment)}, {"date", day(date)}, {"channel", text("phone")}, {"reached", true}}};
}

/// A journal that knows programme P1, person W and enrolment E1.
inline Journal small_journal() {
  Journal journal;
  const Snapshot& head = journal.head();
  commit(journal, {record(head, "programme", {programme("P1")}), record(head, "person", {person("W")}),
                   record(head, "enrolment", {enrolment("E1")})});
  return journal;
}

inline Row row_of(const Snapshot& known, const char* kind, const char* id) {
  return known.table(kind).find(id);
}
inline Value value_of(const Snapshot& known, const char* kind, const char* id, const char* field) {
  const Table& table = known.table(kind);
  return table.get(table.find(id), table.kind().at(field));
}

/// Everything that can be observed of a snapshot, in an order that does not depend on row numbers.
inline std::string picture(const Snapshot& known, bool with_rows = false) {
  std::vector<std::string> lines;
  for (std::size_t k = 0; k < known.schema().kinds().size(); ++k) {
    const Table& table = known.table(k);
    for (Row row = 0; row < table.size(); ++row) {
      std::string line = table.kind().name + "/" + std::string(table.id(row)) + " " +
                         std::to_string(table.recorded_by[row]) + "-" +
                         std::to_string(table.retracted_by[row]);
      if (with_rows)
        line += " row " + std::to_string(row) + (table.find(table.ids[row]) == row ? " found" : "");
      for (std::size_t f = 0; f < table.cells.size(); ++f) {
        line += "|" + to_string(table.get(row, f));
        if (!table.cells[f].targets.empty() && table.target(row, f) != no_row) {
          const Table& target = known.table(table.kind().fields[f].target);
          line += "->" + std::string(target.id(table.target(row, f)));
          if (with_rows) line += "@" + std::to_string(table.target(row, f));
        }
      }
      lines.push_back(line);
    }
    for (const Amendment& a : known.amendments(k))
      lines.push_back("amended " + std::to_string(a.write) + " " + std::string(table.id(a.row)) + "." +
                      std::to_string(a.field) + " " + to_string(a.before) + " -> " + to_string(a.after));
  }
  std::sort(lines.begin(), lines.end());
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  for (const Write& w : known.writes())
    all += std::to_string(w.number) + " " + w.recorded_at.to_string() + "\n";
  return all;
}

} // namespace aftercourse::test
