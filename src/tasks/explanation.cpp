#include <aftercourse/tasks/explanation.hpp>

namespace aftercourse {

namespace {

void write_text(const Explanation& e, Language language, std::size_t depth, std::string& out) {
  out.append(depth * 2, ' ');
  out += language == Language::zh && !e.zh.empty() ? e.zh : e.en;
  out += '\n';
  for (const Explanation& detail : e.details) write_text(detail, language, depth + 1, out);
}

void write_string(std::string_view text, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[static_cast<unsigned char>(c) & 15];
    } else
      out += c;
  }
  out += '"';
}

void write_json(const Explanation& e, std::string& out) {
  out += "{\"topic\":";
  write_string(e.topic, out);
  out += ",\"en\":";
  write_string(e.en, out);
  out += ",\"zh\":";
  write_string(e.zh, out);
  out += ",\"facts\":{";
  for (std::size_t i = 0; i < e.facts.size(); ++i) {
    if (i > 0) out += ',';
    write_string(e.facts[i].first, out);
    out += ':';
    write_string(e.facts[i].second, out);
  }
  out += "},\"details\":[";
  for (std::size_t i = 0; i < e.details.size(); ++i) {
    if (i > 0) out += ',';
    write_json(e.details[i], out);
  }
  out += "]}";
}

} // namespace

std::string Explanation::to_text(Language language) const {
  std::string out;
  write_text(*this, language, 0, out);
  return out;
}

std::string Explanation::to_json() const {
  std::string out;
  write_json(*this, out);
  return out;
}

} // namespace aftercourse
