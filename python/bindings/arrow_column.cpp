#include "arrow_column.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <string>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/date.hpp>

namespace aftercourse::python {

/// How the values of a column lie in memory.
struct ArrowValues {
  std::size_t width = 4; ///< bytes; 0: a column of nothing, all missing
  bool is_signed = true;
  std::int64_t ticks_a_day = 1;
  bool as_asked = false; ///< days of 32 bits already; numbers are not, as their least is no_day
};

namespace {

constexpr std::int64_t day_seconds = 86'400;

[[noreturn]] void refuse_type(Wanted wanted, const std::string& format) {
  throw py::type_error((wanted == Wanted::days ? "expected a column of dates (date32), found"
                                               : "expected a column of integers, found") +
                       std::string(" Arrow's type '") + format + "'");
}

[[noreturn]] void refuse_stream(const std::string& reason) {
  throw InvalidArgument("AC1004", "the column cannot be read: " + reason);
}

ArrowValues days_type(const std::string& format) {
  if (format == "tdD") return {4, true, 1, true};
  if (format == "tdm") return {8, true, day_seconds * 1000, false};
  if (format.size() == 4 && format.starts_with("ts") && format[3] == ':') { // no zone after the colon
    const std::size_t power = std::string("smun").find(format[2]);
    constexpr std::int64_t ticks[] = {1, 1'000, 1'000'000, 1'000'000'000};
    if (power != std::string::npos) return {8, true, day_seconds * ticks[power], false};
  }
  refuse_type(Wanted::days, format);
}

ArrowValues numbers_type(const std::string& format) {
  const std::size_t at = std::string("cCsSiIlL").find(format);
  if (format.size() != 1 || at == std::string::npos) refuse_type(Wanted::numbers, format);
  return {std::size_t{1} << (at / 2), at % 2 == 0, 1, false};
}

ArrowValues type_of(const ArrowSchema& schema, Wanted wanted) {
  const std::string format = schema.format == nullptr ? "" : schema.format;
  if (schema.dictionary != nullptr) refuse_type(wanted, "dictionary");
  if (format == "n") return {0, true, 1, false};
  return wanted == Wanted::days ? days_type(format) : numbers_type(format);
}

template <class Signed, class Unsigned>
std::int64_t value_at(const char* at, bool is_signed) {
  if (is_signed) {
    Signed value;
    std::memcpy(&value, at, sizeof value); // buffers of strangers need not be aligned
    return value;
  }
  Unsigned value;
  std::memcpy(&value, at, sizeof value);
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min<std::uint64_t>(value, most));
}

std::int64_t value_at(const char* at, const ArrowValues& type) {
  switch (type.width) {
  case 1:
    return value_at<std::int8_t, std::uint8_t>(at, type.is_signed);
  case 2:
    return value_at<std::int16_t, std::uint16_t>(at, type.is_signed);
  case 4:
    return value_at<std::int32_t, std::uint32_t>(at, type.is_signed);
  default:
    return value_at<std::int64_t, std::uint64_t>(at, type.is_signed);
  }
}

void check(const ArrowArray& a, const ArrowValues& type) {
  constexpr std::int64_t longest = std::int64_t{1} << 40;
  const bool plausible = a.length >= 0 && a.length <= longest && a.offset >= 0 && a.offset <= longest;
  if (!plausible || a.n_children != 0 || a.dictionary != nullptr) refuse_stream("it is no plain array");
  if (type.width == 0) return;
  if (a.n_buffers != 2 || a.buffers == nullptr || (a.length > 0 && a.buffers[1] == nullptr))
    refuse_stream("an array lacks its values");
}

bool is_valid(const std::uint8_t* validity, std::int64_t row) {
  return validity == nullptr || (validity[row / 8] >> (row % 8) & 1) != 0;
}

} // namespace

std::int32_t narrowed(std::int64_t value) noexcept {
  constexpr std::int64_t farthest = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::int32_t>(std::clamp(value, -farthest, farthest));
}

ArrowColumn::ArrowColumn(py::handle column, Wanted wanted) {
  if (py::hasattr(column, "__arrow_c_stream__"))
    read_stream(column.attr("__arrow_c_stream__")(), wanted);
  else
    read_array(column.attr("__arrow_c_array__")(), wanted);
  if (!copied_.empty()) values_ = copied_;
}

ArrowColumn::~ArrowColumn() {
  for (ArrowArray& chunk : chunks_)
    if (chunk.release != nullptr) chunk.release(&chunk);
}

void ArrowColumn::read_array(const py::object& capsules, Wanted wanted) {
  const auto pair = capsules.cast<py::tuple>();
  const auto* schema = static_cast<ArrowSchema*>(PyCapsule_GetPointer(pair[0].ptr(), "arrow_schema"));
  auto* array = static_cast<ArrowArray*>(PyCapsule_GetPointer(pair[1].ptr(), "arrow_array"));
  if (schema == nullptr || array == nullptr) throw py::error_already_set();
  const ArrowValues type = type_of(*schema, wanted);
  chunks_.push_back(*array); // moved out of the capsule, as the interface has it
  array->release = nullptr;
  take(chunks_.back(), type);
}

void ArrowColumn::read_stream(const py::object& capsule, Wanted wanted) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
  if (stream == nullptr) throw py::error_already_set();
  const auto failed = [&] {
    const char* reason = stream->get_last_error(stream);
    refuse_stream(reason == nullptr ? "its stream failed" : reason);
  };
  ArrowSchema schema{};
  if (stream->get_schema(stream, &schema) != 0) failed();
  const auto release = [](ArrowSchema* s) { s->release(s); };
  const std::unique_ptr<ArrowSchema, decltype(release)> owned(&schema, release);
  const ArrowValues type = type_of(schema, wanted);
  for (;;) {
    ArrowArray chunk{};
    if (stream->get_next(stream, &chunk) != 0) failed();
    if (chunk.release == nullptr) break;
    chunks_.push_back(chunk);
  }
  for (ArrowArray& chunk : chunks_) take(chunk, type);
}

void ArrowColumn::take(ArrowArray& chunk, const ArrowValues& type) {
  check(chunk, type);
  if (type.width == 0) {
    copied_.insert(copied_.end(), static_cast<std::size_t>(chunk.length), no_day);
    return;
  }
  const auto* validity = chunk.null_count == 0 ? nullptr : static_cast<const std::uint8_t*>(chunk.buffers[0]);
  const char* first =
      static_cast<const char*>(chunk.buffers[1]) + static_cast<std::size_t>(chunk.offset) * type.width;
  const bool in_place = type.as_asked && chunks_.size() == 1 && validity == nullptr &&
                        reinterpret_cast<std::uintptr_t>(first) % alignof(std::int32_t) == 0;
  if (in_place) {
    values_ = {reinterpret_cast<const std::int32_t*>(first), static_cast<std::size_t>(chunk.length)};
    return;
  }
  copied_.reserve(copied_.size() + static_cast<std::size_t>(chunk.length));
  for (std::int64_t row = 0; row < chunk.length; ++row) {
    const std::int64_t value = value_at(first + static_cast<std::size_t>(row) * type.width, type);
    const bool known = is_valid(validity, chunk.offset + row);
    if (known && value % type.ticks_a_day != 0)
      throw InvalidArgument("AC7027", "the column holds a time of day; a day is meant",
                            "row " + std::to_string(copied_.size()));
    copied_.push_back(known ? narrowed(value / type.ticks_a_day) : no_day);
  }
}

} // namespace aftercourse::python
