// The compiled form of the IANA time zone database, TZif (RFC 8536).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aftercourse {

struct Tzif {
  std::int32_t first = 0; ///< offset before the first change, in seconds
  std::vector<std::pair<std::int64_t, std::int32_t>> changes{}; ///< from a UTC second on, ascending
  std::string rule{};                                           ///< for the time after them; may be empty
};

/// Throws DataError AC1131, which names the place by its byte.
Tzif read_tzif(std::string_view bytes, const std::string& name);

} // namespace aftercourse
