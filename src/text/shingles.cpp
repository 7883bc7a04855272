#include "shingles.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "characters.hpp"

namespace aftercourse::text {

namespace {

constexpr std::size_t longest_gram = 2; // with threes, recall on LCQMC is lower at the same precision

/// Code points of 21 bits each; no two n-grams share a number.
std::uint64_t gram_number(std::u32string_view gram) {
  std::uint64_t number = 0;
  for (const char32_t c : gram) number = number << 21 | (c + 1);
  return number;
}

} // namespace

Shingles::Shingles(std::span<const std::u32string> keys, bool by_rarity) {
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  std::vector<std::uint32_t> texts_with; // by n-gram
  std::vector<std::uint32_t> found;      // in one text
  begins_.push_back(0);
  for (const std::u32string& key : keys) {
    found.clear();
    for (std::size_t length = 1; length <= longest_gram; ++length)
      for (std::size_t i = 0; i + length <= key.size(); ++i) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        found.push_back(numbers.try_emplace(gram_number({key.data() + i, length}), next).first->second);
      }
    std::sort(found.begin(), found.end());
    texts_with.resize(numbers.size());
    for (std::size_t i = 0; i < found.size();) {
      const std::size_t first = i;
      while (i < found.size() && found[i] == found[first]) ++i;
      ++texts_with[found[first]];
      shingles_.push_back({found[first], static_cast<float>(i - first)});
    }
    begins_.push_back(shingles_.size());
  }
  grams_ = numbers.size();
  const double n = static_cast<double>(keys.size());
  for (std::size_t text = 0; text + 1 < begins_.size(); ++text) {
    const std::span<Shingle> own(shingles_.data() + begins_[text], begins_[text + 1] - begins_[text]);
    double squares = 0;
    for (Shingle& s : own) {
      const double rarity = by_rarity ? std::log((1 + n) / (1 + texts_with[s.gram])) + 1 : 1;
      const double weight = s.weight * rarity;
      squares += weight * weight;
      s.weight = static_cast<float>(weight);
    }
    for (Shingle& s : own) s.weight = static_cast<float>(s.weight / std::sqrt(squares));
    std::sort(own.begin(), own.end(), [&](const Shingle& a, const Shingle& b) {
      const auto in_a = texts_with[a.gram], in_b = texts_with[b.gram];
      return in_a != in_b ? in_a < in_b : a.gram < b.gram;
    });
  }
  // One order for all texts: n-grams are numbered from the rarest on.
  std::vector<std::uint32_t> order(grams_), rank(grams_);
  for (std::uint32_t i = 0; i < grams_; ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return texts_with[a] != texts_with[b] ? texts_with[a] < texts_with[b] : a < b;
  });
  for (std::uint32_t i = 0; i < grams_; ++i) rank[order[i]] = i;
  for (Shingle& s : shingles_) s.gram = rank[s.gram];
}

double Shingles::similarity(std::size_t a, std::size_t b) const noexcept {
  const auto left = of(a), right = of(b);
  double sum = 0;
  for (std::size_t i = 0, k = 0; i < left.size() && k < right.size();) {
    if (left[i].gram == right[k].gram)
      sum += static_cast<double>(left[i++].weight) * static_cast<double>(right[k++].weight);
    else if (left[i].gram < right[k].gram)
      ++i;
    else
      ++k;
  }
  return std::min(sum, 1.0);
}

std::u32string shingle_key(std::string_view text) {
  const std::u32string characters = normal_characters(text);
  std::u32string key;
  for (const char32_t c : characters) {
    const CharacterClass of = normal_character(c).of;
    if (of == CharacterClass::han || of == CharacterClass::letter || of == CharacterClass::digit) key += c;
  }
  return key.empty() ? characters : key;
}

} // namespace aftercourse::text
