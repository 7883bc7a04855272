# Embeds files in the library as text. Called by aftercourse_embed() when one of them changes:
#
#   cmake -DOUTPUT=... -DSYMBOL=built_in_policies -DFILES=a.yaml;b.yaml -P Embed.cmake
#
# writes a .cpp that defines `std::span<const EmbeddedText> SYMBOL()`, declared in the embedded.hpp of its floor.
if(CMAKE_SCRIPT_MODE_FILE)
  set(entries "")
  foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME_WLE)
    file(READ "${file}" hex HEX)
    string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
    string(REPEAT "\\\\x.." 20 line)
    string(REGEX REPLACE "(${line})" "\\1\"\n    \"" bytes "${bytes}")
    string(APPEND entries "    {\"${name}\", \"${bytes}\"sv},\n")
  endforeach()
  file(WRITE "${OUTPUT}" "// Generated from files of the source tree by cmake/Embed.cmake.

#include <span>

#include <aftercourse/base/embedded.hpp>

namespace aftercourse {

using namespace std::string_view_literals;

std::span<const EmbeddedText> ${SYMBOL}() {
  static constexpr EmbeddedText texts[] = {
${entries}    {{}, {}}};
  return std::span(texts).first(std::size(texts) - 1);
}

} // namespace aftercourse
")
  return()
endif()

# aftercourse_embed(<variable> <symbol> <files...>): the generated .cpp is returned in <variable>.
function(aftercourse_embed variable symbol)
  set(output "${PROJECT_BINARY_DIR}/generated/${symbol}.cpp")
  add_custom_command(OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DSYMBOL=${symbol}" "-DFILES=${ARGN}"
            -P "${PROJECT_SOURCE_DIR}/cmake/Embed.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/cmake/Embed.cmake" VERBATIM)
  set(${variable} "${output}" PARENT_SCOPE)
endfunction()
