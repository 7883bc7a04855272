// The engine as Python holds it, and what every write has in common.
#pragma once

#include "bind.hpp"

namespace aftercourse::python {

/// An engine that can be closed before its last reference goes. Calls under way keep theirs until they end.
class Handle {
 public:
  explicit Handle(Engine&& engine) : engine_(std::make_shared<Engine>(std::move(engine))) {}
  std::shared_ptr<Engine> get() const {
    if (!engine_) throw Misuse("AC7025", "the engine is closed");
    return engine_;
  }
  bool is_open() const { return engine_ != nullptr; }
  void close() {
    auto last = std::move(engine_);
    const py::gil_scoped_release no_gil; // closing a file may take its time
    last.reset();
  }

 private:
  std::shared_ptr<Engine> engine_;
};

/// Commits without the GIL; Ctrl-C and `progress` are heeded before the write begins to be durable.
Receipt commit(Engine& engine, Batch batch, const Stamp& stamp, const Callback& progress);

/// Raises TypeError for what is neither text nor os.PathLike.
std::filesystem::path to_path(py::handle given);

/// What record_csv reads: a path, or the text itself (bytes, or a str that no path can be), and its name for
/// faults.
struct Input {
  std::string text, origin;
};
Input read_input(py::handle path_or_text, const char* origin);

/// Anything with Arrow's C stream goes there, else rows of plain values.
void record(Batch& batch, const std::string& kind, py::handle rows,
            const std::map<std::string, std::string>& columns, const Callback& progress);
void amend(Batch& batch, const Schema& schema, const std::string& kind, std::string id,
           const py::dict& fields);

/// Defines a method that writes. `f(engine, stamp, args...)` becomes `name(args..., *, actor, source, reason,
/// at)`.
template <class Class, class Result, class... Args, class... Extra>
void def_write(Class& c, const char* name, Result (*f)(Engine&, Stamp, Args...), const char* doc,
               const Extra&... extra) {
  c.def(
      name,
      [f](const Handle& handle, Args... args, Text actor, Text source, Text reason,
          std::optional<Instant> at) {
        Stamp stamp;
        stamp.actor = std::move(actor);
        stamp.source = std::move(source);
        stamp.reason = std::move(reason);
        stamp.at = at;
        return f(*handle.get(), std::move(stamp), std::forward<Args>(args)...);
      },
      extra..., "actor"_a = "", "source"_a = "", "reason"_a = "", "at"_a = py::none(), doc);
}

} // namespace aftercourse::python
