#include "append.hpp"

#include <map>

#include "fact_insert.hpp"
#include "write_rows.hpp"

namespace aftercourse {

namespace {

/// What a write does to the facts of one kind.
struct Part {
  const Kind* kind = nullptr;
  std::size_t index = 0;
  std::vector<const AmendOp*> amends;
  std::vector<const RetractOp*> retracts;
  std::vector<const Rows*> records;

  std::size_t rows() const {
    std::size_t n = amends.size() + retracts.size();
    for (const Rows* r : records) n += r->size();
    return n;
  }
};

/// By table name: the order that the chain has.
using Parts = std::map<std::string, Part>;

Parts parts_of(const Prepared& prepared, const Schema& schema) {
  Parts parts;
  const auto part = [&](std::size_t kind) -> Part& {
    Part& p = parts[table_of(schema.kind(kind))];
    p.kind = &schema.kind(kind);
    p.index = kind;
    return p;
  };
  for (const AmendOp& op : prepared.amends) part(op.kind).amends.push_back(&op);
  for (const RetractOp& op : prepared.retracts) part(op.kind).retracts.push_back(&op);
  for (const Rows& rows : prepared.records)
    if (rows.size() > 0) part(rows.kind_index()).records.push_back(&rows);
  return parts;
}

/// Amendments go in as rows that hold the new values, with the names of the fields they concern.
void put_amends(FactInsert& insert, const std::vector<const AmendOp*>& amends, Rows& rows) {
  insert.begin(op_amend, amends.size());
  for (const AmendOp* op : amends) {
    ListText amended;
    const Row row = rows.append(op->id);
    for (const auto& [field, value] : op->fields) {
      rows.set(row, field, value);
      amended.add(rows.kind().fields[field].name);
    }
    insert.put(rows, row, amended.take());
  }
}

void put(FactInsert& insert, const Part& part, const Schema& schema) {
  Rows amended(schema, part.index, std::make_shared<Dictionary>());
  put_amends(insert, part.amends, amended);
  insert.begin(op_retract, part.retracts.size());
  for (const RetractOp* op : part.retracts) insert.retract(op->id);
  for (const Rows* rows : part.records) {
    insert.begin(op_record, rows->size());
    for (Row row = 0; row < rows->size(); ++row) insert.put(*rows, row);
  }
  insert.finish();
}

/// Reports the first rows and then every 65,536.
class Counter {
 public:
  Counter(const Parts& parts, const Progress& progress) : progress_(progress) {
    for (const auto& [table, part] : parts) total_ += part.rows();
    if (total_ > 0) report(progress_, 0, total_, step);
  }
  void add(std::size_t rows) {
    done_ += rows;
    if (done_ - told_ < 65'536 && done_ < total_) return;
    told_ = done_;
    report(progress_, done_, total_, step);
  }

 private:
  static constexpr std::string_view step = "append";
  const Progress& progress_;
  std::size_t done_ = 0, told_ = 0, total_ = 0;
};

} // namespace

Schema extended(const Schema& schema, const std::vector<Document>& documents) {
  Schema more = schema;
  for (const Document& d : documents)
    if (d.type == "kinds") more = more.extended(kinds_from_json(d.text));
  return more;
}

void append(SQLite::Database& db, const Schema& before, const Prepared& prepared, const Progress& progress) {
  const Schema schema = extended(before, prepared.documents);
  const Parts parts = parts_of(prepared, schema);
  Counter counter(parts, progress);

  Chain chain(hash_of_write(db, prepared.write.number - 1));
  add_to(chain, prepared.write);
  add_to(chain, prepared.documents);
  for (const auto& [table, part] : parts) {
    FactInsert facts(db, chain, *part.kind, prepared.write.number,
                     [&](std::size_t rows) { counter.add(rows); });
    put(facts, part, schema);
  }
  insert(db, prepared.write, chain.finish());
  insert(db, prepared.write.number, prepared.documents);
}

} // namespace aftercourse
