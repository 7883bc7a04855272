#include "postings.hpp"

#include <algorithm>

namespace aftercourse {

Postings::Postings(std::vector<Entry> entries, bool dense, const Less& less) : dense_(dense) {
  if (!dense) compress(entries);
  distribute(entries);
  if (!less) return;
  for (std::size_t group = 0; group + 1 < offsets_.size(); ++group)
    std::sort(rows_.begin() + offsets_[group], rows_.begin() + offsets_[group + 1], less);
}

std::span<const Row> Postings::of(std::uint32_t key) const noexcept {
  const std::uint32_t group = dense_ ? key : groups_.find(key);
  if (group >= offsets_.size() - 1) return {};
  return {rows_.data() + offsets_[group], offsets_[group + 1] - offsets_[group]};
}

/// Numbers the keys that are used.
void Postings::compress(std::vector<Entry>& entries) {
  for (Entry& entry : entries) {
    Row group = groups_.find(entry.key);
    if (group == no_row) {
      group = static_cast<Row>(groups_.size());
      groups_.put(entry.key, group);
    }
    entry.key = group;
  }
}

/// A counting sort: how many rows each group has, where each begins, and then each row to its place.
void Postings::distribute(const std::vector<Entry>& entries) {
  std::size_t groups = 0;
  for (const Entry& entry : entries) groups = std::max<std::size_t>(groups, std::size_t{entry.key} + 1);
  offsets_.assign(groups + 1, 0);
  for (const Entry& entry : entries) ++offsets_[entry.key + 1];
  for (std::size_t group = 0; group < groups; ++group) offsets_[group + 1] += offsets_[group];
  std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
  rows_.resize(entries.size());
  for (const Entry& entry : entries) rows_[next[entry.key]++] = entry.row;
}

} // namespace aftercourse
