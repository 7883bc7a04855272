# cmake --install: headers, libraries, a CMake package with the components cxx and c, and two pkg-config files.
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/aftercourse")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/aftercourse" "${PROJECT_BINARY_DIR}/generated/aftercourse"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT cxx FILES_MATCHING PATTERN "*.hpp")
install(TARGETS aftercourse EXPORT cxx ARCHIVE COMPONENT cxx INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT cxx NAMESPACE aftercourse:: FILE aftercourse-cxx.cmake DESTINATION "${package_dir}" COMPONENT cxx)
set(pkg_config_files aftercourse.pc)

if(TARGET aftercourse_c)
  install(FILES "${PROJECT_SOURCE_DIR}/capi/aftercourse.h" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT c)
  install(TARGETS aftercourse_c EXPORT c LIBRARY COMPONENT c INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(EXPORT c NAMESPACE aftercourse:: FILE aftercourse-c.cmake DESTINATION "${package_dir}" COMPONENT c)
  list(APPEND pkg_config_files aftercourse-c.pc)
endif()

configure_package_config_file(cmake/aftercourseConfig.cmake.in "${PROJECT_BINARY_DIR}/aftercourseConfig.cmake"
  INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/aftercourseConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/aftercourseConfig.cmake" "${PROJECT_BINARY_DIR}/aftercourseConfigVersion.cmake"
  DESTINATION "${package_dir}" COMPONENT cxx)

# The files find their prefix from where they stand, so that an installed tree can be moved.
file(RELATIVE_PATH pc_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" pc_prefix "${pc_prefix}")
foreach(file IN LISTS pkg_config_files)
  configure_file(cmake/${file}.in "${PROJECT_BINARY_DIR}/${file}" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${file}" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT cxx)
endforeach()
