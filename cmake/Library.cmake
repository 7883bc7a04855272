# What a host links, made of the floors: `aftercourse`, static, with the C++ API; and `aftercourse_c`, shared, with the
# C API and nothing else. docs/decisions/0002 says why.
configure_file(cmake/version.hpp.in "${PROJECT_BINARY_DIR}/generated/aftercourse/version.hpp" @ONLY)

list(TRANSFORM AFTERCOURSE_FLOORS REPLACE "(.+)" "$<TARGET_OBJECTS:aftercourse_\\1>" OUTPUT_VARIABLE objects)
add_library(aftercourse STATIC ${objects})
add_library(aftercourse::aftercourse ALIAS aftercourse)
target_compile_features(aftercourse PUBLIC cxx_std_20)
target_include_directories(aftercourse PUBLIC
  "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>" "$<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated>")
target_link_libraries(aftercourse PUBLIC Boost::headers PRIVATE ${AFTERCOURSE_PACKAGES} Threads::Threads)

file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/capi/*.cpp")
if(sources)
  # The C ABI has a version of its own: its first number is the SONAME and changes only when a host must be recompiled.
  file(READ "${PROJECT_SOURCE_DIR}/capi/ABI_VERSION" abi_version)
  string(STRIP "${abi_version}" abi_version)
  string(REGEX MATCH "^[0-9]+" abi_major "${abi_version}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS capi/ABI_VERSION)

  add_library(aftercourse_c SHARED ${sources})
  add_library(aftercourse::c ALIAS aftercourse_c)
  target_include_directories(aftercourse_c INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/capi>")
  target_link_libraries(aftercourse_c PRIVATE aftercourse Boost::json aftercourse_build)
  target_compile_definitions(aftercourse_c PRIVATE AFTERCOURSE_ABI_VERSION="${abi_version}")
  # Hidden visibility covers our own code; the version script also covers what the static libraries bring along.
  set_target_properties(aftercourse_c PROPERTIES EXPORT_NAME c OUTPUT_NAME aftercourse
    VERSION ${abi_version} SOVERSION ${abi_major} CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS "${PROJECT_SOURCE_DIR}/capi/aftercourse.map")
  target_link_options(aftercourse_c PRIVATE "LINKER:--version-script=${PROJECT_SOURCE_DIR}/capi/aftercourse.map")
  if(NOT AFTERCOURSE_SANITIZE) # whose run-time library comes with the program
    target_link_options(aftercourse_c PRIVATE LINKER:--no-undefined)
  endif()
endif()
