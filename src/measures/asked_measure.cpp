#include "asked_measure.hpp"

#include <algorithm>
#include <set>

#include <aftercourse/base/digest.hpp>
#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "general_measures.hpp"
#include "respondents.hpp"

namespace aftercourse {

namespace {

[[noreturn]] void refuse_measure(const TaskSet& tasks, const std::string& name) {
  std::vector<std::string> known = general_measures();
  for (const Adopted& a : tasks.policies())
    for (const MeasureRule& m : a.policy.measures()) known.push_back(m.id);
  const auto meant = nearest(name, known);
  throw NotFound("AC5001",
                 "there is no measure `" + name + "`" + (meant ? "; did you mean `" + *meant + "`?" : ""));
}

/// Whether a later version of the policy has taken over by as_of. Versions stand together, by their first
/// day.
bool superseded(const TaskSet& tasks, std::size_t adopted) {
  if (adopted + 1 == tasks.policies().size()) return false;
  const Adopted& next = tasks.policies()[adopted + 1];
  return next.policy.name() == tasks.policies()[adopted].policy.name() && next.adoption.on <= tasks.as_of();
}

/// Whether an earlier version of the policy is still in force on as_of.
bool to_come(const TaskSet& tasks, std::size_t adopted) {
  const Adopted& a = tasks.policies()[adopted];
  return a.adoption.on > tasks.as_of() && adopted > 0 &&
         tasks.policies()[adopted - 1].policy.name() == a.policy.name();
}

/// The measure as each policy that declares it has it on as_of.
std::vector<AskedMeasure> find(const TaskSet& tasks, const std::string& name) {
  std::vector<AskedMeasure> found;
  for (std::size_t a = 0; a < tasks.policies().size(); ++a) {
    if (superseded(tasks, a) || to_come(tasks, a)) continue;
    const Policy& policy = tasks.policies()[a].policy;
    for (const MeasureRule& m : policy.measures())
      if (name == m.id || name == policy.name() + "/" + m.id) found.push_back({m.id, &m, a});
  }
  if (found.size() > 1)
    for (AskedMeasure& m : found) m.name = tasks.policies()[*m.adopted].policy.name() + "/" + m.rule->id;
  if (!found.empty()) return found;
  if (const MeasureRule* general = general_measure(name)) return {{name, general, std::nullopt}};
  refuse_measure(tasks, name);
}

/// Whether each group lies within a programme, so that programmes cannot vary within it.
bool of_one_programme(const std::vector<std::string>& by) {
  return std::ranges::any_of(
      by, [](const std::string& name) { return name == "programme" || name.ends_with(".programme"); });
}

} // namespace

void check_query(const EvaluationQuery& query) {
  if (!(query.level > 0 && query.level < 1))
    throw InvalidArgument("AC5004", "a confidence level lies between 0 and 1");
  for (auto name = query.by.begin(); name != query.by.end(); ++name)
    if (std::find(query.by.begin(), name, *name) != name)
      throw InvalidArgument("AC5006", "`" + *name + "` is asked for twice in `by`");
  if (query.from && query.to && *query.to < *query.from)
    throw InvalidArgument("AC5007", "the days from " + query.from->to_string() + " to " +
                                        query.to->to_string() + " are none");
}

std::vector<AskedMeasure> find_measures(const TaskSet& tasks, const EvaluationQuery& query) {
  if (query.measures.empty()) throw InvalidArgument("AC5003", "no measure was asked for");
  check_query(query);
  std::vector<AskedMeasure> asked;
  for (const std::string& name : query.measures)
    for (AskedMeasure& m : find(tasks, name)) asked.push_back(std::move(m));
  return asked;
}

std::vector<std::string> grouping_of(const AskedMeasure& asked, const EvaluationQuery& query) {
  return query.by.empty() ? asked.rule->by : query.by;
}

std::vector<Within> within(const MeasureRule& rule, const EvaluationQuery& query, const Schema& schema) {
  const Interval interval = interval_for(rule.type, query.interval);
  std::vector<Within> columns;
  if (interval == Interval::design && rule.type == MeasureRule::Type::accuracy)
    columns = {Within::stratum, Within::cluster};
  if (interval == Interval::process && is_ratio(rule.type))
    columns = {of_one_programme(query.by.empty() ? rule.by : query.by) ? Within::learner : Within::cluster};
  if (interval == Interval::wilson && is_share(rule.type)) columns = {Within::learner};
  if (rule.by_subject) columns.push_back(Within::subject);
  if (query.audience == Audience::publish && !respondents(schema, rule).empty())
    columns.push_back(Within::respondent);
  if (rule.type == MeasureRule::Type::distribution || rule.distinct) columns.push_back(Within::detail);
  return columns;
}

std::string policy_hash(const TaskSet& tasks, const std::vector<AskedMeasure>& asked) {
  std::set<std::string> names; // of the policies concerned
  for (const AskedMeasure& m : asked)
    for (const Adopted& a : tasks.policies())
      if (!m.adopted || a.policy.name() == tasks.policies()[*m.adopted].policy.name())
        names.insert(a.policy.name());
  std::set<std::vector<std::string>> terms; // an adoption for other units, or from another day, changes none
  for (const Adopted& a : tasks.policies()) {
    if (!names.contains(a.policy.name())) continue;
    std::vector<std::string> own{a.policy.hash()};
    for (const Override& o : a.adoption.parameters)
      own.insert(own.end(), {o.name, o.value, o.from ? o.from->to_string() : ""});
    terms.insert(std::move(own));
  }
  for (const AskedMeasure& m : asked)
    if (m.rule->answers)
      for (const Instrument* version : tasks.instruments().versions(m.rule->answers->instrument))
        terms.insert({version->definition().name, version->definition().version, version->frozen()});
  std::vector<std::string_view> parts;
  for (const auto& own : terms) parts.insert(parts.end(), own.begin(), own.end());
  return to_hex(digest_of(parts));
}

void refuse_group(const std::string& name, const std::string& kind) {
  throw InvalidArgument("AC5002", "`" + name + "` cannot be reached from " + kind);
}

} // namespace aftercourse
