// The first byte chooses the reader, the rest is its text.
#include "check.hpp"

using namespace aftercourse;

namespace {

void read(char reader, std::string_view text, std::vector<Fault>& faults) {
  switch (reader) {
  case '0':
    return check(read_json(sample_snapshot(), 0, text, "fuzz", faults));
  case '1':
    return check(read_json_lines(sample_snapshot(), 0, text, "fuzz", faults));
  case '2':
    for (const Operation& op : read_json_batch(sample_snapshot(), text, faults))
      if (const auto* record = std::get_if<RecordOp>(&op)) check(*record);
    return;
  default:
    read_json_fields(sample_schema().kind(0), text);
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.empty()) return 0;
  std::vector<Fault> faults;
  try {
    read(input.front(), input.substr(1), faults);
  } catch (const DataError& e) {
    check(e.faults());
  } catch (const LimitError&) {
  }
  check(faults);
  return 0;
}
