// Tasks as Python sees them: they remember the day and the knowledge they were derived from, so that
// engine.explain(task) needs nothing else.
#pragma once

#include <mutex>
#include <variant>

#include "bind.hpp"

namespace aftercourse::python {

struct SeenTask {
  Task task;
  Date as_of;
  KnownAt known_at;
};

/// The tasks of an agenda, and their table, which is made once and without the GIL when it is first asked
/// for.
class SeenAgenda {
 public:
  SeenAgenda(Agenda agenda, KnownAt known_at)
      : agenda(std::move(agenda)), known_at(std::move(known_at)), table_(std::make_shared<Once>()) {}
  SeenTask at(std::size_t i) const { return {agenda.task(i), agenda.set.as_of(), known_at}; }
  Frame table() const;

  Agenda agenda;
  KnownAt known_at;

 private:
  struct Once {
    std::once_flag flag;
    Frame table;
  };
  std::shared_ptr<Once> table_;
};

Frame frame_of(const SeenAgenda& agenda, std::size_t most);
std::size_t rows_of(const SeenAgenda& agenda);

/// One name or several.
using Names = std::variant<std::string, std::vector<std::string>>;
std::vector<std::string> to_list(const Names& names);
/// Throws InvalidArgument AC7024 for what is no state.
std::vector<State> states_of(const std::optional<Names>& names);

} // namespace aftercourse::python

namespace pybind11::detail {

/// A state goes by its name.
template <>
struct type_caster<aftercourse::State> {
  PYBIND11_TYPE_CASTER(aftercourse::State, const_name("str"));
  bool load(handle source, bool) {
    if (!PyUnicode_Check(source.ptr())) return false;
    const auto state = aftercourse::state_named(aftercourse::python::to_text(source));
    if (state) value = *state;
    return state.has_value();
  }
  static handle cast(aftercourse::State state, return_value_policy, handle) {
    return pybind11::cast(aftercourse::name_of(state)).release();
  }
};

} // namespace pybind11::detail
