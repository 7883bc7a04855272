// Any text is read as a questionnaire or refused in an orderly way; what is read can be printed, and any CSV
// can be read by it.
#include <cstdint>
#include <cstdlib>

#include <aftercourse/base/utf8.hpp>
#include <aftercourse/instrument/read_responses.hpp>
#include <aftercourse/instrument/scoring.hpp>

using namespace aftercourse;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// What is read as responses is good, and can be scored.
void read_as_responses(const Instrument& instrument, std::string_view csv) {
  std::vector<Fault> faults;
  const auto responses = read_responses(csv, instrument, {}, faults);
  for (const Fault& f : faults) require(f.code.size() == 6 && !f.reason.empty());
  require(check_responses(instrument, responses).empty());
  require(!group_scores(instrument, responses).empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Instrument follow_up = Instrument::built_in("follow-up");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_as_responses(follow_up, text);
  for (const Diagnostic& d : Instrument::check(text))
    require(d.code.size() == 6 && !d.message.empty() && d.at.line >= 0);
  try {
    const Instrument instrument = Instrument::parse(text);
    require(compare(instrument, Instrument::parse(text)).empty());
    require(!invalid_utf8(instrument.to_html(Language::zh)));
    require(!answered_items(instrument, {}).empty());
    read_as_responses(instrument, text);
  } catch (const PolicyError&) {
  } catch (const LimitError&) {
  }
  return 0;
}
