// Texts: a column of Python - a list, a NumPy array, a Series, an Arrow array - as the text floor takes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/text/column.hpp>

#include "bind.hpp"

namespace aftercourse::python {

/// The texts of a column; None, NaN, NaT and NA are missing.
class Texts {
 public:
  Texts() = default;
  /// Takes None for no column. Throws py::type_error naming the argument, and the row, for what is no text;
  /// InvalidArgument AC5601 for a text with a lone surrogate.
  Texts(const std::string& name, const py::object& column);
  Texts(const Texts&) = delete;
  Texts& operator=(const Texts&) = delete;

  text::TextColumn column() const noexcept { return views_; }

 private:
  void read_stream(const std::string& name, const py::object& column);
  void read_items(const std::string& name, const py::object& column);

  std::vector<std::string> kept_;
  std::vector<std::optional<std::string_view>> views_;
};

} // namespace aftercourse::python
