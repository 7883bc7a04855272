// What the tests of the store share: a folder of their own, a desk (a store and its journal) at which facts
// are recorded, and child processes.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <aftercourse/store/store.hpp>

namespace aftercourse::test {

namespace fs = std::filesystem;

class StoreTest : public testing::Test {
 public:
  StoreTest() : folder(fs::temp_directory_path() / "aftercourse-store-XXXXXX") {
    std::string name = folder.string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder = name;
    fs::permissions(folder, fs::perms::others_read | fs::perms::others_exec, fs::perm_options::add);
    file = folder / "facts.db";
  }
  ~StoreTest() override { fs::remove_all(folder); }

  fs::path folder, file;
};

inline Field field(std::string name, FieldType type = FieldType::text, std::string target = {}) {
  Field f;
  f.name = std::move(name);
  f.type = type;
  f.target = std::move(target);
  return f;
}
inline Field category(std::string name, std::vector<std::string> labels) {
  Field f = field(std::move(name), FieldType::category);
  f.labels = std::move(labels);
  return f;
}
inline Field list_of(Field f) {
  f.list = true;
  return f;
}
inline Kind kind(std::string name, std::vector<Field> fields) {
  Kind k;
  k.name = std::move(name);
  k.fields = std::move(fields);
  return k;
}
inline Document kinds_document(const Kind& kind) {
  return {0, "kinds", kind.name, to_json(std::vector{kind})};
}

/// A kind with one field of each type, and some whose names are words of SQL.
inline Kind sample_kind() {
  return kind("sample",
              {field("text"), field("integer", FieldType::integer), field("decimal", FieldType::decimal),
               field("real", FieldType::real), field("boolean", FieldType::boolean),
               field("date", FieldType::date), field("instant", FieldType::instant),
               category("category", {"phone", "电话"}), field("reference", FieldType::reference, "sample"),
               field("any", FieldType::reference), list_of(field("texts")),
               list_of(category("categories", {"one", "two"})),
               list_of(field("references", FieldType::reference, "sample")), field("order"), field("write"),
               field("op")});
}
inline const Schema& sample_schema() {
  static const Schema schema({sample_kind()});
  return schema;
}

using Values = std::vector<std::pair<std::string, Value>>;

/// A store and a journal that follow each other, as the engine keeps them.
class Desk {
 public:
  explicit Desk(const fs::path& file, const StoreOptions& options = {},
                const Schema& schema = sample_schema())
      : store(Store::open(file, options)), journal(schema) {
    store.load(journal);
  }

  RecordOp facts(std::string_view kind, const std::vector<std::pair<std::string, Values>>& facts) const {
    const Snapshot& head = journal.head();
    Rows rows(head.schema(), head.schema().at(kind), head.shared_words());
    for (const auto& [id, values] : facts) {
      const Row row = rows.append(id);
      for (const auto& [field, value] : values) rows.set(row, rows.kind().at(field), value);
    }
    return {std::move(rows), {}, {}};
  }
  AmendOp amendment(std::string_view kind, std::string id, const Values& values) const {
    AmendOp op{journal.head().schema().at(kind), std::move(id), {}};
    for (const auto& [field, value] : values)
      op.fields.emplace_back(journal.head().schema().kind(op.kind).at(field), value);
    return op;
  }
  /// `count` samples with ids made of `prefix` and a number.
  RecordOp batch(const std::string& prefix, std::size_t count) const {
    std::vector<std::pair<std::string, Values>> many;
    for (std::size_t i = 0; i < count; ++i)
      many.push_back(
          {prefix + std::to_string(i), {{"text", "row " + std::to_string(i)}, {"integer", std::int64_t(i)}}});
    return facts("sample", many);
  }

