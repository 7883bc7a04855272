// Finding: A problem that somebody found and recorded.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Person;
struct Programme;
struct Unit;

enum class FindingSeverity : std::uint8_t { minor, general, major };
BOOST_DESCRIBE_ENUM(FindingSeverity, minor, general, major)

struct Finding {
  static constexpr About about{"finding", "发现的问题", "A problem that somebody found and recorded."};
  static constexpr std::array ordered{Ordered{"raised", "rectify_by"}};

  std::string id;
  Date raised;
  std::string title;
  std::optional<Date> rectify_by{}; ///< the date set for putting it right
  std::optional<FindingSeverity> severity{};
  std::optional<std::string> dimension{}; ///< content, lecturer, mode, effect, satisfaction ...
  std::optional<Ref<Unit>> unit{};
  std::optional<Ref<Programme>> programme{};
  std::optional<Ref<Person>> inspector{};
  std::optional<AnyRef> concerning{};
};
BOOST_DESCRIBE_STRUCT(Finding, (),
                      (id, raised, title, rectify_by, severity, dimension, unit, programme, inspector,
                       concerning))

} // namespace aftercourse
