# The C interface is binary the same as the one recorded in capi/aftercourse.abi: sizes and order of fields, arguments,
# results. abidiff compares; it reads both from debug information, so every function of the header is made a body (that the
# library has the same functions is what exports.cmake checks, and that they are of the same types the compiler). With
# -D RECORD=ON the interface is recorded as it is now.
file(READ "${header}" text)
string(REGEX REPLACE "(AFTERCOURSE_API[^;{]*\\));" "\\1 { __builtin_trap(); }" text "${text}")
file(WRITE "${folder}/abi.c" "${text}")
execute_process(COMMAND "${cc}" -g -O0 -shared -fPIC abi.c -o libabi.so WORKING_DIRECTORY "${folder}" COMMAND_ERROR_IS_FATAL ANY)
if(RECORD)
  execute_process(COMMAND "${abidw}" --no-architecture --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed
    "${folder}/libabi.so" OUTPUT_FILE "${recorded}" COMMAND_ERROR_IS_FATAL ANY)
  return()
endif()
execute_process(COMMAND "${abidiff}" --no-architecture "${recorded}" "${folder}/libabi.so"
  OUTPUT_VARIABLE difference RESULT_VARIABLE result)
if(result)
  message(NOTICE "${difference}")
  message(FATAL_ERROR "The C interface is not the one recorded in ${recorded}. "
    "When something was added at an end, raise the second number in capi/ABI_VERSION; otherwise hosts must be compiled "
    "again: raise the first. Then record it: ./dev abi")
endif()
