#include <array>
#include <new>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"

namespace aftercourse::c {

namespace {

struct Status {
  std::int32_t number;
  ErrorClass error_class;
  const char* name;
};

/// Every status beside its class: the one place where the two lists meet.
constexpr std::array statuses{
    Status{AFTERCOURSE_STATUS_INVALID_ARGUMENT, ErrorClass::invalid_argument, "invalid argument"},
    Status{AFTERCOURSE_STATUS_NOT_FOUND, ErrorClass::not_found, "not found"},
    Status{AFTERCOURSE_STATUS_CONFLICT, ErrorClass::conflict, "conflict"},
    Status{AFTERCOURSE_STATUS_POLICY, ErrorClass::policy, "policy"},
    Status{AFTERCOURSE_STATUS_DATA, ErrorClass::data, "data"},
    Status{AFTERCOURSE_STATUS_STORAGE, ErrorClass::storage, "storage"},
    Status{AFTERCOURSE_STATUS_CORRUPT, ErrorClass::corrupt, "corrupt"},
    Status{AFTERCOURSE_STATUS_TOO_NEW, ErrorClass::too_new, "too new"},
    Status{AFTERCOURSE_STATUS_BUSY, ErrorClass::busy, "busy"},
    Status{AFTERCOURSE_STATUS_READ_ONLY, ErrorClass::read_only, "read only"},
    Status{AFTERCOURSE_STATUS_FULL, ErrorClass::full, "full"},
    Status{AFTERCOURSE_STATUS_LIMIT, ErrorClass::limit, "limit"},
    Status{AFTERCOURSE_STATUS_DENIED, ErrorClass::denied, "denied"},
    Status{AFTERCOURSE_STATUS_CANCELLED, ErrorClass::cancelled, "cancelled"},
    Status{AFTERCOURSE_STATUS_MISUSE, ErrorClass::misuse, "misuse"},
    Status{AFTERCOURSE_STATUS_INTERNAL, ErrorClass::internal, "internal"},
};
static_assert([] {
  for (const Status& s : statuses)
    if (s.number != static_cast<std::int32_t>(s.error_class)) return false;
  return true;
}());

/// What is handed out when there is no memory left for an error of its own; never released.
aftercourse_error& out_of_memory() noexcept {
  static aftercourse_error error{LimitError("AC8009", "out of memory")};
  return error;
}

std::int32_t hand_out(const Error& e, aftercourse_error** error) noexcept {
  if (error == nullptr) return static_cast<std::int32_t>(e.error_class());
  try {
    *error = new aftercourse_error{e};
  } catch (...) {
    *error = &out_of_memory();
  }
  return aftercourse_error_status(*error);
}

} // namespace

std::int32_t refused(aftercourse_error** error) noexcept {
  try {
    try {
      throw;
    } catch (const Error& e) {
      return hand_out(e, error);
    } catch (const std::bad_alloc&) {
      return hand_out(out_of_memory().value, error);
    } catch (const std::exception& e) {
      return hand_out(InternalError("AC9900", e.what()), error);
    } catch (...) {
      return hand_out(InternalError("AC9900", "an unknown exception"), error);
    }
  } catch (...) { // no memory even to say what happened
    return hand_out(out_of_memory().value, error);
  }
}

} // namespace aftercourse::c

using namespace aftercourse;

extern "C" {

const char* aftercourse_status_name(int32_t status) {
  if (status == AFTERCOURSE_OK) return "ok";
  for (const c::Status& s : c::statuses)
    if (s.number == status) return s.name;
  return "unknown";
}

int32_t aftercourse_error_status(const aftercourse_error* error) {
  return error == nullptr ? AFTERCOURSE_OK : static_cast<int32_t>(error->value.error_class());
}

const char* aftercourse_error_code(const aftercourse_error* error) {
  return error == nullptr ? "" : error->value.code().c_str();
}

const char* aftercourse_error_message(const aftercourse_error* error) {
  return error == nullptr ? "" : error->value.what();
}

const char* aftercourse_error_where(const aftercourse_error* error) {
  return error == nullptr ? "" : error->value.where().c_str();
}

const char* aftercourse_error_personal(const aftercourse_error* error) {
  return error == nullptr ? "" : error->value.personal().c_str();
}

int32_t aftercourse_error_retry(const aftercourse_error* error) {
  return error != nullptr && error->value.retry() ? 1 : 0;
}

size_t aftercourse_error_fault_count(const aftercourse_error* error) {
  return error == nullptr ? 0 : error->value.faults().size();
}

void aftercourse_fault_init(aftercourse_fault* fault) { c::clear(fault); }

int32_t aftercourse_error_fault(const aftercourse_error* error, size_t index, aftercourse_fault* fault) {
  return c::guard(nullptr, [&] {
    const std::vector<Fault>& faults = c::needed(error, "error").value.faults();
    c::check_size(c::needed(fault, "fault"));
    if (index >= faults.size())
      throw InvalidArgument("AC9103", "there is no fault " + std::to_string(index) + " among " +
                                          std::to_string(faults.size()));
    const Fault& f = faults[index];
    c::fill(*fault,
            {0, f.row, f.column, f.source.c_str(), f.field.c_str(), f.reason.c_str(), f.code.c_str()});
  });
}

void aftercourse_error_free(aftercourse_error* error) {
  if (error != &c::out_of_memory()) delete error;
}

} // extern "C"
