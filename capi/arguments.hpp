// What comes in from C, checked and converted; and what goes out. Used inside guard only: refusals are
// exceptions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <aftercourse/engine/engine.hpp>

#include "aftercourse.h"

namespace aftercourse::c {

/// What the pointer points to; Misuse AC9101 for NULL.
template <class T>
T& needed(T* pointer, const char* name) {
  if (pointer == nullptr) throw Misuse("AC9101", "`" + std::string(name) + "` is NULL");
  return *pointer;
}

/// `count` entries; the pointer to none may be NULL. Misuse AC9101 for NULL otherwise, and for more entries
/// than there can be.
template <class T>
std::span<T> needed_array(T* first, std::size_t count, const char* name) {
  if (count == 0) return {};
  needed(first, name);
  if (count > static_cast<std::size_t>(PTRDIFF_MAX) / sizeof(T))
    throw Misuse("AC9101", "`" + std::string(name) + "` cannot have " + std::to_string(count) + " entries");
  return {first, count};
}

/// The batch, unless it was committed: Misuse AC9104.
std::optional<Batch>& collecting(aftercourse_batch* batch);

// --- text and dates

/// Text that may be absent: then it is empty and its data() is NULL. Misuse AC9101 for NULL with a length.
std::string_view text(const char* data, std::size_t length, const char* name);
/// What separates the cells of a file. InvalidArgument AC9103 unless it is one ASCII character.
char separator(std::int32_t character);
/// Text that must be there, though it may be empty.
std::string_view needed_text(const char* data, std::size_t length, const char* name);
std::filesystem::path path(std::string_view utf8);
std::optional<Date> date_or_none(std::int32_t day);
/// "17" or an instant; absent: now.
KnownAt known_at(const char* data, std::size_t length);
Language language(std::int32_t number);
/// A callback as the library takes it; none for NULL.
Progress progress(aftercourse_progress callback, void* user);

// --- structs that begin with their size

/// An _init without defaults.
template <class T>
void clear(T* out) noexcept {
  if (out == nullptr) return;
  *out = T{};
  out->struct_size = sizeof(T);
}

/// The bytes of a struct in its first version: the smallest that a host may give. One that has grown says
/// here where it ended.
template <class T>
inline constexpr std::size_t first_size = sizeof(T);
template <>
inline constexpr std::size_t first_size<aftercourse_evaluation> = offsetof(aftercourse_evaluation, period);

/// Misuse AC9102 when the struct is smaller than its first version, as one without _init is.
template <class T>
void check_size(const T& given) {
  if (given.struct_size < first_size<T>)
    throw Misuse("AC9102", "a struct of options says it has " + std::to_string(given.struct_size) +
                               " bytes, not " + std::to_string(first_size<T>) +
                               ": call its _init function first");
}

/// A copy of the options, or the defaults for NULL; a struct of an earlier version has the defaults of what
/// came later. A larger struct comes from a later header: what it adds is refused (Misuse AC9102) unless it
/// is zero, since it cannot be obeyed.
template <class T>
T options(const T* given, void (*init)(T*)) {
  T result;
  init(&result);
  if (given == nullptr) return result;
  check_size(*given);
  const auto* bytes = reinterpret_cast<const unsigned char*>(given);
  for (std::size_t i = sizeof(T); i < given->struct_size; ++i)
    if (bytes[i] != 0) throw Misuse("AC9102", "a struct of options asks for what only a later version knows");
  std::memcpy(static_cast<void*>(&result), given, std::min<std::size_t>(given->struct_size, sizeof(T)));
  result.struct_size = sizeof(T);
  return result;
}

/// Fills a struct of the caller's, which may be of a later version, and keeps the size it says.
template <class T>
void fill(T& out, T value) noexcept {
  value.struct_size = out.struct_size;
  out = value;
}

// --- what goes out

/// A text for the caller, held until everything else has succeeded.
class TextOut {
 public:
  TextOut(char** text, std::size_t* length) : text_(needed(text, "text")), length_(length) {}
  void assign(std::string_view value);

 private:
  char*& text_;
  std::size_t* length_;
};

Stamp stamp(const aftercourse_stamp* given);

/// The receipt of a write, checked before the write is made. May be NULL.
class ReceiptOut {
 public:
  explicit ReceiptOut(aftercourse_receipt* receipt);
  void assign(const Receipt& value);

 private:
  aftercourse_receipt* receipt_;
};

} // namespace aftercourse::c
