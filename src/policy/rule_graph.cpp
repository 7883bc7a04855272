#include "rule_graph.hpp"

#include <iterator>
#include <numeric>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/topological_sort.hpp>

#include "codes.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

/// An edge leads from a child to its parent and knows the node that says so.
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, const Node*>;
using Edge = boost::graph_traits<Graph>::edge_descriptor;

Graph graph_of(Reader& r, const std::vector<const Node*>& rule_nodes) {
  Graph graph(rule_nodes.size());
  for (std::size_t child = 0; child < rule_nodes.size(); ++child)
    for (const Node* name : parents_of(*rule_nodes[child]))
      if (const auto parent = r.rule_index.find(name->text); parent != r.rule_index.end())
        boost::add_edge(child, parent->second, name, graph);
  return graph;
}

/// Shows every edge that closes a cycle as `a → b → a`.
class CycleReporter : public boost::default_dfs_visitor {
 public:
  CycleReporter(Reader& r, bool& found) : r_(&r), found_(&found) {}

  void tree_edge(Edge e, const Graph& g) {
    from_.resize(boost::num_vertices(g));
    from_[boost::target(e, g)] = e;
  }
  void back_edge(Edge e, const Graph& g) {
    *found_ = true;
    from_.resize(boost::num_vertices(g));
    const std::size_t start = boost::target(e, g);
    std::vector<std::size_t> path;
    const Node* other = g[e];
    for (std::size_t at = boost::source(e, g); at != start; at = boost::source(from_[at], g)) {
      path.push_back(at);
      other = g[from_[at]];
    }
    std::string text = r_->rules[start].id;
    for (auto it = path.rbegin(); it != path.rend(); ++it) text += " → " + r_->rules[*it].id;
    text += " → " + r_->rules[start].id;
    r_->report.error(codes::rule_cycle, r_->at(*g[e]), "tasks wait for each other: " + text, "", "",
                     path.empty() ? std::nullopt : std::optional(r_->at(*other)));
  }

 private:
  Reader* r_;
  bool* found_;
  std::vector<Edge> from_; ///< the edge by which each rule was reached
};

} // namespace

std::vector<std::size_t> order_of_rules(Reader& r, const std::vector<const Node*>& rule_nodes) {
  const Graph graph = graph_of(r, rule_nodes);
  bool cycle = false;
  boost::depth_first_search(graph, boost::visitor(CycleReporter(r, cycle)));
  std::vector<std::size_t> order;
  if (!cycle) {
    boost::topological_sort(graph, std::back_inserter(order)); // gives what edges lead to first
    return order;
  }
  order.resize(rule_nodes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

} // namespace aftercourse::reading
