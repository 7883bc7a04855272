// A damaged file is refused or found out; it is never taken for something else, and nothing crashes.
#include <random>

#include "desk.hpp"

namespace aftercourse {
namespace {

using namespace test;

class StoreDamage : public StoreTest {
 public:
  StoreDamage() {
    Desk desk(file);
    const Kind loan = kind("loan", {field("due", FieldType::date)});
    desk.commit({desk.batch("A", 40)}, {kinds_document(loan), {0, "policy", "p", "text"}});
    desk.commit({desk.amendment("sample", "A3", {{"text", "new"}, {"integer", {}}}), RetractOp{0, "A4"},
                 desk.facts("loan", {{"L1", {{"due", Date(2026, 3, 1)}}}})});
    desk.commit({desk.batch("B", 40)});
    before = desk.journal.head();
  }

  /// Opens what is in the file now: it may be refused, but not read as anything else.
  bool is_refused() {
    try {
      Desk desk(file, {.create = false});
      desk.store.verify();
      desk.store.quick_check();
      expect_same(before, desk.journal.head());
      return false;
    } catch (const Error& e) {
      EXPECT_NE(e.error_class(), ErrorClass::internal) << e.what();
      return true;
    }
  }

  std::string verify_after(const std::string& sql) {
    const std::string whole = bytes_of(file);
    run_sql(file, sql);
    Store store = Store::open(file);
    std::string message;
    try {
      store.verify();
    } catch (const CorruptError& e) {
      EXPECT_EQ(e.code(), "AC6020") << e.what();
      message = e.what();
    }
    EXPECT_EQ(code_of([&] { Desk desk(file); }), message.empty() ? "" : "AC6020") << sql;
    store = Store::open(folder / "other.db");
    put_bytes(file, whole);
    return message;
  }

  Snapshot before;
};

TEST_F(StoreDamage, ATruncatedFileIsRefused) {
  const std::string whole = bytes_of(file);
  for (std::size_t length = 1; length < whole.size(); length += 1 + length / 16) {
    put_bytes(file, std::string_view(whole).substr(0, length));
    EXPECT_TRUE(is_refused()) << "of " << whole.size() << " bytes, " << length;
  }
  put_bytes(file, whole);
  EXPECT_FALSE(is_refused());
}

TEST_F(StoreDamage, ChangedBytesAreFoundOut) {
  const std::string whole = bytes_of(file);
  std::mt19937 random(17);
  int refused = 0;
  for (int i = 0; i < 400; ++i) {
    std::string changed = whole;
    changed[random() % whole.size()] ^= static_cast<char>(1u << random() % 8);
    put_bytes(file, changed);
    refused += is_refused();
    for (const char* suffix : {"-wal", "-shm", "-journal"}) fs::remove(file.string() + suffix);
  }
  EXPECT_GT(refused, 20); // most of a small file is empty space
}

TEST_F(StoreDamage, ScrambledPagesAreFoundOut) {
  const std::string whole = bytes_of(file);
  std::mt19937 random(18);
  for (std::size_t page = 0; page < whole.size() / 4096; ++page) {
    std::string changed = whole;
    for (std::size_t i = 100; i < 4096; ++i) changed[page * 4096 + i] = static_cast<char>(random());
    put_bytes(file, changed);
    EXPECT_TRUE(is_refused()) << "page " << page + 1;
  }
}

TEST_F(StoreDamage, TheChainNamesTheFirstWriteThatWasTamperedWith) {
  const auto names = [](const std::string& message, const char* write) {
    return message.find(write) != std::string::npos;
  };
  EXPECT_TRUE(names(verify_after("UPDATE fact_sample SET integer = 99 WHERE id = 'A7'"), "write 1 "));
  EXPECT_TRUE(
      names(verify_after("UPDATE fact_sample SET _amended = '[\"text\"]' WHERE _op = 'a'"), "write 2 "));
  EXPECT_TRUE(names(verify_after("DELETE FROM fact_sample WHERE _op = 'x'"), "write 2 "));
  EXPECT_TRUE(names(verify_after("DELETE FROM fact_sample WHERE id = 'B39'"), "write 3 "));
  EXPECT_TRUE(names(verify_after("UPDATE fact_sample SET _write = 3 WHERE id = 'A39'"), "write 1 "));
  EXPECT_TRUE(names(verify_after("UPDATE write SET actor = 'somebody' WHERE number = 2"), "write 2 "));
  EXPECT_TRUE(
      names(verify_after("UPDATE write SET recorded_at = recorded_at - 1 WHERE number = 3"), "write 3 "));
  EXPECT_TRUE(names(verify_after("UPDATE document SET text = 'other' WHERE position = 1"), "write 1 "));
  EXPECT_TRUE(names(verify_after("DELETE FROM write WHERE number = 2"), "write 2 "));
  EXPECT_TRUE(names(verify_after("UPDATE write SET hash = zeroblob(32) WHERE number = 2"), "write 2 "));
  EXPECT_TRUE(names(verify_after("DELETE FROM write WHERE number = 3"), "write 3 "));
  EXPECT_TRUE(
      names(verify_after("INSERT INTO fact_loan (_write, _op, id) VALUES (3, 'r', 'L2')"), "write 3 "));
  EXPECT_EQ(verify_after("VACUUM"), "");
}

TEST_F(StoreDamage, TheChainKnowsTheNamesOfTheColumns) {
  run_sql(file, "ALTER TABLE fact_sample RENAME COLUMN text TO other; ALTER TABLE fact_sample RENAME COLUMN "
                "op TO text");
  EXPECT_EQ(code_of([&] { Store::open(file).verify(); }), "AC6020");
  EXPECT_TRUE(is_refused());
}

TEST_F(StoreDamage, WhatSqliteFindsIsReported) {
  EXPECT_TRUE(Store::open(file).quick_check().empty());
  run_sql(file, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'integer\" "
                "INTEGER', 'integer\" INTEGER NOT NULL')");
  EXPECT_FALSE(Store::open(file).quick_check().empty());
}

} // namespace
} // namespace aftercourse
