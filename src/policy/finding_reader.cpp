#include <algorithm>
#include <array>

#include "heading_reader.hpp"
#include "measure_reader.hpp"

namespace aftercourse::reading {

namespace {

using FindingType = FindingRule::Type;

/// What a finding states, and the keys it takes beside its heading.
struct FindingForm {
  std::string_view name;
  FindingType type;
  std::vector<std::string> keys;
};

const std::vector<FindingForm>& finding_forms() {
  static const std::vector<FindingForm> all = {
      {"always", FindingType::state, {"each", "where"}},
      {"never", FindingType::state, {"each", "where"}},
      {"limit", FindingType::limit, {"measure", "by", "over", "min_n"}},
      {"trend", FindingType::trend, {"measure", "by", "min_n"}},
      {"chart", FindingType::chart, {"measure", "by", "min_n"}},
      {"gap", FindingType::gap, {"measure", "by", "over", "min_n"}},
      {"nobody", FindingType::nobody, {"measure", "by", "over", "min_n"}},
      {"same", FindingType::same, {"in", "by", "where", "within"}}};
  return all;
}

constexpr std::array period_units{PeriodUnit::months, PeriodUnit::quarters, PeriodUnit::years};

std::optional<PeriodUnit> read_unit(Reader& r, const Node& node) {
  const auto choice = read_choice(r, node, {"month", "quarter", "year"});
  return choice ? std::optional(period_units[*choice]) : std::nullopt;
}

// --- what a measure can be tested for

bool adds_up(MeasureRule::Type type) { return !is_model(type) && type != MeasureRule::Type::distribution; }

/// What the test asks of its measure, in words; nothing when this one has it.
std::string_view lacking(const FindingRule& f, MeasureRule::Type type) {
  using statistics::ChartKind;
  const bool of_shares = f.chart == ChartKind::p || f.chart == ChartKind::laney_p;
  switch (f.type) {
  case FindingType::limit:
  case FindingType::gap:
    return is_ratio(type) ? "" : "a share, a mean, a ratio or elapsed days: what has an interval";
  case FindingType::nobody:
    return is_share(type) ? "" : "a share";
  case FindingType::chart:
    if (of_shares) return is_share(type) ? "" : "a share";
    if (f.chart != ChartKind::xmr) return type == MeasureRule::Type::ratio ? "" : "a ratio";
    [[fallthrough]];
  default:
    return adds_up(type) ? "" : "a measure of tasks or facts";
  }
}

void read_tested(Reader& r, Keys& keys, FindingRule& f) {
  const Node* node = keys.require("measure", "the id of a measure");
  const auto id = node ? read_text(r, *node, "the id of a measure") : std::nullopt;
  if (!id) return;
  f.measure = *id;
  const MeasureRule* measure = find_measure(r, *id, r.at(*node));
  if (measure == nullptr) return;
  if (const auto expected = lacking(f, measure->type); !expected.empty())
    r.error(codes::wrong_measure, *node, "`" + *id + "` cannot be tested so", std::string(expected));
  if (f.by.empty()) f.by = measure->by;
  const auto* limit = std::get_if<Decimal>(&f.limit.literal);
  const bool is_limit = f.type == FindingType::limit && limit != nullptr && !f.limit.is_parameter();
  if (is_limit && is_share(measure->type) &&
      (*limit < Decimal() || *limit > Decimal::from_units(Decimal::scale)))
    r.report.error(codes::wrong_value, f.limit.at, "`" + *id + "` is a share", "a limit from `0%` to `100%`");
}

// --- the tests

Setting<Value> read_number_setting(Reader& r, const Node& node) {
  Expectation expected;
  expected.type = FieldType::decimal;
  return read_operand(r, node, expected);
}

void read_limit(Reader& r, const Node& node, FindingRule& f) {
  const Keys keys(r, node, {"below", "above"}, "a limit");
  if (!keys) return;
  const Node *below = keys["below"], *above = keys["above"];
  if ((below == nullptr) == (above == nullptr))
    return r.error(below ? codes::wrong_value : codes::missing_key, node,
                   below ? "a limit is on one side" : "a limit needs a number", "`below` or `above`");
  f.side = below ? FindingRule::Side::below : FindingRule::Side::above;
  f.limit = read_number_setting(r, below ? *below : *above);
}

void read_gap(Reader& r, const Node& node, FindingRule& f) {
  Keys keys(r, node, {"at_least", "side"}, "a gap");
  if (!keys) return;
  if (const Node* least = keys.require("at_least", "a difference")) {
    f.limit = read_number_setting(r, *least);
    const auto* number = std::get_if<Decimal>(&f.limit.literal);
    if (number != nullptr && *number < Decimal())
      r.error(codes::wrong_value, *least, "a difference is not below 0", "`0` or more");
  }
  if (const Node* side = keys["side"])
    if (const auto choice = read_choice(r, *side, {"below", "above"}))
      f.side = std::array{FindingRule::Side::below, FindingRule::Side::above}[*choice];
}

constexpr std::int64_t fewest_for_a_trend = 4; // fewer can never reach p = 0.05

void read_finding_trend(Reader& r, const Node& node, FindingRule& f) {
  Keys keys(r, node, {"over", "periods", "direction"}, "a trend");
  if (!keys) return;
  if (const Node* over = keys.require("over", "`month`, `quarter` or `year`")) f.over = read_unit(r, *over);
  if (const Node* periods = keys["periods"])
    f.periods = read_integer(r, *periods, fewest_for_a_trend).value_or(f.periods);
  if (const Node* direction = keys.require("direction", "`down` or `up`"))
    if (const auto choice = read_choice(r, *direction, {"down", "up"}))
      f.side = std::array{FindingRule::Side::below, FindingRule::Side::above}[*choice];
}

void read_since(Reader& r, const Node& node, FindingRule& f) {
  const auto label = read_text(r, node, "a month, quarter or year");
  const auto span = label ? CalendarSpan::parse(*label) : std::nullopt;
  if (span) f.since = span->first;
  if (label && !span) r.error(codes::wrong_value, node, "`" + *label + "` is no period", "such as `2026-01`");
}

void read_chart(Reader& r, const Node& node, FindingRule& f) {
  using statistics::ChartKind;
  Keys keys(r, node, {"kind", "over", "baseline", "from"}, "a chart");
  if (!keys) return;
  if (const Node* kind = keys.require("kind", "`xmr`, `p` or `u`"))
    if (const auto choice = read_choice(r, *kind, {"xmr", "p", "u", "laney_p", "laney_u"}))
      f.chart = std::array{ChartKind::xmr, ChartKind::p, ChartKind::u, ChartKind::laney_p,
                           ChartKind::laney_u}[*choice];
  if (const Node* over = keys.require("over", "`month`, `quarter` or `year`")) f.over = read_unit(r, *over);
  if (const Node* baseline = keys["baseline"])
    f.baseline = read_integer(r, *baseline, 2).value_or(f.baseline);
  if (const Node* from = keys["from"]) read_since(r, *from, f);
}

// --- the same problem in several places

void read_departments(Reader& r, const Node& node, FindingRule& f) {
  if (!node.is_mapping() || node.keys.size() != 1)
    return r.error(codes::wrong_form, node, "this says not in how many departments", "`{unit: 3}`");
  f.among = node.keys.front().text;
  f.times = read_integer(r, node.items.front(), 2).value_or(2);
}

void read_recorded(Reader& r, const Node& node, const Keys& keys, FindingRule& f) {
  f.kind = read_kind(r, node, "finding");
  if (!f.kind) return;
  if (f.by.empty()) f.by = {"dimension"};
  Scope row;
  row.row = f.kind;
  if (const Node* where = keys["where"]) f.where = read_condition(r, *where, row);
  if (const Node* within = keys["within"]) f.within = read_period(r, *within, true);
}

/// The finding that is looked for in several places: judged by group, and on its own.
void check_same(Reader& r, const Node& node, const Node& in, const FindingRule& f) {
  const auto other = std::ranges::find(r.findings, f.same, &FindingRule::id);
  if (other == r.findings.end()) {
    std::vector<std::string> known{"finding"};
    for (const FindingRule& known_one : r.findings) known.push_back(known_one.id);
    return r.error(codes::unknown_measure, node, "there is no finding `" + f.same + "`",
                   "a finding of this policy, or `finding` for those on record", suggest(f.same, known));
  }
  if (other->type == FindingType::same)
    return r.error(codes::wrong_value, node, "`" + f.same + "` is a finding of findings itself",
                   "a finding over facts or a measure");
  if (std::ranges::find(other->by, f.among) == other->by.end())
    r.error(codes::wrong_value, in, "`" + f.same + "` is not judged by `" + f.among + "`",
            "a group of its `by`");
}

void read_same(Reader& r, const Node& node, Keys& keys, FindingRule& f) {
  const auto name = read_text(r, node, "the id of a finding");
  const Node* in = keys.require("in", "`{unit: 3}`");
  if (in) read_departments(r, *in, f);
  if (!name) return;
  if (*name == "finding") return read_recorded(r, node, keys, f);
  f.same = *name;
  for (const char* key : {"by", "where", "within"})
    if (const Node* given = keys[key])
      r.error(codes::wrong_value, *given, "`" + std::string(key) + "` is for findings on record",
              "`same: finding`");
}

// --- a state of affairs

void read_state(Reader& r, const Node& node, const Keys& keys, bool never, FindingRule& f) {
  Scope scope;
  if (const Node* each = keys["each"]) {
    const auto name = read_text(r, *each, "a kind");
    f.kind = name ? read_kind(r, *each, *name) : std::nullopt;
    scope.known = f.kind.has_value();
  }
  scope.subject = f.kind;
  if (const Node* where = keys["where"]) f.where = read_condition(r, *where, scope);
  if (!never) {
    f.must = read_condition(r, node, scope);
    return;
  }
  f.must.type = Condition::Type::negation;
  f.must.at = r.at(node);
  f.must.children.push_back(read_condition(r, node, scope));
}

void read_test(Reader& r, const Node& node, Keys& keys, FindingRule& f) {
  if (f.type == FindingType::limit) read_limit(r, node, f);
  if (f.type == FindingType::gap) read_gap(r, node, f);
  if (f.type == FindingType::trend) read_finding_trend(r, node, f);
  if (f.type == FindingType::chart) read_chart(r, node, f);
  if (f.type == FindingType::nobody && !read_boolean(r, node).value_or(true))
    r.error(codes::wrong_value, node, "this looks for nothing", "`nobody: true`");
  if (const Node* over = keys["over"]) f.over = read_unit(r, *over);
  if (const Node* least = keys["min_n"]) f.min_n = read_integer(r, *least, 1).value_or(f.min_n);
  read_tested(r, keys, f);
}

void read_groups(Reader& r, const Node& node, FindingRule& f) {
  f.by = read_texts(r, node, "a path to group by");
  for (auto name = f.by.begin(); name != f.by.end(); ++name)
    if (std::find(f.by.begin(), name, *name) != name)
      r.error(codes::taken_name, node, "`" + *name + "` is given twice");
}

/// The one form that the node has.
const FindingForm* form_of(Reader& r, const Node& node) {
  const FindingForm* found = nullptr;
  std::size_t given = 0;
  for (const FindingForm& form : finding_forms())
    if (node.is_mapping() && node.find(form.name) && ++given == 1) found = &form;
  if (given == 1) return found;
  if (node.is_mapping())
    r.error(codes::missing_key, node, "a finding states what must be so, or must not, or one test",
            "one of `always`, `never`, `limit`, `trend`, `chart`, `gap`, `nobody`, `same`");
  return nullptr;
}

std::vector<std::string> keys_known(const FindingForm* form) {
  std::vector<std::string> known = {"id", "title", "clause", "mission", "dimension"};
  for (const FindingForm& each : finding_forms()) {
    known.emplace_back(each.name);
    if (form == nullptr || form == &each) known.insert(known.end(), each.keys.begin(), each.keys.end());
  }
  return known;
}

FindingRule read_finding(Reader& r, const Node& node) {
  const FindingForm* form = form_of(r, node);
  Keys keys(r, node, keys_known(form), "a finding");
  FindingRule f;
  read_heading(r, keys, node, f);
  if (const Node* dimension = keys["dimension"])
    f.dimension = read_text(r, *dimension, "a text").value_or("");
  if (const Node* by = keys["by"]) read_groups(r, *by, f);
  if (form == nullptr) return f;
  f.type = form->type;
  const Node& stated = *keys[form->name];
  if (f.type == FindingType::state)
    read_state(r, stated, keys, form->name == "never", f);
  else if (f.type == FindingType::same)
    read_same(r, stated, keys, f);
  else
    read_test(r, stated, keys, f);
  if (f.type == FindingType::gap && f.by.empty() && keys["measure"])
    r.error(codes::missing_key, node, "a gap is between groups", "`by`");
  return f;
}

} // namespace

void read_findings(Reader& r, const Node& node) {
  const auto items = as_list(node);
  for (const Node* item : items) r.findings.push_back(read_finding(r, *item));
  for (const FindingRule& f : r.findings) check_id(r, r.findings, f);
  for (std::size_t i = 0; i < items.size(); ++i) // after all ids: it may stand before the one it names
    if (const FindingRule& f = r.findings[i]; !f.same.empty())
      if (const Node* in = items[i]->find("in")) check_same(r, *items[i]->find("same"), *in, f);
}

} // namespace aftercourse::reading
