#include <algorithm>

#include <aftercourse/calendar/calendar.hpp>

#include "codes.hpp"
#include "measure_reader.hpp"

namespace aftercourse::reading {

namespace {

const std::vector<std::string> task_columns = {
    "rule",      "subject", "occurrence",  "anchor_day", "from",  "due",   "state",    "channel",
    "done_on",   "holder",  "holders",     "role",       "roles", "parts", "attempts", "evidence",
    "reminders", "notices", "provisional", "key",        "count", "absent"};

/// A value of an expected column as a person writes it; lists joined by ", ".
std::string column_text(Reader& r, const Node& node) {
  if (node.type == Node::Type::null) return {};
  if (node.is_scalar()) return node.text;
  std::string out;
  for (const std::string& part : read_texts(r, node, "a value")) out += (out.empty() ? "" : ", ") + part;
  return out;
}

Example::Expected read_expected(Reader& r, const Node& node) {
  Example::Expected expected;
  expected.at = r.at(node);
  if (!node.is_mapping()) {
    r.error(codes::wrong_form, node, "this expects nothing", "`{rule: ..., subject: ..., state: ...}`");
    return expected;
  }
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const Node &key = node.keys[i], &item = node.items[i];
    if (std::find(task_columns.begin(), task_columns.end(), key.text) == task_columns.end())
      r.error(codes::unknown_column, key, "a task has no `" + key.text + "`",
              "`rule`, `subject`, `due`, `state` ...", suggest(key.text, task_columns));
    else if (key.text == "absent")
      expected.absent = read_boolean(r, item).value_or(false);
    else if (key.text == "rule") {
      if (const auto rule = read_rule_name(r, item)) expected.columns["rule"] = r.rules[*rule].id;
    } else
      expected.columns[key.text] = column_text(r, item);
  }
  return expected;
}

template <class Named>
std::vector<Example::Expectation> read_expectations(Reader& r, const Node& node,
                                                    const std::vector<Named>& known) {
  std::vector<std::string> ids;
  for (const Named& named : known) ids.push_back(named.id);
  std::vector<Example::Expectation> out;
  for (const Node* item : as_list(node)) {
    Example::Expectation e;
    e.at = r.at(*item);
    if (!item->is_mapping()) {
      r.error(codes::wrong_form, *item, "this expects nothing", "`{id: ..., value: ...}`");
      continue;
    }
    for (std::size_t i = 0; i < item->keys.size(); ++i)
      (item->keys[i].text == "id" ? e.id : e.columns[item->keys[i].text]) = column_text(r, item->items[i]);
    if (std::find(ids.begin(), ids.end(), e.id) == ids.end())
      r.error(codes::unknown_measure, *item, "there is no `" + e.id + "`", "an id of this policy",
              suggest(e.id, ids));
    out.push_back(std::move(e));
  }
  return out;
}

std::string read_day(Reader& r, const Node* node, std::string usual) {
  if (!node) return usual;
  const auto text = read_text(r, *node, "a date such as `2026-10-20`");
  if (text && Date::parse(*text)) return *text;
  if (text) r.error(codes::wrong_value, *node, "`" + *text + "` is no date", "a date such as `2026-10-20`");
  return usual;
}

std::string read_instant(Reader& r, const Node* node, std::string usual) {
  if (!node) return usual;
  const auto text = read_text(r, *node, "an instant");
  if (text && Instant::parse(*text)) return *text;
  if (text)
    r.error(codes::wrong_value, *node, "`" + *text + "` is no instant",
            "an instant such as `2026-09-01T09:00+08:00`");
  return usual;
}

/// When and by which calendar the example is judged.
void read_setting(Reader& r, const Keys& keys, const Node& node, Example& e) {
  if (!keys["as_of"])
    r.error(codes::missing_key, node, "an example needs `as_of`", "a date such as `2026-10-20`");
  e.as_of = read_day(r, keys["as_of"], "2026-01-01");
  const int year = Date::parse(e.as_of)->year();
  e.adopted_on = read_day(r, keys["adopted_on"], std::to_string(year - 1) + "-01-01");
  e.recorded_at.push_back(read_instant(r, keys["recorded_at"], std::to_string(year) + "-01-01T09:00+08:00"));
  e.horizon = "1 year";
  e.calendar = "cn";
  if (const Node* horizon = keys["horizon"]) {
    e.horizon = read_text(r, *horizon, "a period").value_or(e.horizon);
    if (!Period::parse(e.horizon))
      r.error(codes::wrong_value, *horizon, "`" + e.horizon + "` is no period", "a period such as `1 year`");
  }
  if (const Node* calendar = keys["calendar"])
    if (const auto choice = read_choice(r, *calendar, Calendar::built_in_names()))
      e.calendar = Calendar::built_in_names()[*choice];
}

void read_overrides(Reader& r, const Node& node, Example& e) {
  if (!node.is_mapping())
    return r.error(codes::wrong_form, node, "these are no parameters", "`{name: value}`");
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const std::string& name = node.keys[i].text;
    const auto uses = r.parameter_uses.find(name);
    const std::string value = read_text(r, node.items[i], "a value").value_or("");
    if (uses == r.parameter_uses.end())
      r.error(codes::wrong_value, node.keys[i], "there is no parameter `" + name + "`",
              "a parameter of this policy", suggest(name, keys_of(r.parameter_uses)));
    else
      for (const ParameterUse& use : uses->second)
        if (!fits(value, use.expectation))
          r.report.error(codes::parameter_value, r.at(node.items[i]),
                         "`" + value + "` does not fit where `" + name + "` is used", use.expectation.form(),
                         "", use.at);
    e.parameters[name] = value;
  }
}

