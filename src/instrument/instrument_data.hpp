// What an Instrument holds, and how it is read.
#pragma once

#include <aftercourse/instrument/instrument.hpp>
#include <aftercourse/reading/forms.hpp>

namespace aftercourse {

struct Instrument::Data {
  std::string text, file;
  InstrumentDefinition definition;
};

namespace reading {

/// Reads an instrument as far as it can be read; the report has what is wrong.
InstrumentDefinition read_instrument(std::string_view yaml, Report& report);

/// What is known of an instrument while its items are read.
struct InstrumentReading : Reading {
  explicit InstrumentReading(Report& r) : Reading(r) {}
  std::map<std::string, AnswerScale, std::less<>> scales;
  std::vector<std::string> dimensions;
  Names items{"the item"};
};

AnswerScale read_scale(Reading& r, const Node& node);
void read_instrument_item(InstrumentReading& r, const Node& node, InstrumentItem& item);
/// Jumps lead onwards, to items that are there, by answers that can be given.
void check_skips(InstrumentReading& r, const std::vector<const Node*>& nodes,
                 const std::vector<InstrumentItem>& items);
/// Scored items whose dimension they share have one range.
void check_ranges(InstrumentReading& r, const std::vector<const Node*>& nodes,
                  const InstrumentDefinition& instrument);

} // namespace reading

namespace instrument_codes {

inline constexpr std::string_view wrong_skip = "AC5810";    ///< a jump backwards, a cycle
inline constexpr std::string_view unknown_name = "AC5811";  ///< a dimension, scale or item that is not there
inline constexpr std::string_view wrong_scale = "AC5812";   ///< a scale without a range, a label outside it
inline constexpr std::string_view wrong_weights = "AC5813"; ///< weights of roles that do not add to 100 %
inline constexpr std::string_view mixed_ranges =
    "AC5814"; ///< scored items of one dimension on different scales

} // namespace instrument_codes

} // namespace aftercourse
