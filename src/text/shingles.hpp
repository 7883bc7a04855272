// Shingles: texts as vectors of their character n-grams, of length one, whose products are their
// similarities.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aftercourse::text {

struct Shingle {
  std::uint32_t gram;
  float weight;
};

class Shingles {
 public:
  /// `keys`: texts as shingle_key gives them. Weighted by rarity among them, or all alike.
  Shingles(std::span<const std::u32string> keys, bool by_rarity);

  std::size_t size() const noexcept { return begins_.size() - 1; }
  /// Of one text, the rarest n-gram first.
  std::span<const Shingle> of(std::size_t text) const noexcept {
    return std::span(shingles_).subspan(begins_[text], begins_[text + 1] - begins_[text]);
  }
  std::size_t grams() const noexcept { return grams_; }
  double similarity(std::size_t a, std::size_t b) const noexcept;

 private:
  std::vector<Shingle> shingles_;
  std::vector<std::size_t> begins_;
  std::size_t grams_ = 0;
};

/// What of a text counts when texts are compared: the letters and digits of its normal form; all of it when
/// it has none.
std::u32string shingle_key(std::string_view text);

} // namespace aftercourse::text
