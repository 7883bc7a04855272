#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

std::string snake_case(std::string_view type_name) {
  std::string name;
  for (const char c : type_name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !name.empty()) name += '_';
    name += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

} // namespace aftercourse
