#include <aftercourse/reading/codes.hpp>

#include "scheme_data.hpp"

namespace aftercourse::reading {

namespace {

const Decimal one = Decimal::from_integer(1), hundred = Decimal::from_integer(100);
const Decimal least_mark = Decimal::from_units(1), most_marks = Decimal::from_integer(1'000'000'000);

void read_parts_of_component(SchemeReading& r, const Node& node, Component& component) {
  const Node* marks = node.find("marks");
  if (marks) component.marks = read_marks(r, *marks, least_mark, most_marks).value_or(Decimal());
  const Node* items = node.find("items");
  if (!items) {
    if (!marks)
      r.error(codes::missing_key, node, "a component needs `items` or `marks`",
              "`marks: 100` for one whose mark is recorded directly");
    return;
  }
  if (as_list(*items).empty()) r.error(codes::wrong_value, *items, "there is no item", "at least one");
  std::int64_t sum = 0;
  for (const Node* item : as_list(*items)) {
    Item& added = component.items.emplace_back();
    read_item(r, *item, added);
    if (__builtin_add_overflow(sum, added.marks.units(), &sum))
      return r.error(assessment_codes::wrong_marks, *item, "the marks add up beyond every number");
  }
  const Decimal total = Decimal::from_units(sum);
  if (marks && component.marks != total)
    r.error(assessment_codes::wrong_marks, *marks,
            "the items have " + total.to_string() + " marks together, not " + component.marks.to_string());
  component.marks = total;
}

void read_component(SchemeReading& r, const Node& node, Names& names, Component& component) {
  Keys keys(r, node, {"id", "title", "kind", "weight", "minimum", "marks", "items"}, "a component");
  if (!keys) return;
  if (const Node* kind = keys["kind"])
    component.kind = read_enum<ComponentKind>(r, *kind).value_or(ComponentKind::examination);
  if (const Node* id = keys.require("id", "letters, digits and hyphens")) {
    component.id = read_id(r, *id, "the component's id").value_or("");
    names.add(r, *id, component.id);
    const auto kinds = words_of<ComponentKind>();
    const auto same = std::ranges::find(kinds, component.id);
    if (!keys["kind"] && same == kinds.end())
      r.error(codes::missing_key, node, "a component needs `kind`",
              "examination, homework, project or practice");
    else if (!keys["kind"])
      component.kind = static_cast<ComponentKind>(same - kinds.begin());
  }
  if (const Node* title = keys["title"]) component.title = read_title(r, *title);
  if (const Node* weight = keys.require("weight", "a share such as `60%`"))
    component.weight = read_decimal(r, *weight, least_mark, one).value_or(Decimal());
  if (const Node* minimum = keys["minimum"]) component.minimum = read_marks(r, *minimum, Decimal(), hundred);
  read_parts_of_component(r, node, component);
}

void read_components(SchemeReading& r, const Node& node, std::vector<Component>& components) {
  Names names("the component");
  Decimal sum;
  for (const Node* one_of_them : as_list(node)) {
    read_component(r, *one_of_them, names, components.emplace_back());
    sum = Decimal::from_units(sum.units() + components.back().weight.units());
  }
  if (components.empty())
    r.error(codes::wrong_value, node, "there is no component", "at least one");
  else if (sum != one &&
           std::ranges::all_of(components, [](const Component& c) { return c.weight != Decimal(); }))
    r.error(assessment_codes::wrong_weights, node,
            "the weights add to " + Decimal::from_units(sum.units() * 100).to_string() + " %, not to 100 %");
}

Rounding read_rounding(Reading& r, const Node& node) {
  Rounding rounding;
  Keys keys(r, node, {"digits", "tie", "of", "decides"}, "a rounding");
  if (!keys) return rounding;
  if (const Node* digits = keys.require("digits", "a whole number from 0 to 6")) {
    rounding.digits = read_integer(r, *digits, 0).value_or(0);
    if (rounding.digits > 6)
      r.error(codes::wrong_value, *digits, "`" + digits->text + "` is no such number",
              "a whole number from 0 to 6");
  }
  if (const Node* tie = keys["tie"]) rounding.tie = read_enum<Tie>(r, *tie).value_or(Tie::half_up);
  if (const Node* decides = keys["decides"]) rounding.decides = read_boolean(r, *decides).value_or(false);
  rounding.total = !keys["of"];
  if (const Node* of = keys["of"])
    for (const Node* word : as_list(*of))
      if (const auto choice = read_choice(r, *word, {"items", "components", "total"})) {
        rounding.items = rounding.items || *choice == 0;
        rounding.components = rounding.components || *choice == 1;
        rounding.total = rounding.total || *choice == 2;
      }
  if (rounding.decides && !rounding.total)
    r.error(codes::wrong_value, *keys["decides"], "the total is not rounded, so its rounding cannot decide",
            "`of: total`");
  return rounding;
}

MakeUp read_make_up(Reading& r, const Node& node) {
  MakeUp rule;
  Keys keys(r, node, {"counts", "capped", "most"}, "a make-up rule");
  if (const Node* counts = keys.require("counts", "`best` or `later`"))
    rule.counts = read_enum<Counts>(r, *counts).value_or(Counts::best);
  if (const Node* capped = keys["capped"]) rule.capped = read_boolean(r, *capped).value_or(false);
  if (const Node* most = keys["most"]) rule.most = read_integer(r, *most, 1).value_or(1);
  return rule;
}

void read_pass(Reading& r, Keys& keys, SchemeDefinition& scheme) {
  const Node* pass = keys.require("pass", "a number from 0 to 100");
  if (!pass) return;
  scheme.pass = read_marks(r, *pass, Decimal(), hundred).value_or(Decimal());
  if (const Node* grades = keys["grades"])
    scheme.grades = read_grades(r, *grades, scheme.pass, *pass);
  else
    scheme.grades = plain_grades(scheme.pass);
}

void read_heading_of_scheme(Reading& r, Keys& keys, SchemeDefinition& scheme) {
  if (const Node* name = keys.require("assessment", "the scheme's name"))
    scheme.name = read_id(r, *name, "a name").value_or("");
  if (const Node* version = keys.require("version", "the scheme's version"))
    scheme.version = read_text(r, *version, "a version").value_or("");
  if (const Node* title = keys["title"]) scheme.title = read_title(r, *title);
}

} // namespace

std::optional<Decimal> read_marks(Reading& r, const Node& node, Decimal least, std::optional<Decimal> most) {
  if (!node.is_scalar() || !node.text.ends_with('%')) return read_decimal(r, node, least, most);
  r.error(codes::wrong_value, node, "`" + node.text + "` is a share, no mark", "a number such as `60`");
  return {};
}

SchemeDefinition read_scheme(const Node& root, Report& report) {
  SchemeDefinition scheme;
  SchemeReading r(report);
  Keys keys(r, root,
            {"assessment", "version", "title", "key_points", "components", "pass", "grades", "rounding",
             "make_up", "absent"},
            "a marking scheme");
  if (!keys) return scheme;
  read_heading_of_scheme(r, keys, scheme);
  if (const Node* points = keys["key_points"])
    scheme.key_points = read_named(r, *points, "`{grasp: {en: ..., zh: ...}}`");
  for (const Named& point : scheme.key_points) r.key_points.push_back(point.id);
  if (const Node* components = keys.require("components", "a list"))
    read_components(r, *components, scheme.components);
  read_pass(r, keys, scheme);
  if (const Node* rounding = keys["rounding"]) scheme.rounding = read_rounding(r, *rounding);
  if (const Node* make_up = keys["make_up"]) scheme.make_up = read_make_up(r, *make_up);
  if (const Node* absent = keys["absent"])
    scheme.absent_is_zero = read_choice(r, *absent, {"incomplete", "zero"}).value_or(0) == 1;
  return scheme;
}

} // namespace aftercourse::reading
