// Any text is read as a marking scheme or refused in an orderly way, and what is read can be marked by.
#include <cstdint>
#include <cstdlib>

#include <aftercourse/assessment/coverage.hpp>
#include <aftercourse/assessment/marking.hpp>
#include <aftercourse/base/error.hpp>

using namespace aftercourse;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// The first item is answered with the text itself: it is judged, or refused as a fault.
void answer(const Scheme& scheme, std::string_view text) {
  for (const Component& component : scheme.definition().components)
    for (const Item& item : component.items) {
      Sitting sitting;
      sitting.answers.push_back({item.id, {std::string(text.substr(0, 200))}});
      try {
        const AssessmentOutcome outcome = mark(scheme, "learner", std::span(&sitting, 1));
        require(outcome.components.size() == scheme.definition().components.size());
        require(!outcome.total ||
                (*outcome.total >= Decimal() && *outcome.total <= Decimal::from_integer(100)));
      } catch (const DataError& e) {
        require(!e.faults().empty());
      }
      return;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Diagnostic& d : Scheme::check(text))
    require(d.code.size() == 6 && !d.message.empty() && d.at.line >= 0);
  try {
    const Scheme scheme = Scheme::parse(text);
    require(compare(scheme, Scheme::parse(text)).empty());
    require(coverage(scheme).total == static_cast<std::int64_t>(scheme.definition().key_points.size()));
    answer(scheme, text);
  } catch (const PolicyError&) {
  } catch (const LimitError&) {
  }
  return 0;
}
