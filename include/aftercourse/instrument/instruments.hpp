// Instruments: the questionnaires that are known, by name and version: those that come with the library, and
// those that a company has added. A value, cheap to copy; safe from many threads while nobody adds.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/instrument/instrument.hpp>

namespace aftercourse {

class Instruments {
 public:
  /// Those that come with the library; read once a process.
  Instruments();
  /// In place of one of the same name and version, if there is one; then it is the one added last.
  void add(Instrument instrument);

  /// In the order added; those of the library first.
  std::span<const Instrument> all() const noexcept { return all_; }
  /// That version; null when it is not known.
  const Instrument* find(std::string_view name, std::string_view version) const noexcept;
  /// All versions of a name, in the order added.
  std::vector<const Instrument*> versions(std::string_view name) const;
  std::vector<std::string> names() const; ///< each once

 private:
  std::vector<Instrument> all_;
};

} // namespace aftercourse
