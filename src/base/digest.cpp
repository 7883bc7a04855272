#include <aftercourse/base/digest.hpp>

#include <algorithm>

#include <sodium/crypto_hash_sha256.h>

#include "sha256_instructions.hpp"

namespace aftercourse {

namespace {

class Sodium {
 public:
  Sodium() { crypto_hash_sha256_init(&state_); }
  void update(std::string_view bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  Digest finish() {
    Digest d;
    crypto_hash_sha256_final(&state_, d.data());
    return d;
  }

 private:
  crypto_hash_sha256_state state_;
};

/// Lets `feed` update a hash of the faster kind.
template <class Feed>
Digest hash(Feed&& feed) {
  const auto with = [&](auto h) {
    feed(h);
    return h.finish();
  };
  return Sha256Instructions::available() ? with(Sha256Instructions()) : with(Sodium());
}

std::array<char, 8> little_endian(std::uint64_t n) {
  std::array<char, 8> bytes;
  for (auto& b : bytes) {
    b = static_cast<char>(n);
    n >>= 8;
  }
  return bytes;
}

} // namespace

Digest sha256(std::string_view bytes) {
  return hash([&](auto& h) { h.update(bytes); });
}

Digest digest_of(std::initializer_list<std::string_view> parts) {
  return digest_of(std::span<const std::string_view>(parts.begin(), parts.size()));
}

Digest digest_of(std::span<const std::string_view> parts) {
  return hash([&](auto& h) {
    for (const std::string_view part : parts) {
      const auto length = little_endian(part.size());
      h.update({length.data(), length.size()});
      h.update(part);
    }
  });
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
