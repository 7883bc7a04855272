#include "measure_reader.hpp"

#include <algorithm>
#include <array>

#include "codes.hpp"
#include "heading_reader.hpp"
#include "statistic_reader.hpp"

namespace aftercourse::reading {

namespace {

using Type = MeasureRule::Type;

/// A type of measure and the keys it takes beside `where` and `dated`.
struct Form {
  std::string_view name;
  Type type;
  std::vector<std::string> keys;
};

const std::vector<Form>& forms() {
  static const std::vector<Form> all = {
      {"completion", Type::completion, {"rules", "count"}},
      {"on_time", Type::on_time, {"rules", "count"}},
      {"overdue", Type::overdue, {"rules", "count"}},
      {"accuracy", Type::accuracy, {"of"}},
      {"share", Type::share, {"of", "success"}},
      {"mean", Type::mean, {"of"}},
      {"sum", Type::sum, {"of"}},
      {"count", Type::count, {"of", "distinct"}},
      {"ratio", Type::ratio, {"of", "to"}},
      {"elapsed", Type::elapsed, {"of", "to", "working"}},
      {"distribution", Type::distribution, {"of"}},
      {"score", Type::score, {"instrument", "dimension", "item", "role"}},
      {"favourable", Type::favourable, {"instrument", "dimension", "item", "role"}},
      {"statistic", Type::statistic, {}},
      {"trend", Type::trend, {"of", "over"}},
      {"levels", Type::levels, {"reaction", "learning", "behaviour", "results"}},
      {"completion_curve", Type::curve, {"rules", "days"}}};
  return all;
}

bool counts_tasks(Type t) {
  return t == Type::completion || t == Type::on_time || t == Type::overdue || t == Type::curve;
}

bool counts_answers(Type t) { return t == Type::score || t == Type::favourable; }

bool is_number(const Path& p) {
  return !p.list &&
         (p.type == FieldType::integer || p.type == FieldType::decimal || p.type == FieldType::real);
}

/// The subject's kind, when all the measure's rules have the same.
Scope scope_of_tasks(const Reader& r, const MeasureRule& m) {
  Scope scope;
  for (std::size_t i = 0; i < r.rules.size(); ++i) {
    const bool counted =
        m.rules.empty() || std::find(m.rules.begin(), m.rules.end(), r.rules[i].id) != m.rules.end();
    if (!counted) continue;
    if (!r.rule_known[i]) scope.known = false;
    if (scope.subject && scope.subject != r.rules[i].subject_kind) scope.known = false;
    scope.subject = r.rules[i].subject_kind;
  }
  return scope;
}

/// The days at which a curve is shown; by default each week of the first quarter of a year.
void read_days(Reader& r, const Keys& keys, MeasureRule& m) {
  if (const Node* days = keys["days"]) {
    for (const Node* day : as_list(*days))
      if (const auto number = read_integer(r, *day, 0)) m.days.push_back(static_cast<double>(*number));
    return;
  }
  for (double day = 7; day <= 91; day += 7) m.days.push_back(day);
}

void read_task_measure(Reader& r, const Node& node, const Keys& keys, MeasureRule& m) {
  if (const Node* rules = keys["rules"])
    for (const Node* name : as_list(*rules))
      if (const auto rule = read_rule_name(r, *name)) m.rules.push_back(r.rules[*rule].id);
  if (const Node* count = keys["count"])
    if (const auto choice = read_choice(r, *count, {"task", "subject"})) m.by_subject = *choice == 1;
  if (m.type == Type::curve) read_days(r, keys, m);
  if (const Node* where = keys["where"]) {
    const Scope scope = scope_of_tasks(r, m);
    if (!scope.known && !r.report.failed())
      r.error(codes::wrong_form, node, "the rules concern different kinds, so that `where` has no meaning",
              "rules with one kind of subject");
    m.where = read_condition(r, *where, scope);
  }
}

void check_value(Reader& r, const Node& of, const MeasureRule& m, bool given) {
  const bool rows_alone = m.type == Type::share || (m.type == Type::count && !m.distinct);
  if (!given && !rows_alone)
    return r.error(codes::wrong_path, of, "this measure needs a value", "`kind.field`");
  if (!given) return;
  if (m.type == Type::share)
    return r.error(codes::wrong_path, of, "a share is of facts, not of values", "a kind");
  const bool numeric = m.type == Type::mean || m.type == Type::sum || m.type == Type::ratio;
  if (numeric && !is_number(*m.of))
    r.error(codes::wrong_path, of, "`" + m.of->text + "` is no number", "a number");
  if (m.type == Type::elapsed && m.of->type != FieldType::date)
    r.error(codes::wrong_path, of, "`" + m.of->text + "` is no date", "a date");
  if (m.type == Type::accuracy && m.of->type != FieldType::category)
    r.error(codes::wrong_path, of, "`" + m.of->text + "` has no labels", "a field that says right or wrong");
}

void read_to(Reader& r, const Node& node, MeasureRule& m) {
  if (m.type == Type::ratio) { // written like `of`, with the kind first
    const auto rows = read_rows(r, node, {});
    if (!rows) return;
    m.to = rows->value;
    if (!m.to || rows->kind != m.kind || !is_number(*m.to))
      r.error(codes::wrong_path, node, "this is no number of the same facts",
              "a number of " + with_article(r.vocabulary.name(m.kind)));
    return;
  }
  Scope row;
  row.row = m.kind;
  m.to = read_date_path(r, node, row);
}

/// The questionnaire itself may be one that a host adds later: evaluate() tells.
void read_answers_measure(Reader& r, const Node& node, Keys& keys, MeasureRule& m) {
  AnswersRule& answers = m.answers.emplace();
  if (const Node* name = keys.require("instrument", "the name of a questionnaire"))
    answers.instrument = read_text(r, *name, "the name of a questionnaire").value_or("");
  if (const Node* name = keys["dimension"])
    answers.dimension = read_text(r, *name, "a dimension").value_or("");
  if (const Node* name = keys["item"]) answers.item = read_text(r, *name, "an item").value_or("");
  if (const Node* name = keys["role"]) answers.role = read_text(r, *name, "a role").value_or("");
  if (keys["dimension"] && keys["item"])
    r.error(codes::wrong_form, node, "an item belongs to its dimension", "`dimension` or `item`");
  m.kind = r.vocabulary.target().at("instrument_response");
  Scope row;
  row.row = m.kind;
  if (const Node* where = keys["where"]) m.where = read_condition(r, *where, row);
  if (const Node* dated = keys["dated"]) m.dated = read_date_path(r, *dated, row);
}

void read_fact_measure(Reader& r, Keys& keys, MeasureRule& m) {
  const Node* of = keys.require("of", "a kind, or `kind.field`");
  const auto rows = of ? read_rows(r, *of, {}) : std::nullopt;
  if (!rows) return;
  m.kind = rows->kind;
  m.of = rows->value;
  Scope row;
  row.row = m.kind;
  if (const Node* distinct = keys["distinct"]) m.distinct = read_boolean(r, *distinct).value_or(false);
  if (const Node* working = keys["working"]) m.working = read_boolean(r, *working).value_or(false);
  if (m.type == Type::count && rows->value) m.distinct = m.distinct || !keys["distinct"];
  check_value(r, *of, m, rows->value.has_value());
  if (m.type == Type::ratio || m.type == Type::elapsed)
    if (const Node* to = keys.require("to", "a second value")) read_to(r, *to, m);
  if (m.type == Type::share)
    if (const Node* success = keys.require("success", "a condition"))
      m.success = read_condition(r, *success, row);
  if (const Node* where = keys["where"]) m.where = read_condition(r, *where, row);
  if (const Node* dated = keys["dated"]) m.dated = read_date_path(r, *dated, row);
}

const Node nothing;

/// The measure that a node names: of this policy, in whatever order, or a general one.
void read_part(Reader& r, const Node& node, std::string level, MeasureRule& m) {
  if (const auto name = read_text(r, node, "the id of a measure")) {
    m.parts.emplace_back(std::move(level), *name);
    r.measures_named.push_back({*name, r.at(node)});
  }
}

void read_trend(Reader& r, Keys& keys, MeasureRule& m) {
  if (const Node* of = keys.require("of", "the id of a measure")) read_part(r, *of, "", m);
  if (const Node* over = keys.require("over", "`month`, `quarter` or `year`"))
    if (const auto choice = read_choice(r, *over, {"month", "quarter", "year"}))
      m.over = std::array{PeriodUnit::months, PeriodUnit::quarters, PeriodUnit::years}[*choice];
}

void read_levels(Reader& r, const Node& node, const Keys& keys, MeasureRule& m) {
  for (const char* level : {"reaction", "learning", "behaviour", "results"})
    if (const Node* named = keys[level])
      for (const Node* item : as_list(*named)) read_part(r, *item, level, m);
  if (m.parts.empty())
    r.error(codes::missing_key, node, "there is no level",
            "`reaction`, `learning`, `behaviour` or `results`");
}

void read_form(Reader& r, const Node& node, const Form& form, MeasureRule& m) {
  m.type = form.type;
  if (form.type == Type::statistic) return read_statistic(r, node, m);
  const bool of_measures = form.type == Type::trend || form.type == Type::levels;
  auto known = form.keys;
  if (!of_measures) known.insert(known.end(), {"where", "dated"});
  Node empty = nothing;
  empty.type = Node::Type::mapping; // `completion:` alone: all rules
  empty.line = node.line;
  empty.column = node.column;
  const Node& details = node.type == Node::Type::null ? empty : node;
  Keys keys(r, details, known, "`" + std::string(form.name) + "`");
  if (!keys) return;
  if (form.type == Type::trend)
    read_trend(r, keys, m);
  else if (form.type == Type::levels)
    read_levels(r, details, keys, m);
  else if (counts_tasks(form.type))
    read_task_measure(r, details, keys, m);
  else if (counts_answers(form.type))
    read_answers_measure(r, details, keys, m);
  else
    read_fact_measure(r, keys, m);
}

MeasureRule read_measure(Reader& r, const Node& node) {
  std::vector<std::string> known = {"id", "title", "clause", "mission", "by"};
  for (const Form& form : forms()) known.emplace_back(form.name);
  Keys keys(r, node, known, "a measure");
  MeasureRule m;
  read_heading(r, keys, node, m);
  if (const Node* by = keys["by"]) m.by = read_texts(r, *by, "a path to group by");
  std::size_t given = 0;
  for (const Form& form : forms())
    if (const Node* details = keys[form.name]; details && ++given == 1) read_form(r, *details, form, m);
  if (keys && given != 1)
    r.error(codes::missing_key, node, "a measure is of one type", "one of `completion`, `share`, `mean` ...");
  return m;
}

const MeasureRule* measure_named(const std::vector<MeasureRule>& measures, std::string_view id) {
  const auto found = std::ranges::find(measures, id, &MeasureRule::id);
  return found == measures.end() ? nullptr : &*found;
}

const std::vector<MeasureRule>& measures_of_all() {
  static const Policy general = Policy::built_in("general-measures");
  return general.measures();
}

/// Measures of measures name what is there and are no parts of each other. Those of another policy are
/// written with its name ("policy/id"): evaluate() finds them.
void check_parts(Reader& r) {
  for (const auto& [name, at] : r.measures_named) {
    if (name.find('/') != std::string::npos) continue;
    const MeasureRule* m = find_measure(r, name, at);
    if (m != nullptr && !m->parts.empty())
      r.report.error(codes::wrong_value, at, "`" + name + "` is made of measures itself",
                     "a measure of tasks or facts");
  }
}

} // namespace

const MeasureRule* find_measure(Reader& r, std::string_view id, const Location& at) {
  if (const MeasureRule* own = measure_named(r.measures, id)) return own;
  if (const MeasureRule* general = measure_named(measures_of_all(), id)) return general;
  std::vector<std::string> known;
  for (const auto* measures : {&std::as_const(r.measures), &measures_of_all()})
    for (const MeasureRule& m : *measures) known.push_back(m.id);
  r.report.error(codes::unknown_measure, at, "there is no measure `" + std::string(id) + "`",
                 "a measure of this policy, or a general one", suggest(id, known));
  return nullptr;
}

void read_measures(Reader& r, const Node& node) {
  for (const Node* item : as_list(node)) r.measures.push_back(read_measure(r, *item));
  for (const MeasureRule& m : r.measures) check_id(r, r.measures, m);
  check_parts(r);
}

} // namespace aftercourse::reading
