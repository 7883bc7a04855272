#include "fact_scan.hpp"

#include <algorithm>

#include "respondents.hpp"

namespace aftercourse {

namespace {

/// What of a query's `where` is asked of the response itself.
std::map<std::string, std::vector<std::string>> of_facts(const MeasureRule& rule,
                                                         const EvaluationQuery& query) {
  auto where = query.where;
  std::erase_if(where, [&](const auto& filter) { return is_of_answers(rule, filter.first); });
  return where;
}

} // namespace

FactDays::FactDays(const Snapshot& facts, std::size_t kind)
    : table_(facts.table(kind)), dated_(table_.kind().dated_by()) {
  const auto& fields = table_.kind().fields;
  const auto whole =
      std::ranges::find_if(fields, [](const Field& f) { return f.required && !f.list && !f.target.empty(); });
  if (whole == fields.end()) return;
  wholes_ = &facts.table(facts.schema().at(whole->target));
  reference_ = static_cast<std::size_t>(whole - fields.begin());
  whole_dated_ = wholes_->kind().dated_by();
}

std::int32_t FactDays::of_whole(Row row) const {
  if (!whole_dated_) return no_day;
  const Row whole = table_.target(row, reference_);
  return whole == no_row ? no_day : wholes_->day(whole, *whole_dated_);
}

Viewpoint viewpoint_of(const TaskSet& tasks, const AskedMeasure& asked, Row row, std::int32_t day) {
  Viewpoint from;
  from.row = from.subject = {asked.rule->kind, row};
  from.day = day == no_day ? tasks.as_of() : Date::unchecked(day);
  from.counted_to = tasks.as_of();
  from.policy = asked.adopted ? &tasks.policies()[*asked.adopted] : nullptr;
  from.parameters_on = from.day;
  return from;
}

bool is_of_answers(const MeasureRule& rule, std::string_view name) noexcept {
  return rule.answers && (name == "dimension" || name == "item");
}

FactScan::FactScan(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                   const std::vector<std::string>& by, const std::vector<Within>& within,
                   std::vector<WordColumn>& columns)
    : tasks_(tasks), asked_(asked), rule_(*asked.rule), query_(query), evaluator_(tasks.facts()),
      table_(tasks.facts().table(rule_.kind)), days_(tasks.facts(), rule_.kind),
      filter_(of_facts(rule_, query)), audited_(find_audited()) {
  const bool is_named = rule_.of && (rule_.of->type == FieldType::text || rule_.of->ends_in_row());
  if (rule_.type == MeasureRule::Type::distribution && is_named) protect(*rule_.of, rule_.of->text);
  const Snapshot& facts = tasks.facts();
  columns.resize(by.size() + within.size());
  for (std::size_t i = 0; i < by.size(); ++i) {
    readers_.emplace_back();
    if (!is_of_answers(rule_, by[i])) readers_.back().emplace(facts, named(by[i]), columns[i].words);
  }
  for (std::size_t i = 0; i < within.size(); ++i)
    readers_.emplace_back(std::in_place, facts, named(within[i]), columns[by.size() + i].words);
  for (std::size_t f = 0; f < filter_.size(); ++f)
    filter_readers_.emplace_back(facts, named(filter_.name(f)), filter_.words(f));
}

std::optional<FactScan::Admitted> FactScan::admit(Row row) {
  if (!table_.alive(row)) return std::nullopt;
  const auto known = days_.known(row);
  if (known != no_day && known > tasks_.as_of().days()) return std::nullopt;
  Admitted seen{viewpoint_of(tasks_, asked_, row, known), known};
  if (rule_.dated) {
    const auto date = evaluator_.date(*rule_.dated, seen.from);
    seen.day = date ? date->days() : no_day;
  } else if (known == no_day) {
    seen.day = days_.of_whole(row);
  }
  if ((query_.from || query_.to) && seen.day == no_day) return std::nullopt;
  if ((query_.from && seen.day < query_.from->days()) || (query_.to && seen.day > query_.to->days()))
    return std::nullopt;
  if (rule_.where && evaluator_.judge(*rule_.where, seen.from) != Truth::yes) return std::nullopt;
  if (!filter_.lets_in([&](std::size_t f) { return filter_readers_[f].read(seen.from, seen.day); }))
    return std::nullopt;
  return seen;
}

GroupName FactScan::named(const std::string& name) const {
  auto group = group_named(tasks_.facts().schema(), name, rule_.kind, std::nullopt);
  if (!group) refuse_group(name, table_.kind().name);
  for (const Path& path : group->paths) protect(path, name);
  return *group;
}

/// The programme, the person concerned, the audited fact; or the fact itself, which also stands in for them.
GroupName FactScan::named(Within what) const {
  GroupName group{.text = {}, .period = {}, .paths = {}, .level = 0, .with_kind = true};
  if (what == Within::cluster && rule_.type == MeasureRule::Type::accuracy &&
      interval_for(rule_.type, query_.interval) == Interval::design)
    group.paths = {audited_};
  else if (what == Within::respondent)
    group.paths = respondents(tasks_.facts().schema(), rule_);
  else if (what == Within::cluster || what == Within::learner)
    if (const auto wider =
            group_named(tasks_.facts().schema(), what == Within::cluster ? "programme" : "person", rule_.kind,
                        std::nullopt))
      group.paths = wider->paths;
  group.paths.push_back(self());
  return group;
}

void FactScan::protect(const Path& path, const std::string& name) const {
  const Schema& schema = tasks_.facts().schema();
  if (query_.audience != Audience::publish) return;
  if (names_respondents(path) &&
      (rule_.type == MeasureRule::Type::distribution || looks_at_answers(schema, rule_)))
    throw InvalidArgument("AC5033",
                          "`" + name +
                              "` is who answered: this would publish the answers of single people; ask "
                              "with audience=\"internal\"");
  if (!is_answer(schema, path)) return;
  throw InvalidArgument("AC5033",
                        "`" + name +
                            "` is what people answered: groups and filters by it would publish single "
                            "answers; ask with audience=\"internal\"");
}

/// Whether a path leads to single people who answered, or to their answers.
bool FactScan::names_respondents(const Path& path) const {
  return std::ranges::any_of(respondents(tasks_.facts().schema(), rule_),
                             [&](const Path& who) { return who.steps == path.steps; });
}

Path FactScan::self() const {
  Path path;
  path.root_kind = path.end_kind = rule_.kind;
  return path;
}

Path FactScan::find_audited() const {
  const Schema& schema = tasks_.facts().schema();
  const Kind& kind = schema.kind(rule_.kind);
  for (std::size_t f = 0; f < kind.fields.size(); ++f)
    if (const Field& field = kind.fields[f]; !field.list && !field.target.empty()) {
      Path path = self();
      path.steps.push_back({Step::Type::reference, rule_.kind, f});
      path.end_kind = schema.at(field.target);
      return path;
    }
  return self();
}

} // namespace aftercourse
