// A column that comes through Arrow's C interface (polars and pyarrow have it), read as 32-bit values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <pybind11/pybind11.h>

#include <aftercourse/base/arrow.hpp>

namespace aftercourse::python {

namespace py = pybind11;

/// What a column is asked for.
enum class Wanted : std::uint8_t { days, numbers };

/// A number as 32 bits: no_day is kept for what is missing, and what is farther is the farthest, which no
/// calendar reaches.
std::int32_t narrowed(std::int64_t value) noexcept;

/// Values of 32 bits, no_day for what is missing. One chunk of date32 without missing days is used where it
/// lies; anything else is copied.
class ArrowColumn {
 public:
  /// Takes date32, date64 and timestamps without a zone for days, integers of all widths for numbers. Throws
  /// py::type_error for another type, InvalidArgument AC7027 for a time of day, AC1004 for a stream that
  /// fails.
  ArrowColumn(py::handle column, Wanted wanted);
  ArrowColumn(const ArrowColumn&) = delete;
  ArrowColumn& operator=(const ArrowColumn&) = delete;
  ~ArrowColumn();

  std::span<const std::int32_t> values() const noexcept { return values_; }

 private:
  void read_stream(const py::object& capsule, Wanted wanted);
  void read_array(const py::object& capsules, Wanted wanted);
  void take(ArrowArray& chunk, const struct ArrowValues& type);

  std::vector<ArrowArray> chunks_; // kept until the end: one may be read in place
  std::vector<std::int32_t> copied_;
  std::span<const std::int32_t> values_;
};

} // namespace aftercourse::python
