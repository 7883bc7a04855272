// Files of every version of the format still open. tests/store holds one of each, with the same facts.
#include "desk.hpp"

namespace aftercourse {
namespace {

using namespace test;

class StoreVersions : public StoreTest {
 public:
  void take(const std::string& name) {
    fs::copy_file(fs::path(AFTERCOURSE_STORE_FILES) / name, file, fs::copy_options::overwrite_existing);
  }

  static void expect_facts(const Snapshot& known) {
    ASSERT_EQ(known.last_write(), 3u);
    EXPECT_EQ(known.write(1).actor, "li.wei");
    EXPECT_EQ(known.write(2).reason, "one week longer");
    EXPECT_EQ(known.write(2).recorded_at.to_string(),
              Instant::from_text("2026-03-02T09:00+08:00").to_string());
    ASSERT_EQ(known.documents().size(), 1u);
    const Table& loans = known.table("loan");
    ASSERT_EQ(loans.size(), 2u);
    const auto value = [&](Row row, const char* field) { return loans.get(row, loans.kind().at(field)); };
    EXPECT_EQ(value(0, "due"), Value(Date(2026, 3, 22)));
    EXPECT_EQ(value(0, "item"), Value("投影仪"));
    EXPECT_EQ(value(0, "fee"), Value(Decimal::from_units(12'500'000)));
    EXPECT_EQ(value(0, "handed_out"), Value(Instant::from_text("2026-03-01T10:30+08:00")));
    EXPECT_EQ(value(0, "parts"), Value(std::vector<std::string>{"cable", "a \"remote\""}));
    EXPECT_EQ(value(0, "weight"), Value(2.5));
    EXPECT_EQ(value(0, "returned"), Value(false));
    EXPECT_FALSE(loans.alive(1));
  }
};

TEST_F(StoreVersions, TheFirstVersionIsReadAsItIs) {
  take("version-1.db");
  expect_facts(reread(file, Schema::built_in()));
}

TEST_F(StoreVersions, WhatIsOlderIsOnlyTouchedWhenAsked) {
  take("version-0.db");
  const std::string before = bytes_of(file);
  EXPECT_EQ(code_of([&] { Store::open(file); }), "AC6004");
  EXPECT_EQ(code_of([&] { Store::open(file, {.read_only = true, .migrate = true}); }), "AC6004");
  EXPECT_EQ(bytes_of(file), before);
}

TEST_F(StoreVersions, MigratesAfterACopy) {
  take("version-0.db");
  const fs::path copy = file.string() + ".v0.backup";
  {
    Desk desk(file, {.migrate = true}, Schema::built_in());
    expect_facts(desk.journal.head());
    desk.store.verify();
    desk.commit({desk.facts("loan", {{"L3", {{"due", Date(2026, 4, 1)}}}})});
  }
  const Snapshot known = reread(file, Schema::built_in());
  EXPECT_EQ(known.write(3).source, "");
  EXPECT_EQ(known.write(4).source, "hr");
  EXPECT_EQ(code_of([&] { Store::open(copy); }), "AC6004"); // as it was
  expect_facts(Desk(copy, {.migrate = true}, Schema::built_in()).journal.head());
}

TEST_F(StoreVersions, ACopyInTheWayStopsTheMigration) {
  take("version-0.db");
  put_bytes(file.string() + ".v0.backup", "somebody's");
  EXPECT_EQ(code_of([&] { Store::open(file, {.migrate = true}); }), "AC6021");
  EXPECT_EQ(bytes_of(file.string() + ".v0.backup"), "somebody's");
  EXPECT_EQ(code_of([&] { Store::open(file); }), "AC6004");
}

TEST_F(StoreVersions, AMigrationThatFailsLeavesTheFileAsItWas) {
  take("version-0.db");
  run_sql(file, "ALTER TABLE write ADD COLUMN source TEXT");
  EXPECT_EQ(code_of([&] { Store::open(file, {.migrate = true}); }), "AC6002");
  EXPECT_FALSE(fs::exists(file.string() + ".v0.backup"));
  EXPECT_EQ(code_of([&] { Store::open(file); }), "AC6004");
}

} // namespace
} // namespace aftercourse
