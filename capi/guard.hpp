// guard: the border between exceptions and statuses. The body of every function that can fail runs inside it,
// so that nothing is thrown across C.
#pragma once

#include <cstdint>
#include <utility>

#include "aftercourse.h"

namespace aftercourse::c {

/// The status of the exception being handled. Puts a new handle into *error unless `error` is NULL.
std::int32_t refused(aftercourse_error** error) noexcept;

template <class Body>
std::int32_t guard(aftercourse_error** error, Body&& body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    std::forward<Body>(body)();
    return AFTERCOURSE_OK;
  } catch (...) {
    return refused(error);
  }
}

} // namespace aftercourse::c
