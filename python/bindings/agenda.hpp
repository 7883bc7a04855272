// Tasks as Python sees them: they remember the day and the knowledge they were derived from, so that
// engine.explain(task) needs nothing else.
#pragma once

#include <mutex>
#include <variant>

#include <aftercourse/engine/agenda_ics.hpp>

#include "bind.hpp"
#include "engine_docs.hpp"

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
using Names = std::variant<Text, std::vector<std::string>>;
std::vector<std::string> to_list(const Names& names);
/// Throws InvalidArgument AC7024 for what is no state.
std::vector<State> states_of(const std::optional<Names>& names);

/// Throws InvalidArgument AC7024 for what is no component or language, AC7026 for what is no alarm.
AgendaIcs ics_options(const std::string& component, const std::string& language,
                      const std::vector<std::string>& alarms, std::string domain, std::string product);

/// Adds to_ics(). `shown(value)` is the Agenda or Changes to write.
template <class Class, class Shown>
void def_to_ics(Class& c, Shown shown) {
  const AgendaIcs defaults;
  c.def(
      "to_ics",
      [shown](const typename Class::type& value, const Text& component, const Text& language,
              const std::vector<std::string>& alarms, Text domain, Text product, const Callback& progress) {
        const AgendaIcs options =
            ics_options(component, language, alarms, std::move(domain), std::move(product));
        return run_long(progress, [&](const Progress& p) { return to_ics(shown(value), options, p); });
      },
      py::kw_only(), "component"_a = "todo", "language"_a = "en", "alarms"_a = std::vector<std::string>{},
      "domain"_a = defaults.domain, "product"_a = defaults.product, "progress"_a = py::none(), docs::to_ics);
}

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
