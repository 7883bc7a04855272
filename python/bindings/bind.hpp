// What the binding files share: one bind_x for each noun, and the calls that let go of the GIL.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>
#include <pybind11/typing.h>

#include <aftercourse/engine/engine.hpp>

#include "casters.hpp"

namespace aftercourse::python {

namespace py = pybind11;
using namespace py::literals;

void bind_errors(py::module_& m);
void bind_values(py::module_& m);
void bind_work_pattern(py::module_& m);
void bind_special_day(py::module_& m);
void bind_calendar(py::module_& m);
void bind_window(py::module_& m);
void bind_time_zone(py::module_& m);
void bind_recurrence(py::module_& m);
void bind_kinds(py::module_& m);
void bind_frame(py::module_& m);
void bind_explanation(py::module_& m);
void bind_policy(py::module_& m);
void bind_task(py::module_& m);
void bind_month_view(py::module_& m);
void bind_evaluate(py::module_& m);
void bind_findings(py::module_& m);
void bind_measure_state(py::module_& m);
void bind_batch(py::module_& m);
void bind_engine(py::module_& m);
void bind_statistics(py::module_& m);
void bind_text(py::module_& m);
void bind_record(py::module_& m);
void bind_scheme(py::module_& m);
void bind_instrument(py::module_& m);
void bind_survey(py::module_& m);

/// Throws InvalidArgument AC7024 for what is no language.
Language language_named(const std::string& name);

/// The values that a tuple of references refers to.
template <class... Parts>
std::tuple<Parts...> decayed(const std::tuple<Parts&...>& parts) {
  return parts;
}

/// `progress=`: called with what is done, of how many (0: unknown) and the step; False stops the work.
using Callback = std::optional<py::typing::Callable<py::object(std::uint64_t, std::uint64_t, std::string)>>;

/// Runs `work(progress)` without the GIL. Whenever the library reports progress, Python's signals are looked
/// at, so that Ctrl-C stops the work, and the caller's own callback is called. What either raises is kept
/// until the library has unwound in its own way (Cancelled), and raised then.
template <class Work>
auto run_long(const Callback& callback, Work&& work) {
  std::optional<py::error_already_set> raised;
  const Progress progress = [&](std::uint64_t done, std::uint64_t total, std::string_view step) {
    const py::gil_scoped_acquire gil;
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      return !callback || !(*callback)(done, total, std::string(step)).is(py::bool_(false));
    } catch (py::error_already_set& e) {
      raised.emplace(std::move(e));
      return false;
    }
  };
  try {
    const py::gil_scoped_release no_gil;
    return work(progress);
  } catch (const Cancelled&) {
    if (raised) throw std::move(*raised);
    throw;
  }
}

/// Runs `work()` without the GIL.
template <class Work>
auto run(Work&& work) {
  const py::gil_scoped_release no_gil;
  return work();
}

/// An immutable value is its own copy.
template <class Class>
void def_copy(Class& c) {
  c.def("__copy__", [](py::object self) -> py::object { return self; })
      .def(
          "__deepcopy__", [](py::object self, const py::object&) -> py::object { return self; }, "memo"_a);
}

/// The same, and it pickles as its parts: `parts_of(value)` is a std::tie of them.
template <class Class, class PartsOf>
void def_copy_and_pickle(Class& c, PartsOf parts_of) {
  using Value = typename Class::type;
  def_copy(c);
  c.def(py::pickle([parts_of](Value value) { return py::cast(parts_of(value)).template cast<py::tuple>(); },
                   [parts_of](const py::tuple& state) {
                     Value value;
                     auto parts = parts_of(value);
                     parts = state.cast<std::decay_t<decltype(decayed(parts))>>();
                     return value;
                   }));
}

} // namespace aftercourse::python
