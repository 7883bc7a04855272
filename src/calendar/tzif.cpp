#include "tzif.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

/// RFC 8536 section 3.1, after the magic, the version and 15 reserved bytes.
struct Header {
  std::uint32_t utc_flags = 0, standard_flags = 0, leaps = 0, times = 0, types = 0, characters = 0;
  std::uint64_t bytes(std::uint64_t time_size) const noexcept {
    return times * (time_size + 1) + types * std::uint64_t{6} + characters + leaps * (time_size + 4) +
           standard_flags + utc_flags;
  }
};

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}

  [[noreturn]] void refuse(const std::string& reason) const {
    throw DataError("AC1131", "no TZif file: " + reason + " at byte " + std::to_string(at_), name_);
  }
  std::string_view take(std::uint64_t n) {
    if (n > bytes_.size() - at_) refuse("it ends too early");
    const auto part = bytes_.substr(at_, static_cast<std::size_t>(n));
    at_ += part.size();
    return part;
  }
  std::uint64_t big_endian(std::size_t size) {
    std::uint64_t n = 0;
    for (const char c : take(size)) n = n << 8 | static_cast<unsigned char>(c);
    return n;
  }
  std::int32_t offset() {
    const auto seconds = static_cast<std::int32_t>(static_cast<std::uint32_t>(big_endian(4)));
    if (seconds <= -86'400 || seconds >= 86'400) refuse("an offset of a day or more");
    return seconds;
  }
  Header header() {
    if (take(4) != "TZif") refuse("it does not begin with TZif");
    const char version = take(1).front();
    if (version < '2' || version > '4') refuse("a version other than 2, 3 and 4");
    take(15);
    Header h;
    for (std::uint32_t* count :
         {&h.utc_flags, &h.standard_flags, &h.leaps, &h.times, &h.types, &h.characters})
      *count = static_cast<std::uint32_t>(big_endian(4));
    return h;
  }
  std::string_view rest() { return take(bytes_.size() - at_); }

 private:
  std::string_view bytes_;
  const std::string& name_;
  std::size_t at_ = 0;
};

} // namespace

Tzif read_tzif(std::string_view bytes, const std::string& name) {
  Reader in(bytes, name);
  in.take(in.header().bytes(4)); // the first block is for readers of 32 bits
  const Header h = in.header();
  if (h.leaps != 0) in.refuse("it counts leap seconds");
  if (h.types == 0) in.refuse("no offset");
  Reader times(in.take(std::uint64_t{h.times} * 8), name), indices(in.take(h.times), name);
  Tzif zone;
  std::vector<std::int32_t> offsets;
  for (std::uint32_t i = 0; i < h.types; ++i) {
    offsets.push_back(in.offset());
    in.take(2); // whether it is daylight saving time, and its abbreviation
  }
  zone.first = offsets.front();
  for (std::uint32_t i = 0; i < h.times; ++i) {
    const auto at = static_cast<std::int64_t>(times.big_endian(8));
    const auto type = static_cast<std::size_t>(indices.big_endian(1));
    if (type >= offsets.size()) in.refuse("a change to an offset that is not there");
    if (!zone.changes.empty() && at <= zone.changes.back().first) in.refuse("changes that are not in order");
    zone.changes.emplace_back(at, offsets[type]);
  }
  in.take(h.characters + std::uint64_t{h.standard_flags} + h.utc_flags);
  const std::string_view footer = in.rest();
  if (footer.size() < 2 || footer.front() != '\n' || footer.back() != '\n') in.refuse("no rule at the end");
  zone.rule = footer.substr(1, footer.size() - 2);
  return zone;
}

} // namespace aftercourse
