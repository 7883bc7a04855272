// Cancellation: Something planned will not take place.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Cancellation {
  static constexpr About about{"cancellation", "取消", "Something planned will not take place."};

  std::string id;
  AnyRef concerning;
  Date date;
  std::optional<std::string> reason{};
};
BOOST_DESCRIBE_STRUCT(Cancellation, (), (id, concerning, date, reason))

} // namespace aftercourse
