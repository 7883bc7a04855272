// What measures and findings begin with: an id that none of them shares, a title, the clause.
#pragma once

#include <vector>

#include "codes.hpp"
#include "reader.hpp"

namespace aftercourse::reading {

/// Reports a second thing of that id, and where the first is.
template <class Named>
void check_id(Reader& r, const std::vector<Named>& all, const Named& named) {
  for (const Named& other : all) {
    if (&other == &named) return;
    if (other.id == named.id && !named.id.empty())
      return r.report.error(codes::taken_name, named.at, "the id `" + named.id + "` is given twice", "", "",
                            other.at);
  }
}

template <class Named>
void read_heading(Reader& r, Keys& keys, const Node& node, Named& named) {
  named.at = r.at(node);
  if (const Node* id = keys.require("id", "a name")) {
    named.id = read_text(r, *id, "a name").value_or("");
    named.at = r.at(*id);
  }
  if (const Node* title = keys["title"]) named.title = read_title(r, *title);
  if (const Node* clause = keys["clause"]) named.clause = read_text(r, *clause, "a clause").value_or("");
  if (const Node* mission = keys["mission"]) named.mission = read_texts(r, *mission, "an id");
}

} // namespace aftercourse::reading
