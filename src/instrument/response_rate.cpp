#include <aftercourse/instrument/response_rate.hpp>

#include <cstdio>
#include <limits>

#include "sheet.hpp"

namespace aftercourse {

namespace {

/// One decimal; never 0 or 100 when it is not.
std::string percent_of(double share) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1f", share * 100);
  if (share < 1 && std::string(text) == "100.0") return "99.9";
  if (share > 0 && std::string(text) == "0.0") return "0.1";
  return text;
}

} // namespace

ResponseRate response_rate(const Dispositions& counts) {
  ResponseRate out;
  out.counts = counts;
  boost::mp11::mp_for_each<boost::describe::describe_members<Dispositions, boost::describe::mod_public>>(
      [&](auto member) {
        const std::int64_t count = counts.*member.pointer;
        if (count < 0) throw InvalidArgument("AC5805", std::string(member.name) + " is below 0");
        out.of += count;
      });
  const auto of = static_cast<double>(out.of);
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  out.rr1 = out.of > 0 ? static_cast<double>(counts.complete) / of : none;
  out.rr2 = out.of > 0 ? static_cast<double>(counts.complete + counts.partial) / of : none;
  return out;
}

Wording in_words(const ResponseRate& rate) {
  if (rate.of == 0) return {"nobody was asked: there is no response rate", "未向任何人发放，无回收率"};
  const std::string all = std::to_string(rate.of), complete = std::to_string(rate.counts.complete),
                    partial = std::to_string(rate.counts.partial);
  return {complete + " of " + all + " answered completely (RR1 " + percent_of(rate.rr1) + " %), " + partial +
              " more in part (RR2 " + percent_of(rate.rr2) + " %)",
          all + " 人中 " + complete + " 人完整作答（RR1 " + percent_of(rate.rr1) + "%），另有 " + partial +
              " 人部分作答（RR2 " + percent_of(rate.rr2) + "%）"};
}

Disposition disposition_of(const Instrument& instrument, const Response& response) {
  const Sheet sheet(instrument);
  const auto filled = sheet.fill(response);
  std::int64_t asked = 0, answered = 0;
  bool whole = true;
  for (std::size_t p = 0; p < sheet.places().size(); ++p) {
    const InstrumentItem& item = sheet.item(p);
    if (filled.states[p] == AnswerState::not_asked || (item.type == AnswerType::text && !item.required))
      continue;
    ++asked;
    const bool given = filled.states[p] != AnswerState::missing;
    answered += given ? 1 : 0;
    whole = whole && (given || !item.required);
  }
  if (answered == 0 && asked > 0) return Disposition::break_off;
  if (whole && 5 * answered > 4 * asked) return Disposition::complete;
  return 2 * answered >= asked ? Disposition::partial : Disposition::break_off;
}

Dispositions dispositions_of(const Instrument& instrument, std::span<const Response> responses,
                             std::int64_t invited) {
  require_good_responses(instrument, responses);
  if (invited < static_cast<std::int64_t>(responses.size()))
    throw InvalidArgument("AC5805", std::to_string(responses.size()) + " responses of " +
                                        std::to_string(invited) +
                                        " invited people: take out repeated submissions first");
  Dispositions out;
  for (const Response& response : responses) {
    const Disposition d = disposition_of(instrument, response);
    ++(d == Disposition::complete ? out.complete : d == Disposition::partial ? out.partial : out.refusal);
  }
  out.non_contact = invited - static_cast<std::int64_t>(responses.size());
  return out;
}

} // namespace aftercourse
