// Answering: signs that a questionnaire was filled in without reading it. They are flags for a person to look
// at; nothing is ever left out because of them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/instrument/response.hpp>

namespace aftercourse {

struct AnsweringOptions {
  std::int64_t least_items = 5; ///< scale answers that must be there before a line is a sign
  double fast = 1.0 / 3;        ///< a response is fast below this share of the median time
};

struct AnsweringFlags {
  std::string response;
  bool straight_line = false; ///< all answers on scored scales are the same, as ticked (before reversing)
  bool fast = false;
  std::int64_t longest_run = 0; ///< same answers in a row, in the order of asking
  std::int64_t scale_answers = 0;
};
BOOST_DESCRIBE_STRUCT(AnsweringFlags, (), (response, straight_line, fast, longest_run, scale_answers))

/// One entry for each response. `fast` compares with the median of the times that are known; without five of
/// them nothing is fast. Throws DataError AC5820, InvalidArgument AC5805 for options below 1 item or outside
/// 0 to 1.
std::vector<AnsweringFlags> answering_flags(const Instrument& instrument, std::span<const Response> responses,
                                            const AnsweringOptions& options = {});

} // namespace aftercourse
