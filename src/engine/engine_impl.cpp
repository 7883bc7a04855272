#include "engine_impl.hpp"

#include "records.hpp"

namespace aftercourse {

Progress cancellable(std::shared_ptr<const Cancellations> cancellations, const Progress& progress) {
  const std::uint64_t before = cancellations->load();
  return [cancellations = std::move(cancellations), before, progress](std::uint64_t done, std::uint64_t total,
                                                                      std::string_view step) {
    return cancellations->load() == before && (!progress || progress(done, total, step));
  };
}

class Engine::Impl::Turn {
 public:
  /// Misuse AC7004 within a callback of this thread's own write.
  explicit Turn(Impl& impl) : impl_(impl) {
    if (impl.writer_ == std::this_thread::get_id())
      throw Misuse("AC7004", "an engine cannot be written to from a callback of its own write");
    lock_ = std::unique_lock(impl.writing_);
    impl.writer_ = std::this_thread::get_id();
  }
  ~Turn() { impl_.writer_ = std::thread::id(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Impl& impl_;
  std::unique_lock<std::mutex> lock_;
};

void Engine::Impl::publish_head() {
  const std::lock_guard lock(reading_);
  head_ = journal_.head();
}

/// Lets go of everything that shares the journal's tables, so that the write changes them in place instead of
/// copying them. Readers who come meanwhile wait: there is no head for them.
Receipt Engine::Impl::publish(Prepared prepared) {
  const std::lock_guard lock(reading_);
  const struct NewHead {
    Impl& impl;
    ~NewHead() { impl.head_ = impl.journal_.head(); }
  } new_head{*this};
  answers_.clear();
  head_ = Snapshot();
  return journal_.publish(std::move(prepared));
}

Snapshot Engine::Impl::refresh(const Progress& progress) {
  // While a write runs, what was known before is the answer: readers never wait for a writer.
  const bool own_write = writer_ == std::this_thread::get_id();
  const std::unique_lock writer =
      own_write ? std::unique_lock<std::mutex>() : std::unique_lock(writing_, std::try_to_lock);
  if (writer.owns_lock()) {
    if (store && store->last_write() > journal_.head().last_write()) store->load(journal_, progress);
    publish_head();
  }
  const std::lock_guard lock(reading_);
  return head_;
}

Receipt Engine::Impl::write(std::vector<Operation> operations, const Stamp& stamp,
                            std::vector<Document> documents, const WriteCheck& check) {
  if (read_only) throw ReadOnly("AC7003", "this engine was opened read-only");
  const Turn turn(*this);
  if (!store) return write_locked(std::move(operations), stamp, std::move(documents), check);
  store->begin(); // from here to the commit no other process writes
  try {
    store->load(journal_);
    Receipt receipt = write_locked(std::move(operations), stamp, std::move(documents), check);
    if (receipt.write == 0) store->rollback();
    return receipt;
  } catch (...) {
    store->rollback();
    throw;
  }
}

namespace {

bool within_years(Instant moment) {
  constexpr std::int64_t day = 86'400'000'000;
  return moment.microseconds() >= Date::min_days * day &&
         moment.microseconds() < (Date::max_days + std::int64_t{1}) * day;
}

} // namespace

Receipt Engine::Impl::write_locked(std::vector<Operation> operations, const Stamp& stamp,
                                   std::vector<Document> documents, const WriteCheck& check) {
  Write write;
  write.actor = stamp.actor;
  write.source = stamp.source;
  write.reason = stamp.reason;
  const auto& writes = journal_.head().writes();
  write.recorded_at = stamp.at ? *stamp.at : clock();
  // A clock that was set back must not stop the company from recording; a time that the host gives must be
  // right.
  if (!stamp.at && !writes.empty() && write.recorded_at < writes.back().recorded_at)
    write.recorded_at = writes.back().recorded_at;
  if (!within_years(write.recorded_at))
    throw InvalidArgument("AC1102", stamp.at ? "the time of the write lies outside the years 1400-9999"
                                             : "the host's clock lies outside the years 1400-9999");
  if (const auto zone = zone_in(journal_.head())) {
    localise(operations, *zone);
    write.recorded_at = zone->at(write.recorded_at);
  }
  if (check) check(journal_.head(), write);
  const Progress watched = cancellable(stamp.progress);
  Prepared prepared = journal_.prepare(std::move(operations), write, stamp.keep_good, std::move(documents));
  if (prepared.empty()) return prepared.receipt;
  report(watched, 0, 0, "checked"); // a stop asked for while the batch was checked counts too
  if (store) store->append(journal_, prepared, watched);
  return publish(std::move(prepared));
}

namespace {

std::uint64_t write_of(const Snapshot& known, const KnownAt& known_at) {
  if (!known_at) return known.last_write();
  const auto* write = std::get_if<std::uint64_t>(&*known_at);
  return write ? *write : known.write_at(std::get<Instant>(*known_at));
}

} // namespace

TaskSet Engine::Impl::tasks(Date as_of, Date horizon, const KnownAt& known_at, const Progress& progress) {
  Snapshot known = current();
  const TaskCache::Question question{write_of(known, known_at), as_of, horizon};
  {
    const std::lock_guard lock(reading_);
    if (auto answer = answers_.find(question)) return *std::move(answer);
  }
  if (known_at) known = known.at(question.write);
  auto policies = adopted_in(known);
  auto calendars = calendars_in(known);
  auto instruments = instruments_in(known);
  const Progress watched = cancellable(progress);
  TaskSet set = derive(std::move(policies), std::move(known), std::move(calendars),
                       {as_of, horizon, {}, watched}, std::move(instruments));
  report(watched, set.size(), set.size(), "derived"); // a stop asked for during the last step counts too
  const std::lock_guard lock(reading_);
  answers_.keep(question, set);
  return set;
}

void Engine::Impl::with_store(const std::function<void(Store&)>& use) {
  if (!store) throw Misuse("AC7002", "this engine is in memory: it has no file");
  const Turn turn(*this);
  use(*store);
}

Progress Engine::Impl::cancellable(const Progress& progress) const {
  return aftercourse::cancellable(cancellations, progress);
}

EvaluationQuery Engine::Impl::cancellable(EvaluationQuery query) const {
  query.progress = cancellable(query.progress);
  return query;
}

} // namespace aftercourse
