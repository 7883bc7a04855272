// Any text is read or refused in an orderly way, and what is read can be read again under its own schema.
#include <cstdint>
#include <cstdlib>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/policy/policy.hpp>

using namespace aftercourse;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Diagnostic& d : Policy::check(text))
    require(d.code.size() == 6 && !d.message.empty() && d.at.line >= 0);
  try {
    const Policy policy = Policy::parse(text);
    const Policy again = policy.resolved(policy.schema());
    require(again.rules().size() == policy.rules().size() && again.order() == policy.order());
    require(again.schema() == policy.schema());
  } catch (const PolicyError&) {
  } catch (const LimitError&) {
  }
  return 0;
}