  /// As the engine commits: what others wrote is read under the same lock.
  Receipt commit(std::vector<Operation> operations, std::vector<Document> documents = {},
                 const Progress& progress = {}) {
    store.begin();
    store.load(journal);
    return append(std::move(operations), std::move(documents), progress);
  }
  /// Without looking whether others wrote.
  Receipt append(std::vector<Operation> operations, std::vector<Document> documents = {},
                 const Progress& progress = {}) {
    const auto number = static_cast<std::int64_t>(journal.head().last_write() + 1);
    Write write{0, Instant(1'800'000'000'000'000 + number, 480), "li.wei", "hr", number % 2 ? "" : "更正"};
    Prepared prepared = journal.prepare(std::move(operations), write, false, std::move(documents));
    store.append(journal, prepared, progress);
    return journal.publish(std::move(prepared));
  }

  Store store;
  Journal journal;
};

inline void expect_same_facts(const Snapshot& a, const Snapshot& b, std::size_t kind) {
  const Table &x = a.table(kind), &y = b.table(kind);
  ASSERT_EQ(x.size(), y.size()) << x.kind().name;
  EXPECT_EQ(x.recorded_by, y.recorded_by);
  EXPECT_EQ(x.retracted_by, y.retracted_by);
  for (Row row = 0; row < x.size(); ++row) {
    EXPECT_EQ(x.id(row), y.id(row));
    for (std::size_t f = 0; f < x.kind().fields.size(); ++f)
      EXPECT_EQ(x.get(row, f), y.get(row, f))
          << x.kind().name << '.' << x.kind().fields[f].name << " of " << x.id(row);
  }
  ASSERT_EQ(a.amendments(kind).size(), b.amendments(kind).size());
  for (std::size_t i = 0; i < a.amendments(kind).size(); ++i) {
    const Amendment &m = a.amendments(kind)[i], &n = b.amendments(kind)[i];
    EXPECT_TRUE(m.write == n.write && m.row == n.row && m.field == n.field && m.before == n.before &&
                m.after == n.after);
  }
}

inline void expect_same(const Snapshot& a, const Snapshot& b) {
  ASSERT_TRUE(a.schema() == b.schema());
  EXPECT_EQ(a.writes(), b.writes());
  for (std::size_t i = 0; i < a.writes().size() && i < b.writes().size(); ++i)
    EXPECT_EQ(a.writes()[i].recorded_at.offset_minutes(), b.writes()[i].recorded_at.offset_minutes());
  EXPECT_EQ(a.documents(), b.documents());
  for (std::size_t kind = 0; kind < a.schema().kinds().size(); ++kind) expect_same_facts(a, b, kind);
}

/// What another process would find in the file.
inline Snapshot reread(const fs::path& file, const Schema& schema = sample_schema()) {
  Desk desk(file, {.create = false}, schema);
  desk.store.verify();
  return desk.journal.head();
}

/// The code of the Error that `action` throws; "" if none.
template <class Action>
std::string code_of(Action&& action) {
  try {
    action();
  } catch (const Error& e) {
    return e.code();
  }
  return "";
}

/// Runs SQL in a file that no store of this process has open.
inline void run_sql(const fs::path& file, const std::string& sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

inline std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
inline void put_bytes(const fs::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Another process. It ends with 0 when `work` returns, with 1 when it throws.
class Child {
 public:
  explicit Child(const std::function<void()>& work) : id_(fork()) {
    if (id_ != 0) return;
    try {
      work();
    } catch (const std::exception& e) {
      fprintf(stderr, "child: %s\n", e.what());
      _exit(1);
    }
    _exit(0);
  }
  ~Child() { wait(); }
  void kill() const { ::kill(id_, SIGKILL); }
  int wait() {
    if (!waited_) waitpid(id_, &status_, 0);
    waited_ = true;
    return status_;
  }

 private:
  pid_t id_;
  int status_ = 0;
  bool waited_ = false;
};

/// What a child process says to its parent: nothing but "now".
class Signal {
 public:
  Signal() {
    if (pipe(ends_) != 0) throw std::runtime_error("no pipe");
  }
  ~Signal() {
    close(ends_[0]);
    close(ends_[1]);
  }
  void give() const { [[maybe_unused]] const auto n = write(ends_[1], "!", 1); }
  void await() const {
    char c;
    [[maybe_unused]] const auto n = read(ends_[0], &c, 1);
  }

 private:
  int ends_[2];
};

/// For a child that must find something so.
inline void require(bool so, const std::string& what) {
  if (!so) throw std::runtime_error("not so: " + what);
}

} // namespace aftercourse::test
