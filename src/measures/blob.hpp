// The bytes of a serialised state: little-endian numbers, texts after their length. The reader trusts
// nothing: it checks every length against what is left before anything is allocated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

class BlobWriter {
 public:
  template <class Integer>
  void number(Integer value) {
    static_assert(std::is_integral_v<Integer>);
    const auto bits = static_cast<std::make_unsigned_t<Integer>>(value);
    for (std::size_t byte = 0; byte < sizeof bits; ++byte)
      bytes_ += static_cast<char>(static_cast<std::uint64_t>(bits) >> (8 * byte) & 0xff);
  }
  void raw(std::string_view bytes) { bytes_ += bytes; }
  void text(std::string_view text) {
    number(static_cast<std::uint32_t>(text.size()));
    raw(text);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class BlobReader {
 public:
  explicit BlobReader(std::string_view bytes) : left_(bytes) {}

  template <class Integer>
  Integer number() {
    const std::string_view bytes = raw(sizeof(Integer));
    std::uint64_t bits = 0;
    for (std::size_t byte = 0; byte < sizeof(Integer); ++byte)
      bits |= std::uint64_t{static_cast<unsigned char>(bytes[byte])} << (8 * byte);
    return static_cast<Integer>(bits);
  }
  std::string_view raw(std::size_t size) {
    if (size > left_.size()) refuse("ends too early");
    const std::string_view bytes = left_.substr(0, size);
    left_.remove_prefix(size);
    return bytes;
  }
  std::string_view text() { return raw(number<std::uint32_t>()); }
  /// A number of things that take at least `bytes_each` (not 0) bytes each.
  std::size_t count(std::size_t bytes_each) {
    const auto n = number<std::uint64_t>();
    if (n > left_.size() / bytes_each) refuse("ends too early");
    return static_cast<std::size_t>(n);
  }
  void end() const {
    if (!left_.empty()) refuse("goes on after its end");
  }
  [[noreturn]] static void refuse(const std::string& reason) {
    throw CorruptError("AC5012", "these bytes are no state of aftercourse: " + reason);
  }

 private:
  std::string_view left_;
};

} // namespace aftercourse
