#include "part.hpp"

namespace aftercourse {

Part::Part(const Schema& schema, std::size_t kind)
    : kind_(schema.kind(kind)), table_(table_of(kind_)),
      amended_(schema, kind, std::make_shared<Dictionary>()) {}

void Part::add(const AmendOp& op) {
  ListText fields;
  const Row row = amended_.append(op.id);
  for (const auto& [field, value] : op.fields) {
    amended_.set(row, field, value);
    fields.add(kind_.fields[field].name);
  }
  amended_fields_.push_back(fields.take());
}

std::size_t Part::size() const noexcept {
  std::size_t rows = amended_.size() + retracts_.size();
  for (const Rows* r : records_) rows += r->size();
  return rows;
}

void Part::make_table(SQLite::Database& db) {
  aftercourse::make_table(db, kind_);
  columns_ = columns_of(db, table_);
  for (const std::string& column : columns_) {
    const auto source = field_of(kind_, column);
    sources_.push_back(source ? Source{&kind_.fields[source->field], source->field, source->minutes}
                              : Source{});
  }
}

} // namespace aftercourse
