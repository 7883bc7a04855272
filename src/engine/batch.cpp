#include <aftercourse/engine/engine.hpp>
#include <aftercourse/facts/json.hpp>

#include "engine_impl.hpp"

namespace aftercourse {

Progress Batch::cancellable(const Progress& progress) const {
  return aftercourse::cancellable(cancellations_, progress);
}

Rows Batch::make_rows(std::string_view kind) const {
  return Rows(known_.schema(), known_.schema().at(kind), known_.shared_words());
}

Batch& Batch::record(std::string_view kind, Rows rows, std::string origin) {
  operations_.push_back(
      RecordOp{std::move(rows), origin.empty() ? std::string(kind) : std::move(origin), {}});
  return *this;
}

Batch& Batch::record(RecordOp rows, std::vector<Fault> faults) {
  operations_.push_back(std::move(rows));
  faults_.insert(faults_.end(), std::make_move_iterator(faults.begin()),
                 std::make_move_iterator(faults.end()));
  return *this;
}

Batch& Batch::record_json(std::string_view kind, std::string_view text, std::string origin,
                          const Progress& progress) {
  operations_.push_back(
      read_json(known_, known_.schema().at(kind), text, std::move(origin), faults_, cancellable(progress)));
  return *this;
}

Batch& Batch::record_json_lines(std::string_view kind, std::string_view text, std::string origin,
                                const Progress& progress) {
  operations_.push_back(read_json_lines(known_, known_.schema().at(kind), text, std::move(origin), faults_,
                                        cancellable(progress)));
  return *this;
}

Batch& Batch::record_csv(std::string_view kind, std::string_view text, std::string origin,
                         const CsvOptions& options, const Progress& progress) {
  operations_.push_back(read_csv(known_, known_.schema().at(kind), text, std::move(origin), options, faults_,
                                 cancellable(progress)));
  return *this;
}

Batch& Batch::record_arrow(std::string_view kind, ArrowArrayStream* stream, std::string origin,
                           const std::map<std::string, std::string>& columns, const Progress& progress) {
  operations_.push_back(read_arrow(known_, known_.schema().at(kind), stream, std::move(origin), columns,
                                   faults_, cancellable(progress)));
  return *this;
}

Batch& Batch::record_all_json(std::string_view text, const Progress& progress) {
  for (Operation& operation : read_json_batch(known_, text, faults_, cancellable(progress)))
    operations_.push_back(std::move(operation));
  return *this;
}

Batch& Batch::amend(std::string_view kind, std::string id, std::string_view json_fields) {
  const std::size_t k = known_.schema().at(kind);
  operations_.push_back(AmendOp{k, std::move(id), read_json_fields(known_.schema().kind(k), json_fields)});
  return *this;
}

Batch& Batch::amend(std::string_view kind, std::string id,
                    std::vector<std::pair<std::string, Value>> fields) {
  const std::size_t k = known_.schema().at(kind);
  AmendOp op{k, std::move(id), {}};
  for (auto& [name, value] : fields)
    op.fields.emplace_back(known_.schema().kind(k).at(name), std::move(value));
  operations_.push_back(std::move(op));
  return *this;
}

Batch& Batch::retract(std::string_view kind, std::string id) {
  operations_.push_back(RetractOp{known_.schema().at(kind), std::move(id)});
  return *this;
}

} // namespace aftercourse