void read_writes(Reader& r, const Keys& keys, Example& e) {
  e.batch_json = R"({"record":{}})";
  if (const Node* facts = keys["facts"]; facts && facts->type != Node::Type::null)
    e.batch_json = facts_to_json(r, *facts);
  const Node* then = keys["then"];
  if (!then) return;
  for (const Node* write : as_list(*then)) {
    const Keys write_keys(r, *write, {"recorded_at", "record", "amend", "retract"}, "a write");
    e.batches.push_back(write_to_json(r, *write));
    e.recorded_at.push_back(read_instant(r, write_keys["recorded_at"], e.recorded_at.back()));
  }
}

void read_outcome(Reader& r, const Keys& keys, Example& e) {
  if (const Node* expect = keys["expect"])
    for (const Node* item : as_list(*expect)) e.expect.push_back(read_expected(r, *item));
  if (const Node* count = keys["count"]) e.count = read_integer(r, *count, 0);
  if (const Node* measures = keys["expect_measures"])
    e.measures = read_expectations(r, *measures, r.measures);
  if (const Node* findings = keys["expect_findings"])
    e.findings = read_expectations(r, *findings, r.findings);
}

Example read_example(Reader& r, const Node& node) {
  const Keys keys(r, node,
                  {"facts", "name", "recorded_at", "then", "adopted_on", "parameters", "calendar", "as_of",
                   "horizon", "expect", "count", "expect_measures", "expect_findings"},
                  "an example");
  Example e;
  e.at = r.at(node);
  if (!keys) return e;
  if (const Node* name = keys["name"]) e.name = read_text(r, *name, "a name").value_or("");
  read_setting(r, keys, node, e);
  if (const Node* parameters = keys["parameters"]) read_overrides(r, *parameters, e);
  read_writes(r, keys, e);
  read_outcome(r, keys, e);
  return e;
}

} // namespace

std::vector<Example> read_examples(Reader& r, const Node& node) {
  std::vector<Example> out;
  if (node.type == Node::Type::null) return out;
  for (const Node* item : as_list(node)) out.push_back(read_example(r, *item));
  return out;
}

} // namespace aftercourse::reading
