#include <aftercourse/version.hpp>

#include "aftercourse.h"

extern "C" {

const char* aftercourse_version(void) { return aftercourse::library_version; }

const char* aftercourse_abi_version(void) { return AFTERCOURSE_ABI_VERSION; } // from capi/ABI_VERSION

} // extern "C"
