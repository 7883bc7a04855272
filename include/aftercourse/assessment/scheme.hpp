// Scheme: a marking scheme as a file that a person wrote. An immutable value, cheap to copy, safe from many
// threads; it keeps its full text. It is frozen when training starts: `frozen()` names what it says, and
// compare() lists what an amendment changes.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/assessment/definition.hpp>
#include <aftercourse/reading/change.hpp>
#include <aftercourse/reading/diagnostic.hpp>

namespace aftercourse {

class Scheme {
 public:
  /// Reads a marking scheme. Throws PolicyError AC5701 whose message lists every diagnostic; LimitError
  /// AC8003 for more than 4 MiB, 64 levels, or anchors that expand beyond 10^5 nodes.
  static Scheme parse(std::string_view yaml, std::string file = "assessment.yaml");
  /// Throws NotFound AC5702 when there is no readable file.
  static Scheme load(const std::filesystem::path& path);
  /// All diagnostics of a text without throwing: its faults or, where there is none, warnings of minimums and
  /// a pass mark that cannot be reached.
  static std::vector<Diagnostic> check(std::string_view yaml, std::string file = "assessment.yaml");
  /// The JSON Schema (2020-12) of marking schemes, for editors.
  static std::string_view json_schema();

  const SchemeDefinition& definition() const noexcept;
  const std::string& text() const noexcept;
  const std::string& file() const noexcept;
  /// SHA-256 of the text, in hexadecimal: the file as it was written.
  std::string hash() const;
  /// SHA-256 of what the scheme says, in hexadecimal: the same for files that differ only in comments,
  /// layout, the order of keys, or in stating a default.
  std::string frozen() const;

  /// Throws NotFound AC5703 with the nearest name.
  const Component& component(std::string_view id) const;
  const Item& item(std::string_view id) const;

 private:
  struct Data;
  explicit Scheme(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// What the newer scheme says differently, by path ("components.examination.items.q1.marks"); nothing when
/// both are frozen alike.
std::vector<Change> compare(const Scheme& older, const Scheme& newer);

} // namespace aftercourse
