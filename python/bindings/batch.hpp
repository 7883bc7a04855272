// A batch as Python holds it: it remembers who writes, and commits once.
#pragma once

#include "engine.hpp"

namespace aftercourse::python {

/// `with engine.batch(...) as batch`: collects operations and commits them when the block ends well.
class PendingBatch {
 public:
  PendingBatch(std::shared_ptr<Engine> engine, Stamp stamp, Callback progress)
      : engine_(std::move(engine)), batch_(engine_->batch()), schema_(engine_->schema()),
        stamp_(std::move(stamp)), progress_(std::move(progress)) {}

  /// The batch, while it collects. Throws Misuse AC7023 afterwards.
  Batch& open() {
    if (!batch_) throw Misuse("AC7023", "the batch was committed or given up already");
    return *batch_;
  }
  /// The reason of one operation: a write has one reason, which names those of its operations.
  void add_reason(const std::string& reason) {
    if (reason.empty() || stamp_.reason.find(reason) != std::string::npos) return;
    stamp_.reason += stamp_.reason.empty() ? reason : "; " + reason;
  }
  const Schema& schema() const { return schema_; }
  const Callback& progress() const { return progress_; }
  const std::optional<Receipt>& receipt() const { return receipt_; }
  Receipt commit() {
    Batch batch = std::move(open());
    batch_.reset();
    receipt_ = python::commit(*engine_, std::move(batch), stamp_, progress_);
    return *receipt_;
  }
  void give_up() { batch_.reset(); }
  bool is_open() const { return batch_.has_value(); }

 private:
  std::shared_ptr<Engine> engine_;
  std::optional<Batch> batch_;
  Schema schema_;
  Stamp stamp_;
  Callback progress_;
  std::optional<Receipt> receipt_;
};

} // namespace aftercourse::python
