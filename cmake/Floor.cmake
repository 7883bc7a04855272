# A floor is one object library that sees only its own headers and those of the floors it names: each floor's include
# directory holds links to its own public folder alone, so an include that goes up does not compile.
#
#   aftercourse_floor(facts ON base calendar PRIVATE Boost::json)
#
# ON: the floors below. PUBLIC/PRIVATE: packages. Sources are src/<name>/*.cpp; private headers stand beside them.
set(AFTERCOURSE_FLOORS "" CACHE INTERNAL "the floors in building order")
set(AFTERCOURSE_PACKAGES "" CACHE INTERNAL "the packages that the floors use")

function(aftercourse_floor name)
  cmake_parse_arguments(F "" "" "ON;PUBLIC;PRIVATE;GENERATED" ${ARGN})
  set(view "${CMAKE_CURRENT_BINARY_DIR}/floors/${name}")
  file(MAKE_DIRECTORY "${view}/aftercourse")
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}/include/aftercourse/${name}" "${view}/aftercourse/${name}" SYMBOLIC)
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${name}/*.cpp")
  if(NOT sources AND NOT F_GENERATED) # a floor still to be built
    set(sources "${view}/empty.cpp")
    file(CONFIGURE OUTPUT "${sources}" CONTENT "")
  endif()
  add_library(aftercourse_${name} OBJECT ${sources} ${F_GENERATED})
  target_include_directories(aftercourse_${name}
    PUBLIC "$<BUILD_INTERFACE:${view}>" PRIVATE "${PROJECT_SOURCE_DIR}/src/${name}")
  target_link_libraries(aftercourse_${name} PUBLIC Boost::headers ${F_PUBLIC} PRIVATE aftercourse_build ${F_PRIVATE})
  foreach(below IN LISTS F_ON)
    target_link_libraries(aftercourse_${name} PUBLIC aftercourse_${below})
  endforeach()
  set_target_properties(aftercourse_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  set(AFTERCOURSE_FLOORS ${AFTERCOURSE_FLOORS} ${name} CACHE INTERNAL "")
  set(packages ${AFTERCOURSE_PACKAGES} ${F_PUBLIC} ${F_PRIVATE})
  list(REMOVE_DUPLICATES packages)
  set(AFTERCOURSE_PACKAGES ${packages} CACHE INTERNAL "")
endfunction()

# Links a program with a floor and all that were built before it: a floor does not carry the objects of those below.
function(aftercourse_link target top)
  foreach(floor IN LISTS AFTERCOURSE_FLOORS)
    target_link_libraries(${target} PRIVATE aftercourse_${floor})
    if(floor STREQUAL top)
      break()
    endif()
  endforeach()
  target_link_libraries(${target} PRIVATE aftercourse_build)
endfunction()
