// The first byte chooses the options, the rest is the text.
#include <aftercourse/facts/csv.hpp>

#include "check.hpp"

using namespace aftercourse;

namespace {

CsvOptions options_of(char choice) {
  CsvOptions o;
  if (choice == '1') {
    o.separator = ';';
    o.list_separator = "|";
    o.missing = {"NA"};
    o.date_format = "%m/%d/%y*";
  }
  if (choice == '2')
    o.columns = {{"id", "a+b"}, {"title", "c"},  {"count", "#"},
                 {"day", "b"},  {"topics", "c"}, {"channel", "=phone"}};
  return o;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.empty()) return 0;
  std::vector<Fault> faults;
  check(read_csv(sample_snapshot(), 0, input.substr(1), "fuzz", options_of(input.front()), faults));
  check(faults);
  return 0;
}
