#include <aftercourse/facts/journal.hpp>

#include <numeric>
#include <random>

#include "given.hpp"

namespace aftercourse {
namespace {

using namespace test;
using namespace std::string_literals;

testing::AssertionResult is_fault(const std::vector<Fault>& faults, const char* code, const char* field,
                                  const char* reason) {
  if (faults.size() != 1) return testing::AssertionFailure() << faults.size() << " faults";
  const Fault& f = faults.front();
  if (f.code == code && f.field == field && f.reason == reason) return testing::AssertionSuccess();
  return testing::AssertionFailure() << to_string(f);
}

TEST(Journal, RecordsFacts) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_EQ(head.last_write(), 1u);
  EXPECT_EQ(value_of(head, "programme", "P1", "ends"), day("2026-09-10"));
  const Table& enrolments = head.table("enrolment");
  EXPECT_EQ(enrolments.target(0, enrolments.kind().at("programme")), row_of(head, "programme", "P1"));
  EXPECT_EQ(enrolments.target(0, enrolments.kind().at("unit")), no_row);
}

TEST(Journal, TellsWhatACommitDid) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  const Receipt receipt = commit(journal, {record(head, "person", {person("W"), person("Z"), person("Z")}),
                                           amend(head, "programme", "P1", {{"title", text("Sales")}}),
                                           amend(head, "person", "W", {{"name", text("Wang Fang")}}),
                                           retract(head, "enrolment", "E1")});
  EXPECT_EQ(receipt.write, 2u);
  EXPECT_EQ(receipt.recorded, 1u);
  EXPECT_EQ(receipt.amended, 1u);
  EXPECT_EQ(receipt.retracted, 1u);
  EXPECT_EQ(receipt.unchanged, 3u); // W as it is, Z again, W amended to what it is
}

TEST(Journal, NothingNewIsNoWrite) {
  Journal journal = small_journal();
  const Receipt receipt = commit(journal, {record(journal.head(), "programme", {programme("P1")})});
  EXPECT_EQ(receipt.write, 0u);
  EXPECT_EQ(receipt.unchanged, 1u);
  EXPECT_EQ(journal.head().last_write(), 1u);
}

TEST(Journal, AmendsAndKeepsWhatWasThere) {
  Journal journal = small_journal();
  commit(journal, {amend(journal.head(), "programme", "P1",
                         {{"ends", day("2026-09-11")}, {"title", text("Sales onboarding")}})});
  EXPECT_EQ(value_of(journal.head(), "programme", "P1", "ends"), day("2026-09-11"));
  const auto& amendments = journal.head().amendments(journal.head().schema().at("programme"));
  ASSERT_EQ(amendments.size(), 1u); // the title did not change
  EXPECT_EQ(amendments[0].write, 2u);
  EXPECT_EQ(amendments[0].before, day("2026-09-10"));
  EXPECT_EQ(amendments[0].after, day("2026-09-11"));
}

TEST(Journal, RetractedFactsAreDeadAndTheirIdIsFree) {
  Journal journal = small_journal();
  commit(journal, {retract(journal.head(), "enrolment", "E1")});
  const Table& table = journal.head().table("enrolment");
  EXPECT_EQ(table.find("E1"), no_row);
  EXPECT_FALSE(table.alive(0));
  commit(journal, {record(journal.head(), "enrolment", {enrolment("E1")})});
  EXPECT_EQ(journal.head().table("enrolment").find("E1"), 1u);
}

TEST(Journal, FoldsTheOperationsOfABatch) {
  Journal journal;
  const Snapshot& head = journal.head();
  const Receipt receipt = commit(journal, {record(head, "programme", {programme("P1"), programme("P2")}),
                                           amend(head, "programme", "P1", {{"ends", day("2026-09-12")}}),
                                           retract(head, "programme", "P2")});
  EXPECT_EQ(receipt.recorded, 1u);
  EXPECT_EQ(receipt.amended, 0u);
  EXPECT_EQ(value_of(head, "programme", "P1", "ends"), day("2026-09-12"));
  EXPECT_EQ(head.table("programme").size(), 1u);
}

