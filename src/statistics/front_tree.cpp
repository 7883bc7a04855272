#include "front_tree.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <Eigen/OrderingMethods>
#include <Eigen/SparseCore>

namespace aftercourse::statistics {

namespace {

using Nodes = std::vector<std::int32_t>;

/// For each place in the order of elimination the places of its later neighbours.
std::vector<Nodes> later_neighbours(std::span<const FrontTree::Edge> edges, const Nodes& place_of) {
  std::vector<Nodes> later(place_of.size());
  for (const auto& [a, b] : edges) {
    const auto [low, high] =
        std::minmax(place_of[static_cast<std::size_t>(a)], place_of[static_cast<std::size_t>(b)]);
    if (low != high) later[static_cast<std::size_t>(low)].push_back(high);
  }
  for (Nodes& nodes : later) {
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  }
  return later;
}

/// The nodes in an order of elimination with little fill.
Nodes elimination_order(std::size_t nodes, std::span<const FrontTree::Edge> edges) {
  Nodes order(nodes);
  std::iota(order.begin(), order.end(), 0);
  if (edges.empty()) return order;
  std::vector<Eigen::Triplet<double, std::int32_t>> cells;
  cells.reserve(2 * edges.size() + nodes);
  for (const auto& [a, b] : edges) {
    cells.emplace_back(a, b, 1.0);
    cells.emplace_back(b, a, 1.0);
  }
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(nodes); ++i) cells.emplace_back(i, i, 1.0);
  const auto size = static_cast<Eigen::Index>(nodes);
  Eigen::SparseMatrix<double, Eigen::ColMajor, std::int32_t> pattern(size, size);
  pattern.setFromTriplets(cells.begin(), cells.end());
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, std::int32_t> permutation;
  Eigen::internal::minimum_degree_ordering(pattern, permutation);
  for (std::size_t i = 0; i < nodes; ++i) order[i] = permutation.indices()[static_cast<Eigen::Index>(i)];
  return order;
}

/// A front while it grows: in nodes instead of rows.
struct Growing {
  Nodes pivots, rows; ///< places in the order of elimination
  std::vector<std::int32_t> children;
  double width = 0, below = 0; ///< rows of its pivots; rows below them
  double largest = 0;          ///< front of its tree
};

/// What a front costs, in multiplications: those of its elimination, and the handling of its numbers, each of
/// which is cleared, added to and passed on.
double cost_of_front(double pivots, double below) {
  constexpr double handling = 32, opening = 2000;
  const double size = pivots + below;
  return opening + handling * size * size + (size * size * size - below * below * below) / 3;
}

/// Grows the fronts, node by node in the order of elimination, each taking up the children that fit it.
class Amalgamation {
 public:
  Amalgamation(const Nodes& order, std::span<const std::int32_t> sizes, std::vector<Nodes> later,
               double border)
      : sizes_(order.size()), border_(border), later_(std::move(later)), children_of_(order.size()) {
    for (std::size_t i = 0; i < order.size(); ++i) sizes_[i] = sizes[static_cast<std::size_t>(order[i])];
    for (std::size_t i = 0; i < order.size(); ++i) add(static_cast<std::int32_t>(i));
  }

  std::vector<Growing>& fronts() { return fronts_; }
  /// The fronts that nothing but the border follows.
  const std::vector<std::int32_t>& roots() const { return roots_; }

 private:
  void add(std::int32_t node) {
    const auto at = static_cast<std::size_t>(node);
    Growing front;
    std::vector<std::int32_t> children = std::move(children_of_[at]);
    front.rows = std::move(later_[at]);
    for (const std::int32_t child : children)
      take_rows(front.rows, fronts_[static_cast<std::size_t>(child)].rows, node);
    front.pivots = {node};
    front.width = sizes_[at];
    front.below = border_;
    for (const std::int32_t row : front.rows) front.below += sizes_[static_cast<std::size_t>(row)];
    std::sort(children.begin(), children.end(), [&](std::int32_t a, std::int32_t b) {
      const Growing &x = fronts_[static_cast<std::size_t>(a)], &y = fronts_[static_cast<std::size_t>(b)];
      return x.width + x.below != y.width + y.below ? x.width + x.below > y.width + y.below : a < b;
    });
    for (const std::int32_t child : children)
      if (!take_child(front, fronts_[static_cast<std::size_t>(child)])) front.children.push_back(child);
    const auto number = static_cast<std::int32_t>(fronts_.size());
    (front.rows.empty() ? roots_ : children_of_[static_cast<std::size_t>(front.rows.front())])
        .push_back(number);
    fronts_.push_back(std::move(front));
  }

  void take_rows(Nodes& rows, const Nodes& of_child, std::int32_t node) {
    merged_.clear();
    std::set_union(rows.begin(), rows.end(), of_child.begin() + (of_child.front() == node ? 1 : 0),
                   of_child.end(), std::back_inserter(merged_));
    rows.swap(merged_);
  }

