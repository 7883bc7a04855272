// What an Engine holds: the journal, its file, and the answers to the last questions.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <thread>

#include <aftercourse/engine/engine.hpp>
#include <aftercourse/store/store.hpp>

#include "task_cache.hpp"

namespace aftercourse {

/// The caller's progress, and a stop when cancel() is called meanwhile.
Progress cancellable(std::shared_ptr<const Cancellations> cancellations, const Progress& progress);

struct Engine::Impl {
  bool read_only = false;
  std::function<Instant()> clock;
  std::optional<Store> store;
  std::shared_ptr<Cancellations> cancellations = std::make_shared<Cancellations>();

  /// What is known now. Reads what other processes wrote first.
  Snapshot current() { return refresh({}); }
  /// Brings the journal up to the file and returns its head.
  Snapshot refresh(const Progress& progress);
  /// Prepares, makes durable and publishes one write.
  /// `check` sees what is known and the write before it is made, while nobody else can write; it may throw.
  using WriteCheck = std::function<void(const Snapshot& known, const Write& write)>;
  Receipt write(std::vector<Operation> operations, const Stamp& stamp, std::vector<Document> documents,
                const WriteCheck& check = {});
  TaskSet tasks(Date as_of, Date horizon, const KnownAt& known_at, const Progress& progress);
  /// Throws Misuse AC7002 for an engine in memory.
  void with_store(const std::function<void(Store&)>& use);
  Progress cancellable(const Progress& progress) const;
  EvaluationQuery cancellable(EvaluationQuery query) const;

 private:
  /// The turn to write. A thread that has it already (in a callback of its own write) is refused: it would
  /// wait for ever.
  class Turn;
  std::atomic<std::thread::id> writer_{}; ///< who has it
  std::mutex writing_;                    ///< one writer; also guards the store, which is one connection
  std::mutex reading_; ///< guards head_ and answers_; a write holds it while it is published
  Journal journal_;    ///< under writing_
  Snapshot head_;      ///< under reading_
  TaskCache answers_;  ///< under reading_

  void publish_head();
  Receipt publish(Prepared prepared);
  Receipt write_locked(std::vector<Operation> operations, const Stamp& stamp, std::vector<Document> documents,
                       const WriteCheck& check);
};

Changes changes_since(Engine::Impl& impl, std::string_view cursor, Date as_of, Period horizon,
                      const Progress& progress);

} // namespace aftercourse
