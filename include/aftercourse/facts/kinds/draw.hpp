// Draw: A sample as it was drawn and frozen, before anyone is called.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Draw {
  static constexpr About about{"draw", "抽样记录",
                               "A sample as it was drawn and frozen, before anyone is called."};

  std::string id;
  std::string policy;
  std::string rule;
  std::string occurrence;
  Date date;
  std::string seed;
  std::int64_t population{};
  std::vector<std::string> members{}; ///< the canonical ids drawn
  std::optional<std::string> channel{};
  std::optional<std::string> stratum{};
};
BOOST_DESCRIBE_STRUCT(Draw, (),
                      (id, policy, rule, occurrence, date, seed, population, members, channel, stratum))

} // namespace aftercourse
