#include <set>

#include <aftercourse/base/utf8.hpp>

#include "codes.hpp"
#include "lint.hpp"
#include "walk.hpp"

namespace aftercourse::reading {

namespace {

void unused(const std::vector<Policy::Data::Name>& names, std::string_view what, Warnings& out) {
  for (const auto& name : names)
    if (!name.used)
      out.add(codes::unused_name, name.at, "the " + std::string(what) + " `" + name.text + "` is not used");
}

std::set<std::string, std::less<>> used_kinds(const Policy::Data& policy) {
  std::set<std::string, std::less<>> used;
  Visitor visit;
  visit.kind = [&](std::size_t kind) { used.insert(policy.schema.kind(kind).name); };
  for (const Rule& rule : policy.rules) walk(rule, visit);
  for (const MeasureRule& measure : policy.measures) walk(measure, visit);
  for (const FindingRule& finding : policy.findings) walk(finding, visit);
  for (const Kind& kind : policy.kinds) // what another kind refers to has its use there
    for (const Field& field : kind.fields)
      if (field.target != kind.name) used.insert(field.target);
  return used;
}

void undeclared(const Policy::Data& policy, const std::string& role, const Location& at, Warnings& out) {
  std::vector<std::string> declared;
  for (const auto& name : policy.roles) {
    if (name.text == role) return;
    declared.push_back(name.text);
  }
  out.add(codes::undeclared_role, at, "the role `" + role + "` is not declared", "a role of `roles`",
          nearest(role, declared).value_or(""));
}

} // namespace

void lint_names(const Policy::Data& policy, Warnings& out) {
  unused(policy.terms, "term", out);
  unused(policy.roles, "role", out);
  for (const Parameter& p : policy.parameters) {
    const auto uses = policy.parameter_uses.find(p.name);
    if (!p.values.empty() && uses != policy.parameter_uses.end() && uses->second.empty())
      out.add(codes::unused_name, p.values.front().at, "the parameter `" + p.name + "` is not used");
    for (const Parameter::Dated& dated : p.values)
      if (dated.source.empty())
        out.add(codes::no_source, dated.at, "the parameter `" + p.name + "` names no source",
                "`source: ...`");
  }
  const auto used = used_kinds(policy);
  for (const auto& [kind, at] : policy.declared_kinds)
    if (!used.contains(kind)) out.add(codes::unused_name, at, "the kind `" + kind + "` is not used");
  for (const Rule& rule : policy.rules) {
    for (const Holder& holder : rule.by) undeclared(policy, holder.role, rule.at, out);
    for (const Reminder& reminder : rule.remind)
      for (const Holder& told : reminder.tell) undeclared(policy, told.role, reminder.at, out);
    for (const Notice& notice : rule.missed)
      for (const Holder& told : notice.tell) undeclared(policy, told.role, notice.at, out);
  }
}

} // namespace aftercourse::reading
