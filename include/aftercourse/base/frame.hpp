// Frame: a small table of typed columns, the form in which every table leaves the engine (agenda, rates,
// facts). It becomes an Arrow C stream without copying its buffers, or JSON. Build it, then treat it as
// immutable; an exported stream keeps its buffers alive, so the Frame itself may go.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <aftercourse/base/arrow.hpp>

namespace aftercourse {

/// One column. `valid` is empty when nothing is null, else one byte a row (1: present).
struct Column {
  /// What the values are; each has one vector below. Days are counted from 1970-01-01, instants are UTC
  /// microseconds, decimals are millionths, text and categories are codes into `words`.
  enum class Type : std::uint8_t { boolean, integer, decimal, real, date, instant, text, text_list };
  std::string name;
  Type type = Type::text;
  std::vector<std::int64_t> integers; ///< integer, decimal, instant
  std::vector<std::int32_t> days;     ///< date
  std::vector<double> reals;          ///< real
  std::vector<std::uint8_t> booleans; ///< boolean
  std::vector<std::int32_t> codes;    ///< text: index into words; text_list: the flattened items' codes
  std::vector<std::int32_t> offsets;  ///< text_list only: rows + 1 offsets into codes
  std::vector<std::string> words;     ///< text, text_list
  std::vector<std::uint8_t> valid;

  bool is_null(std::size_t row) const { return !valid.empty() && valid[row] == 0; }
};

class Frame {
 public:
  /// Columns of equal length; throws InvalidArgument AC1004 otherwise.
  explicit Frame(std::vector<Column> columns, std::size_t rows);
  Frame() : Frame(std::vector<Column>{}, 0) {}

  std::size_t rows() const noexcept;
  const std::vector<Column>& columns() const noexcept;
  /// The column of that name; throws NotFound AC1005 with the nearest name.
  const Column& column(std::string_view name) const;
  /// A cell as text, as a person writes it; empty for null.
  std::string cell(std::size_t row, std::string_view name) const;
  /// Hands out a stream of one batch; the caller calls its release. Text goes as dictionary-coded utf8.
  void export_stream(ArrowArrayStream* out) const;
  /// A JSON array of objects, columns in order; dates as "2026-10-20", decimals as numbers, nulls as null.
  std::string to_json() const;

 private:
  struct Data;
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse
