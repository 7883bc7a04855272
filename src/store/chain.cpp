#include "chain.hpp"

#include <algorithm>
#include <bit>

namespace aftercourse {

namespace {

std::string_view view(const Digest& d) { return {reinterpret_cast<const char*>(d.data()), d.size()}; }

} // namespace

Chain::Chain(const Digest& previous) : hash_(previous), buffer_(block + longest_cell) {}

void Chain::add(std::size_t column, double value) {
  begin_cell(column, 'r');
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0); // SQLite gives -0.0 back as 0.0
  for (int shift = 0; shift < 64; shift += 8) buffer_[size_++] = static_cast<char>(bits >> shift);
  make_room();
}

void Chain::begin_table(std::string_view name) {
  bytes(name);
  used_.clear();
}

void Chain::end_table(const std::vector<std::string>& columns) {
  end_row(); // an empty row: there are no more
  for (std::size_t c = 0; c < used_.size(); ++c) {
    if (!used_[c]) continue;
    number(c + 1);
    bytes(columns[c]);
  }
  end_row();
}

Digest Chain::finish() {
  hash_ = digest_of({view(hash_), {buffer_.data(), size_}});
  size_ = 0;
  return hash_;
}

void Chain::bytes(std::string_view text) {
  number(text.size());
  while (size_ + text.size() >= block) {
    const std::size_t part = block - std::min(block, size_);
    std::copy_n(text.data(), part, buffer_.data() + size_);
    size_ += part;
    text.remove_prefix(part);
    take_block();
  }
  std::copy(text.begin(), text.end(), buffer_.data() + size_);
  size_ += text.size();
}

void Chain::take_block() {
  hash_ = digest_of({view(hash_), {buffer_.data(), block}});
  std::copy(buffer_.begin() + block, buffer_.begin() + static_cast<std::ptrdiff_t>(size_), buffer_.begin());
  size_ -= block;
}

} // namespace aftercourse