TEST(Journal, AFactCanBeReplacedInOneBatch) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  commit(journal, {retract(head, "enrolment", "E1"), retract(head, "programme", "P1"),
                   record(head, "programme", {programme("P1", "2026-10-01", "2026-10-05")}),
                   record(head, "enrolment", {enrolment("E2")})});
  EXPECT_EQ(row_of(head, "programme", "P1"), 1u);
  EXPECT_EQ(head.table("enrolment").target(1, head.table("enrolment").kind().at("programme")), 1u);
}

// --- faults

TEST(JournalFaults, MissingId) {
  const Journal journal = small_journal();
  EXPECT_TRUE(is_fault(faults_of(journal, {record(journal.head(), "person", {person("")})}), "AC2021", "id",
                       "is missing"));
}

TEST(JournalFaults, SameIdWithDifferentContent) {
  const Journal journal = small_journal();
  const auto faults = faults_of(
      journal, {record(journal.head(), "programme",
                       {programme("P2"), programme("P2"), programme("P2", "2026-09-02")}, "p.csv")});
  ASSERT_EQ(faults.size(), 3u);
  for (std::size_t i = 0; i < faults.size(); ++i) {
    EXPECT_EQ(faults[i].code, "AC2022");
    EXPECT_EQ(faults[i].row, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(faults[i].source, "p.csv");
    EXPECT_EQ(faults[i].reason, "P2 is given more than once in this batch, with different starts");
  }
}

TEST(JournalFaults, RequiredFieldMissing) {
  const Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_TRUE(
      is_fault(faults_of(journal, {record(head, "person", {{"X", {}}})}), "AC2023", "name", "is missing"));
  EXPECT_TRUE(is_fault(faults_of(journal, {amend(head, "person", "W", {{"name", {}}})}), "AC2023", "name",
                       "is missing"));
}

TEST(JournalFaults, OrderViolated) {
  const Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_TRUE(is_fault(faults_of(journal, {record(head, "programme", {programme("P2", "2026-09-11")})}),
                       "AC2024", "ends", "ends 2026-09-10 is before starts 2026-09-11"));
  EXPECT_TRUE(is_fault(faults_of(journal, {amend(head, "programme", "P1", {{"starts", day("2026-10-01")}})}),
                       "AC2024", "ends", "ends 2026-09-10 is before starts 2026-10-01"));
  const Fact result{"A1",
                    {{"enrolment", text("E1")},
                     {"date", day("2026-09-10")},
                     {"score", std::int64_t{101}},
                     {"maximum", std::int64_t{100}}}};
  EXPECT_TRUE(is_fault(faults_of(journal, {record(head, "assessment_result", {result})}), "AC2024", "maximum",
                       "maximum 100 is below score 101"));
}

TEST(JournalFaults, DanglingReference) {
  const Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_TRUE(is_fault(faults_of(journal, {record(head, "enrolment", {enrolment("E2", "P9")})}), "AC2025",
                       "programme", "refers to programme P9, which does not exist"));
  EXPECT_TRUE(is_fault(faults_of(journal, {amend(head, "enrolment", "E1", {{"programme", text("P9")}})}),
                       "AC2025", "programme", "refers to programme P9, which does not exist"));
}

TEST(JournalFaults, DanglingReferenceInAList) {
  const Journal journal = small_journal();
  const Fact meeting{"M1", {{"date", day("2026-09-10")}, {"participants", list({"W", "X"})}}};
  EXPECT_TRUE(is_fault(faults_of(journal, {record(journal.head(), "meeting", {meeting})}), "AC2025",
                       "participants", "refers to person X, which does not exist"));
}

TEST(JournalFaults, DanglingReferenceToAnyKind) {
  const Journal journal = small_journal();
  const auto decision = [&](const char* concerning) {
    const Fact fact{
        "D1", {{"concerning", text(concerning)}, {"date", day("2026-09-10")}, {"outcome", text("accepted")}}};
    return faults_of(journal, {record(journal.head(), "decision", {fact})});
  };
  EXPECT_TRUE(decision("enrolment/E1").empty());
  EXPECT_TRUE(is_fault(decision("E1"), "AC2025", "concerning", "E1 is not written kind/id"));
  EXPECT_TRUE(is_fault(decision("loan/L1"), "AC2025", "concerning",
                       "refers to loan/L1, but there is no such kind of fact"));
  EXPECT_TRUE(is_fault(decision("enrolment/E9"), "AC2025", "concerning",
                       "refers to enrolment E9, which does not exist"));
}

TEST(JournalFaults, ReferenceToWhatTheBatchRetracts) {
  const Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_TRUE(is_fault(faults_of(journal, {retract(head, "enrolment", "E1"),
                                           record(head, "follow_up", {follow_up("F1", "E1")})}),
                       "AC2025", "enrolment", "refers to enrolment E1, which this batch retracts"));
}

TEST(JournalFaults, ReferencesMayPointForwards) {
  const Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_TRUE(faults_of(journal, {record(head, "follow_up", {follow_up("F1", "E2")}),
                                  record(head, "enrolment", {enrolment("E2")})})
                  .empty());
}

TEST(JournalFaults, ConflictWithWhatIsRecorded) {
  const Journal journal = small_journal();
  const std::vector<Operation> operations{
      record(journal.head(), "programme", {programme("P1", "2026-09-01", "2026-09-12")})};
  EXPECT_TRUE(
      is_fault(faults_of(journal, operations), "AC2026", "id", "P1 is recorded already, with other ends"));
  EXPECT_THROW(journal.prepare(operations, write_at(5)), Conflict);
}

TEST(JournalFaults, ChangeOfWhatIsUnknown) {
  const Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_TRUE(is_fault(faults_of(journal, {amend(head, "programme", "P9", {})}), "AC2027", "id",
                       "there is no P9 to amend"));
  EXPECT_TRUE(is_fault(faults_of(journal, {retract(head, "programme", "P9")}), "AC2027", "id",
                       "there is no P9 to retract"));
  EXPECT_EQ(faults_of(journal, {retract(head, "enrolment", "E1"), retract(head, "enrolment", "E1")}).size(),
            1u);
}

TEST(JournalFaults, AmendmentOfTheWrongType) {
  const Journal journal = small_journal();
  EXPECT_TRUE(
      is_fault(faults_of(journal, {amend(journal.head(), "programme", "P1", {{"ends", text("soon")}})}),
               "AC2004", "ends", "P1: expected date, found text"));
}

TEST(JournalFaults, RetractionOfWhatOthersReferTo) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  std::vector<Operation> operations{retract(head, "programme", "P1")};
  EXPECT_TRUE(is_fault(faults_of(journal, operations), "AC2028", "id",
                       "P1 cannot be retracted: 1 living fact refers to it: enrolment E1"));
  EXPECT_THROW(journal.prepare(operations, write_at(5)), Conflict);

  std::vector<Fact> enrolments;
  for (const char* id : {"E2", "E3", "E4", "E5", "E6", "E7"}) enrolments.push_back(enrolment(id));
  commit(journal, {record(head, "enrolment", enrolments)});
  EXPECT_TRUE(is_fault(
      faults_of(journal, operations), "AC2028", "id",
      "P1 cannot be retracted: 7 living facts refer to it: enrolment E1, enrolment E2, enrolment E3, "
      "enrolment E4, enrolment E5, ..."));
}

