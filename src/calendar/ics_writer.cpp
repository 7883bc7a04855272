#include <algorithm>

#include "ics_syntax.hpp"
#include <aftercourse/base/error.hpp>
#include <aftercourse/calendar/icalendar.hpp>
#include <aftercourse/calendar/ics_value.hpp>

namespace aftercourse {

namespace {

constexpr std::size_t widest = 75; ///< bytes of a folded line, without its end (RFC 5545, 3.1)

/// RFC 6868. The quotes that iCalendar has no escape for become ^'.
std::string caret_encoded(std::string_view text) {
  std::string value;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '^')
      value += "^^";
    else if (c == '"')
      value += "^'";
    else if (c == '\n' || c == '\r') {
      value += "^n";
      if (c == '\r' && text.substr(i + 1).starts_with('\n')) ++i;
    } else
      value += (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f ? ' ' : c;
  }
  return value;
}

/// RFC 6868; a caret before anything else stands for itself.
std::string caret_decoded(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char next = value[i] == '^' && i + 1 < value.size() ? value[i + 1] : '\0';
    const std::size_t known = std::string_view("n^'").find(next);
    if (next == '\0' || known == std::string_view::npos) {
      text += value[i];
      continue;
    }
    text += "\n^\""[known];
    ++i;
  }
  return text;
}

/// As it may stand behind the equals sign: in quotes, or without what would end it.
bool well_formed(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  if (quoted) return value.substr(1, value.size() - 2).find('"') == value.npos;
  return value.find_first_of("\",;:") == value.npos;
}

[[noreturn]] void refuse(std::string_view name, const std::string& reason) {
  throw InvalidArgument("AC1152", "property '" + std::string(name) + "': " + reason);
}

/// Appends a line in pieces of at most 75 bytes, each but the first behind a space.
void fold(std::string& text, std::string_view line) {
  for (std::size_t room = widest; line.size() > room; room = widest - 1) {
    std::size_t cut = room;
    while ((static_cast<unsigned char>(line[cut]) & 0xc0) == 0x80) --cut; // a character is up to four bytes
    text.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
  }
  text.append(line).append("\r\n");
}

} // namespace

IcsParameter IcsParameter::of(std::string name, const std::vector<std::string>& texts) {
  IcsParameter p{std::move(name), {}};
  for (const std::string& text : texts) {
    const std::string encoded = caret_encoded(text);
    const bool quote = encoded.find_first_of(",;:") != encoded.npos;
    p.values.push_back(quote ? '"' + encoded + '"' : encoded);
  }
  return p;
}

std::vector<std::string> IcsParameter::texts() const {
  std::vector<std::string> texts;
  for (std::string_view value : values) {
    if (value.size() >= 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
    texts.push_back(caret_decoded(value));
  }
  return texts;
}

void IcsWriter::line(std::string_view name, const std::vector<IcsParameter>& parameters,
                     std::string_view value) {
  if (!is_ics_name(name)) refuse(name, "the name is not of letters, digits and hyphens");
  line_ = name;
  for (const IcsParameter& p : parameters) {
    if (!is_ics_name(p.name) || p.values.empty()) refuse(name, "a parameter has no name or no value");
    char before = '=';
    (line_ += ';') += p.name;
    for (const std::string& v : p.values) {
      if (!well_formed(v)) refuse(name, "the value of parameter " + p.name + " needs quotes");
      (line_ += std::exchange(before, ',')) += v;
    }
  }
  (line_ += ':') += value;
  if (const char* reason = unwritable(line_)) refuse(name, reason);
  if (line_.size() > IcsLimits{}.line) refuse(name, "is longer than a line may be");
  fold(text_, line_);
}

void IcsWriter::begin(std::string_view component) {
  if (!is_ics_name(component)) refuse("BEGIN", "names no component");
  line("BEGIN", {}, component);
  open_.emplace_back(component);
}

void IcsWriter::end() {
  if (open_.empty()) throw Misuse("AC1153", "no component is open");
  line("END", {}, open_.back());
  open_.pop_back();
}

void IcsWriter::property(const IcsProperty& p) {
  if (same_ics_name(p.name, "BEGIN") || same_ics_name(p.name, "END"))
    refuse(p.name, "begin() and end() write components");
  if (open_.empty()) throw Misuse("AC1153", "no component is open");
  line(p.name, p.parameters, p.value);
}

void IcsWriter::property(std::string_view name, std::string_view value) {
  property({std::string(name), std::string(value)});
}

void IcsWriter::text(std::string_view name, std::string_view text) { property(name, ics_escape(text)); }

void IcsWriter::component(const IcsComponent& c) {
  begin(c.name);
  for (const IcsProperty& p : c.properties) property(p);
  for (const IcsComponent& inner : c.components) component(inner);
  end();
}

std::string IcsWriter::take() {
  while (!open_.empty()) end();
  return std::exchange(text_, {});
}

std::string to_ics(const IcsComponent& component) {
  IcsWriter writer;
  writer.component(component);
  return writer.take();
}

} // namespace aftercourse
