#include <aftercourse/tasks/policy_test.hpp>

#include <algorithm>

#include <aftercourse/facts/json.hpp>

namespace aftercourse {

namespace {

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

/// What an `expect` entry calls a column of a task.
std::string column(const Task& t, const std::string& name) {
  if (name == "rule") return t.rule;
  if (name == "subject") return t.subject;
  if (name == "occurrence") return t.occurrence;
  if (name == "anchor_day") return t.anchor_day.to_string();
  if (name == "from") return t.window.from.to_string();
  if (name == "due") return t.window.to.to_string();
  if (name == "state") return std::string(name_of(t.state));
  if (name == "channel") return t.channel;
  if (name == "done_on") return t.done_on ? t.done_on->to_string() : "";
  if (name == "holder" || name == "holders") return join(t.holders, ", ");
  if (name == "role" || name == "roles") return join(t.roles, ", ");
  if (name == "parts") return std::to_string(t.parts_done) + " of " + std::to_string(t.parts);
  if (name == "attempts") return std::to_string(t.attempts);
  if (name == "evidence") return join(t.evidence, ", ");
  if (name == "reminders") return std::to_string(t.reminders.size());
  if (name == "provisional") return t.provisional ? "true" : "false";
  if (name == "notices") return std::to_string(t.notices.size());
  if (name == "key") return t.key;
  return {};
}

bool identifies(const std::string& name) {
  return name == "rule" || name == "subject" || name == "occurrence" || name == "key";
}

bool agrees(const Task& task, const Example::Expected& expected, bool identity_only) {
  return std::all_of(expected.columns.begin(), expected.columns.end(), [&](const auto& c) {
    if (c.first == "count" || (identity_only && !identifies(c.first))) return true;
    return column(task, c.first) == c.second ||
           (c.first == "evidence" && column(task, c.first).ends_with("/" + c.second));
  });
}

std::string describe(const std::map<std::string, std::string>& columns) {
  std::string text;
  for (const auto& [name, value] : columns) text += (text.empty() ? "" : ", ") + name + ": " + value;
  return "{" + text + "}";
}

/// The same columns of a task that came out.
std::string describe(const Task& task, const Example::Expected& expected) {
  std::map<std::string, std::string> columns;
  for (const auto& [name, value] : expected.columns) columns[name] = column(task, name);
  for (const char* name : {"occurrence", "from", "due", "state"}) columns[name] = column(task, name);
  return describe(columns);
}

std::string difference(const std::vector<Task>& tasks, const Example::Expected& expected) {
  const auto matching =
      std::count_if(tasks.begin(), tasks.end(), [&](const Task& t) { return agrees(t, expected, false); });
  const auto wanted = expected.columns.find("count");
  const std::string place = expected.at.to_string() + ": ";
  if (wanted != expected.columns.end()) {
    if (std::to_string(matching) == wanted->second) return {};
    return place + "expected " + wanted->second + " tasks like " + describe(expected.columns) + ", got " +
           std::to_string(matching) + "\n";
  }
  if (expected.absent == (matching == 0)) return {};
  if (expected.absent)
    return place + "expected no task " + describe(expected.columns) + ", but there is one\n";
  std::string text = place + "expected " + describe(expected.columns) + "\n";
  int shown = 0;
  for (const Task& t : tasks)
    if (agrees(t, expected, true) && ++shown <= 5) text += "       got " + describe(t, expected) + "\n";
  if (shown == 0) {
    text += "       got no such task; there are:\n";
    for (const Task& t : tasks)
      if (++shown <= 8)
        text += "           " + t.rule + " " + t.subject + " " + t.occurrence + " due " +
                t.window.to.to_string() + "\n";
  }
  return text;
}

Prepared prepare(const Journal& journal, const std::string& json, const std::string& recorded_at,
                 const Example& example) {
  std::vector<Fault> faults;
  auto operations = read_json_batch(journal.head(), json, faults);
  if (!faults.empty()) {
    std::string message = "the facts of example `" + example.name + "` are refused";
    for (const Fault& f : faults) message += "\n  " + to_string(f);
    throw DataError("AC2020", message, example.at.to_string()).with_faults(faults);
  }
  Write write;
  write.recorded_at = Instant::from_text(recorded_at);
  write.actor = "example";
  return journal.prepare(std::move(operations), write);
}

} // namespace

ExampleRun run_example(const Policy& policy, const Example& example) {
  Journal journal(policy.schema());
  std::vector<std::string> writes{example.batch_json};
  writes.insert(writes.end(), example.batches.begin(), example.batches.end());
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (writes[i].empty()) continue;
    journal.publish(prepare(journal, writes[i], example.recorded_at.at(i), example));
  }
  Adoption adoption;
  adoption.on = Date::from_text(example.adopted_on);
  for (const auto& [name, value] : example.parameters)
    adoption.parameters.push_back({name, value, std::nullopt, "example"});
  Calendars calendars;
  calendars.everyone = Calendar::built_in(example.calendar).assuming();
  DeriveOptions options;
  options.as_of = Date::from_text(example.as_of);
  options.horizon = add(options.as_of, Period::from_text(example.horizon), calendars.everyone);
  return {&example, derive({{policy, adoption}}, journal.head(), calendars, options)};
}

std::string compare_tasks(const ExampleRun& run) {
  std::vector<Task> tasks;
  for (TaskIndex i = 0; i < run.tasks.size(); ++i) tasks.push_back(run.tasks.task(i));
  std::string text;
  for (const Example::Expected& expected : run.example->expect) text += difference(tasks, expected);
  if (run.example->count && static_cast<std::size_t>(*run.example->count) != tasks.size()) {
    text += run.example->at.to_string() + ": expected " + std::to_string(*run.example->count) +
            " tasks, got " + std::to_string(tasks.size()) + ":\n";
    for (const Task& t : tasks)
      text += "           " + t.rule + " " + t.subject + " " + t.occurrence + " due " +
              t.window.to.to_string() + " " + std::string(name_of(t.state)) + "\n";
  }
  return text;
}

} // namespace aftercourse