TEST(JournalFaults, RetractionCountsListsAndReferencesToAnyKind) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  const Fact meeting{"M1", {{"date", day("2026-09-10")}, {"participants", list({"W"})}}};
  const Fact decision{
      "D1",
      {{"concerning", text("enrolment/E1")}, {"date", day("2026-09-10")}, {"outcome", text("accepted")}}};
  commit(journal, {record(head, "meeting", {meeting}), record(head, "decision", {decision})});
  EXPECT_TRUE(is_fault(faults_of(journal, {retract(head, "enrolment", "E1")}), "AC2028", "id",
                       "E1 cannot be retracted: 1 living fact refers to it: decision D1"));
  EXPECT_TRUE(is_fault(faults_of(journal, {retract(head, "decision", "D1"), retract(head, "enrolment", "E1"),
                                           retract(head, "person", "W")}),
                       "AC2028", "id", "W cannot be retracted: 1 living fact refers to it: meeting M1"));
}

TEST(JournalFaults, RetractionIsFineOnceNothingRefersToIt) {
  const Journal journal = small_journal();
  const Snapshot& head = journal.head();
  EXPECT_TRUE(
      faults_of(journal, {retract(head, "programme", "P1"), retract(head, "enrolment", "E1")}).empty());
  EXPECT_TRUE(
      faults_of(journal, {record(head, "programme", {programme("P2")}), retract(head, "programme", "P1"),
                          amend(head, "enrolment", "E1", {{"programme", text("P2")}})})
          .empty());
}

