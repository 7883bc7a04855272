// The statuses of C and the error classes of C++ are one list, and every exception becomes the status it
// should.
#include <new>
#include <stdexcept>

#include <gtest/gtest.h>

#include <aftercourse/base/error.hpp>

#include "guard.hpp"

namespace aftercourse::c {

namespace {

template <class Thrown>
std::int32_t status_of(const Thrown& thrown) {
  aftercourse_error* error = nullptr;
  const std::int32_t status = guard(&error, [&] { throw thrown; });
  EXPECT_EQ(aftercourse_error_status(error), status);
  aftercourse_error_free(error);
  EXPECT_EQ(guard(nullptr, [&] { throw thrown; }), status) << "also when no error is wanted";
  return status;
}

template <ErrorClass Class>
void expect_same() {
  const auto number = static_cast<std::int32_t>(Class);
  EXPECT_EQ(status_of(ErrorOf<Class>("AC1", "message")), number);
  EXPECT_EQ(aftercourse_status_name(number), name_of(Class));
}

template <int... Number>
void expect_all(std::integer_sequence<int, Number...>) {
  (expect_same<static_cast<ErrorClass>(Number + 1)>(), ...);
}

} // namespace

TEST(Status, IsTheErrorClass) {
  constexpr int last = AFTERCOURSE_STATUS_INTERNAL;
  expect_all(std::make_integer_sequence<int, last>());
  EXPECT_EQ(name_of(static_cast<ErrorClass>(last + 1)), "unknown") << "a class without a status";
}

TEST(Status, OtherExceptionsToo) {
  EXPECT_EQ(status_of(std::bad_alloc()), AFTERCOURSE_STATUS_LIMIT);
  EXPECT_EQ(status_of(std::runtime_error("?")), AFTERCOURSE_STATUS_INTERNAL);
  EXPECT_EQ(status_of(7), AFTERCOURSE_STATUS_INTERNAL);
}

TEST(Status, TheErrorSaysWhatTheExceptionSaid) {
  aftercourse_error* error = nullptr;
  guard(&error, [] { throw Busy("AC6006", "somebody writes", "training.db").with_personal("李雷"); });
  EXPECT_STREQ(aftercourse_error_code(error), "AC6006");
  EXPECT_STREQ(aftercourse_error_message(error), "training.db: somebody writes");
  EXPECT_STREQ(aftercourse_error_where(error), "training.db");
  EXPECT_STREQ(aftercourse_error_personal(error), "李雷");
  EXPECT_EQ(aftercourse_error_retry(error), 1);
  aftercourse_error_free(error);
}

} // namespace aftercourse::c
