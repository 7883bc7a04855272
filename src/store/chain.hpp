// Chain: the hash that ties each write to the one before. It is taken over the rows of the file themselves,
// column by column, so that it can be recomputed without knowing any kind of fact; docs/file-format.md
// describes the bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/digest.hpp>

namespace aftercourse {

class Chain {
 public:
  explicit Chain(const Digest& previous);

  /// The cells of a row, in the order of its columns (counted from 0); missing ones are left out.
  void add(std::size_t column, std::int64_t value) {
    begin_cell(column, 'i');
    number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
    make_room();
  }
  void add(std::size_t column, double value);
  void add(std::size_t column, std::string_view value) {
    begin_cell(column, 't');
    bytes(value);
  }
  void end_row() {
    buffer_[size_++] = 0;
    make_room();
  }

  /// Rows of one table stand between these two. The names of the columns that were used follow the rows.
  void begin_table(std::string_view name);
  void end_table(const std::vector<std::string>& columns);

  /// The hash of the write; what comes next belongs to the write after it.
  Digest finish();

 private:
  static constexpr std::size_t block = 1 << 16;
  static constexpr std::size_t longest_cell = 32; // without the bytes of a text

  void begin_cell(std::size_t column, char type) {
    number(column + 1);
    buffer_[size_++] = type;
    if (column >= used_.size()) used_.resize(column + 1);
    used_[column] = 1;
  }
  /// Seven bits a byte, lowest first; all but the last have their high bit set.
  void number(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) buffer_[size_++] = static_cast<char>(n | 0x80);
    buffer_[size_++] = static_cast<char>(n);
  }
  void bytes(std::string_view text);
  void make_room() {
    if (size_ >= block) take_block();
  }
  void take_block();

  Digest hash_;
  std::vector<char> buffer_;
  std::size_t size_ = 0;
  std::vector<char> used_; // by column: whether the table at hand has a value there
};

} // namespace aftercourse