TEST(JournalFaults, TimeDoesNotGoBack) {
  const Journal journal = small_journal();
  try {
    journal.prepare({}, write_at(-1));
    FAIL();
  } catch (const Conflict& e) {
    EXPECT_EQ(e.code(), "AC2029");
    EXPECT_EQ(e.faults().size(), 1u);
  }
}

TEST(JournalFaults, AllAreListedInTheOrderOfTheInput) {
  const Journal journal = small_journal();
  const Snapshot& head = journal.head();
  RecordOp calls =
      record(head, "follow_up", {follow_up("", "E1"), {"F2", {}}, follow_up("F3", "E9")}, "calls.csv");
  calls.lines = {2, 3, 7};
  try {
    journal.prepare({calls, amend(head, "programme", "P9", {})}, write_at(5));
    FAIL();
  } catch (const DataError& e) {
    EXPECT_EQ(e.code(), "AC2020");
    std::vector<std::int64_t> rows;
    for (const Fault& f : e.faults()) rows.push_back(f.row);
    EXPECT_EQ(rows, (std::vector<std::int64_t>{2, 3, 3, 3, 3, 7, 0}));
    EXPECT_NE(std::string(e.what()).find("7 faults; calls.csv:2"), std::string::npos) << e.what();
  }
  EXPECT_EQ(head.last_write(), 1u);
}

// --- keeping what is good

TEST(JournalKeepGood, LeavesOutBadRowsAndWhatRefersToThem) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  const Receipt receipt =
      commit(journal,
             {record(head, "follow_up_item", {{"I1", {{"follow_up", text("F2")}, {"topic", text("x")}}}}),
              record(head, "follow_up", {follow_up("F1", "E1"), follow_up("F2", "E2")}),
              record(head, "enrolment", {enrolment("E2", "P9"), enrolment("E3")})},
             true);
  EXPECT_EQ(receipt.recorded, 2u);
  ASSERT_EQ(receipt.bad.size(), 3u);
  EXPECT_EQ(receipt.bad[0].reason, "refers to follow_up F2, which is at fault itself and left out");
  EXPECT_EQ(receipt.bad[1].reason, "refers to enrolment E2, which is at fault itself and left out");
  EXPECT_EQ(receipt.bad[2].reason, "refers to programme P9, which does not exist");
  EXPECT_NE(row_of(head, "follow_up", "F1"), no_row);
  EXPECT_NE(row_of(head, "enrolment", "E3"), no_row);
  EXPECT_EQ(row_of(head, "follow_up", "F2"), no_row);
}

TEST(JournalKeepGood, ARefusedAmendmentKeepsWhatItReferredTo) {
  Journal journal = small_journal();
  const Snapshot& head = journal.head();
  // E1 was to move away from P1, but to nowhere; so P1 must stay as well.
  const Receipt receipt = commit(
      journal,
      {retract(head, "programme", "P1"), amend(head, "enrolment", "E1", {{"programme", text("P9")}})}, true);
  EXPECT_EQ(receipt.write, 0u);
  ASSERT_EQ(receipt.bad.size(), 2u);
  EXPECT_EQ(receipt.bad[0].code, "AC2028");
  EXPECT_EQ(receipt.bad[1].code, "AC2025");
}

TEST(JournalKeepGood, TheSameFactAgainSharesItsFaults) {
  Journal journal = small_journal();
  const Receipt receipt = commit(
      journal, {record(journal.head(), "enrolment", {enrolment("E2", "P9"), enrolment("E2", "P9")})}, true);
  EXPECT_EQ(receipt.recorded, 0u);
  EXPECT_EQ(receipt.unchanged, 0u);
  EXPECT_EQ(receipt.bad.size(), 2u);
}

// --- what surrounds the facts

