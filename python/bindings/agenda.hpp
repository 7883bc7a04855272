// Tasks as Python sees them: they remember the day and the knowledge they were derived from, so that
// engine.explain(task) needs nothing else.
#pragma once

#include <variant>

#include "bind.hpp"

namespace aftercourse::python {

struct SeenTask {
  Task task;
  Date as_of;
  KnownAt known_at;
};

struct SeenAgenda {
  Agenda agenda;
  KnownAt known_at;
  SeenTask at(std::size_t i) const { return {agenda.task(i), agenda.set.as_of(), known_at}; }
};

/// One name or several.
using Names = std::variant<std::string, std::vector<std::string>>;
std::vector<std::string> to_list(const Names& names);
/// Throws InvalidArgument AC7024 for what is no state.
std::vector<State> states_of(const std::optional<Names>& names);

} // namespace aftercourse::python
