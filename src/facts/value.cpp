#include <aftercourse/facts/value.hpp>

#include <array>
#include <charconv>

namespace aftercourse {

namespace {

/// The shortest text that reads back as the same number.
std::string shortest(double real) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), real).ptr;
  return {text.data(), end};
}

struct Writer {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool v) const { return v ? "yes" : "no"; }
  std::string operator()(std::int64_t v) const { return std::to_string(v); }
  std::string operator()(double v) const { return shortest(v); }
  std::string operator()(const std::string& v) const { return v; }
  std::string operator()(const std::vector<std::string>& items) const {
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
    return text;
  }
  template <class T>
  std::string operator()(const T& v) const {
    return v.to_string();
  }
};

} // namespace

std::string_view name_of(FieldType t) noexcept {
  constexpr std::array<std::string_view, 9> names{"text", "integer", "decimal",  "real",     "boolean",
                                                  "date", "instant", "category", "reference"};
  return names[static_cast<std::size_t>(t)];
}

std::string to_string(const Value& v) { return std::visit(Writer{}, v); }

} // namespace aftercourse