TEST(Journal, TheOrderOfTheRecordsDoesNotMatter) {
  std::vector<Fact> programmes, enrolments;
  const std::vector<std::string> ids{"1", "2", "3", "4", "5", "6"};
  for (const std::string& n : ids) {
    programmes.push_back(programme(("P" + n).c_str()));
    enrolments.push_back(enrolment(("E" + n).c_str(), n == "4" ? "P9" : ("P" + n).c_str()));
  }
  std::mt19937 random(1);
  std::string expected;
  for (int round = 0; round < 10; ++round) {
    Journal journal = small_journal();
    const Snapshot& head = journal.head();
    commit(journal, {record(head, "enrolment", enrolments), record(head, "programme", programmes)}, true);
    const std::string seen = picture(head);
    if (round == 0) expected = seen;
    EXPECT_EQ(seen, expected);
    std::shuffle(programmes.begin(), programmes.end(), random);
    std::shuffle(enrolments.begin(), enrolments.end(), random);
  }
}

TEST(Journal, TakesRowsMadeElsewhere) {
  Journal journal = small_journal();
  const Snapshot elsewhere; // with a dictionary of its own
  commit(journal, {record(elsewhere, "enrolment", {enrolment("E2")})});
  EXPECT_EQ(value_of(journal.head(), "enrolment", "E2", "programme"), text("P1"));
}

TEST(Journal, RefusesRowsOfAnotherSchema) {
  const Journal journal = small_journal();
  Rows rows(Schema({{"loan", {}, {}, {}, {}, {}}}), 0, std::make_shared<Dictionary>());
  EXPECT_THROW(journal.prepare({RecordOp{rows, {}, {}}}, write_at(5)), InvalidArgument);
  RecordOp uneven = record(journal.head(), "person", {person("X")});
  uneven.rows.cells[0].symbols.clear();
  EXPECT_THROW(journal.prepare({uneven}, write_at(5)), InvalidArgument);
}

TEST(Journal, ExtendsKindsWithFactsInThem) {
  Journal journal = small_journal();
  const Snapshot before = journal.head();
  RecordOp old_rows = record(before, "programme", {programme("P2")});
  Kind programme_more{"programme", {}, {}, {}, {}, {}};
  Field& sponsor = programme_more.fields.emplace_back();
  sponsor.name = "sponsor";
  sponsor.type = FieldType::reference;
  sponsor.target = "person";
  journal.extend({programme_more, evidence_kind({"loan", {}, {}, {}, {}, {}})});
  const Snapshot& head = journal.head();
  commit(journal, {old_rows, amend(head, "programme", "P1", {{"sponsor", text("W")}}),
                   record(head, "loan", {{"L1", {}}})});
  const Table& programmes = head.table("programme");
  EXPECT_EQ(programmes.target(row_of(head, "programme", "P1"), programmes.kind().at("sponsor")),
            row_of(head, "person", "W"));
  EXPECT_NE(row_of(head, "loan", "L1"), no_row);
  EXPECT_FALSE(before.schema().find("loan"));
  EXPECT_EQ(before.table("programme").cells.size(), programmes.cells.size() - 1);
}

TEST(Journal, DocumentsOfKindsExtendTheSchemaFirst) {
  Journal journal = small_journal();
  const std::vector<Kind> kinds{{"loan", {}, {}, {}, {}, {}}};
  const Schema later = journal.head().schema().extended(kinds);
  RecordOp loans{Rows(later, later.at("loan"), journal.head().shared_words()), {}, {}};
  loans.rows.append("L1");
  Prepared prepared = journal.prepare({loans}, write_at(5), false, {{0, "kinds", "loans", to_json(kinds)}});
  EXPECT_FALSE(journal.head().schema().find("loan"));
  journal.publish(std::move(prepared));
  EXPECT_NE(row_of(journal.head(), "loan", "L1"), no_row);
  ASSERT_EQ(journal.head().documents().size(), 1u);
  EXPECT_EQ(journal.head().documents()[0].write, 2u);
  EXPECT_TRUE(journal.head().at(1).documents().empty());
}

TEST(Journal, PublishesOnlyWhatFollows) {
  Journal journal = small_journal();
  Prepared prepared = journal.prepare({record(journal.head(), "person", {person("X")})}, write_at(5));
  commit(journal, {record(journal.head(), "person", {person("Y")})});
  EXPECT_THROW(journal.publish(prepared), Misuse);
}

} // namespace
} // namespace aftercourse
