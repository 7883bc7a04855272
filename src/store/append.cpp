#include "append.hpp"

#include <map>

#include "chain.hpp"
#include "fact_insert.hpp"
#include "part.hpp"
#include "write_rows.hpp"

namespace aftercourse {

namespace {

/// By table name: the order that the chain has.
using Parts = std::map<std::string, Part>;

Parts parts_of(const Prepared& prepared, const Schema& schema) {
  Parts parts;
  const auto part = [&](std::size_t kind) -> Part& {
    return parts.try_emplace(table_of(schema.kind(kind)), schema, kind).first->second;
  };
  for (const AmendOp& op : prepared.amends) part(op.kind).add(op);
  for (const RetractOp& op : prepared.retracts) part(op.kind).add(op);
  for (const Rows& rows : prepared.records)
    if (rows.size() > 0) part(rows.kind_index()).add(rows);
  return parts;
}

std::size_t rows_of(const Parts& parts) {
  std::size_t rows = 0;
  for (const auto& [table, part] : parts) rows += part.size();
  return rows;
}

/// Takes the rows of a part into the chain.
struct ChainSink {
  Chain& chain;
  std::string_view op;

  void begin(std::string_view o, std::size_t) { op = o; }
  void begin_row(std::string_view id, std::string_view amended) {
    chain.add(op_column, op);
    chain.add(id_column, id);
    if (!amended.empty()) chain.add(amended_column, amended);
  }
  template <class T>
  void put(std::size_t column, T value) {
    chain.add(column, value);
  }
  void put(std::size_t column, const std::string& text) { chain.add(column, std::string_view(text)); }
  void put_missing(std::size_t) {}
  void end_row() { chain.end_row(); }
};

Digest hash_of(const Prepared& prepared, const Parts& parts, const Digest& previous) {
  Chain chain(previous);
  add_to(chain, prepared.write);
  add_to(chain, prepared.documents);
  for (const auto& [table, part] : parts) {
    chain.begin_table(table);
    ChainSink sink{chain, {}};
    part.give(sink);
    chain.end_table(part.columns());
  }
  return chain.finish();
}

void insert(SQLite::Database& db, const Parts& parts, std::uint64_t write, const Progress& progress) {
  const std::size_t total = rows_of(parts);
  std::size_t done = 0, told = 0;
  const auto count = [&](std::size_t rows) {
    done += rows;
    if (done - told < 65'536 && done < total) return;
    told = done;
    report(progress, done, total, "append");
  };
  for (const auto& [table, part] : parts) {
    FactInsert facts(db, table, part.columns(), write, count);
    part.give(facts);
  }
}

} // namespace

Schema extended(const Schema& schema, const std::vector<Document>& documents) {
  Schema more = schema;
  for (const Document& d : documents)
    if (d.type == "kinds") more = more.extended(kinds_from_json(d.text));
  return more;
}

void append(SQLite::Database& db, const Schema& before, const Prepared& prepared, const Progress& progress) {
  const Schema schema = extended(before, prepared.documents);
  Parts parts = parts_of(prepared, schema);
  for (auto& [table, part] : parts) part.make_table(db);

  const Digest hash = hash_of(prepared, parts, hash_of_write(db, prepared.write.number - 1));
  insert(db, parts, prepared.write.number, progress);
  insert(db, prepared.write, hash);
  insert(db, prepared.write.number, prepared.documents);
}

} // namespace aftercourse
