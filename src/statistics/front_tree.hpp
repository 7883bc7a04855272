// FrontTree: in which order a sparse symmetric matrix is eliminated, and what is eliminated together. Its
// rows come in nodes (a level of a factor with its few columns) and end with a border of dense rows. The
// order is one of least fill (approximate minimum degree); columns with nearly the same rows below them form
// one front, so that the work is done on dense blocks (Duff and Reid 1983, ACM TOMS 9(3), 302; Ashcraft and
// Grimes 1989, ACM TOMS 15(4), 291). A value without numbers: it is worked out once for a pattern.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace aftercourse::statistics {

struct FrontTree {
  static constexpr std::int32_t none = -1;

  struct Front {
    std::int32_t first = 0,
                 pivots = 0;    ///< its pivots are rows first, first + 1 ... in the order of elimination
    std::int32_t parent = none; ///< stands later; none: the last
    std::int32_t children = 0;
    std::vector<std::int32_t> rows; ///< the later rows that its pivots meet, rising, the border's included
    std::vector<std::int32_t> in_parent; ///< where each of them stands among the parent's pivots and rows

    std::size_t size() const { return static_cast<std::size_t>(pivots) + rows.size(); }
  };

  std::vector<Front> fronts; ///< children before their parents, a child's tree in one piece, the largest
                             ///< child first; the last one is the border's
  std::vector<std::int32_t> first_of_node; ///< where the node's first row stands in the order of elimination
  std::vector<std::int32_t> front_of_row;
  std::int32_t inner = 0;  ///< rows of the nodes
  std::int32_t border = 0; ///< rows of the border; the very last of them is no pivot

  using Edge = std::pair<std::int32_t, std::int32_t>; ///< two nodes whose rows meet
  FrontTree(std::span<const std::int32_t> node_sizes, std::span<const Edge> edges, std::int32_t border);
};

} // namespace aftercourse::statistics
