// iCalendar text (RFC 5545) as a tree: components hold properties and components, a property has parameters
// and a value. Everything is kept as it was written, so that reading and writing gives the same text back,
// but for folding, line ends and empty lines, which are made canonical, and for properties that stand behind
// an inner component (against RFC 5545, 3.6), which move before it. Names compare without case. Plain values;
// ics_value.hpp has what the values mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aftercourse {

/// Equal but for the case of ASCII letters, as names of iCalendar are.
bool same_ics_name(std::string_view a, std::string_view b) noexcept;

struct IcsParameter {
  std::string name;
  std::vector<std::string> values; ///< as written, with quotes and carets

  /// Texts, put in quotes and encoded with carets (RFC 6868) where they must be. What a parameter cannot hold
  /// (control characters but line breaks and tabs) becomes a space.
  static IcsParameter of(std::string name, const std::vector<std::string>& texts);
  std::vector<std::string> texts() const; ///< the values decoded
  bool operator==(const IcsParameter&) const = default;
};

struct IcsProperty {
  std::string name;
  std::string value; ///< as written, unfolded
  std::vector<IcsParameter> parameters = {};
  std::int64_t line = 0; ///< where it was read, from 1; not compared

  const IcsParameter* parameter(std::string_view name) const noexcept;
  /// The only value of a parameter, decoded; empty when there is none.
  std::string parameter_text(std::string_view name) const;
  bool operator==(const IcsProperty& o) const;
};

struct IcsComponent {
  std::string name;
  std::vector<IcsProperty> properties;
  std::vector<IcsComponent> components;
  std::int64_t line = 0; ///< of BEGIN; not compared

  /// The first property of that name; null when there is none.
  const IcsProperty* find(std::string_view name) const noexcept;
  bool operator==(const IcsComponent& o) const;
};

/// What a text may hold: beyond it LimitError AC8007.
struct IcsLimits {
  std::size_t bytes = 64u << 20;
  std::size_t line = 1u << 20;   ///< bytes of a line, unfolded
  std::size_t depth = 16;        ///< components within components
  std::size_t parts = 4'000'000; ///< components, properties and values of parameters
};

/// The components of a stream, in order; usually one VCALENDAR. Lines end with CR LF or LF, a byte order mark
/// at the beginning is left out. Throws DataError AC1150 with the line of every fault (up to a hundred): no
/// colon, bytes that are not UTF-8, control characters, a quote that is not closed, an END without its BEGIN.
std::vector<IcsComponent> parse_ics(std::string_view text, const IcsLimits& limits = {});

/// Writes a component as RFC 5545 says: lines end with CR LF and are folded at 75 bytes, never within a
/// character. Throws as IcsWriter.
std::string to_ics(const IcsComponent& component);

/// Writes components one after the other without keeping them. Owns its text; one thread at a time.
class IcsWriter {
 public:
  void begin(std::string_view component);
  void end(); ///< of what was begun last
  /// Throws InvalidArgument AC1152 for a name or value that would not be read back: no letters, digits and
  /// hyphens, a line break, no UTF-8, more than a line holds.
  void property(const IcsProperty& property);
  void property(std::string_view name, std::string_view value);
  /// A value of type TEXT, escaped; a control character other than a line break or tab becomes a space.
  void text(std::string_view name, std::string_view text);
  void component(const IcsComponent& component);
  std::string take(); ///< what was written; ends what is still open

 private:
  void line(std::string_view name, const std::vector<IcsParameter>& parameters, std::string_view value);
  std::string text_, line_;
  std::vector<std::string> open_;
};

} // namespace aftercourse