  bool take_child(Growing& front, Growing& child) {
    const double apart = cost_of_front(front.width, front.below) + cost_of_front(child.width, child.below);
    if (cost_of_front(front.width + child.width, front.below) > apart) return false;
    front.width += child.width;
    child.pivots.insert(child.pivots.end(), front.pivots.begin(), front.pivots.end());
    front.pivots = std::move(child.pivots);
    front.children.insert(front.children.end(), child.children.begin(), child.children.end());
    child = {};
    return true;
  }

  std::vector<std::int32_t> sizes_; ///< of the nodes, in the order of elimination
  double border_;
  std::vector<Nodes> later_;
  std::vector<std::vector<std::int32_t>>
      children_of_; ///< of a node: the fronts whose first row below is in it
  std::vector<Growing> fronts_;
  std::vector<std::int32_t> roots_;
  Nodes merged_;
};

/// The fronts in their final order; `children` of each front are sorted by the largest front of their trees.
std::vector<std::int32_t> tree_order(std::vector<Growing>& fronts, std::vector<std::int32_t> roots) {
  for (Growing& front : fronts) { // children come before their parents
    front.largest = front.width + front.below;
    for (const std::int32_t child : front.children)
      front.largest = std::max(front.largest, fronts[static_cast<std::size_t>(child)].largest);
  }
  const auto smaller_first = [&](std::int32_t a, std::int32_t b) {
    const double x = fronts[static_cast<std::size_t>(a)].largest,
                 y = fronts[static_cast<std::size_t>(b)].largest;
    return x != y ? x < y : a < b;
  };
  std::sort(roots.begin(), roots.end(), smaller_first);
  std::vector<std::int32_t> order, waiting = std::move(roots);
  // Parents first and small trees first, to be turned round.
  std::reverse(waiting.begin(), waiting.end());
  while (!waiting.empty()) {
    const std::int32_t at = waiting.back();
    waiting.pop_back();
    order.push_back(at);
    std::vector<std::int32_t>& children = fronts[static_cast<std::size_t>(at)].children;
    std::sort(children.begin(), children.end(), smaller_first);
    waiting.insert(waiting.end(), children.rbegin(), children.rend());
  }
  std::reverse(order.begin(), order.end());
  return order;
}

void find_places_in_parents(std::vector<FrontTree::Front>& fronts) {
  for (FrontTree::Front& front : fronts) {
    if (front.parent == FrontTree::none) continue;
    const FrontTree::Front& parent = fronts[static_cast<std::size_t>(front.parent)];
    auto next = parent.rows.begin();
    front.in_parent.reserve(front.rows.size());
    for (const std::int32_t row : front.rows) {
      if (row < parent.first + parent.pivots) {
        front.in_parent.push_back(row - parent.first);
        continue;
      }
      next = std::lower_bound(next, parent.rows.end(), row);
      front.in_parent.push_back(parent.pivots + static_cast<std::int32_t>(next - parent.rows.begin()));
    }
  }
}

} // namespace

FrontTree::FrontTree(std::span<const std::int32_t> node_sizes, std::span<const Edge> edges,
                     std::int32_t border_rows)
    : first_of_node(node_sizes.size()), border(border_rows) {
  const Nodes order = elimination_order(node_sizes.size(), edges);
  Nodes place_of(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    place_of[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
  Amalgamation grown(order, node_sizes, later_neighbours(edges, place_of), border_rows);
  std::vector<Growing>& growing = grown.fronts();
  const std::vector<std::int32_t> sequence = tree_order(growing, grown.roots());

  fronts.resize(sequence.size() + 1);
  std::vector<std::int32_t> number_of(growing.size(), none);
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    number_of[static_cast<std::size_t>(sequence[i])] = static_cast<std::int32_t>(i);
    fronts[i].first = inner;
    for (const std::int32_t place : growing[static_cast<std::size_t>(sequence[i])].pivots) {
      const auto node = static_cast<std::size_t>(order[static_cast<std::size_t>(place)]);
      first_of_node[node] = inner;
      inner += node_sizes[node];
    }
    fronts[i].pivots = inner - fronts[i].first;
    front_of_row.resize(static_cast<std::size_t>(inner), static_cast<std::int32_t>(i));
  }
  const auto last = static_cast<std::int32_t>(sequence.size());
  fronts.back() = {inner, border - 1, none, 0, {inner + border - 1}, {}};
  front_of_row.resize(static_cast<std::size_t>(inner + border), last);
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    Front& front = fronts[i];
    const Growing& from = growing[static_cast<std::size_t>(sequence[i])];
    front.parent = last;
    for (const std::int32_t place : from.rows) {
      const auto node = static_cast<std::size_t>(order[static_cast<std::size_t>(place)]);
      for (std::int32_t row = 0; row < node_sizes[node]; ++row)
        front.rows.push_back(first_of_node[node] + row);
    }
    std::sort(front.rows.begin(), front.rows.end());
    for (std::int32_t row = 0; row < border; ++row) front.rows.push_back(inner + row);
    if (!from.rows.empty()) front.parent = front_of_row[static_cast<std::size_t>(front.rows.front())];
    ++fronts[static_cast<std::size_t>(front.parent)].children;
  }
  find_places_in_parents(fronts);
}

} // namespace aftercourse::statistics
