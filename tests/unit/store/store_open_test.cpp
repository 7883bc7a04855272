// Which files are refused, and how. Nothing that is refused is changed.
#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>

#include "desk.hpp"

namespace aftercourse {
namespace {

using namespace test;

class StoreOpen : public StoreTest {
 public:
  std::string open(const StoreOptions& options = {}) {
    return code_of([&] { Store::open(file, options); });
  }
  void make(std::size_t rows = 10) {
    Desk desk(file);
    desk.commit({desk.batch("A", rows)});
  }
};

TEST_F(StoreOpen, AMissingFile) {
  EXPECT_EQ(open({.create = false}), "AC6008");
  EXPECT_EQ(open({.read_only = true}), "AC6008");
  EXPECT_FALSE(fs::exists(file));
  file = folder / "no" / "such.db";
  EXPECT_EQ(open(), "AC6008");
  file = folder / std::string(5000, 'x'); // longer than names may be
  EXPECT_EQ(open(), "AC6007");
}

TEST_F(StoreOpen, WhatIsNotOurs) {
  put_bytes(file, std::string(5000, 'x') + "not a database");
  EXPECT_EQ(open(), "AC6001");
  put_bytes(file, "id,date\n1,2026-01-01\n");
  EXPECT_EQ(open(), "AC6001");
  EXPECT_EQ(bytes_of(file), "id,date\n1,2026-01-01\n");
  fs::remove(file);
  run_sql(file, "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)");
  const std::string theirs = bytes_of(file);
  EXPECT_EQ(open(), "AC6001");
  EXPECT_EQ(open({.migrate = true}), "AC6001");
  EXPECT_EQ(bytes_of(file), theirs);
  file = folder;
  EXPECT_EQ(open(), "AC6001");
}

TEST_F(StoreOpen, AnEmptyFileIsMadeOurs) {
  put_bytes(file, "");
  EXPECT_EQ(open({.read_only = true}), "AC6001");
  EXPECT_EQ(open(), "");
  EXPECT_EQ(reread(file).last_write(), 0u);
}

TEST_F(StoreOpen, AnEmptyFileBesideItsLogIsDamaged) {
  put_bytes(file, "");
  put_bytes(folder / "facts.db-wal", "what was written last");
  EXPECT_EQ(open(), "AC6002");
  EXPECT_EQ(bytes_of(folder / "facts.db-wal"), "what was written last");
}

TEST_F(StoreOpen, ANewerVersion) {
  make();
  run_sql(file, "PRAGMA user_version = 2");
  EXPECT_EQ(open(), "AC6003");
  EXPECT_EQ(open({.migrate = true}), "AC6003");
}

TEST_F(StoreOpen, FactsOfANewerVersion) {
  make();
  run_sql(file, "ALTER TABLE fact_sample ADD COLUMN colour TEXT");
  EXPECT_EQ(reread(file).last_write(), 1u); // it is missing everywhere
  run_sql(file, "UPDATE fact_sample SET colour = 'red' WHERE id = 'A3'");
  EXPECT_EQ(code_of([&] { reread(file); }), "AC6003");
  EXPECT_EQ(code_of([&] { reread(file, Schema(std::vector<Kind>{})); }), "AC6003");
}

TEST_F(StoreOpen, TheTablesAreMissing) {
  make();
  run_sql(file, "DROP TABLE document");
  EXPECT_EQ(open(), "AC6002");
}

TEST_F(StoreOpen, ReadOnlyWritesNothing) {
  make();
  Desk desk(file, {.read_only = true});
  EXPECT_EQ(desk.journal.head().last_write(), 1u);
  desk.store.verify();
  EXPECT_EQ(code_of([&] { desk.store.begin(); }), "AC6005");
  EXPECT_EQ(code_of([&] { desk.append({desk.batch("B", 1)}); }), "AC6005");
}

/// Runs in a child process that may not write what others own.
void as_nobody(const std::function<void()>& work) {
  Child child([&] {
    if (geteuid() == 0) require(setgid(65534) == 0 && setuid(65534) == 0, "become nobody");
    work();
  });
  EXPECT_EQ(child.wait(), 0);
}

TEST_F(StoreOpen, AFileThatMayNotBeWritten) {
  make();
  fs::permissions(file, fs::perms(0444));
  as_nobody([&] {
    const auto code = open();
    require(code == "AC6005", "read-only file: " + code);
  });
}

TEST_F(StoreOpen, AFolderThatMayNotBeWritten) {
  make();
  Store::open(file).backup(folder / "copy.db");
  fs::permissions(folder / "copy.db", fs::perms(0666));
  fs::permissions(file, fs::perms(0666));
  fs::permissions(folder, fs::perms(0555));
  as_nobody([&] {
    const auto code = open();
    require(code == "AC6005", "read-only folder: " + code);
    const auto create = code_of([&] { Store::open(folder / "new.db"); });
    require(create == "AC6005", "new file in a read-only folder: " + create);
    require(Desk(folder / "copy.db", {.read_only = true}).journal.head().last_write() == 1,
            "a backup can be read");
  });
  fs::permissions(folder, fs::perms(0755));
}

void limit_file_size(rlim_t bytes) {
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = std::min(bytes, limit.rlim_max);
  setrlimit(RLIMIT_FSIZE, &limit);
}

TEST_F(StoreOpen, AFullDiskRecordsNothing) {
  make();
  Child child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    Desk desk(file);
    limit_file_size(300'000);
    const auto code = code_of([&] { desk.commit({desk.batch("B", 20'000)}); });
    require(code == "AC6011", "full while writing: " + code);
    require(desk.store.last_write() == 1, "nothing was recorded");
    limit_file_size(RLIM_INFINITY);
    desk.commit({desk.batch("C", 20'000)});
  });
  EXPECT_EQ(child.wait(), 0);
  const Snapshot known = reread(file);
  EXPECT_EQ(known.last_write(), 2u);
  EXPECT_EQ(known.table("sample").size(), 20'010u);
}

TEST_F(StoreOpen, AFullDiskAtTheFirstOpening) {
  Child child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    limit_file_size(1000);
    const auto code = open();
    require(code == "AC6011", "full when made: " + code);
  });
  EXPECT_EQ(child.wait(), 0);
  EXPECT_EQ(open(), "");
}

TEST_F(StoreOpen, ABackupIsOneWholeFile) {
  make(5000);
  Desk desk(file);
  desk.store.backup(folder / "copy.db");
  expect_same(desk.journal.head(), reread(folder / "copy.db"));
  EXPECT_FALSE(fs::exists(folder / "copy.db.part"));
  EXPECT_EQ(code_of([&] { desk.store.backup(folder / "copy.db"); }), "AC6021");
  EXPECT_EQ(code_of([&] { desk.store.backup(folder / "no" / "copy.db"); }), "AC6008");
  EXPECT_TRUE(desk.store.quick_check().empty());
}

TEST_F(StoreOpen, ABackupOnAFullDiskLeavesNothing) {
  make(5000);
  Child child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    Store store = Store::open(file);
    limit_file_size(20'000);
    const auto code = code_of([&] { store.backup(folder / "copy.db"); });
    require(code == "AC6011", "full while copying: " + code);
  });
  EXPECT_EQ(child.wait(), 0);
  EXPECT_FALSE(fs::exists(folder / "copy.db"));
  EXPECT_FALSE(fs::exists(folder / "copy.db.part"));
}

} // namespace
} // namespace aftercourse
