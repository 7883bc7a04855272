// A host in C++: a working day in China, and a day's duties from the built-in regulation.
#include <filesystem>
#include <iostream>

#include <aftercourse/aftercourse.hpp>

using namespace aftercourse;

int main() {
  // The fifth working day after 30 September 2026 lies behind the national holiday and uses its make-up
  // Saturday.
  const Date day = Calendar::built_in("cn").add_working_days({2026, 9, 30}, 5);
  std::cout << "aftercourse " << library_version << ": " << day.to_string() << "\n";

  std::filesystem::remove("host_cpp.db");
  Engine engine = Engine::open("host_cpp.db");
  Adoption adoption;
  adoption.on = Date(2026, 1, 1);
  engine.adopt(Policy::built_in("follow-up-visits"), adoption);
  Batch batch = engine.batch();
  batch.record_all_json(R"({"record": {"person": [{"id": "L1", "name": "李雷"}],
    "programme": [{"id": "P1", "title": "Sales", "starts": "2026-09-01", "ends": "2026-09-10"}],
    "enrolment": [{"id": "E1", "programme": "P1", "person": "L1"}]}})");
  engine.commit(std::move(batch));
  AgendaQuery query;
  query.as_of = Date(2026, 9, 28);
  const Agenda agenda = engine.agenda(query);
  for (const Task& task : agenda.tasks()) std::cout << task.window.to.to_string() << " " << task.key << "\n";
  return day == Date(2026, 10, 13) && agenda.size() == 3 ? 0 : 1;
}
