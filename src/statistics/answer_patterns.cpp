#include "answer_patterns.hpp"

#include <algorithm>

namespace aftercourse::statistics {

namespace {

/// Every person's answers as words of two bits an answer - 0 missing, 1 wrong, 2 right - so that equal
/// patterns are equal words and their order is that of the texts.
struct PackedAnswers {
  std::size_t words = 0;
  std::vector<std::uint64_t> bits; ///< persons × words

  PackedAnswers(std::span<const std::span<const double>> items, std::size_t persons)
      : words((items.size() + 31) / 32), bits(persons * words, 0) {
    for (std::size_t j = 0; j < items.size(); ++j) {
      const std::size_t word = j / 32, shift = 62 - 2 * (j % 32);
      for (std::size_t i = 0; i < persons; ++i) {
        const double x = items[j][i];
        const std::uint64_t answer = x == 0 ? 1 : x == 1 ? 2 : 0;
        bits[i * words + word] |= answer << shift;
      }
    }
  }
  std::span<const std::uint64_t> of(std::size_t person) const {
    return std::span(bits).subspan(person * words, words);
  }
  unsigned answer(std::size_t person, std::size_t item) const {
    return static_cast<unsigned>(bits[person * words + item / 32] >> (62 - 2 * (item % 32)) & 3U);
  }
};

} // namespace

AnswerPatterns answer_patterns(std::span<const std::span<const double>> items,
                               std::span<const double> weights) {
  const std::size_t persons = items[0].size();
  const PackedAnswers packed(items, persons);
  const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : weights[i]; };
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < persons; ++i) {
    const auto answers = packed.of(i);
    if (weight(i) > 0 && std::ranges::any_of(answers, [](std::uint64_t w) { return w != 0; }))
      order.push_back(i);
  }
  if (packed.words == 1)
    std::ranges::sort(order, {}, [&](std::size_t i) { return packed.bits[i]; });
  else
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return std::ranges::lexicographical_compare(packed.of(a), packed.of(b));
    });

  AnswerPatterns patterns;
  patterns.of_person.assign(persons, -1);
  std::vector<std::size_t> first;
  std::vector<double> times;
  for (const std::size_t person : order) {
    if (first.empty() || !std::ranges::equal(packed.of(first.back()), packed.of(person))) {
      first.push_back(person);
      times.push_back(0);
    }
    times.back() += weight(person);
    patterns.of_person[person] = static_cast<std::int32_t>(first.size() - 1);
  }
  const auto rows = static_cast<Eigen::Index>(items.size()),
             columns = static_cast<Eigen::Index>(first.size());
  patterns.times = Eigen::Map<const Eigen::VectorXd>(times.data(), columns);
  patterns.right.resize(rows, columns);
  patterns.answered.setOnes(rows, columns);
  for (Eigen::Index p = 0; p < columns; ++p) {
    std::string& text = patterns.texts.emplace_back();
    for (Eigen::Index j = 0; j < rows; ++j) {
      const unsigned answer = packed.answer(first[static_cast<std::size_t>(p)], static_cast<std::size_t>(j));
      patterns.right(j, p) = answer == 2;
      patterns.answered(j, p) = answer != 0;
      text += "-01"[answer];
    }
  }
  if (patterns.answered.minCoeff() == 1) patterns.answered.resize(0, 0);
  return patterns;
}

} // namespace aftercourse::statistics
