// Bytes become a stream: columns of chosen fields and formats whose buffers hold what the bytes say, and a
// chosen spoil. Buffers are as long as their arrays claim, since a reader has no means to know better;
// everything else may be wrong.
#include <algorithm>
#include <array>
#include <limits>

#include <aftercourse/facts/arrow_io.hpp>

#include "../unit/facts/arrow_arrays.hpp"
#include "check.hpp"

using namespace aftercourse;
using namespace aftercourse::arrow_arrays;

namespace {

class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}

  std::uint8_t next() { return at_ == end_ ? std::uint8_t{0} : *at_++; }
  std::size_t up_to(std::size_t most) { return next() % (most + 1); }
  std::string text(std::size_t length) {
    std::string out(length, '\0');
    for (char& c : out) c = static_cast<char>(next());
    return out;
  }

 private:
  const std::uint8_t *at_, *end_;
};

constexpr std::int64_t rows = 6, slots = 8; // slots: rows and what a slice leaves out

/// Offsets from one before the text to one past it, in any order; the last are 0, so that no claim exceeds
/// the text.
template <class Offset>
std::vector<Offset> offsets(Bytes& in, std::size_t length, bool past) {
  std::vector<Offset> out(slots + 1);
  for (Offset& o : out) o = static_cast<Offset>(static_cast<Offset>(in.up_to(length + (past ? 2 : 1))) - 1);
  return out;
}

void fill(RawColumn& c, Bytes& in, int depth) {
  const std::string_view format = c.format;
  if (format == "n") {
    c.buffers.clear();
  } else if (format == "u" || format == "U") {
    const std::string text = in.text(in.up_to(24));
    format == "u" ? c.add(offsets<std::int32_t>(in, text.size(), false))
                  : c.add(offsets<std::int64_t>(in, text.size(), false));
    c.add(text);
  } else if (format == "vu") {
    const std::string views = in.text(16 * slots), text = in.text(24);
    c.add(views).add(text).add(std::vector<std::int64_t>{static_cast<std::int64_t>(text.size())});
  } else if (format == "+l" || format == "+L") {
    format == "+l" ? c.add(offsets<std::int32_t>(in, slots, true))
                   : c.add(offsets<std::int64_t>(in, slots, true));
    fill(c.inner.emplace_back("item", depth < 2 && in.up_to(3) == 0 ? "+l" : "u", slots), in, depth + 1);
  } else {
    c.add(in.text(16 * slots));
    c.coded = in.up_to(1) == 1;
    if (c.coded) fill(c.inner.emplace_back("", "u", slots), in, depth + 1);
  }
  if (!c.buffers.empty() && in.up_to(1) == 1) c.valid(std::string("10110111"));
  c.tie();
}

void spoil(RawColumn& c, Bytes& in) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  ArrowArray& a = c.array;
  switch (in.up_to(24)) {
  case 0:
    a.length = -1;
    break;
  case 1:
    a.length = most;
    break;
  case 2:
    a.offset = -1;
    break;
  case 3:
    a.offset = most;
    break;
  case 4:
    a.n_buffers = 0;
    break;
  case 5:
    a.buffers = nullptr;
    break;
  case 6:
    std::fill(c.buffers.begin(), c.buffers.end(), nullptr);
    break;
  case 7:
    a.release = nullptr;
    break;
  case 8:
    a.dictionary = nullptr;
    break;
  case 9:
    a.n_children = 7;
    break;
  case 10:
    a.children = nullptr;
    break;
  case 11:
    c.schema.format = nullptr;
    break;
  case 12:
    c.schema.dictionary = &c.schema;
    break;
  case 13:
    c.schema.children = nullptr;
    break;
  case 14:
    a.null_count = in.next();
    break;
  default:
    a.offset = static_cast<std::int64_t>(in.up_to(2));
    a.length = rows;
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array formats = {
      "n", "b",  "c",      "C",      "s",   "S",   "i",    "I",       "l",          "L",  "f",  "g", "u",
      "U", "vu", "d:38,6", "d:20,9", "tdD", "tdm", "tss:", "tsn:UTC", "tsu:+08:00", "+l", "+L", "e", "z"};
  Bytes in(data, size);
  const Schema schema = sample_schema();
  const auto& fields = schema.kind(0).fields;
  Columns columns;
  for (std::size_t n = in.up_to(4); n > 0; --n) {
    RawColumn& c = columns.emplace_back(fields[in.up_to(fields.size() - 1)].name,
                                        formats[in.up_to(formats.size() - 1)], slots);
    fill(c, in, 0);
    spoil(c, in);
  }
  add_texts(columns, "id", {"A", "B", "C", "D", "E", "F", "G", "H"});
  Stream s(columns);
  s.batch.length = rows;
  s.times = static_cast<int>(in.up_to(2));
  s.error_at_end = static_cast<int>(in.up_to(1));
  std::vector<Fault> faults;
  try {
    check(read_arrow(sample_snapshot(), 0, &s.stream, "fuzz", {}, faults));
  } catch (const DataError& e) {
    check(e.faults());
  }
  require(s.released);
  check(faults);
  return 0;
}
