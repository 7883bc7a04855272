#include <array>

#include "codes.hpp"
#include "rule_parts.hpp"

namespace aftercourse::reading {

namespace {

struct Span {
  std::string_view name;
  PeriodUnit unit;
};
constexpr std::array spans{Span{"month", PeriodUnit::months}, Span{"quarter", PeriodUnit::quarters},
                           Span{"year", PeriodUnit::years}};
constexpr std::string_view anchor_form = "`kind.date`, `{amended: kind.field}`, `{every: month}`, "
                                         "`month.ends`, `{task: rule}` or `{missed: rule}`";

std::optional<PeriodUnit> span_named(std::string_view name) {
  for (const Span& span : spans)
    if (span.name == name) return span.unit;
  return {};
}

/// `month.starts` or `month.ends`.
bool read_period_edge(std::string_view text, Anchor& anchor) {
  const std::size_t dot = text.find('.');
  if (dot == text.npos) return false;
  const auto unit = span_named(text.substr(0, dot));
  const std::string_view edge = text.substr(dot + 1);
  const bool closing = edge == "ends" || edge == "ended";
  if (!unit || (!closing && edge != "starts" && edge != "started")) return false;
  anchor.type = Anchor::Type::period;
  anchor.period = *unit;
  anchor.closing = closing;
  return true;
}

/// `kind.field`, where the field may have to be a date.
bool read_event(Reader& r, const Node& node, std::string_view form, bool must_be_date, Rule& rule) {
  const auto text = read_text(r, node, form);
  if (!text) return false;
  const std::size_t dot = text->find('.');
  if (dot == text->npos) {
    r.error(codes::wrong_form, node, "`" + *text + "` names no field", std::string(form));
    return false;
  }
  const auto kind = read_kind(r, node, std::string_view(*text).substr(0, dot));
  if (!kind) return false;
  rule.after.kind = *kind;
  rule.anchor_kind = kind;
  const auto field = read_field(r, node, *kind, std::string_view(*text).substr(dot + 1));
  if (!field) return true; // what the rule is about is known all the same
  rule.after.field = *field;
  const Field& f = r.vocabulary.field(*kind, *field);
  if (must_be_date && f.type != FieldType::date)
    r.error(codes::wrong_path, node, "`" + *text + "` is no date",
            "a date of " + with_article(r.vocabulary.name(*kind)));
  return true;
}

/// The kind of the facts that discharge the rule, when it is one.
std::optional<std::size_t> only_evidence(const Rule& parent) {
  const auto kinds = kinds_of(parent.done_by);
  return kinds.size() == 1 ? std::optional(kinds.front()) : std::nullopt;
}

bool read_parent(Reader& r, const Node& node, bool missed, Rule& rule) {
  const auto parent = read_rule_name(r, node);
  if (!parent) return false;
  rule.after.type = missed ? Anchor::Type::missed : Anchor::Type::task;
  rule.after.rule = *parent;
  rule.anchor_kind = missed ? r.rules[*parent].anchor_kind : only_evidence(r.rules[*parent]);
  return r.rule_known[*parent];
}

bool read_mapping(Reader& r, const Node& node, Rule& rule) {
  const Keys keys(r, node, {"amended", "every", "task", "missed"}, "`after`");
  if (node.keys.size() != 1) {
    r.error(codes::wrong_form, node, "`after` follows one thing", std::string(anchor_form));
    return false;
  }
  if (const Node* rule_name = keys["task"]) return read_parent(r, *rule_name, false, rule);
  if (const Node* rule_name = keys["missed"]) return read_parent(r, *rule_name, true, rule);
  if (const Node* field = keys["amended"]) {
    rule.after.type = Anchor::Type::amended;
    return read_event(r, *field, "`kind.field`", false, rule);
  }
  if (const Node* every = keys["every"]) {
    const auto choice = read_choice(r, *every, {"month", "quarter", "year"});
    rule.after.type = Anchor::Type::period;
    rule.after.whole_period = true;
    if (choice) rule.after.period = spans[*choice].unit;
    return true;
  }
  return false;
}

} // namespace

void read_anchor(Reader& r, const Node& node, Rule& rule) {
  bool known = true;
  if (node.is_mapping())
    known = read_mapping(r, node, rule);
  else if (!node.is_scalar() || !read_period_edge(node.text, rule.after))
    known = read_event(r, node, anchor_form, true, rule);
  if (!known) r.rule_known[static_cast<std::size_t>(&rule - r.rules.data())] = false;
}

} // namespace aftercourse::reading
