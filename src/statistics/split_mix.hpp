// SplitMix: pseudo-random numbers that are the same on every machine. Private to this floor.
#pragma once

#include <cstdint>

namespace aftercourse::statistics {

/// Steele, Lea & Flood (2014), "Fast Splittable Pseudorandom Number Generators", OOPSLA, figure 18.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  /// One of 0 to n - 1, all as likely; n > 0. Lemire (2019), algorithm 5, on the upper half of next().
  std::uint32_t below(std::uint32_t n) noexcept {
    std::uint64_t product = (next() >> 32) * n;
    if (static_cast<std::uint32_t>(product) < n) {
      const std::uint32_t least = (0U - n) % n;
      while (static_cast<std::uint32_t>(product) < least) product = (next() >> 32) * n;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

 private:
  std::uint64_t state_;
};

} // namespace aftercourse::statistics
