// Instrument: a questionnaire, appraisal or interview sheet as a file that a person wrote, in Chinese and
// English. An immutable value, cheap to copy, safe from many threads; it keeps its full text. A change is a
// new version; compare() lists what differs, versions.hpp which items two versions share.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/language.hpp>
#include <aftercourse/instrument/definition.hpp>
#include <aftercourse/reading/change.hpp>
#include <aftercourse/reading/diagnostic.hpp>

namespace aftercourse {

class Instrument {
 public:
  /// Reads a questionnaire. Throws PolicyError AC5801 whose message lists every diagnostic; LimitError AC8003
  /// for more than 4 MiB, 64 levels, or anchors that expand beyond 10^5 nodes.
  static Instrument parse(std::string_view yaml, std::string file = "instrument.yaml");
  /// Throws NotFound AC5802 when there is no readable file.
  static Instrument load(const std::filesystem::path& path);
  /// One that comes with the library: "follow-up", "effect", "work-performance", "interview". Throws NotFound
  /// AC5803.
  static Instrument built_in(std::string_view name);
  static std::vector<std::string> built_in_names();
  /// All diagnostics of a text without throwing.
  static std::vector<Diagnostic> check(std::string_view yaml, std::string file = "instrument.yaml");
  /// The JSON Schema (2020-12) of questionnaires, for editors.
  static std::string_view json_schema();

  const InstrumentDefinition& definition() const noexcept;
  const std::string& text() const noexcept;
  const std::string& file() const noexcept;
  /// SHA-256 of the text, in hexadecimal: the file as it was written.
  std::string hash() const;
  /// SHA-256 of what the questionnaire says, in hexadecimal, whatever its comments and layout.
  std::string frozen() const;

  /// Throws NotFound AC5804 with the nearest name.
  const InstrumentItem& item(std::string_view id) const;
  const Dimension& dimension(std::string_view id) const;

  /// A page to be printed on A4, complete HTML without scripts or references: boxes to tick, lines to write
  /// on. Every text of the file is escaped. A text that the language lacks is shown in the other one.
  std::string to_html(Language language) const;

 private:
  struct Data;
  explicit Instrument(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// What the newer questionnaire says differently, by path ("items.q1.title.zh").
std::vector<Change> compare(const Instrument& older, const Instrument& newer);

} // namespace aftercourse
