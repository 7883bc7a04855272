// What is recorded is there after a reopening, whatever its type.
#include <limits>

#include "desk.hpp"

namespace aftercourse {
namespace {

using namespace test;
using List = std::vector<std::string>;

class StoreRoundTrip : public StoreTest {};

const Values everything = {{"text", "It's \"培训\" 🎓 \n\t\x01"},
                           {"integer", std::numeric_limits<std::int64_t>::max()},
                           {"decimal", Decimal::from_units(-78'500'001)},
                           {"real", 0.1},
                           {"boolean", false},
                           {"date", Date(2026, 10, 20)},
                           {"instant", Instant(1'700'000'000'123'456, -720)},
                           {"category", "电话"},
                           {"reference", "S2"},
                           {"any", "sample/S2"},
                           {"texts", List{"a \"quote\"", "back\\slash", "\x01\x1f\n", "培训", "[,]", "a"}},
                           {"categories", List{"two", "one", "two"}},
                           {"references", List{"S2", "S1"}},
                           {"order", "1"},
                           {"write", "2"},
                           {"op", "3"}};

const Values extremes = {{"integer", std::numeric_limits<std::int64_t>::min() + 1},
                         {"decimal", Decimal::from_units(std::numeric_limits<std::int64_t>::max())},
                         {"real", -0.0},
                         {"boolean", true},
                         {"date", Date(1400, 1, 1)},
                         {"instant", Instant(-1, 840)},
                         {"category", "phone"}};

TEST_F(StoreRoundTrip, KeepsEveryTypeOfField) {
  Desk desk(file);
  desk.commit({desk.facts("sample", {{"S1", everything},
                                     {"S2", extremes},
                                     {"S3", {}},
                                     {"S4", {{"real", 5e-324}, {"date", Date(9999, 12, 31)}}},
                                     {"S5", {{"real", 3.0}, {"integer", std::int64_t{0}}}}})});
  const Snapshot known = reread(file);
  expect_same(desk.journal.head(), known);
  const Table& samples = known.table("sample");
  const auto instant = std::get<Instant>(samples.get(0, samples.kind().at("instant")));
  EXPECT_EQ(instant.offset_minutes(), -720);
  EXPECT_EQ(known.write(1).actor, "li.wei");
}

TEST_F(StoreRoundTrip, KeepsAmendmentsAndRetractions) {
  Desk desk(file);
  desk.commit({desk.facts("sample", {{"S1", everything}, {"S2", extremes}, {"S3", {}}})});
  Values missing = everything;
  for (auto& [field, value] : missing) value = {};
  desk.commit({desk.amendment("sample", "S1", missing),
               desk.amendment("sample", "S2", {{"texts", List{"x"}}, {"real", {}}}), RetractOp{0, "S3"}});
  desk.commit(
      {desk.amendment("sample", "S1", everything), desk.facts("sample", {{"S3", {{"text", "again"}}}})});
  const Snapshot known = reread(file);
  expect_same(desk.journal.head(), known);
  EXPECT_EQ(known.amendments(0).size(), 2 * everything.size() + 2);
  EXPECT_TRUE(is_missing(known.value_at(0, 0, 0, 2)));
  EXPECT_FALSE(known.table("sample").alive(2));
}

TEST_F(StoreRoundTrip, KeepsKindsDeclaredAtRunTime) {
  Desk desk(file);
  const Kind loan =
      kind("loan", {field("due", FieldType::date), field("sample", FieldType::reference, "sample")});
  desk.commit({desk.facts("sample", {{"S1", everything}, {"S2", {}}})},
              {kinds_document(loan), {0, "calendar", "", ""}});
  desk.commit({desk.facts("loan", {{"L1", {{"due", Date(2026, 3, 1)}, {"sample", "S1"}}}})});

  desk.commit({}, {kinds_document(kind("loan", {field("returned", FieldType::instant)}))});
  desk.commit({desk.facts("loan", {{"L2", {{"due", Date(2026, 4, 1)}, {"returned", Instant(5, 60)}}}}),
               desk.amendment("loan", "L1", {{"returned", Instant(6, 60)}})});

  const Snapshot known = reread(file);
  expect_same(desk.journal.head(), known);
  EXPECT_EQ(known.documents().size(), 3u);
  EXPECT_EQ(known.table("loan").size(), 2u);
}

TEST_F(StoreRoundTrip, FactsMayComeInTheWriteThatDeclaresTheirKind) {
  Desk desk(file);
  const Kind loan = kind("loan", {field("due", FieldType::date)});
  Prepared prepared;
  prepared.write = {1, Instant(0, 0), "", "", ""};
  prepared.documents = {kinds_document(loan)};
  prepared.documents[0].write = 1;
  Rows rows(sample_schema().extended({loan}), 1, desk.journal.head().shared_words());
  rows.set(rows.append("L1"), 0, Date(2026, 3, 1));
  prepared.records.push_back(rows);
  desk.store.append(desk.journal, prepared);
  EXPECT_EQ(reread(file).table("loan").day(0, 0), Date(2026, 3, 1).days());
}

TEST_F(StoreRoundTrip, LoadsOnlyWhatIsNew) {
  Desk writer(file), reader(file);
  writer.commit({writer.batch("A", 100)});
  EXPECT_EQ(reader.store.load(reader.journal), 1u);
  EXPECT_EQ(reader.store.load(reader.journal), 0u);
  for (int i = 0; i < 5; ++i) writer.commit({writer.facts("sample", {{"B" + std::to_string(i), {}}})});
  EXPECT_EQ(reader.store.last_write(), 6u);
  EXPECT_EQ(reader.store.load(reader.journal), 5u);
  expect_same(writer.journal.head(), reader.journal.head());
}

TEST_F(StoreRoundTrip, AnEmptyWriteLeavesNoTrace) {
  Desk desk(file);
  desk.store.append(desk.journal, Prepared{});
  EXPECT_EQ(desk.store.last_write(), 0u);
  desk.store.verify();
}

TEST_F(StoreRoundTrip, AKindMayHaveAThousandFields) {
  Kind wide = kind("wide", {});
  for (int i = 0; i < 1000; ++i) wide.fields.push_back(field("f" + std::to_string(i)));
  const Schema schema({wide});
  Desk desk(file, {}, schema);
  desk.commit({desk.facts("wide", {{"W1", {{"f0", "a"}, {"f999", "b"}}}, {"W2", {}}})});
  expect_same(desk.journal.head(), reread(file, schema));

  Kind instants = kind("instants", {});
  for (int i = 0; i < 1000; ++i)
    instants.fields.push_back(field("f" + std::to_string(i), FieldType::instant));
  desk.journal.extend({instants});
  EXPECT_EQ(code_of([&] { desk.commit({desk.facts("instants", {{"I1", {}}})}); }), "AC6012");
}

TEST_F(StoreRoundTrip, ReportsProgressAndStopsWhenTold) {
  Desk desk(file);
  std::vector<std::uint64_t> seen;
  const auto watch = [&](std::uint64_t done, std::uint64_t total, std::string_view) {
    seen.push_back(done);
    EXPECT_EQ(total, 150'000u);
    return true;
  };
  desk.commit({desk.batch("A", 150'000)}, {}, watch);
  EXPECT_GE(seen.size(), 2u);
  EXPECT_EQ(seen.back(), 150'000u);

  const auto stop = [](std::uint64_t, std::uint64_t, std::string_view) { return false; };
  EXPECT_EQ(code_of([&] { desk.commit({desk.batch("B", 100'000)}, {}, stop); }), "AC9001");
  EXPECT_EQ(desk.store.last_write(), 1u);
  Journal other(sample_schema());
  EXPECT_EQ(code_of([&] { desk.store.load(other, stop); }), "AC9001");
  desk.commit({desk.batch("B", 10)}); // the lock is free
  expect_same(desk.journal.head(), reread(file));
}

TEST_F(StoreRoundTrip, RefusesAWriteThatFollowsAnother) {
  Desk first(file), second(file);
  first.commit({first.batch("A", 3)});
  EXPECT_EQ(code_of([&] { second.append({second.batch("B", 3)}); }), "AC6010");
  EXPECT_EQ(first.store.last_write(), 1u);
  second.commit({second.batch("B", 3)});
  expect_same(second.journal.head(), reread(file));

  const Desk ahead(folder / "other.db");
  Store other = Store::open(folder / "other.db");
  EXPECT_EQ(code_of([&] { other.load(second.journal); }), "AC6010");
}

TEST_F(StoreRoundTrip, BeginIsGivenUpByRollback) {
  Desk desk(file);
  desk.store.begin();
  EXPECT_EQ(code_of([&] { desk.store.begin(); }), "AC6009");
  EXPECT_EQ(code_of([&] { desk.store.backup(folder / "copy.db"); }), "AC6009");
  desk.store.rollback();
  desk.store.rollback();
  desk.commit({desk.batch("A", 1)});
  EXPECT_EQ(desk.store.last_write(), 1u);
}

TEST_F(StoreRoundTrip, ASymbolicLinkIsTheSameFile) {
  Desk(file).commit({Desk(file).batch("A", 1)});
  fs::create_symlink(file, folder / "link.db");
  Desk direct(file), linked(folder / "link.db");
  for (int i = 0; i < 3; ++i) {
    direct.commit({direct.batch("D" + std::to_string(i), 2)});
    linked.commit({linked.batch("L" + std::to_string(i), 2)});
  }
  EXPECT_EQ(reread(file).table("sample").size(), 13u);
}

TEST_F(StoreRoundTrip, FileNamesAreTakenAsTheyAre) {
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  for (const char* name : {":memory:", "file:x?mode=ro", "培训 记录.db"}) {
    Desk desk(name);
    desk.commit({desk.batch("A", 1)});
    EXPECT_TRUE(fs::exists(folder / name)) << name;
  }
  fs::current_path(before);
}

} // namespace
} // namespace aftercourse
