// Response: one filled-in questionnaire, as rows of answers. A value; what is checked is checked against an
// instrument.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/local_time.hpp>
#include <aftercourse/instrument/instrument.hpp>

namespace aftercourse {

/// The answer to one item, or to one row of a matrix ("q7.r2"). Nothing given at all is missing, like an item
/// without an answer.
struct ItemAnswer {
  std::string item;
  std::optional<Decimal> value{}; ///< scale, matrix, number
  std::optional<std::string> text{};
  std::vector<std::string> choices{}; ///< single, multiple: ids of options
  bool not_applicable = false;        ///< counts as missing, but is told apart
};

struct Response {
  std::string id;
  std::string person{};     ///< who answered; empty: not known, so that every response is by itself
  std::string occurrence{}; ///< what it is about: a programme, a session, a period
  std::string subject{};    ///< who is appraised
  std::string role{};       ///< the appraiser's: one of the instrument's roles
  std::optional<LocalTime> submitted{};
  std::optional<Decimal> seconds{}; ///< it took
  std::vector<ItemAnswer> answers{};
  std::int64_t line = 0; ///< of the text it was read from; 0: it was not read from one
};

/// Every fault of the responses: AC5821 an item that is not there, AC5822 an option or role that is not
/// there, AC5823 a value outside its range or between the steps of a scale, AC5824 an item answered twice or
/// an id given twice, AC5825 an answer of another form than the item's. `row` counts responses from 1;
/// `field` is the item.
std::vector<Fault> check_responses(const Instrument& instrument, std::span<const Response> responses);
/// Throws DataError AC5820 that lists them.
void require_good_responses(const Instrument& instrument, std::span<const Response> responses);

/// Those that count: of each known person, occurrence, subject and role the one submitted last (of equal or
/// unknown times the later row). In the order given. Responses by nobody known all count.
std::vector<Response> last_submissions(std::span<const Response> responses);

/// What became of one item in one response.
enum class AnswerState : std::uint8_t { answered, not_applicable, missing, not_asked };
BOOST_DESCRIBE_ENUM(AnswerState, answered, not_applicable, missing, not_asked)

/// An item to which skip logic did not lead is `not_asked`, whatever was written there. One entry for each
/// item or row of a matrix.
struct AnsweredItem {
  std::string item;
  AnswerState state = AnswerState::missing;
  std::optional<Decimal> value; ///< of a scale: after reversing
};
BOOST_DESCRIBE_STRUCT(AnsweredItem, (), (item, state, value))
std::vector<AnsweredItem> answered_items(const Instrument& instrument, const Response& response);

} // namespace aftercourse
