// How a table leaves: as an Arrow stream or as JSON.
#pragma once

#include "arguments.hpp"
#include "guard.hpp"

namespace aftercourse::c {

template <class Make>
int32_t as_stream(ArrowArrayStream* out, aftercourse_error** error, Make&& make) noexcept {
  return guard(error, [&] {
    needed(out, "out");
    const Frame frame = make();
    frame.export_stream(out);
  });
}

template <class Make>
int32_t as_json(char** json, size_t* length, aftercourse_error** error, Make&& make) noexcept {
  return guard(error, [&] {
    TextOut out(json, length);
    const Frame frame = make();
    out.assign(frame.to_json());
  });
}

} // namespace aftercourse::c
