// Error: what the library throws. One small hierarchy; every error carries a permanent code that support
// staff can look up in docs/errors.md (`AC2031`), the place it concerns, and whether trying again can help.
//
// Values of personal fields never appear in `what()`: they are reached through `personal()` only, so that a
// host may log messages freely. Errors are ordinary values: copyable, owned by whoever catches them.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aftercourse {

/// The classes of error. The numbers are permanent and are the status values of the C API.
enum class ErrorClass : std::int32_t {
  invalid_argument = 1, ///< a value the caller passed is wrong
  not_found = 2,        ///< a named thing does not exist
  conflict = 3,         ///< contradicts what is recorded already
  policy = 4,           ///< a policy file is wrong
  data = 5,             ///< input rows are wrong; faults() lists every one
  storage = 6,          ///< the file or disk failed
  corrupt = 7,          ///< the file is damaged or not ours
  too_new = 8,          ///< the file was written by a later version
  busy = 9,             ///< another process is writing; try again
  read_only = 10,       ///< the engine or file cannot be written
  full = 11,            ///< the disk is full; nothing of the batch was recorded
  limit = 12,           ///< a cap on tasks, depth, bytes or time was reached
  denied = 13,          ///< the caller may not see or do this
  cancelled = 14,       ///< the caller's own callback or cancel() stopped the work
  misuse = 15,          ///< the API was called in a wrong order or with a dead handle
  internal = 16,        ///< a defect of this library
};

/// The name of a class as users see it: "invalid argument", "not found" ...
std::string_view name_of(ErrorClass c) noexcept;

/// One fault of a refused input: where it is and what is wrong. `row` and `column` count from 1; 0: unknown.
struct Fault {
  std::string source;   ///< file, stream or kind name
  std::int64_t row = 0; ///< line of a text, row of a table
  std::int64_t column = 0;
  std::string field;  ///< the field concerned, empty for the whole row
  std::string reason; ///< never quotes a personal value
  std::string code;   ///< permanent code, "AC2004"

  bool operator==(const Fault&) const = default;
};

/// "calls.csv:17:3: date: 30 February does not exist [AC2004]"
std::string to_string(const Fault& f);

class Error : public std::runtime_error {
 public:
  /// `code` is the number of docs/errors.md ("AC2031"); `where` names the place in the caller's terms.
  Error(ErrorClass c, std::string code, const std::string& message, std::string where = {})
      : std::runtime_error(where.empty() ? message : where + ": " + message), class_(c),
        code_(std::move(code)), where_(std::move(where)) {}

  ErrorClass error_class() const noexcept { return class_; }
  const std::string& code() const noexcept { return code_; }
  const std::string& where() const noexcept { return where_; }
  /// Whether the same call may succeed later without a change (busy, some storage errors).
  bool retry() const noexcept { return class_ == ErrorClass::busy; }
  /// Every fault of a refused batch or file, in input order; empty for single errors.
  const std::vector<Fault>& faults() const noexcept { return faults_; }
  /// The offending value where it is personal; never part of what().
  const std::string& personal() const noexcept { return personal_; }

  Error& with_faults(std::vector<Fault> f) {
    faults_ = std::move(f);
    return *this;
  }
  Error& with_personal(std::string v) {
    personal_ = std::move(v);
    return *this;
  }

 private:
  ErrorClass class_;
  std::string code_, where_, personal_;
  std::vector<Fault> faults_;
};

/// One C++ class for each ErrorClass, so that callers can catch what they handle.
template <ErrorClass C>
class ErrorOf : public Error {
 public:
  explicit ErrorOf(std::string code, const std::string& message, std::string where = {})
      : Error(C, std::move(code), message, std::move(where)) {}
  ErrorOf& with_faults(std::vector<Fault> f) {
    Error::with_faults(std::move(f));
    return *this;
  }
  ErrorOf& with_personal(std::string v) {
    Error::with_personal(std::move(v));
    return *this;
  }
};

using InvalidArgument = ErrorOf<ErrorClass::invalid_argument>;
using NotFound = ErrorOf<ErrorClass::not_found>;
using Conflict = ErrorOf<ErrorClass::conflict>;
using PolicyError = ErrorOf<ErrorClass::policy>;
using DataError = ErrorOf<ErrorClass::data>;
using StorageError = ErrorOf<ErrorClass::storage>;
using CorruptError = ErrorOf<ErrorClass::corrupt>;
using TooNew = ErrorOf<ErrorClass::too_new>;
using Busy = ErrorOf<ErrorClass::busy>;
using ReadOnly = ErrorOf<ErrorClass::read_only>;
using Full = ErrorOf<ErrorClass::full>;
using LimitError = ErrorOf<ErrorClass::limit>;
using Denied = ErrorOf<ErrorClass::denied>;
using Cancelled = ErrorOf<ErrorClass::cancelled>;
using Misuse = ErrorOf<ErrorClass::misuse>;
using InternalError = ErrorOf<ErrorClass::internal>;

} // namespace aftercourse
