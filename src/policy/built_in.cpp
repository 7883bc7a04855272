#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/policy/policy.hpp>

#include "embedded.hpp"

namespace aftercourse {

std::vector<std::string> Policy::built_in_names() {
  std::vector<std::string> names;
  for (const EmbeddedText& policy : built_in_policies()) names.emplace_back(policy.name);
  return names;
}

Policy Policy::built_in(std::string_view name, const Schema& base) {
  for (const EmbeddedText& policy : built_in_policies())
    if (policy.name == name) return parse(policy.text, std::string(name) + ".yaml", base);
  const auto near = nearest(name, built_in_names());
  throw NotFound("AC3002", "there is no built-in policy `" + std::string(name) + "`" +
                               (near ? "; did you mean `" + *near + "`?" : ""));
}

std::string_view Policy::json_schema() { return policy_schema().front().text; }

} // namespace aftercourse
