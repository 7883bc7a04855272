// Language: which of the two languages a person reads, and a text in both.
#pragma once

#include <cstdint>
#include <string>

namespace aftercourse {

enum class Language : std::uint8_t { en, zh };

/// The same said in English and in Chinese.
struct Wording {
  std::string en, zh;

  const std::string& in(Language language) const noexcept { return language == Language::zh ? zh : en; }
  bool empty() const noexcept { return en.empty() && zh.empty(); }
  bool operator==(const Wording&) const = default;
};

} // namespace aftercourse
