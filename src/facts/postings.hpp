// Postings: for each key the rows that have it, in one block of memory; and Lookups, which makes them when
// they are first asked for and keeps them for all threads that read the same table.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include <aftercourse/facts/row_index.hpp>

namespace aftercourse {

class Postings {
 public:
  struct Entry {
    std::uint32_t key = 0;
    Row row = no_row;
  };
  using Less = std::function<bool(Row, Row)>;

  /// `dense` keys are small numbers (rows); others are symbols, of which few may be used. `less` orders the
  /// rows of a key; without it they stay in the order given.
  Postings(std::vector<Entry> entries, bool dense, const Less& less = {});

  std::span<const Row> of(std::uint32_t key) const noexcept;

 private:
  void compress(std::vector<Entry>& entries);
  void distribute(const std::vector<Entry>& entries);

  bool dense_;
  RowIndex groups_; // key -> group, unless keys are groups
  std::vector<std::uint32_t> offsets_;
  std::vector<Row> rows_;
};

class Lookups {
 public:
  explicit Lookups(std::size_t slots) : made_(slots), kept_(slots) {}

  /// The postings of a slot, made by `make` the first time. Safe from many threads.
  template <class Make>
  const Postings& at(std::size_t slot, Make&& make) {
    if (const Postings* made = made_[slot].load(std::memory_order_acquire)) return *made;
    const std::lock_guard lock(making_);
    if (!kept_[slot]) {
      kept_[slot] = std::make_unique<const Postings>(make());
      made_[slot].store(kept_[slot].get(), std::memory_order_release);
    }
    return *kept_[slot];
  }

 private:
  std::mutex making_;
  std::vector<std::atomic<const Postings*>> made_;
  std::vector<std::unique_ptr<const Postings>> kept_;
};

} // namespace aftercourse
