#include <aftercourse/facts/journal.hpp>

#include <random>
#include <thread>

#include "given.hpp"

namespace aftercourse {
namespace {

using namespace test;

std::vector<std::string> ids_of(const Table& table, std::span<const Row> rows) {
  std::vector<std::string> ids;
  for (const Row row : rows) ids.emplace_back(table.id(row));
  return ids;
}

std::vector<std::string> follow_ups_of(const Snapshot& known, const char* enrolment) {
  const std::size_t kind = known.schema().at("follow_up");
  const std::size_t field = known.schema().kind(kind).at("enrolment");
  return ids_of(known.table(kind), known.referring(kind, field, row_of(known, "enrolment", enrolment)));
}

using Ids = std::vector<std::string>;

TEST(Snapshot, KnowsNothingAtFirst) {
  const Snapshot nothing;
  EXPECT_EQ(nothing.last_write(), 0u);
  EXPECT_EQ(nothing.table("programme").size(), 0u);
  EXPECT_EQ(nothing.resolve("programme/P1").second, no_row);
}

TEST(Snapshot, ReferringRowsStandByDateAndThenById) {
  Journal journal = small_journal();
  commit(journal, {record(journal.head(), "follow_up",
                          {follow_up("F9", "E1", "2026-09-20"), follow_up("F3", "E1", "2026-09-25"),
                           follow_up("F10", "E1", "2026-09-20"), follow_up("F1", "E1", "2026-09-22")})});
  EXPECT_EQ(follow_ups_of(journal.head(), "E1"), (Ids{"F10", "F9", "F1", "F3"}));
}

TEST(Snapshot, LookupsFollowEveryWrite) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_EQ(follow_ups_of(head, "E1"), Ids{});
  commit(journal, {record(head, "follow_up", {follow_up("F1", "E1"), follow_up("F2", "E1", "2026-09-21")})});
  const Snapshot kept = head;
  EXPECT_EQ(follow_ups_of(head, "E1"), (Ids{"F1", "F2"}));
  commit(journal, {amend(head, "follow_up", "F1", {{"date", day("2026-09-30")}}),
                   record(head, "enrolment", {enrolment("E2")})});
  EXPECT_EQ(follow_ups_of(head, "E1"), (Ids{"F2", "F1"}));
  commit(journal, {amend(head, "follow_up", "F1", {{"enrolment", text("E2")}})});
  EXPECT_EQ(follow_ups_of(head, "E1"), Ids{"F2"});
  EXPECT_EQ(follow_ups_of(head, "E2"), Ids{"F1"});
  commit(journal, {retract(head, "follow_up", "F2")});
  EXPECT_EQ(follow_ups_of(head, "E1"), Ids{});
  EXPECT_EQ(follow_ups_of(kept, "E1"), (Ids{"F1", "F2"}));
  EXPECT_EQ(follow_ups_of(head.at(2), "E1"), (Ids{"F1", "F2"}));
}

TEST(Snapshot, ListsReferOnceToEachFact) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  commit(journal, {record(head, "person", {person("X")}),
                   record(head, "meeting",
                          {{"M2", {{"date", day("2026-09-10")}, {"participants", list({"W", "X", "W"})}}},
                           {"M1", {{"date", day("2026-09-10")}, {"participants", list({"W"})}}}})});
  const std::size_t kind = head.schema().at("meeting"), field = head.schema().kind(kind).at("participants");
  EXPECT_EQ(ids_of(head.table(kind), head.referring(kind, field, row_of(head, "person", "W"))),
            (Ids{"M1", "M2"}));
  EXPECT_EQ(ids_of(head.table(kind), head.referring(kind, field, row_of(head, "person", "X"))), Ids{"M2"});
}

TEST(Snapshot, ReferencesToAnyKind) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  commit(journal, {record(head, "decision",
                          {{"D1",
                            {{"concerning", text("enrolment/E1")},
                             {"date", day("2026-09-10")},
                             {"outcome", text("accepted")}}}})});
  const std::size_t enrolments = head.schema().at("enrolment"), decisions = head.schema().at("decision");
  const std::size_t concerning = head.schema().kind(decisions).at("concerning");
  EXPECT_EQ(head.resolve("enrolment/E1"), (std::pair<std::size_t, Row>(enrolments, 0)));
  for (const char* bad : {"", "E1", "/E1", "enrolment/", "loan/E1", "enrolment/E9"})
    EXPECT_EQ(head.resolve(bad).second, no_row) << bad;
  EXPECT_EQ(head.referring_any(decisions, concerning, enrolments, 0).size(), 1u);
  EXPECT_EQ(head.referring_any(decisions, concerning, head.schema().at("person"), 0).size(), 0u);
}

TEST(Snapshot, CellsAsTheyStood) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  commit(journal, {amend(head, "programme", "P1", {{"ends", day("2026-09-11")}})});
  commit(journal, {record(head, "programme", {programme("P2")})});
  commit(journal, {amend(head, "programme", "P1", {{"ends", day("2026-09-12")}})});
  const std::size_t kind = head.schema().at("programme"), ends = head.schema().kind(kind).at("ends");
  const std::vector<Value> expected{
      {}, day("2026-09-10"), day("2026-09-11"), day("2026-09-11"), day("2026-09-12")};
  for (std::uint64_t write = 0; write < expected.size(); ++write) {
    EXPECT_EQ(head.value_at(kind, 0, ends, write), expected[write]) << write;
    if (write == 0) continue;
    EXPECT_EQ(value_of(head.at(write), "programme", "P1", "ends"), expected[write]) << write;
  }
  EXPECT_TRUE(is_missing(head.value_at(kind, 1, ends, 2)));
}

