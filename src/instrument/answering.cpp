#include <aftercourse/instrument/answering.hpp>

#include <algorithm>

#include "sheet.hpp"

namespace aftercourse {

namespace {

constexpr std::size_t least_times = 5;

/// Nothing when too few times are known to say what is usual.
std::optional<double> median_seconds(std::span<const Response> responses) {
  std::vector<double> times;
  for (const Response& r : responses)
    if (r.seconds) times.push_back(r.seconds->to_double());
  if (times.size() < least_times) return {};
  std::ranges::sort(times);
  const std::size_t middle = times.size() / 2;
  return times.size() % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
}

} // namespace

std::vector<AnsweringFlags> answering_flags(const Instrument& instrument, std::span<const Response> responses,
                                            const AnsweringOptions& options) {
  if (options.least_items < 1 || !(options.fast >= 0 && options.fast <= 1))
    throw InvalidArgument("AC5805", "`least_items` is below 1, or `fast` is outside 0 to 1");
  require_good_responses(instrument, responses);
  const Sheet sheet(instrument);
  const auto median = median_seconds(responses);
  std::vector<AnsweringFlags> out;
  for (const Response& response : responses) {
    AnsweringFlags flags;
    flags.response = response.id;
    const auto filled = sheet.fill(response);
    std::optional<Decimal> before;
    std::int64_t run = 0;
    bool same = true;
    for (std::size_t p = 0; p < sheet.places().size(); ++p) {
      const InstrumentItem& item = sheet.item(p);
      const bool scale = item.type == AnswerType::scale || item.type == AnswerType::matrix;
      if (filled.states[p] != AnswerState::answered || !scale || !item.scored) continue;
      const Decimal ticked = *filled.answers[p]->value;
      run = before == ticked ? run + 1 : 1;
      same = same && (!before || before == ticked);
      before = ticked;
      ++flags.scale_answers;
      flags.longest_run = std::max(flags.longest_run, run);
    }
    flags.straight_line = same && flags.scale_answers >= options.least_items;
    flags.fast = median && response.seconds && response.seconds->to_double() < options.fast * *median;
    out.push_back(std::move(flags));
  }
  return out;
}

} // namespace aftercourse
