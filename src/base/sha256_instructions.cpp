#include "sha256_instructions.hpp"

#include <algorithm>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace aftercourse {

namespace {

#if defined(__x86_64__)

/// FIPS 180-4, 4.2.2.
alignas(16) constexpr std::uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

__m128i load(const void* from) { return _mm_loadu_si128(static_cast<const __m128i*>(from)); }

/// Takes whole blocks into the state. The instructions want its words as ABEF and CDGH.
__attribute__((target("sha,sse4.1"))) void take(std::array<std::uint32_t, 8>& state,
                                                const std::uint8_t* bytes, std::size_t blocks) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i cdab = _mm_shuffle_epi32(load(&state[0]), 0xb1),
                efgh = _mm_shuffle_epi32(load(&state[4]), 0x1b);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
  for (; blocks > 0; --blocks, bytes += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i words[4];
    for (std::size_t i = 0; i < 16; ++i) { // four rounds each; words[(i + 1) % 4] are the oldest but four
      __m128i& next = words[i % 4];
      const __m128i last = words[(i + 3) % 4];
      if (i < 4)
        next = _mm_shuffle_epi8(load(bytes + 16 * i), big_endian);
      else
        next = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(next, words[(i + 1) % 4]),
                                                  _mm_alignr_epi8(last, words[(i + 2) % 4], 4)),
                                    last);
      const __m128i sum = _mm_add_epi32(next, load(&constants[4 * i]));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&state[0]), _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&state[4]), _mm_alignr_epi8(dchg, feba, 8));
}

bool detect() noexcept {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (!__get_cpuid(1, &a, &b, &c, &d) || (c & bit_SSE4_1) == 0) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

#else

void take(std::array<std::uint32_t, 8>&, const std::uint8_t*, std::size_t) {}
bool detect() noexcept { return false; }

#endif

} // namespace

bool Sha256Instructions::available() noexcept {
  static const bool detected = detect();
  return detected;
}

void Sha256Instructions::update(std::string_view bytes) noexcept {
  const std::size_t held = size_ % block;
  size_ += bytes.size();
  if (held > 0) {
    const std::size_t more = std::min(block - held, bytes.size());
    std::copy_n(bytes.begin(), more, rest_.begin() + held);
    bytes.remove_prefix(more);
    if (held + more < block) return;
    take(state_, rest_.data(), 1);
  }
  take(state_, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size() / block);
  bytes.remove_prefix(bytes.size() / block * block);
  std::copy(bytes.begin(), bytes.end(), rest_.begin());
}

/// A one bit, zeros up to eight bytes before the end of a block, and the number of bits.
Digest Sha256Instructions::finish() noexcept {
  const std::uint64_t bits = 8 * size_;
  static constexpr std::string_view padding(
      "\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
      "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
      block);
  const std::size_t held = size_ % block;
  update(padding.substr(0, (held < 56 ? 56 : 120) - held));
  std::array<char, 8> length;
  for (std::size_t i = 0; i < length.size(); ++i) length[i] = static_cast<char>(bits >> (56 - 8 * i));
  update({length.data(), length.size()});
  Digest digest;
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

} // namespace aftercourse
