// YAML as the data files of this floor use it: mappings and lists of plain texts, each knowing its line.
// Anchors, aliases and tags are refused; size and depth are limited, since files come from strangers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/base/error.hpp>

namespace aftercourse::text {

struct YamlNode {
  enum class Type : std::uint8_t { null, scalar, sequence, mapping };
  Type type = Type::null;
  std::int64_t line = 0, column = 0;
  std::string text;            ///< of a scalar
  std::vector<YamlNode> keys;  ///< of a mapping: scalars, one for each item
  std::vector<YamlNode> items; ///< of a sequence or mapping

  const YamlNode* find(std::string_view key) const noexcept;
};

/// What is wrong with a file, gathered; and the error that says all of it.
class YamlFaults {
 public:
  explicit YamlFaults(std::string_view source) : source_(source) {}
  void add(const YamlNode& at, std::string field, std::string reason);
  /// Throws DataError AC5603 when there is any.
  void raise() const;

 private:
  std::string source_;
  std::vector<Fault> faults_;
};

/// The document, a mapping. Throws DataError AC5603 for what is none, LimitError AC5604.
YamlNode read_yaml(std::string_view yaml, std::string_view source);

/// The text of a scalar at `key`, empty when it is not there; what is no text is a fault.
std::string text_at(const YamlNode& mapping, std::string_view key, YamlFaults& faults);
/// The scalars of a list at `key`, none when it is not there; what is no list of texts is a fault.
std::vector<const YamlNode*> texts_at(const YamlNode& mapping, std::string_view key, YamlFaults& faults);
/// A fault for every key that is none of these.
void refuse_other_keys(const YamlNode& mapping, const std::vector<std::string>& known, YamlFaults& faults);

} // namespace aftercourse::text
