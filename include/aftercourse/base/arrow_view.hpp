// Arrow arrays as they come from strangers: every pointer, count, offset and index is checked before it is
// used, so that a hostile stream is refused and not followed. What cannot be checked is what the interface
// does not say: that a buffer is as long as its array claims.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <aftercourse/base/arrow.hpp>
#include <aftercourse/base/decimal.hpp>

namespace aftercourse {

/// What an input can hold for one cell.
enum class Given : std::uint8_t {
  nothing,
  text,
  number,
  integer,
  real,
  decimal,
  boolean,
  day,
  moment,
  list,
  record
};
std::string_view name_of(Given g) noexcept; ///< "text", "a number", "true or false" ...

} // namespace aftercourse

namespace aftercourse::arrow {

/// A struct of the interface that is released at the end of its scope.
template <class Struct>
struct Owned {
  Struct value{};
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (value.release != nullptr) value.release(&value);
  }
};

/// The stream contradicts itself or the interface.
struct Malformed {
  std::string reason;
};

/// Pulls schema and batches from a stream of a stranger and releases it in the end.
class Stream {
 public:
  /// Takes the stream over. Throws Malformed, here and below, when it breaks the interface or fails.
  explicit Stream(ArrowArrayStream* stream);
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream();

  /// The schema, whatever it is.
  void schema(ArrowSchema& out);
  /// The schema of a table: a struct, each of whose children is there.
  void table_schema(ArrowSchema& out);
  /// False at the end.
  bool next(ArrowArray& out);

 private:
  [[noreturn]] void fail(int error);

  ArrowArrayStream* stream_;
};

/// What a column holds and how it lies in memory.
struct Type {
  enum class Layout : std::uint8_t { nothing, bits, fixed, texts, views, list };

  Given given = Given::nothing;
  Layout layout = Layout::nothing;
  std::size_t width = 0;                  ///< bytes of a value; of an offset for texts and lists
  bool is_signed = true;                  ///< integers
  int scale = 0;                          ///< decimals
  std::int64_t ticks_a_second = 0;        ///< times; days counted in milliseconds
  std::optional<std::int32_t> offset = 0; ///< times: minutes from UTC; nothing when the zone's offset varies
  std::shared_ptr<const Type> words;      ///< the values lie in a dictionary and these are its indices
  std::shared_ptr<const Type> items;      ///< lists
};

/// Nothing for a type that no field takes. Throws Malformed for a schema that is no schema.
std::optional<Type> type_of(const ArrowSchema& schema);

/// One checked array. Rows are counted from the start of the slice that the array is.
class Array {
 public:
  /// Checks the array against its type.
  Array(const Type& type, const ArrowArray* array);

  const Type& type() const noexcept { return *type_; }
  std::int64_t length() const noexcept { return array_->length; }
  bool valid(std::int64_t i) const noexcept { return validity_ == nullptr || bit(validity_, i); }
  bool boolean(std::int64_t i) const noexcept { return bit(buffer(1), i); }
  /// Nothing for an unsigned number beyond 63 bits.
  std::optional<std::int64_t> integer(std::int64_t i) const noexcept;
  double real(std::int64_t i) const noexcept {
    return type_->width == 4 ? static_cast<double>(fixed<float>(i)) : fixed<double>(i);
  }
  /// The shortest text that means the same number.
  std::string shortest(std::int64_t i) const;
  /// Nothing when it has more than six decimals or is out of range.
  std::optional<Decimal> decimal(std::int64_t i) const noexcept;
  std::string_view text(std::int64_t i) const;
  /// Items of a list: from, to.
  std::pair<std::int64_t, std::int64_t> items(std::int64_t i) const;
  const Array& list() const noexcept { return *inner_; }
  /// The entry of the dictionary that row `i` means.
  std::int64_t word(std::int64_t i) const;
  const Array& words() const noexcept { return *inner_; }

 private:
  void check_counts() const;
  void check_buffers() const;
  const void* buffer(std::int64_t i) const noexcept { return array_->buffers[i]; }
  bool bit(const void* bits, std::int64_t i) const noexcept {
    const auto at = static_cast<std::uint64_t>(array_->offset + i);
    return (static_cast<const std::uint8_t*>(bits)[at / 8] >> (at % 8) & 1) != 0;
  }
  /// Buffers of strangers need not be aligned.
  template <class T>
  T fixed(std::int64_t i, std::int64_t in_buffer = 1) const noexcept {
    T value;
    const auto at = static_cast<std::size_t>(array_->offset + i) * sizeof(T);
    std::memcpy(&value, static_cast<const char*>(buffer(in_buffer)) + at, sizeof(T));
    return value;
  }
  std::pair<std::int64_t, std::int64_t> offsets(std::int64_t i) const;
  std::string_view view(std::int64_t i) const;

  const Type* type_;
  const ArrowArray* array_;
  const void* validity_ = nullptr;
  std::unique_ptr<const Array> inner_; // the items of a list, or the dictionary
};

/// The columns of a batch: a struct without missing rows whose children all have its rows, which start at
/// `offset`.
void check_batch(const ArrowSchema& schema, const ArrowArray& batch);

} // namespace aftercourse::arrow
