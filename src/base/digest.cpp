#include <aftercourse/base/digest.hpp>

#include <algorithm>

#include <sodium/crypto_hash_sha256.h>

namespace aftercourse {

namespace {

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::array<std::uint8_t, 8> little_endian(std::uint64_t n) {
  std::array<std::uint8_t, 8> bytes;
  for (auto& b : bytes) {
    b = static_cast<std::uint8_t>(n);
    n >>= 8;
  }
  return bytes;
}

} // namespace

Digest sha256(std::string_view bytes) {
  Digest d;
  crypto_hash_sha256(d.data(), bytes_of(bytes), bytes.size());
  return d;
}

Digest digest_of(std::initializer_list<std::string_view> parts) {
  return digest_of(std::span<const std::string_view>(parts.begin(), parts.size()));
}

Digest digest_of(std::span<const std::string_view> parts) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (std::string_view part : parts) {
    const auto length = little_endian(part.size());
    crypto_hash_sha256_update(&state, length.data(), length.size());
    crypto_hash_sha256_update(&state, bytes_of(part), part.size());
  }
  Digest d;
  crypto_hash_sha256_final(&state, d.data());
  return d;
}

std::string to_hex(const Digest& d, std::size_t bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * d.size());
  for (std::size_t i = 0; i < std::min(bytes, d.size()); ++i) {
    text += digits[d[i] >> 4];
    text += digits[d[i] & 15];
  }
  return text;
}

std::uint64_t leading_word(const Digest& d) noexcept {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < 8; ++i) word = word << 8 | d[i];
  return word;
}

} // namespace aftercourse
