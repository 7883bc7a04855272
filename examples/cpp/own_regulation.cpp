// A host with a store of its own: the library is asked with values alone. The regulation brings its own kinds
// of fact.
#include <aftercourse/aftercourse.hpp>

#include <iostream>

using namespace aftercourse;

const char* const facts = R"({"record": {
  "equipment": [{"id": "Q1", "model": "Projector", "bought": "2025-08-31"},
                {"id": "Q2", "model": "Screen", "bought": "2025-10-15"}],
  "maintenance": [{"id": "M1", "equipment": "Q1", "date": "2026-03-20"}]}})";

/// What the host knows, as one value.
Snapshot known(const Schema& schema) {
  Journal journal(schema);
  std::vector<Fault> faults;
  std::vector<Operation> operations = read_json_batch(journal.head(), facts, faults);
  if (!faults.empty()) throw DataError("AC2020", to_string(faults.front()));
  Write write;
  write.recorded_at = Instant::from_text("2026-05-04T09:00+08:00");
  journal.publish(journal.prepare(std::move(operations), write));
  return journal.head();
}

int main() {
  try {
    const Policy policy = Policy::load("cpp/own_regulation.yaml");
    for (const ExampleResult& example : test(policy))
      if (!example.passed) throw PolicyError("AC3001", example.difference);

    const Date today(2026, 5, 4);
    const TaskSet tasks = derive({{policy, {.on = {2025, 1, 1}}}}, known(policy.schema()), Calendars{},
                                 {.as_of = today, .horizon = today});
    for (TaskIndex i = 0; i < tasks.size(); ++i) {
      const Task task = tasks.task(i);
      std::cout << task.window.to.to_string() << ' ' << task.subject << ' ' << name_of(task.state) << '\n';
    }
    return tasks.size() == 0; // the tests see that there is something to do
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
