# The list of built-in kinds is made from the folder that holds them, so that adding a kind is writing one struct:
# include/aftercourse/facts/kinds/follow_up.hpp must define the struct FollowUp.
file(GLOB headers RELATIVE "${PROJECT_SOURCE_DIR}/include" CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/include/aftercourse/facts/kinds/*.hpp")
list(SORT headers)
set(includes "")
set(types "")
foreach(header IN LISTS headers)
  get_filename_component(stem "${header}" NAME_WE)
  string(REPLACE "_" ";" words "${stem}")
  set(type "")
  foreach(word IN LISTS words)
    string(SUBSTRING "${word}" 0 1 first)
    string(SUBSTRING "${word}" 1 -1 rest)
    string(TOUPPER "${first}" first)
    string(APPEND type "${first}${rest}")
  endforeach()
  string(APPEND includes "#include <${header}>\n")
  list(APPEND types "${type}")
endforeach()
list(JOIN types ",\n                              " types)
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/aftercourse/facts/built_in_kinds.hpp" @ONLY CONTENT
"// Generated from include/aftercourse/facts/kinds: every built-in kind of fact.
#pragma once

@includes@
#include <boost/mp11/list.hpp>

namespace aftercourse {

using BuiltInKinds = boost::mp11::mp_list<@types@>;

} // namespace aftercourse
")
