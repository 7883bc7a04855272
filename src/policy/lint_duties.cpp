#include <algorithm>

#include "codes.hpp"
#include "kernel_kinds.hpp"
#include "lint.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

void lint_sample(const Sample& sample, const Location& at, Warnings& out) {
  if (!sample.share || sample.share->is_parameter()) return;
  if (sample.share->literal == Decimal{}) out.add(codes::odd_sample, at, "a sample of nobody");
  if (sample.share->literal == Decimal::from_units(Decimal::scale))
    out.add(codes::odd_sample, at, "a sample of everybody", "no sample");
}

void lint_channels(const Rule& rule, Warnings& out) {
  const Channel* always = nullptr;
  for (const Channel& channel : rule.channels) {
    if (always)
      out.add(codes::dead_channel, channel.at,
              "the channel `" + channel.name + "` is never reached: `" + always->name +
                  "` before it always applies");
    if (!always && !channel.sample && !channel.when) always = &channel;
    if (channel.sample) lint_sample(*channel.sample, channel.at, out);
  }
}

/// Topics can only be seen in facts that name them.
void lint_topics(const Policy::Data& policy, const Rule& rule, Warnings& out) {
  if (rule.asks.empty()) return;
  for (const std::size_t kind : kinds_of(rule.done_by))
    if (policy.schema.kind(kind).find(kernel::topics)) return;
  out.add(codes::unseen_topics, rule.at,
          "the rule `" + rule.id + "` asks topics that no evidence of it can show",
          "evidence with a field `topics`");
}

bool has_example(const Policy::Data& policy, const Rule& rule) {
  for (const Example& example : policy.examples)
    for (const Example::Expected& expected : example.expect)
      if (const auto named = expected.columns.find("rule");
          named != expected.columns.end() && named->second == rule.id)
        return true;
  return false;
}

template <class Named>
void lint_clause(const Named& named, std::string_view what, Warnings& out) {
  if (named.clause.empty())
    out.add(codes::no_clause, named.at, "the " + std::string(what) + " `" + named.id + "` names no clause",
            "`clause: ...`");
}

} // namespace

void lint_duties(const Policy::Data& policy, Warnings& out) {
  for (const Rule& rule : policy.rules) {
    lint_clause(rule, "rule", out);
    if (rule.by.empty())
      out.add(codes::nobody, rule.at, "the rule `" + rule.id + "` is nobody's duty", "`by: role`");
    if (!has_example(policy, rule))
      out.add(codes::no_example, rule.at, "the rule `" + rule.id + "` has no example");
    if (rule.sample) lint_sample(*rule.sample, rule.at, out);
    lint_channels(rule, out);
    lint_topics(policy, rule, out);
  }
  for (const FindingRule& finding : policy.findings) lint_clause(finding, "finding", out);
}

} // namespace aftercourse::reading
