// The bytes of a serialised state: little-endian numbers, texts after their length, and last the SHA-256 of
// all before it, so that no bit is lost on the way. The reader trusts nothing all the same: it checks every
// length against what is left before anything is allocated.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <aftercourse/base/digest.hpp>
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/wide.hpp>

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
  void wide(Wide value) {
    number(static_cast<std::uint64_t>(value));
    number(static_cast<std::int64_t>(value >> 64));
  }
  void raw(std::string_view bytes) { bytes_ += bytes; }
  void text(std::string_view text) {
    number(static_cast<std::uint32_t>(text.size()));
    raw(text);
  }
  std::string take() { return std::move(bytes_); }
  /// The same with its seal.
  std::string sealed() {
    const Digest seal = sha256(bytes_);
    bytes_.append(seal.begin(), seal.end());
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
};

class BlobReader {
 public:
  explicit BlobReader(std::string_view bytes) : all_(bytes), left_(bytes) {}

  template <class Integer>
  Integer number() {
    const std::string_view bytes = raw(sizeof(Integer));
    std::uint64_t bits = 0;
    for (std::size_t byte = 0; byte < sizeof(Integer); ++byte)
      bits |= std::uint64_t{static_cast<unsigned char>(bytes[byte])} << (8 * byte);
    return static_cast<Integer>(bits);
  }
  /// How many there are of something. No honest state comes near the limit, and a thousand dishonest ones
  /// together do not overflow.
  std::int64_t tally() {
    const auto n = number<std::int64_t>();
    if (n < 0 || n > std::int64_t{1} << 53) refuse("a count is out of range");
    return n;
  }
  Wide wide() {
    const auto low = number<std::uint64_t>();
    const Wide value = (static_cast<Wide>(number<std::int64_t>()) << 64) | low;
    constexpr Wide most = Wide{1} << 116; // as for tally()
    if (value < -most || value > most) refuse("a sum is out of range");
    return value;
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
  /// The magic bytes, the version of the format, and the seal at the end. Throws TooNew AC5013 for a later
  /// version than `format`, the only one that is read.
  void heading(std::string_view magic, std::uint32_t format) {
    if (raw(magic.size()) != magic) refuse("it does not begin with " + std::string(magic));
    const auto version = number<std::uint32_t>();
    if (version > format)
      throw TooNew("AC5013", "a state of format " + std::to_string(version) + "; this version reads up to " +
                                 std::to_string(format));
    if (version < format)
      refuse("format " + std::to_string(version) + " is read no more; make the state again");
    constexpr std::size_t seal_size = sizeof(Digest);
    if (left_.size() < seal_size) refuse("ends too early");
    const std::string_view sealed = all_.substr(0, all_.size() - seal_size),
                           seal = all_.substr(sealed.size());
    if (!std::ranges::equal(sha256(sealed), seal, {}, {},
                            [](char c) { return static_cast<std::uint8_t>(c); }))
      refuse("they were cut or altered on the way");
    left_.remove_suffix(seal_size);
  }
  void end() const {
    if (!left_.empty()) refuse("goes on after its end");
  }
  [[noreturn]] static void refuse(const std::string& reason) {
    throw CorruptError("AC5012", "these bytes are no state of aftercourse: " + reason);
  }

 private:
  std::string_view all_, left_;
};

} // namespace aftercourse
