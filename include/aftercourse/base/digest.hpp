// Digest: SHA-256 over length-prefixed parts. Task ids, sampling order and the hash chain of writes are all
// made with it, so that anyone can recompute them: each part is preceded by its length as 8 bytes,
// little-endian.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace aftercourse {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4) of the raw bytes.
Digest sha256(std::string_view bytes);
/// SHA-256 of the concatenation of (8-byte little-endian length, bytes) of each part.
Digest digest_of(std::initializer_list<std::string_view> parts);
Digest digest_of(std::span<const std::string_view> parts);
/// Lower-case hexadecimal of the first `bytes` bytes.
std::string to_hex(const Digest& d, std::size_t bytes = 32);
/// The first 8 bytes as a big-endian number: orders like the hexadecimal text.
std::uint64_t leading_word(const Digest& d) noexcept;

} // namespace aftercourse