TEST(Snapshot, WritesAreFoundByTime) {
  Journal journal = small_journal();
  commit(journal, {record(journal.head(), "person", {person("X")})});
  const Snapshot& head = journal.head();
  EXPECT_EQ(head.write_at(write_at(-1).recorded_at), 0u);
  EXPECT_EQ(head.write_at(write_at(0).recorded_at), 1u);
  EXPECT_EQ(head.write_at(write_at(99).recorded_at), 2u);
}

TEST(Snapshot, EarlierWritesOnly) {
  Journal journal = small_journal();
  EXPECT_THROW(journal.head().at(2), InvalidArgument);
  EXPECT_EQ(picture(journal.head().at(0), true), picture(Snapshot(), true));
}

TEST(Snapshot, UnchangedTablesAreShared) {
  Journal journal = small_journal();
  const Snapshot before = journal.head();
  commit(journal, {record(before, "person", {person("X")})});
  EXPECT_EQ(&before.table("programme"), &journal.head().table("programme"));
  EXPECT_NE(&before.table("person"), &journal.head().table("person"));
  EXPECT_EQ(&before.table("programme"), &journal.head().at(1).table("programme"));
}

// --- at(n) is what a journal knew that stopped after n writes

/// Writes something random but allowed; what is not allowed is left out.
Prepared random_write(const Journal& journal, std::mt19937& random) {
  const Snapshot& head = journal.head();
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto id = [&](const char* letter) { return letter + std::to_string(pick(8)); };
  std::vector<Operation> operations;
  for (int i = 0; i < 6; ++i) {
    const std::string p = id("P"), w = id("W"), e = id("E"), m = id("M");
    const std::string date = "2026-09-1" + std::to_string(pick(10));
    switch (pick(9)) {
    case 0:
      operations.push_back(record(head, "programme", {programme(p.c_str(), "2026-09-01", date.c_str())}));
      break;
    case 1:
      operations.push_back(record(head, "person", {person(w.c_str())}));
      break;
    case 2:
      operations.push_back(record(head, "enrolment", {enrolment(e.c_str(), p.c_str(), w.c_str())}));
      break;
    case 3:
      operations.push_back(record(
          head, "meeting", {{m, {{"date", day(date.c_str())}, {"participants", list({w, id("W")})}}}}));
      break;
    case 4:
      operations.push_back(
          amend(head, "programme", p, {{"ends", day(date.c_str())}, {"lecturer", text(w.c_str())}}));
      break;
    case 5:
      operations.push_back(amend(head, "enrolment", e, {{"programme", text(p.c_str())}}));
      break;
    case 6:
      operations.push_back(amend(head, "meeting", m, {{"participants", list({w})}}));
      break;
    case 7:
      operations.push_back(retract(head, "enrolment", e));
      break;
    default:
      operations.push_back(retract(head, pick(2) ? "programme" : "person", pick(2) ? p : w));
    }
  }
  return journal.prepare(std::move(operations), write_at(static_cast<int>(head.last_write())), true);
}

TEST(SnapshotProperty, AnEarlierSnapshotEqualsAReplay) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    std::mt19937 random(seed);
    Journal journal;
    std::vector<Prepared> writes;
    std::vector<std::string> pictures{picture(journal.head(), true)};
    while (writes.size() < 40) {
      Prepared prepared = random_write(journal, random);
      if (prepared.empty()) continue;
      writes.push_back(prepared);
      journal.publish(std::move(prepared));
      pictures.push_back(picture(journal.head(), true));
    }
    for (std::size_t n = 0; n <= writes.size(); ++n) {
      const Snapshot then = journal.head().at(n);
      ASSERT_EQ(picture(then, true), pictures[n]) << "seed " << seed << ", write " << n;
      if (n % 10 == 0) {
        const std::vector<Prepared> first(writes.begin(), writes.begin() + static_cast<std::ptrdiff_t>(n));
        // Rows made for one journal are translated into the dictionary of another.
        ASSERT_EQ(picture(replay(Schema::built_in(), first), true), pictures[n]);
      }
    }
  }
}

TEST(SnapshotThreads, ReadersAndOneWriterDoNotDisturbEachOther) {
  Journal journal = small_journal();
  std::vector<Fact> calls;
  for (int i = 0; i < 200; ++i) calls.push_back(follow_up(("F" + std::to_string(i)).c_str(), "E1"));
  commit(journal, {record(journal.head(), "follow_up", calls)});
  for (int round = 0; round < 20; ++round) {
    const std::size_t expected = follow_ups_of(journal.head().at(journal.head().last_write()), "E1").size();
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i)
      readers.emplace_back([expected, snapshot = journal.head()] {
        EXPECT_EQ(follow_ups_of(snapshot, "E1").size(), expected);
        EXPECT_EQ(follow_ups_of(snapshot.at(2), "E1").size(), 200u);
      });
    const std::string id = "G" + std::to_string(round);
    commit(journal, {record(journal.head(), "follow_up", {follow_up(id.c_str(), "E1")})});
    for (std::thread& reader : readers) reader.join();
    EXPECT_EQ(follow_ups_of(journal.head(), "E1").size(), expected + 1);
  }
}

} // namespace
} // namespace aftercourse
