// Small policies for tests: a rule after a programme's end for each enrolment, with whatever a test adds.
#pragma once

#include <string>

#include <aftercourse/base/error.hpp>
#include <aftercourse/policy/policy.hpp>

namespace aftercourse {

/// `more` are lines of the rule, `head` lines of the policy.
inline std::string visit(const std::string& more, const std::string& head = {}) {
  std::string text = "policy: sample\n" + head + "rules:\n  - id: visit\n";
  for (const char* line : {"after: programme.ended", "each: enrolment", "window: {to: 2 weeks}", "by: desk",
                           "done_by: follow_up"}) {
    const std::string key = std::string(line).substr(0, std::string(line).find(':') + 1);
    if (!more.starts_with(key) && more.find("\n" + key) == std::string::npos)
      text += "    " + std::string(line) + "\n";
  }
  std::string rest = more;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    text += "    " + rest.substr(0, end) + "\n";
    rest.erase(0, end + 1);
  }
  return text;
}

inline Rule read_visit(const std::string& more, const std::string& head = {}) {
  return Policy::parse(visit(more, head)).rules().front();
}

/// "reference enrolment.programme, value programme.ends"
inline std::string steps(const Path& path, const Schema& schema = Schema::built_in()) {
  static const char* const names[] = {"reference", "in_force", "value", "duration", "id", "recorded"};
  std::string out;
  for (const Step& s : path.steps) {
    const Kind& kind = schema.kind(s.kind);
    const bool field = s.type <= Step::Type::value;
    out += (out.empty() ? "" : ", ") + std::string(names[static_cast<int>(s.type)]) + ' ' + kind.name +
           (field ? '.' + kind.fields[s.field].name : "");
  }
  return out;
}

/// "subject enrolment: reference ..." - where a path starts and how it goes on.
inline std::string shown(const Path& path, const Schema& schema = Schema::built_in()) {
  static const char* const roots[] = {"subject ", "anchor ", "row "};
  return roots[static_cast<int>(path.root)] + schema.kind(path.root_kind).name + ": " + steps(path, schema);
}

} // namespace aftercourse
