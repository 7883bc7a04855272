#include <aftercourse/instrument/instruments.hpp>

#include <algorithm>

namespace aftercourse {

namespace {

std::vector<Instrument> read_built_in() {
  std::vector<Instrument> all;
  for (const std::string& name : Instrument::built_in_names()) all.push_back(Instrument::built_in(name));
  return all;
}

bool is_version(const Instrument& instrument, std::string_view name, std::string_view version) {
  return instrument.definition().name == name && instrument.definition().version == version;
}

} // namespace

Instruments::Instruments() {
  static const std::vector<Instrument> built_in = read_built_in();
  all_ = built_in;
}

void Instruments::add(Instrument instrument) {
  const InstrumentDefinition& given = instrument.definition();
  std::erase_if(all_, [&](const Instrument& i) { return is_version(i, given.name, given.version); });
  all_.push_back(std::move(instrument));
}

const Instrument* Instruments::find(std::string_view name, std::string_view version) const noexcept {
  const auto found =
      std::ranges::find_if(all_, [&](const Instrument& i) { return is_version(i, name, version); });
  return found == all_.end() ? nullptr : &*found;
}

std::vector<const Instrument*> Instruments::versions(std::string_view name) const {
  std::vector<const Instrument*> out;
  for (const Instrument& i : all_)
    if (i.definition().name == name) out.push_back(&i);
  return out;
}

std::vector<std::string> Instruments::names() const {
  std::vector<std::string> out;
  for (const Instrument& i : all_)
    if (std::ranges::find(out, i.definition().name) == out.end()) out.push_back(i.definition().name);
  return out;
}

} // namespace aftercourse
