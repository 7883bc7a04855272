#include <aftercourse/text/similar.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>

#include <aftercourse/base/error.hpp>

#include "shingles.hpp"

namespace aftercourse::text {

namespace {

constexpr std::size_t most_pairs = std::size_t{1} << 24;
constexpr double rounding = 1e-6; // weights are of single precision

struct SimilarPair {
  float similarity;
  std::uint32_t a, b; ///< a > b
};

/// All pairs of texts that are at least `threshold` alike. What a text has in its most frequent n-grams alone
/// cannot reach the threshold when their length is below it, so only the others are looked up (Bayardo, Ma
/// and Srikant, "Scaling up all pairs similarity search", WWW 2007; the bound is that of lengths).
std::vector<SimilarPair> similar_pairs(const Shingles& shingles, double threshold) {
  std::vector<std::vector<std::uint32_t>> texts_with(shingles.grams());
  std::vector<std::uint32_t> last_seen(shingles.size(), UINT32_MAX);
  std::vector<SimilarPair> pairs;
  for (std::uint32_t a = 0; a < shingles.size(); ++a) {
    double left = 1; // the squared length of what has not been looked at
    for (const Shingle& s : shingles.of(a)) {
      if (left < threshold * threshold - rounding) break;
      left -= static_cast<double>(s.weight) * static_cast<double>(s.weight);
      for (const std::uint32_t b : texts_with[s.gram]) {
        if (last_seen[b] == a) continue;
        last_seen[b] = a;
        const double similarity = shingles.similarity(a, b);
        if (similarity < threshold - rounding) continue;
        if (pairs.size() == most_pairs)
          throw LimitError("AC5604", "more than " + std::to_string(most_pairs) +
                                         " pairs of texts are that similar; raise the threshold");
        pairs.push_back({static_cast<float>(similarity), a, b});
      }
      texts_with[s.gram].push_back(a);
    }
  }
  return pairs;
}

/// Complete linkage: two groups become one when every pair across them has come up, from the most similar
/// down.
class Linkage {
 public:
  explicit Linkage(std::size_t texts) : parents_(texts), sizes_(texts, 1), pairs_(texts) {
    std::iota(parents_.begin(), parents_.end(), 0);
  }
  void add(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    const std::uint64_t met = ++pairs_[a][b];
    ++pairs_[b][a];
    if (met == sizes_[a] * sizes_[b]) join(std::min(a, b), std::max(a, b));
  }
  std::uint32_t root(std::uint32_t a) {
    while (parents_[a] != a) a = parents_[a] = parents_[parents_[a]];
    return a;
  }

 private:
  void join(std::uint32_t to, std::uint32_t from) {
    if (pairs_[to].size() < pairs_[from].size()) std::swap(to, from);
    parents_[from] = to;
    sizes_[to] += sizes_[from];
    pairs_[to].erase(from);
    for (const auto& [other, met] : pairs_[from]) {
      if (other == to) continue;
      pairs_[to][other] += met;
      pairs_[other].erase(from);
      pairs_[other][to] = pairs_[to][other];
    }
    pairs_[from].clear();
  }

  std::vector<std::uint32_t> parents_;
  std::vector<std::uint64_t> sizes_;
  std::vector<std::unordered_map<std::uint32_t, std::uint64_t>> pairs_; ///< across groups, those met so far
};

/// Texts that are the same but for signs: one of them is compared, for all.
struct DistinctTexts {
  std::vector<std::u32string> keys;
  std::vector<std::vector<std::size_t>> rows;

  explicit DistinctTexts(TextColumn texts) {
    std::map<std::u32string, std::size_t> known;
    for (std::size_t row = 0; row < texts.size(); ++row) {
      if (!texts[row]) continue;
      std::u32string key = shingle_key(*texts[row]);
      const auto [at, is_new] = known.try_emplace(std::move(key), keys.size());
      if (is_new) {
        keys.push_back(at->first);
        rows.emplace_back();
      }
      rows[at->second].push_back(row);
    }
  }
};

/// The text of a group that is most like the others, each as often as it was given.
std::size_t representative(const std::vector<std::size_t>& members, const DistinctTexts& distinct,
                           const Shingles& shingles) {
  constexpr std::size_t most_compared = 500; // of a larger group, those given most often stand for it
  std::vector<std::size_t> compared = members;
  std::stable_sort(compared.begin(), compared.end(), [&](std::size_t a, std::size_t b) {
    return distinct.rows[a].size() > distinct.rows[b].size();
  });
  compared.resize(std::min(compared.size(), most_compared));
  std::size_t best = members.front();
  double best_sum = -1;
  std::sort(compared.begin(), compared.end());
  for (const std::size_t a : compared) {
    double sum = 0;
    for (const std::size_t b : compared)
      sum += static_cast<double>(distinct.rows[b].size()) * (a == b ? 1 : shingles.similarity(a, b));
    if (sum <= best_sum + 1e-9) continue;
    best = a;
    best_sum = sum;
  }
  return best;
}

} // namespace

std::vector<SimilarText> group_similar(TextColumn texts, const SimilarOptions& options) {
  require_utf8(texts);
  if (!(options.threshold > 0 && options.threshold <= 1))
    throw InvalidArgument("AC5602", "the threshold is " + std::to_string(options.threshold) +
                                        ", not above 0 and at most 1");
  const DistinctTexts distinct(texts);
  const Shingles shingles(distinct.keys, true);
  std::vector<SimilarPair> pairs = similar_pairs(shingles, options.threshold);
  std::sort(pairs.begin(), pairs.end(), [](const SimilarPair& x, const SimilarPair& y) {
    return std::tuple(-x.similarity, x.b, x.a) < std::tuple(-y.similarity, y.b, y.a);
  });
  Linkage linkage(distinct.keys.size());
  for (const SimilarPair& pair : pairs) linkage.add(pair.a, pair.b);

  std::map<std::uint32_t, std::vector<std::size_t>> by_root;
  for (std::size_t i = 0; i < distinct.keys.size(); ++i)
    by_root[linkage.root(static_cast<std::uint32_t>(i))].push_back(i);
  struct Group {
    std::vector<std::size_t> members;
    std::int64_t size = 0;
  };
  std::vector<Group> groups;
  for (auto& [root, members] : by_root) {
    Group group{std::move(members)};
    for (const std::size_t m : group.members)
      group.size += static_cast<std::int64_t>(distinct.rows[m].size());
    groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
    return std::tuple(-a.size, a.members.front()) < std::tuple(-b.size, b.members.front());
  });

  std::vector<SimilarText> result;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::size_t chosen = representative(groups[g].members, distinct, shingles);
    const std::size_t first = result.size();
    for (const std::size_t m : groups[g].members)
      for (const std::size_t row : distinct.rows[m])
        result.push_back({row, g, groups[g].size, m == chosen && row == distinct.rows[m].front(),
                          m == chosen ? 1 : shingles.similarity(m, chosen)});
    std::sort(result.begin() + static_cast<std::ptrdiff_t>(first), result.end(),
              [](const SimilarText& a, const SimilarText& b) {
                return std::pair(!a.is_representative, a.row) < std::pair(!b.is_representative, b.row);
              });
  }
  return result;
}

double similarity(std::string_view a, std::string_view b) {
  require_utf8(a);
  require_utf8(b);
  const std::u32string keys[] = {shingle_key(a), shingle_key(b)};
  if (keys[0] == keys[1]) return 1;
  return Shingles(keys, false).similarity(0, 1);
}

} // namespace aftercourse::text
