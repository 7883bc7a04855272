// ResponseRate: how many of those asked answered, by the definitions of the American Association for Public
// Opinion Research (Standard Definitions, 10th edition 2023, "Response Rates").
#pragma once

#include <cstdint>
#include <span>

#include <aftercourse/base/language.hpp>
#include <aftercourse/instrument/response.hpp>

namespace aftercourse {

/// What became of everybody who was to be asked. None may be below 0.
struct Dispositions {
  std::int64_t complete = 0;      ///< I
  std::int64_t partial = 0;       ///< P
  std::int64_t refusal = 0;       ///< R, with break-offs
  std::int64_t non_contact = 0;   ///< NC
  std::int64_t other = 0;         ///< O
  std::int64_t unknown = 0;       ///< UH: not known whether there is somebody to ask
  std::int64_t unknown_other = 0; ///< UO
};
BOOST_DESCRIBE_STRUCT(Dispositions, (),
                      (complete, partial, refusal, non_contact, other, unknown, unknown_other))

struct ResponseRate {
  Dispositions counts;
  std::int64_t of = 0; ///< all of them
  double rr1 = 0;      ///< I / ((I + P) + (R + NC + O) + (UH + UO)); NaN when nobody was asked
  double rr2 = 0;      ///< (I + P) / the same
};
BOOST_DESCRIBE_STRUCT(ResponseRate, (), (counts, of, rr1, rr2))

/// Throws InvalidArgument AC5805 for a count below 0.
ResponseRate response_rate(const Dispositions& counts);
Wording in_words(const ResponseRate& rate);

enum class Disposition : std::uint8_t { complete, partial, break_off };
BOOST_DESCRIBE_ENUM(Disposition, complete, partial, break_off)

/// How complete a response is: more than 80 % of the items asked are answered (`not applicable` is an answer)
/// and every required one: complete; at least 50 %: partial; less: a break-off, which counts as a refusal.
/// Open texts that are not required are not counted. The limits are those that the Standard Definitions give
/// as the common practice for internet surveys.
Disposition disposition_of(const Instrument& instrument, const Response& response);

/// The dispositions of responses from `invited` people; who sent none is not contacted (NC). Throws
/// InvalidArgument AC5805 when there are more responses than invited people.
Dispositions dispositions_of(const Instrument& instrument, std::span<const Response> responses,
                             std::int64_t invited);

} // namespace aftercourse
