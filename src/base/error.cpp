#include <aftercourse/base/error.hpp>

namespace aftercourse {

std::string_view name_of(ErrorClass c) noexcept {
  switch (c) {
  case ErrorClass::invalid_argument:
    return "invalid argument";
  case ErrorClass::not_found:
    return "not found";
  case ErrorClass::conflict:
    return "conflict";
  case ErrorClass::policy:
    return "policy";
  case ErrorClass::data:
    return "data";
  case ErrorClass::storage:
    return "storage";
  case ErrorClass::corrupt:
    return "corrupt";
  case ErrorClass::too_new:
    return "too new";
  case ErrorClass::busy:
    return "busy";
  case ErrorClass::read_only:
    return "read only";
  case ErrorClass::full:
    return "full";
  case ErrorClass::limit:
    return "limit";
  case ErrorClass::denied:
    return "denied";
  case ErrorClass::cancelled:
    return "cancelled";
  case ErrorClass::misuse:
    return "misuse";
  case ErrorClass::internal:
    return "internal";
  }
  return "unknown";
}

std::string to_string(const Fault& f) {
  std::string place = f.source;
  if (f.row > 0) place += ':' + std::to_string(f.row);
  if (f.column > 0) place += ':' + std::to_string(f.column);

  std::string text;
  for (const std::string& part : {place, f.field, f.reason}) {
    if (part.empty()) continue;
    if (!text.empty()) text += ": ";
    text += part;
  }
  if (!f.code.empty()) text += " [" + f.code + ']';
  return text;
}

} // namespace aftercourse
