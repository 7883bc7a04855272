#include <aftercourse/calendar/icalendar.hpp>

#include <algorithm>
#include <utility>

#include "ics_syntax.hpp"
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

bool same_ics_name(std::string_view a, std::string_view b) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

const IcsParameter* IcsProperty::parameter(std::string_view wanted) const noexcept {
  for (const IcsParameter& p : parameters)
    if (same_ics_name(p.name, wanted)) return &p;
  return nullptr;
}

std::string IcsProperty::parameter_text(std::string_view wanted) const {
  const IcsParameter* p = parameter(wanted);
  return p != nullptr && p->values.size() == 1 ? p->texts().front() : std::string{};
}

bool IcsProperty::operator==(const IcsProperty& o) const {
  return name == o.name && value == o.value && parameters == o.parameters;
}

const IcsProperty* IcsComponent::find(std::string_view wanted) const noexcept {
  for (const IcsProperty& p : properties)
    if (same_ics_name(p.name, wanted)) return &p;
  return nullptr;
}

bool IcsComponent::operator==(const IcsComponent& o) const {
  return name == o.name && properties == o.properties && components == o.components;
}

namespace {

constexpr std::size_t most_faults = 100;

[[noreturn]] void too_much(const std::string& what, std::int64_t line) {
  throw LimitError("AC8007", "line " + std::to_string(line) + ": " + what, "ics");
}

/// Lines as they were before they were folded.
class Lines {
 public:
  Lines(std::string_view text, const IcsLimits& limits) : rest_(text), limits_(limits) {
    if (text.size() > limits.bytes)
      throw LimitError("AC8007", "more than " + std::to_string(limits.bytes) + " bytes", "ics");
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
  }

  bool next() {
    if (rest_.empty()) return false;
    number = following_;
    line = take();
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) {
      rest_.remove_prefix(1);
      line += take();
      if (line.size() > limits_.line) break;
    }
    if (line.size() > limits_.line)
      too_much("more than " + std::to_string(limits_.line) + " bytes in a line", number);
    return true;
  }

  std::string line;
  std::int64_t number = 0; ///< where it begins in the text

 private:
  std::string_view take() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++following_;
    if (taken.ends_with('\r')) taken.remove_suffix(1);
    return taken;
  }

  std::string_view rest_;
  const IcsLimits& limits_;
  std::int64_t following_ = 1;
};

/// Takes a content line apart; a reason where it cannot.
class LineParser {
 public:
  explicit LineParser(std::string_view line) : rest_(line) {}

  std::string parse(IcsProperty& p) {
    if (const char* reason = unwritable(rest_)) return reason;
    p.name = take_until(";:");
    if (rest_.empty()) return "has no colon";
    if (!is_ics_name(p.name)) return "the name before the colon is not of letters, digits and hyphens";
    while (rest_.front() == ';') {
      rest_.remove_prefix(1);
      if (const char* reason = parameter(p.parameters.emplace_back())) return reason;
    }
    p.value = rest_.substr(1);
    return {};
  }

 private:
  std::string_view take_until(const char* stops) {
    const std::string_view taken = rest_.substr(0, rest_.find_first_of(stops));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  /// Up to the semicolon or colon behind it.
  const char* parameter(IcsParameter& p) {
    p.name = take_until("=;:");
    if (!is_ics_name(p.name)) return "a parameter's name is not of letters, digits and hyphens";
    if (!rest_.starts_with('=')) return "a parameter has no value";
    do {
      rest_.remove_prefix(1); // the equals sign or comma
      const bool quoted = rest_.starts_with('"');
      const std::size_t closing = quoted ? rest_.find('"', 1) : 0;
      if (closing == rest_.npos) return "a quote is not closed";
      p.values.emplace_back(quoted ? rest_.substr(0, closing + 1)
                                   : rest_.substr(0, rest_.find_first_of(",;:\"")));
      rest_.remove_prefix(p.values.back().size());
      if (rest_.empty()) return "has no colon";
      if (std::string_view(",;:").find(rest_.front()) == std::string_view::npos)
        return "a parameter's value is quoted in part";
    } while (rest_.front() == ',');
    return nullptr;
  }

  std::string_view rest_;
};

/// Puts properties into the components that are open.
class TreeParser {
 public:
  TreeParser(std::string_view text, const IcsLimits& limits) : lines_(text, limits), limits_(limits) {}

  std::vector<IcsComponent> parse() {
    while (faults_.size() < most_faults && lines_.next()) {
      if (lines_.line.empty()) continue;
      IcsProperty p;
      p.line = lines_.number;
      if (std::string reason = LineParser(lines_.line).parse(p); !reason.empty())
        fault(p.line, std::move(reason));
      else if (!put(std::move(p)))
        break;
    }
    if (faults_.empty())
      for (const IcsComponent& c : open_) fault(c.line, "BEGIN:" + c.name + " has no END");
    if (!faults_.empty()) refuse();
    return std::move(done_);
  }

 private:
  void fault(std::int64_t line, std::string reason) {
    faults_.push_back({"ics", line, 0, {}, std::move(reason), "AC1150"});
  }

  [[noreturn]] void refuse() {
    const std::string first = to_string(faults_.front());
    throw DataError("AC1150", first).with_faults(std::move(faults_));
  }

  /// False when what follows has no place.
  bool put(IcsProperty p) {
    parts_ += 1;
    for (const IcsParameter& parameter : p.parameters) parts_ += parameter.values.size();
    if (parts_ > limits_.parts) too_much("more than " + std::to_string(limits_.parts) + " parts", p.line);
    if (same_ics_name(p.name, "BEGIN")) return begin(p);
    if (same_ics_name(p.name, "END")) return end(p);
    if (open_.empty())
      fault(p.line, p.name + " stands outside every component");
    else
      open_.back().properties.push_back(std::move(p));
    return true;
  }

  bool begin(const IcsProperty& p) {
    if (open_.size() == limits_.depth)
      too_much("components nested more than " + std::to_string(limits_.depth) + " deep", p.line);
    if (!is_ics_name(p.value) || !p.parameters.empty())
      return fault(p.line, "BEGIN names no component"), false;
    open_.push_back({p.value, {}, {}, p.line});
    return true;
  }

  bool end(const IcsProperty& p) {
    if (open_.empty()) return fault(p.line, "END:" + p.value + " has no BEGIN"), false;
    IcsComponent c = std::move(open_.back());
    open_.pop_back();
    if (!same_ics_name(p.value, c.name) || !p.parameters.empty())
      return fault(p.line, "END:" + p.value + " where BEGIN:" + c.name + " of line " +
                               std::to_string(c.line) + " is open"),
             false;
    (open_.empty() ? done_ : open_.back().components).push_back(std::move(c));
    return true;
  }

  Lines lines_;
  const IcsLimits& limits_;
  std::size_t parts_ = 0;
  std::vector<IcsComponent> open_, done_;
  std::vector<Fault> faults_;
};

} // namespace

bool is_ics_name(std::string_view name) noexcept {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

const char* unwritable(std::string_view line) noexcept {
  const auto control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
  };
  if (std::any_of(line.begin(), line.end(), control)) return "holds a control character";
  return invalid_utf8(line) ? "holds bytes that are not UTF-8" : nullptr;
}

std::vector<IcsComponent> parse_ics(std::string_view text, const IcsLimits& limits) {
  return TreeParser(text, limits).parse();
}

} // namespace aftercourse
